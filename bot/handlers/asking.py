"""Small helpers for dialogs: what was tapped, and questions made of plain functions."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.said import Reply
from bot.talk import Question, Talk
from union import words
from union.answers import yes_no

Answers = dict[str, Any]


def tapped_value(talk: Talk) -> str | None:
    """The value a tap carried, or None when something was typed."""
    return ":".join(talk.args) if talk.said.kind == "choice" else None


def as_id(text: str) -> int:
    """The id a tap or an answer carries; 0, which is nobody's, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def sure(ask: Callable[[Talk, Answers], Any], also: Mapping[str, str] | None = None) -> Question:
    """The last question of a dialog: yes, no, or one of `also` (what is typed → the answer)."""
    others = also or {}

    async def read(talk: Talk, answers: Answers) -> str | None:
        value = tapped_value(talk)
        if value is not None:
            return value if value in ("yes", "no", *others.values()) else None
        if talk.said.kind != "text":  # a caption under a picture is no consent
            return None
        if other := others.get(words.strip_courtesy(words.fold(talk.said.text))):
            return other
        said = yes_no(talk.said.text)
        return None if said is None else ("yes" if said else "no")

    async def again(talk: Talk, answers: Answers) -> Reply:
        made: Reply = await ask(talk, answers)
        return made

    return Question("sure", ask, read, again)
