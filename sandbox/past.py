"""What the scenes of a union's past are told with: its people by name, and a day of theirs."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, time

from sqlalchemy.ext.asyncio import AsyncEngine

from sandbox import saobien
from storage.cases import Case
from storage.work import Work, open_work
from union.book import Voucher
from union.calendar import moment
from union.members import Member

OFFICE = time(15)  # late in the day: a meeting of two o’clock has been held
BICH, CHI = "Lê Thị Bích", "Nguyễn Thị Chi"
NAMES = tuple(name for name, *_ in saobien.roster())


class Past:
    """One union; what happened is written through its repositories, each day in one transaction."""

    def __init__(self, engine: AsyncEngine, union_id: int) -> None:
        self.engine = engine
        self.union_id = union_id
        self.people: dict[str, Member] = {}

    @asynccontextmanager
    async def at(self, day: date) -> AsyncIterator[Work]:
        async with open_work(self.engine, self.union_id, moment(day, OFFICE)) as work:
            await work.lock()
            if not self.people:
                self.people = {one.name: one for one in await work.members.on_the_books()}
            yield work

    def of(self, name: str) -> Member:
        return self.people[name]

    def id(self, name: str) -> int:
        return self.people[name].id

    def counts(self, name: str) -> int:
        """Who takes this person's money: the treasurer; the chair takes the treasurer's."""
        return self.id(CHI if name == BICH else BICH)

    async def agreed(self, work: Work, case: Case, by: str) -> None:
        """An officer said yes, and the case is decided by it."""
        await work.cases.decide(case.id, "agreed", self.id(by))
        name = str(case.facts.get("name", ""))
        work.log.add(f"{case.kind}.agreed", f"case {case.number}", self.id(by), ai=name)

    async def booked(self, work: Work, case: Case, voucher: Voucher, by: str) -> None:
        await work.cases.add_facts(case, code=voucher.code)
        work.log.add("voucher.booked", f"{voucher.code} {voucher.total}", self.id(by))


Deed = Callable[[Past, Work], Awaitable[None]]
