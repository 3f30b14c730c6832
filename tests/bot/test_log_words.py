"""Whatever is written into the log can be read there in plain words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.handlers.deciders import KINDS
from bot.subjects import book
from bot.texts.log import VERBS

BOT = Path(__file__).resolve().parents[2] / "bot"


def _said(node: ast.Call) -> Iterator[str]:
    """The verb of a call, where it stands there as a word."""
    called = ast.unparse(node.func)
    if called.endswith(("talk.log", ".log.add")) and node.args:
        yield from (
            word.value
            for word in ast.walk(node.args[0])
            if isinstance(word, ast.Constant) and isinstance(word.value, str)
        )


def _verbs() -> set[str]:
    calls = (
        node
        for path in BOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )
    return {
        verb for node in calls for verb in _said(node) if not verb.startswith((".", "meeting."))
    }


@pytest.mark.parametrize("verb", sorted(_verbs() | {"meeting.held", "meeting.yes", "meeting.no"}))
def test_every_verb_has_words(verb: str) -> None:
    if not verb.endswith("."):  # the beginning of one, put together
        assert verb in VERBS


def test_every_decision_has_words() -> None:
    assert book().commands  # every subject has named its kinds of cases
    said = {f"{kind}.{state}" for kind in KINDS for state in ("agreed", "refused")}
    assert sorted(said - set(VERBS)) == []
