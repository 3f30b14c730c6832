"""A union's year of occasions as rows, and what the jobs read of all unions at once."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from config.occasions import occasions
from storage.models import members
from storage.work import open_work
from tests.storage.two_unions import NOW, two
from union.members import State
from union.occasions import proposed
from union.rights import Role


async def test_before_anybody_chose_it_is_what_is_proposed(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    async with open_work(engine, mine.id, NOW) as work:
        plan = await work.occasions.year(2028)
        assert plan == proposed(occasions(), 2028)
        assert not plan.approved and not plan.greets("tet")


async def test_leaving_out_and_approving(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        await work.occasions.keep(await work.occasions.year(2028), "2-9", False)
        chosen = await work.occasions.year(2028)
        assert not chosen.approved and "2-9" not in chosen.kept and "tet" in chosen.kept
        await work.occasions.approve(chosen, mine.member)
        later = await work.occasions.year(2028)
        assert (later.approved_by, later.approved_at) == (mine.member, NOW)
        await work.occasions.keep(later, "giao-thua", True)
        assert (await work.occasions.year(2028)).greets("giao-thua")
        assert not (await work.occasions.year(2028)).greets("2-9")


async def test_what_the_jobs_see(engine: AsyncEngine) -> None:
    """Both unions have approved 2027; only those not on trial are posted to."""
    mine, theirs = await two(engine)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        await work.unions.change(trial=False)
    async with open_work(engine, None, NOW + timedelta(days=1)) as work:
        due = work.occasions_due
        assert set(await due.approved(2027)) == {mine.id, theirs.id}
        assert await due.approved(2028) == {}
        assert await due.groups(2027) == [(mine.id, mine.group)]
        assert [one.member_id for one in await due.women(2027)] == [mine.member]
        assert await due.women(2028) == [] == await due.groups(2028)


async def test_women_who_are_away_are_not_written_to(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        await work.unions.change(trial=False)
        away = members.update().where(members.c.id == mine.member)
        await work.connection.execute(away.values(state=State.AWAY.value))
        assert await work.occasions_due.women(2027) == []


async def test_the_first_circle_that_can_be_reached(engine: AsyncEngine) -> None:
    mine, theirs = await two(engine)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        await work.seats.end(mine.seat)
        await work.seats.give(mine.member, Role.DEPUTY)
    async with open_work(engine, None, NOW + timedelta(days=1)) as work:
        found = await work.occasions_due.first_of([Role.CHAIR, Role.DEPUTY])
    assert {(one.union_id, one.member_id) for one in found} == {
        (mine.id, mine.member),
        (theirs.id, theirs.member),
    }
