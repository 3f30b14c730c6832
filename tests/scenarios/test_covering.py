"""A seat lent between two days: rights, cards and menu follow the days, and end with them."""

import pytest

from tests.chat import Town
from tests.scenarios.story import asks_to_join, once, rows_of
from tests.scenarios.test_seats import gives, in_menu, not_in_menu
from union.rights import Role

LENDS = "giao việc từ 1/12 đến 15/12 cho An"


async def lends(made: Town, sentence: str = LENDS) -> None:
    await made.chi.says(sentence)
    await made.chi.taps("Đúng, nhờ làm thay")


@pytest.mark.starts(2026, 11, 29)
async def test_the_stand_in_has_the_rights_in_those_days_only(sao_bien: Town) -> None:
    an, chi, khach = sao_bien.an, sao_bien.chi, sao_bien.khach
    chi.said = 0
    await chi.says(LENDS)
    assert chi.hears("anh An", "Chủ tịch", "từ 01/12/2026 đến hết 15/12/2026", "vẫn giữ chức vụ")
    await chi.taps("Đúng, nhờ làm thay")
    assert chi.said == 2
    assert an.hears("Chị Chi nhờ anh An làm thay Chủ tịch", "15/12/2026")
    await an.says("/duyet")
    assert an.hears("dành cho cán bộ")
    assert not_in_menu(an, "duyet")
    await sao_bien.clock_to(2026, 12, 1, hour=8)
    assert an.hears("Từ hôm nay anh An làm thay chị Chi việc Chủ tịch", "chưa có việc nào chờ")
    assert in_menu(an, "duyet")
    await asks_to_join(khach)
    assert an.hears("Lê Văn Khách xin vào") and chi.hears("Lê Văn Khách xin vào")
    await chi.says("/chucvu")
    assert chi.hears("Chủ tịch: Nguyễn Thị Chi\n", "Trần Văn An (thay chị Chi đến 15/12/2026)")
    await an.taps("Duyệt")
    assert khach.hears("Chào mừng anh Khách")
    chi.mark()
    await sao_bien.clock_to(2026, 12, 16, hour=8)
    assert an.hears("đã xong hôm qua", "cảm ơn anh An")
    assert chi.hears("Từ hôm nay việc lại đến chị Chi")
    assert not_in_menu(an, "duyet")
    await an.says("/duyet")
    assert an.hears("dành cho cán bộ")


@pytest.mark.starts(2026, 11, 29)
@once
async def test_the_last_minute_counts_and_the_next_does_not(sao_bien: Town) -> None:
    an = sao_bien.an
    await lends(sao_bien)
    await sao_bien.clock_to(2026, 12, 15, hour=23, minute=59)
    await an.says("/duyet")
    assert an.hears("không có việc nào chờ")
    await sao_bien.clock_to(2026, 12, 16, hour=0, minute=0)
    await an.says("/duyet")
    assert an.hears("dành cho cán bộ")


@once
async def test_a_stand_in_of_the_chair_gives_no_seats_and_no_codes_of_officers(
    sao_bien: Town,
) -> None:
    an = sao_bien.an
    await lends(sao_bien, "giao việc từ hôm nay đến 15/12 cho An")
    before = await rows_of(sao_bien)
    await an.says("/chucvu")
    assert not an.offers("Giao chức vụ")
    await an.says("/chinhthuc")
    assert an.hears("dành cho cán bộ")
    await an.says("/ma Nguyễn Thị Chi")
    assert an.hears("dành cho cán bộ")
    await an.says("/tinhtrang Vũ Thị Giang")
    await an.taps("Đã nghỉ việc", "Đúng, ghi")
    assert an.hears("dành cho cán bộ")
    await an.says("/uyquyen")
    assert an.hears("dành cho cán bộ")
    assert await rows_of(sao_bien) == before


@pytest.mark.starts(2026, 12, 13)
async def test_taken_back_early_by_who_lent_it(sao_bien: Town) -> None:
    an, chi = sao_bien.an, sao_bien.chi
    await lends(sao_bien, "giao việc từ hôm nay đến 15/12 cho An")
    await an.says("/duyet")
    assert an.hears("không có việc nào")
    await chi.says("/uyquyen")
    assert chi.hears("Chủ tịch: anh An")
    message, data = chi.button("Nhận lại từ anh An")
    await chi.taps("Nhận lại từ anh An")
    assert chi.hears("Anh An thôi làm thay", "chị Chi")
    assert an.hears("Việc làm thay Chủ tịch của anh An đã kết thúc")
    assert not_in_menu(an, "duyet")
    await an.says("/duyet")
    assert an.hears("dành cho cán bộ")
    await sao_bien.after(sao_bien.world.taps(chi.id, chi.id, message.id, data))
    assert chi.hears("không có danh sách" if chi.on_zalo else "giải quyết rồi")
    an.mark()
    await sao_bien.clock_to(2026, 12, 16, hour=8)
    assert "xong hôm qua" not in an.news
    await sao_bien.giang.says("/nhatky")
    assert sao_bien.giang.hears("nhờ làm thay", "kết thúc làm thay", "Sổ nguyên vẹn")


