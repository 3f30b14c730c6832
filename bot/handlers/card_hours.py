"""At which hours cards come together, as each who gets cards likes it."""

from datetime import time

from bot import texts
from bot.handlers import together
from bot.handlers.asking import Answers, tapped_value
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from bot.texts.wording import clock
from union import words
from union.card_hours import hours_in, next_hour
from union.refusals import Refusal
from union.rights import LEADER
from union.words import NotUnderstood

NAME = texts.card_hours.DIALOG
_SAID = ("gui the luc", "nhan the luc", "the gui luc", "gio the", "gio nhan the", "gui the")


def sentence(text: str) -> str | None:
    """“gửi thẻ lúc 11:30 và 19:00”: the hours, when it names any."""
    said = words.normal(text)
    folded = words.fold(said)
    opening = next((one for one in _SAID if folded.startswith(one + " ")), None)
    if opening is None:
        return None
    rest = " ".join(said.split()[len(opening.split()) :])
    return rest if _kept(rest) is not None else None


def _kept(text: str) -> list[str] | None:
    try:
        return [at.isoformat("minutes") for at in hours_in(text)]
    except (NotUnderstood, Refusal):
        return None


async def begin(talk: Talk) -> Reply:
    """`/giothe 11:30 và 19:00`; without hours they are asked for."""
    if not talk.words:
        return talk.begin(NAME)
    kept = _kept(talk.words)
    talk.begin(NAME, **({} if kept is None else {"hours": kept}))
    return Reply("" if kept is not None else _why(talk.words))


def _why(text: str) -> str:
    try:
        hours_in(text)
    except NotUnderstood as problem:
        return texts.unclear.why(problem)
    except Refusal as refusal:
        return texts.refusals.refused(refusal).text
    return ""


async def _ask(talk: Talk, answers: Answers) -> Reply:
    chosen = await talk.work.card_hours.of([talk.member.id])
    return texts.card_hours.ask(chosen.get(talk.member.id, []))


async def _read(talk: Talk, answers: Answers) -> list[str] | None:
    value = tapped_value(talk)
    return _kept(talk.said.text if value is None else value.replace("-", ","))


async def _again(talk: Talk, answers: Answers) -> Reply:
    asked = await _ask(talk, answers)
    why = _why(talk.said.text) if talk.said.kind == "text" else ""
    return Reply(f"{why}\n{asked.text}".strip(), asked.choices)


async def chosen(talk: Talk, answers: Answers) -> Reply:
    """What waits for the old hours comes at the new ones, or now."""
    hours = [time.fromisoformat(at) for at in answers["hours"]]
    await talk.work.card_hours.choose(talk.member.id, hours)
    at = next_hour(hours, talk.work.now) if hours else talk.work.now
    await together.move(talk.work, talk.member.id, talk.who.chat_id, at)
    said = clock(hours) if hours else texts.card_hours.AT_ONCE
    talk.log("cards.hours", f"member {talk.member.id}", giờ=said)
    return texts.card_hours.chosen(hours)


DIALOGS = (Dialog(NAME, LEADER, (Question("hours", _ask, _read, _again, number=True),), chosen),)
COMMANDS = (
    Command(
        "giothe",
        LEADER,
        begin,
        texts.help.ABOUT["giothe"],
        aliases=("cards",),
        phrases=("gio the", "gio nhan the", "chon gio nhan the"),
        sentence=sentence,
    ),
)
BUTTONS = (Button("cards.hours", LEADER, begin),)
