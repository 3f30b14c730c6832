"""Emulation at 08:00: a round opens, reminds once those who chose nothing, and is told closed."""

from datetime import date, time
from typing import Any

from bot import texts
from bot.handlers import title_rounds
from bot.jobs.job import Job
from bot.said import Reply
from bot.talk import Notice
from storage.outbox import Owed
from storage.plan import Plan
from storage.work import Work
from union import titles
from union.calendar import moment
from union.members import Member, State
from union.rights import COMMITTEE
from union.titles import Outcome, Round

AT = time(8, 0)
LATE_DAYS = 3


async def opening(plan: Plan, day: date) -> None:
    """To the group, on the first day; an officer who opens it today has perhaps owed it already."""
    at = moment(day, AT)
    told = await plan.work.titles_due.opening(day)
    await plan.work.outbox.owe(
        [
            title_rounds.announcement(
                one.round_id, one.closes_on, one.chat_id, one.union_id, not_before=at
            )
            for one in told
        ]
    )


async def reminders(plan: Plan, day: date) -> None:
    """One private message a round, however often its last day is moved."""
    await plan.work.outbox.owe(
        [
            Owed(
                about=f"title.remind:{one.round_id}:{one.member_id}",
                chat_id=one.chat_id,
                union_id=one.union_id,
                kind="title.remind",
                facts={"round": one.round_id},
                member_id=one.member_id,
                not_before=moment(day, AT),
            )
            for one in await plan.work.titles_due.not_registered(day)
        ]
    )


async def closings(plan: Plan, day: date) -> None:
    """The clock closes a round by its last day being over; its officers get the list."""
    await plan.work.outbox.owe(
        [
            Owed(
                about=f"title.closed:{one.round_id}:{one.closes_on}:{one.member_id}",
                chat_id=one.chat_id,
                union_id=one.union_id,
                kind="title.closed",
                facts={"round": one.round_id},
                member_id=one.member_id,
                not_before=moment(day, AT),
            )
            for one in await plan.work.titles_due.officers_after(day, sorted(COMMITTEE))
        ]
    )


# --- rendered when claimed ------------------------------------------------------------------


async def _round(work: Work, round_id: int) -> Round | None:
    return next((one for one in await work.titles.rounds() if one.id == round_id), None)


async def _present(work: Work, member_id: int | None) -> Member | None:
    """Who is still here, in a union that is not in trial."""
    member = await work.members.get(member_id) if member_id else None
    if member is None or member.state is not State.MEMBER or (await work.unions.profile()).trial:
        return None
    return member


async def say_opened(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Only while these days still hold."""
    round_ = await _round(work, facts["round"])
    if round_ is None or not titles.is_open(round_, work.today):
        return None
    if facts["closes"] != round_.closes_on.isoformat() or (await work.unions.profile()).trial:
        return None
    return texts.titles.opened_in_group(round_, await work.titles.offered(round_.year))


async def remind(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Not to whom has registered or left since the morning, nor after the round closed."""
    round_ = await _round(work, facts["round"])
    member = await _present(work, member_id)
    if round_ is None or member is None or not titles.is_open(round_, work.today):
        return None
    if any(one.round_id == round_.id for one in await work.titles.of_member(member.id)):
        return None
    offered = await work.titles.offered(round_.year)
    return texts.titles.remind(
        member, round_, [one for one in offered if titles.suits(one, member)]
    )


async def say_closed(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """To officers who are officers still; not if the round was given more days meanwhile."""
    round_ = await _round(work, facts["round"])
    if round_ is None or not titles.is_over(round_, work.today):
        return None
    held = await work.seats.held(COMMITTEE)
    if member_id not in [seat.holder.id for seat in held]:
        return None
    listing = await title_rounds.listing(work, round_.year)
    return texts.title_rounds.closed_by_clock(listing, round_.year)


async def tell_result(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """What stands in the row now; a result that was changed since is told by its own message."""
    member = await _present(work, member_id)
    one = await work.titles.registration(facts["registration"])
    if member is None or one is None or one.outcome != facts["outcome"]:
        return None
    title = titles.titled(await work.titles.offered(one.year), one.title)
    if title is None:
        return None
    outcome = Outcome(facts["outcome"])
    return texts.title_results.told(member, title, one.year, outcome, one.decision, one.decided_on)


async def tell_by(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """An officer registered this member."""
    member, round_ = await _present(work, member_id), await _round(work, facts["round"])
    by = await work.members.get(facts["by"])
    if member is None or round_ is None or by is None:
        return None
    offered = await work.titles.offered(round_.year)
    chosen = [one for one in offered if one.key in facts["titles"]]
    return texts.title_rounds.registered_by(member, round_.year, chosen, by, facts["reason"])


JOBS = (
    Job("titles.opening", AT, opening, late=LATE_DAYS),
    Job("titles.reminders", AT, reminders, late=LATE_DAYS),
    Job("titles.closings", AT, closings, late=LATE_DAYS),
)
NOTICES = (
    Notice("title.open", say_opened, in_group=True),
    Notice("title.remind", remind, counted=True),
    Notice("title.closed", say_closed),
    Notice("title.result", tell_result),
    Notice("title.by", tell_by),
)
