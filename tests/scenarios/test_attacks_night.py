"""What comes when nobody asked for it: at night, about another amount, again and again."""

from tests.chat import Town
from tests.scenarios.dues import joins_fund, opened, owes, vouchers
from tests.scenarios.lending import AN, BICH, agreed, asks, fills
from tests.scenarios.story import asks_to_join, once
from tests.scenarios.test_book import begins
from tests.scenarios.test_seats import gives

# --- between nine in the evening and seven in the morning ---------------------------------------


@once
async def test_a_payment_not_seen_at_night_is_told_in_the_morning(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    await sao_bien.clock_to(2026, 11, 21, hour=22)
    await bich.taps("Chưa thấy tiền")
    assert bich.hears("chưa thấy 46.800đ") and "chưa thấy" not in an.news
    await sao_bien.clock_to(2026, 11, 22, hour=7, minute=0)
    assert an.news.count("Kế toán chưa thấy 46.800đ") == 1


@once
async def test_a_loan_agreed_and_paid_at_night_is_told_in_the_morning(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await fills(sao_bien, 12_400_000)
    await asks(an)
    await sao_bien.clock_to(2026, 11, 21, hour=20, minute=59)
    await agreed(sao_bien, 1)
    assert bich.hears("Vay 1 đến lượt")
    an.mark()
    await sao_bien.clock_to(2026, 11, 21, hour=21, minute=1)
    await bich.taps("Đã chuyển khoản")
    an.hears_nothing()
    await an.says("/vay")  # who speaks is answered, at any hour
    assert an.hears("Vay 1", "5.000.000đ")
    an.mark()
    await sao_bien.clock_to(2026, 11, 22, hour=7, minute=0)
    assert an.hears("Chị Bích đã chuyển khoản 5.000.000đ vay 1")


@once
async def test_a_payment_agreed_to_at_night_wakes_nobody(sao_bien: Town) -> None:
    bich, chi = sao_bien.bich, sao_bien.chi
    await begins(sao_bien)
    await bich.says("chi 100k photo")
    await bich.taps("Gửi duyệt")
    bich.mark()
    await sao_bien.clock_to(2026, 11, 21, hour=23)
    await chi.says("chưa 1")
    bich.hears_nothing()
    await sao_bien.clock_to(2026, 11, 22, hour=7, minute=0)
    assert bich.hears("100.000đ")


@once
async def test_a_question_at_night_comes_before_its_answer(sao_bien: Town) -> None:
    """What is typed next is taken for the answer: the question must have been seen."""
    khach, chi = sao_bien.khach, sao_bien.chi
    await asks_to_join(khach)
    await sao_bien.clock_to(2026, 11, 21, hour=22)
    await chi.taps("Hỏi thêm")
    await chi.says("Anh làm ca nào?")
    assert khach.hears("Anh làm ca nào?")


# --- the amount that was booked -----------------------------------------------------------------


@once
async def test_a_card_shows_what_was_booked_from_the_list(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await owes(sao_bien, AN)
    await joins_fund(sao_bien, AN)
    await an.says("đã chuyển khoản")
    card, _ = bich.button("Đã nhận đủ")
    await bich.says("thu tiền mặt An 100k")
    await bich.taps("Ghi")
    assert sao_bien.rewritten(card, "đã nhận 100.000đ của Trần Văn An (báo 146.800đ)")
    assert sum(one.total for one in await vouchers(sao_bien)) == 100_000


@once
async def test_cash_on_a_list_does_not_hide_the_transfer_that_was_told(sao_bien: Town) -> None:
    """100k in cash were booked; the 146.800đ that came by the bank are other money."""
    an, bich = sao_bien.an, sao_bien.bich
    id_ = await owes(sao_bien, AN)
    await joins_fund(sao_bien, AN)
    await an.says("đã chuyển khoản")
    await bich.says("thu tiền mặt An 100k")
    await bich.taps("Ghi")
    await bich.says(f"+146,800 VND 21/11/2026 ND DP112026DV{id_:05d} Ref FT26325000001")
    assert "đã ghi sổ" not in bich.news


@once
async def test_another_amount_stands_on_every_card(sao_bien: Town) -> None:
    an, bich = sao_bien.an, sao_bien.bich
    await owes(sao_bien, AN)
    await an.says("đã chuyển khoản")
    await bich.taps("Số khác")
    await bich.says("40k")
    await bich.taps("Ghi")
    assert bich.hears("đã nhận 40.000đ của Trần Văn An (báo 46.800đ)")
    assert [one.amount for one in await opened(sao_bien, AN)] == [6_800]


# --- a card nobody answers ----------------------------------------------------------------------


@once
async def test_a_card_without_a_next_circle_comes_back_once_and_the_chair_hears(
    sao_bien: Town,
) -> None:
    """No deputy: chair and treasurer both have it; the chair has agreed, Bích is silent."""
    bich, chi = sao_bien.bich, sao_bien.chi
    await fills(sao_bien, 12_400_000)
    await asks(sao_bien.an)
    await chi.says("duyệt 1")
    bich.mark()
    chi.mark()
    await sao_bien.clock_to(2026, 11, 30, hour=10)
    assert bich.news.count("Vay 1: Trần Văn An") == 1
    assert chi.news.count("đã chờ hơn một ngày mà chị Bích chưa trả lời") == 1
    await sao_bien.clock_to(2026, 12, 20, hour=10)
    assert bich.news.count("Vay 1: Trần Văn An") == 1
    assert chi.news.count("chưa trả lời") == 1


@once
async def test_a_card_the_chair_alone_has_comes_back_once(sao_bien: Town) -> None:
    await sao_bien.bich.says("/sodudau")
    await sao_bien.bich.taps("Tài chính công đoàn")
    await sao_bien.bich.says("1tr", "đúng")
    sao_bien.chi.mark()
    await sao_bien.clock_to(2026, 11, 26, hour=10)
    assert sao_bien.chi.news.count("Đề nghị số 1") == 1
    assert "chưa trả lời" not in sao_bien.chi.news


@once
async def test_with_a_deputy_it_goes_on_and_nobody_is_told(sao_bien: Town) -> None:
    await gives(sao_bien, "giang", "phó chủ tịch")
    await fills(sao_bien, 12_400_000)
    await asks(sao_bien.an)
    await sao_bien.chi.says("duyệt 1")
    sao_bien.chi.mark()
    await sao_bien.clock_to(2026, 11, 23, hour=10)
    assert sao_bien.giang.hears("Vay 1: Trần Văn An")
    assert "chưa trả lời" not in sao_bien.chi.news


@once
async def test_a_loan_nobody_pays_out_is_offered_three_times(sao_bien: Town) -> None:
    """Then the chair hears of it, once, and Bích is left in peace."""
    bich, chi = sao_bien.bich, sao_bien.chi
    await fills(sao_bien, 12_400_000)
    await asks(sao_bien.an)
    bich.mark()
    chi.mark()
    await agreed(sao_bien, 1)
    bich.mark()
    await sao_bien.clock_to(2026, 12, 20, hour=10)
    assert bich.news.count("Vay 1 đến lượt") == 2  # and the first, before
    assert chi.news.count("Vay 1 đã được duyệt mà chị Bích chưa chuyển") == 1
    assert BICH not in chi.news
    await bich.taps("Đã chuyển khoản")
    assert sao_bien.an.hears("5.000.000đ")
