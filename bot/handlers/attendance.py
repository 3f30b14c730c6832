"""Who comes to a meeting: everybody answers for themselves, the roll is taken by taps."""

from bot import texts
from bot.handlers import meetings_reading as reading
from bot.handlers.asking import Answers, tapped_value
from bot.handlers.meetings_shown import calls, held_reply, one, the_meeting
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from union import meetings, words
from union.meetings import Meeting, State
from union.refusals import Reason, Refusal
from union.rights import OFFICER

# --- answering ------------------------------------------------------------------------------


async def _to_answer(talk: Talk) -> Meeting | None:
    """The meeting of the button; typed: the nearest to come, unanswered ones first."""
    if talk.said.kind == "choice":
        return await the_meeting(talk, talk.number())
    coming = [
        one
        for one in await talk.work.meetings.open()
        if meetings.may_answer(one, talk.work.now) and await _mine(talk, one)
    ]
    open_ = [one for one in coming if (await _mine(talk, one) or "") == "asked"]
    return next(iter([*open_, *coming]), None)


async def _mine(talk: Talk, meeting: Meeting) -> str | None:
    """My own place on the roll: asked, yes or no; None if I shall hold no seat at its hour."""
    for person in await talk.work.meetings.roll(meeting):
        if person.member_id == talk.member.id:
            return person.answer or "asked"
    return None


async def _not_now(talk: Talk, meeting: Meeting) -> Reply | None:
    """Why this press cannot be taken as an answer: moved since, called off, begun."""
    if meeting.state is not State.CONFIRMED:
        return await one(talk, meeting)
    if not meetings.may_answer(meeting, talk.work.now):
        return texts.attendance.begun(meeting)
    if talk.said.kind == "choice" and talk.number(1) != meeting.version:
        return texts.attendance.invitation(meeting, talk.member, moved=True)
    if await _mine(talk, meeting) is None:
        raise Refusal(Reason.NOT_FOR_YOU)
    return None


async def yes(talk: Talk) -> Reply:
    meeting = await _to_answer(talk)
    if meeting is None:
        return texts.attendance.none_to_come()
    if other := await _not_now(talk, meeting):
        return other
    await _write(talk, meeting, "yes", "")
    if talk.who.dialog is not None and talk.who.dialog.dialog_name == ABSENT.name:
        await talk.work.dialogs.close(talk.who.chat_id, talk.who.account_id)
    return texts.attendance.coming(meeting, talk.member)


async def no(talk: Talk) -> Reply:
    """Written at once; the reason is asked after, and need not be given."""
    meeting = await _to_answer(talk)
    if meeting is None:
        return texts.attendance.none_to_come()
    if other := await _not_now(talk, meeting):
        return other
    reason = talk.words[: meetings.LONGEST_REASON] if talk.said.kind != "choice" else ""
    await _write(talk, meeting, "no", reason)
    if reason:
        return texts.attendance.absent(meeting, talk.member, reason)
    return talk.begin(ABSENT.name, meeting=meeting.id, version=meeting.version)


async def _write(talk: Talk, meeting: Meeting, answer: str, reason: str) -> None:
    before = await _mine(talk, meeting)
    await talk.work.meetings.note(
        meeting.id, [talk.member.id], answer=answer, reason=reason, answered_at=talk.work.now
    )
    if before != answer:
        talk.log(f"meeting.{answer}", f"meeting {meeting.id}")


async def _ask_reason(talk: Talk, answers: Answers) -> Reply:
    meeting = await talk.work.meetings.get(answers["meeting"])
    if meeting is None:
        raise Refusal(Reason.NOT_FOUND)
    return texts.attendance.ask_reason(meeting, talk.member)


async def _read_reason(talk: Talk, answers: Answers) -> str | None:
    value = tapped_value(talk)
    if value is not None:
        return "" if value == "none" else None
    text = words.normal(talk.said.text)
    return text[: meetings.LONGEST_REASON] if talk.said.kind == "text" and text else None


