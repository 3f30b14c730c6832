"""A year of the union Sao Biển on one free Zalo bot: every month within its 3 000 messages."""

import sys
from collections.abc import Iterator
from datetime import time, timedelta

from sqlalchemy import select

from sandbox import saobien
from sandbox.zalo.cast import zalo_id
from storage.models import bot_months
from tests.chat import Mode, Town, group_says, town
from tests.databases import Databases
from tests.person import Person
from tests.scenarios.story import links_the_group
from union.bots import MESSAGES
from union.calendar import day_of, moment
from union.dues import Basis, BasisKind

MODE = Mode("sqlite", "webhook", platform="zalo")
FIRST_ID = 1001
# What members say in a busy month; on which day, and how many of the 46 say it.
BUSY = {3, 12}
TALK = (
    (3, 46, ("đóng đoàn phí",)),
    (8, 46, ("quỹ còn bao nhiêu",)),
    (18, 46, ("tháng này tôi đóng chưa",)),
)


def everybody(made: Town) -> Iterator[Person]:
    for place, (name, *_) in enumerate(saobien.roster()):
        yield Person(made, name, zalo_id(FIRST_ID + place if place < 5 else 3000 + place))


async def all_come(made: Town) -> list[Person]:
    """The whole roster is on Zalo, and the group is linked."""
    people = list(everybody(made))
    for person in people[5:]:
        made.world.add_person(person.id, person.key)
        made.world.people[person.id].met = True
    bot_id = next(iter(made.app.channels))
    names = {person.id: person.key for person in people[5:]}
    await saobien.settle(made.app.engine, made.union_id, bot_id, made.clock.now(), names)
    async with made.work() as work:
        await work.lock()
        for one in await work.members.on_the_books():  # so that dues are owed and reminded of
            amount = Basis(BasisKind.AMOUNT, 46_800, work.today.replace(day=1))
            await work.dues.set_basis(one.id, amount, None)
    await links_the_group(made)
    await made.chi.says("/ngayle 2027")
    await made.chi.taps("Duyệt")
    return people


async def test_a_year_stays_within_the_free_plan(databases: Databases) -> None:
    here = ("an", "bich", "chi", "dung", "giang")
    async with town(MODE, await databases.fresh("sqlite"), members=here) as made:
        people = await all_come(made)
        for _ in range(365):
            await next_evening(made)
            today = day_of(made.clock.now())
            for on, many, words in TALK:
                if today.month in BUSY and today.day == on:
                    for person in people[:many]:
                        await person.says(*words)
        async with made.work() as work:
            rows = (await work.connection.execute(select(bot_months))).all()
        counted = {
            f"{row.month // 100}-{row.month % 100:02d}": row.sent + row.heard for row in rows
        }
        sys.stdout.writelines(f"{month}: {used}\n" for month, used in made.world.counted.items())
        assert max(made.world.counted.values()) < MESSAGES
        assert counted == made.world.counted
        assert len(group_says(made)) > 10


async def next_evening(made: Town) -> None:
    """All jobs of the day, asked once before the quiet hours."""
    tomorrow = day_of(made.clock.now()) + timedelta(days=1)
    made.clock.move_to(moment(tomorrow, time(20)))
    await made.app.ticker.tick(made.clock.now())
    await made.app.idle()
