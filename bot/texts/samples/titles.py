"""Samples of the texts about emulation: members, rounds, results."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.texts import title_rounds
from bot.texts.samples.people import AN, CHI, DUNG, HANH, TODAY, case
from config.titles import titles
from union.members import Count
from union.titles import Figures, Outcome, Round, Share, of_year, titled

YEAR = of_year(titles(), 2027)
LDTT, CSTD, GVN = (one for key in ("ldtt", "cstd", "gvn") if (one := titled(YEAR, key)))
ROUND = Round(1, 2026, date(2026, 11, 1), date(2026, 12, 5))
AHEAD = Round(2, 2027, date(2027, 1, 1), date(2027, 3, 31))
PAPER = ("15/QĐ-CĐ", date(2026, 12, 20))
FIGURES = [
    Figures(LDTT, Count(3, 2), Count(0, 0), Count(0, 0)),
    Figures(CSTD, Count(1, 1), Count(0, 0), Count(0, 0)),
    Figures(GVN, Count(0, 0), Count(0, 0), Count(0, 0)),
]
DECIDED = [
    Figures(LDTT, Count(3, 2), Count(2, 2), Count(1, 0)),
    Figures(CSTD, Count(1, 1), Count(1, 1), Count(0, 0)),
]
PEOPLE = {"ldtt": [AN, HANH, CHI], "cstd": [CHI]}
ALIKE = {"ldtt": [AN, replace(AN, id=8, name="Lê Văn An"), HANH]}
OWN = {"title": "ldtt", "year": 2026, "outcome": "achieved", "decision": "15", "on": "2026-12-20"}
UNKNOWN = OWN | {"outcome": "missed", "decision": "", "on": ""}
LIST = title_rounds.listing(2026, 46, FIGURES, PEOPLE, {"cstd": Share(15, 3, 0)}, [DUNG])

SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "titles.home": [
        (AN, None, TODAY, [], [], False, False, False),
        (AN, None, TODAY, [], [], False, True, True),
        (AN, ROUND, TODAY, [], [LDTT, CSTD], False, False, False),
        (CHI, ROUND, TODAY, [(LDTT, None)], [CSTD, GVN], False, True, True),
        (CHI, ROUND, TODAY, [(LDTT, None)], [CSTD, GVN], True, True, True),
        (AN, AHEAD, TODAY, [], [], False, False, False),
        (AN, ROUND, date(2027, 1, 1), [(LDTT, Outcome.ACHIEVED), (CSTD, Outcome.MISSED)],
         [], False, False, True),
    ],
    "titles.which": [([LDTT, CSTD],)],
    "titles.confirm": [
        (AN, 2027, [LDTT], [], 0), (AN, 2027, [LDTT, CSTD], [LDTT], 0),
        (AN, 2027, [LDTT, CSTD], [LDTT], 2),
    ],
    "titles.registered": [(AN, AHEAD, [LDTT, CSTD])],
    "titles.already": [(AN, AHEAD, [LDTT])],
    "titles.unchanged": [()],
    "titles.confirm_drop": [(AN, 2027, [CSTD]), (AN, 2027, [LDTT, CSTD])],
    "titles.dropped": [(AN, AHEAD, [LDTT, CSTD])],
    "titles.past": [
        (AN, []),
        (AN, [], 2025),
        (AN, [(2026, LDTT.name, Outcome.ACHIEVED, *PAPER), (2026, CSTD.name, None, "", None),
              (2025, LDTT.name, Outcome.MISSED, "", None),
              (2024, LDTT.name, Outcome.ACHIEVED, "", None)]),
    ],
    "titles.opened_in_group": [(AHEAD, YEAR)],
    "titles.remind": [(AN, AHEAD, [LDTT, CSTD])],
    "title_rounds.which_days": [((date(2027, 1, 1), date(2027, 3, 31)),)],
    "title_rounds.which_year": [(2026,)],
    "title_rounds.confirm_open": [(AHEAD, None), (ROUND, AHEAD)],
    "title_rounds.opened": [(ROUND, TODAY, 1), (AHEAD, TODAY, 1), (AHEAD, TODAY, 0)],
    "title_rounds.confirm_close": [(ROUND,)],
    "title_rounds.closed": [(ROUND,)],
    "title_rounds.listing": [
        (2026, 46, FIGURES, PEOPLE, {"cstd": Share(15, 3, 0)}, [DUNG]),
        (2026, 46, DECIDED, ALIKE, {"cstd": Share(15, 10, 2)}, []),
        (2026, 46, [], {}, {}, [], 2025),
        (2026, 200, FIGURES[:1], {"ldtt": [AN, HANH, CHI] * 40}, {}, []),
    ],
    "title_rounds.closed_by_clock": [(LIST, 2026)],
    "title_rounds.for_whom": [(2026,)],
    "title_rounds.which_for": [(HANH, [LDTT, GVN])],
    "title_rounds.why_late": [(2026,)],
    "title_rounds.confirm_for": [(HANH, 2026, [LDTT], ""), (HANH, 2026, [LDTT], "nghỉ thai sản")],
    "title_rounds.registered_for": [(HANH, 2026, [LDTT])],
    "title_rounds.registered_by": [(HANH, 2026, [LDTT], CHI, "nghỉ thai sản"),
                                   (HANH, 2026, [LDTT], CHI, "")],
    "title_results.nobody_registered": [(2026,)],
    "title_results.which_title": [(2026, [(LDTT, 31), (CSTD, 5)])],
    "title_results.who_reached": [(LDTT, 2026, [AN, HANH, DUNG])],
    "title_results.names_please": [()],
    "title_results.nobody_of": [(["Hoa"], LDTT, 2026), (["Hoa", "Tú"], LDTT, 2026)],
    "title_results.which_of": [("Lan", [(1, HANH), (2, CHI)], "which0")],
    "title_results.too_many_alike": [()],
    "title_results.which_decision": [()],
    "title_results.confirm": [
        (LDTT, 2026, [AN, HANH], [DUNG], ["Hoa"], *PAPER), (LDTT, 2026, [], [DUNG], [], "", None),
    ],
    "title_results.written": [(LDTT, 2026, 3, 0), (LDTT, 2026, 2, 12), (LDTT, 2026, 0, 12),
                              (LDTT, 2026, 0, 0)],
    "title_results.not_written": [()],
    "title_results.card": [
        (case(12, "title", OWN, 3), CHI, LDTT, OWN),
        (case(12, "title", OWN, 3), CHI, None, UNKNOWN),
    ],
    "title_results.not_confirmed": [(CHI, LDTT, DUNG), (CHI, None, DUNG)],
    "title_results.told": [
        (AN, LDTT, 2026, Outcome.ACHIEVED, *PAPER), (AN, LDTT, 2026, Outcome.ACHIEVED, "", None),
        (HANH, LDTT, 2026, Outcome.MISSED, "", None),
    ],
}  # fmt: skip
