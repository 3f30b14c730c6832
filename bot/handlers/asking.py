"""Small helpers for dialogs: what was tapped, and questions made of plain functions."""

from collections.abc import Callable
from typing import Any

from bot.said import Reply
from bot.talk import Question, Talk
from union import words

Answers = dict[str, Any]


def tapped_value(talk: Talk) -> str | None:
    """The value a tap carried, or None when something was typed."""
    return ":".join(talk.args) if talk.said.kind == "choice" else None


def sure(
    dialog: str, ask: Callable[[Talk, Answers], Any], also: tuple[str, ...] = ()
) -> Question:
    """The last question of a dialog: yes, no, or one of `also` (tapped)."""

    async def read(talk: Talk, answers: Answers) -> str | None:
        value = tapped_value(talk)
        if value is not None:
            return value if value in ("yes", "no", *also) else None
        said = words.yes_no(talk.said.text)
        return None if said is None else ("yes" if said else "no")

    async def again(talk: Talk, answers: Answers) -> Reply:
        made: Reply = await ask(talk, answers)
        return made

    return Question("sure", ask, read, again)


