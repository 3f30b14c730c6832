"""The committee's quarter: proposed by itself or called in a sentence, kept, put off or moved."""

import asyncio
from datetime import timedelta

import pytest

from bot.app import build
from tests.chat import QUICK, Town, group_says
from tests.scenarios.meetings import THURSDAY, before_the_quarter, day, quarter, seat
from tests.scenarios.story import links_the_group, once


@pytest.fixture
async def town(sao_bien: Town) -> Town:
    return await quarter(sao_bien)


async def test_the_main_road(sao_bien: Town) -> None:
    """Proposed by itself, kept by one tap, answered by one tap, the roll in two."""
    chi, bich, dung = sao_bien.chi, sao_bien.bich, sao_bien.dung
    await seat(sao_bien, "Phạm Văn Dũng")
    await links_the_group(sao_bien)
    chi.said = 0
    await day(sao_bien, 11, 30, 11, 29)
    assert "Ban Chấp hành quý" not in chi.news
    await day(sao_bien, 11, 30, 11, 30)
    assert chi.hears("họp Ban Chấp hành quý IV/2026", THURSDAY, "Phòng họp công đoàn", "Tài chính")
    assert "Ban Chấp hành quý" not in bich.news + dung.news

    await chi.taps("Giữ")
    assert chi.said == 1 and chi.hears("Đã ghi", "báo riêng 2 người", "Chị có dự không")
    assert bich.hears("Kính mời chị Bích dự họp Ban Chấp hành quý IV/2026", THURSDAY)
    await chi.taps("Có, tôi dự")
    await bich.taps("Có, tôi dự")
    assert bich.hears("Đã ghi chị Bích dự")
    await dung.taps("Tôi vắng")
    assert dung.hears("vắng", "Tiện thì anh Dũng cho biết lý do")
    await dung.says("con ốm")
    assert dung.hears("“con ốm”")

    await day(sao_bien, 12, 9, 19)
    assert bich.hears("Mai chị Bích dự họp Ban Chấp hành quý IV/2026")
    assert "Mai anh Dũng" not in dung.news and "Công đoàn chưa biết" not in dung.news

    await day(sao_bien, 12, 10, 17, 30)
    assert chi.hears("điểm danh giúp", "Có mặt 2/3")
    await chi.taps("Xong")
    assert chi.hears("có mặt 2/3 (66,7%)", "Vắng: Phạm Văn Dũng (“con ốm”)")
    async with sao_bien.work() as work:
        found = await work.meetings.figures(work.today.replace(day=1), work.today)
    assert (found.regular, found.adhoc, found.on_time) == (1, 0, 1)
    assert (found.invited, found.answered, found.present) == (3, 3, 2)
    assert not any("họp" in text for text in group_says(sao_bien))


async def test_one_sentence_calls_a_meeting(sao_bien: Town) -> None:
    """Two messages of the chair's; a treasurer or a member may not call."""
    chi, bich, an = sao_bien.chi, sao_bien.bich, sao_bien.an
    sentence = "họp BCH 14h thứ 5 10/12 tại hội trường, bàn quà Tết"
    for other in (bich, an):
        await other.says(sentence)
        assert other.hears("dành cho cán bộ")
    chi.said = 0
    await chi.says(sentence)
    assert chi.hears(
        "họp Ban Chấp hành đột xuất".capitalize()[:1], THURSDAY, "hội trường", "quà Tết"
    )
    await chi.taps("Đúng, họp đột xuất")
    assert chi.said == 2 and chi.hears("Đã ghi họp Ban Chấp hành đột xuất")
    assert bich.hears("Kính mời chị Bích dự họp Ban Chấp hành đột xuất", "hội trường", "quà Tết")
    if bich.on_zalo:  # a second list would come between her and the first
        sao_bien.clock.move_by(timedelta(minutes=11))
    await chi.says("dời sang 15h thứ sáu tuần sau")
    assert chi.hears("từ 14:00 thứ Năm 10/12/2026 sang 15:00 thứ Sáu 27/11/2026")
    await chi.taps("Đúng, báo mọi người")
    assert bich.hears("đã đổi lịch", "15:00 thứ Sáu 27/11/2026")
    await chi.says("hủy họp")
    await chi.taps("Đúng, hủy họp")
    assert chi.hears("Đã hủy") and bich.hears("không diễn ra nữa")


