"""What the scenarios of the committee's meetings begin with."""

from datetime import date, time

import pytest

from tests.chat import Town
from tests.scenarios.story import member
from union.calendar import moment
from union.rights import Role

before_the_quarter = pytest.mark.starts(2026, 11, 28)  # two days before its proposal
THURSDAY = "14:00 thứ Năm 10/12/2026"


async def seat(made: Town, name: str, role: Role = Role.COMMITTEE) -> None:
    row = await member(made, name)
    async with made.work() as work:
        await work.lock()
        await work.seats.give(row.id, role)


async def ends_seat(made: Town, name: str) -> None:
    async with made.work() as work:
        await work.lock()
        for held in await work.seats.held():
            if held.holder.name == name:
                await work.seats.end(held.id)


async def day(made: Town, month: int, number: int, hour: int, minute: int = 0) -> None:
    """That day from the morning on; of the days between only what jobs make up for."""
    if made.clock.now() < moment(date(2026, month, number), time(7)):
        await made.jump_to(2026, month, number, hour=7, minute=0)
    await made.clock_to(2026, month, number, hour=hour, minute=minute)


async def quarter(made: Town) -> Town:
    """An is deputy, Dũng a committee member; it is the week before the quarter's proposal."""
    await seat(made, "Trần Văn An", Role.DEPUTY)
    await seat(made, "Phạm Văn Dũng")
    await day(made, 11, 28, 12)
    for person in made.people.values():
        person.mark()
    return made


async def kept(town: Town) -> None:
    await day(town, 11, 30, 12)
    await town.chi.taps("Giữ")
