"""A body as Zalo can show it: numbered choices, links in words, parts below 2 000 characters."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.channels.splitting import placed, units
from bot.texts import numbered

MAX_TEXT = 2_000
BOLD = "b"
_TYPED = re.compile(r"^\d+\.|“[^”]+”")  # what can be typed: a choice's number, or its words
Style = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """The parts to send and their styles, the choices as they are numbered, how they are meant."""

    parts: tuple[str, ...]
    styles: tuple[tuple[Style, ...], ...]
    choices: tuple[tuple[str, ...], ...]
    case_number: int | None  # 0: said in words, not by a number


def page(body: dict[str, Any], link: str = "", code: str = "") -> Page:
    """`link` and `code`: where a file can be had, and what opens it.

    Zalo has no keyboard that shares a number, so a choice of that kind is left out. Styles stand
    beside the text, never in it: what members wrote is not read as markup.
    """
    offered = [choice for row in body.get("choices") or () for choice in row]
    choices = tuple((label, data, *on) for label, data, _, _, *on in offered if data)
    lines = [body.get("text", ""), *(f"{label}: {url}" for label, _, url, *_ in offered if url)]
    if link:
        lines.append(numbered.file_at(link, code))
    number = body.get("case") or (0 if body.get("worded") else None)
    offer = _choices([label for label, *_ in choices], number)
    if number is not None:  # a card may say it itself; what a member wrote hides no number
        offer = [line for line in offer if line not in lines[0]]
    text = "\n".join(line for line in [*lines, *offer] if line)
    parts = placed(text, MAX_TEXT)
    styles = _styles(parts, [*_typed(text, offer)])
    return Page(tuple(part for _, part in parts), styles, choices, number)


def _choices(labels: list[str], number: int | None) -> list[str]:
    """A list with numbers; or the words to say, with a card's number where it has one."""
    if number is None or not labels:
        return [f"{place}. {label}" for place, label in enumerate(labels, 1)]
    return [numbered.reply_with(labels, number)]


def _typed(text: str, offer: list[str]) -> Iterator[tuple[int, int]]:
    """Where in the text stands what can be typed; the offer is its end, so no link is among it."""
    begins = len(text) - len("\n".join(offer))
    for line in offer:
        for found in _TYPED.finditer(line):
            yield begins + found.start(), begins + found.end()
        begins += len(line) + 1


def _styles(
    parts: Iterable[tuple[int, str]], marks: list[tuple[int, int]]
) -> tuple[tuple[Style, ...], ...]:
    """Each part's own, counted in UTF-16 units from where it begins; none across a cut."""
    return tuple(
        tuple(
            {
                "start": units(part[: one - at]),
                "len": units(part[one - at : end - at]),
                "st": [BOLD],
            }
            for one, end in marks
            if at <= one and end <= at + len(part)
        )
        for at, part in parts
    )
