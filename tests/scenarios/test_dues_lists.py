"""The treasurer's lists: cash by names, bank notices by memos; amounts and exemptions."""

from tests.chat import Town
from tests.person import Person
from tests.scenarios.dues import NOVEMBER, joins_fund, opened, owes, vouchers
from tests.scenarios.story import member, once
from union import memo
from union.dues import BasisKind, Due

AN, NGA, SON, PHUC = "Trần Văn An", "Hoàng Thị Nga", "Nguyễn Văn Sơn", "Trần Văn Phúc"


async def test_cash_of_many_in_one_sentence_and_one_tap(sao_bien: Town) -> None:
    bich = sao_bien.bich
    for name in (AN, NGA, SON, PHUC):
        await owes(sao_bien, name)
        await joins_fund(sao_bien, name)
    begun = bich.said
    await bich.says("thu tien mat Nga, Son 146.800, Phuc 100k, An")
    assert bich.hears(
        "Nhận tiền mặt của 4 người, cộng 540.400đ", "Hoàng Thị Nga (Tổ 5): 146.800đ\n",
        "100.000đ (Đoàn phí tháng 11/2026: 46.800đ; Quỹ tương trợ tháng 11/2026: 53.200đ)",
    )  # fmt: skip
    assert await vouchers(sao_bien) == []
    await bich.taps("Ghi")
    assert bich.said - begun == 2
    assert bich.hears("Đã ghi 540.400đ của 4 người", "chị Nga: TC-PT-001, QTT-PT-001")
    assert bich.hears("1 người nhận biên lai", "3 người chưa có trong Bot")
    assert sao_bien.an.hears("Công đoàn đã nhận 146.800đ của anh An")
    assert sum(one.total for one in await vouchers(sao_bien)) == 540_400
    assert await opened(sao_bien, PHUC) == [Due("contribution", NOVEMBER, 46_800)]


@once
async def test_what_is_not_clear_is_put_aside(sao_bien: Town) -> None:
    bich = sao_bien.bich
    await owes(sao_bien, AN)
    await bich.says("/thu An\nThị, Xyz 100k; Bích 100k\nNga 50k, An 20k")
    assert bich.hears("Nhận tiền mặt của 1 người, cộng 46.800đ", "Chưa rõ 5 dòng")
    assert bich.hears("Thị: có mấy người", "Xyz 100k: chưa thấy ai", "Nga 50k: chưa có mức đóng")
    assert bich.hears("Bích 100k: tiền của chính", "An 20k: tên này có hai lần")
    await bich.taps("Thôi")
    assert bich.hears("chưa ghi gì")
    await bich.says("/thu Xyz")
    assert bich.hears("chưa ghi được dòng nào")
    assert await vouchers(sao_bien) == []


@once
async def test_a_list_looked_at_before_somebody_else_booked(sao_bien: Town) -> None:
    """What was looked at is what is booked: who paid meanwhile does not pay ahead by it."""
    bich, an = sao_bien.bich, sao_bien.an
    await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    await bich.says("thu tiền mặt An")
    await sao_bien.bich.taps("Đã nhận đủ")
    await bich.taps("Ghi")
    if bich.on_zalo:  # the card's answer ended the list: it is shown again
        await bich.taps("Ghi")
    assert bich.hears("đã được giải quyết rồi")
    await owes(sao_bien, NGA)
    await owes(sao_bien, SON)
    await bich.says("thu tiền mặt Nga, Sơn")
    await exempts(sao_bien, NGA)
    await bich.taps("Ghi")
    assert bich.hears("Vừa có thay đổi", "của 1 người", "Hoàng Thị Nga: đã đóng đủ")
    await bich.taps("Thôi")
    assert len(await vouchers(sao_bien)) == 1


async def exempts(made: Town, name: str) -> None:
    """By another officer, while a list is looked at."""
    row = await member(made, name)
    async with made.work() as work:
        await work.lock()
        await work.dues.exempt(row.id, NOVEMBER, NOVEMBER, None)


@once
async def test_a_list_answers_what_a_member_had_told(sao_bien: Town) -> None:
    bich, an = sao_bien.bich, sao_bien.an
    await owes(sao_bien, AN)
    await an.says("đóng đoàn phí")
    await an.taps("Nộp tiền mặt")
    await bich.says("thu tien mat An")
    await bich.taps("Ghi")
    async with sao_bien.work() as work:
        assert await work.cases.waiting("dues") == []
    assert an.hears("biên lai TC-PT-001")


NOTICE = (
    "TK 0123456789 +{amount}VND luc 20/11/2026 09:15. SD 27,310,000VND. "
    "ND: {text}. Ref FT2632512345{n}"
)


@once
async def test_bank_notices_are_matched_by_their_memo(sao_bien: Town) -> None:
    bich = sao_bien.bich
    ids = [await owes(sao_bien, name) for name in (AN, NGA)]
    await joins_fund(sao_bien, AN)
    pasted = "\n".join(
        [
            NOTICE.format(amount="146,800", text=f"TRAN VAN AN {memo.dues(NOVEMBER, ids[0])}", n=1),
            NOTICE.format(amount="46,800", text=memo.dues(NOVEMBER, ids[1]).lower(), n=2),
            NOTICE.format(amount="146,800", text="LE VAN TAM CHUYEN TIEN", n=3),
        ]
    )
    await bich.says(pasted)
    assert bich.hears("Nhận chuyển khoản của 2 người, cộng 193.600đ", "Chưa rõ 1 dòng")
    assert bich.hears("LE VAN TAM CHUYEN TIEN")
    await bich.taps("Ghi")
    assert bich.hears("Đã ghi 193.600đ của 2 người")
    first = (await vouchers(sao_bien))[0]
    assert (first.method, first.total) == ("bank", 46_800)
    await bich.says(pasted)  # the same evening, once more
    assert bich.hears("chưa ghi được dòng nào", "giao dịch này đã ghi sổ")
    assert len(await vouchers(sao_bien)) == 3


