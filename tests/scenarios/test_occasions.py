"""Occasions: approved for a year by one tap, said on their day at 07:30, once, never late."""

import pytest

from bot.app import build
from storage.outbox import Owed
from tests.chat import QUICK, Town, group_says
from tests.scenarios.story import change, links_the_group, member, once
from union.members import State
from union.occasions import proposed
from union.rights import Role

on_the_eve = pytest.mark.starts(2027, 3, 6)
WISH, POST = "nhân ngày Quốc tế Phụ nữ 8/3", "Hôm nay là ngày Quốc tế Phụ nữ 8/3."


@pytest.fixture
async def eve(sao_bien: Town) -> Town:
    """Two days before 8 March; the group is linked and the year approved."""
    await links_the_group(sao_bien)
    await sao_bien.chi.says("/ngayle")
    await sao_bien.chi.taps("Duyệt cả năm")
    await sao_bien.clock_to(2027, 3, 7, hour=9)
    for person in sao_bien.people.values():
        person.mark()
    return sao_bien


def posts(made: Town, words: str = POST) -> int:
    return sum(words in text for text in group_says(made))


async def approve(made: Town, year: int, *left_out: str) -> None:
    chair = await member(made, "Nguyễn Thị Chi")
    async with made.work() as work:
        await work.lock()
        plan = proposed(work.occasions.calendar, year)
        for key in left_out:
            await work.occasions.keep(plan, key, False)
            plan = await work.occasions.year(year)
        await work.occasions.approve(plan, chair.id)


async def seat(made: Town, name: str, role: Role) -> None:
    one = await member(made, name)
    async with made.work() as work:
        await work.lock()
        await work.seats.give(one.id, role)


