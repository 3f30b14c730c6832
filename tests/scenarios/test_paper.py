"""An officer acts for a member without a telephone; the record says so."""

import pytest

from tests.chat import Town, group_says
from tests.scenarios.story import links_the_group, member, once, rows_of
from union.consents import Answer, Purpose
from union.members import State


async def admits(made: Town, name: str = "Nguyễn Thị Hạnh") -> None:
    await made.bich.says(f"/nhapho {name}")
    await made.bich.taps("Ghi phiếu đồng ý", "Đúng, tôi giữ phiếu")


async def test_a_paper_makes_a_member_without_an_account(sao_bien: Town) -> None:
    bich, giang = sao_bien.bich, sao_bien.giang
    bich.said = 0
    await bich.says("/nhapho Nguyễn Thị Hạnh")
    assert bich.hears("Nguyễn Thị Hạnh, Tổ 1, có tên trong danh sách, chưa vào")
    assert not any("sinh nhật" in key for key in bich.news.splitlines())
    await bich.taps("Ghi phiếu đồng ý")
    assert bich.hears("đang giữ phiếu có chữ ký của chị Hạnh")
    await bich.taps("Đúng, tôi giữ phiếu")
    assert bich.said == 3
    assert bich.hears("chị Hạnh là đoàn viên, không cần dùng Bot")
    row = await member(sao_bien, "Nguyễn Thị Hạnh")
    assert row.state is State.MEMBER and row.joined_on is not None
    async with sao_bien.work() as work:
        assert await work.consents.latest(row.id, Purpose.REGISTER) == (Answer.YES, "paper")
        assert not await work.unions.is_linked(row.id)
    await giang.says("/nhatky")
    assert giang.hears("Lê Thị Bích nhập phiếu giấy của đoàn viên (Nguyễn Thị Hạnh")
    assert giang.hears("Lê Thị Bích ghi vào công đoàn theo phiếu giấy")


@pytest.mark.starts(2027, 3, 9)
@once
async def test_nothing_public_until_the_paper_says_so(sao_bien: Town) -> None:
    bich = sao_bien.bich
    await links_the_group(sao_bien)
    await admits(sao_bien)
    await sao_bien.clock_to(2027, 3, 11, hour=9)
    await bich.says("ghi giúp đoàn viên", "Nguyễn Thị Hạnh")
    await bich.taps("Ghi cách chúc sinh nhật", "Cả trong nhóm", "Đúng, tôi giữ phiếu")
    assert bich.hears("chị Hạnh muốn được chúc sinh nhật: cả trong nhóm")
    await sao_bien.clock_to(2027, 3, 12, hour=8)
    assert any("chị Hạnh" in said for said in group_says(sao_bien))


@pytest.mark.starts(2027, 3, 9)
@once
async def test_without_it_the_group_hears_nothing(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    await admits(sao_bien)
    await sao_bien.clock_to(2027, 3, 12, hour=8)
    assert not any("Hạnh" in said for said in group_says(sao_bien))


async def test_a_correction_is_decided_by_another_officer(sao_bien: Town) -> None:
    bich, chi = sao_bien.bich, sao_bien.chi
    await bich.says("/nhapho Nguyễn Thị Hạnh")
    await bich.taps("Sửa thông tin", "Số điện thoại")
    await bich.says("0912 345 678")
    assert bich.hears("số điện thoại của chị Hạnh", "0912 345 678")
    await bich.taps("Đúng, gửi đi")
    assert chi.hears("chị Hạnh (Nguyễn Thị Hạnh, Tổ 1)", "Chị Bích ghi giúp")
    await bich.says("duyệt 1")
    assert bich.hears("cần một cán bộ khác")
    async with sao_bien.work() as work:
        (case,) = await work.cases.waiting()
        entered = await work.members.get(case.entered_by or 0)
    assert entered and entered.name == "Lê Thị Bích"
    await chi.taps("Duyệt")
    assert bich.hears("Chị Chi đã xác nhận", "của chị Hạnh nay là 0912 345 678")
    assert (await member(sao_bien, "Nguyễn Thị Hạnh")).phone == "+84912345678"


@once
async def test_who_is_in_the_chat_answers_for_themselves(sao_bien: Town) -> None:
    bich = sao_bien.bich
    await bich.says("/nhapho Trần Văn An")
    assert bich.hears("đang dùng Bot nên tự trả lời")
    assert not bich.offers("Ghi phiếu đồng ý") and bich.offers("Sửa thông tin")
    await bich.says("/huy", "/nhapho Bích")
    assert bich.hears("chính chị")


@once
async def test_whoever_came_in_meanwhile_is_not_written_over(sao_bien: Town) -> None:
    bich, khach = sao_bien.bich, sao_bien.khach
    await sao_bien.chi.says("/ma Nguyễn Thị Hạnh")
    code = sao_bien.chi.news.split("Hạnh, Tổ 1: ")[1][:7]
    await bich.says("/nhapho Nguyễn Thị Hạnh")
    await bich.taps("Ghi phiếu đồng ý")
    await khach.says(code)
    await khach.taps("Đúng tôi")
    before = await rows_of(sao_bien)
    await bich.taps("Đúng, tôi giữ phiếu")
    assert bich.hears("đang dùng Bot nên tự trả lời")
    assert await rows_of(sao_bien) == before


@once
async def test_two_of_one_name_are_asked_and_a_paper_takes_back(sao_bien: Town) -> None:
    bich, chi = sao_bien.bich, sao_bien.chi
    await bich.says("/nhapho thị")
    assert bich.hears("Có mấy người tên như vậy")
    await bich.says("/huy")
    await admits(sao_bien)
    await bich.says("/nhapho Nguyễn Thị Hạnh")
    await bich.taps("Ghi rút đồng ý", "Đúng, tôi giữ phiếu")
    assert chi.hears("Nguyễn Thị Hạnh, Tổ 1, vừa rút đồng ý")
    assert (await member(sao_bien, "Nguyễn Thị Hạnh")).state is State.ROSTER


@once
async def test_back_from_leave_they_are_a_member_still(sao_bien: Town) -> None:
    await admits(sao_bien)
    for state in ("Vắng dài ngày", "Đang sinh hoạt"):
        await sao_bien.chi.says("/tinhtrang Nguyễn Thị Hạnh")
        await sao_bien.chi.taps(state, "Đúng, ghi")
    assert (await member(sao_bien, "Nguyễn Thị Hạnh")).state is State.MEMBER
