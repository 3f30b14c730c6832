"""Birthdays: in private at 07:30, in the group only with a yes, never twice, never too late."""

from datetime import date

import pytest

from bot.app import build
from storage.outbox import Owed
from storage.unions import Unions
from tests.chat import QUICK, Town, group_says
from tests.scenarios.story import change, links_the_group, member, once
from union.consents import Answer, Purpose
from union.members import State

WISH = "Chúc mừng sinh nhật anh An"
on_the_eve = pytest.mark.starts(2027, 3, 6)  # An was born on 8 March


@pytest.fixture
async def eve(sao_bien: Town) -> Town:
    """Two days before An's birthday; the bot has been awake a while."""
    await answers(sao_bien, "Trần Văn An", Answer.PRIVATE)
    await sao_bien.clock_to(2027, 3, 7, hour=9)
    sao_bien.an.mark()
    return sao_bien


async def answers(made: Town, name: str, answer: Answer) -> None:
    row = await member(made, name)
    async with made.work() as work:
        await work.lock()
        await work.consents.record(row.id, Purpose.BIRTHDAY, answer)


async def test_greeted_in_private_at_half_past_seven(sao_bien: Town) -> None:
    await sao_bien.clock_to(2026, 11, 27)
    sao_bien.dung.mark()
    await sao_bien.clock_to(2026, 11, 28, hour=7, minute=29)
    assert "Chúc mừng sinh nhật" not in sao_bien.dung.news
    await sao_bien.clock_to(2026, 11, 28)
    assert sao_bien.dung.hears("Chúc mừng sinh nhật anh Dũng")
    assert "1981" not in sao_bien.dung.news and "tuổi" not in sao_bien.dung.news
    assert group_says(sao_bien) == []


async def test_in_the_group_only_with_a_yes(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    await sao_bien.dung.says("/riengtu")
    await sao_bien.dung.taps("Lời chúc sinh nhật", "Cả trong nhóm")
    await sao_bien.clock_to(2026, 11, 28, hour=8)
    (said,) = [text for text in group_says(sao_bien) if "sinh nhật" in text]
    assert "anh Dũng (Tổ 3)" in said and "1981" not in said


@pytest.mark.parametrize("answer", [Answer.PRIVATE, Answer.NO, None])
@on_the_eve
@once
async def test_nothing_public_without_a_yes(sao_bien: Town, answer: Answer | None) -> None:
    await links_the_group(sao_bien)
    if answer:
        await answers(sao_bien, "Trần Văn An", answer)
    await sao_bien.clock_to(2027, 3, 8, hour=9)
    assert not any("sinh nhật" in text for text in group_says(sao_bien))
    assert (WISH in sao_bien.an.news) is (answer is not Answer.NO)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        pytest.param(year, (2, last), marks=pytest.mark.starts(year, 2, 27))
        for year, last in ((2027, 28), (2028, 29), (2100, 28), (2096, 29))
    ],
)
@once
async def test_the_29th_of_february(sao_bien: Town, year: int, day: tuple[int, int]) -> None:
    await change(sao_bien, "Trần Văn An", birth_date=date(1988, 2, 29))
    for one in ((2, 28), (2, 29) if year % 4 == 0 and year != 2100 else (3, 1)):
        sao_bien.an.mark()
        await sao_bien.clock_to(year, *one, hour=7, minute=31)
        assert (WISH in sao_bien.an.news) is (one == day), one
    await sao_bien.clock_to(year, 3, 2)
    assert "hôm qua" not in sao_bien.an.news


@on_the_eve
@once
async def test_a_day_late_after_an_outage_and_no_later(eve: Town) -> None:
    await eve.jump_to(2027, 3, 9, hour=10)
    assert eve.an.hears("Công đoàn chúc mừng sinh nhật anh An hôm qua, xin lỗi vì gửi muộn")


@on_the_eve
@once
async def test_two_days_late_is_too_late(eve: Town) -> None:
    await eve.jump_to(2027, 3, 10, hour=10)
    assert "sinh nhật anh An" not in eve.an.news


@on_the_eve
@once
async def test_never_twice(eve: Town) -> None:
    other = build(eve.settings, eve.clock, QUICK)
    await other.open()
    await eve.clock_to(2027, 3, 8, hour=8)
    for app in (other, eve.app, other):
        await app.ticker.tick(eve.clock.now())
        await app.sender.idle()
    await other.stop()
    assert eve.an.news.count(WISH) == 1


