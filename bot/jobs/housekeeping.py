"""Once a night: old keys of repeats are forgotten, the words of old messages purged."""

from datetime import date, time, timedelta

from bot.jobs.job import Job
from storage.plan import Plan

HEARD_KEPT = timedelta(days=7)  # Telegram redelivers for a day
BODIES_KEPT = timedelta(days=30)


async def forget(plan: Plan, day: date) -> None:
    now = plan.work.now
    await plan.forget(now - HEARD_KEPT, now - BODIES_KEPT)
    await plan.work.uploads.forget(now)


JOBS = (Job("forget", time(3, 0), forget, late=1),)