# --- the proposal ---------------------------------------------------------------------------


@before_the_quarter
@once
async def test_nobody_answers(town: Town) -> None:
    """The chair twice, then the deputy; each once, whatever happens to the process."""
    await town.clock_to(2026, 12, 2, hour=12)
    assert town.chi.news.count("đề xuất như sau") == 2
    assert town.chi.news.count("Chưa ai trả lời") == 1
    assert "đề xuất" not in town.an.news
    await town.clock_to(2026, 12, 4, hour=12)
    other = build(town.settings, town.clock, QUICK)
    await other.open()
    for app in (other, town.app, other):
        await app.ticker.tick(town.clock.now())
        await app.sender.idle()
    await other.stop()
    assert town.an.news.count("đề xuất như sau") == 1
    assert town.chi.news.count("đề xuất như sau") == 2
    await day(town, 12, 12, 12)
    assert town.chi.news.count("đề xuất như sau") == 2
    assert "đề xuất" not in town.bich.news + town.dung.news
    await town.an.taps_late("Giữ")
    assert town.an.hears("đã qua nên cần một ngày khác")
    await town.an.says("14h thứ Năm tuần sau")
    await town.an.taps("Đúng, báo mọi người")
    assert town.chi.hears("Kính mời chị Chi", "14:00 thứ Năm 17/12/2026")


@before_the_quarter
@once
async def test_put_off_comes_again_for_a_later_day(town: Town) -> None:
    await day(town, 11, 30, 12)
    await town.chi.taps("Để sau")
    assert town.chi.hears("7 ngày nữa", "14:00 thứ Năm 17/12/2026")
    await day(town, 12, 6, 12)
    assert "đề xuất như sau" not in town.chi.news + town.an.news
    await town.clock_to(2026, 12, 7, hour=12)
    assert town.chi.hears("đề xuất như sau", "17/12/2026")


@before_the_quarter
@once
async def test_typed_words_do_what_buttons_do(town: Town) -> None:
    await town.chi.says("giữ")
    assert town.chi.hears("Hiện không có đề xuất")
    await day(town, 11, 30, 12)
    await town.chi.says("giữ")
    assert town.chi.hears("Đã ghi", THURSDAY)
    await town.dung.says("tôi vắng họp vì đi công tác")
    assert town.dung.hears("vắng", "“đi công tác”")
    await town.bich.says("co toi du")
    assert town.bich.hears("Đã ghi chị Bích dự")
    await town.chi.says("/hop")
    assert town.chi.hears("dự 1, vắng 1, chưa trả lời 2")
    await town.chi.taps("Xem 10/12")
    assert town.chi.hears("Dự (1): Lê Thị Bích", "Vắng (1): Phạm Văn Dũng (“đi công tác”)")


@before_the_quarter
@once
async def test_moved_from_the_proposal_by_one_sentence(town: Town) -> None:
    await day(town, 11, 30, 12)
    town.chi.said = 0
    await town.chi.says("dời sang 14h thứ Năm tuần sau")
    await town.chi.taps("Đúng, báo mọi người")
    assert town.chi.said == 2
    assert town.dung.hears("Kính mời anh Dũng", THURSDAY)  # its first notice: nothing “moved”


@before_the_quarter
@once
async def test_two_officers_at_once(town: Town) -> None:
    await day(town, 12, 4, 12)
    await asyncio.gather(town.chi.taps("Giữ"), town.an.taps("Giữ"))
    said = town.chi.news + town.an.news
    assert said.count("Đã ghi họp") == 1 and said.count("đã giải quyết rồi") == 1
    assert town.dung.news.count("Kính mời") == 1


