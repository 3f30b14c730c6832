"""A body as Zalo can show it: numbered choices, links in words, parts below 2 000 characters."""

from dataclasses import dataclass
from typing import Any

from bot.channels.splitting import split
from bot.texts import numbered

MAX_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Page:
    """The parts to send, the choices as they are numbered, and how they are meant."""

    parts: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]
    case_number: int | None  # 0: said in words, not by a number


def page(body: dict[str, Any], link: str = "", code: str = "") -> Page:
    """`link` and `code`: where a file can be had, and what opens it.

    Zalo has no keyboard that shares a number, so a choice of that kind is left out.
    """
    offered = [choice for row in body.get("choices") or () for choice in row]
    choices = tuple((label, data, *on) for label, data, _, _, *on in offered if data)
    lines = [body.get("text", ""), *(f"{label}: {url}" for label, _, url, *_ in offered if url)]
    if link:
        lines.append(numbered.file_at(link, code))
    number = body.get("case") or (0 if body.get("worded") else None)
    offer = _choices([label for label, *_ in choices], number)
    lines += [line for line in offer if line not in lines[0]]  # a card may say it itself
    text = "\n".join(line for line in lines if line)
    return Page(tuple(split(text, MAX_TEXT)), choices, number)


def _choices(labels: list[str], number: int | None) -> list[str]:
    """A list with numbers; or the words to say, with a card's number where it has one."""
    if number is None or not labels:
        return [f"{place}. {label}" for place, label in enumerate(labels, 1)]
    return [numbered.reply_with(labels, number)]
