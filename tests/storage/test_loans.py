"""Loans in the database: sums of lines, one state after the other, nothing half done."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.work import Work, open_work
from tests.storage.two_unions import NOW, Village, everything, two
from union.book import Draft, FundKind, Line, VoucherKind
from union.loans import Instalment

Step = Callable[[Work, Village], Awaitable[object]]


def _draft(mine: Village, amount: int) -> Draft:
    line = Line("lent", amount, mine.member, None, mine.queued)
    return Draft(
        FundKind.MUTUAL, VoucherKind.PAYMENT, (line,), NOW.date(), made_by=mine.member,
        agreed_by=mine.second,
    )  # fmt: skip


PLAN = [Instalment(1, NOW.date(), 60_000), Instalment(2, NOW.date(), 40_000)]
STEPS: list[Step] = [
    lambda work, mine: work.loans.agree(mine.asked),
    lambda work, mine: work.loans.pay_out(mine.queued, PLAN),
    lambda work, mine: work.book.book(_draft(mine, 100_000)),
]


@pytest.mark.parametrize("done", range(1, len(STEPS) + 1))
async def test_killed_between_two_steps_nothing_has_happened(
    engine: AsyncEngine, done: int
) -> None:
    mine, _ = await two(engine)
    before = await everything(engine, mine.id)
    with pytest.raises(KeyboardInterrupt):
        async with open_work(engine, mine.id, NOW) as work:
            await work.lock()
            for step in STEPS[:done]:
                await step(work, mine)
            raise KeyboardInterrupt
    assert await everything(engine, mine.id) == before


async def test_one_state_after_the_other_and_each_once(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        assert not await work.loans.pay_out(mine.asked, PLAN)
        assert await work.loans.agree(mine.asked)
        assert not await work.loans.agree(mine.asked)
        assert await work.loans.pay_out(mine.asked, PLAN)
        assert not await work.loans.pay_out(mine.asked, PLAN)
        assert await work.loans.plan(mine.asked) == PLAN
        assert not await work.loans.move(mine.asked, "agreed", "withdrawn")


async def test_what_is_left_is_a_sum_of_lines(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    assert mine.loan.left == 99_000
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        line = Line("repaid", 99_000, mine.member, None, mine.loan.id)
        draft = Draft(FundKind.MUTUAL, VoucherKind.RECEIPT, (line,), NOW.date())
        await work.book.book(draft)
        loan = await work.loans.get(mine.loan.id)
        assert loan is not None and loan.left == 0
        assert await work.loans.settle(loan)
        figures = await work.loans.figures(NOW.date(), NOW.date())
        assert (figures.repaid, figures.outstanding, figures.borrowers) == (99_000, 0, 0)


async def test_the_database_refuses_a_fund_below_zero(engine: AsyncEngine) -> None:
    """Also when a rule were forgotten: the guard of the book is the last word."""
    mine, _ = await two(engine)
    with pytest.raises(DBAPIError):
        async with open_work(engine, mine.id, NOW) as work:
            await work.lock()
            fund = await work.book.fund(FundKind.MUTUAL)
            draft = _draft(mine, fund.balance + 1)
            await work.book._write_lines(fund.id, fund.position + 1, draft)
            await work.book._write(fund, draft, draft.total)


async def test_the_queue_is_by_the_moment_of_agreement(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        await work.loans.agree(mine.asked)
        assert [one.id for one in await work.loans.queue()] == [mine.queued, mine.asked]
        await work.members.change(mine.member, state="left")
        assert await work.loans.queue() == [], "who has left holds nobody up"
