"""Dues by the vectors of the domain book, §c1; what is open and what a payment pays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.dues import dues_file, rules_of
from union.dues import (
    CONTRIBUTION,
    DUES,
    ITEMS,
    Basis,
    BasisKind,
    Due,
    ahead,
    basis_on,
    dues_of,
    open_dues,
    pay,
    period_after,
    rest_of_quarter,
    total,
)
from union.refusals import Reason, Refusal

LONG_AGO = date(2020, 1, 1)


def salary(amount: int, first: date = LONG_AGO) -> Basis:
    return Basis(BasisKind.SALARY, amount, first)


@pytest.mark.parametrize(
    ("kind", "earns", "period", "owes"),
    [
        ("enterprise", 30_000_000, 202603, 150_000),
        ("enterprise", 60_000_000, 202603, 234_000),
        ("enterprise", 17_600_000, 202601, 88_000),
        ("enterprise", 60_000_000, 202607, 253_000),
        ("enterprise", 9_360_000, 202506, 93_600),
        ("enterprise", 9_360_000, 202507, 46_800),
        ("enterprise", 46_800_000, 202606, 234_000),  # 20 × the base salary: the cap itself
        ("enterprise", 50_600_000, 202607, 253_000),
        ("enterprise", 60_000_000, 202506, 234_000),
        ("enterprise", 60_000_000, 202406, 180_000),
        ("enterprise", 9_360_100, 202507, 46_801),  # half a đồng is rounded up
        ("enterprise", 9_360_099, 202507, 46_800),
        ("state_enterprise", 60_000_000, 202607, 253_000),
        ("state_enterprise", 60_000_000, 202506, 234_000),
        ("public_service", 60_000_000, 202607, 300_000),  # no cap in this group
        ("public_service", 60_000_000, 202506, 600_000),
        ("other", 0, 202606, 11_700),  # at least 0.5 % of the base salary
        ("other", 0, 202607, 12_650),
        ("other", 10_000_000, 202607, 50_000),
        ("something new", 0, 202607, 12_650),
    ],
)
def test_vectors(kind: str, earns: int, period: int, owes: int) -> None:
    assert dues_of(salary(earns), period, rules_of(kind)) == owes


def test_an_amount_is_taken_as_it_is() -> None:
    basis = Basis(BasisKind.AMOUNT, 46_800, LONG_AGO)
    assert dues_of(basis, 202611, rules_of("enterprise")) == 46_800


def test_months_before_every_rule_are_not_guessed() -> None:
    assert dues_of(salary(10**7), 201001, rules_of("enterprise")) is None


def test_every_rule_and_base_names_its_source() -> None:
    file = dues_file()
    assert all(one.source for one in (*file.rule, *file.base_salary))
    assert {one.group for one in file.rule} == set(file.groups.values()) | {"state_enterprise"}


def test_an_old_month_keeps_its_old_amount() -> None:
    bases = [salary(10_000_000), salary(20_000_000, date(2026, 12, 1))]
    old, new = basis_on(bases, 202611), basis_on(bases, 202612)
    assert old and new and (old.amount, new.amount) == (10_000_000, 20_000_000)
    assert basis_on([salary(1, date(2026, 11, 2))], 202611) is None


@pytest.mark.parametrize(
    ("period", "rest"),
    [(202610, [202611, 202612]), (202611, [202612]), (202612, [202701, 202702, 202703])],
)
def test_the_quarter(period: int, rest: list[int]) -> None:
    assert rest_of_quarter(period) == rest


def due(item: str, period: int, amount: int) -> Due:
    return Due(item, period, amount)


TWO_MONTHS = [
    due(DUES, 202610, 46_800), due(DUES, 202611, 46_800),
    due(CONTRIBUTION, 202610, 100_000), due(CONTRIBUTION, 202611, 100_000),
]  # fmt: skip


def test_dues_before_contributions_and_the_oldest_month_first() -> None:
    assert open_dues(reversed(TWO_MONTHS), {}, 202611) == TWO_MONTHS
    paid = {(DUES, 202610): 46_800, (CONTRIBUTION, 202610): 40_000}
    assert open_dues(TWO_MONTHS, paid, 202611) == [
        due(DUES, 202611, 46_800),
        due(CONTRIBUTION, 202610, 60_000),
        due(CONTRIBUTION, 202611, 100_000),
    ]


def test_what_was_paid_too_much_pays_the_next_of_its_item() -> None:
    paid = {(DUES, 202610): 50_000, (DUES, 202609): 1_000}  # 9/2026 was never charged
    assert open_dues(TWO_MONTHS, paid, 202611)[0] == due(DUES, 202611, 42_600)
    ahead_paid = {(DUES, 202612): 46_800}
    assert open_dues(TWO_MONTHS, ahead_paid, 202611) == TWO_MONTHS


def test_a_part_payment() -> None:
    assert pay(50_000, TWO_MONTHS, []) == [due(DUES, 202610, 46_800), due(DUES, 202611, 3_200)]


def test_a_surplus_pays_months_to_come() -> None:
    coming = list(ahead({202612: [due(DUES, 202612, 46_800)]}, {(DUES, 202612): 6_800}))
    assert pay(293_600 + 40_000, TWO_MONTHS, coming)[-1] == due(DUES, 202612, 40_000)
    with pytest.raises(Refusal) as refused:
        pay(293_600 + 40_001, TWO_MONTHS, coming)
    assert refused.value.reason is Reason.PAID_TOO_MUCH


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_no_payment(amount: int) -> None:
    with pytest.raises(Refusal):
        pay(amount, TWO_MONTHS, [])


PERIODS = st.integers(0, 11).map(lambda n: period_after(202601, n))
CHARGES = st.dictionaries(
    st.tuples(st.sampled_from(ITEMS), PERIODS), st.integers(1, 300_000), max_size=12
)


@given(CHARGES, st.lists(st.integers(1, 500_000), max_size=8))
def test_payments_in_any_parts_come_to_the_same(
    charged: dict[tuple[str, int], int], amounts: list[int]
) -> None:
    """Whatever is paid, in whatever parts: open + paid = charged, and nothing is paid twice."""
    charges = [due(item, period, amount) for (item, period), amount in charged.items()]
    paid: dict[tuple[str, int], int] = {}
    for amount in amounts:
        opened = open_dues(charges, paid, 202612)
        part = min(amount, total(opened))
        if not part:
            break
        lines = pay(part, opened, [])
        assert total(lines) == part
        for line in lines:
            key = (line.item, line.period)
            paid[key] = paid.get(key, 0) + line.amount
    assert all(paid.get(key, 0) <= charged.get(key, 0) for key in paid)
    left = open_dues(charges, paid, 202612)
    assert total(left) == sum(charged.values()) - sum(paid.values())


@given(CHARGES, CHARGES)
def test_what_is_open_is_never_more_than_charged_less_paid(
    charged: dict[tuple[str, int], int], paid: dict[tuple[str, int], int]
) -> None:
    charges = [due(item, period, amount) for (item, period), amount in charged.items()]
    for item in ITEMS:
        owed = sum(amount for (of, _), amount in charged.items() if of == item)
        given_ = sum(amount for (of, _), amount in paid.items() if of == item)
        opened = [one for one in open_dues(charges, paid, 202612) if one.item == item]
        assert total(opened) == max(0, owed - given_)
