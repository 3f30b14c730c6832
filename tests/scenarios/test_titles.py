"""Emulation: a round opens, people sign up in two messages, results are written and told."""

from datetime import UTC, date, datetime

import pytest

from storage.titles import Registration
from tests.chat import Person, Town, group_says
from tests.databases import Databases
from tests.scenarios.story import change, links_the_group, member, once, one_mode
from union.members import State
from union.titles import Outcome

RESULT = "kết quả LĐTT: An, Dũng; QĐ 15/QĐ-CĐ ngày 20/12/2026"


async def opens(made: Town, days: str = "hôm nay đến 5/12", year: int = 2026) -> None:
    await made.chi.says("/thidua")
    await made.chi.taps("Mở hoặc đổi ngày")
    await made.chi.says(days)
    await made.chi.taps(f"Năm {year}", "Đúng")


async def signs_up(person: Person, words: str = "đăng ký lao động tiên tiến") -> None:
    await person.says(words)
    await person.taps("Đúng, đăng ký")


async def signed(made: Town, year: int = 2026) -> list[Registration]:
    async with made.work() as work:
        return await work.titles.of_year(year)  # type: ignore[no-any-return]


async def held(made: Town, name: str, year: int = 2026) -> set[str]:
    return {one.title for one in await signed(made, year) if one.member.name == name}


async def register_all(made: Town, *names: str, title: str = "ldtt") -> None:
    """As if they had signed up in the chat."""
    async with made.work() as work:
        await work.lock()
        (round_,) = [one for one in await work.titles.rounds() if one.year == 2026]
        for name in names:
            (row,) = await work.members.by_name(name)
            await work.titles.register(round_.id, row.id, [title])


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
    await sao_bien.chi.taps("Mở hoặc đổi ngày")
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
    await chi.taps("Khép đợt", "Khép ngay")
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
        await officer.taps("Khép đợt")
    await sao_bien.chi.taps("Khép ngay")
    await sao_bien.bich.taps("Khép ngay")
    assert sao_bien.bich.hears("đã được giải quyết rồi")


# --- signing up ------------------------------------------------------------------------------


@once
async def test_what_it_needs_comes_along_and_goes_along(sao_bien: Town) -> None:
    an = sao_bien.an
    await opens(sao_bien)
    an.said = 0
    await an.says("em đăng ký CSTĐ cơ sở ạ")
    assert an.hears("• Chiến sĩ thi đua cơ sở", "• Lao động tiên tiến (kèm theo", "sáng kiến")
    await an.taps("Đúng, đăng ký")
    assert an.said == 2 and await held(sao_bien, "Trần Văn An") == {"ldtt", "cstd"}
    await an.says("rút LĐTT")
    assert an.hears("Chiến sĩ thi đua cơ sở cần danh hiệu này nên cũng rút theo")
    await an.taps("Đúng, rút")
    assert await held(sao_bien, "Trần Văn An") == set()
    await signs_up(an)
    assert await held(sao_bien, "Trần Văn An") == {"ldtt"}


@once
async def test_by_buttons_in_three(sao_bien: Town) -> None:
    await opens(sao_bien)
    giang = sao_bien.giang
    giang.said = 0
    await giang.says("/thidua")
    await giang.taps("Đăng ký GVN-ĐVN", "Đúng, đăng ký")
    assert giang.said == 3 and await held(sao_bien, "Vũ Thị Giang") == {"gvn"}
    await giang.says("thi đua")
    assert giang.hears("Chị Giang đã đăng ký", "Giỏi việc nước") and giang.offers("Rút GVN-ĐVN")
    assert not giang.offers("Đăng ký Nam san sẻ") and not giang.offers("Khép")


@once
async def test_the_question_takes_several_titles_in_words(sao_bien: Town) -> None:
    await opens(sao_bien)
    bich = sao_bien.bich
    await bich.says("đăng ký ldtt và gvn đvn")
    await bich.taps("Đúng, đăng ký")
    assert await held(sao_bien, "Lê Thị Bích") == {"ldtt", "gvn"}
    await bich.says("đăng ký ldtt")
    assert bich.hears("đã đăng ký Lao động tiên tiến năm 2026 rồi")


@once
async def test_for_women_for_men_and_for_whom_nobody_wrote_down(sao_bien: Town) -> None:
    await opens(sao_bien)
    await sao_bien.an.says("đăng ký giỏi việc nước đảm việc nhà")
    assert sao_bien.an.hears("dành cho đoàn viên nữ")
    await change(sao_bien, "Vũ Thị Giang", sex="")
    await sao_bien.giang.says("đăng ký gvn")
    assert sao_bien.giang.hears("chưa ghi giới tính", "/sua")
    assert await signed(sao_bien) == []


