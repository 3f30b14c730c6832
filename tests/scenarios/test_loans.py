"""Borrowing from the mutual fund: two messages, two who agree, and never more than there is."""

import asyncio

import pytest

from sandbox.saobien import GROUP
from tests.chat import Town
from tests.scenarios.lending import (
    AN,
    balance,
    fills,
    loans_of,
    presses,
)
from tests.scenarios.story import links_the_group, once


async def test_a_loan_from_the_sentence_to_the_last_instalment(sao_bien: Town) -> None:
    an, bich, chi = sao_bien.an, sao_bien.bich, sao_bien.chi
    await fills(sao_bien, 12_400_000)
    said = an.said
    await an.says("cho em vay 5tr sua nha tra 2 thang")
    assert an.hears("Anh An đề nghị vay Quỹ tương trợ 5.000.000đ (Năm triệu đồng), không lãi")
    assert an.hears("Trả 2 tháng, mỗi tháng 2.500.000đ, kỳ đầu 10/12/2026", "Lý do: Sua nha")
    assert an.hears("Chỉ Chủ tịch, kế toán và Ủy ban Kiểm tra xem được")
    await an.taps("Đúng, gửi đề nghị")
    assert an.hears("Đã gửi, mã vay 1. Cần hai người duyệt")
    assert an.said - said == 2
    for officer in (chi, bich):
        assert officer.hears("Vay 1: Trần Văn An, Tổ 1, 5.000.000đ, 2 tháng. Lý do: Sua nha")
        assert officer.hears("Quỹ còn 12.400.000đ, không ai chờ trước")
    said = chi.said
    await chi.says("duyet 1")
    assert chi.said - said == 1
    assert chi.hears("Còn cần")
    await bich.taps("Duyệt")
    assert an.hears("chị Chi", "duyệt. Chị Bích sẽ chuyển tiền")
    assert bich.hears("Vay 1 đến lượt: chuyển 5.000.000đ cho Trần Văn An")
    await bich.taps("Đã chuyển khoản")
    assert bich.hears("phiếu chi QTT-PC-001")
    assert an.hears("Chị Bích đã chuyển khoản 5.000.000đ vay 1 cho anh An")
    await an.taps("Đã nhận")
    assert an.hears("Trước mỗi kỳ 3 ngày")
    await sao_bien.jump_to(2026, 12, 7, hour=9)
    assert an.hears("Kỳ 1 vay 1 của anh An: 2.500.000đ, hẹn ngày 10/12/2026")
    await an.taps("Mã QR")
    assert an.hears("Trả vay 1: 2.500.000đ, sau lần này còn 2.500.000đ", "TV00013")
    await an.taps("Tôi đã chuyển")
    await bich.taps("Đã nhận đủ")
    assert an.hears("Công đoàn đã nhận 2.500.000đ của anh An trả vay 1, biên lai QTT-PT-001")
    assert an.hears("Còn 2.500.000đ. Kỳ 2: 2.500.000đ, hẹn ngày 10/01/2027")
    await an.says("trả hết")
    await an.taps("Nộp tiền mặt cho chị Bích")
    assert bich.hears("nộp tiền mặt 2.500.000đ")
    await bich.taps("Đã nhận đủ")
    assert an.hears("đã trả hết vay 1, Công đoàn cảm ơn")
    (loan,) = await loans_of(sao_bien, AN)
    assert (loan.state, loan.left, await balance(sao_bien)) == ("repaid", 0, 12_400_000)


@once
async def test_what_is_missing_is_asked(sao_bien: Town) -> None:
    an = sao_bien.an
    await fills(sao_bien, 12_400_000)
    await an.says("/vay")
    assert an.hears("Anh An muốn vay bao nhiêu?", "tối đa 10.000.000đ")
    await an.says("nhiều nhiều")
    assert an.hears("Công đoàn chưa đọc được số tiền")
    await an.says("50k")
    assert an.hears("ít nhất 100.000đ")
    await an.says("5 triệu rưỡi")
    assert an.hears("Vay 5.500.000đ, trả dần trong mấy tháng?")
    await an.says("12")
    assert an.hears("từ 1 đến 10")
    await an.says("nửa năm")
    await an.taps("Chữa bệnh")
    assert an.hears("5.500.000đ (Năm triệu năm trăm nghìn đồng)", "Lý do: Chữa bệnh")
    assert an.hears("Trả 6 tháng, mỗi tháng 916.666đ, kỳ cuối 916.670đ")
    await an.says("thôi không vay")
    assert an.hears("chưa gửi gì")
    assert await loans_of(sao_bien, AN) == []


@once
async def test_months_beyond_the_rules_are_asked_again(sao_bien: Town) -> None:
    await fills(sao_bien, 12_400_000)
    await sao_bien.an.says("vay 5tr sửa nhà trả 12 tháng")
    assert sao_bien.an.hears("Nhiều nhất 10 tháng")
    await sao_bien.an.taps("10 tháng")
    assert sao_bien.an.hears("mỗi tháng 500.000đ", "Lý do: Sửa nhà")


@pytest.mark.parametrize(
    ("words", "shown"),
    [("vay 200 mua thuốc 3 tháng", "Là 200.000đ, anh?"), ("vay 2 củ", "Là 2.000.000đ"),
     ("vay 50 rưỡi", "Là 50.500.000đ"), ("vay 1tr05", "Là 1.050.000đ")],
)  # fmt: skip
@once
async def test_slang_and_two_readings_are_confirmed_first(
    sao_bien: Town, words: str, shown: str
) -> None:
    await fills(sao_bien, 12_400_000)
    await sao_bien.an.says(words)
    assert sao_bien.an.hears(shown)
    assert "(" not in sao_bien.an.news


