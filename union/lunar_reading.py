"""Days named by the moon, as people type them: "rằm tháng 8", "10/3 ÂL", "mùng 3 tết" (j2).

Reads what union/dates.py has made plain: lower case, no accents, months in figures.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from union import lunar
from union.lunar import LunarDay
from union.words import NotUnderstood, Unclear

_SAYS = re.compile(
    r"\b(?:am lich|am|al|ram|tet|gieng|chap|nhuan|giao thua|trung thu|vu lan|doan ngo|gio to)\b"
)
_EVE = (0, 12)  # the last of the year, be it the 29th or the 30th
_NAMED = {
    "tet": (1, 1), "tet nguyen dan": (1, 1), "tet am": (1, 1), "tet am lich": (1, 1),
    "giao thua": _EVE, "dem giao thua": _EVE, "trung thu": (15, 8), "ram trung thu": (15, 8),
    "tet trung thu": (15, 8), "vu lan": (15, 7), "le vu lan": (15, 7), "doan ngo": (5, 5),
    "tet doan ngo": (5, 5), "gio to": (10, 3), "gio to hung vuong": (10, 3),
}  # fmt: skip
_OF_YEAR = re.compile(r"(?P<what>.+?)(?: nam)? (?P<y>(?:19|20)[0-9]{2})")
_DAY = r"(?:ngay )?(?:(?:mung|mong) )?(?P<d>[0-9]{1,2})|(?P<ram>ram)"
_DATED = re.compile(
    rf"(?:{_DAY})(?:(?: ?[/.-] ?| thang | )(?P<m>[0-9]{{1,2}}|gieng|chap)(?P<leap> nhuan)?"
    r"(?:(?: ?[/-] ?| nam | )(?P<y>(?:19|20)[0-9]{2}))?)?"
    r"(?: (?:am lich|am|al)(?:(?: nam)? (?P<y2>(?:19|20)[0-9]{2}))?)?"
)
_TET = re.compile(
    r"(?:ngay )?(?:(?:mung|mong) )?(?P<d>[0-9]{1,2}) tet(?:(?: nam)? (?P<y>(?:19|20)[0-9]{2}))?"
)
_WORDS = {"gieng": 1, "chap": 12}


class Named(NamedTuple):
    """What was said of a day; None for what was not."""

    day: int
    month: int | None
    year: int | None = None
    leap: bool = False


def speaks_of_moons(said: str) -> bool:
    return _SAYS.search(said) is not None


def refuse(said: str) -> None:
    """For days that must be solar: raises LUNAR with the day and month that could be read."""
    if speaks_of_moons(said):
        found = _named(said)
        raise NotUnderstood(
            Unclear.LUNAR, day=found.day if found else None, month=found.month if found else None
        )


def day(said: str, today: date, back: bool) -> date | None:
    """The solar day, today or later (with `back` today or before); None if no moon is meant.

    Raises LUNAR when the words cannot be read, or name a day that calendar does not have: then
    `eve` is the last day of the year for who typed "30 tết".
    """
    if not speaks_of_moons(said):
        return None
    found = _named(said)
    if found is None:
        raise NotUnderstood(Unclear.LUNAR, day=None, month=None)
    near = _near(found, today, back)
    if near is None:
        raise NotUnderstood(Unclear.LUNAR, **_facts(found, today, back))
    return near


def other_reading(number: int, month: int, year: int | None, today: date) -> date | None:
    """The lunar day of "mùng 8 tháng 3", which may as well be the solar one."""
    return _near(Named(number, month, year), today, back=False)


def _named(said: str) -> Named | None:
    of_year = _OF_YEAR.fullmatch(said)
    if known := _NAMED.get(of_year["what"] if of_year else said):
        return _of_tet(*known, int(of_year["y"]) if of_year else None)
    if found := _TET.fullmatch(said):  # "mùng 3 tết" begins a year, "30 tết" ends the one before
        number = int(found["d"])
        return _of_tet(number, 12 if number > 20 else 1, int(found["y"]) if found["y"] else None)
    found = _DATED.fullmatch(said)
    if not found:
        return None
    month, year = found["m"], found["y"] or found["y2"]
    return Named(
        int(found["d"] or 15),
        (_WORDS.get(month) or int(month)) if month else None,
        int(year) if year else None,
        bool(found["leap"]),
    )


def _of_tet(number: int, month: int, year: int | None) -> Named:
    """The eve of 2027 is the one before Tết 2027, at the end of the lunar year 2026."""
    return Named(number, month, year - 1 if year and month == 12 else year)


def _near(named: Named, today: date, back: bool) -> date | None:
    """The nearest such day on this side of today; None rather than one of some later year."""
    if named.year is not None:
        return _solar(named, named.month or 0, named.year)
    if named.day == 30 and named.month:
        before = _near(named._replace(day=29), today - timedelta(days=1), back)
        return lunar.solar(lunar.lunar(before)._replace(day=30)) if before else None
    months = [named.month] if named.month else range(1, 13)
    years = range(today.year - 2, today.year + 3)
    leaps = [named.leap] if named.month else [False, True]  # "rằm": also of a leap month
    days = (
        _solar(named._replace(leap=leap), month, year)
        for year in years
        for month in months
        for leap in leaps
    )
    right = [one for one in days if one and (one <= today if back else one >= today)]
    return (max(right) if back else min(right)) if right else None


def _solar(named: Named, month: int, year: int) -> date | None:
    if named.day == 0:
        return lunar.eve(year + 1)
    return lunar.solar(LunarDay(named.day, month, year, named.leap))


def _facts(named: Named, today: date, back: bool) -> dict[str, object]:
    facts: dict[str, object] = {"day": named.day, "month": named.month}
    if (named.day, named.month) == (30, 12):
        facts["eve"] = _near(named._replace(day=0), today, back)
    return facts