@pytest.mark.parametrize("state", [State.DIED, State.LEFT, State.AWAY, State.RETIRED])
@on_the_eve
@once
async def test_who_is_gone_by_the_morning_is_not_greeted(eve: Town, state: State) -> None:
    await eve.clock_to(2027, 3, 8, hour=7, minute=0)
    await change(eve, "Trần Văn An", state=state.value)
    await eve.clock_to(2027, 3, 8, hour=9)
    assert eve.an.hears_nothing()


@on_the_eve
@once
async def test_days_of_mourning_in_the_group(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    await answers(sao_bien, "Trần Văn An", Answer.GROUP)
    await sao_bien.chi.says("tạm dừng lời chúc")
    await sao_bien.chi.taps("3 ngày")
    assert sao_bien.chi.hears("xin chia buồn", "08/03/2027")
    await sao_bien.clock_to(2027, 3, 8, hour=9)
    assert sao_bien.an.hears(WISH)
    assert not any("sinh nhật" in text for text in group_says(sao_bien))


async def test_the_list_of_the_month_goes_to_officers_on_the_first(sao_bien: Town) -> None:
    await sao_bien.clock_to(2026, 12, 1)
    for officer in (sao_bien.chi, sao_bien.bich):
        assert officer.hears("Sinh nhật tháng 12/2026")
    assert "Sinh nhật tháng" not in sao_bien.an.news
    async with sao_bien.work() as work:
        born = await work.members.born_in_month(12)
    assert f"({len(born)} người)" in sao_bien.chi.news
    for one in born:
        assert one.name in sao_bien.chi.news and str(one.birth_year) not in sao_bien.chi.news


async def test_the_question_is_asked_the_day_after_joining_and_once(sao_bien: Town) -> None:
    await sao_bien.clock_to(2026, 11, 22, hour=8)
    assert sao_bien.an.hears("Sinh nhật anh An 8/3", "Công đoàn chúc mừng thế nào?")
    await sao_bien.clock_to(2026, 11, 24, hour=9)
    assert sao_bien.an.news.count("chúc mừng thế nào") == 1
    await sao_bien.an.taps("Chỉ nhắn riêng")
    assert sao_bien.an.hears("chỉ nhắn riêng")


@on_the_eve
@once
async def test_a_trial_union_starts_nothing_but_answers(sao_bien: Town) -> None:
    async with sao_bien.work() as work:
        await work.lock()
        await Unions(work).change(trial=True)
    await sao_bien.clock_to(2027, 3, 8, hour=9)
    assert sao_bien.an.hears_nothing()
    await sao_bien.an.says("/toi")
    assert sao_bien.an.hears("Trần Văn An")
    await sao_bien.chi.says("/chinhthuc")
    await sao_bien.chi.taps("Chuyển chính thức")
    await change(sao_bien, "Trần Văn An", birth_date=date(1988, 3, 9))
    await sao_bien.clock_to(2027, 3, 9, hour=9)
    assert sao_bien.an.hears(WISH)


@on_the_eve
@once
async def test_quiet_hours_wait_for_the_morning(eve: Town) -> None:
    await eve.jump_to(2027, 3, 8, hour=22)
    assert eve.an.hears_nothing()
    await eve.clock_to(2027, 3, 9, hour=7, minute=0)
    assert eve.an.hears("hôm qua, xin lỗi vì gửi muộn")


@on_the_eve
@once
async def test_four_unasked_messages_a_month(eve: Town) -> None:
    """Answers do not count; the fifth unasked one is not sent."""
    row = await member(eve, "Trần Văn An")
    async with eve.work() as work:
        chat = await work.unions.private_chat(row.id)
        assert chat
        today = {"day": "2027-03-07"}
        await work.outbox.owe(
            [Owed(f"test:{n}", chat, eve.union_id, "birthday", today, row.id) for n in range(4)]
        )
    await eve.app.sender.idle()
    for _ in range(5):
        await eve.an.says("/toi")
    await eve.clock_to(2027, 3, 8, hour=9)
    heard = "\n".join(m.text for m in eve.world.messages(eve.an.id))
    assert heard.count(WISH) == 4
