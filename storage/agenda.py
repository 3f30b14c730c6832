"""What the books offer for an agenda: counts and sums of rows, nobody's name."""

from datetime import date

from sqlalchemy import func, select

from storage.models import funds, items, loans, registrations, rounds, voucher_lines
from storage.repository import UnionRepository
from union.calendar import quarter
from union.meetings import Meeting, Topics


class Agenda(UnionRepository):
    async def topics(self, meeting: Meeting) -> Topics:
        """Money of its quarter so far, loans, an open round."""
        first, end = quarter(meeting.year, meeting.quarter)
        last = min(end, max(first, self.work.today))
        money = await self._money(first, last)
        lent = self.mine(select(loans.c.state, func.count().label("many")), loans)
        counts = {row.state: int(row.many) for row in await self.run(lent.group_by(loans.c.state))}
        opened = self.mine(select(rounds.c.id, rounds.c.year, rounds.c.closes_on), rounds).where(
            rounds.c.closed_at.is_(None),
            rounds.c.opens_on <= self.work.today,
            rounds.c.closes_on >= self.work.today,
        )
        found = (await self.run(opened.order_by(rounds.c.year).limit(1))).one_or_none()
        return Topics(
            first,
            last,
            income=money.get("in", 0),
            spending=money.get("out", 0),
            loans=counts.get("paid", 0),
            waiting=counts.get("asked", 0) + counts.get("agreed", 0),
            round_year=found.year if found else None,
            registered=await self._registered(found.id) if found else 0,
            round_closes=found.closes_on if found else None,
        )

    async def _money(self, first: date, last: date) -> dict[str, int]:
        """In and out of the union's finance; lines of reversals carry the opposite sign."""
        query = (
            self.mine(
                select(items.c.direction, func.sum(voucher_lines.c.amount).label("sum")),
                voucher_lines,
            )
            .join(items, items.c.id == voucher_lines.c.item_id)
            .join(funds, funds.c.id == voucher_lines.c.fund_id)
            .where(funds.c.kind == "finance", voucher_lines.c.booked_on.between(first, last))
            .group_by(items.c.direction)
        )
        return {row.direction: int(row.sum) for row in await self.run(query)}

    async def _registered(self, round_id: int) -> int:
        query = self.mine(select(func.count(registrations.c.member_id.distinct())), registrations)
        open_ = query.where(
            registrations.c.round_id == round_id, registrations.c.withdrawn_at.is_(None)
        )
        return int((await self.run(open_)).scalar_one())
