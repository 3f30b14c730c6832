"""Owed → claimed → sent: once, in order, by whoever comes first, again when a lease runs out."""

import asyncio

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.models import outbox, ticks
from tests.storage.sending import (
    birthday,
    claim,
    claimed,
    leases_run_out,
    opened,
    sent,
    states,
    waiting_chats,
    with_nothing_to_say,
    write,
)
from tests.storage.two_unions import Village

CLAIMERS = 10


@pytest.fixture
async def mine(engine: AsyncEngine) -> Village:
    """A union whose outbox is empty."""
    return await with_nothing_to_say(engine)


async def test_a_chat_s_messages_go_one_after_the_other(engine: AsyncEngine, mine: Village) -> None:
    await write(engine, mine.chat, "một", "hai", "ba")
    heard = []
    while row := await claim(engine, mine.chat):
        assert await claim(engine, mine.chat) is None  # the second waits for the first
        assert await waiting_chats(engine) == []
        heard.append((row.body or {})["text"])
        await sent(engine, row)
    assert heard == ["một", "hai", "ba"]


async def test_a_row_is_claimed_once_however_many_ask(engine: AsyncEngine, mine: Village) -> None:
    await write(engine, mine.chat, "một")
    found = await asyncio.gather(*(claim(engine, mine.chat) for _ in range(CLAIMERS)))
    assert len([row for row in found if row is not None]) == 1


async def test_many_senders_send_everything_once_and_in_order(
    engine: AsyncEngine, mine: Village
) -> None:
    texts = [str(number) for number in range(30)]
    for words in texts:
        await write(engine, mine.chat, words)
        await write(engine, mine.group, words)
    heard: dict[int, list[str]] = {mine.chat: [], mine.group: []}

    async def sender() -> None:
        while waiting := await waiting_chats(engine):
            for chat in waiting:
                if row := await claim(engine, chat):
                    heard[chat].append((row.body or {})["text"])
                    await sent(engine, row)

    while await waiting_chats(engine):
        await asyncio.gather(*(sender() for _ in range(4)))
    assert heard == {mine.chat: texts, mine.group: texts}


async def test_an_answer_is_born_claimed(engine: AsyncEngine, mine: Village) -> None:
    async with opened(engine) as work:
        work.outbox.answer(mine.chat, mine.id, {"text": "một"})
    assert [row.body for row in work.outbox.claimed] == [{"text": "một"}]
    assert await claim(engine, mine.chat) is None
    assert await waiting_chats(engine) == []


async def test_an_answer_behind_an_older_message_waits_for_it(
    engine: AsyncEngine, mine: Village
) -> None:
    await write(engine, mine.chat, "một")
    async with opened(engine) as work:
        work.outbox.answer(mine.chat, mine.id, {"text": "hai"})
    assert (work.outbox.claimed, work.outbox.waiting) == ([], {mine.chat})
    first = await claimed(engine, mine.chat)
    assert first.body == {"text": "một"}
    await sent(engine, first)
    assert (await claimed(engine, mine.chat)).body == {"text": "hai"}


async def test_a_lease_that_ran_out_lets_another_claim(engine: AsyncEngine, mine: Village) -> None:
    await write(engine, mine.chat, "một")
    first = await claimed(engine, mine.chat)
    await leases_run_out(engine)  # its sender was killed
    assert await waiting_chats(engine) == [mine.chat]
    again = await claimed(engine, mine.chat)
    assert (again.id, again.attempts) == (first.id, first.attempts + 1)


async def test_an_answer_whose_process_died_is_taken_up(engine: AsyncEngine, mine: Village) -> None:
    async with opened(engine) as work:
        work.outbox.answer(mine.chat, mine.id, {"text": "một"})
    (row,) = work.outbox.claimed
    await leases_run_out(engine)
    assert (await claimed(engine, mine.chat)).id == row.id


async def test_a_refused_message_holds_its_whole_chat(engine: AsyncEngine, mine: Village) -> None:
    await write(engine, mine.chat, "một", "hai")
    await write(engine, mine.group, "ba")
    row = await claimed(engine, mine.chat)
    async with opened(engine) as work:
        await work.claims.retry(row.id, mine.chat, 3_600_000)
    assert await waiting_chats(engine) == [mine.group]
    assert await claim(engine, mine.chat) is None
    async with opened(engine) as work:
        work.outbox.answer(mine.chat, mine.id, {"text": "bốn"})
        left = await work.claims.next_retry_ms()
    assert work.outbox.claimed == []
    assert left is not None
    assert 0 < left <= 3_600_000
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE chats SET retry_at = 1"))
    assert (await claimed(engine, mine.chat)).body == {"text": "một"}


async def test_a_batch_is_marked_in_one_go(engine: AsyncEngine, mine: Village) -> None:
    await write(engine, mine.chat, "một")
    await write(engine, mine.group, "hai")
    rows = await claimed(engine, mine.chat), await claimed(engine, mine.group)
    await sent(engine, *rows)
    assert await states(engine) == ["sent", "sent"]
    async with engine.connect() as connection, connection.begin():
        found = await connection.execute(select(outbox.c.sent_as).order_by(outbox.c.id))
    assert list(found.scalars()) == [f"m{row.id}" for row in rows]


async def test_a_greeting_is_marked_before_it_goes(engine: AsyncEngine, mine: Village) -> None:
    async with opened(engine) as work:
        await work.outbox.owe([birthday(mine, marked_first=True)])
    row = await claimed(engine, mine.chat)
    async with opened(engine) as work:
        await work.claims.rendered(row.id, {"text": "Chúc mừng"}, row.marked_first)
    await leases_run_out(engine)  # killed while sending: better none than two
    assert await claim(engine, mine.chat) is None
    assert await states(engine) == ["unknown"]


async def test_paused_nothing_goes_out_not_even_an_answer(
    engine: AsyncEngine, mine: Village
) -> None:
    async with engine.begin() as connection:
        await connection.execute(insert(ticks).values(id=1, paused=True))
    async with opened(engine) as work:
        work.outbox.answer(mine.chat, mine.id, {"text": "một"})
    assert work.outbox.claimed == []
    assert await waiting_chats(engine) == []
    assert await claim(engine, mine.chat) is None
    async with engine.begin() as connection:
        await connection.execute(update(ticks).values(paused=False))
    assert (await claimed(engine, mine.chat)).body == {"text": "một"}
