"""HTML as the Bot API's documentation allows it: a few tags, closed in order, four entities."""

import html
import re

from tests.crash.strict_checks import check

TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler", "a",
        "tg-emoji", "code", "pre", "blockquote"}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "span": {"class"}, "code": {"class"}, "tg-emoji": {"emoji-id"},
              "blockquote": {"expandable"}}  # fmt: skip
_PART = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)>|&(#?\w+);|([<&])|([^<&]+)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")
_ENTITY = re.compile(r"lt|gt|amp|quot|#\d{1,7}|#x[\da-fA-F]{1,6}")
BAD = "can't parse entities:"


def plain(source: str) -> str:
    """The text without its marks; whatever is not well formed is refused."""
    made, opened = [], []
    for closing, tag, rest, entity, stray, text in _PART.findall(source):
        check(not stray, f"{BAD} unexpected {stray!r}")
        if tag:
            (_close if closing else _open)(opened, tag.lower(), rest)
        elif entity:
            check(_ENTITY.fullmatch(entity), f"{BAD} unsupported entity &{entity};")
            made.append(html.unescape(f"&{entity};"))
        else:
            made.append(text)
    check(not opened, f"{BAD} Can't find end tag corresponding to start tag {opened[-1:]}")
    return "".join(made)


def _open(opened: list[str], tag: str, rest: str) -> None:
    check(tag in TAGS, f'{BAD} Unsupported start tag "{tag}"')
    names = {name.lower() for name in _ATTRIBUTE.findall(rest)}
    check(names <= ATTRIBUTES.get(tag, set()), f'{BAD} attributes of "{tag}"')
    check(tag != "span" or "tg-spoiler" in rest, f'{BAD} Tag "span" must have class "tg-spoiler"')
    opened.append(tag)


def _close(opened: list[str], tag: str, rest: str) -> None:
    expected = opened.pop() if opened else "nothing"
    check(tag == expected, f'{BAD} Unmatched end tag, expected "{expected}", found "{tag}"')
