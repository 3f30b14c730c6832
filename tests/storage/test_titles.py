"""Rounds and registrations as rows: once, withdrawn and taken up again, counted by sex."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.work import Work, open_work
from tests.storage.two_unions import NOW, found
from union.members import Count, Sex, State
from union.rights import COMMITTEE
from union.titles import Outcome

OPENS, CLOSES = date(2026, 11, 1), date(2026, 11, 28)  # a week after NOW


async def _registered(work: Work, year: int = 2026) -> set[tuple[int, str]]:
    return {(one.member.id, one.title) for one in await work.titles.of_year(year)}


async def test_registered_once_withdrawn_and_taken_up_again(engine: AsyncEngine) -> None:
    mine = await found(engine, "mine", 1)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        round_ = await work.titles.set_round(2026, OPENS, CLOSES, mine.member)
        assert await work.titles.set_round(2026, OPENS, CLOSES, mine.member) == round_
        both = ["ldtt", "gvn"]
        assert await work.titles.register(round_, mine.member, both) == both
        assert await work.titles.register(round_, mine.member, both) == []
        ldtt, gvn = sorted(await work.titles.of_year(2026), key=lambda one: one.id)
        assert await work.titles.withdraw([gvn.id]) == 1
        assert await work.titles.withdraw([gvn.id]) == 0
        assert await _registered(work) == {(mine.member, "ldtt")}
        assert await work.titles.registration(gvn.id) is None
        assert not await work.titles.decide(gvn.id, Outcome.ACHIEVED, "15", CLOSES)
        assert await work.titles.decide(ldtt.id, Outcome.ACHIEVED, "15", CLOSES)
        assert await work.titles.withdraw([ldtt.id]) == 0  # a result stands
        assert await work.titles.register(round_, mine.member, both) == ["gvn"]
        assert await work.titles.close_round(round_)
        assert not await work.titles.close_round(round_)
        (now, *_) = await work.titles.rounds()
        assert now.closed
        await work.titles.set_round(2026, OPENS, CLOSES, mine.member)
        assert not (await work.titles.rounds())[0].closed


async def test_figures_and_who_reached_what(engine: AsyncEngine) -> None:
    mine = await found(engine, "mine", 1)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        round_ = await work.titles.set_round(2026, OPENS, CLOSES, mine.member)
        for member in (mine.member, mine.second):
            await work.titles.register(round_, member, ["ldtt"])
        his, hers = sorted(
            await work.titles.of_year(2026, "ldtt"), key=lambda one: one.member.sex is Sex.FEMALE
        )
        await work.titles.decide(hers.id, Outcome.ACHIEVED, "15/QĐ-CĐ", CLOSES)
        await work.titles.decide(his.id, Outcome.MISSED, "", None)
        ldtt = (await work.titles.figures(2026))[0]
        assert (ldtt.title.key, ldtt.registered) == ("ldtt", Count(2, 1))
        assert (ldtt.achieved, ldtt.missed) == (Count(1, 1), Count(1, 0))
        (reached,) = await work.titles.achieved(2026)
        assert (reached.member.id, reached.decision, reached.decided_on) == (
            mine.member,
            "15/QĐ-CĐ",
            CLOSES,
        )
        assert [one.year for one in await work.titles.of_member(mine.member)] == [2026, 2021]


async def test_what_the_jobs_ask(engine: AsyncEngine) -> None:
    """Groups on the first day, members without a title a week before the last, officers after."""
    mine = await found(engine, "mine", 1)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        await work.unions.change(trial=False)
        await work.members.change(mine.member, state=State.MEMBER.value)
        round_ = await work.titles.set_round(2026, OPENS, CLOSES, mine.member)
        due = work.titles_due
        assert [(one.chat_id, one.round_id) for one in await due.opening(OPENS)] == [
            (mine.group, round_)
        ]
        assert await due.opening(CLOSES) == []
        (silent,) = await due.not_registered(date(2026, 11, 21))
        assert (silent.member_id, silent.chat_id, silent.closes_on) == (
            mine.member,
            mine.chat,
            CLOSES,
        )
        assert await due.not_registered(date(2026, 11, 27)) == []
        (officer,) = await due.officers_after(date(2026, 11, 29), sorted(COMMITTEE))
        assert officer.member_id == mine.member
        await work.titles.register(round_, mine.member, ["ldtt"])
        assert await due.not_registered(date(2026, 11, 21)) == []
        await work.titles.close_round(round_)
        assert await due.officers_after(date(2026, 11, 29), sorted(COMMITTEE)) == []
        await work.unions.change(trial=True)
        assert await due.opening(OPENS) == []
