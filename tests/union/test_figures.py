"""Figures of a fund: what is opening, what is income, what nets out, how papers write them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.sample import CASES, FIRST, LAST, case, fin_003, items
from union.figures import Booked, finance, paper_day, percent_text, tenths_of_percent
from union.money import money_in_words


def test_the_founding_report_to_the_dong() -> None:
    told, found = case("fin-003")["expect"], fin_003()
    assert CASES.name == "cases"
    assert found.total_income == told["total_income"]
    assert found.total_sources == told["total_sources"]
    assert found.total_spending == told["total_expense"]
    assert found.net == told["net"]
    assert found.closing == told["closing"]
    assert money_in_words(found.closing) == told["closing_in_words_vi"]
    shares = [tenths_of_percent(item.amount, found.total_spending) / 10 for item in found.spending]
    assert shares == list(told["percent_of_expense"].values())


def test_opening_vouchers_inside_are_opening_and_spending_before_is_taken_off() -> None:
    ids = {item.key: item.id for item in items()}
    sums = {
        ids["opening"]: Booked(1000, 500, 1),
        ids["dues"]: Booked(300, 70, 3),
        ids["visits"]: Booked(200, 20, 1),
        ids["movement"]: Booked(),
    }
    found = finance("TC", FIRST, LAST, items(), sums)
    assert found.opening == 1000 + 500 + 300 - 200
    assert [item.key for item in found.income] == ["dues"]
    assert [item.key for item in found.spending] == ["visits"]
    assert found.closing == 1600 + 70 - 20
    assert (found.of("dues"), found.of("visits"), found.of("training")) == (70, 20, 0)
    assert (found.times("dues"), found.times("training")) == (3, 0)


def test_what_was_taken_back_is_neither_income_nor_spending() -> None:
    ids = {item.key: item.id for item in items()}
    found = finance("TC", FIRST, LAST, items(), {ids["dues"]: Booked(0, 0, 0)})
    assert (found.income, found.total_income) == ((), 0)
    # Taken back in a later period than it was booked: that period shows it with its sign.
    found = finance("TC", FIRST, LAST, items(), {ids["dues"]: Booked(50, -50, -1)})
    assert (found.opening, found.total_income, found.closing) == (50, -50, 0)


def test_an_item_is_named_as_on_the_last_day_and_its_versions_are_one() -> None:
    (dues,) = [item for item in items() if item.key == "dues"]
    newer = replace(dues, id=99, code="23", name="Thu đoàn phí (mẫu mới)", first_day=LAST)
    later = replace(dues, id=100, name="Sau này", first_day=date(2030, 1, 1))
    found = finance(
        "TC", FIRST, LAST, [newer, dues, later], {dues.id: Booked(0, 5, 1), 99: Booked(0, 7, 2)}
    )
    (item,) = found.income
    assert (item.name, item.amount, item.times) == ("Thu đoàn phí (mẫu mới)", 12, 3)


@given(st.lists(st.tuples(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12))))
def test_nothing_is_lost_between_opening_and_closing(pairs: list[tuple[int, int]]) -> None:
    known = items()
    sums = {item.id: Booked(*pair) for item, pair in zip(known, pairs, strict=False)}
    found = finance("TC", FIRST, LAST, known, sums)
    expected = sum(
        (sums[item.id].before + sums[item.id].during) * (-1 if item.direction == "out" else 1)
        for item in known
        if item.id in sums
    )
    assert found.closing == expected
    assert found.total_sources - found.total_spending == found.opening + found.net


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (72_564_800, 283_822_400, "25,6%"),
        (1, 3, "33,3%"),
        (1, 2000, "0,1%"),
        (1, 2001, "0,0%"),
        (5, 5, "100,0%"),
        (-1, 4, "-25,0%"),
        (3, 0, "0,0%"),
    ],
)
def test_percent(part: int, whole: int, text: str) -> None:
    assert percent_text(part, whole) == text


def test_days_as_papers_write_them() -> None:
    written = [paper_day(date(2015, 1, 1)), paper_day(date(2017, 4, 30)), paper_day(LAST)]
    assert written == ["01/01/2015", "30/4/2017", "30/4/2017"]
    assert paper_day(date(2026, 2, 9)) == "09/02/2026"
    assert paper_day(date(2026, 11, 5)) == "05/11/2026"
