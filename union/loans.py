"""The mutual fund (Quỹ tương trợ) and its interest-free loans.

No national text fixes such a fund: it lives on the union's own rules (quy chế), adopted by the
members' conference; every number of them is a setting with a first day (config/fund.toml).
What holds whatever the rules say: the fund never goes below zero, the instalments of a loan sum
to what was lent, there is no interest, and whoever was agreed first is paid out first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from union.calendar import months_after, start_of_month
from union.refusals import Reason, Refusal

FORESEEN = 24  # months looked ahead when saying when the fund will have enough


@dataclass(frozen=True, slots=True)
class Rules:
    """The fund's rules from a day on; đồng, months and days."""

    first_day: date
    monthly: int
    highest: int
    lowest: int
    share: int  # percent of what the fund has
    step: int
    longest: int
    offered: tuple[int, ...]
    open_loans: int
    rest_months: int
    contributors_only: bool
    due_day: int
    first_after: int
    remind_before: int
    remind_after: int


@dataclass(frozen=True, slots=True)
class Loan:
    """`left` is what is still to be paid back: a sum of the book's lines, never a column."""

    id: int
    case_id: int
    number: int
    member_id: int
    principal: int
    months: int
    state: str  # asked | agreed | paid | repaid | refused | withdrawn
    paid_on: date | None = None
    left: int = 0

    @property
    def open(self) -> bool:
        """Asked for, agreed, or money still out: one of these at a time."""
        return self.state in ("asked", "agreed") or self.left > 0


@dataclass(frozen=True, slots=True)
class Instalment:
    number: int
    due_on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How the fund stands: what it has, what is out and with how many, what is promised."""

    balance: int
    lent: int = 0
    borrowers: int = 0
    promised: int = 0  # agreed and not yet paid out
    waiting: int = 0  # how many wait for it

    @property
    def free(self) -> int:
        """What nobody waits for."""
        return max(0, self.balance - self.promised)


@dataclass(frozen=True, slots=True)
class Figures:
    """The fund between two days, for reports; sums of the book's lines."""

    contributed: int
    withdrawn: int
    loans: int
    lent: int
    repaid: int
    outstanding: int  # on the last day
    borrowers: int  # on the last day
    waiting: int  # now
    balance: int  # on the last day
    interest: int = 0  # a loan of the fund has none

    @property
    def average(self) -> int:
        return self.lent // self.loans if self.loans else 0


def in_force(rules: Sequence[Rules], on: date) -> Rules:
    """The rules of a day; a day before the first rule has the first."""
    began = [one for one in rules if one.first_day <= on]
    return max(began, key=lambda one: one.first_day) if began else rules[0]


# --- asking ---------------------------------------------------------------------------------


def lendable(rules: Rules, standing: Standing) -> int:
    """The most that can be lent today, rounded down: a share of the fund, nothing promised."""
    most = min(rules.highest, standing.balance * rules.share // 100, standing.free)
    rounded = most // rules.step * rules.step
    return rounded if rounded >= rules.lowest else 0


def check_amount(rules: Rules, amount: int) -> None:
    if amount < rules.lowest:
        raise Refusal(Reason.LOAN_TOO_SMALL, lowest=rules.lowest)


def check_may_borrow(
    rules: Rules, loans: Iterable[Loan], contributes: bool, repaid_on: date | None, today: date
) -> None:
    """One open loan at a time, and the other conditions of the union's rules."""
    still = [loan for loan in loans if loan.open]
    if len(still) >= rules.open_loans:
        raise Refusal(Reason.LOAN_OPEN, number=still[0].number)
    if rules.contributors_only and not contributes:
        raise Refusal(Reason.NOT_IN_FUND)
    if repaid_on is not None and rules.rest_months:
        again = months_after(repaid_on, rules.rest_months)
        if today < again:
            raise Refusal(Reason.LOAN_TOO_SOON, on=again)


def enough_on(short: int, monthly_in: Sequence[int], today: date) -> date | None:
    """The month in which what comes in makes up for what is short; None if not foreseeable."""
    for ahead, total in enumerate(accumulate(monthly_in), 1):
        if total >= short:
            return months_after(start_of_month(today), ahead)
    return None


# --- instalments ----------------------------------------------------------------------------


def instalments(principal: int, months: int) -> list[int]:
    """Equal parts; the last takes the remainder, so that they sum to what was lent."""
    if not 0 < months <= principal:
        raise Refusal(Reason.BAD_AMOUNT)
    each = principal // months
    return [each] * (months - 1) + [principal - each * (months - 1)]


def first_due(rules: Rules, paid_on: date) -> date:
    """The first due day that leaves the borrower some days with the money."""
    earliest = paid_on + timedelta(days=rules.first_after)
    due = earliest.replace(day=rules.due_day)
    return due if due >= earliest else months_after(due, 1)


def schedule(rules: Rules, principal: int, months: int, paid_on: date) -> list[Instalment]:
    first = first_due(rules, paid_on)
    return [
        Instalment(number, months_after(first, number - 1), amount)
        for number, amount in enumerate(instalments(principal, months), 1)
    ]


def unpaid(plan: Sequence[Instalment], paid: int) -> list[tuple[Instalment, int]]:
    """Instalments not yet covered and what is missing of each: what is paid fills the oldest."""
    open_ = []
    for one in plan:
        covered = min(one.amount, max(0, paid))
        paid -= one.amount
        if covered < one.amount:
            open_.append((one, one.amount - covered))
    return open_


def due_now(plan: Sequence[Instalment], paid: int, today: date) -> int:
    """What the next payment is for: all that is past its day, or else the next instalment."""
    open_ = unpaid(plan, paid)
    past = sum(missing for one, missing in open_ if one.due_on <= today)
    return past or (open_[0][1] if open_ else 0)


def check_repayment(loan: Loan, amount: int) -> None:
    """Any part at any time, never more than is left."""
    if amount <= 0:
        raise Refusal(Reason.BAD_AMOUNT)
    if loan.left <= 0:
        raise Refusal(Reason.LOAN_REPAID, number=loan.number)
    if amount > loan.left:
        raise Refusal(Reason.OVERPAID, number=loan.number, left=loan.left)


# --- paying out -----------------------------------------------------------------------------


def first_in_line(queue: Sequence[Loan], balance: int) -> Loan | None:
    """Whose turn it is, if the fund covers it. Nobody behind is served before."""
    return queue[0] if queue and queue[0].principal <= balance else None


def check_pay_out(loan: Loan, queue: Sequence[Loan], balance: int) -> None:
    if loan.state != "agreed":
        raise Refusal(Reason.ALREADY_DECIDED)
    if queue and queue[0].id != loan.id:
        raise Refusal(Reason.ANOTHER_FIRST, number=queue[0].number)
    if loan.principal > balance:
        raise Refusal(Reason.FUND_TOO_LOW, left=balance)


def answerer(approved: Iterable[int], payer: int) -> int:
    """Who answers for a payment beside the one who pays: an approver who is somebody else."""
    other = next((one for one in approved if one != payer), None)
    if other is None:
        raise Refusal(Reason.NEEDS_TWO)
    return other
