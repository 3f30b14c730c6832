"""`congdoan due --on DATE`: what the jobs owe on a day. A preview writes nothing."""

import argparse
from datetime import date, time

from sqlalchemy import select

from bot.app import App, build, real_time
from bot.doors.common import Wrong, at_head
from bot.jobs.job import Job
from bot.subjects import JOBS
from bot.texts.wording import addressed
from config.settings import Settings
from storage.models import members, outbox, unions
from storage.work import Work, open_work
from union import dates
from union.calendar import day_of, moment
from union.words import NotUnderstood

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
            reader = await work.members.get(row.member_id) if row.member_id else None
            said = addressed(reply.text, reader) if reader else reply.text
            lines.append(f"{row.union_name} → {row.name or 'nhóm'}: {said}")
    return lines


def _day(text: str) -> date:
    today = day_of(real_time())
    if not text:
        return today
    try:
        return dates.day(text, today)
    except NotUnderstood:
        raise Wrong(f"Ngày “{text}” chưa đúng. Viết như 8/3/2027.") from None


async def door(settings: Settings, arguments: argparse.Namespace) -> None:
    await at_head(settings)
    day = _day(arguments.on)
    app = build(settings)
    try:
        if arguments.send:
            if day != day_of(real_time()):
                raise Wrong("Chỉ gửi được những gì đến hạn hôm nay.")
            await app.open()
            await send(app)
            print("Đã gửi những gì đến hạn.")
            return
        lines = await due(app, JOBS, day)
        print("\n".join(lines) or f"Ngày {day:%d/%m/%Y} không có gì phải gửi.")
    finally:
        await app.close()


async def send(app: App) -> None:
    """Do it for real: ask the jobs about this moment and send what they owe."""
    await app.ticker.tick(app.clock())
    await app.sender.idle()
