"""Occasions: 07:30 to the group and to women, a week before to officers, the plan in December."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from bot import texts
from bot.jobs.job import Job
from bot.said import Reply
from bot.talk import Notice
from storage.outbox import Owed
from storage.plan import Plan, Reachable
from storage.work import Work
from union.calendar import moment
from union.members import Sex, State, count
from union.occasions import (
    AT,
    LEAD_DAYS,
    Dated,
    Occasion,
    Who,
    YearPlan,
    ahead,
    in_group,
    needs_gifts,
    on_day,
)
from union.rights import Role

OFFICE_AT = time(8, 0)
PROPOSED, REMINDED = (12, 1), (12, 15)
PROPOSED_LATE = 13  # so that after an outage the two never come together
AHEAD_LATE = 3
PLANNERS = (Role.CHAIR, Role.DEPUTY)  # to the first who can be reached


async def greetings(plan: Plan, day: date) -> None:
    """One post a group and one greeting a woman, unique by occasion, day and recipient."""
    due = plan.work.occasions_due
    today = on_day(due.calendar, day)
    if not today:
        return
    years = await due.approved(day.year)
    groups = await due.groups(day.year)
    women = await due.women(day.year) if any(one.who is Who.WOMEN for one in today) else []
    owed: list[Owed] = []
    for occasion in today:
        keeping = {union for union, year in years.items() if year.greets(occasion.key)}
        owed += _to_groups(occasion, day, [one for one in groups if one[0] in keeping])
        if occasion.who is Who.WOMEN:
            owed += _to_women(occasion, day, [one for one in women if one.union_id in keeping])
    await plan.work.outbox.owe(owed)


def _to_groups(occasion: Occasion, day: date, groups: list[tuple[int, int]]) -> Iterator[Owed]:
    for union_id, chat_id in groups:
        yield Owed(
            about=f"occasion:{occasion.key}:{day.isoformat()}:{chat_id}",
            chat_id=chat_id,
            union_id=union_id,
            kind="occasion.group",
            facts={"key": occasion.key, "day": day.isoformat()},
            not_before=moment(day, AT),
            marked_first=True,
        )


def _to_women(occasion: Occasion, day: date, women: list[Reachable]) -> Iterator[Owed]:
    for one in women:
        yield Owed(
            about=f"occasion.private:{occasion.key}:{day.isoformat()}:{one.member_id}",
            chat_id=one.chat_id,
            union_id=one.union_id,
            kind="occasion.private",
            facts={"key": occasion.key, "day": day.isoformat()},
            member_id=one.member_id,
            not_before=moment(day, AT),
            marked_first=True,
        )


async def preparations(plan: Plan, day: date) -> None:
    """A week before a day with gifts, to the chair and the women's committee."""
    due, wanted = plan.work.occasions_due, day + timedelta(days=LEAD_DAYS)
    coming = needs_gifts(due.calendar, day)
    if not coming:
        return
    years = await due.approved(wanted.year)
    officers = await due.officers([Role.CHAIR, Role.WOMEN])
    await plan.work.outbox.owe(
        [
            Owed(
                about=f"occasion.ahead:{occasion.key}:{wanted.isoformat()}:{one.member_id}",
                chat_id=one.chat_id,
                union_id=one.union_id,
                kind="occasion.ahead",
                facts={"key": occasion.key, "day": wanted.isoformat()},
                member_id=one.member_id,
                not_before=moment(day, OFFICE_AT),
            )
            for occasion in coming
            for one in officers
            if one.union_id in years and years[one.union_id].greets(occasion.key)
        ]
    )


async def proposals(plan: Plan, day: date) -> None:
    """On 1 December the next year's list, and once more on the 15th while nobody approved it."""
    if (day.month, day.day) not in (PROPOSED, REMINDED):
        return
    due, year, again = plan.work.occasions_due, day.year + 1, (day.month, day.day) == REMINDED
    approved = await due.approved(year)
    await plan.work.outbox.owe(
        [
            Owed(
                about=f"occasions.plan{'.again' if again else ''}:{year}:{one.member_id}",
                chat_id=one.chat_id,
                union_id=one.union_id,
                kind="occasions.plan",
                facts={"year": year, "again": again},
                member_id=one.member_id,
                not_before=moment(day, OFFICE_AT),
            )
            for one in await due.first_of(PLANNERS)
            if one.union_id not in approved
        ]
    )


# --- rendered when claimed ------------------------------------------------------------------


async def _still(work: Work, facts: dict[str, Any]) -> tuple[Dated, YearPlan] | None:
    """The occasion as the calendar has it now, with the union's plan; None if it has gone."""
    day = date.fromisoformat(facts["day"])
    occasion = work.occasions.find(facts["key"])
    if occasion is None or occasion not in on_day(work.occasions.calendar, day):
        return None
    plan = await work.occasions.year(day.year)
    return (Dated(day, occasion), plan) if plan.greets(occasion.key) else None


async def post(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Only on the day itself, nothing cheerful in days of mourning, nothing on trial."""
    found, profile = await _still(work, facts), await work.unions.profile()
    if found is None or profile.trial:
        return None
    dated, plan = found
    if not in_group(dated.occasion, plan, dated.day, work.today, profile.quiet_until):
        return None
    return texts.occasions.in_group(dated, profile.name)


async def greet(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Never a day late; not to who has left, died or gone away since the morning."""
    found, profile = await _still(work, facts), await work.unions.profile()
    member = await work.members.get(member_id) if member_id else None
    if found is None or profile.trial or member is None or work.today != found[0].day:
        return None
    if member.state is not State.MEMBER or member.sex is not Sex.FEMALE:
        return None
    return texts.occasions.in_private(found[0], profile.name, member)


async def prepare(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    found = await _still(work, facts)
    if found is None or found[0].day <= work.today:
        return None
    for_women = found[0].occasion.who is Who.WOMEN
    women = count(await work.members.on_the_books()).women if for_women else 0
    return texts.occasions.prepare(found[0], work.today, women)


async def propose(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Not when somebody was quicker."""
    plan = await work.occasions.year(facts["year"])
    member = await work.members.get(member_id) if member_id else None
    if plan.approved or member is None:
        return None
    coming = ahead(work.occasions.days(plan.year), work.now)
    return texts.occasions.proposal(plan, coming, member, facts["again"])


JOBS = (
    Job("occasions", AT, greetings),
    Job("occasions.ahead", OFFICE_AT, preparations, late=AHEAD_LATE),
    Job("occasions.plan", OFFICE_AT, proposals, late=PROPOSED_LATE),
)
NOTICES = (
    Notice("occasion.group", post, in_group=True),
    Notice("occasion.private", greet, counted=True),
    Notice("occasion.ahead", prepare),
    Notice("occasions.plan", propose),
)
