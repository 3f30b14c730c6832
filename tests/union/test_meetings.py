"""The quarter's rhythm, whose turn it is, which quarter a meeting stands for, shares."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from config.meetings import read, rhythm
from union import meetings
from union.calendar import quarter, quarter_of
from union.meetings import Invited, Kind, Meeting, State, Step
from union.words import NotUnderstood, Unclear

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)  # 09:00 in Vietnam
MEETING = Meeting(
    1, Kind.REGULAR, 2026, 4, datetime(2026, 12, 10, 7, 0, tzinfo=UTC), "", "",
    State.CONFIRMED, None, 3, NOW, 1,
)  # fmt: skip
DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


def test_the_second_thursday_of_the_quarter_s_last_month() -> None:
    days = [meetings.proposed_day(rhythm(), 2026, number) for number in (1, 2, 3, 4)]
    assert days == [date(2026, 3, 12), date(2026, 6, 11), date(2026, 9, 10), date(2026, 12, 10)]


@given(DAYS)
def test_every_quarter_is_proposed_on_ten_days_and_within_itself(day: date) -> None:
    year, number = day.year, quarter_of(day)
    first, last = quarter(year, number)
    on = meetings.proposed_day(rhythm(), year, number)
    assert first <= on <= last and on.weekday() == 3
    found = meetings.to_propose(rhythm(), day)
    assert (found is not None) is (on - timedelta(days=10) <= day < on)
    if found:
        assert found[:2] == (year, number) and found[2].hour == 7  # 14:00 in Vietnam


def test_each_day_before_a_proposed_meeting_is_one_person_s_turn() -> None:
    turns = {step: meetings.days_until(rhythm(), step) for step in Step}
    assert turns == {Step.FIRST: (10, 9), Step.AGAIN: (8, 7), Step.DEPUTY: (6, 1)}
    days = [n for most, fewest in turns.values() for n in range(fewest, most + 1)]
    assert sorted(days) == list(range(1, 11))


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ("week = 5", True), ("weekday = 1", True), ("hour = 25:00:00", True),
        ("deputy_after_days = 1", True), ("deputy_after_days = 10", True),
        ("unknown = 1", True), ("weekday = 8", False), ("propose_days_before = 30", False),
    ],
)  # fmt: skip
def test_what_a_committee_may_set(changed: str, refused: bool) -> None:
    name = changed.split(" = ")[0]
    lines = (meetings_file()).splitlines()
    text = "\n".join(changed if line.startswith(f"{name} ") else line for line in lines)
    if name == "unknown":
        text = text.replace("[quorum]", f"[quorum]\n{changed}")
    if not refused:
        assert read(text)
        return
    with pytest.raises((ValidationError, ValueError)):
        read(text)


def meetings_file() -> str:
    from pathlib import Path

    return (Path(__file__).parents[2] / "config" / "meetings.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("day", "at", "reason"),
    [
        (date(2026, 11, 21), time(9, 1), None),
        (date(2026, 11, 21), time(9, 0), Unclear.PAST),
        (date(2026, 11, 20), time(23, 0), Unclear.PAST),
        (date(2027, 11, 20), time(8, 0), None),
        (date(2028, 1, 1), time(8, 0), Unclear.TOO_OLD),
    ],
)
def test_an_hour_that_has_passed_is_never_taken(
    day: date, at: time, reason: Unclear | None
) -> None:
    if reason is None:
        assert meetings.start(day, at, NOW) > NOW
        return
    with pytest.raises(NotUnderstood) as problem:
        meetings.start(day, at, NOW)
    assert problem.value.reason is reason


@pytest.mark.parametrize(
    ("day", "number", "stands_for"),
    [
        (date(2026, 12, 10), None, (2026, 4)),
        (date(2026, 12, 10), 4, (2026, 4)),
        (date(2027, 1, 7), 4, (2026, 4)),
        (date(2026, 12, 10), 3, (2026, 3)),
    ],
)
def test_the_quarter_a_meeting_stands_for(
    day: date, number: int | None, stands_for: tuple[int, int]
) -> None:
    assert meetings.stands_for(day, number) == stands_for


def test_on_time_is_within_the_quarter() -> None:
    assert meetings.on_time(MEETING)
    late = replace(MEETING, starts_at=datetime(2026, 12, 31, 17, 0, tzinfo=UTC))  # 1 January here
    assert not meetings.on_time(late)
    assert not meetings.on_time(replace(MEETING, kind=Kind.ADHOC))


def test_when_one_may_answer_and_when_the_roll_is_taken() -> None:
    before, begun = MEETING.starts_at - timedelta(seconds=1), MEETING.starts_at
    assert meetings.may_answer(MEETING, before) and not meetings.may_answer(MEETING, begun)
    assert meetings.may_take_roll(MEETING, begun) and not meetings.may_take_roll(MEETING, before)
    for state in (State.PROPOSED, State.CANCELLED):
        other = replace(MEETING, state=state)
        assert not meetings.may_answer(other, before)
        assert not meetings.may_take_roll(other, begun)


@pytest.mark.parametrize(
    ("answer", "present", "here"),
    [("yes", None, True), ("no", None, False), (None, None, False), ("yes", False, False),
     ("no", True, True)],
)  # fmt: skip
def test_who_said_yes_is_taken_for_present(
    answer: str | None, present: bool | None, here: bool
) -> None:
    assert Invited(1, "x", answer, "", present).here is here


@pytest.mark.parametrize(
    ("part", "whole", "tenths"),
    [(0, 0, None), (0, 5, 0), (5, 5, 1000), (2, 3, 667), (1, 3, 333), (1, 2000, 1), (1, 2001, 0)],
)
def test_shares_are_tenths_of_a_percent(part: int, whole: int, tenths: int | None) -> None:
    assert meetings.per_mille(part, whole) == tenths


@pytest.mark.parametrize(
    ("present", "invited", "enough"), [(2, 3, True), (3, 5, False), (4, 6, True), (5, 8, False)]
)
def test_two_thirds(present: int, invited: int, enough: bool) -> None:
    assert meetings.is_quorate(rhythm(), present, invited) is enough
