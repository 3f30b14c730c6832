"""The book: vouchers that only grow, numbered without gaps, each fund with a balance of its own.

Vocabulary: phiếu thu is a receipt voucher, phiếu chi a payment voucher, phiếu hủy a reversal:
a voucher of the same kind and series whose lines carry the opposite sign, so that what was taken
back disappears from income or spending instead of swelling both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from union.refusals import Reason, Refusal

HIGHEST = 10**12  # đồng in one line; more is most likely a slip of the finger


class FundKind(StrEnum):
    """Funds never share a balance."""

    FINANCE = "finance"  # tài chính công đoàn
    MUTUAL = "mutual"  # Quỹ tương trợ


class VoucherKind(StrEnum):
    RECEIPT = "receipt"
    PAYMENT = "payment"
    OPENING = "opening"


SERIES = {VoucherKind.RECEIPT: "PT", VoucherKind.PAYMENT: "PC", VoucherKind.OPENING: "SD"}
DIRECTION = {
    VoucherKind.RECEIPT: "in",
    VoucherKind.PAYMENT: "out",
    VoucherKind.OPENING: "opening",
}


@dataclass(frozen=True, slots=True)
class Fund:
    """`position` and `balance` are those of the last voucher booked; đồng."""

    id: int
    kind: FundKind
    code: str
    name: str
    position: int = 0
    balance: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """An item code with its first day; `key` is what the rules call it, `code` the form's."""

    id: int
    fund_id: int
    key: str
    direction: str
    code: str
    name: str
    place: int
    first_day: date


@dataclass(frozen=True, slots=True)
class Line:
    """One line: đồng by item key; for whom, for which month (202611), on which loan."""

    item: str
    amount: int
    member_id: int | None = None
    period: int | None = None
    loan_id: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be booked; it carries no number until it is.

    `happened_on` is the day of the bank or the paper, `booked_on` the day of the book. `party`
    and `text` are personal and are kept apart, where they can be erased.
    """

    fund: FundKind
    kind: VoucherKind
    lines: tuple[Line, ...]
    booked_on: date
    happened_on: date | None = None
    method: str = "cash"  # cash | bank
    source: str = "chat"  # chat | import
    reference: str | None = None
    member_id: int | None = None
    made_by: int | None = None
    agreed_by: int | None = None
    case_id: int | None = None
    party: str = ""
    text: str = ""

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class Voucher:
    """A booked voucher: `fund_id` and `position` name it for ever, `code` names it for people."""

    fund_id: int
    position: int
    code: str
    kind: VoucherKind
    year: int
    number: int
    booked_on: date
    total: int
    balance: int
    reverses: int | None
    method: str
    member_id: int | None
    made_by: int | None
    agreed_by: int | None
    case_id: int | None


def code(fund_code: str, kind: VoucherKind, number: int) -> str:
    """How people name a voucher: TC-PT-118."""
    return f"{fund_code}-{SERIES[kind]}-{number:03d}"


def effect(kind: VoucherKind, total: int) -> int:
    """What a voucher does to its fund's balance, đồng."""
    return -total if kind is VoucherKind.PAYMENT else total


def check(fund: Fund, draft: Draft) -> None:
    """Refuse what may not be booked. The database refuses it too (storage/guards.py).

    Money out needs two different people; the mutual fund never goes below zero.
    """
    if not draft.lines or any(not 0 < line.amount <= HIGHEST for line in draft.lines):
        raise Refusal(Reason.BAD_AMOUNT)
    if draft.kind is VoucherKind.PAYMENT and draft.source != "import":
        check_two(draft.made_by, draft.agreed_by)
    check_covers(fund, effect(draft.kind, draft.total))


def check_two(made_by: int | None, agreed_by: int | None) -> None:
    if made_by is None or agreed_by is None or made_by == agreed_by:
        raise Refusal(Reason.NEEDS_TWO)


def check_covers(fund: Fund, change: int) -> None:
    """The mutual fund lends only what it has."""
    if fund.kind is FundKind.MUTUAL and fund.balance + change < 0:
        raise Refusal(Reason.FUND_TOO_LOW, left=fund.balance)


def reversed_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(replace(line, amount=-line.amount) for line in lines)
