"""The committee's quarter: proposed, kept or moved, answered, remembered; the roll by taps."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.app import build
from tests.chat import QUICK, Town, group_says
from tests.databases import Databases
from tests.scenarios.story import change, links_the_group, member, once, one_mode
from union.calendar import moment
from union.members import State
from union.rights import Role

PROPOSED = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)  # two days before the quarter's proposal
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


@pytest.fixture
async def town(databases: Databases) -> AsyncIterator[Town]:
    """An is deputy, Dũng a committee member; it is the week before the quarter's proposal."""
    async with one_mode(databases, start=PROPOSED) as made:
        await seat(made, "Trần Văn An", Role.DEPUTY)
        await seat(made, "Phạm Văn Dũng")
        await day(made, 11, 28, 12)
        for person in made.people.values():
            person.mark()
        yield made


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
    assert chi.said == 1 and chi.hears("Đã ghi", "báo riêng 2 người", "Anh/chị có dự không")
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
    await town.an.taps("Giữ")
    assert town.an.hears("đã qua nên cần một ngày khác")
    await town.an.says("14h thứ Năm tuần sau")
    await town.an.taps("Đúng, báo mọi người")
    assert town.chi.hears("Kính mời chị Chi", "14:00 thứ Năm 17/12/2026")


async def test_put_off_comes_again_for_a_later_day(town: Town) -> None:
    await day(town, 11, 30, 12)
    await town.chi.taps("Để sau")
    assert town.chi.hears("7 ngày nữa", "14:00 thứ Năm 17/12/2026")
    await day(town, 12, 6, 12)
    assert "đề xuất như sau" not in town.chi.news + town.an.news
    await town.clock_to(2026, 12, 7, hour=12)
    assert town.chi.hears("đề xuất như sau", "17/12/2026")


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


async def test_moved_from_the_proposal_by_one_sentence(town: Town) -> None:
    await day(town, 11, 30, 12)
    town.chi.said = 0
    await town.chi.says("dời sang 14h thứ Năm tuần sau")
    await town.chi.taps("Đúng, báo mọi người")
    assert town.chi.said == 2
    assert town.dung.hears("Kính mời anh Dũng", THURSDAY)  # its first notice: nothing “moved”


async def test_two_officers_at_once(town: Town) -> None:
    await day(town, 12, 4, 12)
    await asyncio.gather(town.chi.taps("Giữ"), town.an.taps("Giữ"))
    said = town.chi.news + town.an.news
    assert said.count("Đã ghi họp") == 1 and said.count("đã giải quyết rồi") == 1
    assert town.dung.news.count("Kính mời") == 1


async def test_a_meeting_called_by_hand_is_not_proposed_again(town: Town) -> None:
    await town.chi.says("họp BCH quý 4 9h thứ ba 8/12")
    await town.chi.taps("Đúng, báo mọi người")
    assert town.bich.hears("họp Ban Chấp hành quý IV/2026", "Tài chính công đoàn từ 01/10/2026")
    await day(town, 12, 5, 12)
    assert "đề xuất như sau" not in town.chi.news + town.an.news
    await town.chi.says("họp BCH thường kỳ 9h 15/12")
    await town.chi.taps("Đúng, báo mọi người")
    assert town.chi.hears("Đã có họp Ban Chấp hành quý IV/2026")


async def test_a_call_may_take_the_proposal_over(town: Town) -> None:
    await day(town, 11, 30, 12)
    await town.chi.says("họp BCH 9h thứ ba 8/12 bàn quà Tết")
    await town.chi.taps("Đúng, là họp quý IV")
    assert town.bich.hears("quý IV/2026", "09:00 thứ Ba 08/12/2026", "quà Tết")
    await town.chi.says("/hop")
    assert town.chi.news.count("•") == 1


# --- answering ------------------------------------------------------------------------------


async def kept(town: Town) -> None:
    await day(town, 11, 30, 12)
    await town.chi.taps("Giữ")


