"""What is owed: once, not before its time, and its end is its end."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.models import outbox
from storage.work import Work, open_work
from tests.storage.sending import (
    birthday,
    claim,
    claimed,
    opened,
    sent,
    states,
    waiting_chats,
    with_nothing_to_say,
    write,
)
from tests.storage.two_unions import NOW, Village, everything


@pytest.fixture
async def mine(engine: AsyncEngine) -> Village:
    """A union whose outbox is empty."""
    return await with_nothing_to_say(engine)


async def test_what_is_owed_twice_is_written_once(engine: AsyncEngine, mine: Village) -> None:
    async def owe() -> None:
        async with opened(engine) as work:
            await work.outbox.owe([birthday(mine), birthday(mine, "another")])

    await asyncio.gather(owe(), owe(), owe())
    await owe()
    assert await states(engine) == ["waiting", "waiting"]


async def test_a_card_with_a_subject_is_written_once(engine: AsyncEngine, mine: Village) -> None:
    for _ in range(2):
        async with opened(engine) as work:
            await work.outbox.card(
                mine.chat, mine.id, mine.member, mine.case.id, "card", {}, about="case.raised:1"
            )
    assert await states(engine) == ["waiting"]


async def test_nothing_goes_before_its_time(engine: AsyncEngine, mine: Village) -> None:
    later = NOW + timedelta(minutes=1)
    async with opened(engine) as work:
        await work.outbox.owe([birthday(mine, not_before=later)])
    assert await waiting_chats(engine) == []
    assert await claim(engine, mine.chat) is None
    async with open_work(engine, None, later) as work:
        assert [row.chat_id for row in await work.claims.chats_waiting()] == [mine.chat]
        assert await work.claims.claim(mine.chat) is not None


async def test_what_is_not_due_holds_up_nothing(engine: AsyncEngine, mine: Village) -> None:
    async with opened(engine) as work:
        await work.outbox.owe([birthday(mine, not_before=NOW + timedelta(days=1))])
    await write(engine, mine.chat, "một")
    assert (await claimed(engine, mine.chat)).body == {"text": "một"}


async def test_postponed_is_not_due(engine: AsyncEngine, mine: Village) -> None:
    async with opened(engine) as work:
        await work.outbox.owe([birthday(mine)])
    row = await claimed(engine, mine.chat)
    async with opened(engine) as work:
        await work.claims.postpone(row.id, NOW + timedelta(hours=10))
    assert await claim(engine, mine.chat) is None


async def _each_end(work: Work, mine: Village) -> list[str]:
    """Write four messages and end each its own way; the states they end in."""
    for words in ("một", "hai", "ba", "bốn"):
        await work.outbox.add(mine.chat, mine.id, {"text": words}, member_id=mine.member)
    query = select(outbox.c.id).order_by(outbox.c.id)
    ids = list((await work.connection.execute(query)).scalars())
    await work.claims.cancelled(ids[0])
    await work.claims.failed(ids[1])
    await work.claims.move(ids[2], mine.group)
    await work.outbox.cancel_member(mine.member)
    return ["cancelled", "failed", "cancelled", "cancelled"]


async def test_every_end_is_an_end(engine: AsyncEngine, mine: Village) -> None:
    async with opened(engine) as work:
        expected = await _each_end(work, mine)
    assert await states(engine) == expected
    assert await waiting_chats(engine) == []


async def test_old_words_are_purged_and_keys_kept(engine: AsyncEngine, mine: Village) -> None:
    async with opened(engine) as work:
        await work.outbox.owe([birthday(mine)])
    await sent(engine, await claimed(engine, mine.chat))
    await write(engine, mine.chat, "chưa gửi")
    for _ in range(2):
        async with opened(engine) as work:
            await work.plan.forget(NOW, NOW + timedelta(days=31))
    assert await states(engine) == ["sent", "waiting"]
    (kept,) = (await everything(engine, mine.id))["outbox"]
    assert "birthday:2026-11-21" in kept
    async with engine.connect() as connection, connection.begin():
        empty = select(outbox.c.id).where(outbox.c.body.is_(None), outbox.c.facts.is_(None))
        assert len((await connection.execute(empty)).all()) == 1
