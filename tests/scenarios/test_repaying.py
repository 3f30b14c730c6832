"""Paying back: any part at any time, never too much, never twice; a word before and one after."""

import asyncio

from tests.chat import Town
from tests.scenarios.lending import AN, balance, fills, lent, loans_of, presses
from tests.scenarios.story import change, member, once
from union.loans import Loan
from union.members import State


async def borrowed(made: Town) -> Loan:
    """An has 5.000.000đ of the fund's 12.400.000đ, to be paid back in five months."""
    await fills(made, 12_400_000)
    await lent(made, made.an)
    (loan,) = await loans_of(made, AN)
    assert loan.left == 5_000_000
    return loan


@once
async def test_part_of_it_in_two_messages(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await borrowed(sao_bien)
    said = an.said
    await an.says("trả nợ 500k")
    assert an.hears("Trả vay 1: 500.000đ, sau lần này còn 4.500.000đ", "TV00013")
    assert "0123456789" in an.news
    await an.taps("Tôi đã chuyển")
    assert an.said - said == 2
    assert bich.hears("báo đã chuyển khoản (nội dung TV00013) 500.000đ trả vay 1")
    await bich.taps("Đã nhận đủ")
    assert an.hears("biên lai QTT-PT-001", "Còn 4.500.000đ. Kỳ 1: 500.000đ")
    assert await balance(sao_bien) == 7_900_000


@once
async def test_said_twice_counted_once(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await borrowed(sao_bien)
    await an.says("trả 1tr")
    message, data = an.button("Tôi đã chuyển")
    await asyncio.gather(*(presses(an, message, data) for _ in range(2)))
    assert an.hears("đang chờ cán bộ xem")
    card, take = bich.button("Đã nhận đủ")
    await asyncio.gather(*(presses(bich, card, take) for _ in range(3)))
    (loan,) = await loans_of(sao_bien, AN)
    assert loan.left == 4_000_000
    assert an.news.count("Công đoàn đã nhận 1.000.000đ") == 1


@once
async def test_never_more_than_is_left(sao_bien: Town) -> None:
    an = sao_bien.an
    await borrowed(sao_bien)
    await an.says("trả nợ 6tr")
    assert an.hears("chỉ còn 5.000.000đ")
    await an.says("trả trước")
    assert an.hears("Anh trả bao nhiêu", "Vay 1 còn 5.000.000đ")
    await an.says("5 củ")
    assert an.hears("Là 5.000.000đ")
    await an.taps("5.000.000đ")
    assert an.hears("trả hết")


@once
async def test_nothing_to_pay_back(sao_bien: Town) -> None:
    await sao_bien.an.says("trả nợ 500k")
    assert sao_bien.an.hears("không có khoản vay nào phải trả")


@once
async def test_the_treasurer_does_not_see_the_money(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await borrowed(sao_bien)
    await an.says("trả nợ 1tr")
    await an.taps("Tôi đã chuyển")
    await bich.taps("Chưa thấy tiền")
    assert an.hears("Chị Bích chưa thấy 1.000.000đ trả vay 1")
    (loan,) = await loans_of(sao_bien, AN)
    assert loan.left == 5_000_000
    await an.taps("Trả vay")
    assert an.hears("trả bao nhiêu")


@once
async def test_another_amount_came(sao_bien: Town) -> None:
    """“thu vay 1 300k” answers the borrower's own word; pressed twice, it is booked once."""
    an, bich = sao_bien.an, sao_bien.bich
    await borrowed(sao_bien)
    await an.says("trả nợ 1tr")
    await an.taps("Tôi đã chuyển")
    await bich.says("thu vay 1 300k")
    assert bich.hears("Ghi Trần Văn An trả vay 1: 300.000đ, còn 4.700.000đ?")
    message, data = bich.button("Tiền mặt, ghi")
    await asyncio.gather(*(presses(bich, message, data) for _ in range(2)))
    assert an.hears("Công đoàn đã nhận 300.000đ")
    (loan,) = await loans_of(sao_bien, AN)
    assert loan.left == 4_700_000
    async with sao_bien.work() as work:
        assert await work.cases.waiting("repay") == []


@once
async def test_who_may_count_the_money(sao_bien: Town) -> None:
    an, chi = sao_bien.an, sao_bien.chi
    await borrowed(sao_bien)
    await chi.says("thu vay 1 500k")
    assert chi.hears("dành cho cán bộ được phân công")
    await an.says("thu vay 1 500k")
    assert an.hears("dành cho cán bộ")
    await an.says("trả nợ 500k")
    await an.taps("Tôi đã chuyển")
    await chi.says("duyệt 2")
    assert chi.hears("dành cho cán bộ được phân công")
    await sao_bien.bich.says("thu vay 9 500k")
    assert sao_bien.bich.hears("ghi số vay và số tiền")
    await sao_bien.bich.says("/thuvay 1 9tr")
    assert sao_bien.bich.hears("chỉ còn 5.000.000đ")


@once
async def test_a_word_before_and_one_after_each_once(sao_bien: Town) -> None:
    an = sao_bien.an
    await borrowed(sao_bien)
    await sao_bien.jump_to(2026, 12, 4, hour=12)
    await sao_bien.clock_to(2026, 12, 6, hour=12)
    assert "Kỳ 1" not in an.news
    await sao_bien.clock_to(2026, 12, 9, hour=12)
    assert an.news.count("Kỳ 1 vay 1 của anh An: 1.000.000đ, hẹn ngày 10/12/2026") == 1
    an.mark()
    await sao_bien.jump_to(2026, 12, 15, hour=12)
    await sao_bien.clock_to(2026, 12, 16, hour=12)
    assert "Kỳ 1" not in an.news
    await sao_bien.clock_to(2026, 12, 18, hour=12)
    assert an.news.count("Kỳ 1 vay 1, 1.000.000đ, đã qua ngày hẹn 10/12/2026") == 1
    assert an.hears("Công đoàn hiểu", "anh gọi chị Bích")


@once
async def test_who_has_paid_is_not_reminded(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await borrowed(sao_bien)
    await bich.says("thu vay 1 1tr")
    await bich.taps("Chuyển khoản, ghi")
    await sao_bien.jump_to(2026, 12, 7, hour=12)
    await sao_bien.jump_to(2026, 12, 17, hour=12)
    assert "Kỳ 1" not in an.news
    an.mark()
    await sao_bien.jump_to(2027, 1, 7, hour=6)
    await sao_bien.jump_to(2027, 1, 7, hour=8)
    assert an.hears("Kỳ 2 vay 1 của anh An: 1.000.000đ, hẹn ngày 10/01/2027")
    await change(sao_bien, AN, state=State.AWAY.value)
    an.mark()
    await sao_bien.jump_to(2027, 1, 17, hour=12)
    assert "Kỳ 2" not in an.news


@once
async def test_a_reversal_opens_the_loan_again(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await borrowed(sao_bien)
    await bich.says("thu vay 1 5tr")
    await bich.taps("Tiền mặt, ghi")
    assert an.hears("đã trả hết vay 1")
    bich_row, chi_row = (
        await member(sao_bien, "Lê Thị Bích"),
        await member(sao_bien, "Nguyễn Thị Chi"),
    )
    async with sao_bien.work() as work:
        await work.lock()
        voucher = await work.book.coded("QTT-PT-001", 2026)
        two = {"made_by": bich_row.id, "agreed_by": chi_row.id}
        await work.book.reverse(voucher, reason="nhầm người", **two)
        for follow in sao_bien.app.book.follows:
            await follow(work, work.booked)
    (loan,) = await loans_of(sao_bien, AN)
    assert (loan.state, loan.left) == ("paid", 5_000_000)


@once
async def test_money_that_never_came(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await borrowed(sao_bien)
    await an.taps("Chưa thấy tiền")
    assert an.hears("báo chị Bích xem lại")
    assert bich.hears("Anh An báo chưa thấy 5.000.000đ của vay 1")
