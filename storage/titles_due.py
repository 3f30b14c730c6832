"""What the jobs of emulation ask about all unions at once (see storage/plan.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, exists, or_, select

from config import titles as config
from storage.models import members, registrations, rounds, unions
from storage.plan import live
from storage.posts import NOW, posts_to, private_chat
from storage.repository import Repository
from storage.seats import holds
from union.members import State
from union.rights import Role


@dataclass(frozen=True, slots=True)
class Told:
    """A chat to be told something about a round; the group has no member."""

    union_id: int
    round_id: int
    closes_on: date
    chat_id: int
    member_id: int | None = None


class TitlesDue(Repository):
    async def opening(self, day: date) -> list[Told]:
        """Where it is posted that a round opens on this day."""
        rows = await self.run(_opening(), {"day": day, "now": self.work.now})
        return [Told(row.union_id, row.id, row.closes_on, row.chat_id) for row in rows]

    async def not_registered(self, day: date) -> list[Told]:
        """Members who chose nothing, where a round soon ends.

        Some days before the last one; in a round shorter than that, the day before.
        """
        ahead, eve = timedelta(days=config.settings().remind_before), day + timedelta(days=1)
        days = {"day": day, "soon": day + ahead, "eve": eve, "long_before": eve - ahead}
        return await self._members(_not_registered(), days)

    async def officers_after(self, day: date, roles: Sequence[Role]) -> list[Told]:
        """Who leads a union whose round the clock closed the day before."""
        asked = {"eve": day - timedelta(days=1), "now": self.work.now}
        return await self._members(_officers_after(frozenset(roles)), asked)

    async def _members(self, query: Select[Any], asked: dict[str, Any]) -> list[Told]:
        return [Told(**row._mapping) for row in await self.run(query, asked)]


# --- statements, each built once ------------------------------------------------------------

_DAY, _SOON, _EVE, _LONG_BEFORE = (
    bindparam(name, type_=Date()) for name in ("day", "soon", "eve", "long_before")
)


@cache
def _opening() -> Select[Any]:
    places = posts_to(NOW)
    return (
        select(rounds.c.union_id, rounds.c.id, rounds.c.closes_on, places.c.chat_id)
        .join(unions, unions.c.id == rounds.c.union_id)
        .join(places, places.c.union_id == rounds.c.union_id)
        .where(
            rounds.c.opens_on == _DAY,
            rounds.c.closed_at.is_(None),
            places.c.chat_id.is_not(None),
            live(),
        )
    )


@cache
def _not_registered() -> Select[Any]:
    chose = exists().where(
        registrations.c.round_id == rounds.c.id,
        registrations.c.union_id == rounds.c.union_id,
        registrations.c.member_id == members.c.id,
        registrations.c.withdrawn_at.is_(None),
    )
    soon = or_(
        rounds.c.closes_on == _SOON,
        and_(rounds.c.closes_on == _EVE, rounds.c.opens_on >= _LONG_BEFORE),
    )
    return _who(soon, rounds.c.opens_on < _DAY, rounds.c.closed_at.is_(None), ~chose, live())


@cache
def _officers_after(roles: frozenset[Role]) -> Select[Any]:
    return _who(
        rounds.c.closes_on == _EVE,
        rounds.c.closed_at.is_(None),
        holds(roles, NOW),
        unions.c.closed_at.is_(None),
    )


def _who(*which: ColumnElement[bool]) -> Select[Any]:
    """The members beside a round, and the chat each of them is told in."""
    found = (
        select(
            rounds.c.union_id,
            rounds.c.id.label("round_id"),
            rounds.c.closes_on,
            private_chat().label("chat_id"),
            members.c.id.label("member_id"),
        )
        .join(unions, unions.c.id == rounds.c.union_id)
        .join(members, members.c.union_id == rounds.c.union_id)
        .where(*which, members.c.state == State.MEMBER.value)
        .subquery()
    )
    return select(found).where(found.c.chat_id.is_not(None))
