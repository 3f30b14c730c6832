"""A member's own data: looked at, corrected in one sentence or by taps, confirmed by another."""

import pytest

from tests.chat import Town
from tests.scenarios.story import member, once


async def test_me_shows_what_is_kept(sao_bien: Town) -> None:
    await sao_bien.bich.says("thong tin cua toi")
    assert sao_bien.bich.hears("Lê Thị Bích", "20/10/1984", "nữ", "Tổ 2", "0901 234 202", "Kế toán")


@pytest.mark.parametrize(
    "sentence",
    [
        "sửa số điện thoại thành 0912 345 678",
        "em muốn đổi sdt sang 0912345678 ạ",
        "/sua so dien thoai 0912.345.678",
    ],
)
@once
async def test_a_correction_in_one_sentence(sao_bien: Town, sentence: str) -> None:
    await sao_bien.an.says(sentence)
    assert sao_bien.an.hears("0901 234 123", "0912 345 678", "Cán bộ sẽ xác nhận")
    await sao_bien.an.taps("Đúng, gửi đi")
    assert sao_bien.an.hears("đề nghị sửa số 1")
    assert sao_bien.chi.hears("anh An", "0912 345 678")
    assert (await member(sao_bien, "Trần Văn An")).phone == "+84901234123"
    await sao_bien.chi.taps("Duyệt")
    assert sao_bien.an.hears("Chị Chi đã xác nhận", "0912 345 678")
    assert (await member(sao_bien, "Trần Văn An")).phone == "+84912345678"


async def test_a_correction_by_taps(sao_bien: Town) -> None:
    an, chi = sao_bien.an, sao_bien.chi
    await an.says("/toi")
    await an.taps("Sửa thông tin", "Tổ", "Tổ 5", "Đúng, gửi đi")
    await chi.taps("Chưa")
    assert an.hears("chưa thể sửa tổ")
    assert "từ chối" not in an.news
    team = (await member(sao_bien, "Trần Văn An")).team
    assert team and team.number == 1


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("sửa ngày sinh 29/2/1975", "Năm 1975 không có ngày 29/2"),
        ("sửa ngày sinh 31/4/1980", "Tháng 4 không có ngày 31"),
        ("sửa ngày sinh 12/3", "12/3 năm nào"),
        ("sửa ngày sinh 1985", "cả ngày và tháng của năm 1985"),
        ("sửa số điện thoại 0168 123 4567", "0381 234 567"),
        ("sửa số điện thoại 024 3825 1234", "máy bàn"),
        ("sửa số điện thoại 12345", "chưa đọc được số điện thoại"),
    ],
)
@once
async def test_what_cannot_be_read_is_answered_precisely(
    sao_bien: Town, sentence: str, answer: str
) -> None:
    await sao_bien.an.says(sentence)
    assert sao_bien.an.hears(answer)
    await sao_bien.an.says(sentence.split(maxsplit=3)[-1])
    assert "không hợp lệ" not in sao_bien.an.news
    await sao_bien.an.says("/huy")
    assert sao_bien.an.hears("chưa ghi gì")


@once
async def test_a_bad_value_is_asked_again_and_then_taken(sao_bien: Town) -> None:
    await sao_bien.an.says("sửa thông tin", "ngày sinh", "29/2/1975")
    assert sao_bien.an.hears("Năm 1975 không có ngày 29/2")
    await sao_bien.an.says("28/2/1975")
    assert sao_bien.an.hears("08/03/1988 thành 28/02/1975")
    await sao_bien.an.says("thôi")
    assert sao_bien.an.hears("giữ nguyên")


@once
async def test_nothing_changed_ends_it(sao_bien: Town) -> None:
    await sao_bien.an.says("sửa số điện thoại 0901234123")
    assert sao_bien.an.hears("giống hệt")
    await sao_bien.an.says("thông tin của tôi")
    assert sao_bien.an.hears("Trần Văn An")


async def test_the_newer_wish_replaces_the_older(sao_bien: Town) -> None:
    an, chi = sao_bien.an, sao_bien.chi
    await an.says("sửa số điện thoại 0912345678", "đúng")
    first, _ = chi.button("Duyệt")
    await an.says("sửa số điện thoại 0987654321", "đúng")
    assert sao_bien.rewritten(first, "đã rút")
    await chi.taps("Duyệt")
    assert (await member(sao_bien, "Trần Văn An")).phone == "+84987654321"
    await chi.says("duyệt 1")
    assert chi.hears("đã được giải quyết rồi")


async def test_the_chairs_own_case_goes_to_another(sao_bien: Town) -> None:
    chi, bich = sao_bien.chi, sao_bien.bich
    await chi.says("sửa số điện thoại 0912345678", "đúng")
    assert bich.hears("chị Chi", "0912 345 678")
    await chi.says("duyệt 1")
    assert chi.hears("cần một cán bộ khác")
    await chi.says("chưa 1")
    assert chi.hears("cần một cán bộ khác")
    await bich.taps("Duyệt")
    assert (await member(sao_bien, "Nguyễn Thị Chi")).phone == "+84912345678"


async def test_the_chairs_own_case_can_be_refused_by_another(sao_bien: Town) -> None:
    chi, bich = sao_bien.chi, sao_bien.bich
    await chi.says("sửa số điện thoại 0912345678", "đúng")
    await bich.taps("Chưa")
    assert chi.hears("chưa thể sửa số điện thoại")
    async with sao_bien.work() as work:
        assert await work.cases.waiting() == []
