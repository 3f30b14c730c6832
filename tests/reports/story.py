"""The nine vouchers of the founding finance report, booked as an old book is copied."""

from datetime import date
from typing import Any

from storage.work import Work
from tests.reports.sample import FIRST, ITEMS, case
from union.book import Draft, FundKind, Line, Voucher, VoucherKind

SOME_DAY = date(2016, 6, 15)


async def booked(
    work: Work, kind: VoucherKind, item: str, amount: int, on: date, **more: Any
) -> Voucher:
    told = {"source": "import"} | more
    fund = told.pop("fund", FundKind.FINANCE)
    return await work.book.book(Draft(fund, kind, (Line(item, amount),), on, **told))


async def fin_003(work: Work) -> None:
    """Opening on the first day, then a voucher an item; the union's lock is held."""
    told = case("fin-003")
    await booked(work, VoucherKind.OPENING, "opening", told["opening"], FIRST)
    for word, amount in told["income"].items():
        await booked(work, VoucherKind.RECEIPT, ITEMS[word], amount, SOME_DAY)
    for word, amount in told["expense"].items():
        await booked(work, VoucherKind.PAYMENT, ITEMS[word], amount, SOME_DAY)
