"""Each morning, what could not be sent the day before: told to the chair, never guessed."""

from datetime import date, time, timedelta
from typing import Any

from bot import texts
from bot.jobs.job import Job
from bot.said import Reply
from bot.talk import Notice
from storage.outbox import Owed
from storage.plan import Plan
from storage.work import Work
from union.calendar import moment
from union.rights import Role

AT = time(7, 45)


async def report(plan: Plan, day: date) -> None:
    """One message to each chair whose union has something to know."""
    since = moment(day - timedelta(days=1), AT)
    counts = await plan.unsent(since, moment(day, AT))
    await plan.work.outbox.owe(
        [
            Owed(
                about=f"unsent:{day.isoformat()}:{one.member_id}",
                chat_id=one.chat_id,
                union_id=one.union_id,
                kind="unsent",
                facts={"failed": counts[one.union_id][0], "unknown": counts[one.union_id][1]},
                member_id=one.member_id,
                not_before=moment(day, AT),
            )
            for one in await plan.officers([Role.CHAIR])
            if one.union_id in counts
        ]
    )


async def render(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    return texts.common.unsent(facts["failed"], facts["unknown"])


JOBS = (Job("unsent", AT, report, late=1),)
NOTICES = (Notice("unsent", render),)
