"""The book in the chat: money out by two, other income, what is taken back, what it begins with."""

import asyncio

import pytest

from storage.work import open_work
from tests.chat import Mode, Town
from tests.person import Person
from tests.scenarios.story import ONE, member, once, rows_of
from union.book import Draft, FundKind, Line, Voucher, VoucherKind
from union.rights import Role

BEGUN = 2_000_000


async def begins(made: Town, amount: int = BEGUN) -> None:
    """Finance holds something."""
    bich, chi = await member(made, "Lê Thị Bích"), await member(made, "Nguyễn Thị Chi")
    async with made.work() as work:
        await work.lock()
        await work.book.book(
            Draft(
                FundKind.FINANCE, VoucherKind.OPENING, (Line("opening", amount),), work.today,
                made_by=bich.id, agreed_by=chi.id,
            )
        )  # fmt: skip


async def finance(made: Town) -> tuple[int, list[Voucher]]:
    """What it holds, and its vouchers, the oldest first."""
    async with made.work() as work:
        fund = await work.book.fund(FundKind.FINANCE)
        return fund.balance, (await work.book.latest(fund.id, 99))[::-1] if fund.id else []


async def test_a_payment_is_entered_by_one_and_agreed_by_another(sao_bien: Town) -> None:
    """The treasurer: one sentence, one tap; the chair: one tap."""
    await begins(sao_bien)
    bich, chi = sao_bien.bich, sao_bien.chi
    await bich.says("tham chi Lan om 500k tien mat")
    assert bich.hears("Phiếu chi nháp: Chi thăm hỏi, chị Lan", "500.000đ (Năm trăm nghìn đồng)")
    assert bich.hears("quỹ Tài chính công đoàn, tiền mặt")
    await bich.taps("Gửi duyệt")
    assert bich.hears("Đã gửi chị Chi", "Chưa ai nhận tiền, sổ chưa đổi")
    assert (await finance(sao_bien))[0] == BEGUN
    assert chi.hears("phiếu chi 500.000đ", "Mục: Chi thăm hỏi", "Người lập: chị Bích")
    await chi.taps("Duyệt")
    assert chi.hears("Chị đã duyệt, ghi sổ số TC-PC-001")
    assert bich.hears("Chị Chi đã duyệt: phiếu chi TC-PC-001", "Quỹ còn 1.500.000đ")
    balance, (_, paid) = await finance(sao_bien)
    assert (balance, paid.code, paid.method) == (1_500_000, "TC-PC-001", "cash")
    lan = await member(sao_bien, "Trần Thị Lan")
    assert paid.member_id == lan.id
    assert paid.made_by != paid.agreed_by
    assert (bich.said, chi.said) == (2, 1)


@pytest.mark.parametrize("mode", [ONE, Mode("postgresql", "webhook")], ids=str)
async def test_two_officers_press_at_once(sao_bien: Town) -> None:
    """One payment, whoever is first; the other is told who it was."""
    await begins(sao_bien)
    deputy = await member(sao_bien, "Vũ Thị Giang")
    async with sao_bien.work() as work:
        await work.lock()
        await work.seats.give(deputy.id, Role.CHAIR)
    await sao_bien.bich.says("chi 300k văn phòng phẩm")
    await sao_bien.bich.taps("Gửi duyệt")
    await asyncio.gather(sao_bien.chi.taps("Duyệt"), sao_bien.giang.taps("Duyệt"))
    assert [one.code for one in (await finance(sao_bien))[1]] == ["TC-SD-001", "TC-PC-001"]
    told = sao_bien.chi.news + sao_bien.giang.news
    assert "đã giải quyết rồi" in told or "đã duyệt" in told


@once
async def test_a_slip_is_mended_by_saying_so(sao_bien: Town) -> None:
    bich = sao_bien.bich
    await bich.says("tham chi Lan om 500k tien mat")
    await bich.says("nham, 300k thoi")
    assert bich.hears("300.000đ (Ba trăm nghìn đồng)", "chị Lan", "tiền mặt")
    await bich.says("chuyen khoan")
    assert bich.hears("300.000đ", "chuyển khoản")
    await bich.taps("Sửa", "Mục")
    await bich.taps("Chi khác")
    assert bich.hears("Phiếu chi nháp: Chi khác, chị Lan", "300.000đ")
    await bich.taps("Sửa", "Người nhận")
    await bich.taps("Không ghi tên")
    assert bich.hears("Phiếu chi nháp: Chi khác, 300.000đ")
    await bich.taps("Sửa", "Số tiền")
    await bich.says("1tr2")
    assert bich.hears("1.200.000đ")
    await bich.says("thôi")
    assert bich.hears("đã bỏ bản nháp")
    assert (await rows_of(sao_bien))["cases"] == []


