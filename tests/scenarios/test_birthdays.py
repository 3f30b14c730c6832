"""Birthdays: in private at 07:30, in the group only with a yes, never twice, never too late."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from bot.app import build
from storage.outbox import Owed
from storage.unions import Unions
from tests.chat import QUICK, Town, group_says
from tests.databases import Databases
from tests.scenarios.story import change, links_the_group, member, one_mode
from union.consents import Answer, Purpose
from union.members import State

WISH = "Chúc mừng sinh nhật anh An"
EVE = datetime(2027, 3, 6, 2, 0, tzinfo=UTC)  # An was born on 8 March


@pytest.fixture
async def eve(databases: Databases) -> AsyncIterator[Town]:
    """Two days before An's birthday; the bot has been awake a while."""
    async with one_mode(databases, start=EVE) as made:
        await answers(made, "Trần Văn An", Answer.PRIVATE)
        await made.clock_to(2027, 3, 7, hour=9)
        made.an.mark()
        yield made


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
async def test_nothing_public_without_a_yes(databases: Databases, answer: Answer | None) -> None:
    async with one_mode(databases, start=EVE) as made:
        await links_the_group(made)
        if answer:
            await answers(made, "Trần Văn An", answer)
        await made.clock_to(2027, 3, 8, hour=9)
        assert not any("sinh nhật" in text for text in group_says(made))
        assert (WISH in made.an.news) is (answer is not Answer.NO)


@pytest.mark.parametrize(
    ("year", "day"), [(2027, (2, 28)), (2028, (2, 29)), (2100, (2, 28)), (2096, (2, 29))]
)
async def test_the_29th_of_february(databases: Databases, year: int, day: tuple[int, int]) -> None:
    start = datetime(year, 2, 27, 2, 0, tzinfo=UTC)
    async with one_mode(databases, start=start) as made:
        await change(made, "Trần Văn An", birth_date=date(1988, 2, 29))
        for one in ((2, 28), (2, 29) if year % 4 == 0 and year != 2100 else (3, 1)):
            made.an.mark()
            await made.clock_to(year, *one, hour=7, minute=31)
            assert (WISH in made.an.news) is (one == day), one
        await made.clock_to(year, 3, 2)
        assert "hôm qua" not in made.an.news


async def test_a_day_late_after_an_outage_and_no_later(eve: Town) -> None:
    await eve.jump_to(2027, 3, 9, hour=10)
    assert eve.an.hears("Công đoàn chúc mừng sinh nhật anh An hôm qua, xin lỗi vì gửi muộn")


async def test_two_days_late_is_too_late(eve: Town) -> None:
    await eve.jump_to(2027, 3, 10, hour=10)
    assert "sinh nhật anh An" not in eve.an.news


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
async def test_who_is_gone_by_the_morning_is_not_greeted(eve: Town, state: State) -> None:
    await eve.clock_to(2027, 3, 8, hour=7, minute=0)
    await change(eve, "Trần Văn An", state=state.value)
    await eve.clock_to(2027, 3, 8, hour=9)
    assert eve.an.hears_nothing()


async def test_days_of_mourning_in_the_group(databases: Databases) -> None:
    async with one_mode(databases, start=EVE) as made:
        await links_the_group(made)
        await answers(made, "Trần Văn An", Answer.GROUP)
        await made.chi.says("tạm dừng lời chúc")
        await made.chi.taps("3 ngày")
        assert made.chi.hears("xin chia buồn", "08/03/2027")
        await made.clock_to(2027, 3, 8, hour=9)
        assert made.an.hears(WISH)
        assert not any("sinh nhật" in text for text in group_says(made))


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


async def test_a_trial_union_starts_nothing_but_answers(databases: Databases) -> None:
    async with one_mode(databases, start=EVE) as made:
        async with made.work() as work:
            await work.lock()
            await Unions(work).change(trial=True)
        await made.clock_to(2027, 3, 8, hour=9)
        assert made.an.hears_nothing()
        await made.an.says("/toi")
        assert made.an.hears("Trần Văn An")
        await made.chi.says("/chinhthuc")
        await made.chi.taps("Chuyển chính thức")
        await change(made, "Trần Văn An", birth_date=date(1988, 3, 9))
        await made.clock_to(2027, 3, 9, hour=9)
        assert made.an.hears(WISH)


async def test_quiet_hours_wait_for_the_morning(eve: Town) -> None:
    await eve.jump_to(2027, 3, 8, hour=22)
    assert eve.an.hears_nothing()
    await eve.clock_to(2027, 3, 9, hour=7, minute=0)
    assert eve.an.hears("hôm qua, xin lỗi vì gửi muộn")


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
