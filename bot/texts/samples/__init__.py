"""Everything the bot can say, said once: read by people (`python -m bot.texts`) and kept by tests.

Each file of this package holds the samples of one subject or a few: every function of the texts
with the arguments to say it with, as `SAMPLES`.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from bot import texts
from bot.said import Reply

SAMPLES: dict[str, list[tuple[Any, ...]]] = {}
for _module in iter_modules(__path__):
    SAMPLES |= getattr(import_module(f"{__name__}.{_module.name}"), "SAMPLES", {})


def said() -> Iterator[tuple[str, Reply]]:
    """Every sample as a reply, under the name of its function."""
    for name, calls in SAMPLES.items():
        subject, function = name.split(".")
        say = getattr(getattr(texts, subject), function)
        for arguments in calls:
            made = say(*arguments)
            yield name, made if isinstance(made, Reply) else Reply(str(made))


def shown(name: str, reply: Reply) -> str:
    """One reply as a page of text: its words, then its choices, a row a line."""
    lines = [f"== {name}", reply.text]
    for row in reply.choices:
        lines.append(" ".join(f"[{choice.label}]" for choice in row))
    for more in reply.more:
        lines += ["--", more.text]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """Subject → everything it can say."""
    found: dict[str, list[str]] = {}
    for name, reply in said():
        found.setdefault(name.split(".")[0], []).append(shown(name, reply))
    return {subject: "\n".join(parts) for subject, parts in found.items()}
