"""Lending: two decide, the first in line is paid first, and only who may see a loan sees it."""

import asyncio

from sqlalchemy import select

from storage.models import files
from tests.chat import Town
from tests.scenarios.lending import (
    AN,
    BICH,
    agreed,
    asks,
    balance,
    fills,
    lent,
    loans_of,
    presses,
    spends,
)
from tests.scenarios.story import member, once


@once
async def test_the_borrower_decides_nothing_and_another_pays(sao_bien: Town) -> None:
    """The treasurer borrows: chair and committee decide, the chair hands the money over."""
    bich, chi, giang = sao_bien.bich, sao_bien.chi, sao_bien.giang
    await chi.says("chức vụ")
    await chi.taps("Giao chức vụ")
    await chi.says("dũng", "ủy viên")
    await chi.taps("Đúng, giao")
    await fills(sao_bien, 12_400_000)
    await bich.says("vay 5tr sửa nhà 5 tháng")
    assert bich.hears("Chỉ người được duyệt và Ủy ban Kiểm tra")
    await bich.taps("Đúng, gửi đề nghị")
    await bich.says("duyệt 1")
    assert bich.hears("việc của chính chị")
    await giang.says("duyệt 1")
    assert giang.hears("dành cho cán bộ")
    await chi.says("duyệt 1")
    await chi.says("duyệt 1")
    assert chi.hears("đã trả lời việc này rồi")
    await sao_bien.dung.says("duyệt 1")
    assert bich.hears("Chị Chi sẽ chuyển tiền")
    assert "đến lượt" not in bich.news
    await chi.taps("Đã đưa tiền mặt")
    assert bich.hears("Chị Chi đã đưa tiền mặt 5.000.000đ")
    async with sao_bien.work() as work:
        (voucher,) = await work.book.of_case((await work.loans.open())[0].case_id)
    assert voucher.made_by != voucher.agreed_by
    assert (await member(sao_bien, BICH)).id not in (voucher.made_by, voucher.agreed_by)


async def test_two_officers_at_once_and_paid_once(sao_bien: Town) -> None:
    an, bich, chi = sao_bien.an, sao_bien.bich, sao_bien.chi
    await fills(sao_bien, 12_400_000)
    await asks(an)
    await asyncio.gather(chi.taps("Duyệt"), bich.taps("Duyệt"))
    (loan,) = await loans_of(sao_bien, AN)
    assert loan.state == "agreed"
    message, data = bich.button("Đã chuyển khoản")
    await asyncio.gather(*(presses(bich, message, data) for _ in range(3)))
    assert await balance(sao_bien) == 7_400_000
    assert an.news.count("Chị Bích đã chuyển khoản") == 1


@once
async def test_not_now(sao_bien: Town) -> None:
    """The treasurer's “chưa” leaves it to the chair; the chair's ends it, kindly."""
    an, bich, chi = sao_bien.an, sao_bien.bich, sao_bien.chi
    await fills(sao_bien, 12_400_000)
    await asks(an)
    await bich.says("chưa 1")
    assert chi.hears("Vay 1: Trần Văn An")
    await chi.says("chưa 1")
    assert an.hears("chưa thể cho vay lần này", "gọi chị Chi")
    (loan,) = await loans_of(sao_bien, AN)
    assert loan.state == "refused"
    await asks(an)
    assert an.hears("mã vay 2")


@once
async def test_a_question_goes_to_the_borrower(sao_bien: Town) -> None:
    await fills(sao_bien, 12_400_000)
    await asks(sao_bien.an)
    await sao_bien.chi.says("hỏi 1", "Anh sửa phần nào?")
    assert sao_bien.an.hears("Anh sửa phần nào?")
    await sao_bien.an.says("mái nhà dột")
    assert sao_bien.chi.hears("Trả lời: “mái nhà dột”")


@once
async def test_the_first_applicant_waits_and_is_served_first(sao_bien: Town) -> None:
    an, bich, dung = sao_bien.an, sao_bien.bich, sao_bien.dung
    await fills(sao_bien, 8_000_000)
    number = await lent(sao_bien, dung, "vay 4tr chữa bệnh 2 tháng")
    await an.says("vay 5tr sửa nhà 5 tháng")
    await an.taps("Chờ 5.000.000đ", "Đúng, gửi đề nghị")
    await agreed(sao_bien, 2)
    assert an.hears("đứng đầu danh sách chờ")
    await bich.says("/vay")
    assert bich.hears("Vay 2, Trần Văn An: 5.000.000đ, đã duyệt, chờ tiền")
    await bich.says(f"thu vay {number} 1tr")
    await bich.taps("Tiền mặt, ghi")
    assert dung.hears("Công đoàn đã nhận 1.000.000đ của anh Dũng")
    assert bich.hears("Vay 2 đến lượt: chuyển 5.000.000đ cho Trần Văn An")
    await bich.taps("Đã chuyển khoản")
    assert await balance(sao_bien) == 0


