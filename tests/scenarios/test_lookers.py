"""Who looked at my case: asked by its owner, answered from the log."""

from tests.chat import Town
from tests.scenarios.story import comes_by_team, once, team_code


async def test_the_owner_hears_who_looked_and_when(sao_bien: Town) -> None:
    an, bich, chi = sao_bien.an, sao_bien.bich, sao_bien.chi
    await an.says("sửa số điện thoại 0912345678", "đúng")
    await an.says("ai xem đề nghị 1 của tôi")
    assert an.hears("Bot đã gửi thẻ cho chị Chi", "Chưa ai mở xem lại")
    await bich.says("/duyet")
    await bich.taps("Xem số 1")
    await an.says("/aixem 1")
    assert an.hears("Lê Thị Bích mở xem lúc 09:00 21/11/2026")
    assert an.news.count("mở xem lúc") == 1
    for other in (sao_bien.dung, chi):
        await other.says("/aixem 1")
        assert other.hears("chưa tìm thấy")
    await chi.says("/aixem 99")
    assert chi.hears("chưa tìm thấy")


@once
async def test_without_a_number_one_s_own_are_shown(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.says("ai xem hồ sơ của tôi")
    assert an.hears("chưa gửi đề nghị nào")
    await an.says("sửa số điện thoại 0912345678", "đúng")
    await an.says("/aixem")
    await an.taps("Số 1: đề nghị sửa")
    assert an.hears("Đề nghị số 1 của anh")


@once
async def test_every_opening_stands_in_the_log_once(sao_bien: Town) -> None:
    dung, khach = sao_bien.dung, sao_bien.khach
    code = await team_code(sao_bien)
    await comes_by_team(sao_bien, khach, "Lê Thị Hoa 1975", code)
    await dung.says("/duyet")
    await dung.taps("Xem số 1")
    async with sao_bien.work() as work:
        assert len(await work.log.about("case.opened", "case 1")) == 1
    await dung.taps("Duyệt")
    await khach.says("/aixem 1")
    assert khach.hears("Phạm Văn Dũng mở xem lúc")
