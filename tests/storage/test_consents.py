"""Consents: rows are added, never changed; the last word counts."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.work import open_work
from tests.storage.two_unions import NOW, everything, two
from union.consents import Answer, Purpose


async def test_the_last_word_counts_and_all_words_are_kept(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    first = (await everything(engine, mine.id))["consents"]
    later = NOW + timedelta(days=1)
    async with open_work(engine, mine.id, later) as work:
        await work.lock()
        await work.consents.record(mine.member, Purpose.BIRTHDAY, Answer.NO, how="paper")
        assert await work.consents.answer(mine.member, Purpose.BIRTHDAY) is Answer.NO
        assert await work.consents.answer(mine.member, Purpose.REGISTER) is None
        assert await work.consents.history(mine.member) == [
            ("birthday", "group", NOW, "chat"),
            ("birthday", "no", later, "paper"),
        ]
    rows = (await everything(engine, mine.id))["consents"]
    assert len(rows) == 2
    assert rows[:1] == first
