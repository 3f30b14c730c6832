"""Emulation: a year of it, how a round opens and closes, whom it reminds, what its list shows."""

from datetime import date

import pytest

from tests.chat import Town, group_says
from tests.scenarios.story import change, links_the_group, member, once
from tests.scenarios.titles import RESULT, held, opens, register_all, signs_up
from union.members import State

# --- the main road ---------------------------------------------------------------------------


async def test_a_year_of_emulation(sao_bien: Town) -> None:
    """Opened, signed up for in two messages, closed by the clock, decided, told, remembered."""
    an, chi = sao_bien.an, sao_bien.chi
    await links_the_group(sao_bien)
    await opens(sao_bien)
    assert chi.hears("mở từ 21/11/2026 đến hết 05/12/2026", "báo trong nhóm")
    (announced,) = group_says(sao_bien)[-1:]
    assert "thi đua năm 2026" in announced and "• Lao động tiên tiến" in announced
    assert "05/12/2026" in announced

    an.said = 0
    await signs_up(an)
    assert an.said == 2
    assert an.hears("Đã ghi anh An đăng ký Lao động tiên tiến năm 2026")
    await signs_up(sao_bien.dung, "dang ky ldtt nhe")
    assert await held(sao_bien, "Trần Văn An") == {"ldtt"}

    await sao_bien.jump_to(2026, 12, 6, hour=9)
    assert chi.hears("đã khép", "Lao động tiên tiến: 2 người, nữ 0", "An, Dũng")
    await an.says("đăng ký chiến sĩ thi đua cơ sở")
    assert an.hears("đã khép ngày 05/12/2026", "chị Chi")

    await sao_bien.jump_to(2026, 12, 21, hour=9)
    chi.said = 0
    await chi.says(RESULT)
    assert chi.hears("Đạt (2)", "Trần Văn An (Tổ 1)", "quyết định 15/QĐ-CĐ ngày 20/12/2026")
    await chi.taps("Ghi kết quả")
    assert chi.said == 2
    assert chi.hears("Đã ghi kết quả Lao động tiên tiến năm 2026 của 2 người")
    assert an.hears("Chúc mừng anh An đạt danh hiệu Lao động tiên tiến năm 2026", "15/QĐ-CĐ")
    await an.says("kết quả thi đua")
    assert an.hears("Lao động tiên tiến: đạt")
    await sao_bien.jump_to(2027, 1, 2, hour=9)
    await an.says("năm ngoái tôi đạt gì")
    assert an.hears("2026: Lao động tiên tiến, đạt (quyết định 15/QĐ-CĐ ngày 20/12/2026)")


# --- opening ---------------------------------------------------------------------------------


@once
async def test_the_usual_days_and_the_clock(sao_bien: Town) -> None:
    """Opened in November for the next year: the group hears of it on the first day, once."""
    await links_the_group(sao_bien)
    await sao_bien.chi.says("/thidua")
    await sao_bien.chi.taps("Mở hoặc đổi ngày", "01/01/2027 – 31/03/2027")
    assert sao_bien.chi.hears("Mở đợt đăng ký thi đua năm 2027, từ 01/01/2027 đến hết 31/03/2027?")
    await sao_bien.chi.taps("Đúng")
    assert sao_bien.chi.hears("Đến ngày mở")
    await sao_bien.an.says("đăng ký ldtt")
    assert sao_bien.an.hears("mở từ 01/01/2027")
    await sao_bien.jump_to(2026, 12, 31, hour=9)
    assert not any("thi đua" in text for text in group_says(sao_bien))
    await sao_bien.clock_to(2027, 1, 1, hour=9)
    await sao_bien.clock_to(2027, 1, 2, hour=9)
    assert sum("thi đua năm 2027" in text for text in group_says(sao_bien)) == 1
    await signs_up(sao_bien.an)
    assert await held(sao_bien, "Trần Văn An", 2027) == {"ldtt"}


@once
async def test_days_that_cannot_be_are_asked_again(sao_bien: Town) -> None:
    chi = sao_bien.chi
    await chi.says("/thidua")
    await chi.taps("Mở hoặc đổi ngày")
    await chi.says("tháng sau")
    assert chi.hears("từ ngày nào đến ngày nào", "ví dụ")
    await chi.says("1/1/2027 đến 31/2/2027")
    assert chi.hears("không có ngày 31")
    await chi.says("1/11/2026 đến 10/11/2026")
    assert chi.hears("đã qua")
    await chi.says("15/1/2027 - 10/1/2027")
    assert chi.hears("Ngày khép phải từ hôm nay trở đi")
    async with sao_bien.work() as work:
        assert await work.titles.rounds() == []


@once
async def test_two_officers_open_it_and_the_first_word_holds(sao_bien: Town) -> None:
    for officer in (sao_bien.chi, sao_bien.bich):
        await officer.says("/thidua")
        await officer.taps("Mở hoặc đổi ngày")
        await officer.says("1/1/2027 đến 31/3/2027")
    await sao_bien.chi.taps("Đúng")
    await sao_bien.bich.taps("Đúng")
    assert sao_bien.bich.hears("đã được giải quyết rồi")
    async with sao_bien.work() as work:
        assert len(await work.titles.rounds()) == 1


