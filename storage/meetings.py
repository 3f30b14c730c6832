"""Committee meetings of one union: when, who is invited, who answered, who was there."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, case, func, or_, select

from config.meetings import rhythm
from storage.models import invitations, meetings, members, seats
from storage.repository import UnionRepository
from storage.types import Moment
from union.calendar import moment, quarter, quarter_of
from union.meetings import (
    Attendance,
    Figures,
    Invited,
    Kind,
    Meeting,
    Rhythm,
    State,
    on_time,
)
from union.rights import COMMITTEE

_COLUMNS = tuple(meetings.c[name] for name in Meeting.__slots__)
_ONE = select(*_COLUMNS).where(
    meetings.c.union_id == bindparam("union"), meetings.c.id == bindparam("id")
)


def on_committee(at: ColumnElement[Any]) -> ColumnElement[bool]:
    """Seats of the committee held when it meets: not one that ends before, nor one only lent."""
    return and_(
        seats.c.stands_for.is_(None),
        seats.c.role.in_(sorted(role.value for role in COMMITTEE)),
        seats.c.starts <= at,
        or_(seats.c.ends.is_(None), seats.c.ends > at),
    )


_AT = bindparam("at", type_=Moment)
_COMMITTEE = (
    select(members.c.id, members.c.name)
    .where(
        members.c.union_id == bindparam("union"),
        members.c.id.in_(
            select(seats.c.member_id).where(
                seats.c.union_id == bindparam("union"), on_committee(_AT)
            )
        ),
    )
    .order_by(members.c.sort_key, members.c.id)
)
_INVITED = select(invitations).where(
    invitations.c.union_id == bindparam("union"), invitations.c.meeting_id == bindparam("meeting")
)
_ASKED_TO = select(invitations).where(
    invitations.c.union_id == bindparam("union"), invitations.c.member_id == bindparam("member")
)


def _meeting(row: Row[Any]) -> Meeting:
    values = dict(row._mapping)
    return Meeting(**values | {"kind": Kind(values["kind"]), "state": State(values["state"])})


class Meetings(UnionRepository):
    def rhythm(self) -> Rhythm:
        """The committee's own once it has one; until then config/meetings.toml."""
        return rhythm()

    async def get(self, meeting_id: int) -> Meeting | None:
        row = (await self.run(_ONE, {"union": self.union_id, "id": meeting_id})).one_or_none()
        return _meeting(row) if row else None

    async def open(self) -> list[Meeting]:
        """Proposed, to come, or over without a roll; the nearest first.

        A proposal that nobody answered is let go with its quarter.
        """
        today = self.work.today
        begun, _ = quarter(today.year, quarter_of(today))
        query = self.mine(select(*_COLUMNS), meetings).where(
            or_(
                meetings.c.state == State.CONFIRMED.value,
                and_(
                    meetings.c.state == State.PROPOSED.value,
                    meetings.c.starts_at >= moment(begun, time(0)),
                ),
            )
        )
        rows = await self.run(query.order_by(meetings.c.starts_at, meetings.c.id))
        return [_meeting(row) for row in rows]

    async def held(self, first: date, last: date) -> list[Meeting]:
        query = self.mine(select(*_COLUMNS), meetings).where(_held_in(first, last))
        rows = await self.run(query.order_by(meetings.c.starts_at, meetings.c.id))
        return [_meeting(row) for row in rows]

    async def regular_of(self, year: int, number: int) -> Meeting | None:
        """The quarter's own meeting, proposed or not, unless it was called off."""
        query = self.mine(select(*_COLUMNS), meetings).where(
            meetings.c.year == year,
            meetings.c.quarter == number,
            meetings.c.kind == Kind.REGULAR.value,
            meetings.c.state != State.CANCELLED.value,
        )
        row = (await self.run(query.order_by(meetings.c.id.desc()).limit(1))).one_or_none()
        return _meeting(row) if row else None

    async def add(self, kind: Kind, year: int, number: int, **values: Any) -> int:
        return await self.new_row(meetings, kind=kind.value, year=year, quarter=number, **values)

    async def change(self, meeting: Meeting, **values: Any) -> bool:
        """Write only over what was read: False if somebody else was faster."""
        changed = await self.run(
            self.update(meetings)
            .where(
                meetings.c.id == meeting.id,
                meetings.c.version == meeting.version,
                meetings.c.state == meeting.state.value,
            )
            .values(**values)
        )
        return changed.rowcount == 1

    # --- who is invited ---------------------------------------------------------------------

    async def committee(self, at: datetime) -> list[int]:
        """Members with a seat of the committee at the moment of a meeting, by name."""
        rows = await self.run(_COMMITTEE, {"union": self.union_id, "at": at})
        return [row.id for row in rows]

    async def invite(self, meeting_id: int, member_ids: Iterable[int]) -> None:
        """Rows for who has none yet; of this union's meetings and members only."""
        self.work.writing()
        found = (
            select(meetings.c.id, members.c.id, meetings.c.union_id)
            .join(members, members.c.union_id == meetings.c.union_id)
            .where(
                meetings.c.union_id == self.union_id,
                meetings.c.id == meeting_id,
                members.c.id.in_(list(member_ids)),
            )
        )
        columns = ["meeting_id", "member_id", "union_id"]
        await self.run(self.add_once(invitations).from_select(columns, found))

    async def roll(self, meeting: Meeting) -> list[Invited]:
        """The committee of the meeting's hour with what each answered, by name."""
        asked = {"union": self.union_id, "meeting": meeting.id}
        known = {row.member_id: row for row in await self.run(_INVITED, asked)}
        at = {"union": self.union_id, "at": meeting.starts_at}
        return [_invited(row, known.get(row.id)) for row in await self.run(_COMMITTEE, at)]

    async def of_member(self, member_id: int) -> list[tuple[Meeting, Invited]]:
        """Every meeting somebody was asked to, the newest first, with what they answered."""
        found = []
        for row in await self.run(_ASKED_TO, {"union": self.union_id, "member": member_id}):
            if (meeting := await self.get(row.meeting_id)) is not None:
                told = Invited(member_id, "", row.answer, row.reason, row.present)
                found.append((meeting, told))
        return sorted(found, key=lambda one: one[0].starts_at, reverse=True)

    async def note(self, meeting_id: int, member_ids: Iterable[int], **values: Any) -> None:
        """An answer, a reason or a presence, for whom there may be no row yet."""
        ids = list(member_ids)
        await self.invite(meeting_id, ids)
        await self.run(
            self.update(invitations)
            .where(invitations.c.meeting_id == meeting_id, invitations.c.member_id.in_(ids))
            .values(**values)
        )

    async def ask_anew(self, meeting_id: int) -> None:
        """The meeting was moved: what was answered was answered about another hour."""
        await self.run(
            self.update(invitations)
            .where(invitations.c.meeting_id == meeting_id)
            .values(answer=None, reason="", answered_at=None)
        )

    # --- figures ----------------------------------------------------------------------------

    async def figures(self, first: date, last: date) -> Figures:
        """Meetings held from day to day, both included. Only who was on the roll is counted."""
        held = await self.held(first, last)
        regular = [one for one in held if one.kind is Kind.REGULAR]
        counted = select(
            func.count().label("invited"),
            func.count(invitations.c.answer).label("answered"),
            func.sum(case((invitations.c.present, 1), else_=0)).label("present"),
        )
        query = self.mine(_on_a_roll(counted, first, last), invitations)
        row = (await self.run(query)).one()
        return Figures(
            regular=len(regular),
            adhoc=len(held) - len(regular),
            on_time=sum(map(on_time, regular)),
            invited=row.invited,
            answered=row.answered,
            present=int(row.present or 0),
        )

    async def attendance(self, first: date, last: date) -> list[Attendance]:
        """The same by person, in the order of names."""
        counted = select(
            members.c.name,
            func.count().label("invited"),
            func.sum(case((invitations.c.present, 1), else_=0)).label("present"),
        ).join(
            members,
            and_(
                members.c.id == invitations.c.member_id,
                members.c.union_id == invitations.c.union_id,
            ),
        )
        query = self.mine(_on_a_roll(counted, first, last), invitations)
        rows = await self.run(
            query.group_by(members.c.id, members.c.name, members.c.sort_key).order_by(
                members.c.sort_key, members.c.id
            )
        )
        return [Attendance(row.name, int(row.invited), int(row.present)) for row in rows]


def _invited(row: Row[Any], known: Row[Any] | None) -> Invited:
    if known is None:
        return Invited(row.id, row.name)
    return Invited(row.id, row.name, known.answer, known.reason, known.present)


def _held_in(first: date, last: date) -> ColumnElement[bool]:
    since, until = moment(first, time(0)), moment(last + timedelta(days=1), time(0))
    return and_(
        meetings.c.state == State.HELD.value,
        meetings.c.starts_at >= since,
        meetings.c.starts_at < until,
    )


def _on_a_roll(query: Any, first: date, last: date) -> Any:
    return query.join(
        meetings,
        and_(
            meetings.c.id == invitations.c.meeting_id, meetings.c.union_id == invitations.c.union_id
        ),
    ).where(_held_in(first, last), invitations.c.present.is_not(None))
