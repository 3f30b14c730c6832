"""The book: vouchers that only grow, numbered without gaps, each fund with a balance of its own.

Vocabulary: phiếu thu is a receipt voucher, phiếu chi a payment voucher, phiếu hủy a reversal:
a voucher of the same kind and series whose lines carry the opposite sign, so that what was taken
back disappears from income or spending instead of swelling both.
"""

import re
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Named:
    """A voucher as people name it; no year means the newest of that number."""

    fund: str
    kind: VoucherKind
    number: int
    year: int | None = None


_NAMED = re.compile(r"([A-Z]{2,8})-?(PT|PC|SD)-?([0-9]{1,9})(?:/(20[0-9]{2}))?", re.ASCII)


def code(fund_code: str, kind: VoucherKind, number: int) -> str:
    """How people name a voucher: TC-PT-118."""
    return f"{fund_code}-{SERIES[kind]}-{number:03d}"


def named(text: str) -> Named | None:
    """ "tc-pt-118", "TC PT 118", "TC-PT-118/2025"; the number may lack its zeros."""
    found = _NAMED.fullmatch("".join(text.upper().split()))
    if found is None:
        return None
    fund, series, number, year = found.groups()
    kind = next(kind for kind, short in SERIES.items() if short == series)
    return Named(fund, kind, int(number), int(year) if year else None)


def effect(kind: VoucherKind, total: int) -> int:
    """What a voucher does to its fund's balance, đồng."""
    return -total if kind is VoucherKind.PAYMENT else total


def check(fund: Fund, draft: Draft) -> None:
    """Refuse what may not be booked. The database refuses it too (storage/guards.py).

    Money in needs the treasurer alone; money out, and what a book begins with, need two people,
    none of whom agrees to what they get. A book copied from paper has its signatures on paper.
    """
    if not draft.lines or any(not 0 < line.amount <= HIGHEST for line in draft.lines):
        raise Refusal(Reason.BAD_AMOUNT)
    if draft.kind is not VoucherKind.RECEIPT and draft.source != "import":
        check_two(draft.made_by, draft.agreed_by, draft.member_id)
    check_covers(fund, effect(draft.kind, draft.total))


def check_two(made_by: int | None, agreed_by: int | None, member_id: int | None = None) -> None:
    """Two different people, and the second is not who gets or paid the money."""
    if made_by is None or agreed_by is None or made_by == agreed_by:
        raise Refusal(Reason.NEEDS_TWO)
    if agreed_by == member_id:
        raise Refusal(Reason.OWN_CASE)


def check_covers(fund: Fund, change: int) -> None:
    """The mutual fund lends only what it has."""
    if fund.kind is FundKind.MUTUAL and fund.balance + change < 0:
        raise Refusal(Reason.FUND_TOO_LOW, left=fund.balance)


def check_begins(fund: Fund, openings: list[int]) -> None:
    """A book has one opening balance, and begins with it.

    `openings` are the totals of the opening vouchers so far, reversals among them: one that was
    taken back may be replaced at any time.
    """
    if sum(openings) or (fund.position and not openings):
        raise Refusal(Reason.BOOK_BEGUN, name=fund.name)
