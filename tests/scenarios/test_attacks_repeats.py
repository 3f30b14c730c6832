"""The same thing twice, two at once, and numbers no button ever carried."""

import asyncio
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.doors import vouchers as importing
from tests.chat import Town
from tests.scenarios.dues import opened, owes, vouchers
from tests.scenarios.lending import AN, DUNG, agreed, asks, balance, fills, lent, loans_of, spends
from tests.scenarios.story import once, rows_of, telegram_only
from tests.scenarios.test_attacks_money import case_of, forges
from tests.scenarios.test_book import begins, finance


@telegram_only("presses what no list offers")
@once
async def test_two_loans_and_money_for_one(sao_bien: Town) -> None:
    """Both are agreed to; the buttons of both are pressed at the same moment."""
    an, bich, dung = sao_bien.an, sao_bien.bich, sao_bien.dung
    await fills(sao_bien, 20_000_000)
    await asks(an, "vay 5tr sửa nhà trả 5 tháng")
    await asks(dung, "vay 5tr khám bệnh trả 5 tháng")
    await fills(sao_bien, 1_000, "other_in")
    await agreed(sao_bien, 1)
    await agreed(sao_bien, 2)
    loans = [(await loans_of(sao_bien, name))[0] for name in (AN, DUNG)]
    await forges(bich, f"loan.paid:{loans[1].id}:bank")
    assert bich.hears("được duyệt trước")
    both = bich.button("Đã chuyển khoản"), bich.button("forged")
    pressed = [(message.id, data) for message, data in (*both, both[0])]
    updates = [sao_bien.world.taps(bich.id, bich.id, *one) for one in pressed]
    await asyncio.gather(*(sao_bien.after(update) for update in updates))
    lent_out = [(await loans_of(sao_bien, name))[0].state for name in (AN, DUNG)]
    assert lent_out == ["paid", "paid"]
    assert await balance(sao_bien) == 10_001_000


@telegram_only("presses what no list offers")
@once
async def test_a_fund_just_short_pays_one_of_two(sao_bien: Town) -> None:
    bich = sao_bien.bich
    await fills(sao_bien, 20_000_000)
    await asks(sao_bien.an)
    await asks(sao_bien.dung)
    await agreed(sao_bien, 1)
    await agreed(sao_bien, 2)
    await spends(sao_bien, 10_000_001)
    loans = [(await loans_of(sao_bien, name))[0].id for name in (AN, DUNG)]
    await forges(bich, *(f"loan.paid:{id_}:cash" for id_ in loans))
    assert bich.hears("Quỹ hiện còn 4.999.999đ")
    assert await balance(sao_bien) == 4_999_999


@once
@pytest.mark.parametrize("amount", ["0", "-5", "5000001", "999999999999999", "1e3", "", "٣"])
async def test_no_instalment_beyond_what_is_left(sao_bien: Town, amount: str) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await fills(sao_bien, 12_400_000)
    await lent(sao_bien, an)
    (loan,) = await loans_of(sao_bien, AN)
    before = await rows_of(sao_bien)
    await forges(an, f"repay.sent:{loan.id}:{amount}:bank", f"repay.bill:{loan.id}:{amount}")
    await forges(bich, f"repay.took:{loan.id}:{amount}:cash:{loan.left}")
    assert await rows_of(sao_bien) == before
    assert "trục trặc" not in an.news + bich.news


@once
@pytest.mark.parametrize("said", ["-100k", "0", "999999999999999 đồng", "0,5 đồng"])
async def test_amounts_that_are_none(sao_bien: Town, said: str) -> None:
    bich = sao_bien.bich
    await begins(sao_bien)
    before = await rows_of(sao_bien)
    await bich.says("/chi photo", said)
    await bich.says("/huy", "/thuvay 1 " + said, "/thu An " + said)
    await bich.says("/huy")
    assert await rows_of(sao_bien) == before
    assert "trục trặc" not in bich.news


@once
async def test_a_card_pressed_by_two_at_once_books_once(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    message, take = bich.button("Đã nhận đủ")
    await sao_bien.clock_to(2026, 11, 22, hour=9, minute=1)  # now the chair has it too
    chair, hers = sao_bien.chi.button("Đã nhận đủ")
    updates = [
        sao_bien.world.taps(bich.id, bich.id, message.id, take),
        sao_bien.world.taps(sao_bien.chi.id, sao_bien.chi.id, chair.id, hers),
    ]
    await asyncio.gather(*(sao_bien.after(update) for update in updates))
    assert len(await vouchers(sao_bien)) == 1
    assert await opened(sao_bien, AN) == []


@once
async def test_a_decided_case_is_not_decided_again_by_any_of_its_buttons(sao_bien: Town) -> None:
    an, bich, chi = sao_bien.an, sao_bien.bich, sao_bien.chi
    await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    case = await case_of(sao_bien, "dues")
    await bich.taps("Chưa thấy tiền")
    before = await rows_of(sao_bien)
    for who in (bich, chi):
        await forges(who, f"case.agree:{case}", f"case.refuse:{case}", f"dues.missing:{case}",
                     f"dues.other:{case}", f"case.ask:{case}", f"case.show:{case}")  # fmt: skip
    assert await rows_of(sao_bien) == before


@once
async def test_the_same_old_book_twice_and_changed_by_a_space(
    sao_bien: Town, tmp_path: Path
) -> None:
    async def booked(name: str, *rows: tuple[object, ...]) -> tuple[int, int]:
        sheet = Workbook()
        for row in (("Ngày", "Loại", "Mục", "Số tiền", "Họ tên", "Nội dung"), *rows):
            sheet.active.append(row)  # type: ignore[union-attr]
        sheet.save(tmp_path / name)
        entries, problems = importing.read(tmp_path / name, sao_bien.clock.now().date())
        assert problems == []
        made = await importing.book(
            sao_bien.app.engine, sao_bien.union_id, entries, sao_bien.clock.now(), keep=True
        )
        return len(made.vouchers), made.same

    item = "Chi hành chính"
    row = ("01/03/2026", "chi", item, 100_000, "Trần Văn An", "photo tài liệu")
    assert await booked("a.xlsx", row) == (1, 0)
    assert await booked("b.xlsx", row) == (0, 1)
    spaced = ("1/3/2026", "Chi ", f" {item}", "100.000", "Trần  Văn An ", "photo  tài liệu.")
    assert await booked("c.xlsx", spaced) == (0, 1)
    assert await booked("d.xlsx", row, row) == (1, 1)  # two equal rows are two vouchers
    assert len((await finance(sao_bien))[1]) == 2
