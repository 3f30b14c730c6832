"""SQLite on the loop itself: whoever waits for the file sleeps on the loop, not in it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.inline
from storage.engine import open_engine, snapshot
from storage.models import runs, teams
from storage.work import is_transient, open_work
from tests.databases import Databases
from tests.storage.two_unions import NOW, two

Pair = tuple[AsyncEngine, AsyncEngine]


@pytest.fixture
async def pair(databases: Databases) -> AsyncIterator[Pair]:
    """Two engines on one file, as two processes have."""
    url = await databases.fresh("sqlite")
    first, second = open_engine(url), open_engine(url)
    yield first, second
    await first.dispose()
    await second.dispose()


async def _run(engine: AsyncEngine, job: str) -> None:
    async with open_work(engine, None, NOW) as work:
        await work.plan.first_run(job, NOW.date())


async def _jobs(engine: AsyncEngine) -> set[str]:
    async with snapshot(engine) as connection:
        return set((await connection.execute(select(runs.c.job))).scalars())


async def test_waiting_for_the_file_does_not_stop_the_loop(pair: Pair) -> None:
    first, second = pair
    asked, steps = asyncio.Event(), 0

    async def waits() -> None:
        asked.set()
        await _run(second, "second")

    async with first.connect() as connection, connection.begin():
        await connection.execute(insert(runs).values(job="first", day=NOW.date(), at=NOW))
        waiting = asyncio.create_task(waits())
        await asked.wait()
        while steps < 1000:  # another task goes on while the second engine waits
            await asyncio.sleep(0)
            steps += 1
        assert not waiting.done()
    await waiting
    assert steps == 1000
    assert await _jobs(first) == {"first", "second"}


async def test_a_lock_given_back_by_a_rollback_is_taken(pair: Pair) -> None:
    first, second = pair
    with pytest.raises(ZeroDivisionError):
        async with open_work(first, None, NOW) as work:
            await work.plan.first_run("first", NOW.date())
            waiting = asyncio.create_task(_run(second, "second"))
            await asyncio.sleep(0)
            raise ZeroDivisionError
    await waiting
    assert await _jobs(second) == {"second"}


async def test_whoever_waits_too_long_is_told_so(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = pair
    monkeypatch.setattr(storage.inline, "BUSY_SECONDS", 0)
    async with open_work(first, None, NOW) as work:
        await work.plan.first_run("first", NOW.date())
        with pytest.raises(OperationalError) as busy:
            await _run(second, "second")
    assert is_transient(busy.value)
    await _run(second, "second")  # and the connection is as good as new


async def test_many_writers_of_two_processes_all_come_through(pair: Pair) -> None:
    names = [f"job {number}" for number in range(20)]
    await asyncio.gather(*(_run(pair[n % 2], name) for n, name in enumerate(names)))
    assert await _jobs(pair[0]) == set(names)


async def test_a_snapshot_sees_one_moment_and_holds_nobody_up(pair: Pair) -> None:
    first, second = pair
    mine, _ = await two(first)
    count = select(teams.c.id).where(teams.c.union_id == mine.id)
    async with snapshot(second) as connection:
        before = len((await connection.execute(count)).all())
        async with open_work(first, mine.id, NOW) as work:
            await work.lock()
            await work.teams.add(77, "Tổ mới")
        assert len((await connection.execute(count)).all()) == before
    async with snapshot(second) as connection:
        assert len((await connection.execute(count)).all()) == before + 1


async def test_every_connection_is_set_up_the_same_way(pair: Pair) -> None:
    async with pair[0].connect() as connection:
        for pragma, value in (("foreign_keys", 1), ("journal_mode", "wal"), ("synchronous", 2)):
            found = await connection.execute(text(f"PRAGMA {pragma}"))
            assert found.scalar_one() == value
