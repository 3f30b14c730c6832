"""Birthdays, quiet hours and the Vietnamese day."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from union import calendar

DAYS = st.dates(date(1968, 1, 1), date(2099, 12, 31))
MOMENTS = st.integers(315_532_800, 4_102_000_000).map(lambda at: datetime.fromtimestamp(at, UTC))


def test_every_birth_date_is_congratulated_once_a_year():
    every = {(month, day) for month in range(1, 13) for day in range(1, 32)}
    every = {born for born in every if valid(2000, *born)}
    assert len(every) == 366
    for year in range(1968, 2100):
        days = [date(year, 1, 1) + timedelta(n) for n in range(366 if valid(year, 2, 29) else 365)]
        seen = Counter(born for day in days for born in calendar.birthdays_on(day))
        assert seen == Counter(every)


def valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("day", "born"),
    [
        (date(2026, 2, 28), [(2, 28), (2, 29)]),
        (date(2028, 2, 28), [(2, 28)]),
        (date(2028, 2, 29), [(2, 29)]),
        (date(2026, 3, 1), [(3, 1)]),
        (date(2026, 3, 12), [(3, 12)]),
        (date(2100, 2, 28), [(2, 28), (2, 29)]),
    ],
)
def test_birthdays_on(day, born):
    assert calendar.birthdays_on(day) == born


@given(DAYS, DAYS)
def test_the_next_birthday_is_a_day_of_congratulation(someone, today):
    born = (someone.month, someone.day)
    coming = calendar.next_birthday(born, today)
    assert born in calendar.birthdays_on(coming)
    assert 0 <= calendar.days_between(today, coming) <= 366


def test_a_birthday_today_is_today():
    assert calendar.next_birthday((3, 12), date(2026, 3, 12)) == date(2026, 3, 12)
    assert calendar.next_birthday((2, 29), date(2026, 3, 1)) == date(2027, 2, 28)


def test_the_day_begins_at_seventeen_hours_utc():
    assert calendar.day_of(datetime(2026, 11, 20, 16, 59, tzinfo=UTC)) == date(2026, 11, 20)
    assert calendar.day_of(datetime(2026, 11, 20, 17, 0, tzinfo=UTC)) == date(2026, 11, 21)


def test_a_moment_needs_its_zone():
    with pytest.raises(ValueError, match="time zone"):
        calendar.day_of(datetime(2026, 11, 20))


@given(DAYS.filter(lambda day: day.year > 1979), st.times().map(lambda at: at.replace(fold=0)))
def test_a_moment_is_on_its_day(day, at):
    assert calendar.day_of(calendar.moment(day, at)) == day


@pytest.mark.parametrize(
    ("at", "quiet", "until"),
    [
        ("20:59", False, None),
        ("21:00", True, date(2026, 11, 21)),
        ("23:59", True, date(2026, 11, 21)),
        ("00:00", True, date(2026, 11, 20)),
        ("06:59", True, date(2026, 11, 20)),
        ("07:00", False, None),
    ],
)
def test_quiet_hours(at, quiet, until):
    moment = calendar.moment(date(2026, 11, 20), time.fromisoformat(at))
    assert calendar.quiet(moment) is quiet
    after = calendar.moment(until, time(7)) if until else moment
    assert calendar.after_quiet(moment) == after


@given(MOMENTS)
@settings(max_examples=300)
def test_after_quiet_is_never_quiet_and_never_earlier(moment):
    after = calendar.after_quiet(moment)
    assert not calendar.quiet(after)
    assert timedelta(0) <= after - moment <= timedelta(hours=10)
    assert after.tzinfo is UTC


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 20), 2, date(2027, 1, 20)),
        (date(2026, 1, 20), -1, date(2025, 12, 20)),
        (date(2026, 8, 31), -6, date(2026, 2, 28)),
    ],
)
def test_months_after(day, months, there):
    assert calendar.months_after(day, months) == there


@given(DAYS)
def test_a_day_lies_in_its_month_and_quarter(day):
    first, last = calendar.quarter(day.year, calendar.quarter_of(day))
    assert first <= calendar.start_of_month(day) <= day <= calendar.end_of_month(day) <= last
    assert calendar.quarter_of(last + timedelta(days=1)) != calendar.quarter_of(day)


def test_there_are_four_quarters():
    assert calendar.quarter(2026, 4) == (date(2026, 10, 1), date(2026, 12, 31))
    with pytest.raises(ValueError, match="no quarter"):
        calendar.quarter(2026, 5)


@given(DAYS, DAYS)
def test_days_between_has_a_direction(one, other):
    assert one + timedelta(days=calendar.days_between(one, other)) == other
