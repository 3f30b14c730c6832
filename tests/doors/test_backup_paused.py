"""A restore ends paused: what was unsent is held, listed, released or given up."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.doors import backup
from storage.models import outbox, ticks
from storage.work import open_work
from tests.databases import ENGINES, Databases
from tests.doors.losing import opened
from tests.storage.two_unions import NOW, two, without_offers


async def _unsent(databases: Databases, tmp_path: Path) -> Path:
    """A database with every kind of unsent message, one of them on its way."""
    file = tmp_path / "unsent.zip"
    long = "Mật khẩu của anh là " + "rất dài " * 20
    async with opened(await databases.fresh("sqlite")) as engine:
        mine, _ = await two(engine)
        async with open_work(engine, mine.id, NOW) as work:
            await work.lock()
            work.outbox.answer(mine.chat, mine.id, {"text": long})
            await work.outbox.add(mine.group, mine.id, {"text": "Mời cả nhóm"})
            await work.accounts.meet(mine.bot, "555", "555", False)
            who = await work.accounts.speaker(mine.bot, "555", "555", "1", NOW)
            assert who is not None
            await work.outbox.add(who.chat_id, None, {"text": "Xin chào"})
        await without_offers(engine)
        await backup.write(engine, file, NOW)
    return file


async def _states(engine: AsyncEngine) -> list[tuple[str, int]]:
    async with engine.connect() as connection, connection.begin():
        query = select(outbox.c.state, outbox.c.claimed_until).order_by(outbox.c.id)
        return [tuple(row) for row in await connection.execute(query)]


@pytest.mark.parametrize("kind", ENGINES)
async def test_unsent_messages_are_held_and_listed(
    databases: Databases, tmp_path: Path, kind: str
) -> None:
    file = await _unsent(databases, tmp_path)
    async with opened(await databases.empty(kind)) as engine:
        lines = await backup.read(engine, file)
        assert lines[:2] == [
            "lời chúc sinh nhật cho Trần Thị Mine: birthday:mine",
            "lời chúc sinh nhật cho Trần Thị Theirs: birthday:theirs",
        ]
        assert lines[2:4] == [
            "tin cho nhóm của mine: Mời cả nhóm",
            "tin cho người chưa vào: Xin chào",
        ]
        assert lines[4].startswith("câu trả lời cho Trần Thị Mine: Mật khẩu của anh là")
        assert lines[4].count("rất dài") < 4
        assert await _states(engine) == [("held", 0)] * 5
        async with open_work(engine, None, NOW) as work:
            assert await work.claims.chats_waiting() == []


@pytest.mark.parametrize("kind", ENGINES)
async def test_resume_lets_them_go(databases: Databases, tmp_path: Path, kind: str) -> None:
    file = await _unsent(databases, tmp_path)
    async with opened(await databases.empty(kind)) as engine:
        await backup.read(engine, file)
        assert await backup.resume(engine, cancel=False) == 5
        assert await _states(engine) == [("waiting", 0)] * 5
        assert await backup.resume(engine, cancel=False) == 0
        async with open_work(engine, None, NOW) as work:
            assert len(await work.claims.chats_waiting()) == 4


@pytest.mark.parametrize("kind", ENGINES)
async def test_or_gives_them_up(databases: Databases, tmp_path: Path, kind: str) -> None:
    file = await _unsent(databases, tmp_path)
    async with opened(await databases.empty(kind)) as engine:
        await backup.read(engine, file)
        assert await backup.resume(engine, cancel=True) == 5
        assert await _states(engine) == [("cancelled", 0)] * 5
        async with engine.connect() as connection, connection.begin():
            assert (await connection.execute(select(ticks.c.paused))).scalar_one() is False
            ended = (await connection.execute(select(outbox.c.ended_at))).scalars().all()
    assert all(ended)
