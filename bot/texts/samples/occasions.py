"""Samples of the year's occasions: two years of which one has its Tết where China has not."""

from typing import Any

from bot.texts.samples.people import AN, CHI, HANH, NOW, TODAY, UNION
from config.occasions import occasions
from union.occasions import Dated, YearPlan, of_year, proposed

WAITING = proposed(occasions(), 2027)
APPROVED = YearPlan(2027, WAITING.kept, CHI.id, NOW)
FEW = YearPlan(2030, frozenset({"giao-thua", "tet", "20-11"}), CHI.id, NOW)
NONE = YearPlan(2027, frozenset())
DAYS, LATER = of_year(occasions(), 2027), of_year(occasions(), 2030)


def _on(key: str, days: list[Dated]) -> Dated:
    return next(one for one in days if one.occasion.key == key)


EVERY = [*DAYS, _on("giao-thua", LATER), _on("tet", LATER)]
MARCH, AUTUMN = _on("8-3", DAYS), _on("trung-thu", DAYS)

SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "occasions.for_members": [(WAITING, DAYS), (NONE, DAYS)],
    "occasions.only_these_years": [(2026, 2027)],
    "occasions.year": [
        (WAITING, DAYS, None, True, 2026),
        (WAITING, DAYS, None, False, 2026),
        (APPROVED, DAYS, CHI, True, 2026),
        (FEW, LATER, None, False, 2031),
        (NONE, DAYS, None, True, 2026),
    ],
    "occasions.proposal": [(WAITING, DAYS, CHI, False), (WAITING, DAYS, AN, True)],
    "occasions.choose": [(WAITING, DAYS)],
    "occasions.approved": [
        (APPROVED, DAYS, CHI, ""),
        (FEW, LATER, AN, "group"),
        (APPROVED, DAYS, CHI, "trial"),
    ],
    "occasions.changed_meanwhile": [(WAITING, DAYS, CHI)],
    "occasions.which_words": [(2027, DAYS)],
    "occasions.words": [(MARCH, UNION, CHI, AUTUMN), (MARCH, UNION, AN, None)],
    "occasions.in_group": [(dated, UNION) for dated in EVERY],
    "occasions.in_private": [(dated, UNION, HANH) for dated in (MARCH, _on("20-10", DAYS))],
    "occasions.prepare": [
        (MARCH, TODAY.replace(2027, 3, 1), 29),
        (AUTUMN, AUTUMN.day.replace(day=8), 0),
    ],
}