@once
async def test_a_button_of_last_year_and_one_pressed_twice(sao_bien: Town) -> None:
    an = sao_bien.an
    await opens(sao_bien)
    await an.says("/thidua")
    await an.taps("Đăng ký LĐTT")
    yes = an.button("Đúng, đăng ký")
    taps = [sao_bien.world.taps(an.id, an.id, yes[0].id, yes[1]) for _ in range(2)]
    for tap in taps:
        await sao_bien.after(tap)
    assert len(await signed(sao_bien)) == 1
    await an.says("/thidua")
    await sao_bien.jump_to(2027, 11, 20, hour=9)
    await an.taps("Rút LĐTT")
    assert an.hears("đã khép ngày 05/12/2026")


@once
async def test_it_closes_while_somebody_is_asked(sao_bien: Town) -> None:
    await opens(sao_bien, "hôm nay đến 23/11")
    await sao_bien.an.says("đăng ký ldtt")
    await sao_bien.jump_to(2026, 11, 24, hour=9)
    await sao_bien.an.taps("Đúng, đăng ký")
    assert sao_bien.an.hears("đã khép") and await signed(sao_bien) == []


@once
async def test_words_that_must_only_ask(sao_bien: Town) -> None:
    await opens(sao_bien)
    for said in ("không đăng ký LĐTT nữa", "đăng ký LĐTT cho chị Lan", "điều kiện LĐTT"):
        await sao_bien.an.says(said)
        await sao_bien.an.says("đúng")
    assert await signed(sao_bien) == []


@once
async def test_years_in_a_row_are_counted_and_only_warned_of(sao_bien: Town) -> None:
    await opens(sao_bien)
    await sao_bien.an.says("đăng ký cstd tỉnh")
    assert sao_bien.an.hears("còn thiếu 2 năm", "cán bộ sẽ xem lại", "• Lao động tiên tiến")
    await sao_bien.an.taps("Đúng, đăng ký")
    assert await held(sao_bien, "Trần Văn An") == {"ldtt", "cstd", "cstd_tinh"}


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


async def test_a_trial_union_starts_nothing(databases: Databases) -> None:
    async with one_mode(databases) as made:
        await links_the_group(made)
        async with made.work() as work:
            await work.lock()
            await work.unions.change(trial=True)
        await opens(made)
        await signs_up(made.dung)
        await made.clock_to(2026, 11, 28, hour=9)
        assert not any("thi đua" in text for text in group_says(made))
        assert "thi đua" not in made.an.news


# --- an officer for somebody else ---------------------------------------------------------------


@once
async def test_after_the_last_day_with_a_reason(sao_bien: Town) -> None:
    chi, an = sao_bien.chi, sao_bien.an
    await opens(sao_bien)
    await sao_bien.jump_to(2026, 12, 6, hour=9)
    await chi.says("/thidua")
    await chi.taps("Đăng ký giúp một người")
    await chi.says("an")
    await chi.taps("LĐTT")
    assert chi.hears("cần lý do")
    await chi.says("đi công tác dài ngày")
    assert chi.hears("Lý do: đi công tác dài ngày")
    await chi.taps("Đúng, đăng ký")
    assert an.hears("Chị Chi đã đăng ký giúp anh An Lao động tiên tiến năm 2026", "đi công tác")
    assert await held(sao_bien, "Trần Văn An") == {"ldtt"}
    async with sao_bien.work() as work:
        lines = [line for line in await work.log.read() if line.verb == "title.late"]
    assert "đi công tác dài ngày" in (lines[0].details or {}).values()


@once
async def test_nobody_lets_themselves_in_late(sao_bien: Town) -> None:
    await opens(sao_bien)
    await sao_bien.jump_to(2026, 12, 6, hour=9)
    await sao_bien.bich.says("/thidua")
    await sao_bien.bich.taps("Đăng ký giúp một người")
    await sao_bien.bich.says("Bích")
    assert sao_bien.bich.hears("việc của chính anh/chị")
    assert await signed(sao_bien) == []


@once
async def test_while_it_is_open_without_a_reason_for_who_has_no_telephone(sao_bien: Town) -> None:
    await opens(sao_bien)
    await sao_bien.bich.says("/thidua")
    await sao_bien.bich.taps("Đăng ký giúp một người")
    await sao_bien.bich.says("Hạnh")
    await sao_bien.bich.says("gvn")
    await sao_bien.bich.taps("Đúng, đăng ký")
    assert await held(sao_bien, "Nguyễn Thị Hạnh") == {"gvn"}


