"""One-time codes: one use is one use, however many press at once."""

import asyncio
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.work import open_work, tried
from tests.storage.two_unions import NOW, Village, two
from union.codes import LIFETIME, CodeKind

AT_ONCE = 8


async def _use(engine: AsyncEngine, mine: Village, code: int) -> bool:
    async def once() -> bool:
        async with open_work(engine, mine.id, NOW) as work:
            await work.lock()
            return await work.codes.use(code)

    return await tried(once)


async def test_the_last_use_is_taken_once(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    taken = await asyncio.gather(*(_use(engine, mine, mine.code) for _ in range(AT_ONCE)))
    assert sorted(taken) == [False] * (AT_ONCE - 1) + [True]
    async with open_work(engine, mine.id, NOW) as work:
        assert await work.codes.find(mine.digest) is None
        assert await work.codes.exists(mine.digest)


async def test_a_team_s_code_serves_as_many_as_it_says(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        code = await work.codes.issue("team", CodeKind.TEAM, uses=3, team_id=mine.team)
    taken = await asyncio.gather(*(_use(engine, mine, code) for _ in range(AT_ONCE)))
    assert taken.count(True) == 3


async def test_a_code_ends_with_its_time(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    end = NOW + LIFETIME[CodeKind.MEMBER]
    async with open_work(engine, mine.id, end - timedelta(seconds=1)) as work:
        found = await work.codes.find(mine.digest)
        assert found is not None
        assert (found.kind, found.member_id) == (CodeKind.MEMBER, mine.member)
    async with open_work(engine, mine.id, end) as work:
        assert await work.codes.find(mine.digest) is None


async def test_a_new_code_ends_the_old_one_of_the_same_person(engine: AsyncEngine) -> None:
    mine, theirs = await two(engine)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        await work.codes.issue("group", CodeKind.GROUP)
        await work.codes.issue("team", CodeKind.TEAM, team_id=mine.team)
        await work.codes.issue("new", CodeKind.MEMBER, member_id=mine.member)
        assert await work.codes.find(mine.digest) is None
        assert not await work.codes.use(mine.code)
        for digest in ("group", "team", "new"):
            assert await work.codes.find(digest) is not None
        await work.codes.issue("new group", CodeKind.GROUP)
        assert await work.codes.find("group") is None
    async with open_work(engine, theirs.id, NOW) as work:
        assert await work.codes.find(theirs.digest) is not None
