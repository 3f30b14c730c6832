"""A snapshot on either engine: one moment, read only where the engine can say so."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engine import snapshot
from storage.models import members, teams
from storage.work import open_work
from tests.storage.two_unions import NOW, two
from union.members import Sex


async def test_what_is_written_meanwhile_is_not_seen(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    count = select(func.count())
    async with snapshot(engine) as connection:
        found = (await connection.execute(count.select_from(members))).scalar_one()
        async with open_work(engine, mine.id, NOW) as work:
            await work.lock()
            await work.members.add("Lê Văn Mới", Sex.MALE)
            await work.teams.add(50, "Tổ mới")
        assert (await connection.execute(count.select_from(members))).scalar_one() == found
        assert (await connection.execute(count.select_from(teams))).scalar_one() == 3
    async with snapshot(engine) as connection:
        assert (await connection.execute(count.select_from(members))).scalar_one() == found + 1


async def test_the_connection_writes_again_afterwards(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    async with snapshot(engine):
        pass
    for number in (60, 61):
        async with open_work(engine, mine.id, NOW) as work:
            await work.lock()
            await work.teams.add(number, f"Tổ {number}")
