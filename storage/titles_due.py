"""What the jobs of emulation ask about all unions at once (see storage/plan.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select

from config import titles as config
from storage.models import members, registrations, rounds, seats, unions
from storage.plan import live
from storage.posts import posts_to, private_chat
from storage.repository import Repository
from storage.seats import held_at
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
        places = posts_to(self.work.now)
        rows = await self.run(
            select(rounds.c.union_id, rounds.c.id, rounds.c.closes_on, places.c.chat_id)
            .join(unions, unions.c.id == rounds.c.union_id)
            .join(places, places.c.union_id == rounds.c.union_id)
            .where(
                rounds.c.opens_on == day,
                rounds.c.closed_at.is_(None),
                places.c.chat_id.is_not(None),
                live(),
            )
        )
        return [Told(row.union_id, row.id, row.closes_on, row.chat_id) for row in rows]

    async def not_registered(self, day: date) -> list[Told]:
        """Members who chose nothing, where a round soon ends.

        Some days before the last one; in a round shorter than that, the day before.
        """
        chose = exists().where(
            registrations.c.round_id == rounds.c.id,
            registrations.c.union_id == rounds.c.union_id,
            registrations.c.member_id == members.c.id,
            registrations.c.withdrawn_at.is_(None),
        )
        ahead = timedelta(days=config.settings().remind_before)
        eve = day + timedelta(days=1)
        soon = or_(
            rounds.c.closes_on == day + ahead,
            and_(rounds.c.closes_on == eve, rounds.c.opens_on >= eve - ahead),
        )
        return await self._members(
            and_(soon, rounds.c.opens_on < day, rounds.c.closed_at.is_(None), ~chose, live())
        )

    async def officers_after(self, day: date, roles: Sequence[Role]) -> list[Told]:
        """Who leads a union whose round the clock closed the day before."""
        holds = exists().where(
            seats.c.member_id == members.c.id,
            seats.c.union_id == members.c.union_id,
            seats.c.role.in_([role.value for role in roles]),
            held_at(self.work.now),
        )
        return await self._members(
            and_(
                rounds.c.closes_on == day - timedelta(days=1),
                rounds.c.closed_at.is_(None),
                holds,
                unions.c.closed_at.is_(None),
            )
        )

    async def _members(self, which: ColumnElement[bool]) -> list[Told]:
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
            .where(which, members.c.state == State.MEMBER.value)
            .subquery()
        )
        rows = await self.run(select(found).where(found.c.chat_id.is_not(None)))
        return [Told(**row._mapping) for row in rows]
