"""`congdoan init UNION.toml`: the union, its teams and seats, and the code of the first officer."""

import secrets
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.doors.common import Wrong
from bot.handlers.codes import fresh
from config.union_file import SeatEntry, UnionFile
from storage.models import unions
from storage.work import Work, open_work
from union import names, phones
from union.codes import CodeKind
from union.covering import APART
from union.members import Member, Sex, State
from union.rights import Role


async def union_id_of(engine: AsyncEngine, code: str) -> int | None:
    async with engine.connect() as connection, connection.begin():
        return (
            await connection.execute(select(unions.c.id).where(unions.c.code == code))
        ).scalar_one_or_none()


async def found(engine: AsyncEngine, profile: UnionFile, key: bytes, now: datetime) -> str | None:
    """Make or renew a union. The chair's one-time code, or None when the chair is in already."""
    union_id = await union_id_of(engine, profile.code) or await _made(engine, profile, now)
    async with open_work(engine, union_id, now) as work:
        await work.lock()
        await work.unions.change(
            name=profile.name,
            kind=profile.kind,
            upper_name=profile.upper_name,
            bank=profile.bank.model_dump(),
        )
        await _teams(work, profile)
        await _seats(work, profile)
        return await _first_code(work, key)


async def _made(engine: AsyncEngine, profile: UnionFile, now: datetime) -> int:
    async with engine.begin() as connection:
        made = await connection.execute(
            insert(unions).values(
                code=profile.code,
                name=profile.name,
                kind=profile.kind,
                log_salt=secrets.token_hex(16),
                created_at=now,
            )
        )
        union_id = int((made.inserted_primary_key or (0,))[0])
    async with open_work(engine, union_id, now) as work:
        await work.lock()
        work.log.add("union.made", profile.code, None)
    return union_id


async def _teams(work: Work, profile: UnionFile) -> None:
    known = {team.number: team for team in await work.teams.all()}
    for entry in profile.teams:
        if entry.number not in known:
            await work.teams.add(entry.number, entry.name)
        elif known[entry.number].name != entry.name:
            await work.teams.rename(entry.number, entry.name)


async def _seats(work: Work, profile: UnionFile) -> None:
    """Seats that are not held yet. What the chair has changed since is left alone."""
    held = await work.seats.held()
    for entry in profile.seats:
        role = Role(entry.role)
        team = await work.teams.numbered(entry.team) if entry.team else None
        of_team = team.id if team and role is Role.TEAM_LEADER else None
        taken = any(
            seat.role is role and (seat.team.id if seat.team else None) == of_team
            for seat in held
            if role in (Role.CHAIR, Role.DEPUTY, Role.TREASURER, Role.TEAM_LEADER)
            or seat.holder.name == names.proper(entry.name)
        )
        if taken:
            continue
        member = await _person(work, entry, team.id if team else None)
        await _kept_apart(work, member, role)
        await work.seats.give(member.id, role, of_team)
        work.log.add("seat.given", f"member {member.id}", None, chức_vụ=role.value, ai=member.name)


async def _kept_apart(work: Work, member: Member, role: Role) -> None:
    """Whoever keeps the money does not inspect it: as when a seat is given in the chat."""
    others = APART - {role} if role in APART else frozenset[Role]()
    if any(seat.holder.id == member.id for seat in await work.seats.held(others)):
        raise Wrong(
            f"{member.name} không vừa làm kế toán vừa ở Ủy ban Kiểm tra được: "
            "ghi một người khác vào một trong hai chỗ rồi chạy lại."
        )


async def _person(work: Work, entry: SeatEntry, team_id: int | None) -> Member:
    """The person of a seat: a row of the roster by name (and birth date), or a new one."""
    rows = [
        row
        for row in await work.members.by_name(entry.name)
        if entry.birth_date is None or row.birth_date in (None, entry.birth_date)
    ]
    if len(rows) == 1:
        return rows[0]
    member_id = await work.members.add(
        names.proper(entry.name),
        Sex(entry.sex),
        born=entry.birth_date,
        phone=phones.phone(entry.phone) if entry.phone else "",
        team_id=team_id,
    )
    made = await work.members.get(member_id)
    if made is None:
        raise LookupError("the row was just made")
    return made


async def _first_code(work: Work, key: bytes) -> str | None:
    for seat in await work.seats.held([Role.CHAIR]):
        if seat.holder.state is not State.MEMBER:
            code = await fresh(work, key, CodeKind.MEMBER, member_id=seat.holder.id)
            work.log.add("code.issued", f"member {seat.holder.id}", None, cho=seat.holder.name)
            return code
    return None
