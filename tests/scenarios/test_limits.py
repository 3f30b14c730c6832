"""Zalo's limits: the month's messages, fifty people, and groups no bot can enter."""

import pytest
from sqlalchemy import delete, insert, select, update

from storage.models import accounts, bot_months, chats, links, outbox
from storage.quota import month_of
from tests.chat import Mode, Town
from tests.scenarios.story import member
from union.consents import Answer, Purpose

on_zalo = pytest.mark.parametrize("mode", [Mode("sqlite", "webhook", platform="zalo")], ids=str)


async def uses(town: Town, messages: int) -> None:
    """So much of this month is gone."""
    async with town.work() as work:
        bot_id = next(iter(town.app.channels))
        await work.connection.execute(delete(bot_months))
        month = {"bot_id": bot_id, "month": month_of(work.today), "sent": messages, "heard": 0}
        await work.connection.execute(insert(bot_months).values(month))


async def come(town: Town, people: int) -> None:
    """So many strangers have written to the bot."""
    async with town.work() as work:
        bot_id = next(iter(town.app.channels))
        rows = [{"bot_id": bot_id, "external": f"{n:020x}"} for n in range(7_000, 7_000 + people)]
        await work.connection.execute(insert(chats), rows)
        made = [row | {"created_at": work.now} for row in rows]
        await work.connection.execute(insert(accounts), made)


@on_zalo
async def test_both_directions_are_counted(sao_bien: Town) -> None:
    await sao_bien.an.says("thông tin của tôi")
    async with sao_bien.work() as work:
        used, allowed = await work.quota.used(next(iter(sao_bien.app.channels)))
    assert (used, allowed) == (sao_bien.world.used, 3_000)


@on_zalo
async def test_the_chair_is_warned_once_a_month(sao_bien: Town) -> None:
    chi, an = sao_bien.chi, sao_bien.an
    await uses(sao_bien, 2_300)
    await sao_bien.clock_to(2026, 11, 22, hour=9)
    assert "trên 3.000" not in chi.news
    await uses(sao_bien, 2_400)
    chi.mark()
    await sao_bien.clock_to(2026, 11, 23, hour=9)
    assert chi.hears("đã dùng 2.4", "trên 3.000 tin", "đăng trong nhóm")
    assert "trên 3.000" not in an.news
    chi.mark()
    await sao_bien.clock_to(2026, 11, 25, hour=9)
    assert "trên 3.000" not in chi.news
    await sao_bien.clock_to(2026, 12, 2, hour=9)
    await uses(sao_bien, 2_700)
    await sao_bien.clock_to(2026, 12, 3, hour=9)
    assert chi.hears("đã dùng 2.70")


@on_zalo
async def test_the_last_tenth_is_for_answers(sao_bien: Town) -> None:
    """No greeting one by one; who asks is answered, and the group's post stands."""
    an = sao_bien.an
    row = await member(sao_bien, "Trần Văn An")
    async with sao_bien.work() as work:
        await work.lock()
        await work.consents.record(row.id, Purpose.BIRTHDAY, Answer.GROUP)
        await work.members.change(row.id, birth_md=1124)
    await sao_bien.clock_to(2026, 11, 23, hour=20)
    await uses(sao_bien, 2_710)
    an.mark()
    await sao_bien.clock_to(2026, 11, 24, hour=9)
    an.hears_nothing()
    async with sao_bien.work() as work:
        asked = select(outbox.c.state).where(outbox.c.kind == "birthday")
        assert (await work.connection.execute(asked)).scalar() == "cancelled"
    await an.says("thông tin của tôi")
    assert an.hears("Trần Văn An")


@on_zalo
async def test_forty_five_and_fifty_people_are_told(sao_bien: Town) -> None:
    chi = sao_bien.chi
    await come(sao_bien, 39)  # five members are there
    await sao_bien.clock_to(2026, 11, 22, hour=9)
    assert "trên 50 người" not in chi.news
    chi.mark()
    await sao_bien.khach.says("alo")
    await sao_bien.clock_to(2026, 11, 23, hour=9)
    assert chi.hears("45 trên 50 người", "40 người chưa phải đoàn viên", "thêm một Bot Zalo")
    async with sao_bien.work() as work:
        bot_id = next(iter(sao_bien.app.channels))
        more = [{"bot_id": bot_id, "external": f"{n:020x}"} for n in range(9_000, 9_005)]
        await work.connection.execute(insert(chats), more)
        made = [one | {"created_at": work.now} for one in more]
        await work.connection.execute(insert(accounts), made)
    chi.mark()
    await sao_bien.clock_to(2026, 11, 26, hour=9)
    assert chi.hears("đã đủ 50 người")
    assert chi.news.count("đã đủ 50 người") == 1


