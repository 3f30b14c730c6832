"""What somebody with a little right might try, and must not get."""

import pytest

from tests.chat import Town, group_says
from tests.scenarios.story import once, rows_of, telegram_only


@once
async def test_a_code_for_somebody_with_a_seat_comes_from_the_chair(sao_bien: Town) -> None:
    bich, chi = sao_bien.bich, sao_bien.chi
    await bich.says("/ma Nguyễn Thị Chi")
    assert bich.hears("Việc này dành cho")
    await chi.says("/ma Vũ Thị Giang")
    assert chi.hears("Mã riêng của Vũ Thị Giang")


@once
async def test_whoever_had_the_row_hears_of_another_account(sao_bien: Town) -> None:
    an, chi, khach = sao_bien.an, sao_bien.chi, sao_bien.khach
    await chi.says("/ma Trần Văn An")
    code = chi.news.split("An, Tổ 1: ")[1][:7]
    an.mark()
    await khach.says(code)
    await khach.taps("Đúng tôi")
    assert an.hears("Một tài khoản khác vừa vào Bot bằng mã riêng của anh An")


@once
async def test_only_the_chair_takes_a_seat_by_writing_somebody_off(sao_bien: Town) -> None:
    bich, giang = sao_bien.bich, sao_bien.giang
    await bich.says("/tinhtrang Vũ Thị Giang")
    await bich.taps("Đã nghỉ việc", "Đúng, ghi")
    assert bich.hears("Việc này dành cho")
    await giang.says("/nhatky")
    assert giang.hears("Sổ nguyên vẹn")


@once
async def test_whoever_left_does_not_come_back_with_an_old_code(sao_bien: Town) -> None:
    chi, khach = sao_bien.chi, sao_bien.khach
    await chi.says("/ma Nguyễn Thị Hạnh")
    code = chi.news.split("Hạnh, Tổ 1: ")[1][:7]
    await chi.says("/tinhtrang Nguyễn Thị Hạnh")
    await chi.taps("Đã nghỉ việc", "Đúng, ghi")
    before = await rows_of(sao_bien)
    await khach.says(code)
    await khach.taps("Đúng tôi")
    assert khach.hears("đã dùng hết hoặc hết hạn")
    assert await rows_of(sao_bien) == before


@telegram_only("a number always means the newest list")
@once
async def test_a_button_of_an_earlier_run_is_stale(sao_bien: Town) -> None:
    chi = sao_bien.chi
    await chi.says("/chucvu")
    await chi.taps("Giao chức vụ")
    await chi.says("Bích")
    await chi.taps("Ban Nữ công")
    message, data = chi.button("Đúng, giao")
    await chi.says("/huy", "/chucvu")
    await chi.taps("Giao chức vụ")
    await chi.says("Dũng")
    await chi.taps("Phó Chủ tịch")
    before = await rows_of(sao_bien)
    await sao_bien.after(sao_bien.world.taps(chi.id, chi.id, message.id, data))
    assert chi.hears("tin đã cũ")
    assert await rows_of(sao_bien) == before


@once
async def test_what_was_left_to_the_chair_waits_for_the_chair(sao_bien: Town) -> None:
    khach, bich, chi = sao_bien.khach, sao_bien.bich, sao_bien.chi
    await khach.says("/dangky Lê Văn Khách 1/2/1990 nam tổ 2", "đồng ý")
    await bich.says("chưa 1")
    assert bich.hears("để lại cho Chủ tịch")
    await bich.says("duyệt 1")
    assert bich.hears("Việc này dành cho")
    await chi.says("duyệt 1")
    assert khach.hears("Chào mừng anh Khách")


@telegram_only("Zalo tells nothing of what happens to a group")
@pytest.mark.starts(2027, 3, 5)
@once
async def test_a_group_that_took_the_bot_back_is_greeted_again(sao_bien: Town) -> None:
    from sandbox.saobien import AN, CHI, GROUP

    chi, an = sao_bien.chi, sao_bien.an

    async def link() -> None:
        await sao_bien.after(sao_bien.world.adds_bot_to(GROUP, CHI))
        await chi.says("/nhom")
        code = chi.news.split("/noinhom ")[1][:7]
        await chi.says_in(GROUP, f"/noinhom {code}")

    await link()
    await sao_bien.after(sao_bien.world.removes(GROUP, CHI))
    await link()
    await an.says("/riengtu")
    await an.taps("Lời chúc sinh nhật", "Cả trong nhóm")
    await sao_bien.clock_to(2027, 3, 8, hour=8)
    assert [said for said in group_says(sao_bien) if "anh An" in said]
    assert AN in sao_bien.world.people
