"""`/lich`: what is coming for the one who asks: meetings, days to greet, birthdays, own dates."""

from datetime import timedelta

from bot import texts
from bot.handlers.meetings_shown import calls
from bot.said import Reply
from bot.talk import Button, Command, Talk
from bot.texts.coming import Coming
from union import loans, titles
from union.calendar import next_birthday
from union.meetings import State
from union.occasions import ahead
from union.rights import MEMBER, OFFICER, REPORTER

DAYS = 60  # how far the list looks
OTHERS_DAYS = 30  # other people's birthdays, for who may read the month's list


async def show(talk: Talk) -> Reply:
    until = talk.today + timedelta(days=DAYS)
    found = [
        *await _meetings(talk),
        *await _own(talk),
        *await _occasions(talk),
        *await _birthdays(talk),
    ]
    near = sorted((one for one in found if talk.today <= one.day <= until), key=lambda one: one.day)
    may = [one.admits(talk.member.id, talk.who.seats) for one in (OFFICER, REPORTER)]
    return texts.coming.listed(talk.member, until, near, *may)


async def _meetings(talk: Talk) -> list[Coming]:
    """Those one is invited to; a proposal is the chair's alone."""
    found = []
    for one in await talk.work.meetings.open():
        answers = {each.member_id: each.answer for each in await talk.work.meetings.roll(one)}
        if one.starts_at <= talk.work.now:
            continue
        if one.state is State.CONFIRMED and talk.member.id in answers:
            found.append(Coming.meeting(one, answers[talk.member.id]))
        elif one.state is State.PROPOSED and calls(talk):
            found.append(Coming.proposed(one))
    return found


async def _own(talk: Talk) -> list[Coming]:
    """The last day to sign up for a title, and the instalments of one's own loan."""
    found = []
    if round_ := titles.open_now(await talk.work.titles.rounds(), talk.today):
        found.append(Coming.round_closes(round_))
    for loan in await talk.work.loans.of_member(talk.member.id):
        if loan.left > 0:
            plan = await talk.work.loans.plan(loan.id)
            for part, left in loans.unpaid(plan, loan.principal - loan.left):
                found.append(Coming.instalment(part, loan.number, left))
    return found


async def _occasions(talk: Talk) -> list[Coming]:
    found = []
    for year in (talk.today.year, talk.today.year + 1):
        plan = await talk.work.occasions.year(year)
        for day, occasion in ahead(talk.work.occasions.days(year), talk.work.now):
            if occasion.key in plan.kept:
                found.append(Coming(day, occasion.name))
    return found


async def _birthdays(talk: Talk) -> list[Coming]:
    """One's own; everybody's for who may read the month's list."""
    people, last = [talk.member], talk.today + timedelta(days=DAYS)
    if REPORTER.admits(talk.member.id, talk.who.seats):
        last = talk.today + timedelta(days=OTHERS_DAYS)
        months = dict.fromkeys((talk.today.month, last.month))
        people = [one for month in months for one in await talk.work.members.born_in_month(month)]
    found = []
    for one in people:
        if one.birth_date:
            on = next_birthday((one.birth_date.month, one.birth_date.day), talk.today)
            own = one.id == talk.member.id
            found += [Coming.birthday(on, one, own)] * (on <= last)
    return found


COMMANDS = (
    Command(
        "lich",
        MEMBER,
        show,
        texts.help.ABOUT["lich"],
        aliases=("calendar",),
        phrases=(
            "lich", "xem lich", "lich cua toi", "lich sap toi", "lich cong doan", "lich thang nay",
            "lich tuan nay", "lich va thong bao", "sap toi co gi", "sap toi co viec gi",
            "thang nay co gi", "tuan nay co gi",
        ),
        reads_only=True,
    ),
)  # fmt: skip
BUTTONS = (Button("coming", MEMBER, show, reads_only=True),)
