"""One meeting and the list of them, as each person may see and act on them."""

from bot import texts
from bot.said import Reply
from bot.talk import Button, Talk
from union import meetings
from union.meetings import Invited, Meeting, State
from union.refusals import Reason, Refusal
from union.rights import OFFICER, Role


async def the_meeting(talk: Talk, meeting_id: int) -> Meeting:
    found = await talk.work.meetings.get(meeting_id)
    if found is None:
        raise Refusal(Reason.NOT_FOUND)
    return found


def calls(talk: Talk) -> bool:
    return talk.holds(Role.CHAIR, Role.DEPUTY)


async def listed(talk: Talk) -> Reply:
    """What is to come, and what waits for its roll; a proposal is the chair's alone."""
    open_ = await talk.work.meetings.open()
    mine = [each for each in open_ if each.state is State.CONFIRMED or calls(talk)]
    lines = [(each, await talk.work.meetings.roll(each)) for each in mine]
    return texts.attendance.listed(lines, calls(talk))


async def show(talk: Talk) -> Reply:
    return await one(talk, await the_meeting(talk, talk.number()))


async def one(talk: Talk, meeting: Meeting) -> Reply:
    """A meeting as it stands now, with what this person may do about it."""
    if meeting.state is State.PROPOSED:
        if not calls(talk):
            raise Refusal(Reason.NOT_FOR_YOU)
        return texts.meetings.proposal(
            meeting, talk.member, await talk.work.agenda.topics(meeting), again=False
        )
    if meeting.state is State.CANCELLED:
        return texts.attendance.was_cancelled(meeting)
    people = await talk.work.meetings.roll(meeting)
    if meeting.state is State.HELD:
        return held_reply(talk, meeting, people)
    begun = meeting.starts_at <= talk.work.now
    return texts.attendance.shown(meeting, people, begun, calls(talk))


def held_reply(talk: Talk, meeting: Meeting, people: list[Invited]) -> Reply:
    here, all_ = meetings.count(people), len(people)
    quorate = meetings.is_quorate(talk.work.meetings.rhythm(), here, all_)
    return texts.attendance.held(meeting, people, quorate, calls(talk))


async def figures(talk: Talk) -> Reply:
    """This year's, by person: for the committee itself."""
    first, last = talk.today.replace(month=1, day=1), talk.today
    found = await talk.work.meetings.figures(first, last)
    return texts.attendance.year(
        first, last, found, await talk.work.meetings.attendance(first, last)
    )


BUTTONS = (
    Button("meeting.list", OFFICER, listed, reads_only=True),
    Button("meeting.show", OFFICER, show, reads_only=True),
    Button("meeting.figures", OFFICER, figures, reads_only=True),
)
