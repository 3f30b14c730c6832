"""Half a year of the union Sao Biển, from 1/6/2026 to the day the story begins, 21/11/2026.

Written day by day through the repositories a handler would have written through, so that the
book, the log and every report hold together. Nothing here is random: it is the same every time.
"""

from datetime import date, datetime, time

from sqlalchemy.ext.asyncio import AsyncEngine

from sandbox import past_doings, past_loans, past_money
from sandbox.past import Deed, Past
from storage.work import open_work
from union.book import FundKind
from union.calendar import moment

FIRST_DAY = date(2026, 6, 1)
TODAY = date(2026, 11, 21)
BEGAN = moment(FIRST_DAY, time(8))  # the union was founded and its people came into the chat
NOW = moment(TODAY, time(9))


def deeds() -> dict[date, list[Deed]]:
    """What happened on which day, the earliest first; seats before what they decide."""
    days: dict[date, list[Deed]] = {}
    for on, deed in (*past_doings.deeds(), *past_money.deeds(), *past_loans.deeds()):
        days.setdefault(on, []).append(deed)
    return dict(sorted(days.items()))


async def write(engine: AsyncEngine, union_id: int) -> bool:
    """Once: a union whose book has begun is left alone. False if there was nothing to do."""
    if await _begun(engine, union_id, NOW):
        return False
    past = Past(engine, union_id)
    for on, happened in deeds().items():
        async with past.at(on) as work:
            for deed in happened:
                await deed(past, work)
    return True


async def _begun(engine: AsyncEngine, union_id: int, now: datetime) -> bool:
    async with open_work(engine, union_id, now) as work:
        return (await work.book.fund(FundKind.FINANCE)).position > 0