@before_the_quarter
@once
async def test_a_meeting_called_by_hand_is_not_proposed_again(town: Town) -> None:
    await town.chi.says("họp BCH quý 4 9h thứ ba 8/12")
    await town.chi.taps("Đúng, báo mọi người")
    assert town.bich.hears("họp Ban Chấp hành quý IV/2026", "Tài chính công đoàn từ 01/10/2026")
    await day(town, 12, 5, 12)
    assert "đề xuất như sau" not in town.chi.news + town.an.news
    await town.chi.says("họp BCH thường kỳ 9h 15/12")
    await town.chi.taps("Đúng, báo mọi người")
    assert town.chi.hears("Đã có họp Ban Chấp hành quý IV/2026")


@before_the_quarter
@once
async def test_a_call_may_take_the_proposal_over(town: Town) -> None:
    await day(town, 11, 30, 12)
    await town.chi.says("họp BCH 9h thứ ba 8/12 bàn quà Tết")
    await town.chi.taps("Đúng, là họp quý IV")
    assert town.bich.hears("quý IV/2026", "09:00 thứ Ba 08/12/2026", "quà Tết")
    await town.chi.says("/hop")
    assert town.chi.news.count("•") == 1


# --- calling --------------------------------------------------------------------------------


@before_the_quarter
@once
async def test_what_is_not_said_is_asked_and_a_past_hour_is_not_taken(town: Town) -> None:
    chi = town.chi
    await chi.says("/hop")
    await chi.taps("Gọi họp")
    assert chi.hears("Họp Ban Chấp hành lúc nào?")
    await chi.says("hôm qua")
    assert chi.hears("27/11/2026", "đã qua")
    await chi.says("8h hôm nay")
    assert chi.hears("đã qua")
    await chi.says("thứ Năm")
    assert chi.hears("Họp lúc mấy giờ?")
    await chi.says("2h")
    assert chi.hears("2 giờ sáng hay chiều")
    await chi.says("2h chiều")
    assert chi.hears("Họp bàn việc gì?")
    await chi.says("thăm chị Lan")
    assert chi.hears("14:00 thứ Năm 03/12/2026", "thăm chị Lan")
    await chi.says("15h tại căng tin")
    assert chi.hears("15:00 thứ Năm 03/12/2026", "căng tin", "thăm chị Lan")
    await chi.taps("Đúng, họp đột xuất")
    assert town.bich.hears("15:00 thứ Năm 03/12/2026", "căng tin")


@before_the_quarter
@once
async def test_thought_better_of(town: Town) -> None:
    await town.chi.says("họp BCH 14h thứ năm")
    await town.chi.taps("Để sau", "Thôi")
    assert town.chi.hears("giữ nguyên như cũ")
    await town.chi.says("/hop")
    assert town.chi.hears("Chưa có cuộc họp")


@before_the_quarter
@once
async def test_an_hour_that_passed_while_one_was_asked(town: Town) -> None:
    await town.chi.says("họp BCH 13h hôm nay bàn quà Tết")
    await day(town, 11, 28, 14)
    await town.chi.taps("Đúng, họp đột xuất")
    assert town.chi.hears("đã qua", "lúc nào?")
    await town.chi.says("13h ngày mai")
    await town.chi.taps("Đúng, họp đột xuất")
    assert town.bich.hears("13:00 Chủ nhật 29/11/2026", "quà Tết")


@before_the_quarter
@once
async def test_committee_without_a_chat_is_named(town: Town) -> None:
    await seat(town, "Nguyễn Thị Hạnh")
    await town.chi.says("họp BCH 14h thứ năm bàn quà Tết")
    await town.chi.taps("Đúng, họp đột xuất")
    assert town.chi.hears("báo riêng 3 người", "chị Hạnh chưa vào Bot")