async def test_who_is_silent_is_chased_once(town: Town) -> None:
    await kept(town)
    await town.bich.taps("Có, tôi dự")
    for person in (town.an, town.bich, town.dung):
        person.mark()
    await day(town, 12, 6, 12)
    assert "Công đoàn chưa biết" not in town.an.news + town.dung.news
    await town.clock_to(2026, 12, 10, hour=12)
    for person in (town.an, town.dung):
        assert person.news.count("Công đoàn chưa biết") == 1
        assert "Mai " not in person.news
    assert "Công đoàn chưa biết" not in town.bich.news


async def test_a_moved_meeting_is_answered_anew(town: Town) -> None:
    await kept(town)
    await town.bich.taps("Có, tôi dự")
    await town.chi.says("dời họp sang 17/12")
    await town.chi.taps("Đúng, báo mọi người")
    assert town.bich.news.count("đã đổi lịch") == 1
    stale = next(m for m in town.world.messages(town.bich.id) if "Đã ghi chị Bích dự" in m.text)
    data = stale.markup["inline_keyboard"][0][0]["callback_data"]
    await town.after(town.world.taps(town.bich.id, town.bich.id, stale.id, data))
    assert town.bich.hears("17/12/2026")
    async with town.work() as work:
        (meeting,) = await work.meetings.open()
        assert {one.answer for one in await work.meetings.roll(meeting)} == {None}
    await town.bich.taps("Tôi vắng", "Không nêu lý do")
    assert town.bich.hears("đã ghi chị Bích vắng")
    await town.bich.taps("Có, tôi dự")
    assert town.bich.hears("Đã ghi chị Bích dự")


async def test_a_reason_may_be_taken_back_with_the_absence(town: Town) -> None:
    await kept(town)
    await town.bich.taps("Tôi vắng", "Có, tôi dự")
    await town.bich.says("con ốm")  # no dialog is open any more: it is not a reason
    async with town.work() as work:
        (meeting,) = await work.meetings.open()
        (mine,) = [one for one in await work.meetings.roll(meeting) if "Bích" in one.name]
    assert (mine.answer, mine.reason) == ("yes", "")


async def test_seats_that_end_and_begin(town: Town) -> None:
    """Whose seat ended is neither chased nor counted; who is new is invited the next morning."""
    await kept(town)
    await ends_seat(town, "Phạm Văn Dũng")
    await seat(town, "Vũ Thị Giang")
    town.dung.mark()
    await day(town, 12, 1, 9)
    assert town.giang.hears("Kính mời chị Giang")
    await day(town, 12, 10, 18)
    assert town.giang.news.count("Kính mời") == 1
    assert "họp" not in town.dung.news
    await town.dung.taps("Có, tôi dự")
    assert town.dung.hears("dành cho cán bộ")
    await town.chi.taps("Đủ mặt", "Xong")
    assert town.chi.hears("có mặt 4/4 (100%)")


async def test_who_is_away_is_not_written_to(town: Town) -> None:
    await kept(town)
    await change(town, "Phạm Văn Dũng", state=State.AWAY.value)
    town.dung.mark()
    await day(town, 12, 10, 12)
    assert "họp" not in town.dung.news


async def test_cancelled_one_notice_each(town: Town) -> None:
    await kept(town)
    await town.chi.says("/hop")
    await town.chi.taps("Xem 10/12", "Hủy họp", "Đúng, hủy họp")
    for person in (town.an, town.bich, town.dung):
        assert person.news.count("không diễn ra nữa") == 1
        person.mark()
    await day(town, 12, 12, 12)
    assert not any("họp" in person.news for person in (town.an, town.bich, town.dung))
    await town.bich.taps("Có, tôi dự")
    assert town.bich.hears("đã được hủy")


# --- calling --------------------------------------------------------------------------------


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


async def test_thought_better_of(town: Town) -> None:
    await town.chi.says("họp BCH 14h thứ năm")
    await town.chi.taps("Để sau", "Thôi")
    assert town.chi.hears("giữ nguyên như cũ")
    await town.chi.says("/hop")
    assert town.chi.hears("Chưa có cuộc họp")


