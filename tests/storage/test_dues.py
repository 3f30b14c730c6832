"""The monthly run over all unions: once a member, item and month; who has something open."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.models import charges, contributions, members, unions
from storage.work import Work, open_work
from tests.storage.two_unions import NOW, Village, two
from union.book import Draft, FundKind, Line, VoucherKind
from union.dues import Basis, BasisKind
from union.members import Sex, State

DECEMBER = 202612
FIRST = datetime(2026, 12, 1, 0, 30, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)


async def run(engine: AsyncEngine, period: int = DECEMBER) -> None:
    async with open_work(engine, None, FIRST) as work:
        await work.dues_due.charge(period)


async def charged(engine: AsyncEngine, member_id: int, period: int = DECEMBER) -> dict[str, int]:
    query = select(charges.c.item, charges.c.amount).where(
        charges.c.member_id == member_id, charges.c.period == period
    )
    async with engine.connect() as connection:
        return {row.item: row.amount for row in await connection.execute(query)}


async def dues(engine: AsyncEngine, member_id: int, period: int = DECEMBER) -> int:
    return (await charged(engine, member_id, period)).get("dues", 0)


async def everybody(engine: AsyncEngine) -> list[Any]:
    async with engine.connect() as connection:
        rows = await connection.execute(select(charges).order_by(charges.c.id))
        return [tuple(row) for row in rows]


async def person(work: Work, name: str, kind: BasisKind, amount: int, **more: Any) -> int:
    id_ = await work.members.add(name, Sex.FEMALE, **more)
    await work.dues.set_basis(id_, Basis(kind, amount, LONG_AGO), None)
    return id_


@pytest.fixture
async def villages(engine: AsyncEngine) -> tuple[Village, Village]:
    return await two(engine)


async def test_every_union_s_members_are_charged_once(
    engine: AsyncEngine, villages: tuple[Village, Village]
) -> None:
    mine, theirs = villages
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        earns = await person(work, "Lê Thị Một", BasisKind.SALARY, 60_000_000)
        fund = {"member_id": earns, "amount": 100_000, "first_period": DECEMBER}
        await work.dues.new_row(contributions, **fund, last_period=None, created_at=NOW)
        left = {"member_id": mine.second, "amount": 100_000, "first_period": 202601}
        await work.dues.new_row(contributions, **left, last_period=202611, created_at=NOW)
    await run(engine)
    before = await everybody(engine)
    await run(engine)
    assert await everybody(engine) == before
    assert await charged(engine, earns) == {"dues": 253_000, "contribution": 100_000}
    assert await dues(engine, mine.member) == 46_800
    assert await dues(engine, theirs.member) == 46_800
    assert await charged(engine, mine.second) == {}


@pytest.mark.parametrize(
    ("state", "joined", "owes"),
    [
        (State.MEMBER, date(2026, 12, 31), True),
        (State.MEMBER, date(2027, 1, 1), False),
        (State.ROSTER, None, True),
        (State.AWAY, LONG_AGO, False),
        (State.LEFT, LONG_AGO, False),
        (State.RETIRED, LONG_AGO, False),
        (State.DIED, LONG_AGO, False),
    ],
)
async def test_who_is_charged(
    engine: AsyncEngine, villages: tuple[Village, Village], state: State, joined: date | None,
    owes: bool,
) -> None:  # fmt: skip
    async with open_work(engine, villages[0].id, NOW) as work:
        await work.lock()
        more = {"state": state, "joined_on": joined}
        id_ = await person(work, "Lê Thị Ai", BasisKind.AMOUNT, 50_000, **more)
    await run(engine)
    assert await charged(engine, id_) == ({"dues": 50_000} if owes else {})


async def test_the_amount_of_the_month_and_no_exempt_month(
    engine: AsyncEngine, villages: tuple[Village, Village]
) -> None:
    mine = villages[0]
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        for first, amount in ((date(2026, 12, 1), 50_000), (date(2027, 1, 1), 60_000)):
            basis = Basis(BasisKind.AMOUNT, amount, first)
            await work.dues.set_basis(mine.member, basis, None)
        await work.dues.exempt(mine.member, 202702, 202703, None)
    for period in (DECEMBER, 202701, 202702, 202704):
        await run(engine, period)
    months = (DECEMBER, 202701, 202702, 202704)
    found = [await dues(engine, mine.member, period) for period in months]
    assert found == [50_000, 60_000, 0, 60_000]


async def test_a_closed_union_is_not_charged_and_a_trial_one_is(
    engine: AsyncEngine, villages: tuple[Village, Village]
) -> None:
    mine, theirs = villages
    async with engine.begin() as connection:
        await connection.execute(
            update(unions).where(unions.c.id == theirs.id).values(closed_at=NOW)
        )
    await run(engine)
    assert await dues(engine, mine.member) == 46_800  # both began in trial
    assert await dues(engine, theirs.member) == 0


async def owing(engine: AsyncEngine, period: int) -> set[int]:
    async with open_work(engine, None, FIRST) as work:
        return {one.member_id for one in await work.dues_due.owing(period)}


async def test_who_is_reminded(engine: AsyncEngine, villages: tuple[Village, Village]) -> None:
    mine, theirs = villages
    assert await owing(engine, 202611) == set()  # in trial the bot starts nothing
    async with engine.begin() as connection:
        await connection.execute(update(unions).values(trial=False))
    assert await owing(engine, 202611) == {mine.member, theirs.member}
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        lines = (Line("dues", 46_800, mine.member, 202611), Line("dues", 9, mine.member, 202612))
        paid = Draft(FundKind.FINANCE, VoucherKind.RECEIPT, lines, work.today)
        await work.book.book(paid)
    assert await owing(engine, 202611) == {theirs.member}
    await run(engine)
    assert await owing(engine, DECEMBER) == {mine.member, theirs.member}
    async with engine.begin() as connection:
        await connection.execute(
            update(members).where(members.c.id == theirs.member).values(state="died")
        )
    assert await owing(engine, DECEMBER) == {mine.member}


async def test_a_charge_for_an_item_and_month_is_one_row(
    engine: AsyncEngine, villages: tuple[Village, Village]
) -> None:
    await run(engine)
    row = {
        "union_id": villages[0].id, "member_id": villages[0].member, "item": "dues",
        "period": DECEMBER, "amount": 1, "created_at": NOW,
    }  # fmt: skip
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        async with engine.begin() as connection:
            await connection.execute(insert(charges).values(row))
