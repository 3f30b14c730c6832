"""Several bots for one union: codes name them, members move between them, notices follow."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import insert

from sandbox.saobien import AN
from sandbox.zalo.cast import zalo_id
from storage.bots import all_bots, drop_token
from storage.models import accounts, chats
from tests.databases import Databases
from tests.person import Person
from tests.scenarios.several_bots import Cities, cities
from tests.scenarios.story import code_in, member
from union.members import State


@pytest.fixture
async def town(databases: Databases) -> AsyncIterator[Cities]:
    async with cities(databases) as made:
        yield made


async def fill(town: Cities, people: int) -> None:
    """So many strangers have written to the first Zalo bot."""
    async with town.first.work() as work:
        token = town.first.world.token
        bots = town.app.house.bots.values()
        bot_id = next(bot.id for bot in bots if token.startswith(f"{bot.external}:"))
        rows = [{"bot_id": bot_id, "external": f"{n:020x}"} for n in range(7_000, 7_000 + people)]
        await work.connection.execute(insert(chats), rows)
        made = [row | {"created_at": work.now} for row in rows]
        await work.connection.execute(insert(accounts), made)


async def adds(town: Cities, old: Person, new: Person) -> None:
    """With a one-time code for oneself."""
    await old.says("thêm máy")
    await old.taps("Lấy mã thêm máy")
    code = code_in(old.news)
    town.first.clock.move_to(town.first.clock.now() + timedelta(minutes=1))
    await new.says(code)
    await new.taps("Đúng tôi")


async def test_a_code_names_the_bots_and_the_one_with_room(town: Cities) -> None:
    dung, chi = town.on(town.first, "dung"), town.on(town.telegram, "chi")
    await dung.says("/ma tổ 3")
    assert dung.hears(
        "Vào Bot “Bot Công đoàn Sao Biển” trên Zalo: https://bot.zaloplatforms.com/bots/"
    )
    assert dung.hears("trên Telegram: https://t.me/congdoan_bot?start=saobien")
    await fill(town, 47)  # one place is left, and the team has seven
    await chi.says("/ma tổ 3")
    assert chi.hears("“Bot Công đoàn Sao Biển 2”")
    await chi.says("/ma Hạnh")
    assert chi.hears("“Bot Công đoàn Sao Biển” trên Zalo (còn 1 chỗ)")


async def test_a_second_account_is_the_same_member_and_nothing_is_lost(town: Cities) -> None:
    an, elsewhere = town.on(town.first, "an"), town.on(town.second, "an")
    await an.says("sửa số điện thoại 0912 345 678", "đúng")
    await adds(town, an, elsewhere)
    assert elsewhere.hears("Chào mừng anh An")
    assert an.hears("Một tài khoản khác vừa vào Bot")
    an.mark()
    chi = town.on(town.telegram, "chi")
    await chi.says("việc chờ duyệt")
    await chi.taps("Duyệt")
    assert "0912 345 678" in an.news + elsewhere.news, chi.screen()
    await elsewhere.says("thông tin của tôi")
    assert elsewhere.hears("Trần Văn An")


async def test_notices_go_where_one_was_last_or_chose(town: Cities) -> None:
    an, new = town.on(town.first, "an"), town.on(town.telegram, "an")
    await adds(town, an, new)
    row = await member(town.first, "Trần Văn An")
    async with town.first.work() as work:
        last = await work.unions.private_chat(row.id)
        devices = await work.devices.of(row.id)
    assert devices[0].platform == "telegram"
    assert last == devices[0].chat_id
    await new.says("thêm máy")
    assert new.hears("đang dùng Bot ở 2 nơi", "Telegram: đang ở đây", "nơi vừa dùng gần nhất")
    await new.taps("Nhắn tôi ở Zalo")
    assert new.hears("Công đoàn nhắn anh ở Zalo (Bot Công đoàn Sao Biển)")
    await new.says("xin chào")
    async with town.first.work() as work:
        assert await work.unions.private_chat(row.id) == devices[1].chat_id
    await town.first.jump_to(2027, 3, 7)
    await town.first.clock_to(2027, 3, 8)  # An's birthday
    assert "sinh nhật" in an.news.lower()
    assert "chúc mừng sinh nhật" not in new.news.lower()


async def test_one_may_take_a_telephone_away_but_not_the_one_in_the_hand(town: Cities) -> None:
    an, new = town.on(town.first, "an"), town.on(town.telegram, "an")
    await adds(town, an, new)
    await an.says("thêm máy")
    await an.taps("Gỡ Telegram")
    assert an.hears("Công đoàn đã ghi", "ở một nơi")
    await new.says("thông tin của tôi")
    assert "Trần Văn An" not in new.news
    row = await member(town.first, "Trần Văn An")
    assert row.state is State.MEMBER


async def test_whoever_is_away_stays_away_with_a_new_telephone(town: Cities) -> None:
    row = await member(town.first, "Trần Văn An")
    an, new = town.on(town.first, "an"), town.on(town.telegram, "an")
    async with town.first.work() as work:
        await work.lock()
        await work.members.change(row.id, state=State.AWAY.value)
    await adds(town, an, new)
    assert (await member(town.first, "Trần Văn An")).state is State.AWAY


async def test_a_removed_bot_s_people_are_written_to_elsewhere(town: Cities) -> None:
    an, new = town.on(town.second, "an"), town.on(town.first, "an")
    await adds(town, new, an)
    row = await member(town.first, "Trần Văn An")
    stored = next(bot for bot in await all_bots(town.app.engine) if bot.token)
    await drop_token(town.app.engine, stored.id, town.first.clock.now())
    async with town.first.work() as work:
        chat = await work.unions.private_chat(row.id)
        devices = await work.devices.of(row.id)
    assert [one.blocked for one in devices] == [False, True]
    assert chat == devices[0].chat_id
    assert zalo_id(AN) == an.id
