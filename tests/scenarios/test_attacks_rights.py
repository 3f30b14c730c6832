"""What somebody might try with seats, accounts and buttons of others, and must not get."""

import pytest

from tests.chat import Town
from tests.person import Person
from tests.scenarios.dues import opened, owes, vouchers
from tests.scenarios.lending import AN, BICH, asks, balance, fills, lent, loans_of, presses
from tests.scenarios.story import change, comes_by_team, member, once, rows_of
from tests.scenarios.test_attacks_money import case_of, forges, seat
from tests.scenarios.test_book import begins, finance
from union.members import State
from union.rights import Role


async def comes_as(made: Town, person: Person, name: str) -> None:
    """A second account of a member, by the code only the chair gives."""
    await made.chi.says(f"/ma {name}")
    await person.says(made.chi.news.split(": ")[1][:7])
    await person.taps("Đúng tôi")


async def would_give(made: Town, whom: str, role: str) -> None:
    await made.chi.says("chức vụ")
    await made.chi.taps("Giao chức vụ")
    await made.chi.says(whom, role)


async def roles_of(made: Town, name: str) -> set[Role]:
    row = await member(made, name)
    async with made.work() as work:
        return {one.role for one in await work.seats.held() if one.holder.id == row.id}


# --- the money and who inspects it ------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "whom", "role"),
    [
        ("từ hôm nay đến 30/11", "An", "ủy ban kiểm tra"),  # stands in for the treasurer now
        ("từ 1/12 đến 15/12", "An", "ủy ban kiểm tra"),  # and on days to come
        ("", "Bích", "ủy ban kiểm tra"),  # keeps the money herself
    ],
)
@once
async def test_who_keeps_the_money_is_not_given_its_inspection(
    sao_bien: Town, days: str, whom: str, role: str
) -> None:
    if days:
        await sao_bien.bich.says(f"giao việc {days} cho {whom}")
        await sao_bien.bich.taps("Đúng, nhờ làm thay")
    await would_give(sao_bien, whom, role)
    assert sao_bien.chi.hears("không giao cho cùng một người")
    async with sao_bien.work() as work:
        (held,) = await work.seats.held([Role.INSPECTION])
    assert held.holder.name == "Vũ Thị Giang"


@once
async def test_who_inspects_is_not_given_the_money(sao_bien: Town) -> None:
    chi = sao_bien.chi
    await chi.says("/chucvu")
    await chi.taps("Cho thôi chức vụ", "Kế toán")
    await would_give(sao_bien, "giang", "kế toán, thủ quỹ")
    assert chi.hears("không giao cho cùng một người")
    assert await roles_of(sao_bien, "Vũ Thị Giang") == {Role.INSPECTION}


@once
async def test_a_seat_lent_while_the_chair_was_asked_counts_too(sao_bien: Town) -> None:
    await would_give(sao_bien, "An", "ủy ban kiểm tra")
    await sao_bien.bich.says("giao việc từ hôm nay đến 30/11 cho An")
    await sao_bien.bich.taps("Đúng, nhờ làm thay")
    await sao_bien.chi.taps("Đúng, giao")
    assert sao_bien.chi.hears("không giao cho cùng một người")
    assert await roles_of(sao_bien, AN) == {Role.TREASURER}


# --- somebody else's row, and with it their seat ------------------------------------------------


@once
@pytest.mark.members("an", "chi", "dung", "giang")
async def test_a_team_leader_lets_nobody_into_an_officer_s_row(sao_bien: Town) -> None:
    """Bích has not come in yet: her row would open the money to whoever is let in."""
    dung, khach = sao_bien.dung, sao_bien.khach
    async with sao_bien.work() as work:
        team = await work.teams.numbered(3)
    assert team
    await change(sao_bien, BICH, team_id=team.id)
    await comes_by_team(sao_bien, khach, "Lê Thị Bích 1984")
    await dung.says("duyệt 1")
    assert dung.hears("chỉ Chủ tịch xác nhận")
    await forges(dung, f"claim.all:{team.id}:99", f"case.agree:{await case_of(sao_bien, 'claim')}")
    assert (await member(sao_bien, BICH)).state is State.ROSTER
    assert sao_bien.chi.hears("Lê Thị Bích")
    await sao_bien.chi.says("duyệt 1")
    assert khach.hears("Chào mừng")


@once
@pytest.mark.members("an", "chi", "dung", "giang")
async def test_a_committee_member_lets_nobody_into_an_officer_s_row(sao_bien: Town) -> None:
    await seat(sao_bien, "Phạm Văn Dũng", Role.COMMITTEE)
    await sao_bien.khach.says("/dangky Lê Thị Bích 20/10/1984 nữ tổ 2", "đồng ý")
    await sao_bien.dung.says("duyệt 1")
    assert sao_bien.dung.hears("chỉ Chủ tịch xác nhận")
    assert (await member(sao_bien, BICH)).state is State.ROSTER


@once
async def test_an_account_that_came_in_meanwhile_becomes_nobody_else(sao_bien: Town) -> None:
    """The question “is this you” was open while an officer let the same account in."""
    chi, khach = sao_bien.chi, sao_bien.khach
    await khach.says("/dangky Lê Văn Khách 1/2/1990 nam tổ 2", "đồng ý")
    await chi.says("/ma Trần Văn An")
    await khach.says(chi.news.split("An, Tổ 1: ")[1][:7])
    await chi.says("duyệt 1")
    await khach.taps("Đúng tôi")
    await khach.says("/toi")
    assert khach.hears("Lê Văn Khách") and "Trần Văn An" not in khach.news


