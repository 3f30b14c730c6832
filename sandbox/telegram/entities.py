"""What the server finds in plain text by itself: commands, mentions, hashtags, addresses."""

import re
from typing import Any

from sandbox.telegram.utf16 import offsets, units

Entity = dict[str, Any]

# The patterns of TDLib's MessageEntity.cpp, as its comments give them.
PATTERNS = (
    ("url", re.compile(r"\bhttps?://[^\s<>\"]+[^\s<>\".,:;!?)\]]", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.@/-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b")),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>])/([a-zA-Z0-9_]{1,64})(?:@([a-zA-Z0-9_]{3,32}))?(?![\w/<>])"),
    ),
    ("mention", re.compile(r"(?<!\w)@([a-zA-Z0-9_]{2,32})(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])(\w{1,256})(?![\w#])")),
)
SIGNS = frozenset("/@#:")
CLOSED = frozenset({"code", "pre", "text_link", "text_mention"})


def find_entities(text: str, given: list[Entity] | None = None) -> list[Entity]:
    """The entities given, and those found where they do not touch code or a link."""
    given = given or []
    if SIGNS.isdisjoint(text):
        return given
    ascii_only = text.isascii()
    taken = [(e["offset"], e["offset"] + e["length"]) for e in given if e["type"] in CLOSED]
    found: list[Entity] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            offset = match.start() if ascii_only else units(text[: match.start()])
            length = units(match.group())
            if all(offset + length <= start or offset >= end for start, end in taken):
                found.append({"type": kind, "offset": offset, "length": length})
                taken.append((offset, offset + length))
    return sorted([*given, *found], key=lambda e: (e["offset"], -e["length"]))


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The server cuts white space off both ends, and moves the entities along."""
    stripped = text.strip()
    if stripped == text:
        return text, entities
    cut = units(text[: len(text) - len(text.lstrip())])
    end = units(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        stop = min(entity["offset"] + entity["length"] - cut, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return stripped, kept


def commands_in(text: str, entities: list[Entity]) -> list[str]:
    return pieces(text, entities, "bot_command")


def pieces(text: str, entities: list[Entity], kind: str) -> list[str]:
    wanted = [e for e in entities if e["type"] == kind]
    if not wanted:
        return []
    where = offsets(text)
    return [text[where[e["offset"]] : where[e["offset"] + e["length"]]] for e in wanted]
