"""How a conversation holds together: restarts, stale buttons, repeats, limits, odd messages."""

from datetime import timedelta

from tests.chat import Town
from tests.scenarios.story import (
    asks_to_join,
    once,
    rows_of,
    team_code,
    telegram_only,
)


async def test_a_dialog_survives_a_restart(sao_bien: Town) -> None:
    await sao_bien.an.says("sửa thông tin", "số điện thoại")
    await sao_bien.sleep()
    await sao_bien.wake()
    await sao_bien.an.says("0912 345 678")
    assert sao_bien.an.hears("0901 234 123 thành 0912 345 678")


async def test_a_dialog_a_week_old_is_forgotten_with_a_word(sao_bien: Town) -> None:
    await sao_bien.an.says("sửa thông tin", "số điện thoại")
    sao_bien.clock.move_by(timedelta(days=7, minutes=1))
    await sao_bien.an.says("0912 345 678")
    assert sao_bien.an.hears("đã để lâu quá", "chưa ghi gì")
    await sao_bien.an.says("thông tin của tôi")
    assert sao_bien.an.hears("Trần Văn An")


@once
async def test_cancel_leaves_anywhere(sao_bien: Town) -> None:
    for words in (["/sua"], ["/sua", "sdt"], ["sửa số điện thoại 0912345678"]):
        await sao_bien.an.says(*words, "/huy")
        assert sao_bien.an.hears("Đã dừng, chưa ghi gì")
    await sao_bien.an.says("/huy")
    assert sao_bien.an.hears("không có việc nào đang dở")


@once
async def test_a_command_in_the_middle_is_answered_and_the_question_comes_back(
    sao_bien: Town,
) -> None:
    await sao_bien.an.says("/sua", "sdt", "/toi")
    assert sao_bien.an.hears("Thông tin của anh An", "số điện thoại mới")


