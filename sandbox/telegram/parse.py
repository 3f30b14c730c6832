"""Telegram's HTML, read as strictly as the real server does, with its errors and offsets."""

import re
from typing import Any

from sandbox.telegram.errors import bad
from sandbox.telegram.utf16 import units

Entity = dict[str, Any]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
ATTRIBUTE = re.compile(r"\s*([^\s=>]*)")
SPECIAL = re.compile(r"[<&]")
SPACE = re.compile(r"\s*")
UNTIL_SPACE_OR_END = re.compile(r"[^\s>]*")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


class HtmlParser:
    """One pass over the source; `at` is a character index, errors speak of bytes."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.length = 0
        self.stack: list[tuple[str, str, int, int]] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        source = self.source
        while self.at < len(source):
            char = source[self.at]
            if char == "<":
                self._end_tag() if source.startswith("</", self.at) else self._start_tag()
            elif char == "&":
                self._emit(self._reference() or self._plain())
            else:
                stop = SPECIAL.search(source, self.at)
                end = stop.start() if stop else len(source)
                self._emit(source[self.at : end])
                self.at = end
        if self.stack:
            raise _cannot(f"Can't find end tag corresponding to start tag {self.stack[-1][0]}")
        self.entities.sort(key=lambda e: (e["offset"], -e["length"]))
        return "".join(self.out), self.entities

    def _emit(self, piece: str) -> None:
        self.out.append(piece)
        self.length += units(piece)

    def _plain(self) -> str:
        self.at += 1
        return "&"

    def _reference(self) -> str:
        match = REFERENCE.match(self.source, self.at)
        char = _referred(match) if match else ""
        if match and char:
            self.at = match.end()
        return char

    def _byte(self, index: int) -> int:
        return len(self.source[:index].encode())

    def _start_tag(self) -> None:
        begin = self.at
        name_end = UNTIL_SPACE_OR_END.match(self.source, begin + 1)
        assert name_end is not None
        if name_end.end() >= len(self.source):
            raise _cannot(f"Unclosed start tag at byte offset {self._byte(begin)}")
        name = name_end.group().lower()
        if name not in KINDS:
            raise _cannot(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        self.at = name_end.end()
        argument = self._attributes(name, begin)
        if name == "span" and argument != "spoiler":
            raise _cannot(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
        self.stack.append((name, argument, self.length, len(self.out)))

    def _attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while True:
            self._skip_space()
            if self._peek() == ">":
                self.at += 1
                return argument
            key, value = self._attribute(tag, begin)
            if tag == "a" and key == "href":
                argument = value
            elif tag == "code" and key == "class" and value.startswith("language-"):
                argument = value.removeprefix("language-")
            elif tag == "span" and key == "class" and value.startswith("tg-"):
                argument = value.removeprefix("tg-")
            elif tag == "blockquote" and key == "expandable":
                argument = "expandable"

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        match = ATTRIBUTE.match(self.source, self.at)
        assert match is not None
        key = match.group(1)
        self.at = match.end()
        here = f'the tag "{tag}" at byte offset {self._byte(begin)}'
        if not key:
            if self.at >= len(self.source):
                raise _cannot(f"Unclosed start tag at byte offset {self._byte(begin)}")
            raise _cannot(f"Empty attribute name in {here}")
        self._skip_space()
        if self._peek() != "=":
            if tag == "blockquote" and key == "expandable":
                return key, ""
            raise _cannot(f"Expected equal sign in declaration of an attribute of {here}")
        self.at += 1
        self._skip_space()
        value = self._quoted() if self._peek() in ("'", '"') else self._token()
        if self.at >= len(self.source):
            raise _cannot(f"Unclosed start tag at byte offset {self._byte(begin)}")
        return key, value

    def _quoted(self) -> str:
        quote = self.source[self.at]
        end = self.source.find(quote, self.at + 1)
        end = len(self.source) if end < 0 else end
        raw = self.source[self.at + 1 : end]
        self.at = end + 1
        return REFERENCE.sub(lambda match: _referred(match) or match.group(), raw)

    def _token(self) -> str:
        begin = self.at
        match = NAME_TOKEN.match(self.source, begin)
        assert match is not None
        self.at = match.end()
        if self._peek() not in (">", "") and not self._peek().isspace():
            raise _cannot(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return match.group().lower()

    def _end_tag(self) -> None:
        begin = self.at
        offset = self._byte(begin)
        if not self.stack:
            raise _cannot(f"Unexpected end tag at byte offset {offset}")
        match = UNTIL_SPACE_OR_END.match(self.source, begin + 2)
        assert match is not None
        found = match.group().lower()
        self.at = match.end()
        self._skip_space()
        if self._peek() != ">":
            raise _cannot(f"Unclosed end tag at byte offset {offset}")
        self.at += 1
        name = self.stack[-1][0]
        if found and found != name:
            raise _cannot(
                f"Unmatched end tag at byte offset {offset}, "
                f'expected "</{name}>", found "</{found}>"'
            )
        self._close(*self.stack.pop())

    def _close(self, name: str, argument: str, start: int, piece: int) -> None:
        length = self.length - start
        if not length:
            return
        entity: Entity = {"type": KINDS[name], "offset": start, "length": length}
        if name == "a":
            entity["url"] = argument or "".join(self.out[piece:])
            # The server drops what is no address, and keeps the text.
            if "." not in entity["url"] and "://" not in entity["url"]:
                return
        elif name == "blockquote" and argument:
            entity["type"] = "expandable_blockquote"
        elif name == "pre" and self.entities and "language" in (inner := self.entities[-1]):
            if inner["type"] == "code" and (inner["offset"], inner["length"]) == (start, length):
                self.entities.pop()
                entity["language"] = inner["language"]
        elif name == "code" and argument:
            entity["language"] = argument
        self.entities.append(entity)

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _skip_space(self) -> None:
        match = SPACE.match(self.source, self.at)
        self.at = match.end() if match else self.at


def parse_html(source: str) -> tuple[str, list[Entity]]:
    if "<" not in source and "&" not in source:
        return source, []
    text, entities = HtmlParser(source).parse()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities


def _referred(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return NAMED.get(name, "")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    too_long = len(match.group().rstrip(";")) >= 10
    return (
        "" if code == 0 or code >= 0x10FFFF or too_long or 0xD800 <= code <= 0xDFFF else chr(code)
    )


def _cannot(reason: str) -> Exception:
    return bad(f"can't parse entities: {reason}")
