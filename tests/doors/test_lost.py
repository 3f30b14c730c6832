"""The database is lost in the middle of a story; restored, the story goes on."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.doors import backup
from bot.said import Said
from storage.models import accounts, chats
from storage.work import Work
from tests.chat import PEOPLE, Mode, Town, town
from tests.databases import Databases
from tests.doors.losing import MOVES, lose, opened

NEWS = "Mai họp tổ lúc 14 giờ."


async def _a_stranger_asks(story: Town) -> None:
    """A case is pending: Khách asked to join, and Chi has the card."""
    khach = story.khach
    await khach.says("xin chào", "Xin vào công đoàn", "lê văn khách 1/2/1990")
    await khach.taps("Nam", "Tổ 2", "Đúng, tôi đồng ý")
    assert khach.hears("Đã gửi đề nghị số 1")
    assert story.chi.hears("Lê Văn Khách")


async def _another_is_still_asked(story: Town) -> None:
    """A dialog is open: An has been asked for his name and birth date."""
    await story.an.says("xin chào", "Xin vào công đoàn")
    assert story.an.hears("họ tên và ngày sinh")


async def _chat(work: Work, person: int) -> int:
    found = (
        select(chats.c.id)
        .join(accounts, accounts.c.bot_id == chats.c.bot_id)
        .where(accounts.c.external == str(person), chats.c.external == str(person))
    )
    return int((await work.connection.execute(found)).scalar_one())


async def _something_is_unsent(story: Town) -> None:
    """A row is in the outbox: the bot was stopped before it went out."""
    async with story.work() as work:
        chat = await _chat(work, PEOPLE["bich"])
        await work.outbox.add(chat, story.union_id, {"text": NEWS})


async def _lost_and_restored(story: Town, databases: Databases, file: Path, kind: str) -> list[str]:
    """The disk is gone after a backup; a new database of either kind takes its place."""
    old = story.settings.database_url
    async with opened(old) as engine:
        await backup.write(engine, file, story.clock.now())
    await lose(old)
    new = await databases.empty(kind)
    story.settings = story.settings.model_copy(update={"database_url": new})
    async with opened(new) as engine:
        return await backup.read(engine, file)


async def _resumed(story: Town, *, cancel: bool = False) -> None:
    """As an operator does: from another process."""
    async with opened(story.settings.database_url) as engine:
        assert await backup.resume(engine, cancel=cancel) == 1
    await story.settled()


def _times(story: Town, person: int, words: str) -> int:
    return sum(words in m.text for m in story.world.messages(person) if m.from_bot)


@pytest.mark.parametrize(("old", "new"), MOVES)
async def test_the_story_goes_on(databases: Databases, tmp_path: Path, old: str, new: str) -> None:
    async with town(Mode(old), await databases.fresh(old)) as story:
        await _a_stranger_asks(story)
        await _another_is_still_asked(story)
        await story.sleep()
        await _something_is_unsent(story)
        unsent = await _lost_and_restored(story, databases, tmp_path / "b.zip", new)
        assert unsent == [f"tin cho Lê Thị Bích: {NEWS}"]

        for person in story.people.values():
            person.mark()
        await story.wake()
        await story.chi.taps("Duyệt")
        for person in story.people.values():  # paused: nothing leaves
            assert person.hears_nothing()

        await _resumed(story)
        assert story.bich.hears(NEWS)
        assert story.chi.hears("đã duyệt")
        assert story.khach.hears("Chào mừng anh Khách")
        await story.an.says("trần văn an 8/3/1988")
        assert story.an.news
        await story.settled()
        assert _times(story, PEOPLE["bich"], NEWS) == 1
        assert _times(story, PEOPLE["khach"], "Chào mừng") == 1
        async with story.work() as work:
            assert await work.log.verify() is None
            assert await work.cases.waiting("join") == []


async def test_what_is_given_up_never_goes_out(databases: Databases, tmp_path: Path) -> None:
    async with town(Mode("sqlite"), await databases.fresh("sqlite")) as story:
        await _a_stranger_asks(story)
        await story.sleep()
        await _something_is_unsent(story)
        await _lost_and_restored(story, databases, tmp_path / "b.zip", "sqlite")
        await story.wake()
        await story.chi.taps("Duyệt")
        await _resumed(story, cancel=True)
        assert story.khach.hears("Chào mừng anh Khách")  # new since the restore
        assert _times(story, PEOPLE["bich"], NEWS) == 0


async def test_a_repeated_update_is_still_recognised(databases: Databases, tmp_path: Path) -> None:
    """What was heard before the backup comes along, so Telegram may deliver it again."""
    async with town(Mode("sqlite"), await databases.fresh("sqlite")) as story:
        (bot,) = story.app.channels
        khach = str(PEOPLE["khach"])
        said = Said(bot, khach, khach, "7001", story.clock.now(), text="xin chào")
        await story.khach.starts()
        await story.app.hear(said)
        await story.settled()
        before = len(story.world.messages(PEOPLE["khach"]))
        await story.sleep()
        await _lost_and_restored(story, databases, tmp_path / "b.zip", "sqlite")
        async with opened(story.settings.database_url) as engine:
            await backup.resume(engine, cancel=False)
        await story.wake()
        await story.app.hear(said)
        await story.settled()
        assert len(story.world.messages(PEOPLE["khach"])) == before