@pytest.mark.starts(2026, 11, 29)
@once
async def test_ended_early_by_the_chair_before_it_began(sao_bien: Town) -> None:
    bich, chi, an = sao_bien.bich, sao_bien.chi, sao_bien.an
    await bich.says("/uyquyen cho An từ 1/12 đến 5/12")
    await bich.taps("Đúng, nhờ làm thay")
    assert chi.hears("Chị Bích vừa nhờ anh An làm thay Kế toán")
    await chi.says("/chucvu")
    await chi.taps("Cho thôi chức vụ", "Thay Kế toán")
    assert bich.hears("Anh An thôi làm thay") and an.hears("đã kết thúc")
    an.mark()
    await sao_bien.clock_to(2026, 12, 2, hour=8)
    assert "làm thay" not in an.news


@once
async def test_it_ends_with_the_seat_that_was_lent(sao_bien: Town) -> None:
    an, chi = sao_bien.an, sao_bien.chi
    await sao_bien.dung.says("/uyquyen An từ hôm nay đến 15/12")
    await sao_bien.dung.says("An")
    await sao_bien.dung.taps("Đúng, nhờ làm thay")
    await an.says("/duyet")
    assert an.hears("không có việc nào")
    await chi.says("/chucvu")
    await chi.taps("Cho thôi chức vụ", "Tổ trưởng Tổ 3")
    await an.says("/duyet")
    assert an.hears("dành cho cán bộ")


@once
async def test_a_new_chair_ends_what_the_old_one_lent(sao_bien: Town) -> None:
    await lends(sao_bien, "giao việc từ hôm nay đến 15/12 cho An")
    await gives(sao_bien, "giang", "chủ tịch")
    async with sao_bien.work() as work:
        (chair,) = await work.seats.held([Role.CHAIR])
        assert chair.holder.name == "Vũ Thị Giang"
        assert await work.seats.lendings() == []


@once
async def test_the_stand_in_may_become_the_chair(sao_bien: Town) -> None:
    await lends(sao_bien, "giao việc từ hôm nay đến 15/12 cho An")
    await gives(sao_bien, "Trần Văn An", "chủ tịch")
    async with sao_bien.work() as work:
        (chair,) = await work.seats.held([Role.CHAIR])
    assert chair.holder.name == "Trần Văn An" and chair.stands_for is None


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("giao việc từ 1/12 đến 15/12 cho Chi", "đang giữ đúng chức vụ đó"),
        ("giao việc từ 1/12 đến 1/6/2027 cho An", "nhiều nhất 92 ngày"),
        ("giao việc từ 1/12 đến 15/12 cho Khoa", "chưa vào Bot"),
        ("giao việc từ 1/12 đến 15/12 cho thị", "Có mấy người tên như vậy"),
        ("giao việc từ 1/12 đến 15/12 cho ai đó", "Chưa thấy ai tên “ai do”"),
        ("giao việc từ 31/11 đến 15/12 cho An", "Tháng 11 không có ngày 31"),
    ],
)
@once
async def test_what_cannot_be_is_answered_kindly(
    sao_bien: Town, sentence: str, answer: str
) -> None:
    before = await rows_of(sao_bien)
    await sao_bien.chi.says(sentence)
    assert sao_bien.chi.hears(answer)
    await sao_bien.chi.says("/huy")
    assert await rows_of(sao_bien) == before


@once
async def test_money_and_inspection_stay_apart_and_days_do_not_meet(sao_bien: Town) -> None:
    bich, chi = sao_bien.bich, sao_bien.chi
    await bich.says("giao việc từ 1/12 đến 15/12 cho Giang")
    assert bich.hears("không làm thay nhau")
    await lends(sao_bien)
    await chi.says("giao việc từ 10/12 đến 20/12 cho Bích")
    assert chi.hears("đã giao anh An làm thay")
    await chi.says("giao việc từ 16/12 đến 20/12 cho Bích")
    assert chi.hears("Nhờ chị Bích")


@once
async def test_step_by_step(sao_bien: Town) -> None:
    chi = sao_bien.chi
    await chi.says("/uyquyen")
    assert chi.hears("Nhờ ai làm thay?")
    await chi.says("An")
    assert chi.hears("Từ ngày nào đến ngày nào?")
    await chi.says("khi nào rảnh")
    assert chi.hears("ví dụ")
    await chi.says("5/12")
    assert chi.hears("trong ngày 05/12/2026")
    await chi.says("thôi")
    assert chi.hears("chưa giao gì")


@once
async def test_whoever_left_stands_in_no_more(sao_bien: Town) -> None:
    await lends(sao_bien)
    await sao_bien.bich.says("/tinhtrang Trần Văn An")
    await sao_bien.bich.taps("Đã nghỉ việc", "Đúng, ghi")
    assert sao_bien.bich.hears("dành cho cán bộ")  # a seat, if only a lent one: the chair's to end
    await sao_bien.chi.says("/tinhtrang Trần Văn An")
    await sao_bien.chi.taps("Đã nghỉ việc", "Đúng, ghi")
    async with sao_bien.work() as work:
        assert await work.seats.lendings() == []
    await sao_bien.giang.says("/chucvu")
    assert "An" not in sao_bien.giang.news.replace("Ban", "")
