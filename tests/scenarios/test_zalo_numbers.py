"""On Zalo a choice is its number or its words: which list, which card, and what fits nothing."""

import asyncio
from datetime import timedelta

import pytest

from bot.said import Choice, Reply, rows
from tests.chat import Mode, Town
from tests.scenarios.lending import AN, DUNG, agreed, asks, balance, fills, loans_of, spends
from tests.scenarios.story import asks_to_join, member

ZALO = Mode("sqlite", "webhook", platform="zalo")
on_zalo = pytest.mark.parametrize("mode", [ZALO], ids=str)


@on_zalo
async def test_a_number_with_nothing_to_choose_from_is_only_asked_about(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.says("sửa số điện thoại 0912345678")
    stale = an.button("Đúng, gửi đi")[1]
    await an.says("/huy", "sửa số điện thoại")
    await an.says(stale)
    assert an.hears("số điện thoại"), "it was the question for a number"
    async with sao_bien.work() as work:
        assert await work.cases.waiting() == []
    sao_bien.clock.move_by(timedelta(days=8))
    await an.says("2")
    async with sao_bien.work() as work:
        assert await work.cases.waiting() == []


@on_zalo
async def test_several_cards_are_told_apart_by_their_numbers(sao_bien: Town) -> None:
    an, chi, khach = sao_bien.an, sao_bien.chi, sao_bien.khach
    await asks_to_join(khach)
    await an.says("sửa số điện thoại 0912345678", "đúng")
    assert chi.hears("“duyệt 1”, “chưa 1” hoặc “hỏi 1”", "“duyệt 2” hoặc “chưa 2”")
    await chi.says("1")
    assert "đã duyệt" not in chi.news
    await chi.says("duyệt")
    assert "đã duyệt" not in chi.news, "of two cards neither is meant by the word alone"
    await chi.says("hỏi 1", "Anh làm ca nào?")
    assert khach.hears("Anh làm ca nào?")
    await chi.says("chưa 2", "duyet so 1")
    assert khach.hears("Chào mừng anh Khách")
    async with sao_bien.work() as work:
        assert await work.cases.waiting() == []


@on_zalo
async def test_a_case_decided_by_another_sends_no_copy(sao_bien: Town) -> None:
    bich, chi = sao_bien.bich, sao_bien.chi
    await asks_to_join(sao_bien.khach)
    chi.mark()
    await bich.says("duyệt 1")
    assert chi.hears_nothing()
    await chi.says("duyệt 1")
    assert chi.hears("chị Bích đã giải quyết rồi")


async def asked_of_birthday(made: Town) -> None:
    """The day after joining everybody is asked, with choices, without having asked."""
    await made.clock_to(2026, 11, 22, hour=8)
    assert made.an.hears("Công đoàn chúc mừng thế nào?", "1. Chỉ nhắn riêng")


@on_zalo
async def test_two_lists_within_the_hour_and_a_bare_number(sao_bien: Town) -> None:
    an = sao_bien.an
    sao_bien.clock.move_to(sao_bien.clock.now() + timedelta(hours=22, minutes=5))  # 07:05
    await an.says("sửa số điện thoại 0912345678")
    assert an.hears("1. Đúng, gửi đi")
    await asked_of_birthday(sao_bien)
    await an.says("1")
    assert an.hears("Vừa có hai tin cùng hỏi", "“Chỉ nhắn riêng” hoặc “Đúng, gửi đi”")
    async with sao_bien.work() as work:
        assert await work.cases.waiting() == [], "nothing was written yet"
    await an.says("1")
    async with sao_bien.work() as work:
        assert await work.cases.waiting() == [], "and not by a second number either"
    await an.says("sửa số điện thoại 0912345678", "dung gui di")
    async with sao_bien.work() as work:
        assert len(await work.cases.waiting()) == 1


@on_zalo
async def test_asked_which_the_word_decides(sao_bien: Town) -> None:
    an = sao_bien.an
    sao_bien.clock.move_to(sao_bien.clock.now() + timedelta(hours=22, minutes=5))
    await an.says("/riengtu")
    await asked_of_birthday(sao_bien)
    await an.says("1")
    await an.says("chi nhan rieng")
    assert an.hears("chỉ nhắn riêng") and "hai tin" not in an.news


@on_zalo
async def test_a_list_nobody_asked_for_waits_for_a_pause(sao_bien: Town) -> None:
    """Ten minutes after the last word, while something is open in the chat."""
    an = sao_bien.an
    await sao_bien.clock_to(2026, 11, 22, hour=6, minute=59)
    an.mark()
    await an.says("sửa số điện thoại 0912345678")
    await sao_bien.clock_to(2026, 11, 22, hour=7, minute=8)
    assert "chúc mừng thế nào" not in an.news
    await an.says("đúng")
    await sao_bien.clock_to(2026, 11, 22, hour=7, minute=17)
    assert "chúc mừng thế nào" not in an.news, "the list of the answer is still before them"
    await sao_bien.clock_to(2026, 11, 22, hour=8)
    assert an.news.count("chúc mừng thế nào") == 1
    await an.says("chọn 3")
    assert an.hears("Công đoàn sẽ không nhắn")


@on_zalo
async def test_the_same_words_in_two_lists_are_told_apart_by_the_message(sao_bien: Town) -> None:
    an = sao_bien.an
    row = await member(sao_bien, "Trần Văn An")
    async with sao_bien.work() as work:
        chat = await work.unions.private_chat(row.id)
        assert chat is not None
        offers = (("Dữ liệu của anh", "privacy.data"), ("Tổ của anh", "d:sua:field:team:x"))
        for text, data in offers:
            reply = Reply(f"{text}\nThân.", rows(Choice("Xem", data), Choice("Thôi", "home")))
            await work.outbox.add(chat, work.union_id, reply.body())
    await sao_bien.settled()
    await an.says("1")
    assert an.hears("• Tin 1: “Tổ của anh” → Xem", "• Tin 2: “Dữ liệu của anh” → Xem")
    await an.says("tin 2")
    assert an.hears("mã mở")


# --- what fits nothing ----------------------------------------------------------------------


@on_zalo
@pytest.mark.parametrize("typed", ["2", "2.", "chọn 2", "số 2", "so 2"])
async def test_a_number_where_no_list_is_open(sao_bien: Town, typed: str) -> None:
    an = sao_bien.an
    await an.says(typed)
    assert an.hears("không có danh sách nào để chọn số 2", "1. Đoàn phí")
    await an.says("1")
    assert an.hears("đoàn phí") and "danh sách" not in an.news


@on_zalo
async def test_a_card_answered_by_its_number_alone(sao_bien: Town) -> None:
    """The commonest slip of an officer: the card says “duyệt 1”, and “1” is typed."""
    chi = sao_bien.chi
    await asks_to_join(sao_bien.khach)
    await chi.says("1")
    assert chi.hears("cần cả chữ lẫn số", "“duyệt 1”, “chưa 1” hoặc “hỏi 1”")
    async with sao_bien.work() as work:
        assert len(await work.cases.waiting()) == 1
    await chi.says("duyệt 1")
    assert sao_bien.khach.hears("Chào mừng anh Khách")


@on_zalo
async def test_the_words_of_a_card_with_another_number(sao_bien: Town) -> None:
    """Money for a loan whose turn has not come is not paid by guessing its number."""
    bich = sao_bien.bich
    await fills(sao_bien, 20_000_000)
    await asks(sao_bien.an)
    await asks(sao_bien.dung)
    await agreed(sao_bien, 1)
    await agreed(sao_bien, 2)
    await spends(sao_bien, 10_000_001)
    await bich.says("đã chuyển khoản 2")
    assert bich.hears("Chưa có việc số 2 nào chờ chị", "chưa ghi gì")
    await bich.says("đã chuyển khoản 1", "da chuyen khoan 2")
    assert bich.hears("Chưa có việc số 2")
    assert await balance(sao_bien) == 4_999_999


@on_zalo
async def test_money_said_three_times_at_once_is_paid_once(sao_bien: Town) -> None:
    bich = sao_bien.bich
    await fills(sao_bien, 20_000_000)
    await asks(sao_bien.an)
    await agreed(sao_bien, 1)
    await asyncio.gather(*(bich.says("đã chuyển khoản 1") for _ in range(3)))
    assert [loan.state for loan in await loans_of(sao_bien, AN)] == ["paid"]
    assert await balance(sao_bien) == 15_000_000


@on_zalo
async def test_two_officers_say_the_money_went_at_once(sao_bien: Town) -> None:
    await fills(sao_bien, 20_000_000)
    await asks(sao_bien.dung)
    await agreed(sao_bien, 1)
    await sao_bien.clock_to(2026, 11, 23, hour=10)  # by then the chair has the card too
    both = (sao_bien.bich.says("đã chuyển khoản 1"), sao_bien.chi.says("đã đưa tiền mặt 1"))
    await asyncio.gather(*both)
    assert [loan.state for loan in await loans_of(sao_bien, DUNG)] == ["paid"]
    assert await balance(sao_bien) == 15_000_000
