"""“lich”: what is coming for the one who asks; and who has not paid, for who may know it."""

import pytest

from tests.chat import Town
from tests.scenarios.dues import owes
from tests.scenarios.story import ONE_ZALO, once
from tests.scenarios.test_seats import gives
from tests.scenarios.titles import opens


@once
async def test_a_member_sees_days_and_own_dates(sao_bien: Town) -> None:
    await opens(sao_bien)
    an = sao_bien.an
    await an.says("lich")
    assert an.hears("Lịch của anh An từ nay đến 20/01/2027")
    assert an.hears("thứ Ba 24/11: Văn hóa", "thứ Bảy 5/12: ngày cuối đăng ký thi đua năm 2026")
    assert "sinh nhật" not in an.news and "họp" not in an.news


@once
async def test_officers_see_meetings_and_birthdays(sao_bien: Town) -> None:
    await gives(sao_bien, "Bích", "ủy viên")
    chi = sao_bien.chi
    await chi.says("họp BCH 14h thứ 5 10/12 tại phòng họp, bàn Tết")
    await chi.taps("Đúng")
    await chi.says("lịch")
    assert chi.hears("14:00 thứ Năm 10/12: họp Ban Chấp hành", "sinh nhật anh Dũng (Tổ 3)")
    await sao_bien.bich.says("xem lịch")
    assert sao_bien.bich.hears("14:00 thứ Năm 10/12", "chưa trả lời")
    await sao_bien.an.says("lịch")
    assert "họp" not in sao_bien.an.news


@once
async def test_home_leads_there(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.says("alo")
    assert an.offers("Lịch sắp tới") and not an.offers("Thi đua")
    await opens(sao_bien)
    await an.says("alo")
    assert an.offers("Thi đua")


@once
async def test_who_has_not_paid(sao_bien: Town) -> None:
    await owes(sao_bien, "Trần Văn An")
    await owes(sao_bien, "Phạm Văn Dũng", 50_000, since=202610)
    bich, an = sao_bien.bich, sao_bien.an
    await an.says("đóng đoàn phí")
    await an.taps("Tôi đã chuyển")
    for words in ("còn ai chưa đóng đoàn phí", "ai chua dong doan phi", "nhung ai chua dong"):
        await bich.says(words)
        assert bich.hears("Đoàn phí đến tháng 11/2026: còn 2 người chưa đóng đủ, cộng 146.800đ")
        assert bich.hears("Tổ 1: Trần Văn An 46.800đ (đã báo nộp)", "Phạm Văn Dũng 100.000đ")
    await bich.says("/thu")
    await bich.taps("Ai còn chưa đóng")
    assert bich.hears("còn 2 người")
    await an.says("còn ai chưa đóng đoàn phí")
    assert an.hears("chuyện riêng", "Phần của anh An") and "Dũng" not in an.news
    await sao_bien.dung.says("đóng đoàn phí")
    await sao_bien.dung.taps("Tôi đã chuyển")
    await bich.taps("Đã nhận đủ")
    await bich.says("ai chưa đóng đoàn phí")
    assert bich.hears("còn 1 người") and "Phạm Văn Dũng" not in bich.news.split("Đoàn phí đến")[1]


@pytest.mark.parametrize("mode", [ONE_ZALO], ids=str)
async def test_a_number_beyond_the_list(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.says("alo")
    await an.says("9")
    assert an.hears("không có số ấy", "5. Trợ giúp")
    await an.says("2")
    assert an.hears("Quỹ tương trợ hôm nay")
