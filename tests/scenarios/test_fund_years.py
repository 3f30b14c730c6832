"""QTT-002: five years of a real fund, month by month, said and pressed as people do."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.jobs.tick import Ticker
from bot.subjects import JOBS
from sandbox.saobien import AN, BICH, CHI, DUNG, GIANG
from storage.models import vouchers
from storage.work import open_work
from tests.bot.direct import DEPUTY, PEOPLE, Direct
from tests.databases import Databases
from union.book import FundKind
from union.calendar import moment, months_after
from union.loans import Figures, Loan

CASE = json.loads((Path(__file__).parents[1] / "cases" / "qtt-002.json").read_text("utf-8"))
EACH = CASE["lent"] // CASE["loans"]
MONTHS = 60
IN_MONTHS = 3
# Nobody decides their own: who approves and who pays, by who borrows.
OTHERS = {CHI: (BICH, DEPUTY, BICH), BICH: (CHI, DEPUTY, CHI)}
BORROWERS = (AN, DUNG, GIANG, DEPUTY, BICH, CHI)
SAYS = "vay 4tr5 sửa nhà trả 3 tháng"


class Years:
    """The fund of a few people; the clock is moved by the test."""

    def __init__(self, talk: Direct, first: date, months: int, total: int) -> None:
        self.talk, self.first = talk, first
        self.ticker = Ticker(talk.engine, JOBS)
        self.last = months_after(first, months - 1)
        self.monthly, self.rest = divmod(total, months)
        self.waited = self.uncovered = self.behind = 0

    def to(self, month: date, day: int, hour: int = 9) -> None:
        self.talk.now = max(self.talk.now, moment(month.replace(day=day), time(hour)))

    async def begin(self) -> None:
        """An, Dũng and Giang take part, each with another amount; they only sum to the case's."""
        period, last = _period(self.first), _period(self.last)
        async with open_work(self.talk.engine, self.talk.union_id, self.talk.now) as work:
            await work.lock()
            shares = (1_000_000, 1_500_000, self.monthly - 2_500_000)
            for person, share in zip((AN, DUNG, GIANG), shares, strict=True):
                (row,) = await work.members.by_name(PEOPLE[person])
                await work.contributions.join(row.id, share, period)
            await work.contributions.stop(row.id, _period(months_after(self.last, -1)))
            await work.contributions.join(row.id, share + self.rest, last)

    async def contribute(self, month: date) -> None:
        """The month's charges by the clock, the money by a list of the treasurer's."""
        self.to(month, 1)
        await self.ticker.tick(self.talk.now)
        await self.talk.hears(BICH, "thu tiền mặt An, Dũng, Giang")
        said = await self.talk.hears(BICH, "đúng")
        assert any("QTT-PT" in text for text in said), said

    async def ask(self, person: int) -> Loan:
        said = await self.talk.hears(person, SAYS)
        if "chọn giúp" in said[0]:  # not enough today: the whole sum, when it is there
            self.waited += 1
            said = await self.talk.hears(person, "4tr5")
        assert "4.500.000đ (Bốn triệu năm trăm nghìn đồng)" in said[0], said
        (sent,) = await self.talk.hears(person, "đúng")
        number = int(sent.split("mã vay ")[1].split(".")[0])
        for officer in OTHERS.get(person, (CHI, BICH))[:2]:
            await self.talk.hears(officer, f"duyệt {number}")
        async with open_work(self.talk.engine, self.talk.union_id, self.talk.now) as work:
            loan = await work.loans.numbered(number)
        assert loan is not None and loan.state == "agreed"
        return loan

    async def pay_out(self) -> None:
        """Everybody whose turn it is; whoever is not first or not covered gets nothing."""
        while True:
            async with open_work(self.talk.engine, self.talk.union_id, self.talk.now) as work:
                queue = await work.loans.queue()
                balance = (await work.book.fund(FundKind.MUTUAL)).balance
            if not queue:
                return
            for behind in queue[1:]:
                (said,) = await self._pays(behind)
                assert f"Vay {queue[0].number} được duyệt trước" in said
                self.behind += 1
            (said,) = await self._pays(queue[0])
            assert ("phiếu chi" in said) is (balance >= EACH), (said, balance)
            if balance < EACH:
                self.uncovered += 1
                return

    async def _pays(self, loan: Loan) -> list[str]:
        async with open_work(self.talk.engine, self.talk.union_id, self.talk.now) as work:
            row = await work.members.get(loan.member_id)
        assert row is not None
        person = next(one for one, name in PEOPLE.items() if name == row.name)
        payer = OTHERS.get(person, (CHI, BICH, BICH))[2]
        return await self.talk.presses(payer, f"loan.paid:{loan.id}:bank")

    async def pay_back(self, month: date) -> None:
        """Every instalment of the month, written down by who counts the money."""
        self.to(month, 10)
        async with open_work(self.talk.engine, self.talk.union_id, self.talk.now) as work:
            due = []
            for loan in await work.loans.out():
                plan = await work.loans.plan(loan.id)
                amount = sum(one.amount for one in plan if one.due_on == work.today)
                own = (await work.members.by_name(PEOPLE[BICH]))[0].id == loan.member_id
                due += [(loan, amount, CHI if own else BICH)] if amount else []
        for loan, amount, cashier in due:
            (shown,) = await self.talk.hears(cashier, f"thu vay {loan.number} {amount}đ")
            assert "Biên lai được gửi ngay" in shown, shown
            took = f"repay.took:{loan.id}:{amount}:cash:{loan.left}"
            (said,) = await self.talk.presses(cashier, took)
            assert "Đã ghi QTT-PT" in said, said

    async def play(self, months: int) -> None:
        """A loan a month; the second borrower asks at once behind the first, in the first month."""
        borrowers = iter(BORROWERS * months)
        for count in range(months):
            month = months_after(self.first, count)
            await self.contribute(month)
            await self.pay_out()
            self.to(month, 5)
            for _ in range({0: 2, 1: 0}.get(count, 1)):
                await self.ask(next(borrowers))
            await self.pay_out()
            await self.pay_back(month)
            await self.pay_out()

    async def figures(self, first: date, last: date) -> tuple[Figures, int]:
        """What reports print, and the least the fund ever had."""
        async with open_work(self.talk.engine, self.talk.union_id, self.talk.now) as work:
            fund = await work.book.fund(FundKind.MUTUAL)
            lowest = select(func.min(vouchers.c.balance)).where(vouchers.c.fund_id == fund.id)
            least = (await work.connection.execute(lowest)).scalar_one()
            return await work.loans.figures(first, last), int(least)


