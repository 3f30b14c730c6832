"""A meeting that is called: who comes, who is reminded, what changes under it; the roll by taps."""

import asyncio

import pytest

from tests.chat import Town
from tests.scenarios.meetings import before_the_quarter, day, ends_seat, kept, quarter, seat
from tests.scenarios.story import change, once
from union.members import State


@pytest.fixture
async def town(sao_bien: Town) -> Town:
    return await quarter(sao_bien)


# --- answering ------------------------------------------------------------------------------


@before_the_quarter
@once
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


@before_the_quarter
@once
async def test_a_moved_meeting_is_answered_anew(town: Town) -> None:
    await kept(town)
    await town.bich.taps("Có, tôi dự")
    await town.chi.says("dời họp sang 17/12")
    await town.chi.taps("Đúng, báo mọi người")
    await town.pauses()
    assert town.bich.news.count("đã đổi lịch") == 1
    if town.rewrites:  # elsewhere the list before is over
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


@before_the_quarter
@once
async def test_a_reason_may_be_taken_back_with_the_absence(town: Town) -> None:
    await kept(town)
    await town.bich.taps("Tôi vắng", "Có, tôi dự")
    await town.bich.says("con ốm")  # no dialog is open any more: it is not a reason
    async with town.work() as work:
        (meeting,) = await work.meetings.open()
        (mine,) = [one for one in await work.meetings.roll(meeting) if "Bích" in one.name]
    assert (mine.answer, mine.reason) == ("yes", "")


@before_the_quarter
@once
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
    await town.dung.taps_late("Có, tôi dự")
    assert town.dung.hears("dành cho cán bộ")
    await town.chi.taps("Đủ mặt", "Xong")
    assert town.chi.hears("có mặt 4/4 (100%)")


@before_the_quarter
@once
async def test_who_is_away_is_not_written_to(town: Town) -> None:
    await kept(town)
    await change(town, "Phạm Văn Dũng", state=State.AWAY.value)
    town.dung.mark()
    await day(town, 12, 10, 12)
    assert "họp" not in town.dung.news


@before_the_quarter
@once
async def test_cancelled_one_notice_each(town: Town) -> None:
    await kept(town)
    await town.chi.says("/hop")
    await town.chi.taps("Xem 10/12", "Hủy họp", "Đúng, hủy họp")
    for person in (town.an, town.bich, town.dung):
        assert person.news.count("không diễn ra nữa") == 1
        person.mark()
    await day(town, 12, 12, 12)
    assert not any("họp" in person.news for person in (town.an, town.bich, town.dung))
    await town.bich.taps_late("Có, tôi dự")
    assert town.bich.hears("đã được hủy" if town.rewrites else "chưa có cuộc họp")


# --- the roll -------------------------------------------------------------------------------


@before_the_quarter
@once
async def test_the_roll_is_taken_by_taps_and_mended_by_the_chair(town: Town) -> None:
    await kept(town)
    await town.bich.says("/hop")
    await town.bich.taps("Xem 10/12")
    assert not town.bich.offers("Điểm danh")
    await day(town, 12, 10, 15)
    await town.bich.says("/hop")
    await town.bich.taps("Xem 10/12", "Điểm danh", "Xong")
    assert town.bich.hears("Chưa ghi ai có mặt")
    await town.bich.taps("Đủ mặt", "Dũng: có mặt", "Xong")
    assert town.bich.hears("có mặt 3/4 (75%)", "Vắng: Phạm Văn Dũng")
    if town.rewrites:  # the roll was taken: now it is the chair's to mend
        await town.bich.taps("Dũng: vắng")
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


@before_the_quarter
@once
async def test_a_forgotten_roll_is_asked_for_again(town: Town) -> None:
    await kept(town)
    await day(town, 12, 10, 18)
    await day(town, 12, 11, 18)
    assert town.chi.news.count("điểm danh giúp") == 1 and "điểm danh" not in town.an.news
    for number in (12, 13, 20):
        await day(town, 12, number, 18)
    assert town.chi.news.count("điểm danh giúp") == 2
    assert town.an.news.count("điểm danh giúp") == 1


@before_the_quarter
@once
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
