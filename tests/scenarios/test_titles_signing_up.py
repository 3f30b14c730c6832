"""Signing up for titles: by oneself in two messages, or by an officer for somebody else."""

from sandbox.saobien import GROUP
from tests.chat import Town, group_says
from tests.scenarios.story import change, links_the_group, once
from tests.scenarios.titles import held, opens, signed, signs_up


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
    await an.taps_late("Rút LĐTT")
    assert an.hears("đã khép ngày 05/12/2026")


@once
async def test_it_closes_while_somebody_is_asked(sao_bien: Town) -> None:
    await opens(sao_bien, "hôm nay đến 23/11")
    an = sao_bien.an
    await an.says("đăng ký ldtt")
    await sao_bien.jump_to(2026, 11, 24, hour=9)
    await an.taps_late("Đúng, đăng ký")
    assert an.hears("đã khép") and await signed(sao_bien) == []


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


@once
async def test_what_is_asked_in_the_group_is_answered_in_private(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    await opens(sao_bien)
    await sao_bien.an.says_in(GROUP, "/thidua đăng ký LĐTT")
    assert "khung chat" in group_says(sao_bien)[-1]
    assert await signed(sao_bien) == []


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
    assert sao_bien.bich.hears("việc của chính chị")
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


@once
async def test_six_choices_and_the_others_behind_more(sao_bien: Town) -> None:
    await opens(sao_bien)
    chi = sao_bien.chi
    await chi.says("/thidua")
    assert chi.offers("Danh sách đăng ký") and chi.offers("Ghi kết quả") and chi.offers("Thêm")
    assert not chi.offers("Khép") and not chi.offers("Trang chính")
    await chi.taps("Thêm")
    assert chi.offers("Khép đợt") and chi.offers("Mở hoặc đổi") and chi.offers("Trang chính")
