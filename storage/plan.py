"""What the jobs ask about all unions at once: set by set, so that it grows with the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from storage.models import (
    cases,
    consents,
    files,
    heard,
    members,
    outbox,
    runs,
    ticks,
    unions,
)
from storage.posts import NOW, posts_to, private_chat
from storage.repository import Repository
from storage.seats import holds
from storage.types import Moment
from union.consents import Answer, Purpose
from union.members import State
from union.rights import Role

_LAST_RUNS = select(runs.c.job, func.max(runs.c.day).label("day")).group_by(runs.c.job)


@dataclass(frozen=True, slots=True)
class Reachable:
    """A member who is to hear something, and where."""

    union_id: int
    member_id: int
    chat_id: int


def _answer(purpose: Purpose) -> Any:
    """The last word of a member about one purpose, as a column beside the member."""
    return (
        select(consents.c.answer)
        .where(
            consents.c.union_id == members.c.union_id,
            consents.c.member_id == members.c.id,
            consents.c.purpose == purpose.value,
        )
        .order_by(consents.c.id.desc())
        .limit(1)
        .correlate(members)
        .scalar_subquery()
    )


def live() -> ColumnElement[bool]:
    """Unions in which the bot starts something on its own."""
    return and_(unions.c.closed_at.is_(None), unions.c.trial.is_(False))


# --- statements, each built once ------------------------------------------------------------

_DAYS = members.c.birth_md.in_(bindparam("days", expanding=True))
_UNSENT = (
    select(
        outbox.c.union_id,
        func.sum(case((outbox.c.state == "failed", 1), else_=0)).label("failed"),
        func.sum(case((outbox.c.state == "unknown", 1), else_=0)).label("unknown"),
    )
    .where(
        outbox.c.state.in_(("failed", "unknown")),
        outbox.c.ended_at >= bindparam("since", type_=Moment()),
        outbox.c.ended_at < bindparam("until", type_=Moment()),
        outbox.c.union_id.is_not(None),
    )
    .group_by(outbox.c.union_id)
)


def reachable(which: ColumnElement[bool]) -> Select[Any]:
    """Members of all unions, each with the private chat they are told in."""
    found = (
        select(members.c.union_id, members.c.id.label("member_id"), private_chat().label("chat_id"))
        .join(unions, unions.c.id == members.c.union_id)
        .where(which, members.c.state == State.MEMBER.value)
        .subquery()
    )
    return select(found).where(found.c.chat_id.is_not(None))


@cache
def _born() -> Select[Any]:
    wish = func.coalesce(_answer(Purpose.BIRTHDAY), Answer.PRIVATE.value)
    return reachable(and_(_DAYS, wish != Answer.NO.value, live()))


@cache
def _greeting_groups() -> Select[Any]:
    agreed = exists().where(
        members.c.union_id == unions.c.id,
        _DAYS,
        members.c.state == State.MEMBER.value,
        _answer(Purpose.BIRTHDAY) == Answer.GROUP.value,
    )
    places = posts_to(NOW)
    return (
        select(unions.c.id, places.c.chat_id)
        .join(places, places.c.union_id == unions.c.id)
        .where(live(), places.c.chat_id.is_not(None), agreed)
    )


@cache
def _never_asked() -> Select[Any]:
    return reachable(
        and_(
            members.c.birth_md.is_not(None),
            members.c.joined_on < bindparam("before", type_=Date()),
            _answer(Purpose.BIRTHDAY).is_(None),
            live(),
            ~exists().where(outbox.c.owed == "ask.birthday:" + cast(members.c.id, String)),
        )
    )


@cache
def _holding(roles: frozenset[Role]) -> Select[Any]:
    return reachable(and_(holds(roles, NOW), unions.c.closed_at.is_(None)))


class Plan(Repository):
    async def first_run(self, job: str, day: date) -> bool:
        """True once for a job and a day, whoever asks, on whichever replica."""
        # psycopg tells no row count for INSERT … ON CONFLICT through SQLAlchemy: ask for the row.
        once = self.add_once(runs).values(job=job, day=day, at=self.work.now)
        return (await self.run(once.returning(runs.c.job))).first() is not None

    async def has_run(self, job: str, day: date) -> bool:
        query = select(runs.c.day).where(runs.c.job == job, runs.c.day == day)
        return (await self.run(query)).first() is not None

    async def last_runs(self) -> dict[str, date]:
        """Job → the newest day it was asked about."""
        return {row.job: row.day for row in await self.run(_LAST_RUNS)}

    async def born_on(self, days: Sequence[int]) -> list[Reachable]:
        """Members with a birthday to greet in private: linked, present, not declined."""
        return await self._reachable(_born(), days=list(days))

    async def groups_greeting(self, days: Sequence[int]) -> list[tuple[int, int]]:
        """Union and where it is posted, where somebody who agreed has a birthday."""
        rows = await self.run(_greeting_groups(), {"now": self.work.now, "days": list(days)})
        return [(row.id, row.chat_id) for row in rows]

    async def never_asked_about_birthday(self, joined_before: date) -> list[Reachable]:
        return await self._reachable(_never_asked(), before=joined_before)

    async def officers(self, roles: Sequence[Role]) -> list[Reachable]:
        """Who holds one of these seats now, in every union, trial or not."""
        return await self._reachable(_holding(frozenset(roles)), now=self.work.now)

    async def _reachable(self, query: Select[Any], **asked: Any) -> list[Reachable]:
        rows = await self.run(query, asked)
        return [Reachable(row.union_id, row.member_id, row.chat_id) for row in rows]

    async def cases_unanswered(self, before: datetime) -> list[tuple[int, int]]:
        """Union and id of open cases that nobody touched since `before`."""
        rows = await self.run(
            select(cases.c.union_id, cases.c.id)
            .where(
                cases.c.state == "open", cases.c.opened_at <= before, cases.c.raised_at.is_(None)
            )
            .order_by(cases.c.id)
        )
        return [(row.union_id, row.id) for row in rows]

    async def unsent(self, since: datetime, until: datetime) -> dict[int, tuple[int, int]]:
        """Per union, how many messages failed for good and how many nobody knows about."""
        rows = await self.run(_UNSENT, {"since": since, "until": until})
        return {row.union_id: (int(row.failed), int(row.unknown)) for row in rows}

    async def woke(self) -> None:
        """The clock ticked: /healthz looks at this."""
        changed = await self.run(update(ticks).where(ticks.c.id == 1).values(at=self.work.now))
        if not changed.rowcount:
            await self.run(insert(ticks).values(id=1, at=self.work.now))

    async def forget(self, heard_before: datetime, bodies_before: datetime) -> None:
        """Old keys of repeats, and the words of old messages; their keys stay."""
        await self.run(heard.delete().where(heard.c.at < heard_before))
        await self.run(files.delete().where(files.c.expires_at <= self.work.now))
        await self.work.menus.forget(bodies_before)
        await self.run(
            update(outbox)
            .where(
                outbox.c.created_at < bodies_before,
                outbox.c.state != "waiting",
                or_(outbox.c.body.is_not(None), outbox.c.facts.is_not(None)),
            )
            .values(body=None, facts=None)
        )
