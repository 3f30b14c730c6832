"""The worker: tells once whoever tries, gives up with a word, takes up what was left."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.pacing import Pace
from bot.said import Reply
from bot.talk import LongTask, Made
from bot.tasks import MOST_ATTEMPTS, Worker
from sandbox.saobien import CHI
from storage.models import chats, files, outbox, tasks
from storage.work import Work, open_work
from tests.bot.direct import Direct, direct
from tests.databases import Databases
from union.rights import BOOK_READER, MEMBER

QUICK = Pace(first_retry=0.001, longest_retry=0.002)


class Desk:
    """One kind of task on a real union; counts what was done."""

    def __init__(self, talk: Direct) -> None:
        self.talk = talk
        self.read = self.made = 0
        self.breaks = 0  # so many times
        self.told: set[int] = set()
        self.kind = LongTask(
            "sum", MEMBER, self._read, self._make,
            lambda facts, notes: Reply(f"Xong {facts['of']} {notes['sum']}"),
            lambda facts: Reply(f"Chưa xong {facts['of']}"),
        )  # fmt: skip

    async def _read(self, work: Work, facts: dict[str, Any]) -> int:
        self.read += 1
        return len(await work.members.on_the_books())

    def _make(self, figures: int) -> Made:
        self.made += 1
        if self.breaks:
            self.breaks -= 1
            raise ValueError("on purpose")
        return Made("a.txt", "text/plain", b"46", {"sum": figures})

    def worker(self) -> Worker:
        return Worker(
            self.talk.engine, {"sum": self.kind}, lambda: self.talk.now, QUICK, self.told.update
        )

    async def ask(self, of: str = "all") -> int:
        async with open_work(self.talk.engine, self.talk.union_id, self.talk.now) as work:
            await work.lock()
            (chi,) = await work.members.by_name("Nguyễn Thị Chi")
            found = select(chats.c.id).where(chats.c.external == str(CHI))
            chat = (await work.connection.execute(found)).scalar_one()
            assert await work.tasks.ask("sum", {"of": of}, chi.id, chat)
            return int(chat)

    async def sent(self) -> list[str]:
        query = select(outbox.c.body).where(outbox.c.kind == "task").order_by(outbox.c.id)
        async with self.talk.engine.connect() as connection:
            return [row.body["text"] for row in await connection.execute(query)]

    async def states(self) -> list[str]:
        async with self.talk.engine.connect() as connection:
            found = await connection.execute(select(tasks.c.state).order_by(tasks.c.id))
            return [row.state for row in found]


@pytest.fixture(params=["sqlite", "postgresql"])
async def desk(request: pytest.FixtureRequest, databases: Databases) -> AsyncIterator[Desk]:
    async with direct(await databases.fresh(request.param)) as talk:
        yield Desk(talk)


async def test_two_workers_one_result(desk: Desk) -> None:
    chat = await desk.ask("one")
    await desk.ask("two")
    await asyncio.gather(desk.worker().idle(), desk.worker().idle())
    assert sorted(await desk.sent()) == ["Xong one 46", "Xong two 46"]
    assert await desk.states() == ["done", "done"]
    assert desk.made == 2 and desk.told == {chat}
    async with desk.talk.engine.connect() as connection:
        kept = (await connection.execute(select(files))).all()
    assert [bytes(row.bytes) for row in kept] == [b"46", b"46"]
    assert all(row.expires_at is not None for row in kept)


async def test_what_breaks_is_tried_again(desk: Desk) -> None:
    await desk.ask()
    desk.breaks = MOST_ATTEMPTS - 1
    await desk.worker().idle()
    assert await desk.sent() == ["Xong all 46"] and desk.made == MOST_ATTEMPTS


async def test_what_always_breaks_is_told(desk: Desk) -> None:
    await desk.ask()
    desk.breaks = 99
    await desk.worker().idle()
    assert await desk.sent() == ["Chưa xong all"]
    assert await desk.states() == ["failed"] and desk.made == MOST_ATTEMPTS


async def test_a_dead_worker_s_task_is_taken_up_and_told_once(desk: Desk) -> None:
    """The first still computes when its lease ends; the second is faster."""
    await desk.ask()
    slow, quick = desk.worker(), desk.worker()
    task, _ = await slow._claim()
    assert task is not None
    async with desk.talk.engine.begin() as connection:
        await connection.execute(update(tasks).values(claimed_until=0))
    await quick.idle()
    await slow._perform(task)
    assert await desk.sent() == ["Xong all 46"] and desk.made == 2


async def test_workers_that_always_die_are_not_endless(desk: Desk) -> None:
    await desk.ask()
    async with desk.talk.engine.begin() as connection:
        await connection.execute(update(tasks).values(attempts=MOST_ATTEMPTS))
    await desk.worker().idle()
    assert await desk.sent() == ["Chưa xong all"] and desk.made == 0


async def test_a_kind_nobody_knows_any_more(desk: Desk) -> None:
    await desk.ask()
    worker = desk.worker()
    worker.kinds = {}
    await worker.idle()
    assert await desk.states() == ["failed"]
    assert len(await desk.sent()) == 1


async def test_rights_are_asked_again(desk: Desk) -> None:
    await desk.ask()
    async with open_work(desk.talk.engine, desk.talk.union_id, desk.talk.now) as work:
        await work.lock()
        (chair,) = [seat for seat in await work.seats.held() if "Chi" in seat.holder.name]
        await work.seats.end(chair.id)
    desk.kind = replace(desk.kind, audience=BOOK_READER)
    await desk.worker().idle()
    (said,) = await desk.sent()
    assert said.startswith("Việc này dành cho") and desk.read == 0


async def test_it_runs_when_woken_and_stops_when_told(desk: Desk) -> None:
    worker = desk.worker()
    running = asyncio.create_task(worker.run())
    await desk.ask()
    worker.wake()
    await asyncio.wait_for(worker.idle(), 30)
    assert await desk.sent() == ["Xong all 46"]
    await worker.stop()
    await asyncio.wait_for(running, 5)
    await desk.ask("later")
    await worker.drain()
    assert await desk.states() == ["done", "waiting"]
