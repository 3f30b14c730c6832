"""Results of a round: written step by step or in one line, told once, never of one's own alone."""

from tests.chat import Town
from tests.scenarios.story import member, once
from tests.scenarios.titles import RESULT, opens, over, signed
from union.titles import Outcome


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
    assert chi.hears("việc của chính chị")
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
