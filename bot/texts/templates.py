"""Greetings the committee may reword: files of config/templates/vi, checked when loaded."""

from functools import cache
from pathlib import Path
from string import Formatter

FOLDER = Path(__file__).resolve().parents[2] / "config" / "templates" / "vi"

# What each template may say in braces.
NAMES = {
    "sinh_nhat": {"người", "Người"},
    "sinh_nhat_muon": {"người", "Người"},
    "sinh_nhat_nhom": {"những_người"},
}


class BadTemplate(ValueError):
    """A template names something that does not exist, or is empty."""


@cache
def load(name: str) -> str:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip()
    check(name, text)
    return text


def check(name: str, text: str) -> None:
    """Refuse an unknown name in braces now, not on the morning of the birthday."""
    try:
        used = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except ValueError as error:
        raise BadTemplate(f"{name}: {error}") from None
    if not text:
        raise BadTemplate(f"{name}: empty")
    if used - NAMES[name]:
        raise BadTemplate(f"{name}: {', '.join(sorted(used - NAMES[name]))}")


def filled(template: str, **values: str) -> str:
    return load(template).format_map(values)
