"""What a sender does with the outbox, a step at a time."""

from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.models import outbox
from storage.outbox import Owed, Written
from storage.work import open_work
from tests.storage.two_unions import NOW, Village, two


async def with_nothing_to_say(engine: AsyncEngine) -> Village:
    """A union whose outbox is empty."""
    made, _ = await two(engine)
    async with engine.begin() as connection:
        await connection.execute(outbox.delete())
    return made


def opened(engine: AsyncEngine) -> Any:
    return open_work(engine, None, NOW)


async def write(engine: AsyncEngine, chat: int, *texts: str) -> None:
    async with opened(engine) as work:
        for words in texts:
            await work.outbox.add(chat, None, {"text": words})


async def claim(engine: AsyncEngine, chat: int) -> Written | None:
    async with opened(engine) as work:
        return await work.claims.claim(chat)


async def claimed(engine: AsyncEngine, chat: int) -> Written:
    row = await claim(engine, chat)
    assert row is not None
    return row


async def sent(engine: AsyncEngine, *rows: Written) -> None:
    async with opened(engine) as work:
        await work.claims.sent([(row.id, f"m{row.id}") for row in rows], NOW)


async def waiting_chats(engine: AsyncEngine) -> list[int]:
    async with opened(engine) as work:
        return [row.chat_id for row in await work.claims.chats_waiting()]


async def states(engine: AsyncEngine) -> list[str]:
    async with engine.connect() as connection, connection.begin():
        found = await connection.execute(select(outbox.c.state).order_by(outbox.c.id))
        return list(found.scalars())


async def leases_run_out(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE outbox SET claimed_until = 1"))


def birthday(mine: Village, about: str = "birthday:2026-11-21", **more: Any) -> Owed:
    return Owed(about, mine.chat, mine.id, "birthday", {"day": "2026-11-21"}, **more)
