"""What the mutual fund lent, got back and has: sums of the book's lines."""

from datetime import date

from sqlalchemy import Date, bindparam, case, func, select

from storage.models import items, loans, voucher_lines
from storage.repository import UnionRepository
from union.book import FundKind
from union.loans import Figures

_SIGNED = case((items.c.key == "lent", voucher_lines.c.amount), else_=-voucher_lines.c.amount)
_ON_LOANS = items.c.key.in_(("lent", "repaid"))
LEFT = (
    select(func.coalesce(func.sum(_SIGNED), 0))
    .join(items, items.c.id == voucher_lines.c.item_id)
    .where(voucher_lines.c.loan_id == loans.c.id, _ON_LOANS)
    .correlate(loans)
    .scalar_subquery()
)


_FIRST, _LAST = bindparam("first", type_=Date), bindparam("last", type_=Date)
_LENT = case(
    ((items.c.key == "lent") & (voucher_lines.c.booked_on >= _FIRST), voucher_lines.c.amount),
    else_=0,
)
# What was lent to each since the first day, and what is left of it on the last.
_BY_LOAN = (
    select(func.sum(_LENT).label("lent"), func.sum(_SIGNED).label("left"))
    .join(items, items.c.id == voucher_lines.c.item_id)
    .where(
        _ON_LOANS,
        voucher_lines.c.fund_id == bindparam("fund"),
        voucher_lines.c.union_id == bindparam("union"),
        voucher_lines.c.loan_id.is_not(None),
        voucher_lines.c.booked_on <= _LAST,
    )
    .group_by(voucher_lines.c.loan_id)
)


class LoanFigures(UnionRepository):
    async def figures(self, first: date, last: date) -> Figures:
        """The fund between two days, both included."""
        fund = await self.work.book.fund(FundKind.MUTUAL)
        found = await self.work.figures.finance(FundKind.MUTUAL, first, last)
        asked = {"fund": fund.id, "union": self.union_id, "first": first, "last": last}
        rows = (await self.run(_BY_LOAN, asked)).all()
        left = [int(row.left) for row in rows if int(row.left) > 0]
        made = sum(int(row.lent) > 0 for row in rows)
        return Figures(
            found.of("contribution"), found.of("withdrawn"), made, found.of("lent"),
            found.of("repaid"), sum(left), len(left), await self._waiting(), found.closing,
        )  # fmt: skip

    async def _waiting(self) -> int:
        """How many were agreed and wait for the fund's money now."""
        query = select(func.count()).select_from(loans).where(loans.c.state == "agreed")
        return int((await self.run(self.mine(query, loans))).scalar_one())