async def test_an_hour_that_passed_while_one_was_asked(town: Town) -> None:
    await town.chi.says("họp BCH 13h hôm nay bàn quà Tết")
    await day(town, 11, 28, 14)
    await town.chi.taps("Đúng, họp đột xuất")
    assert town.chi.hears("đã qua", "lúc nào?")
    await town.chi.says("13h ngày mai")
    await town.chi.taps("Đúng, họp đột xuất")
    assert town.bich.hears("13:00 Chủ nhật 29/11/2026", "quà Tết")


async def test_committee_without_a_chat_is_named(town: Town) -> None:
    await seat(town, "Nguyễn Thị Hạnh")
    await town.chi.says("họp BCH 14h thứ năm bàn quà Tết")
    await town.chi.taps("Đúng, họp đột xuất")
    assert town.chi.hears("báo riêng 3 người", "chị Hạnh chưa vào Bot")


# --- the roll -------------------------------------------------------------------------------


async def test_the_roll_is_taken_by_taps_and_mended_by_the_chair(town: Town) -> None:
    await kept(town)
    await town.bich.says("/hop")
    await town.bich.taps("Xem 10/12")
    assert not town.bich.offers("Điểm danh")
    await day(town, 12, 10, 15)
    await town.bich.taps("Xem 10/12", "Điểm danh", "Xong")
    assert town.bich.hears("Chưa ghi ai có mặt")
    await town.bich.taps("Đủ mặt", "Dũng: có mặt", "Xong")
    assert town.bich.hears("có mặt 3/4 (75%)", "Vắng: Phạm Văn Dũng")
    await town.bich.taps("Dũng: vắng")  # the roll was taken: now it is the chair's to mend
    assert town.bich.hears("có mặt 3/4")
    await town.chi.says("/hop")
    assert town.chi.hears("Chưa có cuộc họp")
    await day(town, 12, 12, 18)
    assert "điểm danh giúp" not in town.chi.news + town.an.news
    await town.chi.taps("Dự họp năm nay")
    assert town.chi.hears(
        "Đã tổ chức 1 hội nghị BCH thường kỳ và 0 hội nghị BCH đột xuất",
        "đúng trong quý: 1/1", "3/4 lượt (75%)", "Phạm Văn Dũng: 0/1 (0%)",
    )  # fmt: skip


async def test_a_forgotten_roll_is_asked_for_again(town: Town) -> None:
    await kept(town)
    await day(town, 12, 10, 18)
    await day(town, 12, 11, 18)
    assert town.chi.news.count("điểm danh giúp") == 1 and "điểm danh" not in town.an.news
    for number in (12, 13, 20):
        await day(town, 12, number, 18)
    assert town.chi.news.count("điểm danh giúp") == 2
    assert town.an.news.count("điểm danh giúp") == 1


async def test_two_take_the_roll_at_once(town: Town) -> None:
    await kept(town)
    await day(town, 12, 10, 15)
    for person in (town.chi, town.an):
        await person.says("/hop")
        await person.taps("Xem 10/12", "Điểm danh", "Đủ mặt")
    await asyncio.gather(town.chi.taps("Xong"), town.an.taps("Xong"))
    assert town.chi.hears("có mặt 4/4") and town.an.hears("có mặt 4/4")
    async with town.work() as work:
        verbs = [line.verb for line in await work.log.read()]
    assert verbs.count("meeting.held") == 1


@once
async def test_members_and_team_leaders_have_no_part(sao_bien: Town) -> None:
    for person in (sao_bien.an, sao_bien.dung):
        for words in ("/hop", "giữ", "hủy họp", "tôi vắng họp"):
            await person.says(words)
            assert person.hears("dành cho cán bộ")
    await sao_bien.an.says("/trogiup")
    assert "họp" not in sao_bien.an.news
