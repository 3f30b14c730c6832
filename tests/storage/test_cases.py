"""Cases: numbers without gaps, and the first to decide is the only one."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.work import open_work, tried
from tests.storage.two_unions import NOW, Village, two

AT_ONCE = 12


async def _ask(engine: AsyncEngine, union: Village, *, fails: bool = False) -> int:
    async def once() -> int:
        async with open_work(engine, union.id, NOW) as work:
            await work.lock()
            case = await work.cases.ask("join", {"name": "Lê Văn Khách"})
            if fails:
                raise ZeroDivisionError
            return case.number

    return await tried(once)


async def test_numbers_have_no_gaps_and_none_comes_twice(engine: AsyncEngine) -> None:
    mine, theirs = await two(engine)
    asked = [_ask(engine, u, fails=n % 4 == 0) for n in range(AT_ONCE) for u in (mine, theirs)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    kept = sorted(number for number in answers[0::2] if isinstance(number, int))
    many = AT_ONCE - AT_ONCE // 4
    assert kept == [mine.last_number + number for number in range(1, many + 1)]
    theirs_kept = sorted(number for number in answers[1::2] if isinstance(number, int))
    assert theirs_kept == [theirs.last_number + number for number in range(1, many + 1)]


@pytest.mark.parametrize("parked", [False, True])
async def test_the_first_to_decide_wins(engine: AsyncEngine, parked: bool) -> None:
    mine, _ = await two(engine)
    if parked:
        async with open_work(engine, mine.id, NOW) as work:
            await work.lock()
            assert await work.cases.park(mine.case.id)
            assert not await work.cases.park(mine.case.id)

    async def decide(state: str) -> bool:
        async def once() -> bool:
            async with open_work(engine, mine.id, NOW) as work:
                await work.lock()
                return await work.cases.decide(mine.case.id, state, mine.member)

        return await tried(once)

    states = ["agreed", "refused"] * (AT_ONCE // 2)
    won = await asyncio.gather(*(decide(state) for state in states))
    assert won.count(True) == 1
    async with open_work(engine, mine.id, NOW) as work:
        case = await work.cases.get(mine.case.id)
        assert case is not None
        assert case.state == states[won.index(True)]
        assert (case.decided_by, case.decided_at) == (mine.member, NOW)
        assert await work.cases.waiting("join") == []


async def test_facts_are_added_and_the_oldest_comes_first(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    number = await _ask(engine, mine)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        await work.cases.add_facts(mine.case, note="gọi lại", name="Khác")
        case = await work.cases.numbered(mine.number)
        assert case is not None
        assert case.facts == {"name": "Khác", "note": "gọi lại"}
        assert [one.number for one in await work.cases.waiting("join")] == [1, number]
        assert await work.cases.waiting("correct") == []
        assert await work.cases.opened_by(mine.account, NOW - timedelta(hours=1)) == 1
        assert await work.cases.opened_by(mine.account, NOW + timedelta(seconds=1)) == 0