def _period(day: date) -> int:
    return day.year * 100 + day.month


@pytest.fixture
async def before(request: pytest.FixtureRequest, databases: Databases) -> AsyncIterator[Direct]:
    made = Direct(await databases.fresh(request.param))
    made.now = datetime(2017, 12, 31, 2, 0, tzinfo=UTC)
    await made.found()
    yield made
    await made.engine.dispose()


@pytest.mark.parametrize("before", ["sqlite"], indirect=True)
async def test_sixty_months_of_the_fund(before: Direct) -> None:
    years = Years(before, date(2018, 1, 1), MONTHS, CASE["contributions"])
    await years.begin()
    await years.play(MONTHS)
    since, until = (date.fromisoformat(CASE["period"][end]) for end in ("from", "to"))
    figures, least = await years.figures(since, until)
    expected = CASE["expect"]
    assert (figures.contributed, figures.withdrawn) == (CASE["contributions"], 0)
    assert (figures.loans, figures.lent) == (CASE["loans"], CASE["lent"])
    assert (figures.average, figures.interest) == (expected["average_loan"], expected["interest"])
    assert least >= 0
    assert min(years.waited, years.uncovered, years.behind) > 0, "the first applicant waits"
    assert figures.balance == figures.contributed + figures.repaid - figures.lent
    assert figures.outstanding == figures.lent - figures.repaid > 0
    assert await before.incidents() == 0
    printed = await before.hears(CHI, "báo cáo quỹ tương trợ 01/01/2018 31/12/2022")
    for line in expected["lines_vi"]:
        assert line in "\n".join(printed)


@pytest.mark.everywhere
@pytest.mark.parametrize("before", ["postgresql"], indirect=True)
async def test_one_year_on_the_other_database(before: Direct) -> None:
    total = CASE["contributions"] // 5
    years = Years(before, date(2018, 1, 1), 12, total)
    await years.begin()
    await years.play(12)
    figures, least = await years.figures(date(2018, 1, 1), date(2018, 12, 31))
    assert (figures.contributed, figures.loans, figures.lent) == (total, 12, 12 * EACH)
    assert least >= 0 and min(years.uncovered, years.behind) > 0
    assert await before.incidents() == 0
