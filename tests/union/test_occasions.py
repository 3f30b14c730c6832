"""Which day an occasion falls on, what a year proposes, and when something may be said."""

from datetime import UTC, date, datetime, timedelta

import pytest

from config.occasions import Entry, occasions
from union import lunar
from union.occasions import (
    Counted,
    Occasion,
    Who,
    YearPlan,
    ahead,
    days_in,
    in_group,
    needs_gifts,
    of_year,
    on_day,
    proposed,
)

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
DAY = date(2027, 3, 8)
# The occasions of a year that nobody changed, day by day.
USUAL = {
    2027: ["6/2 tet", "8/3 8-3", "30/4 30-4", "1/6 1-6", "27/7 27-7", "28/7 28-7", "2/9 2-9",
           "15/9 trung-thu", "20/10 20-10", "20/11 20-11", "24/11 24-11", "22/12 22-12"],
    2030: ["2/2 tet", "8/3 8-3", "30/4 30-4", "1/6 1-6", "27/7 27-7", "28/7 28-7", "2/9 2-9",
           "12/9 trung-thu", "20/10 20-10", "20/11 20-11", "24/11 24-11", "22/12 22-12"],
    2033: ["31/1 tet", "8/3 8-3", "30/4 30-4", "1/6 1-6", "27/7 27-7", "28/7 28-7", "2/9 2-9",
           "8/9 trung-thu", "20/10 20-10", "20/11 20-11", "24/11 24-11", "22/12 22-12"],
}  # fmt: skip


def _occasion(**changed: object) -> Occasion:
    values: dict[str, object] = {
        "key": "x", "name": "X", "by": Counted.SUN, "day": 8, "month": 3, "since": 1900,
        "who": Who.WOMEN, "usual": True, "gifts": True, "cheerful": True,
    }  # fmt: skip
    return Occasion(**(values | changed))  # type: ignore[arg-type]


def _plan(*kept: str, approved: bool = True) -> YearPlan:
    return YearPlan(2027, frozenset(kept), 1, NOW) if approved else YearPlan(2027, frozenset(kept))


@pytest.mark.parametrize("year", USUAL)
def test_the_usual_year(year: int) -> None:
    plan = proposed(occasions(), year)
    found = [one for one in of_year(occasions(), year) if one.occasion.key in plan.kept]
    assert [f"{o.day.day}/{o.day.month} {o.occasion.key}" for o in found] == USUAL[year]


@pytest.mark.parametrize("year", range(2026, 2041))
def test_every_occasion_is_once_a_year_and_the_eve_before_tet(year: int) -> None:
    days = {one.key: days_in(one, year) for one in occasions()}
    assert {len(found) for found in days.values()} == {1}
    assert days["giao-thua"][0] + timedelta(days=1) == days["tet"][0]


def test_the_day_of_culture_begins_in_2026() -> None:
    def kept(year: int) -> bool:
        return "24-11" in proposed(occasions(), year).kept

    assert [kept(year) for year in (2025, 2026, 2027)] == [False, True, True]
    assert [one.key for one in on_day(occasions(), date(2025, 11, 24))] == []


def test_no_year_has_a_30th_of_the_last_month_named() -> None:
    for year in range(2025, 2033):
        (eve,) = days_in(next(one for one in occasions() if one.by is Counted.EVE), year)
        assert lunar.lunar(eve).day == 29


def test_beyond_the_moons_that_can_be_counted_only_the_sun_is_left() -> None:
    assert {one.occasion.by for one in of_year(occasions(), 2101)} == {Counted.SUN}


@pytest.mark.parametrize(
    ("clock", "left"), [("2026-11-20T00:29", 3), ("2026-11-20T00:30", 2), ("2026-12-31T00:00", 0)]
)
def test_what_is_still_ahead(clock: str, left: int) -> None:
    """Half past seven in Vietnam is half past midnight in UTC."""
    now = datetime.fromisoformat(clock).replace(tzinfo=UTC)
    days = [one for one in of_year(occasions(), 2026) if one.day.month > 10]
    assert len(ahead(days, now)) == left


def test_gifts_are_remembered_a_week_before() -> None:
    found = {
        (day.isoformat(), one.key)
        for day in (date(2027, 1, 1) + timedelta(days=n) for n in range(365))
        for one in needs_gifts(occasions(), day)
    }
    assert found == {
        ("2027-01-30", "tet"), ("2027-03-01", "8-3"), ("2027-05-25", "1-6"),
        ("2027-09-08", "trung-thu"), ("2027-10-13", "20-10"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("plan", "today", "quiet_until", "cheerful", "said"),
    [
        (_plan("x"), DAY, None, True, True),
        (_plan("x"), date(2027, 3, 9), None, True, False),  # never late
        (_plan("x"), date(2027, 3, 7), None, True, False),
        (_plan("y"), DAY, None, True, False),
        (_plan("x", approved=False), DAY, None, True, False),
        (_plan("x"), DAY, DAY, True, False),  # the last day of mourning
        (_plan("x"), DAY, date(2027, 3, 7), True, True),
        (_plan("x"), DAY, DAY, False, True),  # remembrance is no merriment
    ],
)
def test_what_may_be_said_to_the_group(
    plan: YearPlan, today: date, quiet_until: date | None, cheerful: bool, said: bool
) -> None:
    assert in_group(_occasion(cheerful=cheerful), plan, DAY, today, quiet_until) is said


def test_the_mark_is_of_what_is_kept_and_of_nothing_else() -> None:
    assert _plan("a", "b").mark == _plan("b", "a", approved=False).mark
    assert _plan("a", "b").mark != _plan("a").mark


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "x1", "name": "Ngày lạ"},  # no day
        {"key": "x1", "name": "Ngày lạ", "solar": "1/1", "eve": True},  # two
        {"key": "x1", "name": "Ngày lạ", "solar": "31/4"},
        {"key": "x1", "name": "Ngày lạ", "solar": "29/2"},
        {"key": "x1", "name": "Ngày lạ", "lunar": "30/12"},  # not every year
        {"key": "x1", "name": "Ngày lạ", "solar": "1/13"},
        {"key": "X1", "name": "Ngày lạ", "solar": "1/1"},
        {"key": "x1", "name": "Ngày lạ", "solar": "1/1", "who": "men"},
        {"key": "x1", "name": "Ngày lạ", "solar": "1/1", "wo": "all"},
    ],
)
def test_a_wrong_line_of_the_file_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Entry.model_validate(wrong)