@once
async def test_a_card_pressed_when_the_fund_has_it_no_more(sao_bien: Town) -> None:
    """Money went out between the card and the tap: nothing is booked, and the card still works."""
    an, bich = sao_bien.an, sao_bien.bich
    await fills(sao_bien, 5_000_000)
    await asks(an)
    await agreed(sao_bien, 1)
    await spends(sao_bien, 1_000_000)
    message, data = bich.button("Đã chuyển khoản")
    await bich.taps("Đã chuyển khoản")
    assert bich.hears("Quỹ hiện còn 4.000.000đ")
    assert await balance(sao_bien) == 4_000_000
    await fills(sao_bien, 1_000_000, "other_in")
    await presses(bich, message, data)
    assert bich.hears("phiếu chi QTT-PC-002")
    assert await balance(sao_bien) == 0


@once
async def test_withdrawn_before_the_money_came(sao_bien: Town) -> None:
    an, bich, dung = sao_bien.an, sao_bien.bich, sao_bien.dung
    await fills(sao_bien, 5_000_000)
    await asks(an)
    await an.says("vay 1")
    assert an.hears("đang chờ duyệt, đã có 0 trong 2 người")
    await agreed(sao_bien, 1)
    await dung.says("vay 3tr mua thuốc 2 tháng")
    await dung.taps("Chờ 3.000.000đ", "Đúng, gửi đề nghị")
    await agreed(sao_bien, 2)
    await an.says("vay 1")
    await an.taps("Rút đề nghị", "Đúng, rút")
    assert an.hears("Đã rút đề nghị vay 1")
    assert bich.hears("Vay 2 đến lượt: chuyển 3.000.000đ")
    await bich.taps("Đã chuyển khoản")
    assert await balance(sao_bien) == 2_000_000
    await an.says("vay 1")
    assert an.hears("đã rút")


# --- who may see ------------------------------------------------------------------------------


@once
async def test_who_may_see_a_loan(sao_bien: Town) -> None:
    an, dung, giang = sao_bien.an, sao_bien.dung, sao_bien.giang
    await fills(sao_bien, 12_400_000)
    await asks(an)
    await dung.says("vay 1")
    assert "Trần Văn An" not in dung.news and "5.000.000đ, 5" not in dung.news
    await giang.says("vay 1")
    assert giang.hears("Vay 1 của Trần Văn An: 5.000.000đ")
    assert "sửa nhà" not in giang.news
    await giang.says("/vay")
    assert giang.hears("Vay 1, Trần Văn An: 5.000.000đ, chờ duyệt")
    await giang.says("/nhatky")
    assert giang.hears("mở xem hồ sơ riêng", "xem danh sách khoản vay")
    assert "sửa nhà" not in giang.news


@once
async def test_who_leaves_is_told_of_to_the_officer(sao_bien: Town) -> None:
    await fills(sao_bien, 12_400_000)
    await lent(sao_bien, sao_bien.an)
    await asks(sao_bien.dung, "vay 1tr mua thuốc 2 tháng")
    chi = sao_bien.chi
    await chi.says("/tinhtrang An")
    await chi.taps("Đã nghỉ hưu", "Đúng, ghi")
    assert chi.hears("Trần Văn An còn việc với Quỹ tương trợ", "Vay 1: còn 5.000.000đ chưa trả")
    await chi.says("/tinhtrang Dũng")
    await chi.taps("Vắng dài ngày", "Đúng, ghi")
    assert "Quỹ tương trợ" not in chi.news
    await chi.says("/tinhtrang Dũng")
    await chi.taps("Đã nghỉ việc", "Đúng, ghi")
    assert chi.hears("Đề nghị vay 2 chưa nhận tiền: đã rút")
    await sao_bien.jump_to(2026, 12, 8, hour=9)
    assert "Kỳ 1" not in sao_bien.an.news


@once
async def test_ones_own_data_holds_the_loan_and_its_reason(sao_bien: Town) -> None:
    await fills(sao_bien, 12_400_000)
    await lent(sao_bien, sao_bien.an)
    row = await member(sao_bien, AN)
    await sao_bien.an.says("/riengtu")
    await sao_bien.an.taps("Tải dữ liệu của tôi")
    async with sao_bien.work() as work:
        found = await work.connection.execute(select(files.c.bytes, files.c.owner))
        (kept,) = [one.bytes.decode() for one in found if one.owner == f"member {row.id}"]
    assert "Vay 1: 5.000.000đ, 5 tháng, còn 5.000.000đ. Lý do: sửa nhà" in kept
    await sao_bien.an.says("/riengtu")
    await sao_bien.an.taps("Rút đồng ý", "Rút đồng ý")
    assert sao_bien.chi.hears("Vay 1: còn 5.000.000đ chưa trả")
