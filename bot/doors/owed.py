"""`congdoan due --on DATE`: what the jobs owe on a day. A preview writes nothing."""

from datetime import date, time, timedelta

from sqlalchemy import select

from bot.app import App
from bot.jobs.job import Job
from storage.models import members, outbox, unions
from storage.work import Work, open_work
from union.calendar import moment

LATE_IN_THE_DAY = time(20, 59)


class _Preview(Exception):
    """Leaves the transaction so that it is rolled back."""


async def due(app: App, jobs: tuple[Job, ...], day: date) -> list[str]:
    """One line for each message the jobs would start on this day, rendered as it would go."""
    lines: list[str] = []
    try:
        async with open_work(app.engine, None, moment(day, LATE_IN_THE_DAY)) as work:
            before = (await work.connection.execute(select(outbox.c.id))).scalars().all()
            for job in jobs:
                await job.owe(work.plan, day)
            lines = await _rendered(app, work, set(before))
            raise _Preview
    except _Preview:
        return lines


async def _rendered(app: App, work: Work, before: set[int]) -> list[str]:
    rows = await work.connection.execute(
        select(outbox, members.c.name, unions.c.name.label("union_name"))
        .outerjoin(members, members.c.id == outbox.c.member_id)
        .outerjoin(unions, unions.c.id == outbox.c.union_id)
        .order_by(outbox.c.not_before, outbox.c.id)
    )
    lines = []
    for row in rows.all():
        if row.id in before or row.facts is None:
            continue
        work.union = row.union_id
        for cached in ("unions", "members", "consents", "seats", "cases", "teams", "log"):
            work.__dict__.pop(cached, None)
        reply = await app.book.notices[row.kind].render(work, row.facts, row.member_id)
        if reply is not None:
            whom = row.name or "nhóm"
            lines.append(f"{row.union_name} → {whom}: {reply.text}")
    return lines


async def send(app: App, day: date) -> None:
    """Do it for real: ask the jobs for this day and send what they owe."""
    now = moment(day, LATE_IN_THE_DAY)
    await app.ticker.tick(min(now, app.clock() + timedelta(days=1)))
    await app.sender.idle()
