"""Calling the committee: the quarter's proposal kept, moved or put off, and meetings between.

The questions are in meetings_asking.py; who answers and who was there is attendance.py.
"""

from dataclasses import replace

from bot import texts
from bot.handlers import meetings_reading as reading
from bot.handlers.asking import Answers
from bot.handlers.meetings_asking import (
    CALLING,
    EDIT,
    MOVING,
    again,
    filled,
    moved,
    planned,
    problem_with,
)
from bot.handlers.meetings_shown import listed, one, the_meeting
from bot.handlers.settling import add, agenda_of, call_off, confirm, who
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Talk
from union import meetings
from union.meetings import Kind, Meeting, State
from union.refusals import Reason, Refusal
from union.rights import CHAIR, OFFICER, Role
from union.words import NotUnderstood

WHEN = ("day", "time")


async def hop(talk: Talk) -> Reply:
    """`/hop`: what is to come; with a day or an hour behind it, a meeting is called."""
    found = reading.wanted(talk.words, talk.today)
    if not found.says_when:
        return await listed(talk)
    if not talk.holds(Role.CHAIR, Role.DEPUTY):
        raise Refusal(Reason.NOT_FOR_YOU)
    answers = found.answers()
    problem = found.problem or problem_with(talk, answers)
    return _begin(talk, "hop", answers, problem)


def _begin(talk: Talk, dialog: str, answers: Answers, problem: NotUnderstood | None) -> Reply:
    """Ask what is open; an hour that cannot be is said first and asked again."""
    if problem is None:
        return talk.begin(dialog, **answers)
    talk.begin(dialog, **{name: said for name, said in answers.items() if name not in WHEN})
    return texts.meetings.unclear(problem)


async def new(talk: Talk) -> Reply:
    return talk.begin("hop")


async def called_for(talk: Talk, answers: Answers) -> Reply:
    """Written once somebody is sure; the quarter's proposal, if it is meant, is taken over."""
    said = answers["sure"]
    if said == "no":
        return texts.meetings.kept_as_was()
    if said.startswith(EDIT):
        changed = again(answers, talk)
        return _begin(talk, "hop", changed, problem_with(talk, changed))
    if said == "regular":
        answers |= {"kind": Kind.REGULAR.value}
    try:
        meeting = planned(talk, answers)
    except NotUnderstood as problem:
        return _begin(talk, "hop", again(answers | {"sure": EDIT}, talk), problem)
    known = await talk.work.meetings.regular_of(meeting.year, meeting.quarter)
    if meeting.kind is Kind.ADHOC or known is None:
        return await add(talk, meeting)
    if known.state is not State.PROPOSED:
        return texts.meetings.there_is_one(known)
    agenda = meeting.agenda or await agenda_of(talk, meeting)
    after = replace(known, starts_at=meeting.starts_at, place=meeting.place, agenda=agenda)
    return await confirm(talk, known, replace(after, version=known.version + 1), "called")


# --- the quarter's proposal -----------------------------------------------------------------


async def _proposed(talk: Talk) -> Meeting:
    """The proposal of the pressed button, or the one that waits."""
    if talk.said.kind == "choice":
        return await the_meeting(talk, talk.number())
    waiting = [one for one in await talk.work.meetings.open() if one.state is State.PROPOSED]
    if not waiting:
        raise Refusal(Reason.NOT_FOUND)
    return waiting[-1]


async def keep(talk: Talk) -> Reply:
    """“Giữ”: as proposed. A button of an earlier proposal shows today's."""
    if talk.said.kind != "choice" and not await _is_proposal(talk):
        return texts.meetings.nothing_proposed()
    meeting = await _proposed(talk)
    if other := await _not_proposed(talk, meeting):
        return other
    if meeting.starts_at <= talk.work.now:
        talk.begin("doihop", meeting=meeting.id, version=meeting.version)
        return texts.meetings.day_passed(meeting)
    agenda = meeting.agenda or await agenda_of(talk, meeting)
    return await confirm(talk, meeting, replace(meeting, agenda=agenda), "kept")


async def _is_proposal(talk: Talk) -> bool:
    return any(one.state is State.PROPOSED for one in await talk.work.meetings.open())


async def _not_proposed(talk: Talk, meeting: Meeting) -> Reply | None:
    if meeting.state is not State.PROPOSED:
        raise Refusal(Reason.ALREADY_DECIDED, by=await who(talk.work, meeting))
    if talk.said.kind == "choice" and talk.number(1) != meeting.version:
        return await one(talk, meeting)
    return None


