"""A platform's limits, told to the chair in time: the month's messages, the places of a bot."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from bot import texts
from bot.jobs.job import Job
from bot.said import Reply
from bot.talk import Notice
from storage.outbox import Owed
from storage.plan import Plan, Reachable
from storage.quota import month_of
from storage.work import Work
from union.bots import NEARLY_FULL, PEOPLE, WARNED_AT, spent
from union.calendar import moment
from union.rights import Role

MORNING, AFTERNOON = time(8, 10), time(16, 10)


async def watch(plan: Plan, day: date) -> None:
    """Each level once: a month's 80 %, 45 people, 50 people."""
    for bot_id, _, allowed in await plan.work.quota.bots():
        used, _ = await plan.work.quota.used(bot_id)
        people, _ = await plan.work.quota.places(bot_id)
        levels = [("quota", month_of(day))] if spent(used, allowed, WARNED_AT) else []
        if people >= NEARLY_FULL:
            levels.append(("places", PEOPLE if people >= PEOPLE else NEARLY_FULL))
        await _tell(plan, bot_id, levels, day)


async def someone_came(work: Work, bot_id: int) -> None:
    """The places, whenever somebody takes one: at a meeting fifty come within the hour."""
    _, allowed = await work.quota.used(bot_id)
    if allowed is None:
        return
    people, _ = await work.quota.places(bot_id)
    if people in (NEARLY_FULL, PEOPLE):
        await _tell(work.plan, bot_id, [("places", people)], work.today)


async def _tell(plan: Plan, bot_id: int, levels: list[tuple[str, int]], day: date) -> None:
    """The chairs of the unions that have members at this bot."""
    if not levels:
        return
    unions = await plan.work.quota.unions(bot_id)
    told = [one for one in await plan.officers([Role.CHAIR]) if one.union_id in unions]
    for kind, level in levels:
        await plan.work.outbox.owe(list(_owed(kind, bot_id, level, told, day)))


def _owed(
    kind: str, bot_id: int, level: int, chairs: Iterable[Reachable], day: date
) -> Iterable[Owed]:
    for one in chairs:
        yield Owed(
            about=f"{kind}:{bot_id}:{level}:{one.member_id}",
            chat_id=one.chat_id,
            union_id=one.union_id,
            kind=kind,
            facts={"bot": bot_id, "month": month_of(day)},
            member_id=one.member_id,
            not_before=moment(day, MORNING),
        )


# --- rendered when claimed ------------------------------------------------------------------


async def _named(work: Work, bot_id: int) -> str | None:
    return next((name for id, name, _ in await work.quota.bots() if id == bot_id), None)


async def nearly_used(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Not when the month has ended meanwhile."""
    name = await _named(work, facts["bot"])
    used, allowed = await work.quota.used(facts["bot"])
    if name is None or allowed is None or facts["month"] != month_of(work.today):
        return None
    return texts.quota.nearly_used(name, used, allowed)


async def places(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    name = await _named(work, facts["bot"])
    people, strangers = await work.quota.places(facts["bot"])
    return texts.quota.places(name, people, strangers) if name is not None else None


JOBS = (
    Job("quota", MORNING, watch),
    Job("quota.again", AFTERNOON, watch),
)
NOTICES = (Notice("quota", nearly_used), Notice("places", places))
