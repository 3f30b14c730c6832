"""Cards that come together at the hours an officer chose."""

import pytest

from tests.chat import Town
from tests.scenarios.story import asks_to_join, once


async def test_what_waits_comes_as_one_list_at_the_chosen_hour(sao_bien: Town) -> None:
    an, bich, chi, khach = sao_bien.an, sao_bien.bich, sao_bien.chi, sao_bien.khach
    chi.said = 0
    await chi.says("/giothe 11:30 và 19:00")
    assert chi.said == 1
    assert chi.hears("lúc 11:30 và 19:00")
    chi.mark()
    await asks_to_join(khach)
    await an.says("sửa số điện thoại 0912345678", "đúng")
    await bich.says("sửa số điện thoại 0987654321", "đúng")
    assert chi.hears_nothing()
    await bich.says("chưa 2")  # only to show that the queue is the same for all
    await sao_bien.clock_to(2026, 11, 21, hour=11, minute=30)
    assert chi.hears("Chị Chi, trưa nay 3 việc:", "Số 1: Lê Văn Khách xin vào", "Số 3: Lê Thị Bích")
    assert chi.news.count("việc:") == 1
    await chi.taps("Xem số 1")
    await chi.taps("Duyệt")
    assert khach.hears("Chào mừng anh Khách")
    chi.mark()
    await sao_bien.clock_to(2026, 11, 21, hour=20)
    assert chi.hears_nothing()  # nothing new was asked since


@once
async def test_what_somebody_decided_drops_out_and_one_alone_comes_as_its_card(
    sao_bien: Town,
) -> None:
    an, bich, chi = sao_bien.an, sao_bien.bich, sao_bien.chi
    await chi.says("gửi thẻ lúc 19h")
    await chi.says("/huy")
    await an.says("sửa số điện thoại 0912345678", "đúng")
    await asks_to_join(sao_bien.khach)
    chi.mark()
    await bich.says("duyet 2")
    await sao_bien.clock_to(2026, 11, 21, hour=19, minute=0)
    assert chi.hears("Đề nghị số 1: anh An", "0912 345 678")
    assert "việc:" not in chi.news
    await chi.taps("Duyệt")
    assert an.hears("0912 345 678")


@once
async def test_all_decided_means_nothing_is_said(sao_bien: Town) -> None:
    chi = sao_bien.chi
    await chi.says("/giothe 19:00")
    await sao_bien.an.says("sửa số điện thoại 0912345678", "đúng")
    await sao_bien.bich.says("duyet 1")
    chi.mark()
    await sao_bien.clock_to(2026, 11, 21, hour=20)
    assert chi.hears_nothing()


@once
async def test_at_once_again_brings_what_waits(sao_bien: Town) -> None:
    an, chi = sao_bien.an, sao_bien.chi
    await chi.says("/giothe")
    assert chi.hears("Hiện Bot gửi chị việc chờ duyệt ngay khi có")
    await chi.taps("19:00")
    await an.says("sửa số điện thoại 0912345678", "đúng")
    chi.mark()
    await chi.says("/giothe 11:30")  # what waited for 19:00 comes at 11:30 now
    await chi.says("/giothe 19:00")  # and at 19:00 after all
    await chi.says("/giothe ngay")
    assert chi.hears("gửi chị ngay", "Đề nghị số 1")
    await an.says("sửa ngày sinh 1/2/1988", "đúng")
    assert chi.hears("Đề nghị số 2")


@pytest.mark.parametrize(
    ("said", "answer"),
    [("23h", "từ 07:00 đến trước 21:00"), ("2 giờ", "sáng"), ("khi rảnh", "ví dụ")],
)
@once
async def test_hours_that_cannot_be_are_asked_again(sao_bien: Town, said: str, answer: str) -> None:
    chi = sao_bien.chi
    await chi.says(f"/giothe {said}")
    assert chi.hears(answer)
    await chi.says(said)
    assert chi.hears(answer, "11:30 và 19:00")
    await chi.says("19h")
    assert chi.hears("lúc 19:00")


@once
async def test_the_deputy_is_asked_after_a_day_all_the_same(sao_bien: Town) -> None:
    chi = sao_bien.chi
    await chi.says("/giothe 19:00")
    await sao_bien.an.says("sửa số điện thoại 0912345678", "đúng")
    sao_bien.bich.mark()
    await sao_bien.clock_to(2026, 11, 22, hour=9, minute=1)
    assert sao_bien.bich.hears("Đề nghị số 1")
