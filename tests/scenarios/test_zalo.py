"""What only Zalo has: lists by number, words where two are open, links, one message for all."""

import re
from datetime import timedelta

import httpx
import pytest

from bot.channels.zalo_text import MAX_TEXT
from sandbox.zalo.cast import GROUP
from tests.chat import Mode, Town, group_says, town
from tests.databases import Databases
from tests.scenarios.story import (
    change,
    code_in,
    links_the_group,
    member,
    team_code,
)
from union.members import State

ZALO = Mode("sqlite", "webhook", platform="zalo")
POLLED = Mode("sqlite", "polling", platform="zalo")
on_zalo = pytest.mark.parametrize("mode", [ZALO], ids=str)


# --- coming in ------------------------------------------------------------------------------


@on_zalo
async def test_joining_by_the_teams_code_in_four_messages(sao_bien: Town) -> None:
    khach, dung = sao_bien.khach, sao_bien.dung
    async with sao_bien.work() as work:
        team = await work.teams.numbered(3)
    assert team is not None
    await change(sao_bien, "Nguyễn Thị Hạnh", team_id=team.id)
    code = await team_code(sao_bien)
    dung.mark()
    await khach.says("alo")
    assert khach.hears("máy trả lời của Công đoàn cơ sở", "gõ mã 6 số", "không bao giờ hỏi")
    assert "Telegram" not in khach.news and "gửi số của tôi" not in khach.news
    await khach.says(f"{code[:3]} {code[3:]}")
    assert khach.hears("Mã của Tổ 3, tổ trưởng là anh Dũng")
    await khach.says("nguyen thi hanh 1971")
    assert khach.hears("1. Đúng tôi, tôi đồng ý")
    await khach.says("1")
    assert khach.hears("Anh Dũng sẽ xác nhận") and khach.said == 4
    assert dung.hears("Trả lời “duyệt 1” hoặc “chưa 1”.")
    await dung.says("duyet 1")
    assert khach.hears("Chào mừng chị Hạnh", "1. Đoàn phí")
    assert (await member(sao_bien, "Nguyễn Thị Hạnh")).state is State.MEMBER


@on_zalo
async def test_without_a_code_one_asks_by_number(sao_bien: Town) -> None:
    khach = sao_bien.khach
    await khach.says("alo")
    await khach.says("1")
    assert khach.hears("họ tên và ngày sinh")
    await khach.says("Lê Văn Khách 1/2/1990", "2")
    assert khach.hears("Có thể trả lời “Tổ 1”, “Tổ 2”")
    await khach.says("3")
    assert khach.hears("Tổ: Tổ 3"), "a team's number is no place in a list"


