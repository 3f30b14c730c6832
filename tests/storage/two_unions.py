"""Two unions with the same kinds of rows, and a look at everything one of them owns."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.bots import known_bot
from storage.cases import Case
from storage.models import accounts, chats, metadata, unions
from storage.outbox import Owed
from storage.work import Work, open_work
from union.codes import CodeKind
from union.consents import Answer, Purpose
from union.members import Sex, State
from union.rights import Role

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
BORN = date(1990, 3, 8)


@dataclass(frozen=True, slots=True)
class Village:
    """One union's ids; `number` and `team_number` are numbers the other union does not use."""

    id: int
    bot: int
    account: int
    chat: int
    group: int
    member: int
    member_name: str
    phone: str
    team: int
    team_number: int
    seat: int
    case: Case
    number: int
    code: int
    digest: str
    file: int


async def found(engine: AsyncEngine, name: str, place: int) -> Village:
    """A union with a row of every kind."""
    bot = await known_bot(engine, "telegram", "1", "congdoan_bot")
    async with engine.begin() as connection:
        made = await connection.execute(
            insert(unions).values(
                code=name, name=name, kind="enterprise", log_salt=name, created_at=NOW
            )
        )
        union_id = (made.inserted_primary_key or (0,))[0]
    async with open_work(engine, union_id, NOW) as work:
        await work.lock()
        return await _settled(work, bot, name, place)


async def _settled(work: Work, bot: int, name: str, place: int) -> Village:
    account, chat = await _met(work, bot, f"{place}001", f"{place}001", group=False)
    _, group = await _met(work, bot, f"-{place}001", f"{place}001", group=True)
    phone, digest = f"+8490123450{place}", f"digest of {name}"
    for number in range(1, place):  # so that the second union has numbers the first has not
        await work.teams.add(number, f"Tổ {number}")
        await work.cases.ask("join", {})
    team = await work.teams.add(place, f"Tổ {place} {name}")
    member = await work.members.add(
        f"Trần Thị {name.title()}", Sex.FEMALE, born=BORN, phone=phone, team_id=team,
        state=State.MEMBER, joined_on=date(2026, 1, 1),
    )  # fmt: skip
    await work.unions.link(account, member)
    await work.unions.link_group(group)
    seat = await work.seats.give(member, Role.CHAIR)
    await work.consents.record(member, Purpose.BIRTHDAY, Answer.GROUP)
    case = await work.cases.ask(
        "join", {"name": name}, member_id=member, account_id=account, chat_id=chat, team_id=team
    )
    await work.cases.say(case.id, member, "yes")
    code = await work.codes.issue(digest, CodeKind.MEMBER, member_id=member)
    file = await work.files.keep(f"{name}.txt", "text/plain", name.encode(), f"member {member}")
    await work.outbox.owe(
        [Owed(f"birthday:{name}", chat, work.union_id, "birthday", {"of": name}, member)]
    )
    work.log.add("member.joined", f"member {member}", member, tên=name)
    return Village(
        work.union_id, bot, account, chat, group, member, f"Trần Thị {name.title()}", phone,
        team, place, seat, case, case.number, code, digest, file,
    )  # fmt: skip


async def _met(work: Work, bot: int, chat: str, person: str, *, group: bool) -> tuple[int, int]:
    await work.accounts.meet(bot, chat, person, group)
    account = select(accounts.c.id).where(accounts.c.bot_id == bot, accounts.c.external == person)
    where = select(chats.c.id).where(chats.c.bot_id == bot, chats.c.external == chat)
    run = work.connection.execute
    return (await run(account)).scalar_one(), (await run(where)).scalar_one()


async def two(engine: AsyncEngine) -> tuple[Village, Village]:
    return await found(engine, "mine", 1), await found(engine, "theirs", 2)


async def everything(engine: AsyncEngine, union_id: int) -> dict[str, list[Any]]:
    """Every row that carries this union, and the union itself."""
    async with engine.connect() as connection, connection.begin():
        return {
            table.name: await _rows(connection, table.name, union_id)
            for table in metadata.sorted_tables
            if "union_id" in table.columns or table is unions
        }


async def _rows(connection: AsyncConnection, name: str, union_id: int) -> list[Any]:
    table = metadata.tables[name]
    owner = table.columns["id" if table is unions else "union_id"]
    query = select(table).where(owner == union_id).order_by(*table.primary_key.columns)
    return [tuple(row) for row in (await connection.execute(query)).all()]
