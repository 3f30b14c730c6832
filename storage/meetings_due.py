"""What the jobs ask about the meetings of all unions at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, insert, literal, or_, select

from config.meetings import rhythm
from storage.models import invitations, meetings, members, seats, unions
from storage.posts import NOW, private_chat
from storage.repository import Repository
from storage.seats import holds
from storage.types import Moment
from union.calendar import moment
from union.meetings import Kind, Rhythm, State, to_propose
from union.members import State as Standing
from union.rights import COMMITTEE, Role

FIRST, UNTIL = (bindparam(name, type_=Moment()) for name in ("first", "until"))


@dataclass(frozen=True, slots=True)
class Concerned:
    """A member who is to hear of a meeting, and where."""

    union_id: int
    member_id: int
    chat_id: int
    meeting_id: int
    version: int


class MeetingsDue(Repository):
    def rhythm(self) -> Rhythm:
        return rhythm()

    async def propose(self, day: date) -> None:
        """A row for every union whose quarter has no meeting yet; one called off counts."""
        wanted = to_propose(self.rhythm(), day)
        if wanted is None:
            return
        year, quarter, starts_at = wanted
        known = exists().where(
            meetings.c.union_id == unions.c.id,
            meetings.c.year == year,
            meetings.c.quarter == quarter,
            meetings.c.kind == Kind.REGULAR.value,
        )
        values: dict[str, Any] = {
            "union_id": unions.c.id,
            "kind": literal(Kind.REGULAR.value),
            "year": literal(year),
            "quarter": literal(quarter),
            "starts_at": literal(starts_at, Moment()),
            "place": literal(self.rhythm().place),
            "state": literal(State.PROPOSED.value),
        }
        rows = select(*values.values()).where(unions.c.closed_at.is_(None), ~known)
        await self.run(insert(meetings).from_select(list(values), rows))

    async def proposed(self, roles: Iterable[Role], first: date, last: date) -> list[Concerned]:
        """Who holds one of these seats now, of unions with a proposal for one of these days."""
        since, until = moment(first, time(0)), moment(last + timedelta(days=1), time(0))
        return await self._concerned(_proposed(frozenset(roles)), first=since, until=until)

    async def to_invite(self) -> list[Concerned]:
        """Whoever has not answered yet, but for who called it: new on the committee or in the chat.

        Most were told already; what was owed once is not owed again.
        """
        return await self._concerned(_to_invite())

    async def unanswered(self, confirmed_before: datetime, until: datetime) -> list[Concerned]:
        """Who has said nothing yet to a meeting that begins before a moment."""
        return await self._concerned(_unanswered(), first=confirmed_before, until=until)

    async def coming(self, first: datetime, until: datetime) -> list[Concerned]:
        """Who said yes to a meeting that begins between two moments."""
        return await self._concerned(_coming(), first=first, until=until)

    async def without_roll(self, roles: Iterable[Role], before: datetime) -> list[Concerned]:
        """Who holds one of these seats, of unions where a meeting began and no roll was taken."""
        return await self._concerned(_without_roll(frozenset(roles)), until=before)

    async def _concerned(self, query: Select[Any], **times: datetime) -> list[Concerned]:
        rows = await self.run(query, {"now": self.work.now, **times})
        return [Concerned(**row._mapping) for row in rows]


# --- statements, each built once ------------------------------------------------------------


@cache
def _proposed(roles: frozenset[Role]) -> Select[Any]:
    return _who(
        holds(roles, NOW),
        meetings.c.state == State.PROPOSED.value,
        meetings.c.starts_at >= FIRST,
        meetings.c.starts_at < UNTIL,
    )


@cache
def _without_roll(roles: frozenset[Role]) -> Select[Any]:
    return _who(
        holds(roles, NOW),
        meetings.c.state == State.CONFIRMED.value,
        meetings.c.starts_at < UNTIL,
    )


@cache
def _to_invite() -> Select[Any]:
    return _who(
        *_to_come(),
        or_(meetings.c.confirmed_by.is_(None), meetings.c.confirmed_by != members.c.id),
        ~_invitation(invitations.c.answer.is_not(None)),
    )


@cache
def _unanswered() -> Select[Any]:
    return _who(
        *_to_come(),
        meetings.c.starts_at < UNTIL,
        meetings.c.confirmed_at < FIRST,
        ~_invitation(invitations.c.answer.is_not(None)),
        # One who came to the committee since is invited first.
        _invitation(),
    )


@cache
def _coming() -> Select[Any]:
    return _who(
        *_to_come(),
        meetings.c.starts_at >= FIRST,
        meetings.c.starts_at < UNTIL,
        _invitation(invitations.c.answer == "yes"),
    )


def _who(*which: ColumnElement[bool]) -> Select[Any]:
    """The members beside a meeting, and the chat each of them is told in."""
    found = (
        select(
            meetings.c.union_id,
            members.c.id.label("member_id"),
            private_chat().label("chat_id"),
            meetings.c.id.label("meeting_id"),
            meetings.c.version,
        )
        .join(unions, and_(unions.c.id == meetings.c.union_id, unions.c.closed_at.is_(None)))
        .join(members, members.c.union_id == meetings.c.union_id)
        .where(members.c.state == Standing.MEMBER.value, *which)
        .subquery()
    )
    return (
        select(found)
        .where(found.c.chat_id.is_not(None))
        .order_by(found.c.meeting_id, found.c.member_id)
    )


def _to_come() -> tuple[ColumnElement[bool], ...]:
    return (
        holds(COMMITTEE, meetings.c.starts_at, seats.c.stands_for.is_(None)),
        meetings.c.state == State.CONFIRMED.value,
        meetings.c.starts_at > NOW,
    )


def _invitation(*also: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        invitations.c.meeting_id == meetings.c.id,
        invitations.c.union_id == meetings.c.union_id,
        invitations.c.member_id == members.c.id,
        *also,
    )
