"""What somebody with a little right might try with money, and must not get."""

import pytest

from bot.said import Choice, Reply, rows
from tests.chat import Town, group_says
from tests.person import Person
from tests.scenarios.dues import NOVEMBER, joins_fund, opened, owes, vouchers
from tests.scenarios.lending import (
    AN,
    BICH,
    CHI,
    DUNG,
    GIANG,
    agreed,
    asks,
    balance,
    fills,
    lent,
    loans_of,
    presses,
)
from tests.scenarios.story import links_the_group, member, once, rows_of
from tests.scenarios.test_book import BEGUN, begins, finance
from union import memo
from union.dues import Due
from union.rights import Role

NAMES = {"an": AN, "bich": BICH, "chi": CHI, "dung": DUNG, "giang": GIANG}


async def seat(made: Town, name: str, role: Role) -> None:
    row = await member(made, name)
    async with made.work() as work:
        await work.lock()
        await work.seats.give(row.id, role)


async def forges(person: Person, *datas: str) -> None:
    """A press that carries what no button shown to this person ever did."""
    row = await member(person.town, NAMES[person.key])
    for data in datas:
        async with person.town.work() as work:
            chat_id = await work.unions.private_chat(row.id)
            assert chat_id is not None
            body = Reply("…", rows(Choice("forged", data))).body()
            await work.outbox.add(chat_id, work.union_id, body)
        await person.town.settled()
        message, data = person.button("forged")
        await presses(person, message, data)


async def case_of(made: Town, kind: str) -> int:
    async with made.work() as work:
        return (await work.cases.waiting(kind))[0].id


# --- one person's word where two are asked for ------------------------------------------------


@once
@pytest.mark.parametrize("data", ["dues.missing", "repay.missing", "dues.other"])
async def test_a_button_of_dues_ends_no_loan(sao_bien: Town, data: str) -> None:
    """Bích alone would have refused or paid what waits for two."""
    await fills(sao_bien, 12_400_000)
    await asks(sao_bien.an)
    before = await rows_of(sao_bien)
    await forges(sao_bien.bich, f"{data}:{await case_of(sao_bien, 'loan')}")
    assert await rows_of(sao_bien) == before
    assert sao_bien.bich.hears("chưa tìm thấy")


@once
async def test_a_button_of_dues_changes_no_payment(sao_bien: Town) -> None:
    """Chi agrees to what Bích entered, or not; the amount is Bích's."""
    await begins(sao_bien)
    await sao_bien.bich.says("chi 100k photo")
    await sao_bien.bich.taps("Gửi duyệt")
    await forges(sao_bien.chi, f"dues.other:{await case_of(sao_bien, 'pay')}")
    assert sao_bien.chi.hears("chưa tìm thấy")
    await sao_bien.chi.says("1tr5")
    assert (await finance(sao_bien))[0] == BEGUN


# --- the same money twice ---------------------------------------------------------------------


NOTICE = (
    "TK 0123456789 +{amount}VND luc 20/11/2026 09:15. SD 27,310,000VND. ND: {text}. Ref FT26{n}"
)