@once
async def test_the_confirmed_reading_goes_on(sao_bien: Town) -> None:
    await fills(sao_bien, 12_400_000)
    await sao_bien.an.says("vay 200 mua thuốc 3 tháng")
    await sao_bien.an.says("đúng")
    assert sao_bien.an.hears("200.000đ (Hai trăm nghìn đồng)", "Mua thuốc")


@once
async def test_one_part_is_edited_and_the_others_stay(sao_bien: Town) -> None:
    an = sao_bien.an
    await fills(sao_bien, 12_400_000)
    await an.says("vay 5tr sửa nhà 5 tháng")
    await an.taps("Sửa", "Số tiền")
    await an.says("3tr")
    assert an.hears("3.000.000đ (Ba triệu đồng)", "Trả 5 tháng", "Lý do: Sửa nhà")
    await an.taps("Sửa", "Số tháng", "3 tháng")
    assert an.hears("Trả 3 tháng, mỗi tháng 1.000.000đ", "3.000.000đ (Ba")
    await an.says("sửa", "lý do", "đóng học")
    assert an.hears("Lý do: Đóng học", "Trả 3 tháng")


@once
async def test_more_than_the_fund_has_today(sao_bien: Town) -> None:
    an = sao_bien.an
    await fills(sao_bien, 4_183_333)
    await an.says("vay 5tr sửa nhà 5 tháng")
    assert an.hears("Hôm nay quỹ cho vay được tối đa 4.180.000đ")
    assert an.offers("Vay 4.180.000đ ngay") and an.offers("Chờ 5.000.000đ")
    await an.taps("Vay 4.180.000đ ngay")
    assert an.hears("4.180.000đ (Bốn triệu một trăm tám mươi nghìn đồng)")
    await an.taps("Sửa", "Số tiền")
    await an.says("5tr")
    await an.taps("Chờ 5.000.000đ", "Đúng, gửi đề nghị")
    assert an.hears("mã vay 1")
    assert sao_bien.chi.hears("5.000.000đ, 5 tháng")


@once
async def test_when_the_fund_will_have_it_is_said(sao_bien: Town) -> None:
    await fills(sao_bien, 4_700_000)
    await sao_bien.dung.says("quỹ còn bao nhiêu?")
    await sao_bien.dung.taps("Tham gia")
    await sao_bien.an.says("vay 5tr sửa nhà 5 tháng")
    assert sao_bien.an.offers("Vay 4.700.000đ ngay")
    sao_bien.an.button("Chờ 5.000.000đ, khoảng tháng 2/2027")


@once
async def test_more_than_the_rules_allow(sao_bien: Town) -> None:
    an = sao_bien.an
    await fills(sao_bien, 40_000_000)
    await an.says("vay 15tr sửa nhà 5 tháng")
    assert an.hears("một lần nhiều nhất 10.000.000đ")
    await an.taps("Vay 10.000.000đ ngay")
    assert an.hears("10.000.000đ (Mười triệu đồng)")
    await an.says("thôi")
    await an.says("vay 15tr sửa nhà")
    await an.taps("Thôi")
    assert an.hears("chưa gửi gì")


@once
async def test_an_empty_fund_only_waits(sao_bien: Town) -> None:
    await sao_bien.an.says("vay 5tr sửa nhà 5 tháng")
    assert sao_bien.an.hears("Hôm nay quỹ chưa cho vay thêm được")
    assert not sao_bien.an.offers("Vay ")
    await sao_bien.an.taps("Chờ 5.000.000đ")
    assert sao_bien.an.hears("chờ theo thứ tự")


@pytest.mark.parametrize("words", ["vay ha", "the a", "em muon 5 trieu", "chị Lan vay 5tr"])
@once
async def test_words_of_two_meanings_ask_and_never_act(sao_bien: Town, words: str) -> None:
    await fills(sao_bien, 12_400_000)
    await sao_bien.an.says(words)
    assert await loans_of(sao_bien, AN) == []
    assert "đề nghị vay Quỹ tương trợ 5" not in sao_bien.an.news


@once
async def test_em_muon_5_trieu_opens_the_form_by_a_tap(sao_bien: Town) -> None:
    await fills(sao_bien, 12_400_000)
    await sao_bien.an.says("em muon 5 trieu")
    await sao_bien.an.taps("Vay 5.000.000đ")
    assert sao_bien.an.hears("trả dần trong mấy tháng?")


@once
async def test_in_the_group_the_way_to_the_private_chat(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    await fills(sao_bien, 12_400_000)
    before = len(sao_bien.world.messages(GROUP))
    await sao_bien.an.says_in(GROUP, "/vay 5tr 10 tháng sửa nhà")
    said = [m.text for m in sao_bien.world.messages(GROUP)[before:] if m.from_bot]
    assert len(said) == 1 and "mở khung chat" in said[0]
    assert "5" not in said[0].replace(sao_bien.bot_link, "")
    assert await loans_of(sao_bien, AN) == []


@once
async def test_sent_twice_it_is_one_loan(sao_bien: Town) -> None:
    an = sao_bien.an
    await fills(sao_bien, 12_400_000)
    await an.says("vay 5tr sửa nhà 5 tháng")
    message, data = an.button("Đúng, gửi đề nghị")
    await asyncio.gather(*(presses(an, message, data) for _ in range(2)))
    assert len(await loans_of(sao_bien, AN)) == 1
    await an.says("vay 1tr mua thuốc 2 tháng")
    assert an.hears("đang có vay 1")
