"""The clock wakes this every minute, on every replica; what is owed is decided by rows."""

import logging
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.jobs import cases
from bot.jobs.job import Job, due_days
from storage.work import open_work, tried
from union.calendar import day_of, moment

logger = logging.getLogger(__name__)


class Ticker:
    def __init__(self, engine: AsyncEngine, jobs: Sequence[Job]) -> None:
        self.engine = engine
        self.jobs = jobs

    async def tick(self, now: datetime) -> None:
        """Ask every job about every day it owes at this moment. One bad job stops no other."""
        async with open_work(self.engine, None, now) as work:
            last = await work.plan.last_runs()
            unanswered = await cases.due(work.plan)
        for job in self.jobs:
            try:
                await self._ask(job, now, last.get(job.name))
            except Exception:
                logger.exception("job %s failed at %s", job.name, now.isoformat())
        await self._pass_on(unanswered, now)
        async with open_work(self.engine, None, now) as work:
            await work.plan.woke()

    async def _ask(self, job: Job, now: datetime, last: date | None) -> None:
        for day in due_days(job, now, last):
            await tried(lambda day=day: self._once(job, day, now))  # type: ignore[misc]

    async def _once(self, job: Job, day: date, now: datetime) -> None:
        """A day's rows and the mark that it was asked, in one transaction."""
        async with open_work(self.engine, None, now) as work:
            if await work.plan.first_run(job.name, day):
                await job.owe(work.plan, day)

    async def _pass_on(self, waiting: Sequence[tuple[int, int]], now: datetime) -> None:
        for union_id, case_id in waiting:
            try:
                async with open_work(self.engine, union_id, now) as work:
                    await cases.pass_on(work, case_id)
            except Exception:
                logger.exception("case %s could not be passed on", case_id)

    def next_moment(self, now: datetime) -> datetime:
        """When a job is next asked something new: what a jump of the clock must not skip."""
        today = day_of(now)
        times = sorted({job.at for job in self.jobs} | {time(7, 0)})
        for day in (today, today + timedelta(days=1)):
            for at in times:
                if moment(day, at) > now:
                    return moment(day, at)
        raise LookupError("a day has an hour")
