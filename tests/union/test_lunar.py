"""Vietnam's lunar calendar against the vectors of the domain book (g2) and a second opinion."""

from datetime import date, timedelta

import lunar_vn
import pytest
import vnlunar
from hypothesis import given
from hypothesis import strategies as st

from union.lunar import LunarDay, eve, in_solar_year, lunar, name_of, new_year, solar

# Year: Tết, which day of month 12 the eve is, Giỗ Tổ, Trung thu, Vu Lan, Ông Táo.
YEARS = {
    2026: ("17/02", 29, "26/04", "25/09", "27/08", "10/02"),
    2027: ("06/02", 29, "16/04", "15/09", "16/08", "30/01"),
    2028: ("26/01", 29, "04/04", "03/10", "03/09", "19/01"),
    2029: ("13/02", 29, "23/04", "22/09", "24/08", "06/02"),
    2030: ("02/02", 29, "12/04", "12/09", "13/08", "26/01"),
    2031: ("23/01", 29, "01/04", "01/10", "01/09", "16/01"),
    2032: ("11/02", 29, "19/04", "19/09", "20/08", "04/02"),
    2033: ("31/01", 30, "09/04", "08/09", "09/08", "23/01"),
}
# Where Vietnam's day is not China's.
TET = {
    1968: (1, 29), 1969: (2, 16), 1985: (1, 21), 2007: (2, 17), 2030: (2, 2), 2053: (2, 18),
}  # fmt: skip
MID_AUTUMN = {
    1978: (9, 16), 2034: (9, 26), 2041: (9, 9), 2065: (9, 14), 2080: (9, 27), 2099: (9, 28),
}  # fmt: skip
KINGS = {1975: (4, 20), 2009: (4, 4), 2037: (4, 24), 2038: (4, 13), 2085: (4, 3)}
LEAP_MONTHS = {
    2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11, 2036: 6, 2039: 5, 2042: 2, 2044: 7,
    1985: 2, 1987: 7,
}  # fmt: skip


# Whole months that China counts otherwise, first and last day, 2020-2045.
OTHERWISE = [
    ("2020-12-14", "2021-01-12"), ("2030-02-02", "2030-03-03"), ("2031-04-21", "2031-05-20"),
    ("2032-03-11", "2032-04-09"), ("2034-09-12", "2034-10-11"), ("2037-04-15", "2037-05-14"),
    ("2038-04-04", "2038-05-03"), ("2039-12-15", "2040-01-13"), ("2041-08-26", "2041-09-24"),
]  # fmt: skip


def _short(day: date | None) -> str:
    assert day
    return f"{day.day:02}/{day.month:02}"


@pytest.mark.parametrize("year", YEARS)
def test_the_days_of_a_year(year: int) -> None:
    tet, last, kings, mid_autumn, souls, kitchen = YEARS[year]
    assert _short(new_year(year)) == tet
    end = eve(year)
    assert end and lunar(end) == LunarDay(last, 12, year - 1)
    assert [_short(day) for day in in_solar_year(10, 3, year)] == [kings]
    assert [_short(day) for day in in_solar_year(15, 8, year)] == [mid_autumn]
    assert [_short(day) for day in in_solar_year(15, 7, year)] == [souls]
    assert [_short(day) for day in in_solar_year(23, 12, year)] == [kitchen]


@pytest.mark.parametrize(
    ("number", "month", "table"), [(1, 1, TET), (15, 8, MID_AUTUMN), (10, 3, KINGS)]
)
def test_not_china_s_days(number: int, month: int, table: dict[int, tuple[int, int]]) -> None:
    for year, (solar_month, day) in table.items():
        assert list(in_solar_year(number, month, year)) == [date(year, solar_month, day)]


def test_the_months_that_are_not_china_s() -> None:
    """And no other day: between them the two calendars agree, which hides a wrong one."""
    found, day = set(), date(2020, 1, 1)
    while day < date(2046, 1, 1):
        china = lunar_vn.solar_to_lunar(day, 8.0)
        if lunar(day) != (china.day, china.month, china.year, china.leap):
            found.add(day)
        day += timedelta(days=1)
    wanted = set()
    for first, last in OTHERWISE:
        since, until = date.fromisoformat(first), date.fromisoformat(last)
        wanted |= {since + timedelta(days=n) for n in range((until - since).days + 1)}
    assert found == wanted


@pytest.mark.parametrize("year", [1984, 1985, 1987, *range(2020, 2046)])
def test_leap_months(year: int) -> None:
    leap = [month for month in range(1, 13) if solar(LunarDay(1, month, year, leap=True))]
    assert leap == ([LEAP_MONTHS[year]] if year in LEAP_MONTHS else [])


def test_a_day_of_a_leap_month() -> None:
    assert lunar(date(2025, 7, 26)) == LunarDay(2, 6, 2025, leap=True)
    assert solar(LunarDay(2, 6, 2025, leap=True)) == date(2025, 7, 26)


@pytest.mark.parametrize(
    "day",
    [
        LunarDay(30, 12, 2026),  # a month of 29 days
        LunarDay(2, 6, 2026, leap=True),  # a year without a leap month
        LunarDay(1, 1, 2101),
        LunarDay(0, 1, 2027),
        LunarDay(1, 13, 2027),
    ],
)
def test_days_no_calendar_has(day: LunarDay) -> None:
    assert solar(day) is None


def test_nothing_is_counted_beyond_2100() -> None:
    assert new_year(2101) is None
    assert eve(3000) is None
    assert list(in_solar_year(15, 8, 2101)) == []


def test_a_second_opinion_of_every_day_until_2053() -> None:
    """The second one, a table, is right to May 2054; ours to 2071."""
    day = date(1968, 1, 1)
    while day < date(2054, 1, 1):
        other = vnlunar.get_lunar_date(day.day, day.month, day.year)
        assert lunar(day) == (other["day"], other["month"], other["year"], bool(other["leap"])), day
        day += timedelta(days=1)


@given(st.dates(date(1968, 1, 1), date(2099, 12, 31)))
def test_there_and_back(day: date) -> None:
    assert solar(lunar(day)) == day


@pytest.mark.parametrize(
    ("year", "name"), [(2025, "Ất Tỵ"), (2026, "Bính Ngọ"), (2027, "Đinh Mùi"), (1984, "Giáp Tý")]
)
def test_the_name_of_a_year(year: int, name: str) -> None:
    assert name_of(year) == name
