"""Rows of meetings: who is on the roll, what is counted, and who was faster."""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.texts.meeting_words import held_line
from storage.work import Work, open_work
from tests.storage.two_unions import NOW, Village, found
from union.calendar import moment, months_after, quarter_of
from union.meetings import Attendance, Kind, Meeting, State
from union.rights import Role

CASE = json.loads(
    (Path(__file__).parents[1] / "cases" / "mtg-000.json").read_text(encoding="utf-8")
)


@pytest.fixture
async def union(engine: AsyncEngine) -> Village:
    return await found(engine, "mine", 1)


async def meeting(work: Work, starts_at: datetime, **values: object) -> Meeting:
    day = starts_at.date()
    state = values.pop("state", State.CONFIRMED.value)
    kind = Kind(str(values.pop("kind", Kind.ADHOC)))
    made = await work.meetings.add(
        kind, day.year, quarter_of(day), starts_at=starts_at, state=state, **values
    )
    row = await work.meetings.get(made)
    assert row
    return row


async def test_the_term_of_the_founding_report(engine: AsyncEngine, union: Village) -> None:
    """mtg-000: 20 regular and 25 ad-hoc meetings in a term."""
    first, last = date(int(CASE["term"][0]), 7, 1), date(int(CASE["term"][1]), 6, 30)
    async with open_work(engine, union.id, NOW) as work:
        await work.lock()
        for number in range(CASE["regular"]):
            on = months_after(first, 3 * number + 2)
            row = await meeting(work, moment(on, time(14)), kind="regular", state="held")
            await work.meetings.note(row.id, [union.member], present=number != 0, answer="yes")
        for number in range(CASE["adhoc"]):
            on = first + timedelta(days=73 * number)
            await meeting(work, moment(on, time(8)), state="held")
        await meeting(work, moment(first, time(9)))  # called and never held
        await meeting(work, moment(first, time(9)), state="cancelled", kind="regular")
        found = await work.meetings.figures(first, last)
        people = await work.meetings.attendance(first, last)
        year = await work.meetings.figures(date(2018, 1, 1), date(2018, 12, 31))
    assert (found.regular, found.adhoc, found.all) == (20, 25, CASE["expect"]["total"])
    assert held_line(found) == CASE["expect"]["line_vi"]
    assert year.regular == CASE["expect"]["regular_per_year"]
    assert found.on_time == 20
    assert (found.invited, found.answered, found.present, found.per_mille) == (20, 20, 19, 950)
    assert people == [Attendance(union.member_name, 20, 19)]


async def test_days_are_cut_at_midnight_in_vietnam(engine: AsyncEngine, union: Village) -> None:
    day = date(2025, 3, 31)
    async with open_work(engine, union.id, NOW) as work:
        await work.lock()
        for at in (moment(day, time(0)), moment(day + timedelta(days=1), time(0))):
            await meeting(work, at, state="held", kind="regular")
        found = await work.meetings.figures(day, day)
        quarter_ = await work.meetings.figures(date(2025, 1, 1), day)
    assert found.all == quarter_.all == 1 and found.invited == 0


async def test_the_roll_is_the_committee_of_its_hour(engine: AsyncEngine, union: Village) -> None:
    """A seat that ends before the meeting, a lent one and a team leader's are not on it."""
    starts_at = NOW + timedelta(days=10)
    async with open_work(engine, union.id, NOW) as work:
        await work.lock()
        row = await meeting(work, starts_at)
        await work.seats.give(union.second, Role.TEAM_LEADER, union.team)
        await work.seats.give(union.second, Role.DEPUTY, ends=starts_at)
        assert [one.member_id for one in await work.meetings.roll(row)] == [union.member]
        await work.seats.give(union.second, Role.COMMITTEE, ends=starts_at + timedelta(seconds=1))
        await work.seats.give(union.second, Role.TREASURER)
        both = await work.meetings.committee(starts_at)
        assert sorted(both) == sorted([union.member, union.second])
        before = await work.meetings.committee(NOW - timedelta(seconds=1))
        assert before == []


async def test_the_faster_of_two_wins(engine: AsyncEngine, union: Village) -> None:
    async with open_work(engine, union.id, NOW) as work:
        await work.lock()
        row = await meeting(work, NOW + timedelta(days=3))
        assert await work.meetings.change(row, version=2, place="hội trường")
        assert not await work.meetings.change(row, state="cancelled")
        moved = replace(row, version=2)
        assert await work.meetings.change(moved, state="cancelled")
        assert not await work.meetings.change(moved, version=3)


async def test_an_answer_twice_is_one_row_and_a_move_asks_anew(
    engine: AsyncEngine, union: Village
) -> None:
    async with open_work(engine, union.id, NOW) as work:
        await work.lock()
        row = await meeting(work, NOW + timedelta(days=3))
        for answer in ("yes", "no", "no"):
            await work.meetings.note(row.id, [union.member], answer=answer, reason="bận")
        await work.meetings.invite(row.id, [union.member, union.second])
        (mine,) = await work.meetings.roll(row)
        assert (mine.answer, mine.reason, mine.present) == ("no", "bận", None)
        await work.meetings.ask_anew(row.id)
        (mine,) = await work.meetings.roll(row)
        assert (mine.answer, mine.reason) == (None, "")


async def test_a_proposal_is_let_go_with_its_quarter(engine: AsyncEngine, union: Village) -> None:
    async with open_work(engine, union.id, NOW) as work:
        await work.lock()
        before = len(await work.meetings.open())
        await meeting(work, moment(date(2026, 9, 10), time(14)), state="proposed")
        await meeting(work, moment(date(2026, 10, 1), time(14)), state="proposed")
        await meeting(work, moment(date(2026, 9, 10), time(14)))
        found = await work.meetings.open()
    assert len(found) == before + 2
    assert [one.state for one in found[:2]] == [State.CONFIRMED, State.PROPOSED]


async def test_proposed_once_a_quarter(engine: AsyncEngine, union: Village) -> None:
    """Asked on any day and twice; not where the quarter has or had a meeting of its own."""
    other = await found(engine, "theirs", 2)
    async with open_work(engine, other.id, NOW) as work:
        await work.lock()
        await meeting(work, moment(date(2026, 12, 1), time(9)), kind="regular", state="cancelled")
    async with open_work(engine, None, NOW) as work:
        for day in (date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 10)):
            await work.meetings_due.propose(day)
        days = (date(2026, 12, 10), date(2026, 12, 10))
        told = await work.meetings_due.proposed([Role.CHAIR], *days)
    assert [(one.union_id, one.member_id) for one in told] == [(union.id, union.member)]
    async with open_work(engine, union.id, NOW) as work:
        row = await work.meetings.regular_of(2026, 4)
        assert row and row.starts_at == moment(date(2026, 12, 10), time(14))
        topics = await work.agenda.topics(row)
    assert (topics.income, topics.spending) == (0, 500_000)  # dues booked and taken back; a visit