async def reason_given(talk: Talk, answers: Answers) -> Reply:
    """Only while the answer it belongs to still stands."""
    meeting = await talk.work.meetings.get(answers["meeting"])
    if meeting is None:
        raise Refusal(Reason.NOT_FOUND)
    if meeting.version != answers["version"] or await _mine(talk, meeting) != "no":
        return await one(talk, meeting)
    await talk.work.meetings.note(meeting.id, [talk.member.id], reason=answers["reason"])
    return texts.attendance.absent(meeting, talk.member, answers["reason"])


# --- the roll -------------------------------------------------------------------------------


async def _of_the_roll(talk: Talk) -> Meeting | Reply:
    """A meeting whose roll this person may take now; one that was taken is the chair's to mend."""
    meeting = await the_meeting(talk, talk.number())
    if meeting.state in (State.PROPOSED, State.CANCELLED):
        return await one(talk, meeting)
    if not meetings.may_take_roll(meeting, talk.work.now):
        return texts.attendance.not_begun(meeting)
    if meeting.state is State.HELD and not calls(talk):
        return held_reply(talk, meeting, await talk.work.meetings.roll(meeting))
    return meeting


async def roll(talk: Talk) -> Reply:
    meeting = await _of_the_roll(talk)
    if isinstance(meeting, Reply):
        return meeting
    return texts.attendance.roll(meeting, await talk.work.meetings.roll(meeting))


async def mark(talk: Talk) -> Reply:
    """One name: the button says what to write, so a second press changes nothing."""
    meeting = await _of_the_roll(talk)
    if isinstance(meeting, Reply):
        return meeting
    people = await talk.work.meetings.roll(meeting)
    if talk.number(1) in {person.member_id for person in people}:
        await _mark(talk, meeting, [talk.number(1)], present=talk.number(2) == 1)
    return texts.attendance.roll(meeting, await talk.work.meetings.roll(meeting))


async def mark_all(talk: Talk) -> Reply:
    meeting = await _of_the_roll(talk)
    if isinstance(meeting, Reply):
        return meeting
    people = [person.member_id for person in await talk.work.meetings.roll(meeting)]
    await _mark(talk, meeting, people, present=True)
    return texts.attendance.roll(meeting, await talk.work.meetings.roll(meeting))


async def _mark(talk: Talk, meeting: Meeting, people: list[int], *, present: bool) -> None:
    await talk.work.meetings.note(meeting.id, people, present=present)
    if meeting.state is State.HELD:
        talk.log("meeting.corrected", f"meeting {meeting.id}")


async def held(talk: Talk) -> Reply:
    """“Xong”: everybody's presence is written as the roll shows it, and the meeting was held."""
    meeting = await _of_the_roll(talk)
    if isinstance(meeting, Reply):
        return meeting
    people = await talk.work.meetings.roll(meeting)
    if not meetings.count(people):
        return texts.attendance.nobody(meeting)
    for present in (True, False):
        ids = [person.member_id for person in people if person.here is present]
        await talk.work.meetings.note(meeting.id, ids, present=present)
    if meeting.state is State.CONFIRMED:
        if not await talk.work.meetings.change(meeting, state=State.HELD.value):
            raise Refusal(Reason.ALREADY_DECIDED)
        here = f"{meetings.count(people)}/{len(people)}"
        talk.log("meeting.held", f"meeting {meeting.id}", có_mặt=here)
    return held_reply(talk, meeting, people)


ABSENT = Dialog(
    "vanghop",
    OFFICER,
    (Question("reason", _ask_reason, _read_reason, _ask_reason),),
    reason_given,
)
DIALOGS = (ABSENT,)
COMMANDS = (
    Command(
        "duhop",
        OFFICER,
        yes,
        texts.help.ABOUT["duhop"],
        phrases=("du hop", "toi du hop", "em du hop", "toi se du hop", "co toi du"),
        hidden=True,
    ),
    Command(
        "vanghop", OFFICER, no, texts.help.ABOUT["vanghop"], sentence=reading.absent, hidden=True
    ),
)
BUTTONS = (
    Button("meeting.yes", OFFICER, yes),
    Button("meeting.no", OFFICER, no),
    Button("meeting.roll", OFFICER, roll, reads_only=True),
    Button("meeting.mark", OFFICER, mark),
    Button("meeting.all", OFFICER, mark_all),
    Button("meeting.held", OFFICER, held),
)