# --- the list ---------------------------------------------------------------------------------


@once
async def test_the_list_shows_the_share_and_warns(sao_bien: Town) -> None:
    await opens(sao_bien)
    await register_all(sao_bien, "Trần Văn An", "Phạm Văn Dũng", "Nguyễn Thị Hạnh", "Lê Thị Vy")
    await register_all(sao_bien, "Trần Văn An", "Lê Thị Vy", title="cstd")
    await sao_bien.giang.says("/thidua")
    await sao_bien.giang.taps("Danh sách đăng ký")
    assert sao_bien.giang.hears(
        "(46 đoàn viên)",
        "Lao động tiên tiến: 4 người, nữ 2",
        "Chiến sĩ thi đua cơ sở: 2 người, nữ 1",
        "Lưu ý: Mức 15% của 4 người là 1, hiện có 2.",
        "Chưa đăng ký danh hiệu nào (42)",
    )


# --- results -----------------------------------------------------------------------------------


async def over(made: Town, *names: str) -> None:
    """A round of 2026 that is over; these registered for LĐTT."""
    await opens(made)
    await register_all(made, *names)
    await made.jump_to(2026, 12, 21, hour=9)
    made.chi.mark()


@once
async def test_results_step_by_step_with_who_missed(sao_bien: Town) -> None:
    chi = sao_bien.chi
    await over(sao_bien, "Trần Văn An", "Phạm Văn Dũng", "Vũ Thị Giang")
    await chi.says("/thidua")
    await chi.taps("Ghi kết quả", "LĐTT (3)")
    await chi.says("tất cả trừ Dũng")
    assert chi.hears("Số và ngày quyết định")
    await chi.says("15/QĐ-CĐ")
    assert chi.hears("Số và ngày quyết định")
    await chi.says("15/QĐ-CĐ ngày 25/12/2026")
    assert chi.hears("25/12/2026 chưa đến")
    await chi.says("15/QĐ-CĐ ngày 20/12/2026")
    assert chi.hears("Đạt (2)", "Chưa đạt (1): Phạm Văn Dũng")
    await chi.taps("Ghi kết quả")
    assert sao_bien.dung.hears("chưa đến với anh Dũng") and "15/QĐ" not in sao_bien.dung.news
    assert sao_bien.giang.hears("Chúc mừng chị Giang")
    outcomes = {one.member.name: one.outcome for one in await signed(sao_bien)}
    assert outcomes["Phạm Văn Dũng"] is Outcome.MISSED
    async with sao_bien.work() as work:
        (ldtt, *_) = await work.titles.figures(2026)
    assert (ldtt.registered.all, ldtt.achieved.all, ldtt.achieved.women) == (3, 2, 1)


@once
async def test_two_of_one_name_are_asked(sao_bien: Town) -> None:
    chi = sao_bien.chi
    vy = await member(sao_bien, "Lê Thị Vy")
    async with sao_bien.work() as work:
        await work.lock()
        await work.members.change(vy.id, name="Lê Thị Lan")
    await over(sao_bien, "Trần Thị Lan", "Lê Thị Lan", "Trần Văn An")
    await chi.says("kết quả LĐTT: An, Lan; QĐ 15/QĐ-CĐ ngày 20/12/2026")
    assert chi.hears("“Lan” là ai?")
    await chi.taps("Lê Thị Lan")
    assert chi.hears("Đạt (2)", "Lê Thị Lan")
    await chi.taps("Ghi kết quả")
    reached = {one.member.name for one in await signed(sao_bien) if one.outcome}
    assert reached == {"Lê Thị Lan", "Trần Văn An"}


@once
async def test_who_is_not_registered_is_named_and_not_written(sao_bien: Town) -> None:
    chi = sao_bien.chi
    await over(sao_bien, "Trần Văn An")
    await chi.says("kết quả LĐTT: An, Hoa; QĐ 15/QĐ-CĐ ngày 20/12/2026")
    assert chi.hears("Không ghi “Hoa”", "Đạt (1)")
    await chi.taps("Sửa")
    assert chi.hears("Ai đạt Lao động tiên tiến năm 2026?")
    await chi.says("Hoa")
    assert chi.hears("Không thấy “Hoa”")
    await chi.says("không đạt:")
    assert chi.hears("Ai đạt Lao động tiên tiến năm 2026?")
    await chi.says("An")
    await chi.says("15/QĐ-CĐ ngày 20/12/2026")
    await chi.taps("Thôi")
    assert [one.outcome for one in await signed(sao_bien)] == [None]


