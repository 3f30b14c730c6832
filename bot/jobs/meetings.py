"""The quarter's proposal, invitations, one chase, the eve, and the roll: owed by the rows."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from bot import texts
from bot.jobs.job import Job
from bot.said import Reply
from bot.talk import Notice
from storage.meetings_due import Concerned
from storage.outbox import Owed
from storage.plan import Plan
from storage.work import Work
from union import meetings
from union.calendar import moment
from union.meetings import Invited, Meeting, State, Step, notice
from union.members import Member
from union.members import State as Standing
from union.rights import CHAIR, Role

INVITE_AT = time(8, 0)
PROPOSE_AT = time(11, 30)
ROLL_AT = time(17, 30)
EVE_AT = time(19, 0)
LATE_DAYS = 3
# A meeting ends before its roll is asked for; one of the evening is asked about the next day.
LASTS = timedelta(hours=1)


def _owed(kind: str, rows: Iterable[Concerned], at: datetime, step: str = "") -> list[Owed]:
    name = f"{kind}.{step}" if step else kind
    return [
        Owed(
            about=notice(name, one.meeting_id, one.version, one.member_id),
            chat_id=one.chat_id,
            union_id=one.union_id,
            kind=f"meeting.{kind}",
            facts={"meeting": one.meeting_id, "version": one.version, "step": step},
            member_id=one.member_id,
            not_before=at,
        )
        for one in rows
    ]


async def proposals(plan: Plan, day: date) -> None:
    """To the chair; unanswered, once more; then to the deputy. Put off, it all begins again."""
    due, at = plan.work.meetings_due, moment(day, PROPOSE_AT)
    await due.propose(day)
    rows = []
    for step in Step:
        most, fewest = meetings.days_until(due.rhythm(), step)
        stretch = (day + timedelta(days=fewest), day + timedelta(days=most))
        roles = [Role.DEPUTY] if step is Step.DEPUTY else [Role.CHAIR]
        rows += _owed("proposal", await due.proposed(roles, *stretch), at, step.value)
        if step is Step.DEPUTY:  # a chair nobody could reach until now; else it was owed before
            chairs = await due.proposed([Role.CHAIR], *stretch)
            rows += _owed("proposal", chairs, at, Step.FIRST.value)
    await plan.work.outbox.owe(rows)


async def invitations(plan: Plan, day: date) -> None:
    """Who is new on the committee or in the chat, and one chase of who has not answered."""
    due, at = plan.work.meetings_due, moment(day, INVITE_AT)
    before = moment(day + timedelta(days=due.rhythm().chase_before + 1), time(0))
    silent = await due.unanswered(confirmed_before=moment(day, time(0)), until=before)
    await plan.work.outbox.owe(
        [*_owed("notice", await due.to_invite(), at), *_owed("chase", silent, at)]
    )


async def eves(plan: Plan, day: date) -> None:
    """The evening before, to who said yes."""
    tomorrow = day + timedelta(days=1)
    first, last = moment(tomorrow, time(0)), moment(tomorrow + timedelta(days=1), time(0))
    coming = await plan.work.meetings_due.coming(first, last)
    await plan.work.outbox.owe(_owed("eve", coming, moment(day, EVE_AT)))


async def rolls(plan: Plan, day: date) -> None:
    """The day it met: who calls is asked who came; after some days the deputy too, then no more."""
    due, at = plan.work.meetings_due, moment(day, ROLL_AT)
    again = at - timedelta(days=due.rhythm().roll_again)
    rows = _owed("roll", await due.without_roll([Role.CHAIR], at - LASTS), at)
    rows += _owed("roll", await due.without_roll(CHAIR.roles, again), at, Step.AGAIN.value)
    await plan.work.outbox.owe(rows)


# --- rendered when claimed ------------------------------------------------------------------


async def _meeting(work: Work, facts: dict[str, Any], *states: State) -> Meeting | None:
    """The meeting of the notice, unless it was moved, decided or called off since."""
    found = await work.meetings.get(facts["meeting"])
    same = found is not None and found.version == facts["version"] and found.state in states
    return found if same else None


async def _to_come(work: Work, facts: dict[str, Any], *states: State) -> Meeting | None:
    found = await _meeting(work, facts, *states)
    return found if found and found.starts_at > work.now else None


async def _member(work: Work, member_id: int | None) -> Member | None:
    found = await work.members.get(member_id or 0)
    return found if found and found.state is Standing.MEMBER else None


async def _invited(work: Work, meeting: Meeting, member_id: int | None) -> Invited | None:
    """Their place on the roll; a seat that ends before the meeting has none."""
    people = await work.meetings.roll(meeting)
    return next((one for one in people if one.member_id == member_id), None)


async def propose(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    meeting = await _to_come(work, facts, State.PROPOSED)
    member = await _member(work, member_id)
    if meeting is None or member is None or not await _holds(work, member, CHAIR.roles):
        return None
    topics = await work.agenda.topics(meeting)
    again = facts["step"] != Step.FIRST.value
    return texts.meetings.proposal(meeting, member, topics, again)


async def _holds(work: Work, member: Member, roles: frozenset[Role]) -> bool:
    return any(seat.holder.id == member.id for seat in await work.seats.held(roles))


async def invite(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    meeting = await _to_come(work, facts, State.CONFIRMED)
    member = await _member(work, member_id)
    if meeting is None or member is None or not await _invited(work, meeting, member_id):
        return None
    return texts.attendance.invitation(meeting, member, bool(facts.get("moved")))


async def call_off(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    meeting = await _to_come(work, facts, State.CANCELLED)
    member = await _member(work, member_id)
    return texts.attendance.called_off(meeting, member) if meeting and member else None


async def chase(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    meeting = await _to_come(work, facts, State.CONFIRMED)
    member = await _member(work, member_id)
    mine = await _invited(work, meeting, member_id) if meeting else None
    if meeting is None or member is None or mine is None or mine.answer is not None:
        return None
    return texts.attendance.chase(meeting, member)


async def remind(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Only before the day itself: “mai”."""
    meeting = await _to_come(work, facts, State.CONFIRMED)
    member = await _member(work, member_id)
    mine = await _invited(work, meeting, member_id) if meeting else None
    if meeting is None or member is None or mine is None or mine.answer != "yes":
        return None
    return texts.attendance.eve(meeting, member) if meeting.day > work.today else None


async def take_roll(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    meeting = await _meeting(work, facts, State.CONFIRMED)
    member = await _member(work, member_id)
    if meeting is None or member is None or not await _holds(work, member, CHAIR.roles):
        return None
    return texts.attendance.roll_wanted(meeting, await work.meetings.roll(meeting), member)


JOBS = (
    Job("meetings.proposals", PROPOSE_AT, proposals, late=LATE_DAYS),
    Job("meetings.invitations", INVITE_AT, invitations, late=1),
    Job("meetings.eves", EVE_AT, eves),
    Job("meetings.rolls", ROLL_AT, rolls, late=1),
)
NOTICES = (
    Notice("meeting.proposal", propose),
    Notice("meeting.notice", invite),
    Notice("meeting.off", call_off),
    Notice("meeting.chase", chase),
    Notice("meeting.eve", remind),
    Notice("meeting.roll", take_roll),
)
