"""What was noticed and left: nothing open is taken away, nothing live is left behind."""

from tests.chat import Town
from tests.scenarios.story import asks_to_join, once
from tests.scenarios.test_seats import gives
from union.rights import Role


@once
async def test_a_question_does_not_take_away_what_one_is_at(sao_bien: Town) -> None:
    chi, khach = sao_bien.chi, sao_bien.khach
    await asks_to_join(khach)
    await sao_bien.chi.says("/ma Nguyễn Thị Hạnh")
    code = chi.news.split("Hạnh, Tổ 1: ")[1][:7]
    await khach.says(code)  # in the middle of “is this you?”
    await chi.taps("Hỏi thêm")
    await chi.says("Anh làm ca nào?")
    assert khach.hears("Anh làm ca nào?", "xong việc đang dở")
    await khach.says("không phải")
    assert khach.hears("không ghi gì")
    await khach.taps("Trả lời")
    assert khach.hears("Anh/chị gõ câu trả lời giúp")
    await khach.says("em làm ca ba")
    assert chi.hears("em làm ca ba")


@once
async def test_cards_of_who_came_in_another_way_are_rewritten(sao_bien: Town) -> None:
    chi, khach = sao_bien.chi, sao_bien.khach
    await asks_to_join(khach)
    card, _ = chi.button("Duyệt")
    await chi.says("/ma Nguyễn Thị Hạnh")
    await khach.says(chi.news.split("Hạnh, Tổ 1: ")[1][:7])
    await khach.taps("Đúng tôi")
    assert sao_bien.rewritten(card, "Người gửi đã rút")


@once
async def test_a_team_has_one_leader(sao_bien: Town) -> None:
    chi, dung = sao_bien.chi, sao_bien.dung
    await chi.says("/chucvu")
    await chi.taps("Giao chức vụ")
    await chi.says("Trần Văn An", "tổ trưởng")
    await chi.taps("Tổ 3")
    assert chi.hears("anh Dũng (Phạm Văn Dũng) đang giữ, sẽ thôi cùng lúc")
    await chi.taps("Đúng, giao")
    assert dung.hears("Công đoàn cảm ơn anh Dũng")
    async with sao_bien.work() as work:
        (leader,) = await work.seats.held([Role.TEAM_LEADER])
    assert leader.holder.name == "Trần Văn An"
    await gives(sao_bien, "Bích", "phó chủ tịch")
    assert sao_bien.bich.hears("Phó Chủ tịch")