@once
async def test_a_card_tapped_and_then_the_bank_s_notice_of_it(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    id_ = await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    await bich.taps("Đã nhận đủ")
    text = memo.dues(NOVEMBER, id_)
    await bich.says(NOTICE.format(amount="46,800", text=text, n="32512345"))
    assert bich.hears("chưa ghi được dòng nào", "đã ghi sổ")
    assert len(await vouchers(sao_bien)) == 1


@once
async def test_a_card_tapped_while_the_notice_of_it_is_looked_at(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    id_ = await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    text = memo.dues(NOVEMBER, id_)
    await bich.says(NOTICE.format(amount="46,800", text=text, n="32512345"))
    await bich.taps("Đã nhận đủ")
    await bich.taps("Ghi")
    if bich.on_zalo:  # the card's answer ended the list: it is shown once more before it counts
        await bich.taps("Ghi")
    assert len(await vouchers(sao_bien)) == 1
    assert not bich.offers("Ghi")


@once
async def test_months_paid_ahead_are_not_told_of_again_by_the_old_button(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    await bich.taps("Đã nhận đủ")
    await an.says("đóng đoàn phí")
    await an.taps("Đóng trước cả quý")
    message, data = an.button("Tôi đã chuyển")
    await an.taps("Tôi đã chuyển")
    await bich.taps("Đã nhận đủ")
    await presses(an, message, data)
    async with sao_bien.work() as work:
        assert await work.cases.waiting("dues") == []


@once
async def test_a_sheet_whose_memos_stand_before_the_amounts(sao_bien: Town) -> None:
    """Each amount belongs to the memo above it, not to the one below."""
    bich = sao_bien.bich
    a, b = await owes(sao_bien, AN), await owes(sao_bien, DUNG, amount=93_600)
    first, second = memo.dues(NOVEMBER, a), memo.dues(NOVEMBER, b)
    await bich.says(f"ND {first}\n+46,800 VND\nND {second}\n+93,600 VND")
    await bich.taps("Ghi")
    assert {one.total for one in await vouchers(sao_bien)} == {46_800, 93_600}
    assert await opened(sao_bien, AN) == await opened(sao_bien, DUNG) == []


@once
async def test_a_balance_below_the_amount_is_not_what_came_in(sao_bien: Town) -> None:
    bich = sao_bien.bich
    id_ = await owes(sao_bien, AN)
    await bich.says(f"+46,800 VND\nSố dư: 93,600 VND\nND {memo.dues(NOVEMBER, id_)}")
    await bich.taps("Ghi")
    assert [one.total for one in await vouchers(sao_bien)] == [46_800]


@once
async def test_an_amount_the_sender_wrote_into_the_memo(sao_bien: Town) -> None:
    """What a bank says came in counts, never what the sender says."""
    bich = sao_bien.bich
    id_ = await owes(sao_bien, AN)
    await bich.says(f"GD 46,800 VND. ND: {memo.dues(NOVEMBER, id_)} +140,400 VND")
    assert bich.hears("cộng 46.800đ")
    await bich.taps("Thôi")
    await bich.says(f"ND: {memo.dues(NOVEMBER, id_)} +140,400 VND; +46,800 VND")
    assert "140.400đ" not in bich.news
    await bich.says(f"+46,800 VND\nND: {memo.dues(NOVEMBER, id_)} +140,400 VND")
    assert bich.hears("cộng 46.800đ")


# --- a case decided while another is open -----------------------------------------------------


@once
async def test_a_loan_s_voucher_is_not_taken_back_once_something_came_back(sao_bien: Town) -> None:
    """Asked for before the repayment, agreed after it."""
    an, bich, chi = sao_bien.an, sao_bien.bich, sao_bien.chi
    await fills(sao_bien, 12_400_000)
    await lent(sao_bien, an)
    await bich.says("/huyphieu QTT-PC-001")
    await bich.says("chuyển nhầm tài khoản")
    await bich.taps("Gửi duyệt")
    await bich.says("thu vay 1 1tr")
    await bich.taps("Tiền mặt, ghi")
    await chi.says("duyệt 2")
    (loan,) = await loans_of(sao_bien, AN)
    assert (loan.state, loan.left) == ("paid", 4_000_000)
    assert await balance(sao_bien) == 8_400_000


@once
async def test_a_repayment_of_a_loan_that_was_taken_back(sao_bien: Town) -> None:
    an, bich, chi = sao_bien.an, sao_bien.bich, sao_bien.chi
    await fills(sao_bien, 12_400_000)
    await lent(sao_bien, an)
    await an.says("trả nợ 1tr")
    await an.taps("Tôi đã chuyển")
    card, take = bich.button("Đã nhận đủ")
    await bich.says("/huyphieu QTT-PC-001")
    await bich.says("chuyển nhầm tài khoản")
    await bich.taps("Gửi duyệt")
    await chi.says("duyệt 3")
    await presses(bich, card, take)
    (loan,) = await loans_of(sao_bien, AN)
    assert (loan.state, loan.left) == ("withdrawn", 0)
    assert await balance(sao_bien) == 12_400_000


# --- who may ----------------------------------------------------------------------------------


@once
async def test_a_committee_member_reads_no_borrower_in_the_book(sao_bien: Town) -> None:
    """Who borrowed is for the chair, the treasurer and the inspection committee."""
    await fills(sao_bien, 12_400_000)
    await lent(sao_bien, sao_bien.an)
    await seat(sao_bien, DUNG, Role.COMMITTEE)
    dung, giang = sao_bien.dung, sao_bien.giang
    await dung.says("/soquy QTT-PC-001")
    assert dung.hears("QTT-PC-001", "5.000.000đ")
    assert "An" not in dung.news and "vay 1" not in dung.news
    await giang.says("/soquy QTT-PC-001")
    assert giang.hears("Trần Văn An")


@once
async def test_nobody_stands_in_for_treasurer_and_inspection_at_once(sao_bien: Town) -> None:
    await sao_bien.bich.says("giao việc từ 1/12 đến 15/12 cho An")
    await sao_bien.bich.taps("Đúng, nhờ làm thay")
    await sao_bien.giang.says("giao việc từ 15/12 đến 20/12 cho An")
    assert sao_bien.giang.hears("không làm thay nhau")
    async with sao_bien.work() as work:
        assert len(await work.seats.lendings()) == 1


@once
async def test_a_seat_that_ended_a_second_ago_counts_no_money(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    card, take = bich.button("Đã nhận đủ")
    await bich.says("thu tiền mặt An")
    listed, keep = bich.button("Ghi")
    async with sao_bien.work() as work:
        await work.lock()
        (held,) = await work.seats.held([Role.TREASURER])
        await work.seats.end(held.id)
    await presses(bich, card, take)
    await presses(bich, listed, keep)
    await bich.says("duyệt 1", "/thu An", "/saoke", "/chi 100k photo", "/thuvay 1 100k")
    assert bich.hears("dành cho")
    assert await vouchers(sao_bien) == []


@once
async def test_whoever_went_takes_no_money_along(sao_bien: Town) -> None:
    """Agreed, on its way to the treasurer's tap; then An left."""
    an, bich, chi = sao_bien.an, sao_bien.bich, sao_bien.chi
    await fills(sao_bien, 12_400_000)
    await asks(an)
    await agreed(sao_bien, 1)
    card, pay = bich.button("Đã chuyển khoản")
    await chi.says("/tinhtrang Trần Văn An")
    await chi.taps("Đã nghỉ việc", "Đúng, ghi")
    await presses(bich, card, pay)
    assert await balance(sao_bien) == 12_400_000
    async with sao_bien.work() as work:
        loan = await work.loans.numbered(1)
    assert loan and loan.state == "withdrawn"


@once
async def test_a_member_may_press_nothing_of_an_officer_s(sao_bien: Town) -> None:
    """Every button with the money's ids in it, by somebody it was never shown to."""
    an, dung = sao_bien.an, sao_bien.dung
    await fills(sao_bien, 12_400_000)
    await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    case = await case_of(sao_bien, "dues")
    await asks(an)
    loan = (await loans_of(sao_bien, AN))[0].id
    before = await rows_of(sao_bien)
    await forges(
        dung,
        f"case.agree:{case}", f"case.refuse:{case}", f"case.show:{case}", f"dues.missing:{case}",
        f"dues.other:{case}", f"loan.paid:{loan}:cash", f"repay.took:{loan}:1000:cash:0",
        f"loan.withdrawn:{loan}", f"loan.received:{loan}", f"repay.sent:{loan}:500000:bank",
        f"repay.bill:{loan}:500000", "loan.show:2", "book.show:1:1", "dues.take", "book.spend",
        "report.fund", "report.xlsx:mutual:20260101:20261231", "log.file",
    )  # fmt: skip
    assert await rows_of(sao_bien) == before
    assert "46.800" not in dung.news and "5.000.000" not in dung.news and "sửa nhà" not in dung.news


@once
async def test_ids_of_elsewhere_and_of_nothing(sao_bien: Town) -> None:
    bich = sao_bien.bich
    await fills(sao_bien, 1_000_000)
    before = await rows_of(sao_bien)
    await forges(
        bich, "case.agree:999999", "dues.other:x", "loan.paid:999:bank", "loan.paid",
        "repay.took:9:1:cash:0", "book.show:999:1", "book.page:999", "repay.again:99",
        "report.xlsx:mutual:1:2",
        "dues.sent:all:100000000000:0", "dues.year:99999999", "report.year:99999",
    )  # fmt: skip
    assert "mã sự cố" not in bich.news.lower() and "trục trặc" not in bich.news
    assert await rows_of(sao_bien) == before


@once
async def test_an_officer_gains_nothing_alone(sao_bien: Town) -> None:
    """One's own amount, exemption, receipt, loan, and a payment to oneself."""
    bich, chi = sao_bien.bich, sao_bien.chi
    await begins(sao_bien)
    await fills(sao_bien, 12_400_000)
    await owes(sao_bien, BICH)
    await bich.says("mức đóng Bích 1.000đ")
    await bich.says("miễn đoàn phí Bích 11/2026")
    await bich.says("thu tiền mặt Bích")
    await asks(bich)
    await bich.says("duyệt 1")
    await chi.says("duyệt 1")
    await bich.says("thăm chị Lê Thị Bích ốm 300k")
    await bich.taps("Gửi duyệt")
    await bich.says("duyệt 2")
    assert await opened(sao_bien, BICH) == [Due("dues", NOVEMBER, 46_800)]
    assert (await finance(sao_bien))[0] == BEGUN and await balance(sao_bien) == 12_400_000
    (loan,) = await loans_of(sao_bien, BICH)
    assert loan.state == "asked"


@once
async def test_both_seats_in_one_hand_are_one_person(sao_bien: Town) -> None:
    """Chi lends the chair to Bích, who keeps the money: still one voice."""
    bich, chi = sao_bien.bich, sao_bien.chi
    await fills(sao_bien, 12_400_000)
    await begins(sao_bien)
    await chi.says("giao việc từ hôm nay đến 30/11 cho Bích")
    await chi.taps("Đúng, nhờ làm thay")
    await asks(sao_bien.an)
    await bich.says("duyệt 1", "duyệt 1")
    (loan,) = await loans_of(sao_bien, AN)
    assert loan.state == "asked"
    await bich.says("chi 100k photo")
    await bich.taps("Gửi duyệt")
    await bich.says("duyệt 2")
    assert (await finance(sao_bien))[0] == BEGUN


@once
async def test_whoever_took_their_consent_back_on_paper_pays_into_no_fund(sao_bien: Town) -> None:
    chi, lan = sao_bien.chi, "Trần Thị Lan"
    await chi.says("/nhapho Trần Thị Lan")
    await chi.taps("Ghi phiếu đồng ý", "Đúng")
    await joins_fund(sao_bien, lan)
    await chi.says("/nhapho Trần Thị Lan")
    await chi.taps("Ghi rút đồng ý", "Đúng")
    row = await member(sao_bien, lan)
    async with sao_bien.work() as work:
        assert [one.period for one in await work.dues.coming(row.id)] == []


# --- what reaches whom ------------------------------------------------------------------------


@once
async def test_no_amount_and_no_purpose_in_a_group_or_in_the_log(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    await fills(sao_bien, 12_400_000)
    await owes(sao_bien, AN)
    await joins_fund(sao_bien, AN)
    await sao_bien.an.says("đã chuyển khoản")
    await sao_bien.bich.taps("Đã nhận đủ")
    await lent(sao_bien, sao_bien.an)
    await sao_bien.bich.says("thu vay 2 1tr")
    await sao_bien.bich.taps("Tiền mặt, ghi")
    said = "\n".join(group_says(sao_bien))
    assert "146.800" not in said and "5.000.000" not in said and "sửa nhà" not in said
    async with sao_bien.work() as work:
        for line in await work.log.read():
            told = str(line)
            assert "sửa nhà" not in told
            assert AN not in told or not any(n in told for n in ("146800", "5000000", "1000000"))


@once
async def test_a_receipt_at_night_waits_and_is_not_lost(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await fills(sao_bien, 12_400_000)
    await lent(sao_bien, an)
    await sao_bien.clock_to(2026, 11, 21, hour=22)
    await bich.says("thu vay 1 1tr")
    await bich.taps("Tiền mặt, ghi")
    assert "biên lai QTT" not in an.news
    await sao_bien.sleep()
    await sao_bien.wake()
    await sao_bien.clock_to(2026, 11, 22, hour=7, minute=1)
    assert an.news.count("biên lai QTT-PT-001") == 1
