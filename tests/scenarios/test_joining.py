"""Coming in: by one's own number, by a code, by the team's code, by asking."""

import pytest

from tests.chat import Town


@pytest.mark.members("bich", "chi", "dung", "giang")
async def test_a_matching_number_lets_a_member_in_with_few_messages(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.starts()
    assert an.hears("Đây là Bot của CĐCS Công ty Cổ phần Viễn thông Sao Biển")
    await an.shares_number()
    assert an.hears("09••• •••123", "Trần Văn An", "Tổ 1")
    await an.taps("Đúng tôi")
    assert an.hears("Chào mừng anh An")
    assert an.said <= 4
    await an.says("/toi")
    assert an.hears("Trần Văn An", "08/03/1988", "0901 234 123")


@pytest.mark.members("bich", "chi", "dung", "giang")
async def test_a_stranger_asks_and_chi_agrees(sao_bien: Town) -> None:
    khach, chi = sao_bien.khach, sao_bien.chi
    await khach.says("xin chào")
    await khach.says("Xin vào công đoàn")
    assert khach.hears("họ tên và ngày sinh")
    await khach.says("lê văn khách 1/2/1990")
    await khach.taps("Nam")
    await khach.taps("Tổ 2")
    assert khach.hears("Lê Văn Khách", "01/02/1990", "Tổ 2")
    await khach.taps("Đúng, tôi đồng ý")
    assert khach.hears("Đã gửi đề nghị số 1")
    assert chi.hears("Lê Văn Khách xin vào công đoàn", "Chưa có trong danh sách")
    assert sao_bien.bich.hears_nothing()
    await chi.taps("Duyệt")
    assert chi.hears("đã duyệt")
    assert khach.hears("Chào mừng anh Khách")
