"""How a birthday is greeted, the month's list, and the pause for days of mourning."""

from datetime import timedelta

from bot import texts
from bot.handlers.asking import as_id
from bot.said import Reply
from bot.talk import Button, Command, Talk
from union import words
from union.calendar import start_of_month
from union.consents import Answer, Purpose
from union.rights import CHAIR, MEMBER, REPORTER

LONGEST_PAUSE = 100


async def ask(talk: Talk) -> Reply:
    return texts.birthdays.ask(talk.member)


def _answering(answer: Answer, name: str) -> Button:
    async def do(talk: Talk) -> Reply:
        await talk.work.consents.record(talk.member.id, Purpose.BIRTHDAY, answer)
        talk.log(
            "consent.given",
            f"member {talk.member.id}",
            mục=texts.privacy.PURPOSES[Purpose.BIRTHDAY],
        )
        return texts.birthdays.answered(answer.value)

    return Button(f"birthday.{name}", MEMBER, do)


async def this_month(talk: Talk) -> Reply:
    first = start_of_month(talk.today)
    return texts.birthdays.month(first, await talk.work.members.born_in_month(first.month))


async def pause(talk: Talk) -> Reply:
    """`/tamdung 3`: nothing cheerful goes to the group for so many days, today included."""
    days = talk.number() or as_id(words.fold(talk.words).removesuffix("ngay").strip())
    if not 0 < days <= LONGEST_PAUSE:
        return texts.birthdays.how_many_days()
    until = talk.today + timedelta(days=days - 1)
    await talk.work.unions.change(quiet_until=until)
    talk.log("greetings.paused", f"until {until.isoformat()}")
    return texts.birthdays.paused(until)


async def resume(talk: Talk) -> Reply:
    await talk.work.unions.change(quiet_until=None)
    talk.log("greetings.resumed", "group")
    return texts.birthdays.resumed()


COMMANDS = (
    Command(
        "sinhnhat",
        REPORTER,
        this_month,
        texts.help.ABOUT["sinhnhat"],
        aliases=("birthdays",),
        phrases=("sinh nhat thang nay", "sinh nhat trong thang", "sinh nhat"),
        reads_only=True,
    ),
    Command(
        "tamdung",
        CHAIR,
        pause,
        texts.help.ABOUT["tamdung"],
        aliases=("pause",),
        phrases=("tam dung loi chuc", "tam dung chuc mung"),
    ),
    Command(
        "tieptuc",
        CHAIR,
        resume,
        texts.help.ABOUT["tieptuc"],
        aliases=("resume",),
        phrases=("cho loi chuc tro lai",),
    ),
)
BUTTONS = (
    Button("birthday.ask", MEMBER, ask, reads_only=True),
    _answering(Answer.PRIVATE, "private"),
    _answering(Answer.GROUP, "group"),
    _answering(Answer.NO, "no"),
    Button("birthday.month", REPORTER, this_month, reads_only=True),
    Button("pause", CHAIR, pause),
    Button("pause.end", CHAIR, resume),
)