@on_zalo
async def test_what_cannot_be_read_is_answered_kindly(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.sends_voice()
    assert an.hears("chưa nghe được tin thoại")
    await an.sends_file("danh-sach.xlsx", b"")
    assert an.hears("chưa nhận được loại tin này qua Zalo")
    await sao_bien.after(sao_bien.world.sends_photo(an.id, "https://zdn.vn/a.jpg"))
    assert an.hears("không giữ lại tệp")


# --- files, pictures, long texts ------------------------------------------------------------


@on_zalo
async def test_a_file_opens_with_its_code_and_not_by_guessing(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.says("/riengtu")
    await an.taps("Tải dữ liệu của tôi")
    (link, code) = re.findall(r"(http\S+/f/\w{32}) \(mã mở (\d{4})", an.news)[0]
    async with httpx.AsyncClient() as browser:
        asked = await browser.get(link)
        assert asked.status_code == 200 and "mã mở 4 số" in asked.text
        assert "Trần" not in asked.text and asked.headers["cache-control"] == "no-store"
        for _ in range(2):  # as often as needed
            opened = await browser.post(link, data={"code": code})
            assert "Trần Văn An" in opened.text
        wrong = f"{(int(code) + 1) % 10_000:04d}"
        for _ in range(5):
            assert (await browser.post(link, data={"code": wrong})).status_code == 403
        assert (await browser.post(link, data={"code": code})).status_code == 404
        assert (await browser.get(link[:-1] + "z")).status_code == 404
    sao_bien.clock.move_by(timedelta(hours=25))
    async with httpx.AsyncClient() as browser:
        assert (await browser.get(link)).status_code == 404


@on_zalo
async def test_no_message_is_longer_than_the_platform_takes(sao_bien: Town) -> None:
    await sao_bien.chi.says("/trogiup", "nhật ký")
    sent = [m.text for m in sao_bien.world.messages(sao_bien.chi.id) if m.from_bot]
    assert sent and all(len(text.encode("utf-16-le")) // 2 <= MAX_TEXT for text in sent)


# --- the wire, from end to end -----------------------------------------------------------------


async def test_polling_for_trying_out(databases: Databases) -> None:
    async with town(POLLED, await databases.fresh("sqlite"), members=("an", "chi")) as made:
        await made.an.says("sửa số điện thoại 0912345678")
        await made.an.taps("Đúng, gửi đi")
        await made.chi.says("duyệt 1")
        assert made.an.hears("0912 345 678")
        await made.sleep()
        made.world.says(made.an.id, "thong tin cua toi")
        await made.wake()
        await made.settled()
        assert made.an.hears("Thông tin của anh An"), "what came meanwhile waited"


@on_zalo
async def test_the_webhook_is_set_only_when_its_address_changed(sao_bien: Town) -> None:
    def calls() -> int:
        return sum(call.method == "setWebhook" for call in sao_bien.world.calls)

    assert calls() == 1
    await sao_bien.sleep()
    await sao_bien.wake()
    assert calls() == 1
    await sao_bien.sleep()
    sao_bien._hook_port = 0
    await sao_bien.wake()
    assert calls() == 2
    await sao_bien.an.says("/toi")
    assert sao_bien.an.hears("Trần Văn An")


@on_zalo
async def test_a_probe_without_the_secret_is_refused_and_stops_nothing(sao_bien: Town) -> None:
    assert sao_bien.world.webhook.outcomes[0] == 403
    await sao_bien.an.says("/toi")
    assert sao_bien.an.hears("Trần Văn An")
    async with httpx.AsyncClient() as stranger:
        url = sao_bien.world.webhook.url
        event = {"message": {"message_id": "x", "chat": {"id": "c"}, "from": {"id": "c"}}}
        assert (await stranger.post(url, json=event)).status_code == 403
        assert (await stranger.post(url, content=b"")).status_code == 200
        assert (await stranger.post(url, content=b"x" * 1_100_000)).status_code == 413


@on_zalo
async def test_the_month_is_counted_both_ways(sao_bien: Town) -> None:
    await sao_bien.an.says("/toi", "/riengtu")
    (bot,) = sao_bien.app.channels
    async with sao_bien.work() as work:
        used, allowed = await work.quota.used(bot)
    assert (used, allowed) == (sao_bien.world.used, 3_000) and used == 4


# --- the group ------------------------------------------------------------------------------


@on_zalo
async def test_only_a_mention_reaches_the_bot_in_a_group(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    before = len(group_says(sao_bien))
    await sao_bien.an.says_in(GROUP, "hôm nay ăn gì")
    await sao_bien.after(sao_bien.world.says(sao_bien.an.id, "@Bot Công đoàn Sao Biển ơi", GROUP))
    assert len(group_says(sao_bien)) == before, "a name that was typed is only text"
    await sao_bien.an.says_in(GROUP, "/toi")
    assert "nói riêng" in group_says(sao_bien)[-1] and sao_bien.bot_link in group_says(sao_bien)[-1]


@on_zalo
async def test_the_groups_code_is_typed_with_a_mention(sao_bien: Town) -> None:
    await sao_bien.chi.says("/nhom")
    await sao_bien.chi.says_in(GROUP, f"/noinhom {code_in(sao_bien.chi.news)}")
    assert "đã nối với CĐCS" in group_says(sao_bien)[-1]
