"""`congdoan due`: what a day owes, as it would go out; nothing is written."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import build
from bot.doors import owed
from bot.subjects import JOBS
from config.settings import Settings
from sandbox import saobien
from storage.bots import known_bot
from storage.models import members
from storage.work import open_work
from tests.doors.losing import all_rows, opened
from union.consents import Answer, Purpose

SECRET = "0123456789abcdef0123456789abcdef"
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
LAN = 1010
PEOPLE = {
    saobien.AN: "Trần Văn An",
    saobien.BICH: "Lê Thị Bích",
    saobien.CHI: "Nguyễn Thị Chi",
    LAN: "Trần Thị Lan",
}


async def _found(engine: AsyncEngine) -> int:
    """Sao Biển, with four people and the group in the chat."""
    union_id = await saobien.found(engine, b"key", NOW)
    bot = await known_bot(engine, "telegram", "1", "congdoan_bot")
    await saobien.settle(engine, union_id, bot, NOW, PEOPLE)
    await saobien.link_group(engine, union_id, bot, NOW)
    return union_id


async def _due(url: str, day: date) -> list[str]:
    app = build(Settings(_env_file=None, database_url=url, secret_key=SECRET))
    try:
        return await owed.due(app, JOBS, day)
    finally:
        await app.close()


async def _greet_in_group(engine: AsyncEngine, union_id: int, name: str) -> None:
    async with open_work(engine, union_id, NOW) as work:
        await work.lock()
        (member,) = await work.members.by_name(name)
        await work.consents.record(member.id, Purpose.BIRTHDAY, Answer.GROUP)


async def test_an_s_birthday_is_owed_and_nothing_written(database_url: str) -> None:
    async with opened(database_url) as engine:
        await _found(engine)
        before = await all_rows(engine)
        lines = await _due(database_url, date(2027, 3, 8))
        greetings = [line for line in lines if "→ Trần Văn An: Chúc mừng" in line]
        assert len(greetings) == 1
        assert greetings[0].startswith("CĐCS Công ty Cổ phần Viễn thông Sao Biển → Trần Văn An: ")
        assert "anh An" in greetings[0]
        assert await all_rows(engine) == before
        assert await _due(database_url, date(2027, 3, 8)) == lines  # asked again, the same


@pytest.mark.parametrize(
    ("day", "greeted"),
    [
        (date(2027, 2, 28), True),  # a common year
        (date(2027, 3, 1), False),
        (date(2028, 2, 28), False),
        (date(2028, 2, 29), True),  # her own day
    ],
)
async def test_who_is_born_on_29_february_is_greeted_once(
    database_url: str, day: date, greeted: bool
) -> None:
    async with opened(database_url) as engine:
        await _found(engine)
    lines = [line for line in await _due(database_url, day) if "→ Trần Thị Lan: " in line]
    wishes = [line for line in lines if "mừng" in line and "thế nào" not in line]
    assert len(wishes) == int(greeted)


async def test_the_group_is_greeted_when_the_member_agreed(database_url: str) -> None:
    async with opened(database_url) as engine:
        union_id = await _found(engine)
        assert not any("→ nhóm: " in line for line in await _due(database_url, date(2027, 3, 8)))
        await _greet_in_group(engine, union_id, "Trần Văn An")
    (line,) = [one for one in await _due(database_url, date(2027, 3, 8)) if "→ nhóm: " in one]
    assert "anh An" in line
    assert "1988" not in line


async def test_the_month_s_list_goes_to_the_committee(database_url: str) -> None:
    async with opened(database_url) as engine:
        await _found(engine)
    lines = await _due(database_url, date(2027, 3, 1))
    lists = [line for line in lines if "Sinh nhật tháng 3/2027" in line]
    assert {line.partition(" → ")[2].partition(":")[0] for line in lists} == {
        "Lê Thị Bích",
        "Nguyễn Thị Chi",
    }
    assert all("08/03: Trần Văn An" in line or "8/3: Trần Văn An" in line for line in lists)


async def test_a_union_on_trial_starts_nothing_to_members(database_url: str) -> None:
    async with opened(database_url) as engine:
        union_id = await _found(engine)
        async with open_work(engine, union_id, NOW) as work:
            await work.lock()
            await work.unions.change(trial=True)
    # Officers are: the chair is still asked about the quarter's meeting, nobody greets An.
    (asked,) = await _due(database_url, date(2027, 3, 8))
    assert "→ Nguyễn Thị Chi: Chị Chi, họp Ban Chấp hành quý I/2027" in asked
    assert len(await _due(database_url, date(2027, 3, 1))) == 3


async def test_the_fictional_roster_is_what_the_stories_say(database_url: str) -> None:
    async with opened(database_url) as engine:
        await _found(engine)
        async with engine.connect() as connection, connection.begin():
            found = await connection.execute(select(members.c.name, members.c.birth_date))
            born = {row.name: row.birth_date for row in found}
    assert len(born) == 46
    assert born["Trần Văn An"] == date(1988, 3, 8)
    assert born["Trần Thị Lan"] == date(1992, 2, 29)
