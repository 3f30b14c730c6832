"""Vietnam's own lunar calendar: the new moon as clocks of UTC+7 see it, since 1/1/1968.

It is not China's: Tết 2030 is 2 February in Vietnam and the day after in China (domain book, g2).
The counting is lunar-vn's, right for every day of 1968-2071; what it lets through and no calendar
has (the 30th of a month of 29 days, a leap month in a year without one) is refused here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import lunar_vn

_FIRST, _LAST = lunar_vn.SUPPORTED_YEAR_RANGE
_STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_BRANCHES = (
    "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi",
)  # fmt: skip


class LunarDay(NamedTuple):
    """A day by the moon; `year` is the solar year in which that lunar year begins."""

    day: int
    month: int
    year: int
    leap: bool = False


def lunar(on: date) -> LunarDay:
    """Raises ValueError beyond the years that can be counted (1900-2100)."""
    found = lunar_vn.solar_to_lunar(on)
    return LunarDay(found.day, found.month, found.year, found.leap)


def solar(wanted: LunarDay) -> date | None:
    """The solar day; None for a day no calendar has, or beyond what can be counted."""
    if not (_FIRST <= wanted.year <= _LAST and 1 <= wanted.month <= 12 and 1 <= wanted.day <= 30):
        return None
    try:
        found: date = lunar_vn.convert_lunar_to_solar(
            wanted.day, wanted.month, wanted.year, int(wanted.leap)
        )
        return found if lunar(found) == wanted else None
    except ValueError:
        return None


def new_year(year: int) -> date | None:
    """Tết, the first of the first month: between 20 January and 20 February."""
    return solar(LunarDay(1, 1, year))


def eve(year: int) -> date | None:
    """The last day before that Tết: the 29th of month 12 for each Tết of 2025-2032."""
    first = new_year(year)
    return first - timedelta(days=1) if first else None


def in_solar_year(number: int, month: int, year: int) -> Iterator[date]:
    """Each day of a solar year that is this day of this month by the moon; leap months have none.

    Once a year, but for the days of December and January: those twice or never.
    """
    for lunar_year in (year - 1, year):
        found = solar(LunarDay(number, month, lunar_year))
        if found and found.year == year:
            yield found


def name_of(lunar_year: int) -> str:
    """ "Đinh Mùi" for 2027."""
    return f"{_STEMS[(lunar_year + 6) % 10]} {_BRANCHES[(lunar_year + 8) % 12]}"
