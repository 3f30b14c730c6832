"""Who is away, has left or died: written by an officer, and the bot falls silent."""

import pytest

from tests.chat import Town, group_says


@pytest.mark.starts(2027, 3, 5)
async def test_whoever_died_is_greeted_no_more(sao_bien: Town) -> None:
    an, bich, chi = sao_bien.an, sao_bien.bich, sao_bien.chi
    await an.says("/riengtu")
    await an.taps("Lời chúc sinh nhật", "Cả trong nhóm")
    await chi.says("/tinhtrang An")
    await chi.taps("Đã mất")
    assert chi.hears("Ghi Trần Văn An, Tổ 1: đã mất?")
    await chi.taps("Đúng, ghi")
    assert chi.hears("Công đoàn xin chia buồn")
    an.mark()
    await sao_bien.clock_to(2027, 3, 8, hour=9)
    assert an.hears_nothing()
    assert not [said for said in group_says(sao_bien) if "An" in said]
    await bich.says("/baocao doanvien")
    assert bich.hears("Tổng số: 45")


@pytest.mark.starts(2027, 3, 5)
async def test_somebody_away_keeps_the_account_and_comes_back(sao_bien: Town) -> None:
    an, chi = sao_bien.an, sao_bien.chi
    await chi.says("/tinhtrang Trần Văn An")
    await chi.taps("Vắng dài ngày", "Đúng, ghi")
    await sao_bien.clock_to(2027, 3, 8, hour=9)
    assert an.hears_nothing()
    await an.says("/toi")
    assert an.hears("Trần Văn An")
    await chi.says("ghi tình trạng", "An")
    await chi.taps("Đang sinh hoạt", "Đúng, ghi")
    assert chi.hears("Đã ghi Trần Văn An: đang sinh hoạt")


async def test_whoever_left_loses_seat_and_account_at_once(sao_bien: Town) -> None:
    dung, chi = sao_bien.dung, sao_bien.chi
    await chi.says("/tinhtrang Dũng")
    await chi.taps("Đã nghỉ việc", "Đúng, ghi")
    await dung.says("/ma tổ 3")
    assert dung.hears("Việc này dành cho đoàn viên")
    await sao_bien.giang.says("/chucvu")
    assert "Dũng" not in sao_bien.giang.news


async def test_the_chair_hands_on_first_and_nobody_writes_of_themselves(sao_bien: Town) -> None:
    bich, chi = sao_bien.bich, sao_bien.chi
    await chi.says("/tinhtrang Chi")
    assert chi.hears("chính chị")
    await bich.says("/tinhtrang Chi")
    await bich.taps("Đã nghỉ hưu", "Đúng, ghi")
    assert bich.hears("phải có Chủ tịch")
    await chi.says("/duyet")
    assert chi.hears("không có việc nào")
