"""The year's plan: shown, changed, approved by one tap, proposed and reminded by itself."""

import asyncio

from tests.chat import Town
from tests.scenarios.story import change, once
from tests.scenarios.test_occasions import POST, WISH, approve, seat
from union.members import State
from union.rights import Role


@once
async def test_leaving_out_and_taking_in_before_approving(sao_bien: Town) -> None:
    await sao_bien.chi.says("/ngayle 2027")
    await sao_bien.chi.taps("Bỏ bớt", "✅ 02/09 Quốc khánh", "◻️ 05/02 Giao thừa", "Xong")
    assert sao_bien.chi.hears("chưa ai duyệt", "Giao thừa (29 tháng Chạp)")
    assert "Quốc khánh" not in sao_bien.chi.news
    await sao_bien.chi.taps("Duyệt cả năm")
    assert sao_bien.chi.hears("đã duyệt 12 ngày lễ năm 2027", "gõ /nhom")
    async with sao_bien.work() as work:
        plan = await work.occasions.year(2027)
    assert plan.approved and "giao-thua" in plan.kept and "2-9" not in plan.kept


@once
async def test_a_list_that_changed_is_shown_again(sao_bien: Town) -> None:
    """What was read is what is approved: the deputy left something out in between."""
    await seat(sao_bien, "Lê Thị Bích", Role.DEPUTY)
    await sao_bien.chi.says("/ngayle 2027")
    await sao_bien.bich.says("/ngayle 2027")
    await sao_bien.bich.taps("Bỏ bớt", "✅ 02/09 Quốc khánh")
    await sao_bien.chi.taps("Duyệt cả năm")
    assert sao_bien.chi.hears("vừa đổi nên chị Chi xem lại")
    await sao_bien.chi.taps("Duyệt cả năm")
    assert sao_bien.chi.hears("đã duyệt 11 ngày lễ năm 2027")


@once
async def test_two_officers_at_once(sao_bien: Town) -> None:
    await seat(sao_bien, "Lê Thị Bích", Role.DEPUTY)
    for officer in (sao_bien.chi, sao_bien.bich):
        await officer.says("/ngayle 2027")
    await asyncio.gather(*(one.taps("Duyệt cả năm") for one in (sao_bien.chi, sao_bien.bich)))
    async with sao_bien.work() as work:
        verbs = [line.verb for line in await work.log.read()]
        approver = await work.members.get((await work.occasions.year(2027)).approved_by or 0)
    assert verbs.count("occasions.approved") == 1 and approver
    said = f"Chị {approver.name.split()[-1]} đã duyệt 12 ngày lễ"
    assert sao_bien.chi.hears(said) and sao_bien.bich.hears(said)


@once
async def test_proposed_on_the_first_of_december_and_reminded_once(sao_bien: Town) -> None:
    await seat(sao_bien, "Lê Thị Bích", Role.DEPUTY)
    await sao_bien.clock_to(2026, 12, 1, hour=8, minute=0)
    assert sao_bien.chi.hears("Chị Chi xem giúp 12 ngày lễ năm 2027", "thứ Bảy 06/02: Tết")
    await sao_bien.jump_to(2026, 12, 14, hour=9)
    await sao_bien.clock_to(2026, 12, 17, hour=9)
    assert sao_bien.chi.news.count("còn chờ chị Chi duyệt, Công đoàn chỉ nhắc một lần này") == 1
    assert "ngày lễ năm 2027" not in sao_bien.bich.news
    sao_bien.chi.said = 0
    await sao_bien.chi.taps("Duyệt cả năm")
    assert sao_bien.chi.hears("đã duyệt 12 ngày lễ năm 2027")
    assert sao_bien.chi.said == 1


@once
async def test_who_approved_is_not_asked(sao_bien: Town) -> None:
    await approve(sao_bien, 2027)
    await sao_bien.clock_to(2026, 12, 16, hour=9)
    assert "ngày lễ năm 2027" not in sao_bien.chi.news


@once
async def test_without_a_chair_in_the_chat_the_deputy_is_asked(sao_bien: Town) -> None:
    await seat(sao_bien, "Lê Thị Bích", Role.DEPUTY)
    await change(sao_bien, "Nguyễn Thị Chi", state=State.AWAY.value)
    await sao_bien.clock_to(2026, 12, 1, hour=9)
    assert sao_bien.bich.hears("Chị Bích xem giúp 12 ngày lễ năm 2027")


@once
async def test_the_exact_words_before_they_are_said(sao_bien: Town) -> None:
    await sao_bien.bich.says("/xemthu 8/3")
    assert sao_bien.bich.hears(POST, "Lời nhắn riêng từng chị", f"Chúc mừng chị Bích {WISH}")
    await sao_bien.bich.taps("Xem tiếp: Giỗ Tổ", "Chọn ngày khác", "06/02 Tết Nguyên đán")
    assert sao_bien.bich.hears("Chúc mừng năm mới Đinh Mùi!")
    await sao_bien.bich.says("/xemthu trung thu")
    assert sao_bien.bich.hears("Tết Trung thu, thứ Tư 15/09/2027")


@once
async def test_a_member_sees_the_days(sao_bien: Town) -> None:
    await sao_bien.an.says("ngày lễ")
    assert sao_bien.an.hears("Ngày lễ sắp tới, năm 2026", "thứ Ba 22/12")
    assert not sao_bien.an.offers("Duyệt") and "duyệt" not in sao_bien.an.news
    await sao_bien.an.says("/ngayle 2030")
    assert sao_bien.an.hears("Công đoàn xem được ngày lễ năm 2026 và 2027")
    await sao_bien.an.taps("Năm 2027")
    assert sao_bien.an.hears("thứ Tư 15/09: Tết Trung thu (rằm tháng Tám)")


@once
async def test_buttons_of_years_gone_by_are_stale(sao_bien: Town) -> None:
    await sao_bien.chi.says("/ngayle")
    await sao_bien.jump_to(2027, 1, 2)
    await sao_bien.chi.taps("Duyệt cả năm")
    assert sao_bien.chi.hears("không có danh sách" if sao_bien.chi.on_zalo else "tin đã cũ")
    async with sao_bien.work() as work:
        assert not (await work.occasions.year(2026)).approved