@once
async def test_the_chair_hands_the_seat_on_before_taking_the_consent_back(sao_bien: Town) -> None:
    chi = sao_bien.chi
    await chi.says("/riengtu")
    await chi.taps("Rút đồng ý")
    assert chi.hears("phải có Chủ tịch")
    await chi.says("/duyet")
    assert chi.hears("không có việc nào")


@once
async def test_whoever_takes_the_consent_back_holds_no_seat(sao_bien: Town) -> None:
    await sao_bien.bich.says("/riengtu")
    await sao_bien.bich.taps("Rút đồng ý", "Rút đồng ý")
    assert sao_bien.bich.hears("Đã rút đồng ý")
    assert await roles_of(sao_bien, BICH) == set()


# --- one person with two accounts ---------------------------------------------------------------


@once
async def test_two_accounts_are_one_voice(sao_bien: Town) -> None:
    an, bich, chi, khach = sao_bien.an, sao_bien.bich, sao_bien.chi, sao_bien.khach
    await fills(sao_bien, 12_400_000)
    await begins(sao_bien)
    await comes_as(sao_bien, khach, "Nguyễn Thị Chi")
    await asks(an)
    await chi.says("duyệt 1")
    await khach.says("duyệt 1")
    assert khach.hears("đã trả lời việc này rồi")
    (loan,) = await loans_of(sao_bien, AN)
    assert loan.state == "asked"
    await chi.says("chi 100k photo")
    await chi.taps("Gửi duyệt")
    await khach.says("duyệt 2")
    assert khach.hears("việc của chính")
    assert (await finance(sao_bien))[1][1:] == [] and bich.hears("Đề nghị số 2")


@once
async def test_a_borrower_s_second_account_decides_nothing_of_it(sao_bien: Town) -> None:
    await fills(sao_bien, 12_400_000)
    await comes_as(sao_bien, sao_bien.khach, BICH)
    await asks(sao_bien.bich)
    await sao_bien.khach.says("duyệt 1")
    assert sao_bien.khach.hears("việc của chính")
    await sao_bien.chi.says("duyệt 1")
    (loan,) = await loans_of(sao_bien, BICH)
    assert loan.state == "asked"


# --- who counts what came in ------------------------------------------------------------------


@once
async def test_the_chair_counts_dues_only_when_the_treasurer_did_not(sao_bien: Town) -> None:
    """Money in needs the treasurer; a day later the card is the chair's too."""
    an, chi = sao_bien.an, sao_bien.chi
    await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    await chi.says("duyệt 1")
    assert chi.hears("dành cho")
    assert await vouchers(sao_bien) == []
    await sao_bien.clock_to(2026, 11, 22, hour=9, minute=1)
    await chi.says("duyệt 1")
    assert await opened(sao_bien, AN) == []


# --- whoever is gone --------------------------------------------------------------------------


@once
async def test_whoever_has_left_is_asked_nothing_more(sao_bien: Town) -> None:
    an, chi = sao_bien.an, sao_bien.chi
    await an.says("sửa số điện thoại 0912345678", "đúng")
    await chi.says("/tinhtrang Trần Văn An")
    await chi.taps("Đã mất", "Đúng, ghi")
    an.mark()
    await chi.says("hỏi 1", "Anh cho xem giấy giúp")
    await chi.says("duyệt 1")
    await sao_bien.clock_to(2026, 11, 23, hour=9)
    an.hears_nothing()


@once
async def test_whoever_has_left_presses_old_buttons_in_vain(sao_bien: Town) -> None:
    """Every card Bích was ever sent, after she has gone."""
    an, bich, chi = sao_bien.an, sao_bien.bich, sao_bien.chi
    await fills(sao_bien, 12_400_000)
    await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    card, take = bich.button("Đã nhận đủ")
    await asks(an)
    loan, yes = bich.button("Duyệt")
    await chi.says("/tinhtrang Lê Thị Bích")
    await chi.taps("Đã nghỉ việc", "Đúng, ghi")
    before = await rows_of(sao_bien)
    await presses(bich, card, take)
    await presses(bich, loan, yes)
    await bich.says("duyệt 1", "duyệt 2")
    assert await rows_of(sao_bien) == before


@once
async def test_a_paid_loan_s_voucher_is_kept_while_any_of_it_came_back(sao_bien: Town) -> None:
    bich, chi = sao_bien.bich, sao_bien.chi
    await fills(sao_bien, 12_400_000)
    await lent(sao_bien, sao_bien.an)
    await bich.says("thu vay 1 1tr")
    await bich.taps("Tiền mặt, ghi")
    await bich.says("/huyphieu QTT-PC-001")
    assert bich.hears("đã có phần trả lại")
    await bich.says("/huyphieu QTT-PT-001", "ghi nhầm người nộp")
    await bich.taps("Gửi duyệt")
    await chi.says("duyệt 2")
    await bich.says("/huyphieu QTT-PT-002")
    assert bich.hears("chính là phiếu hủy")
    (loan,) = await loans_of(sao_bien, AN)
    assert (loan.state, loan.left) == ("paid", 5_000_000)
    assert await balance(sao_bien) == 7_400_000