@once
async def test_what_is_not_said_is_asked(sao_bien: Town) -> None:
    bich = sao_bien.bich
    await bich.says("/chi")
    assert bich.hears("Chi bao nhiêu?")
    await bich.says("nhiều lắm")
    assert bich.hears("500k")
    await bich.says("200")
    await bich.taps("200.000đ")
    assert bich.hears("Ghi vào mục nào?")
    await bich.says("tập huấn")
    assert bich.hears("Phiếu chi nháp: Chi đào tạo, 200.000đ")
    await bich.says("/chi 500k thăm chị Thị")  # many of that name
    assert bich.hears("Có mấy người tên như vậy")


@once
@pytest.mark.parametrize(
    "words", ["chi oi cho em hoi", "chị 500k nhé", "chi Lan nop 500k", "tham quan 500k"]
)
async def test_words_that_open_no_payment(sao_bien: Town, words: str) -> None:
    await sao_bien.bich.says(words)
    assert "nháp" not in sao_bien.bich.news
    assert (await rows_of(sao_bien))["cases"] == []


@once
async def test_nobody_agrees_to_what_they_entered_or_get(sao_bien: Town) -> None:
    """Chi enters: Bích is asked. Bích enters for Chi: nobody else is there, and it waits."""
    await begins(sao_bien)
    bich, chi = sao_bien.bich, sao_bien.chi
    await chi.says("chi 100k photo")
    await chi.taps("Gửi duyệt")
    assert chi.hears("Đã gửi chị Bích")
    await chi.says("duyệt 1")
    assert chi.hears("cần một cán bộ khác quyết định")
    await bich.taps("Duyệt")
    assert chi.hears("Chị Bích đã duyệt: phiếu chi TC-PC-001")
    await bich.says("thăm chị Nguyễn Thị Chi ốm 300k")
    await bich.taps("Gửi duyệt")
    assert bich.hears("chưa có cán bộ nào khác ở trong Bot")
    chi.mark()
    await chi.says("duyệt 2")
    assert chi.hears("cần một cán bộ khác quyết định")
    assert (await finance(sao_bien))[0] == BEGUN - 100_000


@once
async def test_not_now_is_told_kindly(sao_bien: Town) -> None:
    await begins(sao_bien)
    await sao_bien.bich.says("chi 5tr liên hoan")
    await sao_bien.bich.taps("Gửi duyệt")
    await sao_bien.chi.taps("Chưa")
    assert sao_bien.bich.hears("Chị Chi chưa duyệt phiếu chi 5.000.000đ", "Sổ không đổi")
    assert (await finance(sao_bien))[0] == BEGUN
    await sao_bien.chi.says("duyệt 1")
    assert sao_bien.chi.hears("giải quyết rồi")


async def test_other_income_is_booked_by_the_treasurer_with_a_receipt(sao_bien: Town) -> None:
    bich, an = sao_bien.bich, sao_bien.an
    await bich.says("thu 2tr cấp trên cấp")
    assert bich.hears("Phiếu thu nháp: Kinh phí cấp trên cấp, 2.000.000đ (Hai triệu đồng)")
    await bich.taps("Ghi sổ")
    assert bich.hears("Đã ghi phiếu thu TC-PT-001", "Quỹ còn 2.000.000đ")
    assert bich.said == 2
    an.mark()
    await bich.says("thu 200k anh An ủng hộ tiền mặt")
    await bich.taps("Ghi sổ")
    assert an.hears("Công đoàn đã nhận 200.000đ của anh An", "TC-PT-002", "Cảm ơn anh An")
    assert (await finance(sao_bien))[0] == 2_200_000


@once
async def test_who_may_take_money_in(sao_bien: Town) -> None:
    """Not from oneself; the chair only what the treasurer pays."""
    bich, chi = sao_bien.bich, sao_bien.chi
    await bich.says("thu 200k chị Bích ủng hộ")
    await bich.taps("Ghi sổ")
    assert bich.hears("cần một cán bộ khác quyết định")
    await chi.says("thu 200k anh An ủng hộ")
    await chi.taps("Ghi sổ")
    assert chi.hears("dành cho cán bộ được phân công")
    await chi.says("thu 200k chị Bích ủng hộ")
    await chi.taps("Ghi sổ")
    assert chi.hears("TC-PT-001")
    assert bich.hears("Công đoàn đã nhận 200.000đ của chị Bích")


