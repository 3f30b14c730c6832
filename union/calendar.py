"""Days, months and hours as a Vietnamese unit counts them; moments are kept in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")  # UTC+7, no summer time
QUIET_FROM = time(21)
QUIET_UNTIL = time(7)


def day_of(moment_utc: datetime) -> date:
    """The Vietnamese day a moment falls on. A moment without a zone is a ValueError."""
    return _local(moment_utc).date()


def moment(day: date, at: time) -> datetime:
    """The UTC moment at which Vietnamese clocks show `at` on `day`."""
    return datetime.combine(day, at.replace(tzinfo=None), VIETNAM).astimezone(UTC)


def quiet(moment_utc: datetime) -> bool:
    """Nobody is written to between 21:00 and 07:00; 07:00 itself is allowed."""
    at = _local(moment_utc).time()
    return at >= QUIET_FROM or at < QUIET_UNTIL


def after_quiet(moment_utc: datetime) -> datetime:
    """The moment itself, or 07:00 of the morning that ends its quiet hours (UTC)."""
    if not quiet(moment_utc):
        return moment_utc.astimezone(UTC)
    here = _local(moment_utc)
    morning = here.date() + timedelta(days=1 if here.time() >= QUIET_FROM else 0)
    return moment(morning, QUIET_UNTIL)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def birthdays_on(day: date) -> list[tuple[int, int]]:
    """The (month, day) pairs congratulated on `day`: 28/2 answers for 29/2 in a common year.

    The 28th and not 1 March, so that nobody's greeting comes in another month than the one the
    list of the month showed.
    """
    here = (day.month, day.day)
    if here == (2, 28) and not is_leap(day.year):
        return [here, (2, 29)]
    return [here]


def next_birthday(born: tuple[int, int], today: date) -> date:
    """The next day, today included, on which someone born on (month, day) is congratulated."""
    this_year = _birthday_in(today.year, born)
    return this_year if this_year >= today else _birthday_in(today.year + 1, born)


def start_of_month(day: date) -> date:
    return day.replace(day=1)


def end_of_month(day: date) -> date:
    """The last day of the month, the day a cash count and a dues list are closed on."""
    return months_after(start_of_month(day), 1) - timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """The same day `months` later (earlier when negative); 31/1 and one month is 28/2 or 29/2."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    last = 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]
    return date(year, month, min(day.day, last))


def quarter_of(day: date) -> int:
    """1 to 4; finance is published and the committee meets once a quarter."""
    return (day.month - 1) // 3 + 1


def quarter(year: int, number: int) -> tuple[date, date]:
    """First and last day of a quarter; a number other than 1 to 4 is a ValueError."""
    if number not in range(1, 5):
        raise ValueError(f"no quarter {number}")
    first = date(year, number * 3 - 2, 1)
    return first, end_of_month(months_after(first, 2))


def days_between(first: date, second: date) -> int:
    """Whole days from `first` to `second`; negative when `second` came before."""
    return (second - first).days


_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _birthday_in(year: int, born: tuple[int, int]) -> date:
    if born == (2, 29) and not is_leap(year):
        return date(year, 2, 28)
    return date(year, *born)


def _local(moment_utc: datetime) -> datetime:
    if moment_utc.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment_utc.astimezone(VIETNAM)
