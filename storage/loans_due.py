"""Instalments whose day comes or has passed, and loans whose turn it is, in all unions at once."""

from datetime import date, timedelta
from functools import cache

from sqlalchemy import Date, Row, Select, bindparam, func, select

from config.fund import rules
from storage.models import instalments, items, loans, members, unions, voucher_lines
from storage.plan import Plan, Reachable, live
from storage.posts import private_chat
from union.loans import in_force
from union.members import State
from union.rights import Role

_REPAID = (
    select(func.coalesce(func.sum(voucher_lines.c.amount), 0))
    .join(items, items.c.id == voucher_lines.c.item_id)
    .where(voucher_lines.c.loan_id == loans.c.id, items.c.key == "repaid")
    .correlate(loans)
    .scalar_subquery()
)
_EARLIER = instalments.alias("earlier")
_UP_TO = (
    select(func.sum(_EARLIER.c.amount))
    .where(_EARLIER.c.loan_id == instalments.c.loan_id, _EARLIER.c.number <= instalments.c.number)
    .correlate(instalments)
    .scalar_subquery()
)


@cache
def _due_on() -> Select[tuple[int, int, int, int, int]]:
    found = (
        select(
            loans.c.union_id,
            loans.c.member_id,
            loans.c.id.label("loan_id"),
            instalments.c.number,
            private_chat().label("chat_id"),
        )
        .select_from(instalments)
        .join(loans, loans.c.id == instalments.c.loan_id)
        .join(members, members.c.id == loans.c.member_id)
        .join(unions, unions.c.id == loans.c.union_id)
        .where(
            instalments.c.due_on == bindparam("on", type_=Date()),
            loans.c.state == "paid",
            members.c.state == State.MEMBER.value,
            live(),
            _UP_TO > _REPAID,
        )
        .subquery()
    )
    return select(found).where(found.c.chat_id.is_not(None))


@cache
def _first_in_line() -> Select[tuple[int, int]]:
    queue = (
        select(
            loans.c.union_id,
            loans.c.id,
            func.row_number()
            .over(partition_by=loans.c.union_id, order_by=(loans.c.agreed_at, loans.c.number))
            .label("place"),
        )
        .join(members, members.c.id == loans.c.member_id)
        .where(
            loans.c.state == "agreed",
            members.c.state.in_((State.MEMBER.value, State.AWAY.value)),
        )
        .subquery()
    )
    return select(queue.c.union_id, queue.c.id).where(queue.c.place == 1)


class LoansDue(Plan):
    async def before(self, day: date) -> list[Row[tuple[int, int, int, int, int]]]:
        """Instalments to be spoken of today because their day comes."""
        return await self._due(day + timedelta(days=in_force(rules(), day).remind_before))

    async def after(self, day: date) -> list[Row[tuple[int, int, int, int, int]]]:
        """Instalments to be spoken of today because their day has passed."""
        return await self._due(day - timedelta(days=in_force(rules(), day).remind_after))

    async def _due(self, on: date) -> list[Row[tuple[int, int, int, int, int]]]:
        """Union, member, chat, loan and number of instalments of a day not yet covered."""
        return list(await self.run(_due_on(), {"on": on}))

    async def waiting(self) -> list[tuple[int, Reachable]]:
        """The first in line of every union, and the officers one of whom may pay it out."""
        first = {row.union_id: row.id for row in await self.run(_first_in_line())}
        if not first:
            return []
        officers = await self.officers([Role.TREASURER, Role.CHAIR, Role.DEPUTY, Role.COMMITTEE])
        return [(first[one.union_id], one) for one in officers if one.union_id in first]