@on_zalo
async def test_a_meeting_at_which_everybody_comes_is_told_of_at_once(sao_bien: Town) -> None:
    """Before the fiftieth: no job of the day has woken in between."""
    chi = sao_bien.chi
    await come(sao_bien, 39)
    chi.mark()
    await sao_bien.khach.says("alo")
    assert chi.hears("45 trên 50 người", "40 người chưa phải đoàn viên")
    await sao_bien.khach.says("1")
    assert chi.news.count("trên 50 người") == 1
    await sao_bien.clock_to(2026, 11, 22, hour=9)
    assert chi.news.count("trên 50 người") == 1


@on_zalo
async def test_who_only_speaks_in_a_group_takes_no_place(sao_bien: Town) -> None:
    async with sao_bien.work() as work:
        bot_id = next(iter(sao_bien.app.channels))
        before = await work.quota.places(bot_id)
        await work.accounts.meet(bot_id, "zgr-1", "0000000000000000aaaa", True)
        assert await work.quota.places(bot_id) == before
        assert (await work.quota.occupied(sao_bien.union_id))[bot_id] == (5, 5)


@on_zalo
async def test_where_no_bot_can_be_in_the_group_the_chair_copies(sao_bien: Town) -> None:
    chi, an = sao_bien.chi, sao_bien.an
    row = await member(sao_bien, "Trần Văn An")
    async with sao_bien.work() as work:
        await work.lock()
        await work.consents.record(row.id, Purpose.BIRTHDAY, Answer.GROUP)
        await work.members.change(row.id, birth_md=1124)
    await chi.says("/nhom")
    assert chi.hears("gõ @, chọn “Bot Công đoàn Sao Biển”", "3 nhóm")
    await chi.taps("Bot không vào được nhóm")
    assert chi.hears("chép sang nhóm")
    await sao_bien.clock_to(2026, 11, 23, hour=20)
    chi.mark()
    await sao_bien.clock_to(2026, 11, 24, hour=9)
    told = [m.text for m in sao_bien.world.messages(chi.id) if m.from_bot]
    place = next(n for n, text in enumerate(told) if "chép vào nhóm giúp" in text)
    assert "An" in told[place + 1]
    assert "chép" not in told[place + 1]  # the words alone: Zalo copies whole messages
    assert an.news.count("sinh nhật") >= 1
    chi.mark()
    await chi.says("/nhom")
    await chi.taps("Thôi gửi để chép")
    assert chi.hears("không gửi lời để chép nữa")


@on_zalo
async def test_nobody_said_so_and_nothing_is_sent_to_copy(sao_bien: Town) -> None:
    row = await member(sao_bien, "Trần Văn An")
    async with sao_bien.work() as work:
        await work.lock()
        await work.consents.record(row.id, Purpose.BIRTHDAY, Answer.GROUP)
        await work.members.change(row.id, birth_md=1124)
    await sao_bien.clock_to(2026, 11, 24, hour=9)
    assert "chép vào nhóm" not in sao_bien.chi.news


@on_zalo
async def test_a_chair_who_cannot_be_reached_holds_up_nothing(sao_bien: Town) -> None:
    chair = await member(sao_bien, "Nguyễn Thị Chi")
    async with sao_bien.work() as work:
        await work.connection.execute(delete(links).where(links.c.member_id == chair.id))
        await work.lock()
        await work.unions.change(posts_by_hand=True)
        await work.connection.execute(update(accounts).values(union_id=sao_bien.union_id))
    await uses(sao_bien, 2_900)
    await sao_bien.clock_to(2026, 11, 23, hour=9)
    async with sao_bien.work() as work:
        query = select(outbox.c.id).where(outbox.c.kind.in_(("quota", "posted.by_hand")))
        assert not (await work.connection.execute(query)).all()
