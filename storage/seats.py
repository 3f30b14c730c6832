"""Seats: who holds which, from when, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from storage.members import MEMBER_COLUMNS, member_of
from storage.models import members, seats, teams
from storage.repository import UnionRepository, added
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


class Seats(UnionRepository):
    async def held(self, roles: Iterable[Role] | None = None) -> list[HeldSeat]:
        """Everybody who holds a seat now, in the order of the roles and names."""
        of_seat = teams.alias("of_seat")
        query = (
            select(
                seats.c.id.label("seat_id"),
                seats.c.role,
                seats.c.ends,
                of_seat.c.id.label("seat_team"),
                of_seat.c.number.label("seat_team_number"),
                of_seat.c.name.label("seat_team_name"),
                *MEMBER_COLUMNS,
            )
            .join(members, members.c.id == seats.c.member_id)
            .outerjoin(teams, teams.c.id == members.c.team_id)
            .outerjoin(of_seat, of_seat.c.id == seats.c.team_id)
            .where(held_at(self.work.now))
        )
        if roles is not None:
            query = query.where(seats.c.role.in_([role.value for role in roles]))
        order = {role.value: place for place, role in enumerate(Role)}
        rows = (await self.run(self.mine(query, seats))).all()
        rows = sorted(rows, key=lambda row: (order[row.role], row.seat_team_number or 0))
        return [_held(row) for row in rows]

    async def give(
        self, member_id: int, role: Role, team_id: int | None = None, ends: datetime | None = None
    ) -> int:
        return await added(
            self,
            self.insert(seats).values(
                member_id=member_id,
                role=role.value,
                team_id=team_id,
                starts=self.work.now,
                ends=ends,
            ),
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
