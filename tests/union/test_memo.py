"""Memos of transfers: short, plain, and read back out of whatever a bank makes of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from union import memo
from union.memo import LONGEST, Kind, Memo

PERIODS = st.builds(lambda y, m: y * 100 + m, st.integers(2020, 2099), st.integers(1, 12))
NUMBERS = st.integers(1, 99_999_999)


def test_damm_s_own_example() -> None:
    assert memo.check_digit("572") == 4


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (memo.dues(202611, 46), "DP112026DV00469"),
        (memo.dues(202607, 46), "DP072026DV00462"),
        (memo.dues(202611, 123456), "DP112026DV1234566"),
        (memo.loan(27), "TV00278"),
    ],
)
def test_how_they_look(made: str, text: str) -> None:
    assert made == text


@given(PERIODS, NUMBERS)
def test_dues_come_back(period: int, member: int) -> None:
    made = memo.dues(period, member)
    assert len(made) <= LONGEST and re.fullmatch("[0-9A-Z]+", made)
    for text in (
        made,
        made.lower(),
        f"IBFT {made} GD 612345",
        f"{made}-CHUYEN TIEN-OQCH40008Xt8",
        f"MBVCB.6543210.{made}.CT tu 0123 toi 0456",
        f"  {made[:2]} {made[2:8]} {made[8:10]} {made[10:]} ",
    ):
        assert memo.find(text) == Memo(Kind.DUES, member, period), text


@given(NUMBERS)
def test_loans_come_back(number: int) -> None:
    made = memo.loan(number)
    assert len(made) <= LONGEST
    assert memo.find(f"NGUYEN VAN A tra vay {made} FT26325") == Memo(Kind.LOAN, number)


@given(PERIODS, st.integers(1, 99_999))
def test_glued_between_letters(period: int, member: int) -> None:
    made = memo.dues(period, member)
    assert memo.find(f"NGUYENTHIHANH{made}FT26325987") == Memo(Kind.DUES, member, period)


@given(PERIODS, NUMBERS, st.integers(0, 30), st.integers(0, 9))
def test_a_slip_of_the_finger_matches_nobody(period: int, member: int, at: int, digit: int) -> None:
    made = memo.dues(period, member)
    places = [n for n, letter in enumerate(made) if letter.isdigit()]
    place = places[at % len(places)]
    slipped = made[:place] + str(digit) + made[place + 1 :]
    assert memo.find(slipped) in (None, Memo(Kind.DUES, member, period))
    assert (memo.find(slipped) is None) is (slipped != made)


@given(PERIODS, NUMBERS, st.integers(0, 30))
def test_two_digits_swapped_match_nobody(period: int, member: int, at: int) -> None:
    made = memo.dues(period, member)
    begin = 10 + at % (len(made) - 11)
    swapped = made[:begin] + made[begin + 1] + made[begin] + made[begin + 2 :]
    assert (memo.find(swapped) is None) is (swapped != made)


@given(PERIODS, NUMBERS, st.text("0123456789", min_size=1, max_size=8))
def test_digits_of_the_bank_behind_a_space_do_not_matter(
    period: int, member: int, digits: str
) -> None:
    made = memo.dues(period, member)
    assert memo.find(f"{made} {digits}") == Memo(Kind.DUES, member, period)


@pytest.mark.parametrize(
    "text",
    [
        "", "NOP TIEN THANG 11", "LE VAN TAM CHUYEN TIEN", "DP112026DV0046", "DP132026DV00461",
        "HTTV12", "DP112026DV", "TV", "112026", f"{memo.dues(202611, 46)} {memo.dues(202611, 47)}",
    ],
)  # fmt: skip
def test_what_is_no_memo(text: str) -> None:
    assert memo.find(text) is None


@pytest.mark.parametrize("number", [0, -1, 100_000_000])
def test_numbers_without_a_memo(number: int) -> None:
    with pytest.raises(ValueError):
        memo.dues(202611, number)
