"""Who takes part in the mutual fund: so much a month, from one month on, perhaps to another."""

from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select

from storage.models import contributions, items, voucher_lines
from storage.repository import UnionRepository


def in_month(period: Any) -> ColumnElement[bool]:
    """Rows that hold for a month (202611)."""
    return and_(
        contributions.c.first_period <= period,
        or_(contributions.c.last_period.is_(None), contributions.c.last_period >= period),
    )


_CURRENT = select(contributions.c.amount, contributions.c.first_period).where(
    contributions.c.union_id == bindparam("union"),
    contributions.c.member_id == bindparam("member"),
    contributions.c.last_period.is_(None),
)


class Contributions(UnionRepository):
    async def current(self, member_id: int) -> tuple[int, int] | None:
        """Đồng a month and the first month, for whoever takes part and has not stopped."""
        row = (
            await self.run(_CURRENT, {"union": self.union_id, "member": member_id})
        ).one_or_none()
        return (row.amount, row.first_period) if row else None

    async def join(self, member_id: int, amount: int, first_period: int) -> None:
        """From a month on, until told otherwise."""
        await self.new_row(
            contributions,
            member_id=member_id,
            amount=amount,
            first_period=first_period,
            created_at=self.work.now,
        )

    async def stop(self, member_id: int, last_period: int) -> bool:
        """The last month; one before the first means that nothing was ever owed."""
        stopped = await self.run(
            self.update(contributions)
            .where(contributions.c.member_id == member_id, contributions.c.last_period.is_(None))
            .values(last_period=last_period)
        )
        return stopped.rowcount > 0

    async def paid(self, member_id: int) -> int:
        """All that somebody has put in, less what was given back, reversals taken off."""
        signed = case(
            (items.c.key == "withdrawn", -voucher_lines.c.amount), else_=voucher_lines.c.amount
        )
        query = (
            select(func.coalesce(func.sum(signed), 0))
            .join(items, items.c.id == voucher_lines.c.item_id)
            .where(
                items.c.key.in_(("contribution", "withdrawn")),
                voucher_lines.c.member_id == member_id,
            )
        )
        return int((await self.run(self.mine(query, voucher_lines))).scalar_one())

    async def monthly(self, period: int) -> tuple[int, int]:
        """How many take part in a month, and with how much together."""
        total = func.coalesce(func.sum(contributions.c.amount), 0).label("total")
        query = select(func.count().label("people"), total).where(in_month(period))
        row = (await self.run(self.mine(query, contributions))).one()
        return int(row.people), int(row.total)