@once
async def test_a_round_is_given_more_days(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    await opens(sao_bien)
    await signs_up(sao_bien.an)
    await sao_bien.chi.says("/thidua")
    await sao_bien.chi.taps("Thêm", "Mở hoặc đổi ngày")
    await sao_bien.chi.says("hôm nay đến 20/12")
    await sao_bien.chi.taps("Năm 2026")
    assert sao_bien.chi.hears("đã có đợt đăng ký", "được giữ nguyên")
    await sao_bien.chi.taps("Đúng")
    assert "20/12/2026" in group_says(sao_bien)[-1]
    assert await held(sao_bien, "Trần Văn An") == {"ldtt"}
    await sao_bien.jump_to(2026, 12, 6, hour=9)
    assert "đã khép" not in sao_bien.chi.news


@once
async def test_closed_by_hand_and_opened_again(sao_bien: Town) -> None:
    chi = sao_bien.chi
    await opens(sao_bien)
    await chi.says("/thidua")
    await chi.taps("Thêm", "Khép đợt", "Khép ngay")
    assert chi.hears("Đã khép đợt đăng ký thi đua năm 2026")
    await sao_bien.an.says("đăng ký ldtt")
    assert sao_bien.an.hears("đã khép.", "chị Chi")
    await sao_bien.jump_to(2026, 12, 6, hour=9)
    assert "Đợt đăng ký" not in chi.news
    await opens(sao_bien, "hôm nay đến 20/12")
    await signs_up(sao_bien.an)
    assert await held(sao_bien, "Trần Văn An") == {"ldtt"}


@once
async def test_an_old_close_button_closes_nothing_twice(sao_bien: Town) -> None:
    await opens(sao_bien)
    for officer in (sao_bien.chi, sao_bien.bich):
        await officer.says("/thidua")
        await officer.taps("Thêm", "Khép đợt")
    await sao_bien.chi.taps("Khép ngay")
    await sao_bien.bich.taps("Khép ngay")
    assert sao_bien.bich.hears("đã được giải quyết rồi")


# --- reminders -------------------------------------------------------------------------------


@once
async def test_reminded_once_and_only_who_chose_nothing(sao_bien: Town) -> None:
    await opens(sao_bien)
    await signs_up(sao_bien.dung)
    for person in (sao_bien.an, sao_bien.dung):
        person.mark()
    await sao_bien.clock_to(2026, 11, 28, hour=7, minute=50)
    assert "chưa đăng ký thi đua" not in sao_bien.an.news
    await sao_bien.clock_to(2026, 11, 30, hour=9)
    assert sao_bien.an.news.count("chưa đăng ký thi đua năm 2026") == 1
    assert "chưa đăng ký thi đua" not in sao_bien.dung.news
    await sao_bien.an.taps("Đăng ký LĐTT", "Đúng, đăng ký")
    assert await held(sao_bien, "Trần Văn An") == {"ldtt"}


@once
async def test_a_short_round_reminds_the_day_before_its_last(sao_bien: Town) -> None:
    await opens(sao_bien, "hôm nay đến 25/11")
    sao_bien.an.mark()
    await sao_bien.clock_to(2026, 11, 23, hour=9)
    assert "chưa đăng ký thi đua" not in sao_bien.an.news
    await sao_bien.clock_to(2026, 11, 25, hour=9)
    assert sao_bien.an.news.count("chưa đăng ký thi đua") == 1


@once
async def test_a_reminder_is_checked_when_it_is_claimed(sao_bien: Town) -> None:
    """Written in the morning, it does not go out after the signing up, the leave or the close."""
    await opens(sao_bien)
    async with sao_bien.work() as work:
        due = await work.titles_due.not_registered(date(2026, 11, 28))
    assert {one.member_id for one in due} >= {(await member(sao_bien, "Trần Văn An")).id}
    await change(sao_bien, "Trần Văn An", state=State.AWAY.value)
    await signs_up(sao_bien.dung)
    await sao_bien.clock_to(2026, 11, 28, hour=9)
    assert "chưa đăng ký thi đua" not in sao_bien.an.news + sao_bien.dung.news
    assert "chưa đăng ký thi đua" in sao_bien.giang.news


@once
async def test_a_trial_union_starts_nothing(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    async with sao_bien.work() as work:
        await work.lock()
        await work.unions.change(trial=True)
    await opens(sao_bien)
    await signs_up(sao_bien.dung)
    await sao_bien.clock_to(2026, 11, 28, hour=9)
    assert not any("thi đua" in text for text in group_says(sao_bien))
    assert "thi đua" not in sao_bien.an.news


# --- the list ---------------------------------------------------------------------------------


@once
async def test_the_list_shows_the_share_and_warns(sao_bien: Town) -> None:
    await opens(sao_bien)
    await register_all(sao_bien, "Trần Văn An", "Phạm Văn Dũng", "Nguyễn Thị Hạnh", "Lê Thị Vy")
    await register_all(sao_bien, "Trần Văn An", "Lê Thị Vy", title="cstd")
    await sao_bien.giang.says("/thidua")
    await sao_bien.giang.taps("Thêm", "Danh sách đăng ký")
    assert sao_bien.giang.hears(
        "(46 đoàn viên)",
        "Lao động tiên tiến: 4 người, nữ 2",
        "Chiến sĩ thi đua cơ sở: 2 người, nữ 1",
        "Lưu ý: Mức 15% của 4 người là 1, hiện có 2.",
        "Chưa đăng ký danh hiệu nào (42)",
    )


@pytest.mark.parametrize("year", [2026, 2027])
@once
async def test_a_year_of_one_round(sao_bien: Town, year: int) -> None:
    """The year asked for is the year the round is of, whatever its days are."""
    await opens(sao_bien, "hôm nay đến 31/12", year)
    await signs_up(sao_bien.an)
    assert await held(sao_bien, "Trần Văn An", year) == {"ldtt"}
