"""The book against a model of forty lines: random payments, receipts, reversals, repeats,
officers at once and transactions that come to nothing, on both databases."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engine import open_engine
from storage.ledger import faults
from storage.work import open_work, tried
from tests.databases import ENGINES, Databases
from tests.storage.one_book import NOW, Shelf, one_book
from union.book import Draft, FundKind, Line, Voucher, VoucherKind
from union.refusals import Reason, Refusal

STEPS = 60
RECEIPT, PAYMENT = VoucherKind.RECEIPT, VoucherKind.PAYMENT
ITEMS = {
    (FundKind.FINANCE, RECEIPT): ("dues", "from_upper", "other_in"),
    (FundKind.FINANCE, PAYMENT): ("visits", "movement", "other_out"),
    (FundKind.MUTUAL, RECEIPT): ("contribution", "repaid", "other_in"),
    (FundKind.MUTUAL, PAYMENT): ("lent", "withdrawn", "other_out"),
}


class Killed(Exception):
    """A process that ends before its commit."""


@dataclass(frozen=True)
class Wish:
    """What somebody tries: a draft, or the reversal of the voucher at a position."""

    fund: FundKind
    kind: VoucherKind
    lines: tuple[Line, ...]
    day: int
    reference: str | None = None
    reverses: int = 0
    killed: bool = False

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines)


@dataclass
class Page:
    """One voucher as the model keeps it."""

    kind: VoucherKind
    year: int
    number: int
    total: int
    balance: int
    items: Counter[str]
    reference: str | None
    reverses: int


@dataclass
class Model:
    """What a book is: a list that grows."""

    pages: dict[FundKind, list[Page]] = field(default_factory=lambda: {f: [] for f in FundKind})

    def balance(self, fund: FundKind) -> int:
        return self.pages[fund][-1].balance if self.pages[fund] else 0

    def refuses(self, wish: Wish) -> Reason | None:
        pages = self.pages[wish.fund]
        total, kind = wish.total, wish.kind
        if wish.reverses:
            page = pages[wish.reverses - 1]
            if page.reverses or any(one.reverses == wish.reverses for one in pages):
                return Reason.ALREADY_REVERSED
            total, kind = -page.total, page.kind
        change = -total if kind is PAYMENT else total
        if wish.fund is FundKind.MUTUAL and self.balance(wish.fund) + change < 0:
            return Reason.FUND_TOO_LOW
        if wish.reference and any(one.reference == wish.reference for one in pages):
            return Reason.ALREADY_BOOKED
        return None

    def write(self, wish: Wish) -> Page:
        pages, kind, total = self.pages[wish.fund], wish.kind, wish.total
        items = Counter[str]()
        for line in wish.lines:
            items[line.item] += line.amount
        if wish.reverses:
            page = pages[wish.reverses - 1]
            kind, total = page.kind, -page.total
            items = Counter({item: -amount for item, amount in page.items.items()})
        year = (NOW + timedelta(days=wish.day)).year
        number = 1 + sum(one.kind is kind and one.year == year for one in pages)
        balance = self.balance(wish.fund) + (-total if kind is PAYMENT else total)
        page = Page(kind, year, number, total, balance, items, wish.reference, wish.reverses)
        pages.append(page)
        return page

    def sums(self, fund: FundKind) -> dict[str, int]:
        found: Counter[str] = Counter()
        for page in self.pages[fund]:
            for item, amount in page.items.items():
                found[item] += amount
        return dict(found)


@dataclass
class Play:
    """One run: the same wishes to the book and to the model."""

    engines: list[AsyncEngine]
    shelf: Shelf
    dice: random.Random
    model: Model = field(default_factory=Model)
    day: int = 0

    def begin(self) -> None:
        """What one_book has booked already."""
        finance, mutual = FundKind.FINANCE, FundKind.MUTUAL
        opening = (Line("opening", 1_000_000),)
        for fund in FundKind:
            self.model.write(Wish(fund, VoucherKind.OPENING, opening, 0))
        paid = Line("contribution", 100_000), Line("other_in", 5_000)
        self.model.write(Wish(mutual, RECEIPT, paid, 0, "mine 0"))
        self.model.write(Wish(finance, RECEIPT, (Line("dues", 46_800),), 0))
        self.model.write(Wish(finance, RECEIPT, (), 0, reverses=2))
        self.model.write(Wish(finance, PAYMENT, (Line("visits", 500_000),), 0))

    def wish(self) -> Wish:
        dice = self.dice
        fund = dice.choice(list(FundKind))
        killed = dice.random() < 0.15
        written = len(self.model.pages[fund])
        if dice.random() < 0.25:
            place = dice.randint(2, written)  # what the book begins with stays
            return Wish(fund, RECEIPT, (), self.day, reverses=place, killed=killed)
        kind = dice.choice([RECEIPT, PAYMENT])
        names = dice.sample(ITEMS[fund, kind], dice.randint(1, 3))
        most = 300_000 if kind is RECEIPT else 600_000
        lines = tuple(Line(name, dice.randint(1, most)) for name in names)
        reference = f"FT{dice.randint(1, 12)}" if dice.random() < 0.3 else None
        return Wish(fund, kind, lines, self.day, reference, killed=killed)

    async def tries(self, wish: Wish, engine: AsyncEngine) -> Voucher | Reason | None:
        """What came of it: a voucher, a refusal, or nothing because of a kill."""
        try:
            return await tried(lambda: self._once(wish, engine))
        except Refusal as refusal:
            return refusal.reason
        except Killed:
            return None

    async def _once(self, wish: Wish, engine: AsyncEngine) -> Voucher:
        shelf, now = self.shelf, NOW + timedelta(days=wish.day)
        async with open_work(engine, shelf.id, now) as work:
            await work.lock()
            work.log.add("voucher.booked", "x", shelf.member)
            if wish.reverses:
                fund = await work.book.fund(wish.fund)
                old = await work.book.get(fund.id, wish.reverses)
                assert old is not None
                by = {"made_by": shelf.second, "agreed_by": shelf.third}
                made = await work.book.reverse(old, reason="thử", **by)
            else:
                draft = Draft(
                    wish.fund, wish.kind, wish.lines, work.today, reference=wish.reference,
                    made_by=shelf.member, agreed_by=shelf.second,
                )  # fmt: skip
                made = await work.book.book(draft)
            if wish.killed:
                raise Killed
            return made

    async def step(self) -> None:
        """One to three at once; the book says who came first."""
        self.day += self.dice.choice([0, 0, 1, 5])
        wishes = [self.wish() for _ in range(self.dice.choice([1, 1, 2, 3]))]
        if len(wishes) > 1 and self.dice.random() < 0.3:
            wishes[1] = wishes[0]  # the same thing twice
        engines = self.engines * len(wishes)
        ended = await asyncio.gather(*map(self.tries, wishes, engines))
        came = [(end, wish) for end, wish in zip(ended, wishes, strict=False)]
        booked = [(end, wish) for end, wish in came if isinstance(end, Voucher)]
        refused = [(end, wish) for end, wish in came if isinstance(end, Reason)]
        possible = [self._refusals(refused)]
        for voucher, wish in sorted(booked, key=lambda pair: pair[0].position):
            assert self.model.refuses(wish) is None, wish
            page = self.model.write(wish)
            assert (voucher.number, voucher.year) == (page.number, page.year)
            assert (voucher.total, voucher.balance) == (page.total, page.balance)
            assert voucher.position == len(self.model.pages[wish.fund])
            possible.append(self._refusals(refused))
        for place, (reason, wish) in enumerate(refused):
            assert reason in {one[place] for one in possible}, wish

    def _refusals(self, refused: list[tuple[Reason, Wish]]) -> list[Reason | None]:
        return [self.model.refuses(wish) for _, wish in refused]

    async def agrees(self) -> None:
        """Balances, sums by item, every voucher in order; and the rules of check."""
        year = NOW.date() + timedelta(days=self.day)
        async with open_work(self.engines[0], self.shelf.id, NOW) as work:
            for kind, pages in self.model.pages.items():
                fund = await work.book.fund(kind)
                assert (fund.position, fund.balance) == (len(pages), self.model.balance(kind))
                assert await work.book.sums(fund.id, NOW.date(), year) == self.model.sums(kind)
                vouchers = (await work.book.latest(fund.id, 10_000))[::-1]
                assert [(v.kind, v.year, v.number, v.total, v.balance) for v in vouchers] == [
                    (p.kind, p.year, p.number, p.total, p.balance) for p in pages
                ]
                if kind is FundKind.MUTUAL:
                    assert all(v.balance >= 0 for v in vouchers)
            assert await work.log.verify() is None
        async with self.engines[0].connect() as connection, connection.begin():
            assert await faults(connection) == []


@pytest.fixture(params=ENGINES)
async def engines(
    request: pytest.FixtureRequest, databases: Databases
) -> AsyncIterator[list[AsyncEngine]]:
    """Two processes, as far as the database can tell."""
    url = await databases.fresh(request.param)
    made = [open_engine(url), open_engine(url)]
    yield made
    for engine in made:
        await engine.dispose()


@pytest.mark.parametrize("seed", range(4))
async def test_the_book_is_what_the_model_says(engines: list[AsyncEngine], seed: int) -> None:
    play = Play(engines, await one_book(engines[0]), random.Random(seed))
    play.begin()
    for _ in range(STEPS):
        await play.step()
    await play.agrees()
    kinds = Counter(page.kind for pages in play.model.pages.values() for page in pages)
    assert kinds[RECEIPT] > 10 and kinds[PAYMENT] > 10, "this suite has no teeth"
    assert any(page.year > NOW.year for pages in play.model.pages.values() for page in pages)
