"""A card nobody answered for a day goes on, once; nothing happens twice."""

from tests.chat import Town
from tests.scenarios.story import asks_to_join, comes_by_team, once
from tests.scenarios.test_seats import gives


async def test_a_case_unanswered_for_a_day_goes_to_the_deputy(sao_bien: Town) -> None:
    await gives(sao_bien, "giang", "phó chủ tịch")
    await asks_to_join(sao_bien.khach)
    sao_bien.giang.mark()
    sao_bien.chi.mark()
    await sao_bien.clock_to(2026, 11, 22, hour=8, minute=59)
    assert "xin vào công đoàn" not in sao_bien.giang.news
    await sao_bien.clock_to(2026, 11, 22, hour=9, minute=1)
    assert sao_bien.giang.hears("Lê Văn Khách xin vào công đoàn")
    await sao_bien.clock_to(2026, 11, 24, hour=10)
    assert sao_bien.giang.news.count("Lê Văn Khách xin vào") == 1
    assert "Lê Văn Khách xin vào" not in sao_bien.chi.news
    await sao_bien.giang.taps("Duyệt")
    assert sao_bien.khach.hears("Chào mừng anh Khách")


@once
async def test_a_claim_the_leader_left_lying_goes_to_the_chair(sao_bien: Town) -> None:
    sao_bien.chi.mark()
    await comes_by_team(sao_bien, sao_bien.khach, "Lê Thị Hoa 1975")
    assert "Hoa" not in sao_bien.chi.news
    await sao_bien.clock_to(2026, 11, 22, hour=9, minute=1)
    assert sao_bien.chi.hears("Lê Thị Hoa", "Tổ 3")
