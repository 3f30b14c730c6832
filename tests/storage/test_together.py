"""One message for all that comes at an hour; a dialog that takes no other's place."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.models import outbox
from storage.outbox import Owed
from storage.work import open_work
from tests.storage.two_unions import NOW, Village, two

AT = NOW + timedelta(hours=1)


def _row(union: Village) -> Owed:
    return Owed("cards:1", union.chat, union.id, "cards", {"at": "x"}, union.member, not_before=AT)


async def _joins(engine: AsyncEngine, union: Village) -> bool:
    async with open_work(engine, union.id, NOW) as work:
        return await work.outbox.together(_row(union))


async def test_one_row_an_hour_until_it_is_being_made(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    assert await _joins(engine, mine)
    assert await _joins(engine, mine)
    async with open_work(engine, mine.id, NOW) as work:
        assert await work.outbox.cancel_kind(mine.member, "cards")
        assert not await work.outbox.cancel_kind(mine.member, "cards")
    assert await _joins(engine, mine)  # the hour was chosen again
    count = select(func.count()).where(outbox.c.owed == "cards:1", outbox.c.state == "waiting")
    async with open_work(engine, None, AT) as work:
        assert (await work.connection.execute(count)).scalar_one() == 1
        while (claimed := await work.claims.claim(mine.chat)) and claimed.kind != "cards":
            await work.claims.cancelled(claimed.id)  # older rows of that chat
        assert claimed is not None
    assert not await _joins(engine, mine)  # too late for this one: the card goes by itself


async def test_a_dialog_is_opened_only_where_none_is(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    week_ago = NOW - timedelta(days=7)

    async def opens(name: str, days: int = 0) -> bool:
        now = NOW + timedelta(days=days)
        async with open_work(engine, mine.id, now) as work:
            return await work.dialogs.open_if_free(
                mine.chat, mine.account, name, 1, {}, week_ago + timedelta(days=days)
            )

    assert await opens("one")
    assert await opens("one")  # the same: what is typed next answers it
    assert not await opens("two")
    assert not await opens("two", days=6)
    assert await opens("two", days=8)
