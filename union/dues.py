"""Dues (đoàn phí): what a month comes to, what of it is still open, and what a payment pays.

A month is always reckoned by the rule of that month and never anew. A payment pays dues before
contributions to the mutual fund, the oldest month first; what is left over pays coming months.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from union.calendar import months_after
from union.members import State
from union.refusals import Reason, Refusal

DUES, CONTRIBUTION = "dues", "contribution"
ITEMS = (DUES, CONTRIBUTION)  # in the order a payment pays them
PAYING = (State.ROSTER, State.MEMBER)  # away long: no income, or SI benefit, so exempt
AHEAD = 12  # months that may be paid in advance; more is most likely a slip of the finger
HIGHEST_SALARY = 10**9  # đồng a month


class BasisKind(StrEnum):
    AMOUNT = "amount"  # the dues themselves, so that no salary is kept
    SALARY = "salary"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a member's dues are reckoned from, from a first day on."""

    kind: BasisKind
    amount: int
    first_day: date


@dataclass(frozen=True, slots=True)
class Rule:
    """`cap` is percent of the base salary, 0 for none; `minimum_per_mille` of it too."""

    first_day: date
    per_mille: int
    cap: int = 0
    minimum_per_mille: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """One kind of union's rules and the base salaries, each with its first day."""

    rules: tuple[Rule, ...]
    base_salaries: tuple[tuple[date, int], ...]

    def rule_on(self, day: date) -> Rule | None:
        begun = [rule for rule in self.rules if rule.first_day <= day]
        return max(begun, key=lambda rule: rule.first_day, default=None)

    def base_on(self, day: date) -> int | None:
        begun = [(first, amount) for first, amount in self.base_salaries if first <= day]
        return max(begun)[1] if begun else None


@dataclass(frozen=True, slots=True)
class Due:
    """Đồng for one item and month: what is charged, what is open, or what a payment pays."""

    item: str
    period: int
    amount: int


# --- months as numbers: 202611 ----------------------------------------------------------------


def period_of(day: date) -> int:
    return day.year * 100 + day.month


def first_day_of(period: int) -> date:
    return date(period // 100, period % 100, 1)


def period_after(period: int, months: int = 1) -> int:
    return period_of(months_after(first_day_of(period), months))


def rest_of_quarter(period: int) -> list[int]:
    """The months after this one in its quarter; after its last, the whole next quarter."""
    left = (3 - period % 100) % 3 or 3
    return [period_after(period, n) for n in range(1, left + 1)]


# --- what a month comes to --------------------------------------------------------------------


def dues_of(basis: Basis, period: int, rules: Rules) -> int | None:
    """Dues of a month in đồng, half a đồng rounded up; None where no rule is known.

    Quyết định 61/QĐ-TLĐ (from 1/7/2025) and 1908/QĐ-TLĐ before; config/dues.toml.
    """
    if basis.kind is BasisKind.AMOUNT:
        return basis.amount
    on = first_day_of(period)
    rule, base = rules.rule_on(on), rules.base_on(on)
    if rule is None or ((rule.cap or rule.minimum_per_mille) and base is None):
        return None
    amount = _per_mille(basis.amount, rule.per_mille)
    if rule.cap:
        amount = min(amount, (base or 0) * rule.cap // 100)
    if rule.minimum_per_mille:
        amount = max(amount, _per_mille(base or 0, rule.minimum_per_mille))
    return amount


def _per_mille(amount: int, per_mille: int) -> int:
    return (amount * per_mille + 500) // 1000


def basis_on(bases: Iterable[Basis], period: int) -> Basis | None:
    """The one in force in a month: what begins within a month begins with the next."""
    begun = [basis for basis in bases if basis.first_day <= first_day_of(period)]
    return max(begun, key=lambda basis: basis.first_day, default=None)


# --- what is open, and what a payment pays ----------------------------------------------------


def open_dues(charges: Iterable[Due], paid: Mapping[tuple[str, int], int], now: int) -> list[Due]:
    """What is still to be paid: all dues, then all contributions, the oldest month first.

    `paid` is (item, month) → đồng. What was paid too much for a month up to `now` pays the oldest
    open one of its item; what was paid for months to come stays with them.
    """
    found: list[Due] = []
    every = list(charges)
    for item in ITEMS:
        charged = {due.period: due.amount for due in only(item, every)}
        spare = sum(
            max(0, amount - charged.get(period, 0))
            for (of, period), amount in paid.items()
            if of == item and (period <= now or period in charged)
        )
        for period in sorted(charged):
            left = max(0, charged[period] - max(0, paid.get((item, period), 0)))
            used = min(left, spare)
            spare -= used
            if left > used:
                found.append(Due(item, period, left - used))
    return found


def total(dues: Iterable[Due]) -> int:
    return sum(due.amount for due in dues)


def only(item: str, dues: Iterable[Due]) -> list[Due]:
    return [due for due in dues if due.item == item]


def pay(amount: int, opened: Iterable[Due], coming: Iterable[Due]) -> list[Due]:
    """What a payment pays: what is open, in its order, then months to come.

    Raises Refusal: BAD_AMOUNT, and PAID_TOO_MUCH where it is more than a year ahead.
    """
    if amount <= 0:
        raise Refusal(Reason.BAD_AMOUNT)
    left, lines = amount, list[Due]()
    for due in (*opened, *coming):
        if not left:
            break
        part = min(left, due.amount)
        if part:
            lines.append(Due(due.item, due.period, part))
            left -= part
    if left:
        raise Refusal(Reason.PAID_TOO_MUCH, most=amount - left)
    return lines


def ahead(expected: Mapping[int, list[Due]], paid: Mapping[tuple[str, int], int]) -> Iterator[Due]:
    """Months to come, each with its dues before its contribution, less what was paid for them."""
    for period in sorted(expected):
        for due in expected[period]:
            left = due.amount - max(0, paid.get((due.item, period), 0))
            if left > 0:
                yield Due(due.item, period, left)
