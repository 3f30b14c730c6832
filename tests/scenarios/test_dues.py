"""Dues: one bill, one code, one tap of the treasurer, a receipt; nothing booked twice."""

import pytest

from sandbox.saobien import GROUP
from storage.unions import Unions
from tests.chat import Mode, Town, group_says
from tests.scenarios.dues import NOVEMBER, joins_fund, opened, owes, scanned, vouchers
from tests.scenarios.story import change, links_the_group, member, once
from union import memo, vietqr
from union.dues import CONTRIBUTION, DUES, Due

AN = "Trần Văn An"


async def test_a_transfer_from_bill_to_receipt_in_two_messages(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    id_ = await owes(sao_bien, AN)
    await joins_fund(sao_bien, AN)
    begun = an.said
    await an.says("toi muon dong doan phi")
    code = memo.dues(NOVEMBER, id_)
    assert an.hears(
        "Tháng 11/2026 của anh An", "Đoàn phí 46.800đ + Quỹ tương trợ 100.000đ = 146.800đ",
        "Vietcombank 0123456789, CĐCS Sao Biển, 146.800đ", f"\n{code}",
    )  # fmt: skip
    assert scanned(an) == vietqr.payload("970436", "0123456789", 146_800, code)
    await an.says("ck r nha")
    assert an.said - begun == 2
    assert an.hears("Cảm ơn anh An", "đối chiếu xong")
    assert bich.hears("báo đã chuyển khoản 146.800đ", "Đoàn phí tháng 11/2026: 46.800đ", code)
    await bich.taps("Đã nhận đủ")
    assert bich.hears("đã nhận 146.800đ", "TC-PT-001, QTT-PT-001")
    assert an.hears(
        "Công đoàn đã nhận 146.800đ của anh An.",
        "Đoàn phí tháng 11/2026: 46.800đ, biên lai TC-PT-001.",
        "Quỹ tương trợ tháng 11/2026: 100.000đ, biên lai QTT-PT-001.",
        "đã đóng đủ",
    )
    assert [one.total for one in await vouchers(sao_bien)] == [46_800, 100_000]
    assert await opened(sao_bien, AN) == []
    await an.says("tháng này tôi đóng chưa")
    assert an.hears("Tháng 11/2026 anh An đã đóng đủ 146.800đ ngày 21/11/2026.")


@pytest.mark.parametrize("mode", [Mode("sqlite"), Mode("postgresql", "webhook")], ids=str)
async def test_two_officers_at_once_and_a_doubled_tap_book_once(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await owes(sao_bien, AN)
    await an.says("/doanphi")
    message, data = an.button("Tôi đã chuyển")
    await an.taps("Tôi đã chuyển")
    for _ in range(2):  # the same button again: still one case
        await sao_bien.after(sao_bien.world.taps(an.id, an.id, message.id, data))
    async with sao_bien.work() as work:
        assert len(await work.cases.waiting("dues")) == 1
    await bich.says("/duyet")
    await bich.taps("Xem số")
    first, got = bich.button("Đã nhận đủ")
    presses = [sao_bien.world.taps(bich.id, bich.id, first.id, got) for _ in range(3)]
    for press in presses:
        await sao_bien.after(press)
    assert len(await vouchers(sao_bien)) == 1
    await sao_bien.after(sao_bien.world.taps(an.id, an.id, message.id, data))
    assert an.hears("đã đóng đủ")  # a stale “đã chuyển” opens nothing
    async with sao_bien.work() as work:
        assert await work.cases.waiting("dues") == []


@once
async def test_cash_and_another_amount(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await owes(sao_bien, AN)
    await joins_fund(sao_bien, AN)
    await an.says("đóng đoàn phí")
    await an.taps("Nộp tiền mặt cho chị Bích")
    assert an.hears("nộp 146.800đ tiền mặt cho chị Bích")
    assert bich.hears("báo nộp tiền mặt 146.800đ")
    await bich.taps("Số khác")
    await bich.says("hai chục gì đó")
    assert bich.hears("chưa đọc được số tiền")
    await bich.says("46.800")
    assert bich.hears("Ghi 46.800đ", "Đoàn phí tháng 11/2026: 46.800đ")
    await bich.taps("Ghi")
    assert bich.hears("đã nhận 46.800đ", "TC-PT-001")
    assert an.hears("đã nhận 46.800đ", "Còn Quỹ tương trợ tháng 11/2026: 100.000đ, khi nào tiện")
    assert await opened(sao_bien, AN) == [Due(CONTRIBUTION, NOVEMBER, 100_000)]


@once
async def test_only_the_dues_and_the_whole_quarter(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await owes(sao_bien, AN)
    await joins_fund(sao_bien, AN)
    await an.says("đóng đoàn phí")
    await an.taps("Đóng cả quý")
    assert an.hears("Tháng 11 và 12/2026 của anh An", "2026: 93.600đ", "Cộng 293.600đ")
    await an.says("đóng đoàn phí")
    await an.taps("Chỉ đóng đoàn phí")
    assert an.hears("Đoàn phí 46.800đ") and "Quỹ tương trợ 100.000đ" not in an.news
    assert "54054680058" in scanned(an).replace("5405", "5405", 1)
    await an.taps("Tôi đã chuyển")
    await bich.taps("Đã nhận đủ")
    assert await opened(sao_bien, AN) == [Due(CONTRIBUTION, NOVEMBER, 100_000)]


@once
async def test_a_surplus_pays_coming_months(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    id_ = await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    await bich.taps("Số khác")
    await bich.says("100k")
    await bich.taps("Ghi")
    assert an.hears("Trong đó 53.200đ ghi trước cho tháng 12/2026, 1/2027")
    await sao_bien.clock_to(2026, 12, 1, hour=9)
    async with sao_bien.work() as work:
        assert await work.dues.open(id_) == []
        assert len(await work.dues.charges(id_)) == 2
    await an.says("/doanphi 2026")
    assert an.hears("Tháng 11/2026: 46.800đ, đã đủ", "Tháng 12/2026: 46.800đ, đã đủ")
    await sao_bien.clock_to(2027, 1, 1, hour=9)
    assert await opened(sao_bien, AN) == [Due(DUES, 202701, 40_400)]


@once
async def test_far_too_much_is_a_slip(sao_bien: Town) -> None:
    await owes(sao_bien, AN)
    await sao_bien.an.says("đã chuyển")
    await sao_bien.bich.taps("Số khác")
    await sao_bien.bich.says("46 triệu")
    assert sao_bien.bich.hears("nhiều hơn cả năm tới")
    assert await vouchers(sao_bien) == []


@once
async def test_not_seen_yet(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    await bich.taps("Chưa thấy tiền")
    assert an.hears("chưa thấy 46.800đ của anh An")
    await an.taps("Tôi đã chuyển rồi")
    await bich.taps("Đã nhận đủ")
    assert an.hears("biên lai TC-PT-001")


@once
async def test_the_treasurer_s_own_dues_are_confirmed_by_the_chair(sao_bien: Town) -> None:
    bich, chi = sao_bien.bich, sao_bien.chi
    await owes(sao_bien, "Lê Thị Bích")
    await bich.says("đã chuyển khoản")
    assert chi.hears("báo đã chuyển khoản 46.800đ") and "báo đã chuyển" not in bich.news
    await bich.says("duyệt 1")
    assert bich.hears("việc của chính chị")
    await chi.taps("Đã nhận đủ")
    assert bich.hears("Công đoàn đã nhận 46.800đ của chị Bích")
    (one,) = await vouchers(sao_bien)
    assert one.made_by == (await member(sao_bien, "Nguyễn Thị Chi")).id


@once
async def test_a_receipt_waits_for_the_morning(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await owes(sao_bien, AN)
    await sao_bien.clock_to(2026, 11, 21, hour=21, minute=30)
    await an.says("đã chuyển khoản")
    await bich.taps("Đã nhận đủ")
    assert bich.hears("TC-PT-001") and "biên lai TC" not in an.news
    await sao_bien.clock_to(2026, 11, 22, hour=7, minute=0)
    assert an.hears("biên lai TC-PT-001")


@once
async def test_nothing_open_and_not_set_up(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.says("đóng đoàn phí")
    assert an.hears("chưa ghi mức đoàn phí của anh An", "chị Bích")
    await owes(sao_bien, AN)
    async with sao_bien.work() as work:
        await work.lock()
        await Unions(work).change(bank={})
    await an.says("đóng đoàn phí")
    assert an.hears("46.800đ", "chưa có tài khoản", "nộp tiền mặt") and not an.offers("Tôi đã")
    await an.taps("Nộp tiền mặt")
    await sao_bien.bich.taps("Đã nhận đủ")
    await an.says("đóng đoàn phí")
    assert an.hears("anh An đã đóng đủ")


@once
async def test_the_treasurer_without_an_amount_is_sent_to_the_chair(sao_bien: Town) -> None:
    """Nobody writes their own."""
    bich, chi = sao_bien.bich, sao_bien.chi
    await bich.says("đóng đoàn phí")
    assert bich.hears("chưa ghi mức đoàn phí của chị Bích", "Chị nhắn chị Chi ghi giúp")
    await chi.says("mức đóng Bích 46.800đ")
    assert chi.hears("Lê Thị Bích", "46.800đ mỗi tháng")


@once
async def test_a_bill_is_not_offered_twice_while_one_is_looked_at(sao_bien: Town) -> None:
    await owes(sao_bien, AN)
    await sao_bien.an.says("đã chuyển khoản", "đóng đoàn phí")
    assert sao_bien.an.hears("chưa cần đóng gì thêm")
    await sao_bien.an.taps("Lấy lại mã QR")
    assert sao_bien.an.hears("46.800đ")


@once
@pytest.mark.parametrize("words", ["đóng đoàn phí", "/doanphi", "tháng trước tôi đóng chưa"])
async def test_nothing_of_it_in_the_group(sao_bien: Town, words: str) -> None:
    await links_the_group(sao_bien)
    await owes(sao_bien, AN)
    await sao_bien.an.says_in(GROUP, f"@congdoan_bot {words}" if words[0] != "/" else words)
    assert not any("46.800" in text for text in group_says(sao_bien))


@once
async def test_the_reminder_once_a_month_in_private_and_not_after_payment(sao_bien: Town) -> None:
    an, giang = sao_bien.an, sao_bien.giang
    await owes(sao_bien, AN)
    await owes(sao_bien, "Vũ Thị Giang")
    await sao_bien.clock_to(2026, 12, 20, hour=11, minute=29)
    assert "ơi, tháng" not in an.news
    await giang.says("đã chuyển khoản")
    await sao_bien.bich.taps("Đã nhận đủ")
    an.mark()
    giang.mark()
    await sao_bien.clock_to(2026, 12, 20, hour=11, minute=30)
    assert an.hears("Anh An ơi, tháng 11 và 12/2026 còn 93.600đ.")
    assert giang.hears_nothing()
    await an.taps("Nhắc lại sau")
    assert an.hears("3 ngày nữa")
    an.mark()
    await sao_bien.clock_to(2026, 12, 24, hour=9)
    assert an.news.count("Anh An ơi") == 1
    await an.taps("Lấy mã QR")
    assert an.hears("Tháng 11 và 12/2026 của anh An", "93.600đ")


@once
async def test_who_is_gone_is_neither_charged_nor_reminded(sao_bien: Town) -> None:
    id_ = await owes(sao_bien, AN)
    await change(sao_bien, AN, state="left")
    await sao_bien.clock_to(2026, 12, 21, hour=12)
    async with sao_bien.work() as work:
        assert len(await work.dues.charges(id_)) == 1
    assert "ơi, tháng" not in sao_bien.an.news


@once
async def test_the_year(sao_bien: Town) -> None:
    await owes(sao_bien, AN, since=202609)
    await sao_bien.an.says("đoàn phí năm nay")
    assert sao_bien.an.hears("Tháng 9/2026: 46.800đ, còn 46.800đ", "Còn 140.400đ chưa đóng")
    await sao_bien.an.says("thang truoc toi dong chua")
    assert sao_bien.an.hears("Tháng 10/2026 anh An chưa đóng 46.800đ")
    await sao_bien.an.says("/doanphi tháng 12")
    assert sao_bien.an.hears("Tháng 12/2025 anh An không phải đóng")