@once
async def test_notices_without_a_reference_are_booked_once_too(sao_bien: Town) -> None:
    bich = sao_bien.bich
    id_ = await owes(sao_bien, AN)
    await bich.says("dán tin báo")
    assert bich.hears("dán tin báo có của ngân hàng")
    line = f"+46,800 VND {memo.dues(NOVEMBER, id_)}"
    await bich.says(line)
    await bich.taps("Ghi")
    assert bich.hears("TC-PT-001")
    await bich.says(line)
    assert bich.hears("đã ghi sổ")


@once
async def test_a_loan_s_memo_is_left_to_the_fund(sao_bien: Town) -> None:
    await sao_bien.bich.says(f"+500,000 VND {memo.loan(27)}")
    assert sao_bien.bich.hears("mã trả vay")


async def basis_of(made: Town, name: str) -> list[tuple[str, int, str]]:
    row = await member(made, name)
    async with made.work() as work:
        found = await work.dues.bases(row.id)
    return [(one.kind.value, one.amount, one.first_day.isoformat()) for one in found]


async def says_and_keeps(officer: Person, words: str) -> None:
    await officer.says(words)
    await officer.taps("Ghi")


@once
async def test_an_officer_says_what_a_member_pays(sao_bien: Town) -> None:
    bich = sao_bien.bich
    await bich.says("mức đóng An 46.800đ")
    assert bich.hears("Trần Văn An (Tổ 1): 46.800đ mỗi tháng, từ tháng 11/2026")
    await bich.taps("Ghi")
    assert bich.hears("Đã ghi mức đóng của 1 người", "Tháng này tính thêm 46.800đ")
    await says_and_keeps(bich, "muc dong An 50k tu 12/2026")
    assert await basis_of(sao_bien, AN) == [
        (BasisKind.AMOUNT, 46_800, "2026-11-01"),
        (BasisKind.AMOUNT, 50_000, "2026-12-01"),
    ]
    assert await opened(sao_bien, AN) == [Due("dues", NOVEMBER, 46_800)]
    await sao_bien.clock_to(2026, 12, 1, hour=8)
    assert await opened(sao_bien, AN) == [
        Due("dues", NOVEMBER, 46_800),
        Due("dues", 202612, 50_000),
    ]


@once
async def test_a_month_that_was_charged_keeps_its_amount(sao_bien: Town) -> None:
    await owes(sao_bien, AN)
    await says_and_keeps(sao_bien.bich, "mức đóng An 90.000đ")
    assert await opened(sao_bien, AN) == [Due("dues", NOVEMBER, 46_800)]


@once
async def test_a_pasted_list_of_amounts_and_salaries(sao_bien: Town) -> None:
    bich = sao_bien.bich
    await bich.says(
        "mức đóng\nAn 46.800đ\nNga lương 17.600.000\nSơn lương 60 triệu từ 12/2026\n"
        "Bích 10k\nAi đó 5k\nPhúc 20"
    )
    assert bich.hears("Ghi mức đóng của 3 người?", "lương 17.600.000đ, đoàn phí 88.000đ mỗi tháng")
    assert bich.hears("đoàn phí 253.000đ mỗi tháng, từ tháng 12/2026", "Chưa rõ 3 dòng")
    assert bich.hears("Bích 10k: mức đóng của chính chị", "Phúc 20: số tiền chưa rõ")
    await bich.taps("Ghi")
    assert await opened(sao_bien, NGA) == [Due("dues", NOVEMBER, 88_000)]
    assert await opened(sao_bien, SON) == []
    await bich.says("/mucdong")
    assert bich.hears("2 trên 46 người đã có mức đóng", "Chưa có:")
    await bich.says("/thu")
    assert bich.hears("đã thu 0đ trên 134.800đ", "chưa có mức đóng")


@once
async def test_an_exemption(sao_bien: Town) -> None:
    bich = sao_bien.bich
    await owes(sao_bien, AN)
    await bich.says("miễn đoàn phí An 11/2026 đến 2/2027")
    assert bich.hears("Miễn đoàn phí cho Trần Văn An (Tổ 1) từ tháng 11/2026 đến hết tháng 2/2027")
    await bich.taps("Miễn")
    assert bich.hears("1 tháng đã tính được bỏ đi")
    assert await opened(sao_bien, AN) == []
    await sao_bien.clock_to(2027, 3, 1, hour=8)
    assert await opened(sao_bien, AN) == [Due("dues", 202703, 46_800)]
    await bich.says("miễn đoàn phí Bích 11/2026")
    assert bich.hears("việc của chính chị")
    await bich.says("/miendong An")
    assert bich.hears("tháng chưa rõ")


@once
async def test_missed_firsts_are_made_up_for(sao_bien: Town) -> None:
    await owes(sao_bien, AN)
    await sao_bien.clock_to(2026, 11, 22, hour=9)
    await sao_bien.jump_to(2027, 1, 15, hour=9)
    periods = [due.period for due in await opened(sao_bien, AN)]
    assert periods == [202611, 202612, 202701]
    for _ in range(2):
        await sao_bien.app.ticker.tick(sao_bien.clock.now())
    assert len(await opened(sao_bien, AN)) == 3
