"""Occasions of the year: on which day each falls, who is greeted, and whether it may be said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from zlib import crc32

from union import lunar
from union.calendar import moment

AT = time(7, 30)  # when an occasion is greeted, on its own day and never later
LEAD_DAYS = 7  # how long before a day with gifts the women's committee is reminded


class Who(StrEnum):
    ALL = "all"  # “all” means the group: no private message
    WOMEN = "women"  # the group, and every woman in private


class Counted(StrEnum):
    """By which calendar the day is named."""

    SUN = "sun"
    MOON = "moon"
    EVE = "eve"  # the last day of the lunar year, which has 29 or 30 in its month


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day the union greets. `day` and `month` are 0 for the eve of Tết."""

    key: str
    name: str
    by: Counted
    day: int
    month: int
    since: int  # the first year it is kept
    who: Who
    usual: bool  # in the proposal, until somebody leaves it out
    gifts: bool  # needs money and lists a week before
    cheerful: bool  # not said to the group in days of mourning


class Dated(NamedTuple):
    day: date
    occasion: Occasion


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What a union keeps in a year. Nothing is greeted in a year that nobody approved."""

    year: int
    kept: frozenset[str]
    approved_by: int | None = None
    approved_at: datetime | None = None

    @property
    def approved(self) -> bool:
        return self.approved_at is not None

    def greets(self, key: str) -> bool:
        return self.approved and key in self.kept

    @property
    def mark(self) -> int:
        """Of the list as it is shown, so that a tap approves what was read and nothing else."""
        return crc32(",".join(sorted(self.kept)).encode())


def days_in(occasion: Occasion, year: int) -> list[date]:
    """The days of a solar year; none before its first year, or beyond what can be counted."""
    if year < occasion.since:
        return []
    if occasion.by is Counted.SUN:
        return [date(year, occasion.month, occasion.day)]
    if occasion.by is Counted.MOON:
        return list(lunar.in_solar_year(occasion.day, occasion.month, year))
    last = lunar.eve(year)
    return [last] if last else []


def of_year(occasions: Iterable[Occasion], year: int) -> list[Dated]:
    """The year in the order of its days."""
    found = [Dated(day, one) for one in occasions for day in days_in(one, year)]
    return sorted(found, key=lambda dated: (dated.day, dated.occasion.key))


def on_day(occasions: Iterable[Occasion], day: date) -> list[Occasion]:
    return [one for one in occasions if day in days_in(one, day.year)]


def proposed(occasions: Iterable[Occasion], year: int) -> YearPlan:
    """What the chair is shown first."""
    usual = (one.key for one in occasions if one.usual and days_in(one, year))
    return YearPlan(year, frozenset(usual))


def ahead(dated: Iterable[Dated], now: datetime) -> list[Dated]:
    """What can still be greeted: its half past seven has not passed."""
    return [one for one in dated if moment(one.day, AT) > now]


def needs_gifts(occasions: Iterable[Occasion], today: date) -> list[Occasion]:
    """What is a week away and needs preparing."""
    return [one for one in on_day(occasions, today + timedelta(days=LEAD_DAYS)) if one.gifts]


def in_group(
    occasion: Occasion, plan: YearPlan, day: date, today: date, quiet_until: date | None
) -> bool:
    """Only on the day, only what was approved, nothing cheerful in days of mourning."""
    mourning = quiet_until is not None and today <= quiet_until
    return today == day and plan.greets(occasion.key) and not (mourning and occasion.cheerful)
