"""Seats: who holds which, from when, until when; and who stands in between two days."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select

from storage.members import MEMBER_COLUMNS, member_of, team_of
from storage.models import members, seats, teams
from storage.repository import UnionRepository
from storage.types import Moment
from union.members import Member, Team
from union.rights import Role, Seat


@dataclass(frozen=True, slots=True)
class HeldSeat:
    """A seat with its holder, as the list of seats shows it."""

    id: int
    role: Role
    team: Team | None
    holder: Member
    ends: datetime | None
    starts: datetime | None = None
    stands_for: int | None = None  # the seat that was lent
    lender: Member | None = None  # who lent it and holds it still

    @property
    def right(self) -> Seat:
        """What the seat lets its holder do."""
        team_id = self.team.id if self.team else None
        return Seat(self.role, team_id, stands_in=self.stands_for is not None)


def held_at(now: Any) -> ColumnElement[bool]:
    """The seats that count at this moment: a seat ended a second ago gives nothing."""
    return and_(seats.c.starts <= now, not_over(now))


def holds(roles: Iterable[Role], at: Any, *also: ColumnElement[bool]) -> ColumnElement[bool]:
    """The member beside it has one of these seats at a moment; several count once."""
    return exists().where(
        seats.c.member_id == members.c.id,
        seats.c.union_id == members.c.union_id,
        seats.c.role.in_(sorted(role.value for role in roles)),
        held_at(at),
        *also,
    )


def not_over(now: Any) -> ColumnElement[bool]:
    """Held at this moment, or lent for days to come."""
    return or_(seats.c.ends.is_(None), seats.c.ends > now)


_NOW = bindparam("now", type_=Moment)


def _seats_query() -> Select[Any]:
    of_seat = teams.alias("of_seat")
    return (
        select(
            seats.c.id.label("seat_id"),
            seats.c.role,
            seats.c.starts,
            seats.c.ends,
            seats.c.stands_for,
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
        .where(seats.c.union_id == bindparam("union"))
        .order_by(members.c.sort_key, members.c.id)
    )


_HELD = _seats_query().where(seats.c.starts <= _NOW, not_over(_NOW))
_LENT = _seats_query().where(seats.c.stands_for.is_not(None), not_over(_NOW))
_ONE = _seats_query().where(seats.c.id == bindparam("seat"))
_ORDER = {role: place for place, role in enumerate(Role)}


def _place(seat: HeldSeat) -> tuple[int, int, bool]:
    return _ORDER[seat.role], seat.team.number if seat.team else 0, seat.stands_for is not None


class Seats(UnionRepository):
    async def held(
        self, roles: Iterable[Role] | None = None, at: datetime | None = None
    ) -> list[HeldSeat]:
        """Everybody who holds a seat now (or `at`), in the order of the roles and names.

        Whoever stands in comes right after who lent the seat.
        """
        asked = {"union": self.union_id, "now": at or self.work.now}
        wanted = set(Role) if roles is None else set(roles)
        held = [_held(row) for row in await self.run(_HELD, asked) if row.role in wanted]
        return sorted(_with_lenders(held, held), key=_place)

    async def lendings(self) -> list[HeldSeat]:
        """Seats lent now or for days to come, the earliest first."""
        asked = {"union": self.union_id, "now": self.work.now}
        lent = [_held(row) for row in await self.run(_LENT, asked)]
        if not lent:
            return []
        return sorted(
            _with_lenders(lent, await self.held()), key=lambda seat: (seat.starts, seat.id)
        )

    async def of(self, member_id: int) -> list[HeldSeat]:
        """Everything this member holds now, and what was lent to them for days to come."""
        held = await self.held()
        known = {seat.id for seat in held}
        held += [seat for seat in await self.lendings() if seat.id not in known]
        return [seat for seat in held if seat.holder.id == member_id]

    async def get(self, seat_id: int) -> HeldSeat | None:
        """One seat, also when it has ended."""
        row = (await self.run(_ONE, {"union": self.union_id, "seat": seat_id})).one_or_none()
        return _with_lenders([_held(row)], await self.held())[0] if row else None

    async def changes(self, member_id: int) -> list[datetime]:
        """The moments to come at which this member's seats begin or end by themselves."""
        query = self.mine(select(seats.c.starts, seats.c.ends), seats).where(
            seats.c.member_id == member_id, not_over(self.work.now)
        )
        moments = {moment for row in await self.run(query) for moment in row if moment}
        return sorted(moment for moment in moments if moment > self.work.now)

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

    async def lend(self, seat: HeldSeat, member_id: int, starts: datetime, ends: datetime) -> int:
        """Somebody has the rights of this seat between two moments; its holder keeps it."""
        return await self.new_row(
            seats,
            member_id=member_id,
            role=seat.role.value,
            team_id=seat.team.id if seat.team else None,
            starts=starts,
            ends=ends,
            stands_for=seat.id,
        )

    async def end(self, seat_id: int) -> bool:
        """End a seat now, and with it whatever was lent of it.

        False if it had ended, or is not of this union.
        """
        ended = await self.run(
            self.update(seats)
            .where(
                or_(seats.c.id == seat_id, seats.c.stands_for == seat_id), not_over(self.work.now)
            )
            .values(ends=self.work.now)
            .returning(seats.c.id)
        )
        return seat_id in {row.id for row in ended}


def _held(row: Any) -> HeldSeat:
    team = Team(row.seat_team, row.seat_team_number, row.seat_team_name) if row.seat_team else None
    return HeldSeat(
        row.seat_id, Role(row.role), team, member_of(row), row.ends, row.starts, row.stands_for
    )


def _with_lenders(seats_: list[HeldSeat], held: list[HeldSeat]) -> list[HeldSeat]:
    holders = {seat.id: seat.holder for seat in held}
    return [
        replace(seat, lender=holders.get(seat.stands_for)) if seat.stands_for else seat
        for seat in seats_
    ]
