"""A lent seat counts in its days and at no other moment, wherever somebody asks."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.work import open_work
from tests.storage.two_unions import NOW, Village, two
from union.rights import Role, Seat

BEGINS, ENDS = NOW + timedelta(days=1), NOW + timedelta(days=2)  # as two_unions lends it
MOMENT = timedelta(milliseconds=1)
CHAIR, LENT = Seat(Role.CHAIR), Seat(Role.CHAIR, stands_in=True)


async def _rights(engine: AsyncEngine, union: Village, now: datetime) -> tuple[list[Seat], ...]:
    """Of the second member: by the list of seats, and as the one who speaks."""
    async with open_work(engine, union.id, now) as work:
        await work.lock()
        await work.unions.link(union.account, union.second)
    async with open_work(engine, union.id, now) as work:
        held = await work.seats.held()
        who = await work.accounts.speaker(union.bot, "1001", "1001", "k", now)
        assert who is not None
        return [seat.right for seat in held if seat.holder.id == union.second], list(who.seats)


async def test_from_the_first_moment_to_the_last(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    for now, wanted in (
        (BEGINS - MOMENT, []),
        (BEGINS, [LENT]),
        (ENDS - MOMENT, [LENT]),
        (ENDS, []),
    ):
        assert await _rights(engine, mine, now) == (wanted, wanted), now


async def test_the_list_names_who_lent_it_after_the_holder(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    async with open_work(engine, mine.id, BEGINS) as work:
        own, lent = await work.seats.held()
        assert (own.right, lent.right) == (CHAIR, LENT)
        assert lent.lender == own.holder and lent.stands_for == own.id
        assert await work.seats.changes(mine.second) == [ENDS]
    async with open_work(engine, mine.id, NOW) as work:
        assert await work.seats.changes(mine.second) == [BEGINS, ENDS]


async def test_it_ends_with_the_seat(engine: AsyncEngine) -> None:
    mine, theirs = await two(engine)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        assert await work.seats.end(mine.seat)
        assert not await work.seats.end(mine.seat)
        assert await work.seats.lendings() == []
    async with open_work(engine, mine.id, BEGINS) as work:
        assert await work.seats.held() == []
    async with open_work(engine, theirs.id, BEGINS) as work:
        assert len(await work.seats.held()) == 2
