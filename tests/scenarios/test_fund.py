"""The mutual fund: what it has is for every member to see; taking part is a choice, kept."""

import asyncio

import pytest

from tests.chat import Town
from tests.scenarios.lending import AN, agreed, fills, lent, presses
from tests.scenarios.story import member, once, telegram_only
from union.book import Draft, FundKind, Line, VoucherKind
from union.consents import Answer, Purpose


@pytest.mark.parametrize("words", ["quy con bao nhieu", "Quỹ còn bao nhiêu?", "/quy", "/fund"])
@once
async def test_any_member_may_ask(sao_bien: Town, words: str) -> None:
    await fills(sao_bien, 12_400_000)
    await sao_bien.an.says(words)
    assert sao_bien.an.hears("còn 12.400.000đ; chưa cho ai vay; không ai đang chờ")
    assert sao_bien.an.hears("Anh An chưa tham gia. Tự nguyện, 100.000đ mỗi tháng")


@once
async def test_what_is_lent_and_who_waits(sao_bien: Town) -> None:
    await fills(sao_bien, 6_000_000)
    await lent(sao_bien, sao_bien.dung)
    await sao_bien.an.says("vay 3tr sửa nhà 2 tháng")
    await sao_bien.an.taps("Chờ 3.000.000đ", "Đúng, gửi đề nghị")
    await agreed(sao_bien, 2)
    await sao_bien.giang.says("quỹ còn bao nhiêu")
    assert sao_bien.giang.hears(
        "còn 1.000.000đ; đang cho vay 5.000.000đ (1 người); 1 người đang chờ"
    )
    assert "Dũng" not in sao_bien.giang.news and "An" not in sao_bien.giang.news.split("\n")[0]


@telegram_only("two presses of one button at once")
async def test_two_presses_at_once_join_once(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.says("quỹ tương trợ")
    message, data = an.button("Tham gia")
    await asyncio.gather(*(presses(an, message, data) for _ in range(2)))
    assert an.hears("Cảm ơn anh An.", "đã tham gia rồi")
    async with sao_bien.work() as work:
        assert await work.contributions.monthly(202612) == (1, 100_000)


async def test_taking_part_and_leaving(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.says("quỹ tương trợ")
    await an.taps("Tham gia")
    assert an.hears("Cảm ơn anh An. Từ tháng 12/2026, phần góp quỹ 100.000đ")
    row = await member(sao_bien, AN)
    async with sao_bien.work() as work:
        assert await work.consents.answer(row.id, Purpose.FUND) is Answer.YES
        assert await work.contributions.current(row.id) == (100_000, 202612)
        assert await work.contributions.monthly(202611) == (0, 0)
        assert await work.contributions.monthly(202612) == (1, 100_000)
    await an.says("/quy")
    await an.taps("Thôi tham gia", "Đúng, thôi tham gia")
    assert an.hears("tháng cuối là tháng 11/2026")
    async with sao_bien.work() as work:
        assert await work.consents.answer(row.id, Purpose.FUND) is Answer.NO
        assert await work.contributions.monthly(202612) == (0, 0)
    await an.says("/quy")
    await an.taps("Tham gia")
    async with sao_bien.work() as work:
        assert await work.contributions.monthly(202612) == (1, 100_000)


@once
async def test_the_rules_are_read(sao_bien: Town) -> None:
    await sao_bien.an.says("/quy")
    await sao_bien.an.taps("Đọc quy chế")
    assert sao_bien.an.hears("nhiều nhất 10.000.000đ", "nhiều nhất 10 tháng", "không lãi")


@once
async def test_leaving_tells_the_treasurer_what_is_in(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await an.says("/quy")
    await an.taps("Tham gia")
    await fills(sao_bien, 8_000_000)
    await lent(sao_bien, an)
    row = await member(sao_bien, AN)
    await sao_bien.jump_to(2026, 12, 1, hour=9)
    await contributes(sao_bien, row.id, 202612)
    await an.says("/quy")
    await an.taps("Thôi tham gia")
    assert an.hears("Đến nay anh An đã góp 100.000đ")
    await an.taps("Đúng, thôi tham gia")
    assert bich.hears("Trần Văn An vừa thôi tham gia", "đã góp 100.000đ", "Còn 5.000.000đ vay")


async def contributes(made: Town, member_id: int, period: int) -> None:
    async with made.work() as work:
        await work.lock()
        line = Line("contribution", 100_000, member_id, period)
        await work.book.book(
            Draft(FundKind.MUTUAL, VoucherKind.RECEIPT, (line,), work.today, member_id=member_id)
        )


@once
async def test_home_leads_to_the_fund(sao_bien: Town) -> None:
    await sao_bien.an.says("xin chào")
    await sao_bien.an.taps("Quỹ tương trợ")
    assert sao_bien.an.hears("Quỹ tương trợ hôm nay")
    await sao_bien.an.taps("Vay Quỹ tương trợ")
    assert sao_bien.an.hears("muốn vay bao nhiêu")
