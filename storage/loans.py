"""Loans of the mutual fund: asked for, agreed, paid out, paid back.

What is lent, paid back or left is a sum of the book's lines; a loan's row holds what was agreed.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, insert, or_, select

from config.fund import rules
from storage.loan_figures import LEFT, LoanFigures
from storage.models import instalments, items, loans, members, outbox, voucher_lines
from union.book import FundKind
from union.loans import Instalment, Loan, Rules, Standing, in_force
from union.members import State

_OFFER = "loan.pay:"
_COLUMNS = (
    *(loans.c[name] for name in Loan.__slots__ if name != "left"),
    LEFT.label("left"),
)
_MINE = select(*_COLUMNS).where(loans.c.union_id == bindparam("union"))
_ONE = {name: _MINE.where(loans.c[name] == bindparam(name)) for name in ("id", "number", "case_id")}
_OF_MEMBER = _MINE.where(loans.c.member_id == bindparam("member")).order_by(loans.c.number)
# Whoever has left, died or withdrawn holds up nobody behind them.
_QUEUE = (
    _MINE.join(members, members.c.id == loans.c.member_id)
    .where(
        loans.c.state == "agreed",
        members.c.state.in_((State.MEMBER.value, State.AWAY.value)),
    )
    .order_by(loans.c.agreed_at, loans.c.number)
)
_ALL = _MINE.where(loans.c.state.not_in(("refused", "withdrawn"))).order_by(loans.c.number)
_OUT = _MINE.where(loans.c.state.in_(("paid", "repaid"))).order_by(loans.c.number)
_PLAN = (
    select(instalments.c.number, instalments.c.due_on, instalments.c.amount)
    .where(instalments.c.union_id == bindparam("union"), instalments.c.loan_id == bindparam("loan"))
    .order_by(instalments.c.number)
)


def offer_key(loan_id: int, member_id: int, now: datetime) -> str:
    """What the card to pay a loan out is known by: one a minute, however often it is due."""
    return f"{_OFFER}{loan_id}:{member_id}:{now:%Y%m%d%H%M}"


class Loans(LoanFigures):
    @property
    def rules(self) -> Rules:
        """The fund's rules today."""
        return in_force(rules(), self.work.today)

    # --- looking up -------------------------------------------------------------------------

    async def get(self, loan_id: int) -> Loan | None:
        return await self._one("id", loan_id)

    async def numbered(self, number: int) -> Loan | None:
        return await self._one("number", number)

    async def of_case(self, case_id: int) -> Loan | None:
        return await self._one("case_id", case_id)

    async def of_member(self, member_id: int) -> list[Loan]:
        return await self._all(_OF_MEMBER, member=member_id)

    async def queue(self) -> list[Loan]:
        """Agreed and waiting for the fund's money, the first in line first."""
        return await self._all(_QUEUE)

    async def open(self) -> list[Loan]:
        """Asked for, agreed, or not yet paid back; oldest first."""
        return [loan for loan in await self._all(_ALL) if loan.open]

    async def out(self) -> list[Loan]:
        """Paid out and not yet paid back."""
        return [loan for loan in await self._all(_OUT) if loan.left > 0]

    async def plan(self, loan_id: int) -> list[Instalment]:
        """The instalments of a loan that was paid out."""
        rows = await self.run(_PLAN, {"union": self.union_id, "loan": loan_id})
        return [Instalment(row.number, row.due_on, row.amount) for row in rows]

    async def next_due(self, out: Sequence[Loan]) -> dict[int, date]:
        """Loan → the day of its oldest instalment that is not fully paid."""
        paid = {loan.id: loan.principal - loan.left for loan in out}
        query = self.mine(select(instalments), instalments).where(
            instalments.c.loan_id.in_(list(paid))
        )
        found: dict[int, date] = {}
        for row in await self.run(query.order_by(instalments.c.loan_id, instalments.c.number)):
            paid[row.loan_id] -= row.amount
            if paid[row.loan_id] < 0:
                found.setdefault(row.loan_id, row.due_on)
        return found

    async def offered(self, loan_id: int, since: datetime) -> bool:
        """Whether somebody was asked to pay this loan out lately, or is about to be."""
        first = f"{_OFFER}{loan_id}:"
        query = self.mine(select(outbox.c.id), outbox).where(
            outbox.c.owed.between(first, f"{first}~"),
            or_(
                outbox.c.state == "sent",
                and_(outbox.c.state == "waiting", outbox.c.kind == "loan.pay"),
            ),
            outbox.c.created_at >= since,
        )
        return (await self.run(query)).first() is not None

    async def offers(self, loan_id: int, member_id: int) -> int:
        """How often this officer was asked to pay this loan out."""
        first = f"{_OFFER}{loan_id}:{member_id}:"
        query = self.mine(select(func.count()).select_from(outbox), outbox).where(
            outbox.c.owed.between(first, f"{first}~"), outbox.c.state == "sent"
        )
        return int((await self.run(query)).scalar_one())

    async def repaid_on(self, member_id: int) -> date | None:
        """The day of the last repayment of somebody's loans."""
        query = (
            select(func.max(voucher_lines.c.booked_on))
            .join(items, items.c.id == voucher_lines.c.item_id)
            .where(items.c.key == "repaid", voucher_lines.c.member_id == member_id)
        )
        found = (await self.run(self.mine(query, voucher_lines))).scalar()
        return found if isinstance(found, date) else None

    async def standing(self) -> Standing:
        fund = await self.work.book.fund(FundKind.MUTUAL)
        out, queue = await self.out(), await self.queue()
        lent, promised = sum(one.left for one in out), sum(one.principal for one in queue)
        return Standing(fund.balance, lent, len(out), promised, len(queue))

    async def coming_in(self, months: Sequence[int]) -> list[int]:
        """What instalments promise for each month (202611), as if all came on their day."""
        due = (instalments.c.due_on, instalments.c.amount)
        query = select(*due).join(loans, loans.c.id == instalments.c.loan_id)
        rows = await self.run(self.mine(query.where(loans.c.state == "paid"), loans))
        sums = dict.fromkeys(months, 0)
        for row in rows:
            month = row.due_on.year * 100 + row.due_on.month
            if month in sums:
                sums[month] += row.amount
        return list(sums.values())

    async def _one(self, column: str, value: int) -> Loan | None:
        row = (await self.run(_ONE[column], {"union": self.union_id, column: value})).one_or_none()
        return _loan(row) if row else None

    async def _all(self, query: Select[Any], **values: Any) -> list[Loan]:
        rows = await self.run(query, {"union": self.union_id, **values})
        return [_loan(row) for row in rows]

    # --- writing ----------------------------------------------------------------------------

    async def ask(
        self, case_id: int, number: int, member_id: int, principal: int, months: int
    ) -> int:
        return await self.new_row(
            loans,
            case_id=case_id,
            number=number,
            member_id=member_id,
            principal=principal,
            months=months,
            asked_at=self.work.now,
        )

    async def move(self, loan_id: int, before: str, after: str, **values: Any) -> bool:
        """From one state to the next; False if somebody was quicker."""
        moved = await self.run(
            self.update(loans)
            .where(loans.c.id == loan_id, loans.c.state == before)
            .values(state=after, **values)
        )
        return moved.rowcount == 1

    async def agree(self, loan_id: int) -> bool:
        """Its place in the queue is this moment."""
        return await self.move(loan_id, "asked", "agreed", agreed_at=self.work.now)

    async def pay_out(self, loan_id: int, plan: Sequence[Instalment]) -> bool:
        """The money went out today; when which part comes back is written down."""
        if not await self.move(loan_id, "agreed", "paid", paid_on=self.work.today):
            return False
        await self.run(
            insert(instalments),
            [
                {
                    "loan_id": loan_id,
                    "number": one.number,
                    "union_id": self.union_id,
                    "due_on": one.due_on,
                    "amount": one.amount,
                }
                for one in plan
            ],
        )
        return True

    async def settle(self, loan: Loan) -> bool:
        """All is paid back, or was and a reversal opened it again."""
        if loan.left <= 0:
            return await self.move(loan.id, "paid", "repaid")
        return await self.move(loan.id, "repaid", "paid")

    async def forget(self, member_id: int) -> list[Loan]:
        """Whoever is gone asks for nothing any more; what was not yet paid out is withdrawn."""
        open_ = [one for one in await self.of_member(member_id) if one.state in ("asked", "agreed")]
        if open_:
            await self.run(
                self.update(loans)
                .where(
                    loans.c.member_id == member_id,
                    or_(loans.c.state == "asked", loans.c.state == "agreed"),
                )
                .values(state="withdrawn")
            )
        return open_


def _loan(row: Row[Any]) -> Loan:
    return Loan(**{**row._mapping, "left": int(row.left)})