async def test_a_stale_button_says_so(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.says("sửa số điện thoại 0912345678")
    message, data = an.button("Đúng, gửi đi")
    await an.says("/huy")
    await sao_bien.after(sao_bien.world.taps(an.id, an.id, message.id, data))
    assert an.on_zalo or an.hears("tin đã cũ")  # on Zalo its number is the newer list's
    async with sao_bien.work() as work:
        assert await work.cases.waiting() == []


async def test_a_decided_card_pressed_again_says_who_decided(sao_bien: Town) -> None:
    chi, bich = sao_bien.chi, sao_bien.bich
    await asks_to_join(sao_bien.khach)
    await bich.says("/duyet")
    await bich.taps("Xem số 1")
    message, data = bich.button("Duyệt")
    await chi.taps("Duyệt")
    assert sao_bien.rewritten(message, "Chị Chi đã duyệt")
    await bich.says("duyệt 1")
    assert bich.hears("Việc này chị Chi đã giải quyết rồi")
    assert data == "duyệt 1" if bich.on_zalo else data.startswith("case.agree:")


def delivers_twice(made: Town) -> None:
    """The next update on Telegram, every one on Zalo."""
    if made.mode.platform == "zalo":
        made.world.switches.delivers_twice = True
    else:
        made.world.faults.duplicate_next_update()


async def test_a_repeated_update_is_answered_once(sao_bien: Town) -> None:
    delivers_twice(sao_bien)
    await asks_to_join(sao_bien.khach)
    await sao_bien.settled()
    async with sao_bien.work() as work:
        assert len(await work.cases.waiting()) == 1
    delivers_twice(sao_bien)
    await sao_bien.an.says("/toi")
    await sao_bien.settled()
    assert sao_bien.an.news.count("Thông tin của anh An") == 1


@once
async def test_what_is_no_text_gets_a_kind_answer(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.sends_voice()
    assert an.hears("chưa nghe được tin thoại", "thông cảm")
    await an.sends_sticker()
    assert an.hears("chưa hiểu hình dán")
    await an.sends_file("danh-sach.txt", b"abc")
    assert an.hears("chưa nhận được loại tin này" if an.on_zalo else "không giữ lại tệp")
    for words in ("👍", "cảm ơn em", "ok nha", "ok r", "dc r ạ", "❤️❤️"):
        await an.says(words)
        assert an.hears("Vâng ạ. Cần gì anh An cứ nhắn nhé.")
    await an.says("/khongco")
    assert an.hears("chưa hiểu rõ")


@once
async def test_dung_in_the_middle_of_a_question_is_asked_again(sao_bien: Town) -> None:
    """đúng, or dừng? Neither happens: the question comes again with its two answers."""
    await sao_bien.an.says("sửa số điện thoại 0912345678", "dung")
    assert sao_bien.an.hears("thành 0912 345 678?") and sao_bien.an.offers("Đúng, gửi đi")
    async with sao_bien.work() as work:
        assert await work.cases.waiting() == []
    await sao_bien.an.says("k")
    assert sao_bien.an.hears("giữ nguyên thông tin cũ")


@once
async def test_what_nobody_understands_gets_the_nearest_things_to_tap(sao_bien: Town) -> None:
    an, khach = sao_bien.an, sao_bien.khach
    await an.says("cái đoàn phi ấy mà")
    assert an.hears("chưa hiểu rõ ý", "Có phải") and an.offers("Đoàn phí")
    await an.says("blah blah")  # nothing is near: the own data, the help
    assert an.offers("Thông tin của tôi") and an.offers("Trợ giúp")
    await an.taps("Thông tin của tôi")
    assert an.hears("Trần Văn An")
    await khach.says("alo", "đoàn phí bao nhiêu vậy")
    assert khach.offers("Xin vào công đoàn") and not khach.offers("Đoàn phí")


@telegram_only("a number cannot be shared on Zalo")
@once
async def test_a_member_who_shares_a_number_is_thanked(sao_bien: Town) -> None:
    await sao_bien.an.shares_number()
    assert sao_bien.an.hears("đã có số của anh An rồi")


@once
async def test_files_and_stickers_in_the_middle_of_a_question(sao_bien: Town) -> None:
    await sao_bien.an.says("sửa số điện thoại 0912345678")
    await sao_bien.an.sends_sticker()
    assert sao_bien.an.hears("chưa hiểu hình dán", "thành 0912 345 678")
    await sao_bien.an.sends_file("x.pdf", b"1")
    lost = "chưa nhận được loại tin này" if sao_bien.an.on_zalo else "không giữ lại tệp"
    assert sao_bien.an.hears(lost, "thành 0912 345 678")


@once
async def test_twenty_messages_a_minute_and_then_silence(sao_bien: Town) -> None:
    for _ in range(20):
        await sao_bien.an.says("/toi")
        assert sao_bien.an.hears("Trần Văn An")
    await sao_bien.an.says("/toi")
    assert sao_bien.an.hears_nothing()
    sao_bien.clock.move_by(timedelta(seconds=61))
    await sao_bien.an.says("/toi")
    assert sao_bien.an.hears("Trần Văn An")


@once
async def test_three_answers_a_day_for_a_stranger_who_can_still_come_in(sao_bien: Town) -> None:
    khach = sao_bien.khach
    for words in ("ai đấy", "làm gì đấy", "hả"):
        await khach.says(words)
        assert khach.news
    rows = await rows_of(sao_bien)
    await khach.says("vẫn không hiểu")
    assert khach.hears_nothing()
    assert await rows_of(sao_bien) == rows
    await khach.says(await team_code(sao_bien))
    assert khach.hears("Tổ 3")
    await khach.says("/huy", "Xin vào công đoàn")
    assert khach.hears("họ tên và ngày sinh")
    await khach.says("/huy")
    if not khach.on_zalo:  # there a number cannot be shared
        await khach.shares_number()
        assert khach.hears("chưa thấy số này")
