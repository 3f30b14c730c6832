"""Text with entities, written as HTML that is safe to show in a page."""

from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from sandbox.telegram.utf16 import offsets

Entity = dict[str, Any]

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
SAFE_LINKS = ("http://", "https://", "tg://", "mailto:")


@dataclass(slots=True)
class Span:
    start: int
    end: int
    opening: str
    closing: str


def render_html(text: str, entities: list[Entity]) -> str:
    if not entities:
        return escape(text)
    spans = _spans(text, entities)
    marks = sorted({0, len(text)} | {at for span in spans for at in (span.start, span.end)})
    out: list[str] = []
    opened: list[Span] = []
    for here, there in pairwise([*marks, len(text)]):
        _close(out, opened, here)
        for span in spans:
            if span.start == here and span.end > here:
                out.append(span.opening)
                opened.append(span)
        out.append(escape(text[here:there]))
    _close(out, opened, len(text))
    return "".join(out)


def _spans(text: str, entities: list[Entity]) -> list[Span]:
    where = offsets(text)
    spans = []
    for entity in entities:
        start = where[min(entity["offset"], len(where) - 1)]
        end = where[min(entity["offset"] + entity["length"], len(where) - 1)]
        link, tag = _link(entity, text[start:end]), TAGS.get(entity["type"])
        if link:
            spans.append(Span(start, end, f'<a href="{escape(link)}">', "</a>"))
        elif tag:
            spans.append(Span(start, end, f"<{tag}>", f"</{tag}>"))
    return sorted(spans, key=lambda span: (span.start, -span.end))


def _close(out: list[str], opened: list[Span], here: int) -> None:
    """Close what ends here; what lies over it is opened again, so that tags stay nested."""
    first = next((index for index, span in enumerate(opened) if span.end <= here), None)
    if first is None:
        return
    above = opened[first:]
    out.extend(span.closing for span in reversed(above))
    del opened[first:]
    for span in above:
        if span.end > here:
            out.append(span.opening)
            opened.append(span)


def _link(entity: Entity, covered: str) -> str:
    if entity["type"] == "text_link":
        url = str(entity.get("url", ""))
        return url if url.lower().startswith(SAFE_LINKS) else ""
    return covered if entity["type"] == "url" else ""
