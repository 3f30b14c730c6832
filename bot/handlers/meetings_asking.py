"""The questions before a meeting is called or moved; a sentence may have answered them all."""

from dataclasses import replace
from datetime import date, time

from bot import texts
from bot.handlers import meetings_reading as reading
from bot.handlers.asking import Answers, tapped_value
from bot.handlers.meetings_shown import the_meeting
from bot.said import Reply
from bot.talk import Question, Talk
from union import meetings, words
from union.answers import yes_no
from union.calendar import VIETNAM
from union.meetings import Kind, Meeting, State
from union.words import NotUnderstood

EDIT = "edit:"  # before what was typed instead of a yes


def planned(talk: Talk, answers: Answers) -> Meeting:
    """The meeting as the answers have it. Raises NotUnderstood when its hour has passed."""
    day = date.fromisoformat(answers["day"])
    starts_at = meetings.start(day, time.fromisoformat(answers["time"]), talk.work.now)
    kind = Kind(answers.get("kind", Kind.ADHOC))
    year, number = meetings.stands_for(day, answers.get("quarter"))
    place = answers.get("place") or talk.work.meetings.rhythm().place
    return Meeting(
        0, kind, year, number, starts_at, place, answers.get("agenda", ""),
        State.CONFIRMED, talk.member.id, talk.member.id, talk.work.now, 1,
    )  # fmt: skip


def moved(talk: Talk, meeting: Meeting, answers: Answers) -> Meeting:
    """The same meeting at its new hour. Raises NotUnderstood when that has passed."""
    at = planned(talk, {"place": meeting.place} | answers)
    return replace(meeting, starts_at=at.starts_at, place=at.place, version=meeting.version + 1)


def filled(meeting: Meeting, found: Answers) -> Answers:
    """Only a day keeps the hour, only an hour keeps the day."""
    at = meeting.starts_at.astimezone(VIETNAM)
    if not {"day", "time"} & set(found):
        return found
    return {"day": at.date().isoformat(), "time": at.strftime("%H:%M")} | found


# --- when, about what -----------------------------------------------------------------------


async def _ask_day(talk: Talk, answers: Answers) -> Reply:
    return texts.meetings.ask_when()


async def _read_day(talk: Talk, answers: Answers) -> str | None:
    """One message may answer more than was asked: the rest goes among the answers too."""
    found = _said(talk)
    if found is None or found.day is None or not _to_come(talk, answers | found.answers()):
        return None
    answers.update(found.answers())
    return found.day.isoformat()


async def _read_hour(talk: Talk, answers: Answers) -> str | None:
    found = _said(talk)
    if found is None or found.at is None:
        return None
    said = found.answers() | {"day": answers["day"]}
    if not _to_come(talk, said):
        return None
    answers.update(said)
    return str(said["time"])


def _said(talk: Talk) -> reading.Wanted | None:
    if talk.said.kind != "text":
        return None
    return reading.wanted(talk.said.text, talk.today)


def _to_come(talk: Talk, answers: Answers) -> bool:
    return problem_with(talk, answers) is None


def problem_with(talk: Talk, answers: Answers) -> NotUnderstood | None:
    """Why the day and hour so far cannot be taken."""
    if "day" not in answers or "time" not in answers:
        return None
    try:
        planned(talk, answers)
    except NotUnderstood as problem:
        return problem
    return None


async def _ask_hour(talk: Talk, answers: Answers) -> Reply:
    return texts.meetings.ask_hour()


async def _when_again(talk: Talk, answers: Answers) -> Reply:
    found = _said(talk)
    problem = found.problem if found else None
    if found and problem is None:
        problem = problem_with(talk, answers | found.answers())
    return texts.meetings.unclear(problem)


async def _ask_agenda(talk: Talk, answers: Answers) -> Reply:
    return texts.meetings.ask_agenda()


async def _read_agenda(talk: Talk, answers: Answers) -> str | None:
    value = tapped_value(talk)
    if value is not None:
        return "" if value == "later" else None
    text = words.normal(talk.said.text)
    return text[: meetings.LONGEST_AGENDA] if talk.said.kind == "text" and text else None


# --- sure? ----------------------------------------------------------------------------------


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    try:
        meeting = planned(talk, answers)
    except NotUnderstood as problem:
        return texts.meetings.unclear(problem)
    return texts.meetings.confirm(meeting, await _may_be_regular(talk, meeting, answers))


async def _may_be_regular(talk: Talk, meeting: Meeting, answers: Answers) -> bool:
    if "kind" in answers:
        return False
    known = await talk.work.meetings.regular_of(meeting.year, meeting.quarter)
    return known is None or known.state is State.PROPOSED


async def _read_sure(talk: Talk, answers: Answers) -> str | None:
    """Yes, no, the quarter's; or another hour or place, and it is asked again."""
    value = tapped_value(talk)
    if value is not None:
        return value if value in ("yes", "no", "regular") else None
    found = _said(talk)
    if found is None:
        return None
    said = yes_no(talk.said.text)
    if said is not None:
        return "yes" if said else "no"
    if found.answers().keys() & {"day", "time", "place"} and not found.problem:
        return EDIT + words.normal(talk.said.text)[:300]
    return None


async def _sure_again(talk: Talk, answers: Answers) -> Reply:
    found = _said(talk)
    if found and found.problem:
        return texts.meetings.unclear(found.problem)
    return await _ask_sure(talk, answers)


# --- moving ---------------------------------------------------------------------------------


async def _ask_new(talk: Talk, answers: Answers) -> Reply:
    return texts.meetings.ask_new_time(await the_meeting(talk, answers["meeting"]))


async def _read_new(talk: Talk, answers: Answers) -> str | None:
    found = _said(talk)
    if found is None or found.problem or not (found.day or found.at):
        return None
    said = filled(await the_meeting(talk, answers["meeting"]), found.answers())
    if not _to_come(talk, said):
        return None
    answers.update(said)
    return str(said["day"])


async def _new_again(talk: Talk, answers: Answers) -> Reply:
    found = _said(talk)
    problem = found.problem if found else None
    if found and problem is None and (found.day or found.at):
        meeting = await the_meeting(talk, answers["meeting"])
        problem = problem_with(talk, filled(meeting, found.answers()))
    return texts.meetings.unclear(problem)


async def _ask_move(talk: Talk, answers: Answers) -> Reply:
    meeting = await the_meeting(talk, answers["meeting"])
    try:
        return texts.meetings.confirm_move(meeting, moved(talk, meeting, answers))
    except NotUnderstood as problem:
        return texts.meetings.unclear(problem)


async def _move_again(talk: Talk, answers: Answers) -> Reply:
    found = _said(talk)
    if found and found.problem:
        return texts.meetings.unclear(found.problem)
    return await _ask_move(talk, answers)


def again(answers: Answers, talk: Talk) -> Answers:
    """The answers with what was typed instead of a yes put in their place."""
    said = reading.wanted(answers["sure"].removeprefix(EDIT), talk.today).answers()
    kept = {name: value for name, value in answers.items() if name[0] != "_" and name != "sure"}
    return kept | said


CALLING = (
    Question("day", _ask_day, _read_day, _when_again, number=True),
    Question("time", _ask_hour, _read_hour, _when_again, number=True),
    Question(
        "agenda",
        _ask_agenda,
        _read_agenda,
        _ask_agenda,
        skip=lambda a: a.get("kind") == Kind.REGULAR,
    ),
    Question("sure", _ask_sure, _read_sure, _sure_again),
)
MOVING = (
    Question("day", _ask_new, _read_new, _new_again, number=True),
    Question("sure", _ask_move, _read_sure, _move_again),
)
