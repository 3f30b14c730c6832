"""Seats: who holds which, from when, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from storage.members import MEMBER_COLUMNS, member_of, team_of
from storage.models import members, seats, teams
from storage.repository import UnionRepository
from storage.types import Moment
from union.members import Member, Team
from union.rights import Role


@dataclass(frozen=True, slots=True)
class HeldSeat:
    """A seat with its holder, as the list of seats shows it."""

    id: int
    role: Role
    team: Team | None
    holder: Member
    ends: datetime | None


def held_at(now: datetime) -> ColumnElement[bool]:
    """The seats that count at this moment: a seat ended a second ago gives nothing."""
    return and_(seats.c.starts <= now, or_(seats.c.ends.is_(None), seats.c.ends > now))


def _held_query() -> Select[Any]:
    of_seat, now = teams.alias("of_seat"), bindparam("now", type_=Moment)
    return (
        select(
            seats.c.id.label("seat_id"),
            seats.c.role,
            seats.c.ends,
            of_seat.c.id.label("seat_team"),
            of_seat.c.number.label("seat_team_number"),
            of_seat.c.name.label("seat_team_name"),
            *MEMBER_COLUMNS,
        )
        .join(
            members,
            (members.c.id == seats.c.member_id) & (members.c.union_id == seats.c.union_id),
        )
        .outerjoin(teams, team_of(members))
        .outerjoin(
            of_seat, (of_seat.c.id == seats.c.team_id) & (of_seat.c.union_id == seats.c.union_id)
        )
        .where(
            seats.c.union_id == bindparam("union"),
            seats.c.starts <= now,
            or_(seats.c.ends.is_(None), seats.c.ends > now),
        )
        .order_by(members.c.sort_key, members.c.id)
    )


_HELD = _held_query()
_ORDER = {role: place for place, role in enumerate(Role)}


def _place(seat: HeldSeat) -> tuple[int, int]:
    return _ORDER[seat.role], seat.team.number if seat.team else 0


class Seats(UnionRepository):
    async def held(self, roles: Iterable[Role] | None = None) -> list[HeldSeat]:
        """Everybody who holds a seat now, in the order of the roles and names."""
        rows = await self.run(_HELD, {"union": self.union_id, "now": self.work.now})
        wanted = set(Role) if roles is None else set(roles)
        held = [_held(row) for row in rows if row.role in wanted]
        return sorted(held, key=_place)

    async def give(
        self, member_id: int, role: Role, team_id: int | None = None, ends: datetime | None = None
    ) -> int:
        return await self.new_row(
            seats,
            member_id=member_id,
            role=role.value,
            team_id=team_id,
            starts=self.work.now,
            ends=ends,
        )

    async def end(self, seat_id: int) -> bool:
        """End a seat now. False if it had ended, or is not of this union."""
        ended = await self.run(
            self.update(seats)
            .where(seats.c.id == seat_id, held_at(self.work.now))
            .values(ends=self.work.now)
        )
        return ended.rowcount == 1


def _held(row: Any) -> HeldSeat:
    team = Team(row.seat_team, row.seat_team_number, row.seat_team_name) if row.seat_team else None
    return HeldSeat(row.seat_id, Role(row.role), team, member_of(row), row.ends)