@once
async def test_nobody_writes_their_own_result_alone(sao_bien: Town) -> None:
    chi, bich = sao_bien.chi, sao_bien.bich
    await over(sao_bien, "Trần Văn An", "Nguyễn Thị Chi")
    await chi.says("kết quả LĐTT: An, Chi; QĐ 15/QĐ-CĐ ngày 20/12/2026")
    await chi.taps("Ghi kết quả")
    assert chi.hears("của 1 người", "chờ một cán bộ khác xác nhận")
    outcomes = {one.member.name: one.outcome for one in await signed(sao_bien)}
    assert outcomes == {"Trần Văn An": Outcome.ACHIEVED, "Nguyễn Thị Chi": None}
    assert bich.hears("kết quả thi đua của chính mình", "Lao động tiên tiến năm 2026: đạt")
    await chi.says("duyệt 1")
    assert chi.hears("việc của chính anh/chị")
    await bich.taps("Duyệt")
    assert chi.hears("Chúc mừng chị Chi đạt danh hiệu Lao động tiên tiến")
    outcomes = {one.member.name: one.outcome for one in await signed(sao_bien)}
    assert outcomes["Nguyễn Thị Chi"] is Outcome.ACHIEVED


@once
async def test_one_s_own_that_is_not_confirmed_is_not_written(sao_bien: Town) -> None:
    await over(sao_bien, "Lê Thị Bích")
    await sao_bien.bich.says("kết quả LĐTT: Bích; QĐ 15/QĐ-CĐ ngày 20/12/2026")
    await sao_bien.bich.taps("Ghi kết quả")
    await sao_bien.chi.taps("Chưa")
    assert sao_bien.bich.hears("chưa được xác nhận nên chưa ghi")
    assert [one.outcome for one in await signed(sao_bien)] == [None]


@once
async def test_a_result_corrected_is_told_again_and_the_same_is_not(sao_bien: Town) -> None:
    chi, an = sao_bien.chi, sao_bien.an
    await over(sao_bien, "Trần Văn An", "Phạm Văn Dũng")
    for _ in range(2):
        await chi.says(RESULT)
        await chi.taps("Ghi kết quả")
    assert chi.hears("giống hệt đã ghi")
    assert an.news.count("Chúc mừng anh An") == 1
    await chi.says("kết quả LĐTT không đạt: An; QĐ 16 ngày 20/12/2026")
    await chi.taps("Ghi kết quả")
    assert an.hears("chưa đến với anh An")


@once
async def test_no_results_while_it_is_open_and_none_without_a_round(sao_bien: Town) -> None:
    await sao_bien.chi.says(RESULT)
    assert sao_bien.chi.hears("chưa mở đợt đăng ký thi đua")
    await opens(sao_bien)
    await sao_bien.chi.says(RESULT)
    assert sao_bien.chi.hears("còn mở đến 05/12/2026")


@once
async def test_told_in_the_morning_when_written_at_night(sao_bien: Town) -> None:
    await over(sao_bien, "Trần Văn An", "Phạm Văn Dũng")
    await sao_bien.jump_to(2026, 12, 21, hour=22)
    await sao_bien.chi.says(RESULT)
    await sao_bien.chi.taps("Ghi kết quả")
    assert "Chúc mừng" not in sao_bien.an.news
    await sao_bien.clock_to(2026, 12, 22, hour=7, minute=0)
    assert sao_bien.an.hears("Chúc mừng anh An")


@once
async def test_what_is_asked_in_the_group_is_answered_in_private(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    await opens(sao_bien)
    from sandbox.saobien import GROUP

    await sao_bien.an.says_in(GROUP, "/thidua đăng ký LĐTT")
    assert "khung chat" in group_says(sao_bien)[-1]
    assert await signed(sao_bien) == []


@pytest.mark.parametrize("year", [2026, 2027])
async def test_a_year_of_one_round(databases: Databases, year: int) -> None:
    """The year asked for is the year the round is of, whatever its days are."""
    async with one_mode(databases, start=datetime(2026, 11, 21, 2, 0, tzinfo=UTC)) as made:
        await opens(made, "hôm nay đến 31/12", year)
        await signs_up(made.an)
        assert await held(made, "Trần Văn An", year) == {"ldtt"}
