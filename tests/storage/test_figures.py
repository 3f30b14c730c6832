"""Figures from rows on both engines: the founding report, and what must not be counted."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.models import meetings, members, unions
from storage.work import open_reading, open_work
from tests.reports.sample import FIRST, LAST, fin_003
from tests.reports.story import SOME_DAY, booked
from tests.reports.story import fin_003 as book_it
from tests.storage.two_unions import NOW, two
from union.book import FundKind, VoucherKind
from union.members import Sex
from union.refusals import Reason, Refusal

OUT = VoucherKind.PAYMENT
DAY = timedelta(days=1)


async def bare(engine: AsyncEngine, name: str) -> int:
    """A union whose book has not begun."""
    async with engine.begin() as connection:
        made = await connection.execute(
            insert(unions).values(code=name, name=name, kind="other", log_salt=name, created_at=NOW)
        )
    return int((made.inserted_primary_key or (0,))[0])


async def founded(engine: AsyncEngine, name: str = "mine") -> int:
    """A union with the founding report's vouchers."""
    union_id = await bare(engine, name)
    async with open_work(engine, union_id, NOW) as work:
        await work.lock()
        await book_it(work)
    return union_id


async def test_the_founding_report_from_vouchers(engine: AsyncEngine) -> None:
    union_id = await founded(engine)
    async with open_reading(engine, union_id, NOW) as work:
        found = await work.figures.finance(FundKind.FINANCE, FIRST, LAST)
    told = fin_003()
    assert (found.opening, found.closing) == (told.opening, told.closing)
    got = [(item.name, item.amount) for item in (*found.income, *found.spending)]
    assert got == [(item.name, item.amount) for item in (*told.income, *told.spending)]


async def test_what_is_outside_the_report_does_not_move_it(engine: AsyncEngine) -> None:
    """A day before is opening, a day after is nothing; another fund and union never count."""
    await founded(engine, "theirs")
    mine, told = await founded(engine), fin_003()
    async with open_work(engine, mine, NOW) as work:
        await work.lock()
        await booked(work, VoucherKind.RECEIPT, "dues", 111, FIRST - DAY)
        await booked(work, OUT, "visits", 11, FIRST - DAY)
        await booked(work, VoucherKind.RECEIPT, "dues", 222, LAST + DAY)
        await booked(work, VoucherKind.RECEIPT, "contribution", 333, SOME_DAY, fund=FundKind.MUTUAL)
        found = await work.figures.finance(FundKind.FINANCE, FIRST, LAST)
        assert found.opening == told.opening + 100
        assert (found.income, found.spending) == (told.income, told.spending)
        begun = await work.figures.finance(FundKind.FINANCE, FIRST + DAY, LAST)
        assert begun.opening == found.opening


async def test_what_was_taken_back_nets_out(engine: AsyncEngine) -> None:
    """The old period keeps what it had; the day of the reversal takes it off."""
    mine, told = await founded(engine), fin_003()
    async with open_work(engine, mine, NOW) as work:
        await work.lock()
        two = [await work.members.add(name, Sex.FEMALE) for name in ("Lê A", "Lê B")]
        wrong = await booked(work, OUT, "visits", 444, LAST)
        await work.book.reverse(wrong, made_by=two[0], agreed_by=two[1], reason="nhầm")
        period = await work.figures.finance(FundKind.FINANCE, FIRST, LAST)
        assert period.of("visits") == told.of("visits") + 444
        today = await work.figures.finance(FundKind.FINANCE, work.today, work.today)
        assert today.of("visits") == -444
        whole = await work.figures.finance(FundKind.FINANCE, FIRST, work.today)
        assert whole.of("visits") == told.of("visits")
        assert (whole.times("visits"), today.times("visits")) == (1, -1)
        assert await work.figures.reversals(FIRST, work.today) == 1


async def test_the_lines_behind_a_figure(engine: AsyncEngine) -> None:
    mine = await founded(engine)
    async with open_work(engine, mine, NOW) as work:
        await work.lock()
        await booked(work, VoucherKind.RECEIPT, "dues", 111, FIRST - DAY)
    async with open_reading(engine, mine, NOW) as work:
        behind = await work.figures.behind(FundKind.FINANCE, FIRST, LAST)
    assert behind.code == "TC" and behind.union.name == "mine"
    assert [item.amount for item in behind.carried] == [111]
    for item in (*behind.finance.income, *behind.finance.spending):
        lines = [line for line in behind.lines if line.item == item.key]
        assert sum(line.amount for line in lines) == item.amount
    inside = [line.amount for line in behind.lines if line.opening]
    assert behind.finance.opening == 111 + sum(inside)


async def test_words_of_the_mutual_fund_stay_in_the_book(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, _ = await two(engine)
    async with open_reading(engine, mine.id, NOW) as work:
        now = await work.figures.behind(FundKind.FINANCE, work.today, work.today)
        (taken,) = [line for line in now.lines if line.reverses]
        assert taken.amount == -46_800 and taken.reverses.startswith("TC-PT-")
        assert {line.text for line in now.lines} == {"mine"}
        mutual = await work.figures.behind(FundKind.MUTUAL, work.today, work.today)
        assert mutual.lines and {line.text for line in mutual.lines} == {""}
        monkeypatch.setattr("storage.figures.MOST_LINES", 3)
        with pytest.raises(Refusal) as refused:
            await work.figures.behind(FundKind.FINANCE, FIRST, work.today)
        assert refused.value.reason is Reason.TOO_MANY_LINES


async def test_the_year_in_one_moment(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        await work.members.change(mine.second, state="retired", ended_on=date(2026, 5, 1))
        await work.figures.new_row(
            meetings, kind="regular", year=2026, quarter=1, starts_at=NOW, state="held"
        )
    async with open_reading(engine, mine.id, NOW) as reading:
        found = await reading.figures.year(2026, reading.today)
        async with open_work(engine, mine.id, NOW) as work:
            await work.lock()
            await booked(work, VoucherKind.RECEIPT, "dues", 5_000, work.today)
            await work.members.new_row(
                members, name="x", sort_key="x", search_key="x", created_at=NOW
            )
        assert await reading.figures.year(2026, reading.today) == found
    assert found.people.total.all == 1 and found.people.retired == 1
    assert found.finance.of("visits") == 500_000 and found.finance.times("visits") == 1
    assert found.finance.total_income == 0  # booked and taken back
    assert found.reversals == 1 and not found.over
    assert found.mutual.contributed == 100_000
    assert found.meetings.regular == 1
    assert [officer.name for officer in found.officers] == ["Trần Thị Mine"]
    assert found.union.name == "mine" and found.made_on == date(2026, 11, 21)
