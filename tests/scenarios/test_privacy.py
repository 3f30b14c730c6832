"""What is kept and why; the own data as a file; a consent taken back."""

from storage.models import log
from tests.chat import Town
from tests.scenarios.story import asks_to_join, member, once, rows_of
from tests.scenarios.test_seats import in_menu, not_in_menu
from union.consents import Answer, Purpose
from union.members import State


@once
async def test_a_stranger_reads_before_agreeing(sao_bien: Town) -> None:
    await sao_bien.khach.starts()
    await sao_bien.khach.says("Đọc kỹ đã")
    assert sao_bien.khach.hears("Luật 91/2025/QH15", "chưa gắn với ai trong danh sách")


async def test_the_birthday_choice_is_recorded_and_can_be_changed(sao_bien: Town) -> None:
    an = sao_bien.an
    row = await member(sao_bien, "Trần Văn An")
    await an.says("riêng tư")
    assert an.hears("chưa trả lời")
    for label, wanted in (("Cả trong nhóm", Answer.GROUP), ("Không cần", Answer.NO)):
        await an.says("/riengtu")
        await an.taps("Lời chúc sinh nhật", label)
        async with sao_bien.work() as work:
            assert await work.consents.answer(row.id, Purpose.BIRTHDAY) is wanted
    await an.says("/riengtu")
    assert an.hears("không cần")


async def test_the_own_data_comes_as_a_document(sao_bien: Town) -> None:
    await sao_bien.an.says("/riengtu")
    await sao_bien.an.taps("Tải dữ liệu của tôi")
    text = (await sao_bien.an.file()).decode()
    assert "Trần Văn An" in text and "08/03/1988" in text and "quản lý đoàn viên: đồng ý" in text


async def test_a_withdrawn_consent_lets_the_account_go(sao_bien: Town) -> None:
    dung, chi = sao_bien.dung, sao_bien.chi
    await dung.says("/riengtu")
    await dung.taps("Rút đồng ý")
    assert dung.hears("chắc chứ")
    chi.mark()
    await dung.taps("Rút đồng ý")
    assert dung.hears("Đã rút đồng ý")
    assert chi.hears("Phạm Văn Dũng", "rút đồng ý", "15 ngày")
    assert in_menu(dung, "riengtu") and not_in_menu(dung, "toi")
    assert (await member(sao_bien, "Phạm Văn Dũng")).state is State.ROSTER
    await dung.says("/toi")
    assert dung.hears("dành cho đoàn viên")


@once
async def test_the_log_itself_holds_nobodys_words(sao_bien: Town) -> None:
    await asks_to_join(sao_bien.khach)
    await sao_bien.chi.taps("Hỏi thêm")
    await sao_bien.chi.says("Anh làm ca nào?")
    await sao_bien.khach.says("ca ba")
    await sao_bien.chi.taps("Duyệt")
    await sao_bien.an.says("sửa số điện thoại 0912345678", "đúng")
    rows = (await rows_of(sao_bien))[log.name]
    kept = str([row[:6] for row in rows])  # without its digests, which may hold any digits
    for word in ("Khách", "Trần", "ca ba", "làm ca", "0912", "912345678"):
        assert word not in kept
