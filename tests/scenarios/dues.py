"""What the scenarios of dues begin with, and ways to look at the book."""

import io

import zxingcpp
from PIL import Image

from storage.models import contributions
from tests.chat import Town
from tests.person import Person
from tests.scenarios.story import member
from union.book import FundKind, Voucher
from union.dues import Basis, BasisKind, Due, first_day_of

NOVEMBER = 202611


async def owes(made: Town, name: str, amount: int = 46_800, since: int = NOVEMBER) -> int:
    """This member pays so much a month; the months up to now are charged. The member's id."""
    row = await member(made, name)
    async with made.work() as work:
        await work.lock()
        basis = Basis(BasisKind.AMOUNT, amount, first_day_of(since))
        await work.dues.set_basis(row.id, basis, None)
        await work.dues.charge(row.id, since, NOVEMBER)
    return row.id


async def joins_fund(made: Town, name: str, amount: int = 100_000, since: int = NOVEMBER) -> None:
    """Takes part in the mutual fund; charged by the monthly run."""
    row = await member(made, name)
    async with made.work() as work:
        await work.lock()
        await work.dues.new_row(
            contributions,
            member_id=row.id,
            amount=amount,
            first_period=since,
            last_period=None,
            created_at=work.now,
        )
        await work.dues_due.charge(since)


async def vouchers(made: Town) -> list[Voucher]:
    """Everything booked in both funds, in order."""
    async with made.work() as work:
        found = []
        for kind in FundKind:
            fund = await work.book.fund(kind)
            found += [await work.book.get(fund.id, n + 1) for n in range(fund.position)]
        return [one for one in found if one is not None]


async def opened(made: Town, name: str) -> list[Due]:
    row = await member(made, name)
    async with made.work() as work:
        return await work.dues.open(row.id)


def scanned(person: Person) -> str:
    """What a bank's app reads in the newest picture this person was sent."""
    pictures = [m.photo for m in person.world.messages(person.id) if m.from_bot and m.photo]
    drawn = getattr(pictures[-1], "data", pictures[-1])
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn)))
    return str(code.text)
