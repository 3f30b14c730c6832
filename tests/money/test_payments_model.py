"""What members and officers do with money, played at random through the conversation.

Payments told of and confirmed, cash by a list, money out by two, other income, reversals; every
message may be delivered twice, two officers press at once in two processes, and processes die at
any statement. What is left is what a simple model says, on both databases.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time

import pytest

from sandbox.saobien import AN, BICH, CHI, DUNG, GIANG
from storage.ledger import faults
from tests.bot.direct import DEPUTY, PEOPLE, Direct
from tests.databases import ENGINES, Databases
from tests.money.office import Office, Process, waiting
from tests.money.payments import CODES, FINANCE, OWES, PAYMENT, RECEIPT, Model
from union.book import FundKind
from union.calendar import moment
from union.dues import Basis, BasisKind, first_day_of
from union.rights import Role

STEPS = 35
GIVEN = {AN: "An", DUNG: "Dũng", GIANG: "Giang"}
Officers = tuple[int, int]
TREASURERS, CHAIRS = (BICH, DUNG), (CHI, DEPUTY)


class Play:
    """Random deeds, to the bot and to the model."""

    def __init__(self, office: Office, dice: random.Random) -> None:
        self.office, self.dice, self.model = office, dice, Model()
        self.month = 0
        self.ids: dict[int, int] = {}

    async def begin(self) -> None:
        async with self.office.work() as work:
            await work.lock()
            for person, name in PEOPLE.items():
                self.ids[person] = (await work.members.by_name(name))[0].id
            for person, (dues, share) in OWES.items():
                basis = Basis(BasisKind.AMOUNT, dues, first_day_of(202601))
                await work.dues.set_basis(self.ids[person], basis, None)
                if share:
                    await work.contributions.join(self.ids[person], share, 202601)
            await work.seats.give(self.ids[DUNG], Role.TREASURER)
            await work.seats.give(self.ids[DEPUTY], Role.CHAIR)
        await self.next_month()

    async def step(self) -> None:
        deeds = [self.tells, self.tells, self.confirmed, self.confirmed, self.cash,
                 self.spends, self.receives, self.reverses]  # fmt: skip
        if self.dice.random() < 0.2 and self.month < 12:
            await self.next_month()
        await self.dice.choice(deeds)()
        await self.agrees()

    # --- deeds ----------------------------------------------------------------------------------

    async def next_month(self) -> None:
        self.month += 1
        self.office.town.now = moment(date(2026, self.month, 1), time(9))
        await self.office.clock()
        self.model.month()

    async def tells(self) -> None:
        payer = self.dice.choice(list(OWES))
        await self.office.says(payer, "đã chuyển khoản")
        if self.model.open(payer):
            self.model.waiting[payer] = self.model.open(payer)

    async def confirmed(self) -> None:
        """By two treasurers at once; nobody confirms their own."""
        if not self.model.waiting:
            return
        payer = self.dice.choice(list(self.model.waiting))
        async with self.office.work() as work:
            case, _ = (await waiting(work, "dues"))[self.ids[payer]]
        await self._both(TREASURERS, case)
        self.model.pays(payer, self.model.waiting[payer])

    async def _both(self, officers: Officers, case: int) -> None:
        """In two processes, in any order; sometimes once more when it is long over."""
        press = f"case.agree:{case}"
        order = self.dice.sample(officers, 2)
        await asyncio.gather(
            *(self.office.presses(one, press, place) for place, one in enumerate(order))
        )
        if self.dice.random() < 0.3:
            await self.office.presses(self.dice.choice(officers), press)

    async def cash(self) -> None:
        """A list of names, said yes to twice."""
        payers = [one for one in GIVEN if self.model.open(one)]
        payers = self.dice.sample(payers, self.dice.randint(0, len(payers)))
        if not payers:
            return
        await self.office.says(BICH, "thu tiền mặt " + ", ".join(GIVEN[one] for one in payers))
        for _ in range(2):
            await self.office.says(BICH, "đúng")
        for payer in payers:
            self.model.pays(payer, self.model.open(payer))

    async def spends(self) -> None:
        amount = self.dice.randint(10, 400)
        await self.office.says(BICH, f"chi {amount}k photo")
        for _ in range(2):
            await self.office.says(BICH, "đúng")
        await self._agreed("pay")
        self.model.books(FINANCE, PAYMENT, amount * 1000)

    async def _agreed(self, kind: str) -> None:
        async with self.office.work() as work:
            (case,) = await work.cases.waiting(kind)
        await self._both(CHAIRS, case.id)

    async def receives(self) -> None:
        amount = self.dice.randint(10, 400)
        await self.office.says(BICH, f"thu {amount}k cấp trên cấp")
        for _ in range(2):
            await self.office.says(BICH, "đúng")
        self.model.books(FINANCE, RECEIPT, amount * 1000)

    async def reverses(self) -> None:
        """Two people answer for it; what was taken back is not taken back again."""
        fund = self.dice.choice(list(FundKind))
        pages = [one for one in self.model.pages[fund] if one.payer != BICH]
        if not pages:
            return
        page = self.dice.choice(pages)
        code = f"{CODES[fund]}-{'PT' if page.kind is RECEIPT else 'PC'}-{page.number:03}"
        await self.office.says(BICH, f"/huyphieu {code}")
        if page.taken_back:
            return
        await self.office.says(BICH, "ghi nhầm rồi")
        await self.office.says(BICH, "đúng")
        await self._agreed("reverse")
        self.model.takes_back(fund, page)

    # --- what is left ---------------------------------------------------------------------------

    async def agrees(self) -> None:
        """Every voucher in order, what is open and who waits."""
        model, ids = self.model, self.ids
        async with self.office.work() as work:
            for kind, pages in model.pages.items():
                fund = await work.book.fund(kind)
                found = (await work.book.latest(fund.id, 10_000))[::-1] if fund.id else []
                assert [
                    (one.kind, one.number, one.total, one.balance, one.member_id) for one in found
                ] == [
                    (one.kind, one.number, one.total, one.balance, ids.get(one.payer))
                    for one in pages
                ]
            for payer in OWES:
                left = sum(due.amount for due in await work.dues.open(ids[payer]))
                assert left == model.open(payer), PEOPLE[payer]
            told = {member: amount for member, (_, amount) in (await waiting(work, "dues")).items()}
            assert told == {ids[payer]: amount for payer, amount in model.waiting.items()}
            assert await work.cases.waiting("pay") == await work.cases.waiting("reverse") == []


@pytest.fixture(params=ENGINES)
async def office(request: pytest.FixtureRequest, databases: Databases) -> AsyncIterator[Office]:
    url = await databases.fresh(request.param)
    town = Direct(url)
    town.now = datetime(2025, 12, 31, 2, 0, tzinfo=UTC)
    await town.found()
    made = Office(town, [Process(url, town), Process(url, town)], random.Random())
    yield made
    for engine in (town.engine, *(process.engine for process in made.processes)):
        await engine.dispose()


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_is_done_and_whoever_dies(office: Office, seed: int) -> None:
    office.dice = random.Random(seed)
    play = Play(office, office.dice)
    await play.begin()
    for _ in range(STEPS):
        await play.step()
    async with office.town.engine.connect() as connection, connection.begin():
        assert await faults(connection) == []
    async with office.work() as work:
        assert await work.log.verify() is None
    assert await office.town.incidents() == 0
    pages = [page for pages in play.model.pages.values() for page in pages]
    assert len(pages) > 15 and any(page.total < 0 for page in pages), "this suite has no teeth"
    assert min(office.deaths, office.repeats, office.too_late) > 5, "this suite has no teeth"
