"""Coming in by one's own number, and by a code of one's own."""

import pytest

from sandbox import saobien
from tests.chat import Town
from tests.scenarios.story import change, code_in, member, once, telegram_only
from union.members import State

OFFICERS = pytest.mark.members("bich", "chi", "dung", "giang")


@telegram_only("a number cannot be shared on Zalo")
@OFFICERS
async def test_a_matching_number_lets_a_member_in_with_few_messages(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.starts()
    assert an.hears("Đây là Bot của CĐCS Công ty Cổ phần Viễn thông Sao Biển")
    await an.shares_number()
    assert an.hears("09••• •••123", "Trần Văn An", "Tổ 1")
    await an.taps("Đúng tôi")
    assert an.hears("Chào mừng anh An")
    assert an.said <= 4
    await an.says("/toi")
    assert an.hears("Trần Văn An", "08/03/1988", "0901 234 123")


@telegram_only("Zalo has no menu of commands")
@OFFICERS
async def test_a_member_gets_the_menu_of_a_member_when_let_in(sao_bien: Town) -> None:
    await sao_bien.an.starts()
    await sao_bien.an.shares_number()
    await sao_bien.an.taps("Đúng tôi")
    menu = sao_bien.world.commands[("chat", sao_bien.an.id, 0, "")]
    names = {item["command"] for item in menu}
    assert {"toi", "sua", "chucvu"} <= names
    assert not {"dangky", "duyet", "nhatky"} & names


@telegram_only("a number cannot be shared on Zalo")
@OFFICERS
@once
async def test_somebody_elses_card_lets_nobody_in(sao_bien: Town) -> None:
    khach = sao_bien.khach
    await khach.starts()
    await khach.shares_number(of=saobien.AN)
    assert khach.hears("Đây là số của người khác", "gửi số của mình")
    await khach.shares_number("84901234123", of=None)
    assert khach.hears("Đây là số của người khác")
    assert (await member(sao_bien, "Trần Văn An")).state is State.ROSTER


@telegram_only("a number cannot be shared on Zalo")
@once
async def test_a_number_nobody_has_is_told_what_to_do(sao_bien: Town) -> None:
    khach = sao_bien.khach
    await khach.starts()
    await khach.shares_number()
    assert khach.hears("chưa thấy số này trong danh sách", "mã 6 số")
    assert khach.offers("Xin vào công đoàn")


@telegram_only("a number cannot be shared on Zalo")
@OFFICERS
@once
async def test_two_rows_with_one_number_are_told_apart_by_name(sao_bien: Town) -> None:
    await change(sao_bien, "Nguyễn Thị Hạnh", phone="+84901234123")
    await sao_bien.an.starts()
    await sao_bien.an.shares_number()
    assert sao_bien.an.hears("hơn một người")
    assert "Hạnh" not in sao_bien.an.news


@telegram_only("a number cannot be shared on Zalo")
@OFFICERS
@once
async def test_no_means_no(sao_bien: Town) -> None:
    await sao_bien.an.starts()
    await sao_bien.an.shares_number()
    await sao_bien.an.taps("Không phải")
    assert sao_bien.an.hears("không ghi gì")
    assert (await member(sao_bien, "Trần Văn An")).state is State.ROSTER


@telegram_only("a number cannot be shared on Zalo")
@OFFICERS
async def test_a_card_is_taken_in_the_middle_of_asking(sao_bien: Town) -> None:
    await sao_bien.an.says("Xin vào công đoàn")
    await sao_bien.an.shares_number()
    assert sao_bien.an.hears("Trần Văn An", "Tổ 1")


async def test_a_code_of_ones_own_is_used_once(sao_bien: Town) -> None:
    chi, khach = sao_bien.chi, sao_bien.khach
    await chi.says("/ma hạnh")
    assert chi.hears("Nguyễn Thị Hạnh", "Dùng một lần")
    code = code_in(chi.news)
    await khach.says("alo")
    await khach.says("toi co ma")
    assert khach.hears("mã 6 số")
    await khach.says(f"{code[:3]} {code[3:]}")
    assert khach.hears("Nguyễn Thị Hạnh", "quản lý đoàn viên")
    await khach.taps("Đúng tôi, tôi đồng ý")
    assert khach.hears("Chào mừng chị Hạnh")
    await sao_bien.after(sao_bien.world.adds_bot_to(saobien.GROUP))
    other = sao_bien.world.add_person(2001, "Người", "Khác")
    await sao_bien.after(sao_bien.world.says(other.id, code))
    assert "đã dùng hết" in sao_bien.world.messages(other.id)[-1].text


async def test_a_code_in_a_link(sao_bien: Town) -> None:
    await sao_bien.bich.says("/ma Nguyễn Thị Hạnh")
    await sao_bien.khach.starts(code_in(sao_bien.bich.news))
    await sao_bien.khach.taps("Đúng tôi")
    assert sao_bien.khach.hears("Chào mừng chị Hạnh")


async def test_five_wrong_codes_lock_an_hour_and_are_told_once(sao_bien: Town) -> None:
    khach, chi = sao_bien.khach, sao_bien.chi
    chi.mark()
    await khach.says("alo", "111111", "222222", "333333", "444444")
    assert khach.hears("gõ nhầm vài lần không sao")
    assert chi.hears_nothing()
    await khach.says("555555")
    assert khach.hears("thử lại sau 1 giờ")
    await khach.says("666666")
    assert chi.news.count("gõ sai mã nhiều lần") == 1
    chi.mark()
    sao_bien.clock.move_to(sao_bien.clock.now().replace(hour=3, minute=1))
    await khach.says("777777")
    assert khach.hears("Mã này chưa đúng")
    assert chi.hears_nothing()


@telegram_only("a number cannot be shared on Zalo")
@pytest.mark.members("an", "chi")
async def test_a_row_claimed_twice_is_refused_logged_and_told(sao_bien: Town) -> None:
    sao_bien.world.people[1006].phone = "84901234123"
    sao_bien.chi.mark()
    await sao_bien.khach.starts()
    await sao_bien.khach.shares_number()
    assert sao_bien.khach.hears("Tên này đã có người nhận")
    assert sao_bien.chi.hears("vừa thử nhận tên Trần Văn An")
    async with sao_bien.work() as work:
        assert (await work.log.read(1))[0].verb == "claim.twice"