async def later(talk: Talk) -> Reply:
    """“Để sau”: the same question comes again, for a later day."""
    meeting = await _proposed(talk)
    if other := await _not_proposed(talk, meeting):
        return other
    rhythm = talk.work.meetings.rhythm()
    after = meetings.put_off(rhythm, meeting)
    version = meeting.version + 1
    if not await talk.work.meetings.change(meeting, starts_at=after, version=version):
        raise Refusal(Reason.ALREADY_DECIDED)
    after_ = replace(meeting, starts_at=after, version=version)
    talk.log("meeting.put_off", f"meeting {meeting.id}", giờ=texts.meeting_words.when(after_))
    return texts.meetings.later(after_, rhythm.put_off)


# --- moving and calling off -----------------------------------------------------------------


async def _changeable(talk: Talk) -> Meeting | None:
    """The meeting of the button, or the nearest that is not over."""
    if talk.said.kind == "choice":
        meeting = await the_meeting(talk, talk.number())
        return meeting if meeting.is_open else None
    proposed = (
        one
        for one in await talk.work.meetings.open()
        if one.starts_at > talk.work.now or one.state is State.PROPOSED
    )
    return next(proposed, None)


async def move(talk: Talk) -> Reply:
    """A press, or “dời sang 14h thứ Năm tuần sau”; which one is named before anything moves."""
    meeting = await _changeable(talk)
    if meeting is None:
        return texts.meetings.nothing_proposed()
    found = reading.wanted(talk.words, talk.today)
    said = filled(meeting, found.answers())
    known = {"meeting": meeting.id, "version": meeting.version}
    return _begin(talk, "doihop", known | said, found.problem or problem_with(talk, said))


async def moved_to(talk: Talk, answers: Answers) -> Reply:
    said = answers["sure"]
    if said == "no":
        return texts.meetings.kept_as_was()
    if said.startswith(EDIT):
        changed = again(answers, talk)
        return _begin(talk, "doihop", changed, problem_with(talk, changed))
    meeting = await the_meeting(talk, answers["meeting"])
    if meeting.version != answers["version"] or not meeting.is_open:
        raise Refusal(Reason.ALREADY_DECIDED, by=await who(talk.work, meeting))
    try:
        after = moved(talk, meeting, answers)
    except NotUnderstood as problem:
        return _begin(talk, "doihop", again(answers | {"sure": EDIT}, talk), problem)
    same = (after.starts_at, after.place) == (meeting.starts_at, meeting.place)
    if same and meeting.state is State.CONFIRMED:
        raise Refusal(Reason.NOTHING_CHANGED)
    agenda = meeting.agenda or await agenda_of(talk, meeting)
    return await confirm(talk, meeting, replace(after, agenda=agenda), "moved")


async def cancel(talk: Talk) -> Reply:
    meeting = await _changeable(talk)
    if meeting is None:
        return texts.meetings.nothing_proposed()
    return texts.meetings.sure_to_cancel(meeting, meetings.may_answer(meeting, talk.work.now))


async def stop(talk: Talk) -> Reply:
    meeting = await the_meeting(talk, talk.number())
    if meeting.state is State.CANCELLED:
        return texts.attendance.was_cancelled(meeting)
    if talk.number(1) != meeting.version or not meeting.is_open:
        return await one(talk, meeting)
    if not await talk.work.meetings.change(meeting, state=State.CANCELLED.value):
        raise Refusal(Reason.ALREADY_DECIDED)
    if meetings.may_answer(meeting, talk.work.now):  # else nobody is waiting for it
        await call_off(talk, meeting)
    talk.log("meeting.cancelled", f"meeting {meeting.id}", giờ=texts.meeting_words.when(meeting))
    return texts.meetings.cancelled(meeting)


DIALOGS = (
    Dialog("hop", CHAIR, CALLING, called_for),
    Dialog("doihop", CHAIR, MOVING, moved_to),
)
COMMANDS = (
    Command(
        "hop",
        OFFICER,
        hop,
        texts.help.ABOUT["hop"],
        aliases=("meeting",),
        phrases=("hop ban chap hanh", "lich hop ban chap hanh", "lich hop"),
        sentence=reading.called,
    ),
    Command(
        "giuhop",
        CHAIR,
        keep,
        texts.help.ABOUT["giuhop"],
        phrases=("giu", "giu nguyen lich hop", "giu lich hop", "giu ngay hop"),
        hidden=True,
    ),
    Command(
        "doihop", CHAIR, move, texts.help.ABOUT["doihop"], sentence=reading.moved,
        phrases=("doi lich hop", "doi ngay hop", "doi gio hop"), hidden=True,
    ),
    Command(
        "huyhop", CHAIR, cancel, texts.help.ABOUT["huyhop"],
        phrases=("huy hop", "huy cuoc hop", "huy hop ban chap hanh"), hidden=True,
    ),
)  # fmt: skip
BUTTONS = (
    Button("meeting.new", CHAIR, new),
    Button("meeting.keep", CHAIR, keep),
    Button("meeting.later", CHAIR, later),
    Button("meeting.move", CHAIR, move),
    Button("meeting.cancel", CHAIR, cancel),
    Button("meeting.stop", CHAIR, stop),
)
