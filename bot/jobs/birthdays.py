"""Birthdays at 07:30: the member, the group if they agreed, and the month's list to officers."""

from datetime import date, time, timedelta
from typing import Any

from bot import texts
from bot.jobs.job import Job
from bot.said import Reply
from bot.talk import Notice
from storage.outbox import Owed
from storage.plan import Plan
from storage.work import Work
from union.calendar import birthdays_on, moment
from union.consents import Purpose, greets_in_group, greets_in_private
from union.members import Member, State
from union.rights import COMMITTEE, Role

AT = time(7, 30)
ASK_AT = time(8, 0)
LATE_DAYS = 1


def days_greeted(day: date) -> list[int]:
    """Whose month-and-day is greeted on this day; 28/2 answers for 29/2 in other years."""
    return [month * 100 + number for month, number in birthdays_on(day)]


async def greetings(plan: Plan, day: date) -> None:
    """One greeting a member and one a group, unique by the day they are about."""
    days, at, iso = days_greeted(day), moment(day, AT), day.isoformat()
    private = [
        Owed(
            about=f"birthday:{iso}:{one.member_id}",
            chat_id=one.chat_id,
            union_id=one.union_id,
            kind="birthday",
            facts={"day": iso},
            member_id=one.member_id,
            not_before=at,
            marked_first=True,
        )
        for one in await plan.born_on(days)
    ]
    in_groups = [
        Owed(
            about=f"birthday.group:{iso}:{chat_id}",
            chat_id=chat_id,
            union_id=union_id,
            kind="birthday.group",
            facts={"day": iso},
            not_before=at,
            marked_first=True,
        )
        for union_id, chat_id in await plan.groups_greeting(days)
    ]
    await plan.work.outbox.owe(private + in_groups)


async def month_lists(plan: Plan, day: date) -> None:
    """On the 1st, who has a birthday this month, to the committee and the women's committee."""
    if day.day != 1:
        return
    roles = [*COMMITTEE, Role.WOMEN]
    await plan.work.outbox.owe(
        [
            Owed(
                about=f"birthday.month:{day.isoformat()}:{one.member_id}",
                chat_id=one.chat_id,
                union_id=one.union_id,
                kind="birthday.month",
                facts={"day": day.isoformat()},
                member_id=one.member_id,
                not_before=moment(day, AT),
            )
            for one in await plan.officers(roles)
        ]
    )


async def questions(plan: Plan, day: date) -> None:
    """The day after joining: how may the birthday be greeted? Asked once in a membership."""
    await plan.work.outbox.owe(
        [
            Owed(
                about=f"ask.birthday:{one.member_id}",
                chat_id=one.chat_id,
                union_id=one.union_id,
                kind="birthday.ask",
                facts={},
                member_id=one.member_id,
                not_before=moment(day, ASK_AT),
            )
            for one in await plan.never_asked_about_birthday(day)
        ]
    )


# --- rendered when claimed ------------------------------------------------------------------


async def _present(work: Work, member_id: int | None) -> Member | None:
    member = await work.members.get(member_id) if member_id else None
    return member if member and member.state is State.MEMBER else None


async def greet(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Not to whom has left, died or said no since the morning; a day late it says so."""
    member, day = await _present(work, member_id), date.fromisoformat(facts["day"])
    late = (work.today - day).days
    if member is None or late > LATE_DAYS:
        return None
    answer = await work.consents.answer(member.id, Purpose.BIRTHDAY)
    if not greets_in_private(answer):
        return None
    return texts.birthdays.wish(member, late > 0)


async def greet_in_group(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Only on the day itself, only who agreed, never in days of mourning."""
    day = date.fromisoformat(facts["day"])
    profile = await work.unions.profile()
    mourning = profile.quiet_until is not None and work.today <= profile.quiet_until
    if work.today != day or mourning or profile.trial:
        return None
    born = [m for m in await work.members.born_on(days_greeted(day)) if m.state is State.MEMBER]
    answers = await work.consents.answers(Purpose.BIRTHDAY, [member.id for member in born])
    agreed = [member for member in born if greets_in_group(answers.get(member.id))]
    return texts.birthdays.wish_in_group(agreed) if agreed else None


async def list_month(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    first = date.fromisoformat(facts["day"])
    if (work.today - first) > timedelta(days=LATE_DAYS):
        return None
    return texts.birthdays.month(first, await work.members.born_in_month(first.month))


async def ask(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    member = await _present(work, member_id)
    if member is None or await work.consents.answer(member.id, Purpose.BIRTHDAY) is not None:
        return None
    return texts.birthdays.ask(member)


JOBS = (
    Job("birthdays", AT, greetings, late=LATE_DAYS),
    Job("birthdays.month", AT, month_lists, late=LATE_DAYS),
    Job("birthdays.ask", ASK_AT, questions),
)
NOTICES = (
    Notice("birthday", greet, counted=True),
    Notice("birthday.group", greet_in_group, in_group=True),
    Notice("birthday.month", list_month),
    Notice("birthday.ask", ask, counted=True),
)