async def test_a_voucher_is_taken_back_by_two(sao_bien: Town) -> None:
    await sao_bien.bich.says("thu 200k anh An ủng hộ")
    await sao_bien.bich.taps("Ghi sổ")
    sao_bien.an.mark()
    await sao_bien.bich.says("huy phieu TC-PT-001")
    assert sao_bien.bich.hears("nên không xóa", "Vì sao hủy?")
    await sao_bien.bich.says("ghi nhầm người")
    await sao_bien.bich.taps("Gửi duyệt")
    assert sao_bien.bich.hears("Đã gửi chị Chi", "Sổ chưa đổi")
    assert sao_bien.chi.hears("hủy phiếu thu TC-PT-001", "Lý do: ghi nhầm người")
    await sao_bien.chi.taps("Duyệt")
    assert sao_bien.bich.hears("phiếu hủy TC-PT-002", "Quỹ còn 0đ")
    assert sao_bien.an.hears("TC-PT-001", "phiếu hủy TC-PT-002")
    assert "nhầm người" not in sao_bien.an.news
    await sao_bien.bich.says("/huyphieu tc-pt-1")
    assert sao_bien.bich.hears("TC-PT-001 đã có phiếu hủy")
    balance, vouchers = await finance(sao_bien)
    assert (balance, [one.total for one in vouchers]) == (0, [200_000, -200_000])


@once
async def test_a_reversal_is_asked_for_once(sao_bien: Town) -> None:
    await begins(sao_bien)
    bich, chi = sao_bien.bich, sao_bien.chi
    await bich.says("/huyphieu")
    assert bich.hears("Hủy phiếu nào?")
    await bich.says("TC-PT-99")
    assert bich.hears("Chưa thấy phiếu “TC-PT-99”")
    await bich.says("tc sd 1", "nhầm")
    assert bich.hears("Vì sao hủy?")
    await bich.says("số cũ sai")
    await bich.taps("Gửi duyệt")
    await bich.says("hủy phiếu TC-SD-001")
    assert bich.hears("số 1", "đang chờ")
    await chi.taps("Chưa")
    assert bich.hears("Chị Chi chưa đồng ý hủy phiếu TC-SD-001")
    assert (await finance(sao_bien))[0] == BEGUN


async def test_a_book_begins_with_the_chair_and_the_treasurer(sao_bien: Town) -> None:
    bich, chi = sao_bien.bich, sao_bien.chi
    await bich.says("số dư đầu kỳ")
    await bich.taps("Tài chính công đoàn")
    await bich.says("22.463.113đ")
    assert bich.hears("22.463.113đ (Hai mươi hai triệu bốn trăm sáu mươi ba nghìn")
    await bich.taps("Gửi duyệt")
    assert chi.hears("ghi số dư đầu kỳ Tài chính công đoàn là 22.463.113đ")
    await chi.taps("Duyệt")
    assert bich.hears("Chị Chi đã xác nhận", "TC-SD-001")
    await chi.says("/sodudau")
    await chi.taps("Tài chính công đoàn")
    assert chi.hears("đã bắt đầu nên không ghi thêm số dư đầu kỳ")


@once
async def test_the_book_is_open_to_who_inspects(sao_bien: Town) -> None:
    await begins(sao_bien)
    for amount in range(1, 8):
        await sao_bien.bich.says(f"thu {amount}00k cấp trên cấp")
        await sao_bien.bich.taps("Ghi sổ")
    giang = sao_bien.giang
    before = await rows_of(sao_bien)
    await giang.says("sổ quỹ")
    assert giang.hears("Tài chính công đoàn: còn 4.800.000đ, 8 phiếu", "TC-PT-007", "+700.000đ")
    assert giang.hears("Quỹ tương trợ: còn 0đ")
    assert "TC-PT-002" not in giang.news
    await giang.taps("TC: cũ hơn")
    assert giang.hears("TC-PT-002", "TC-SD-001")
    await giang.says("phiếu TC-PT-003")
    assert giang.hears("Phiếu thu TC-PT-003", "Kinh phí cấp trên cấp: 300.000đ", "Lập: Lê Thị Bích")
    assert (await rows_of(sao_bien)) == before
    for person in (sao_bien.an, sao_bien.dung):
        await person.says("/soquy")
        assert person.hears("dành cho cán bộ")


@once
async def test_what_stands_in_the_log(sao_bien: Town) -> None:
    await _paid(sao_bien.bich, sao_bien.chi)
    async with open_work(sao_bien.app.engine, sao_bien.union_id, sao_bien.clock.now()) as work:
        lines = {line.verb: line.subject for line in await work.log.read()}
        assert await work.log.verify() is None
    assert lines["pay.asked"] == "case 1 100000"
    assert lines["voucher.booked"] == "TC-PC-001 100000"
    assert lines["pay.agreed"] == "case 1"


async def _paid(bich: Person, chi: Person) -> None:
    await bich.says("chi 100k photo")
    await bich.taps("Gửi duyệt")
    await chi.taps("Duyệt")
    assert bich.hears("TC-PC-001")