async def test_a_year_by_one_tap(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    sao_bien.chi.said = 0
    await sao_bien.chi.says("ngày lễ")
    assert sao_bien.chi.hears("Ngày lễ năm 2026, chưa ai duyệt", "thứ Ba 24/11: Văn hóa Việt Nam")
    assert "20/11" not in sao_bien.chi.news  # it was yesterday
    await sao_bien.chi.taps("Duyệt cả năm")
    assert sao_bien.chi.hears("Chị Chi đã duyệt 2 ngày lễ năm 2026")
    assert sao_bien.chi.said == 2
    await sao_bien.clock_to(2026, 11, 24, hour=7, minute=29)
    assert posts(sao_bien, "24/11") == 0
    await sao_bien.clock_to(2026, 11, 24)
    assert posts(sao_bien, "Chào mừng ngày Văn hóa Việt Nam 24/11!") == 1
    await sao_bien.clock_to(2026, 11, 25, hour=9)
    assert posts(sao_bien, "24/11") == 1
    assert "24/11" not in sao_bien.an.news  # “all” means the group


@on_the_eve
@once
async def test_women_are_greeted_in_private_too(eve: Town) -> None:
    await eve.clock_to(2027, 3, 8, hour=9)
    assert posts(eve) == 1
    for woman, name in ((eve.chi, "Chi"), (eve.bich, "Bích"), (eve.giang, "Giang")):
        assert woman.news.count(f"Chúc mừng chị {name} {WISH}") == 1
    for man in (eve.an, eve.dung):
        assert WISH not in man.news


@on_the_eve
@once
async def test_nothing_in_a_year_that_nobody_approved(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    await sao_bien.clock_to(2027, 3, 8, hour=9)
    assert posts(sao_bien) == 0 and WISH not in sao_bien.chi.news


@pytest.mark.parametrize(
    ("day", "hour", "said"), [(8, 15, True), (8, 22, False), (9, 8, False), (10, 8, False)]
)
@on_the_eve
@once
async def test_after_an_outage_only_on_the_day_itself(
    eve: Town, day: int, hour: int, said: bool
) -> None:
    await eve.jump_to(2027, 3, day, hour=hour)
    await eve.clock_to(2027, 3, 10, hour=9)
    assert posts(eve) == int(said)
    assert (WISH in eve.chi.news) is said


@on_the_eve
@once
async def test_two_processes_greet_once(eve: Town) -> None:
    other = build(eve.settings, eve.clock, QUICK)
    await other.open()
    await eve.clock_to(2027, 3, 8, hour=8)
    for app in (other, eve.app, other):
        await app.ticker.tick(eve.clock.now())
        await app.sender.idle()
    await other.stop()
    assert posts(eve) == 1
    assert eve.chi.news.count(WISH) == 1


@pytest.mark.starts(2027, 7, 25)
@once
async def test_in_days_of_mourning_only_remembrance(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    await approve(sao_bien, 2027)
    await sao_bien.chi.says("/tamdung 7")
    await sao_bien.clock_to(2027, 7, 29, hour=9)
    assert posts(sao_bien, "27/7, là ngày Thương binh, Liệt sĩ") == 1
    assert posts(sao_bien, "28/7") == 0


@on_the_eve
@once
async def test_mourning_said_after_the_row_was_written(eve: Town) -> None:
    await eve.clock_to(2027, 3, 8, hour=7, minute=0)
    await eve.chi.says("/tamdung 3")
    await eve.clock_to(2027, 3, 8, hour=9)
    assert posts(eve) == 0
    assert eve.bich.hears(WISH)  # in private the day is still hers


@on_the_eve
@once
async def test_a_union_on_trial_starts_nothing(eve: Town) -> None:
    async with eve.work() as work:
        await work.lock()
        await work.unions.change(trial=True)
    await eve.clock_to(2027, 3, 8, hour=9)
    assert posts(eve) == 0 and WISH not in eve.chi.news


@pytest.mark.parametrize("state", [State.DIED, State.LEFT, State.AWAY, State.RETIRED])
@on_the_eve
@once
async def test_who_is_gone_by_the_morning_is_not_greeted(eve: Town, state: State) -> None:
    await eve.clock_to(2027, 3, 8, hour=7, minute=0)
    await change(eve, "Vũ Thị Giang", state=state.value)
    await eve.clock_to(2027, 3, 8, hour=9)
    assert WISH not in eve.giang.news and WISH in eve.bich.news


@on_the_eve
@once
async def test_four_unasked_messages_a_month(eve: Town) -> None:
    row = await member(eve, "Vũ Thị Giang")
    async with eve.work() as work:
        chat = await work.unions.private_chat(row.id)
        assert chat
        today = {"day": "2027-03-07"}
        await work.outbox.owe(
            [Owed(f"test:{n}", chat, eve.union_id, "birthday", today, row.id) for n in range(4)]
        )
    await eve.app.sender.idle()
    await eve.clock_to(2027, 3, 8, hour=9)
    assert WISH not in eve.giang.news


@on_the_eve
@once
async def test_left_out_after_the_approval(eve: Town) -> None:
    await eve.chi.says("/ngayle")
    await eve.chi.taps("Bỏ bớt, thêm", "✅ 08/03 Quốc tế Phụ nữ")
    assert eve.chi.offers("◻️ 08/03 Quốc tế Phụ nữ")
    await eve.clock_to(2027, 3, 8, hour=9)
    assert posts(eve) == 0 and WISH not in eve.chi.news
    async with eve.work() as work:
        verbs = [line.verb for line in await work.log.read()]
    assert verbs[:2] == ["occasion.dropped", "occasions.approved"]


@pytest.mark.parametrize(("left_out", "told"), [("", True), ("8-3", False)])
@pytest.mark.starts(2027, 2, 28)
@once
async def test_a_week_before_a_day_with_gifts(sao_bien: Town, left_out: str, told: bool) -> None:
    await seat(sao_bien, "Vũ Thị Giang", Role.WOMEN)
    await approve(sao_bien, 2027, left_out)
    await sao_bien.clock_to(2027, 3, 3, hour=9)
    for officer in (sao_bien.chi, sao_bien.giang):
        assert officer.news.count("Còn 7 ngày nữa đến Quốc tế Phụ nữ") == int(told)
    assert not told or sao_bien.chi.hears("thứ Hai 08/03/2027. Công đoàn có 29 chị em.")
    assert "Quốc tế Phụ nữ" not in sao_bien.bich.news


@pytest.mark.starts(2030, 1, 31)
@once
async def test_the_tet_that_is_not_china_s(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    await approve(sao_bien, 2030)
    await sao_bien.clock_to(2030, 2, 2, hour=8)
    assert posts(sao_bien, "Chúc mừng năm mới Canh Tuất!") == 1
    await sao_bien.clock_to(2030, 2, 3, hour=9)
    assert posts(sao_bien, "Chúc mừng năm mới") == 1
