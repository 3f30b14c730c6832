"""The demo's half year: the book holds, and every figure is the one the stories tell."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from sandbox import halfyear, saobien
from sandbox.past import BICH, CHI
from storage import ledger, schema
from storage.bots import known_bot
from storage.engine import open_engine
from storage.models import metadata, vouchers
from storage.work import Work, open_work
from union.book import FundKind
from union.dues import CONTRIBUTION, DUES, Due
from union.meetings import State
from union.titles import Figures

SINCE, UNTIL = halfyear.FIRST_DAY, halfyear.TODAY
IN_THE_CHAT = {1001 + place: name for place, (name, *_) in enumerate(saobien.CAST)}


@pytest.fixture
async def told(database_url: str) -> AsyncIterator[tuple[AsyncEngine, int]]:
    engine = open_engine(database_url)
    await schema.upgrade(engine)
    yield engine, await _told(engine)
    await engine.dispose()


async def _told(engine: AsyncEngine) -> int:
    union_id = await saobien.found(engine, b"key", halfyear.BEGAN)
    bot_id = await known_bot(engine, "telegram", "1", "congdoan_bot")
    await saobien.settle(engine, union_id, bot_id, halfyear.BEGAN, IN_THE_CHAT)
    await saobien.link_group(engine, union_id, bot_id, halfyear.BEGAN)
    assert await halfyear.write(engine, union_id)
    return union_id


async def _rows(engine: AsyncEngine) -> dict[str, int]:
    async with engine.connect() as connection:
        return {
            table.name: (await connection.execute(select(func.count()).select_from(table))).scalar()
            or 0
            for table in metadata.sorted_tables
        }


async def test_the_half_year_holds_together(told: tuple[AsyncEngine, int]) -> None:
    engine, union_id = told
    async with engine.connect() as connection:
        assert await ledger.faults(connection) == []
        least = await connection.execute(select(func.min(vouchers.c.balance)))
        assert least.scalar_one() >= 0
    async with open_work(engine, union_id, halfyear.NOW) as work:
        assert await work.log.verify() is None
        await _money(work)
        await _loans(work)
        await _dues(work)
        await _meetings(work)
        await _titles(work)
        assert (await work.occasions.year(2026)).approved
    before = await _rows(engine)
    assert not await halfyear.write(engine, union_id)
    assert await _rows(engine) == before


async def _money(work: Work) -> None:
    found = await work.figures.finance(FundKind.FINANCE, SINCE, UNTIL)
    assert found.opening == 38_500_000
    assert {one.key: (one.times, one.amount) for one in (*found.income, *found.spending)} == {
        "dues": (268, 18_305_300), "from_upper": (2, 24_000_000),
        "from_employer": (2, 11_000_000), "donation": (1, 3_500_000),
        "movement": (4, 21_900_000), "visits": (5, 3_000_000), "training": (1, 2_400_000),
        "administration": (1, 350_000), "allowance": (1, 3_000_000), "remitted": (1, 4_000_000),
    }  # fmt: skip
    income = sum(one.amount for one in found.income)
    spent = sum(one.amount for one in found.spending)
    finance = await work.book.fund(FundKind.FINANCE)
    assert finance.balance == 38_500_000 + income - spent == 60_655_300


async def _loans(work: Work) -> None:
    figures = await work.loans.figures(SINCE, UNTIL)
    assert (figures.loans, figures.lent, figures.repaid) == (6, 31_000_000, 20_500_000)
    assert (figures.contributed, figures.balance) == (17_600_000, 17_100_000)
    assert (figures.borrowers, figures.outstanding) == (2, 10_500_000)
    out = await work.loans.out()
    named = {one.id: one.name for one in await work.members.named([loan.member_id for loan in out])}
    assert {named[one.member_id]: one.left for one in out} == {
        "Phạm Văn Dũng": 3_500_000, "Nguyễn Thị Hạnh": 7_000_000
    }  # fmt: skip
    assert set((await work.loans.next_due(out)).values()) == {date(2026, 12, 10)}
    (waiting,) = [one for one in await work.loans.open() if one.state == "asked"]
    (chi,) = await work.members.by_name(CHI)
    assert await work.cases.answers(waiting.case_id) == {chi.id: "yes"}


async def _dues(work: Work) -> None:
    """Seen from the rows: who still has something open, and nothing is paid ahead."""
    opened = {}
    for member in await work.members.on_the_books():
        if found := await work.dues.open(member.id):
            opened[member.name] = found
        paid = await work.dues.paid(member.id)
        assert max((period for _, period in paid), default=0) <= 202611
    november = {
        "Trần Văn An": (88_000, 0), "Phạm Thị Kim": (71_500, 100_000),
        "Hoàng Thị Nga": (92_000, 0), "Nguyễn Văn Sơn": (63_500, 100_000),
        "Trần Văn Phúc": (58_000, 100_000), "Lê Thị Vy": (0, 100_000),
    }  # fmt: skip
    assert opened == {
        name: [
            Due(item, 202611, amount)
            for item, amount in zip((DUES, CONTRIBUTION), both, strict=True)
            if amount
        ]
        for name, both in november.items()
    }


async def _meetings(work: Work) -> None:
    figures = await work.meetings.figures(SINCE, UNTIL)
    assert (figures.regular, figures.adhoc, figures.on_time) == (2, 1, 2)
    assert (figures.invited, figures.present) == (15, 13)
    (coming,) = await work.meetings.open()
    assert (coming.quarter, coming.day, coming.state) == (4, date(2026, 12, 10), State.CONFIRMED)
    answers = {one.name: one.answer for one in await work.meetings.roll(coming)}
    assert answers[CHI] == "yes" and answers[BICH] is None


async def _titles(work: Work) -> None:
    now, last = await work.titles.figures(2026), await work.titles.figures(2025)
    assert _counted(now) == {"ldtt": (18, 0, 0), "cstd": (5, 0, 0)}
    assert _counted(last) == {"ldtt": (31, 28, 3), "cstd": (6, 3, 3)}
    this_year, year_before = await work.titles.rounds()
    assert this_year.closes_on - UNTIL == timedelta(days=24) and not this_year.closed
    assert year_before.closed
    (an,) = await work.members.by_name("Trần Văn An")
    assert [one.year for one in await work.titles.of_member(an.id)] == [2025]


def _counted(figures: list[Figures]) -> dict[str, tuple[int, int, int]]:
    return {
        one.title.key: (one.registered.all, one.achieved.all, one.missed.all)
        for one in figures
        if one.registered.all
    }
