"""Dues through the month: everybody's charges on the 1st, one private reminder later on."""

from datetime import date, time
from typing import Any

from bot import texts
from bot.handlers import dues_booking
from bot.jobs.job import Job
from bot.said import Reply
from bot.talk import Notice
from storage.outbox import Owed
from storage.plan import Plan
from storage.work import Work
from union.calendar import moment
from union.dues import period_of
from union.members import State

AT = time(7, 30)
LATE_DAYS = 92  # months missed in an outage are charged afterwards
REMIND_LATE = 3


async def charges(plan: Plan, day: date) -> None:
    """On the 1st, in trial unions too: a charge is no message."""
    if day.day == 1:
        await plan.work.dues_due.charge(period_of(day))


async def reminders(plan: Plan, day: date) -> None:
    """Once a month, in private, to who has something open."""
    at = plan.work.dues_due.reminds_on(day)
    if at is None:
        return
    period = period_of(day)
    await plan.work.outbox.owe(
        [
            Owed(
                about=f"dues.reminder:{period}:{one.member_id}",
                chat_id=one.chat_id,
                union_id=one.union_id,
                kind="dues.reminder",
                facts={},
                member_id=one.member_id,
                not_before=moment(day, at),
            )
            for one in await plan.work.dues_due.owing(period)
        ]
    )


async def remind(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Not to whom has paid since, or has told that they did."""
    member = await work.members.get(member_id) if member_id else None
    if member is None or member.state is not State.MEMBER:
        return None
    opened = await work.dues.open(member.id)
    if not opened or await work.cases.waiting("dues", member_id=member.id):
        return None
    return texts.dues.reminder(member, opened)


JOBS = (
    Job("dues.charges", AT, charges, late=LATE_DAYS),
    Job("dues.reminders", AT, reminders, late=REMIND_LATE),
)
NOTICES = (
    Notice("dues.reminder", remind, counted=True),
    *dues_booking.NOTICES,
)
