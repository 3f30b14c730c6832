"""Asking to join: in one sentence or step by step; an officer says yes, not yet, or asks back."""

from datetime import timedelta

import pytest

from tests.chat import Town
from tests.scenarios.story import asks_to_join, member, once
from union.members import Sex


@pytest.mark.members("bich", "chi", "dung", "giang")
async def test_a_stranger_asks_and_chi_agrees(sao_bien: Town) -> None:
    khach, chi = sao_bien.khach, sao_bien.chi
    await khach.says("xin chào")
    await khach.says("Xin vào công đoàn")
    assert khach.hears("họ tên và ngày sinh")
    await khach.says("lê văn khách 1/2/1990")
    await khach.taps("Nam")
    await khach.taps("Tổ 2")
    assert khach.hears("Lê Văn Khách", "01/02/1990", "Tổ 2")
    await khach.taps("Đúng, tôi đồng ý")
    assert khach.hears("Đã gửi đề nghị số 1")
    assert chi.hears("Lê Văn Khách xin vào công đoàn", "Chưa có trong danh sách")
    assert sao_bien.bich.hears_nothing()
    await chi.taps("Duyệt")
    assert chi.hears("đã duyệt")
    assert khach.hears("Chào mừng anh Khách")


@pytest.mark.parametrize(
    "sentence",
    [
        "/dangky Lê Văn Khách 1/2/1990 nam tổ 2",
        "cho em xin vào công đoàn, em là Lê Văn Khách, sinh ngày 1/2/1990, nam, tổ 2 ạ",
    ],
)
@once
async def test_all_in_one_sentence(sao_bien: Town, sentence: str) -> None:
    await sao_bien.khach.says(sentence)
    assert sao_bien.khach.hears("Lê Văn Khách", "01/02/1990", "nam", "Tổ 2")
    await sao_bien.khach.says("đồng ý")
    assert sao_bien.khach.hears("Đã gửi đề nghị số 1")
    async with sao_bien.work() as work:
        (case,) = await work.cases.waiting()
    assert case.facts["sex"] == Sex.MALE


@once
async def test_a_name_and_a_birth_date_begin_the_request(sao_bien: Town) -> None:
    await sao_bien.khach.says("alo")
    await sao_bien.khach.says("Lê Văn Khách 1/2/1990")
    assert sao_bien.khach.hears("nữ hay nam")


@once
async def test_edit_and_leave(sao_bien: Town) -> None:
    khach = sao_bien.khach
    await khach.says("/dangky Lê Văn Khach 1/2/1990 nam tổ 2")
    await khach.taps("Sửa lại")
    assert khach.hears("họ tên và ngày sinh")
    await khach.says("Lê Văn Khách 1/2/1990", "nam", "2")
    await khach.says("sửa lại")
    assert khach.hears("họ tên và ngày sinh")
    await khach.says("Lê Văn Khách 1/2/1990", "nam", "tổ 2")
    await khach.taps("Thôi")
    assert khach.hears("không ghi gì")
    async with sao_bien.work() as work:
        assert await work.cases.waiting() == []


async def test_asked_back_and_answered(sao_bien: Town) -> None:
    khach, bich, chi = sao_bien.khach, sao_bien.bich, sao_bien.chi
    await asks_to_join(khach)
    await bich.says("hoi 1")
    await bich.says("Anh làm ca nào?")
    assert bich.hears("sẽ được gửi lại")
    assert khach.hears("Anh làm ca nào?")
    chi.mark()
    await khach.says("em làm ca ba")
    assert khach.hears("đã chuyển câu trả lời")
    assert bich.hears("em làm ca ba") and chi.hears("em làm ca ba")
    await chi.taps("Hỏi thêm")
    await chi.says("Tổ trưởng là ai?")
    await khach.says("anh Dũng")
    assert chi.hears("Tổ trưởng là ai?", "anh Dũng")


async def test_an_answer_after_the_decision_does_not_trap(sao_bien: Town) -> None:
    khach, chi = sao_bien.khach, sao_bien.chi
    await asks_to_join(khach)
    await chi.taps("Hỏi thêm")
    await chi.says("Anh làm ca nào?")
    await sao_bien.bich.says("duyet 1")
    await khach.says("em làm ca ba")
    assert khach.hears("giải quyết rồi")
    await khach.says("thông tin của tôi")
    assert khach.hears("Lê Văn Khách", "01/02/1990")


