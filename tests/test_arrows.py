"""Which way the arrows point (design §2): held by reading the code, not by hoping."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = {"bot", "union", "storage", "config", "sandbox", "reports", "tests", "bench"}
VIETNAMESE = re.compile(r"[À-ỹ]")

# Who may import what of ours, by the longest matching folder; what is not named is forbidden.
MAY = {
    "union": {"union"},
    "storage": {"storage", "union", "config"},
    "config": {"config", "union"},
    "reports": {"reports", "union", "config"},
    "bot/handlers": {
        "bot.handlers", "bot.said", "bot.talk", "bot.texts", "bot.understand", "reports", "storage",
        "union",
    },
    "bot/jobs": {
        "bot.jobs", "bot.handlers", "bot.said", "bot.talk", "bot.texts", "storage", "union",
    },
    "bot/texts": {"bot.texts", "bot.said", "bot.talk", "storage", "union", "config"},
    "bot/channels": {"bot.channels", "bot.said", "bot.texts.numbered", "union"},
}  # fmt: skip
# Where python-telegram-bot may be named.
TELEGRAM = ("bot/channels/", "bot/doors/", "bot/web.py", "sandbox/", "bench/", "tests/")
# Where a transaction is begun by hand: tables of the house, before there is a union.
BEGINS = ("storage/", "bot/doors/", "sandbox/", "tests/", "bench/")
REAL_TIME = {"bot/app.py", "bot/logs.py"}


def sources(*folders: str) -> list[str]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(str(path.relative_to(ROOT)) for path in found if "node_modules" not in path.parts)


ALL = sources("bot", "union", "storage", "config", "reports", "sandbox")


def tree(source: str) -> ast.Module:
    return ast.parse((ROOT / source).read_text(encoding="utf-8"))


def imported(source: str) -> Iterator[str]:
    """Every module a file names, also inside functions; `from bot import texts` is bot.texts."""
    for node in ast.walk(tree(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{source}: relative imports hide the arrows"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def within(module: str, allowed: set[str]) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in allowed)


@pytest.mark.parametrize("source", [s for s in ALL if any(s.startswith(f"{f}/") for f in MAY)])
def test_every_room_asks_only_its_neighbours(source: str) -> None:
    room = max((folder for folder in MAY if source.startswith(f"{folder}/")), key=len)
    ours = [module for module in imported(source) if module.split(".")[0] in OURS]
    assert [module for module in ours if not within(module, MAY[room])] == []


@pytest.mark.parametrize("source", [s for s in ALL if not s.startswith(TELEGRAM)])
def test_only_the_channel_knows_telegram(source: str) -> None:
    assert [m for m in imported(source) if m.split(".")[0] == "telegram"] == []


def test_handlers_know_the_work_and_not_the_engine() -> None:
    for source in sources("bot/handlers", "bot/jobs", "bot/texts"):
        if source == "bot/jobs/tick.py":  # the one that opens a work for every job
            continue
        assert "storage.work.open_work" not in set(imported(source)), source
        assert not any(m.startswith("sqlalchemy") for m in imported(source)), source


def called(source: str) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


def test_nobody_commits_but_the_work() -> None:
    """Its ending commits by hand where the last writes and the commit go in one trip."""
    commits = [s for s in ALL if any(name == "commit" for name, _ in called(s))]
    assert commits == ["storage/ending.py"]
    begins = [s for s in ALL if any(name == "begin" for name, _ in called(s)) and _of_engine(s)]
    assert [source for source in begins if not source.startswith(BEGINS)] == []


def _of_engine(source: str) -> bool:
    """Whether some `begin` there is an engine's or a connection's, and not a dialog's."""
    owners = [ast.unparse(call.func) for name, call in called(source) if name == "begin"]
    return any(owner.split(".")[-2] in ("engine", "connection") for owner in owners)


def test_the_time_comes_in() -> None:
    """Only the real clock asks what time it is; the sandbox has its own."""
    asking = {
        source
        for source in ALL
        for name, call in called(source)
        if name in ("now", "today", "utcnow")
        and ast.unparse(call.func).split(".")[0] in ("datetime", "date")
    }
    assert {s for s in asking if not s.startswith("sandbox/")} <= REAL_TIME


def sentences(source: str) -> Iterator[str]:
    """Literals with Vietnamese letters and a space between words; docstrings left out."""
    module = tree(source)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    words = (node for node in ast.walk(module) if isinstance(node, ast.Constant))
    for node in words:
        text = node.value if isinstance(node.value, str) and id(node) not in docs else ""
        if VIETNAMESE.search(text) and " " in text.strip():
            yield text


# What people type is read by tables of words, which are no sentences of the bot's.
READS = {
    "union/answers.py", "union/dates.py", "union/money.py", "union/names.py", "union/numbers.py",
    "union/phones.py", "union/words.py", "bot/handlers/introducing.py",
}  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        s
        for s in sources("union", "storage", "bot/handlers", "bot/jobs", "bot/channels")
        if s not in READS
    ],
)
def test_vietnamese_stands_in_the_texts(source: str) -> None:
    assert list(sentences(source)) == []
