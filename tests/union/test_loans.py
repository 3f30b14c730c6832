"""The rules of the mutual fund: ceilings, instalments that sum up, who is first in line."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.fund import rules
from union.loans import (
    Instalment,
    Loan,
    Rules,
    Standing,
    answerer,
    check_may_borrow,
    check_pay_out,
    check_repayment,
    due_now,
    enough_on,
    first_due,
    first_in_line,
    in_force,
    instalments,
    lendable,
    schedule,
    unpaid,
)
from union.refusals import Reason, Refusal

TODAY = date(2026, 11, 21)
RULES = in_force(rules(), TODAY)


def loan(
    number: int = 27, principal: int = 5_000_000, state: str = "agreed", left: int = 0
) -> Loan:
    return Loan(number, number, number, 1, principal, 10, state, None, left)


def refused(reason: Reason) -> object:
    return pytest.raises(Refusal, match=reason.value)


@given(st.integers(1, 60), st.integers(60, 10**9))
def test_instalments_sum_to_what_was_lent(months: int, principal: int) -> None:
    parts = instalments(principal, months)
    assert sum(parts) == principal and len(parts) == months
    assert set(parts[:-1]) <= {parts[0]} and 0 <= parts[-1] - parts[0] < months


@pytest.mark.parametrize(
    ("principal", "months", "parts"),
    [
        (5_000_000, 10, [500_000] * 10),
        (5_000_000, 3, [1_666_666, 1_666_666, 1_666_668]),
        (100_000, 1, [100_000]),
        (4_183_333, 2, [2_091_666, 2_091_667]),
    ],
)
def test_the_last_takes_the_remainder(principal: int, months: int, parts: list[int]) -> None:
    assert instalments(principal, months) == parts


@pytest.mark.parametrize(("principal", "months"), [(5_000_000, 0), (5_000_000, -1), (2, 3), (0, 1)])
def test_no_instalments_of_nothing(principal: int, months: int) -> None:
    with refused(Reason.BAD_AMOUNT):
        instalments(principal, months)


@pytest.mark.parametrize(
    ("paid_on", "first"),
    [
        (date(2026, 11, 21), date(2026, 12, 10)),
        (date(2026, 11, 25), date(2026, 12, 10)),
        (date(2026, 11, 26), date(2027, 1, 10)),  # 14 days are too few
        (date(2026, 12, 31), date(2027, 2, 10)),
        (date(2028, 2, 24), date(2028, 3, 10)),
    ],
)
def test_the_first_day_leaves_some_days_with_the_money(paid_on: date, first: date) -> None:
    assert first_due(RULES, paid_on) == first
    days = [one.due_on for one in schedule(RULES, 3_000_000, 3, paid_on)]
    assert days[0] == first and all(day.day == 10 for day in days) and len(set(days)) == 3


@pytest.mark.parametrize(
    ("balance", "promised", "share", "most"),
    [
        (12_400_000, 0, 100, 10_000_000),
        (4_183_333, 0, 100, 4_180_000),
        (12_400_000, 5_000_000, 100, 7_400_000),
        (12_400_000, 12_400_000, 100, 0),
        (5_000_000, 6_000_000, 100, 0),
        (12_400_000, 0, 50, 6_200_000),
        (99_999, 0, 100, 0),  # less than a loan is worth
        (100_000, 0, 100, 100_000),
        (0, 0, 100, 0),
    ],
)
def test_what_can_be_lent_today(balance: int, promised: int, share: int, most: int) -> None:
    ruled = replace(RULES, share=share)
    assert lendable(ruled, Standing(balance, promised=promised)) == most


def test_one_open_loan_at_a_time() -> None:
    check_may_borrow(RULES, [loan(state="repaid"), loan(state="refused")], False, None, TODAY)
    for one in (
        loan(state="asked"),
        loan(),
        loan(state="paid", left=1),
        loan(state="repaid", left=1),
    ):
        with refused(Reason.LOAN_OPEN):
            check_may_borrow(RULES, [one], True, None, TODAY)
    check_may_borrow(replace(RULES, open_loans=2), [loan()], True, None, TODAY)


def test_the_other_conditions_are_settings() -> None:
    with refused(Reason.NOT_IN_FUND):
        check_may_borrow(replace(RULES, contributors_only=True), [], False, None, TODAY)
    resting = replace(RULES, rest_months=3)
    with refused(Reason.LOAN_TOO_SOON):
        check_may_borrow(resting, [], True, date(2026, 9, 1), TODAY)
    check_may_borrow(resting, [], True, date(2026, 8, 21), TODAY)
    check_may_borrow(resting, [], True, None, TODAY)


def test_old_months_keep_their_rules() -> None:
    later: Rules = replace(RULES, first_day=date(2027, 1, 1), highest=20_000_000)
    assert in_force([RULES, later], date(2026, 12, 31)).highest == 10_000_000
    assert in_force([later, RULES], date(2027, 1, 1)).highest == 20_000_000
    assert in_force([later], date(2020, 1, 1)) is later


PLAN = [Instalment(n, date(2026, 11 + n, 10), 500_000) for n in (0, 1)] + [
    Instalment(2, date(2027, 1, 10), 400_000)
]


@pytest.mark.parametrize(
    ("paid", "open_"),
    [
        (0, [(0, 500_000), (1, 500_000), (2, 400_000)]),
        (499_999, [(0, 1), (1, 500_000), (2, 400_000)]),
        (500_000, [(1, 500_000), (2, 400_000)]),
        (1_300_000, [(2, 100_000)]),
        (1_400_000, []),
        (2_000_000, []),
    ],
)
def test_what_is_paid_fills_the_oldest(paid: int, open_: list[tuple[int, int]]) -> None:
    assert [(one.number, missing) for one, missing in unpaid(PLAN, paid)] == open_


@pytest.mark.parametrize(
    ("paid", "today", "now"),
    [
        (0, date(2026, 11, 1), 500_000),  # none is due: the next one
        (0, date(2026, 12, 10), 1_000_000),  # two are
        (200_000, date(2026, 11, 10), 300_000),
        (1_400_000, date(2027, 3, 1), 0),
    ],
)
def test_what_the_next_payment_is_for(paid: int, today: date, now: int) -> None:
    assert due_now(PLAN, paid, today) == now


def test_never_more_than_is_left() -> None:
    check_repayment(loan(state="paid", left=500_000), 500_000)
    for amount, left, reason in (
        (500_001, 500_000, Reason.OVERPAID),
        (0, 500_000, Reason.BAD_AMOUNT),
        (-1, 500_000, Reason.BAD_AMOUNT),
        (1, 0, Reason.LOAN_REPAID),
    ):
        with refused(reason):
            check_repayment(loan(state="paid", left=left), amount)


def test_the_first_applicant_is_served_first() -> None:
    big, small = loan(1, 5_000_000), loan(2, 1_000_000)
    assert first_in_line([big, small], 4_999_999) is None  # and nobody behind
    assert first_in_line([big, small], 5_000_000) is big
    assert first_in_line([], 5_000_000) is None
    with refused(Reason.ANOTHER_FIRST):
        check_pay_out(small, [big, small], 4_999_999)
    with refused(Reason.FUND_TOO_LOW):
        check_pay_out(big, [big, small], 4_999_999)
    with refused(Reason.ALREADY_DECIDED):
        check_pay_out(replace(big, state="paid"), [], 10**9)
    check_pay_out(big, [big, small], 5_000_000)


def test_somebody_else_answers_for_the_payment() -> None:
    assert answerer([3, 2], payer=2) == 3
    assert answerer([2, 3], payer=2) == 3
    with refused(Reason.NEEDS_TWO):
        answerer([2], payer=2)


def test_when_the_fund_will_have_enough() -> None:
    assert enough_on(5_000_000, [2_000_000] * 24, TODAY) == date(2027, 2, 1)
    assert enough_on(5_000_000, [0] * 24, TODAY) is None
    assert enough_on(0, [0], TODAY) == date(2026, 12, 1)
