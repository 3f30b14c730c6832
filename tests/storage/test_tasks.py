"""Tasks as rows: one claim at a time, taken up when a lease ends, ended once."""

import asyncio
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.models import tasks
from storage.tasks import LEASE_MS, Task
from storage.work import open_work
from tests.storage import two_unions
from tests.storage.two_unions import NOW, Village

FACTS = {"year": 2026}


async def two(engine: AsyncEngine) -> tuple[Village, Village]:
    """Two unions that have asked for nothing."""
    made = await two_unions.two(engine)
    async with engine.begin() as connection:
        await connection.execute(tasks.delete())
    return made


async def ask(engine: AsyncEngine, one: Village, facts: dict[str, Any] = FACTS) -> bool:
    async with open_work(engine, one.id, NOW) as work:
        await work.lock()
        made = await work.tasks.ask("report.year", facts, one.member, one.chat)
        assert work.tasks_asked is made
        return made


async def claim(engine: AsyncEngine) -> Task | None:
    async with open_work(engine, None, NOW) as work:
        return await work.task_claims.claim()


async def end(engine: AsyncEngine, task: Task, **more: Any) -> bool:
    async with open_work(engine, task.union_id, NOW) as work:
        await work.lock()
        return await work.tasks.end(task, {"done": True}, **more)


async def lapse(engine: AsyncEngine) -> None:
    """The worker died: its lease has ended."""
    async with engine.begin() as connection:
        await connection.execute(update(tasks).values(claimed_until=0))


async def next_ms(engine: AsyncEngine) -> int | None:
    async with open_work(engine, None, NOW) as work:
        return await work.task_claims.next_free_ms()


async def test_asked_twice_is_one_task(engine: AsyncEngine) -> None:
    mine, theirs = await two(engine)
    assert await next_ms(engine) is None
    assert await ask(engine, mine)
    assert not await ask(engine, mine)
    assert await ask(engine, mine, {"year": 2025})
    assert await ask(engine, theirs)
    assert await next_ms(engine) == 0
    task = await claim(engine)
    assert task is not None and task.facts == FACTS and task.union_id == mine.id
    assert not await ask(engine, mine), "still on its way"
    assert await end(engine, task)
    assert await ask(engine, mine), "done: it may be asked for anew"


async def test_one_worker_holds_it_and_a_dead_one_s_is_taken_up(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    await ask(engine, mine)
    both = await asyncio.gather(claim(engine), claim(engine))
    (first,) = [task for task in both if task is not None]
    assert first.attempts == 1 and await claim(engine) is None
    assert 0 < (await next_ms(engine) or 0) <= LEASE_MS + 1
    await lapse(engine)
    second = await claim(engine)
    assert second is not None and (second.id, second.attempts) == (first.id, 2)
    assert not await end(engine, first), "its claim stands no more"
    async with open_work(engine, None, NOW) as work:
        await work.task_claims.progress(first, 9, 9)
        await work.task_claims.progress(second, 1, 2)
    assert await end(engine, second)
    assert not await end(engine, second, failed=True)
    async with engine.begin() as connection:
        row = (await connection.execute(select(tasks))).one()
    assert (row.state, row.done, row.total, row.result) == ("done", 2, 2, {"done": True})
    assert await claim(engine) is None and await next_ms(engine) is None


async def test_put_off_until_later(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    await ask(engine, mine)
    task = await claim(engine)
    assert task is not None
    async with open_work(engine, None, NOW) as work:
        await work.task_claims.later(task, 60_000)
    assert await claim(engine) is None
    await lapse(engine)
    assert await claim(engine) is not None
