"""Dues: amounts and exemptions as officers set them, charges by month, who still has what open.

What was paid is a sum of the book's lines; a charge is written once a member, item and month.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, select

from storage.dues_amounts import DuesAmounts
from storage.models import (
    charges,
    contributions,
    items,
    members,
    voucher_lines,
    vouchers,
)
from union.dues import (
    AHEAD,
    CONTRIBUTION,
    DUES,
    Due,
    ahead,
    basis_on,
    dues_of,
    only,
    open_dues,
    period_after,
    period_of,
)

if TYPE_CHECKING:
    from storage.work import Work
    from union.members import Member

_CHARGES = select(charges.c.item, charges.c.period, charges.c.amount).where(
    charges.c.union_id == bindparam("union"), charges.c.member_id == bindparam("member")
)
_PAID_ON = (
    select(func.max(vouchers.c.happened_on))
    .join(
        voucher_lines,
        and_(
            voucher_lines.c.fund_id == vouchers.c.fund_id,
            voucher_lines.c.position == vouchers.c.position,
        ),
    )
    .where(
        vouchers.c.union_id == bindparam("union"),
        voucher_lines.c.member_id == bindparam("member"),
        voucher_lines.c.period == bindparam("period"),
        voucher_lines.c.amount > 0,
    )
)


_PAID = (
    select(items.c.key, voucher_lines.c.period, func.sum(voucher_lines.c.amount).label("paid"))
    .join(items, items.c.id == voucher_lines.c.item_id)
    .where(
        voucher_lines.c.union_id == bindparam("union"),
        voucher_lines.c.member_id == bindparam("member"),
        items.c.key.in_((DUES, CONTRIBUTION)),
        voucher_lines.c.period.is_not(None),
    )
    .group_by(items.c.key, voucher_lines.c.period)
)
_EVERY_CHARGE = select(charges.c.member_id, charges.c.item, charges.c.period, charges.c.amount)
_EVERY_PAYMENT = (
    select(
        voucher_lines.c.member_id,
        items.c.key,
        voucher_lines.c.period,
        func.sum(voucher_lines.c.amount).label("paid"),
    )
    .join(items, items.c.id == voucher_lines.c.item_id)
    .where(
        voucher_lines.c.union_id == bindparam("union"),
        voucher_lines.c.member_id.is_not(None),
        items.c.key.in_((DUES, CONTRIBUTION)),
        voucher_lines.c.period.is_not(None),
    )
    .group_by(voucher_lines.c.member_id, items.c.key, voucher_lines.c.period)
)


class Dues(DuesAmounts):
    def __init__(self, work: Work) -> None:
        super().__init__(work)
        # What was paid, and after how many bookings of this transaction it was asked.
        self._paid: dict[int, tuple[dict[tuple[str, int], int], int]] = {}

    # --- charges ------------------------------------------------------------------------------

    async def charges(self, member_id: int) -> list[Due]:
        rows = await self.run(_CHARGES, {"union": self.union_id, "member": member_id})
        return [Due(row.item, row.period, row.amount) for row in rows]

    async def charge(self, member_id: int, first: int, last: int) -> list[Due]:
        """Write the dues of these months that were never charged; what was written.

        The monthly run writes everybody's; this is for an amount set after it.
        """
        self.work.writing()
        if not await self._is_ours(member_id):
            return []
        known = {due.period for due in await self.charges(member_id) if due.item == DUES}
        expected = await self.expected(member_id, first, last)
        made = [
            due
            for period, dues in expected.items()
            for due in dues
            if due.item == DUES and period not in known
        ]
        for due in made:
            await self.new_row(
                charges,
                member_id=member_id,
                item=due.item,
                period=due.period,
                amount=due.amount,
                created_at=self.work.now,
            )
        return made

    async def expected(self, member_id: int, first: int, last: int) -> dict[int, list[Due]]:
        """What the months will be charged by what is known today: dues before contribution."""
        bases, rules = await self.bases(member_id), await self.rules()
        exempt = await self.exemptions(member_id)
        parts = await self._contributions(member_id)
        found: dict[int, list[Due]] = {}
        period = first
        while period <= last:
            found[period] = []
            basis = basis_on(bases, period)
            amount = dues_of(basis, period, rules) if basis else None
            if amount and not any(begin <= period <= end for begin, end in exempt):
                found[period].append(Due(DUES, period, amount))
            for begin, end, each in parts:
                if begin <= period <= (end or period):
                    found[period].append(Due(CONTRIBUTION, period, each))
            period = period_after(period)
        return found

    async def _contributions(self, member_id: int) -> list[tuple[int, int | None, int]]:
        c = contributions.c
        query = self.mine(select(c.first_period, c.last_period, c.amount), contributions)
        rows = await self.run(query.where(c.member_id == member_id))
        return [(row.first_period, row.last_period, row.amount) for row in rows]

    # --- what is open -------------------------------------------------------------------------

    async def paid(self, member_id: int) -> dict[tuple[str, int], int]:
        """(item, month) → đồng. Asked once a transaction, until something is booked."""
        known, at = self._paid.get(member_id, ({}, -1))
        if at != len(self.work.booked):
            asked = {"union": self.union_id, "member": member_id}
            rows = await self.run(_PAID, asked)
            known = {(row.key, row.period): int(row.paid) for row in rows}
            self._paid[member_id] = known, len(self.work.booked)
        return known

    async def open(self, member_id: int) -> list[Due]:
        """What this member still has to pay, in the order a payment pays it."""
        now = period_of(self.work.today)
        return open_dues(await self.charges(member_id), await self.paid(member_id), now)

    async def unpaid(self) -> list[tuple[Member, list[Due]]]:
        """Everybody with dues open up to this month, by name; one reading of the whole union."""
        now = period_of(self.work.today)
        charged: dict[int, list[Due]] = {}
        for row in await self.run(self.mine(_EVERY_CHARGE, charges)):
            due = Due(row.item, row.period, row.amount)
            charged.setdefault(row.member_id, []).append(due)
        paid: dict[int, dict[tuple[str, int], int]] = {}
        for row in await self.run(_EVERY_PAYMENT, {"union": self.union_id}):
            paid.setdefault(row.member_id, {})[(row.key, row.period)] = int(row.paid)
        found = []
        for member in await self.work.members.on_the_books():
            every = [due for due in charged.get(member.id, ()) if due.period <= now]
            if open_ := only(DUES, open_dues(every, paid.get(member.id, {}), now)):
                found.append((member, open_))
        return found

    async def paid_on(self, member_id: int, period: int) -> date | None:
        """The last day something was paid for a month."""
        asked = {"union": self.union_id, "member": member_id, "period": period}
        found: date | None = (await self.run(_PAID_ON, asked)).scalar()
        return found

    async def coming(self, member_id: int) -> list[Due]:
        """What may be paid ahead: this month if it is not charged yet, and the next twelve."""
        now = period_of(self.work.today)
        known = {(due.item, due.period) for due in await self.charges(member_id)}
        expected = await self.expected(member_id, now, period_after(now, AHEAD))
        uncharged = {
            period: [due for due in dues if (due.item, period) not in known]
            for period, dues in expected.items()
        }
        return list(ahead(uncharged, await self.paid(member_id)))

    # --- figures ------------------------------------------------------------------------------

    async def collected(self, first: int, last: int) -> dict[int | None, tuple[int, int]]:
        """Team id → (charged, paid) dues of these months, members without a team under None."""
        charged = self._by_team(charges.c.amount, charges, charges.c.item == DUES, first, last)
        ids = await self._dues_items()
        is_dues = voucher_lines.c.item_id.in_(ids)
        paid = self._by_team(voucher_lines.c.amount, voucher_lines, is_dues, first, last)
        found: dict[int | None, tuple[int, int]] = {}
        for row in await self.run(charged):
            found[row.team_id] = (int(row.amount), 0)
        for row in await self.run(paid):
            found[row.team_id] = (found.get(row.team_id, (0, 0))[0], int(row.amount))
        return found

    def _by_team(self, amount: Any, table: Any, which: Any, first: int, last: int) -> Any:
        query = select(members.c.team_id, func.sum(amount).label("amount")).join(
            members, members.c.id == table.c.member_id
        )
        return (
            self.mine(query, table)
            .where(which, table.c.period.between(first, last))
            .group_by(members.c.team_id)
        )

    async def _dues_items(self) -> Sequence[int]:
        return [item.id for item in await self.work.book.items() if item.key == DUES]
