"""Facts with which refusals and what was not understood are said."""

from datetime import date
from typing import Any

from union.refusals import Reason, Refusal
from union.words import NotUnderstood, Unclear

FACTS: dict[Reason, dict[str, Any]] = {
    Reason.LOAN_OPEN: {"number": 27},
    Reason.LOAN_TOO_SMALL: {"lowest": 100_000},
    Reason.LOAN_TOO_SOON: {"on": date(2027, 3, 1)},
    Reason.LOAN_REPAID: {"number": 27},
    Reason.OVERPAID: {"number": 27, "left": 500_000},
    Reason.ANOTHER_FIRST: {"number": 26},
    Reason.ALREADY_DECIDED: {"by": "chị Chi"},
    Reason.ALREADY_ASKED: {"number": 1},
    Reason.NOT_FOUND: {"words": "27"},
    Reason.SEAT_HELD: {"name": "Lê Thị Bích"},
    Reason.LENT_TOO_LONG: {"most": 92},
    Reason.LENT_ALREADY: {"name": "anh Dũng"},
    Reason.SEATED: {"name": "Lê Thị Bích"},
    Reason.NOT_IN_BOT: {"name": "Chị Hạnh"},
    Reason.IN_BOT: {"name": "Anh An"},
    Reason.BAD_HOURS: {"most": 4},
    Reason.FUND_TOO_LOW: {"left": 4_180_000},
    Reason.TOO_MANY_LINES: {"most": 50_000},
    Reason.ALREADY_BOOKED: {"reference": "FT26325123456"},
    Reason.PAID_TOO_MUCH: {"most": 1_761_600},
    Reason.ALREADY_REVERSED: {"code": "TC-PT-118"},
    Reason.LENT_OUT: {"code": "QTT-PC-003"},
    Reason.BOOK_BEGUN: {"name": "Quỹ tương trợ"},
    Reason.NO_ROUND: {"ask": "chị Chi"},
    Reason.ROUND_NOT_YET: {"year": 2027, "on": date(2027, 1, 1)},
    Reason.ROUND_CLOSED: {"year": 2026, "on": date(2026, 3, 31), "ask": "chị Chi"},
    Reason.ROUND_STILL_OPEN: {"year": 2027, "on": date(2027, 3, 31)},
    Reason.TITLE_NOT_FOR: {
        "title": "Giỏi việc nước, đảm việc nhà",
        "who": "women",
        "unknown": True,
    },
    Reason.NOT_REGISTERED: {"title": "Lao động tiên tiến"},
}
UNCLEAR: dict[Unclear, dict[str, Any]] = {
    Unclear.TOO_MUCH: {"most": 10**9},
    Unclear.OLD_NUMBER: {"now": "+84381234567"},
    Unclear.NO_SUCH_DAY: {"day": 31, "month": 4},
    Unclear.NOT_LEAP: {"year": 1975},
    Unclear.NO_YEAR: {"day": 12, "month": 3},
    Unclear.ONLY_YEAR: {"year": 1975},
    Unclear.FUTURE: {"on": date(2030, 1, 1)},
    Unclear.PAST: {"on": date(2026, 11, 1)},
    Unclear.TOO_OLD: {"on": date(1875, 1, 1)},
    Unclear.TOO_YOUNG: {"on": date(2020, 1, 1), "youngest": 15},
    Unclear.LUNAR: {"day": 15, "month": 7},
    Unclear.SOLAR_OR_LUNAR: {
        "day": 8,
        "month": 3,
        "solar": date(2027, 3, 8),
        "lunar": date(2027, 4, 14),
    },
    Unclear.WEEKDAY_DIFFERS: {"on": date(2026, 12, 10)},
    Unclear.A_PERIOD: {"first": date(2026, 11, 28), "last": date(2026, 11, 29)},
    Unclear.MORNING_OR_AFTERNOON: {"hour": 2},
}


SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "refusals.refused": [
        (Refusal(Reason.ROUND_CLOSED, year=2026, on=None, ask=""),),
        *((Refusal(reason, **FACTS.get(reason, {})),) for reason in Reason),
        (Refusal(Reason.ALREADY_DECIDED),),
        (Refusal(Reason.NOT_FOUND),),
        (Refusal(Reason.ROW_TAKEN, name="Trần Văn An"),),
    ],
    "unclear.why": [
        *((NotUnderstood(reason, **UNCLEAR.get(reason, {})),) for reason in Unclear),
        (NotUnderstood(Unclear.LUNAR, day=30, month=12, eve=date(2027, 2, 5)),),
    ],
}