async def test_the_chairs_not_yet_ends_it(sao_bien: Town) -> None:
    await asks_to_join(sao_bien.khach)
    await sao_bien.chi.taps("Chưa")
    assert sao_bien.khach.hears("chưa thể", "hỏi tổ trưởng")
    await asks_to_join(sao_bien.khach)
    assert sao_bien.khach.hears("Đã gửi đề nghị số 2")


async def test_anothers_not_yet_leaves_it_to_the_chair(sao_bien: Town) -> None:
    bich, chi, khach = sao_bien.bich, sao_bien.chi, sao_bien.khach
    await asks_to_join(khach)
    khach.mark()
    await bich.says("chưa 1")
    assert bich.hears("để lại cho Chủ tịch")
    assert khach.hears_nothing()
    await bich.says("chua 1")
    cards = 1 if sao_bien.rewrites else 2  # the first one, and the one that comes to the chair
    assert chi.news.count("Chưa có trong danh sách") == cards, "one card, not one a press"
    await chi.taps("Duyệt")
    assert khach.hears("Chào mừng anh Khách")


async def test_who_comes_late_is_told_who_decided(sao_bien: Town) -> None:
    chi, bich = sao_bien.chi, sao_bien.bich
    await asks_to_join(sao_bien.khach)
    message, _ = chi.button("Duyệt")
    await bich.says("duyệt 1")
    assert sao_bien.rewritten(message, "Chị Bích đã duyệt")
    await chi.says("duyệt 1")
    assert chi.hears("chị Bích", "đã giải quyết")
    async with sao_bien.work() as work:
        (found,) = await work.members.by_name("Lê Văn Khách")
    assert found.team and found.team.number == 2


@once
async def test_one_request_at_a_time_and_three_a_day(sao_bien: Town) -> None:
    khach, chi = sao_bien.khach, sao_bien.chi
    for number in (1, 2, 3):
        await asks_to_join(khach)
        await khach.says("/dangky")
        assert khach.hears(f"(số {number}) đang chờ")
        await chi.taps("Chưa")
    await khach.says("/dangky")
    assert khach.hears("Ngày mai", "gửi lại")
    sao_bien.clock.move_by(timedelta(days=1, minutes=1))
    await khach.says("/dangky")
    assert khach.hears("họ tên và ngày sinh")


@once
async def test_a_row_of_the_roster_is_found_and_not_doubled(sao_bien: Town) -> None:
    khach, chi = sao_bien.khach, sao_bien.chi
    await khach.says("/dangky nguyen thi hanh 12/3/1971 nữ")
    await khach.taps("Tôi chưa rõ tổ", "Đúng, tôi đồng ý")
    assert chi.hears("Khớp tên trong danh sách: Nguyễn Thị Hạnh")
    await chi.taps("Duyệt")
    assert khach.hears("Chào mừng chị Hạnh")
    await member(sao_bien, "Nguyễn Thị Hạnh")  # there is exactly one


@once
async def test_a_name_that_is_in_already_is_pointed_out(sao_bien: Town) -> None:
    await sao_bien.khach.says("/dangky Trần Văn An 8/3/1988 nam tổ 1")
    await sao_bien.khach.taps("Đúng, tôi đồng ý")
    assert sao_bien.chi.hears("đã có tài khoản khác nhận tên")


@once
async def test_a_year_alone_and_an_impossible_day_are_answered_precisely(sao_bien: Town) -> None:
    khach = sao_bien.khach
    await khach.says("/dangky Lê Văn Khách")
    await khach.says("1975")
    assert khach.hears("cả ngày và tháng")
    await khach.says("29/2/1975")
    assert khach.hears("Năm 1975 không có ngày 29/2")
    await khach.says("31/4/1975")
    assert khach.hears("Tháng 4 không có ngày 31")
    await khach.says("1/2/2020")
    assert khach.hears("15 tuổi")
    await khach.says("29/2/1976")
    assert khach.hears("nữ hay nam")
