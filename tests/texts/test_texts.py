"""What the bot says: all of it written down, kind, short enough, with something to do next."""

import importlib
import inspect
import pkgutil
import re
import subprocess
import sys

import pytest

from bot import texts
from bot.said import Reply
from bot.texts import refusals, samples, unclear
from bot.texts.samples import SAMPLES, said
from tests.texts.rewrite import GOLDEN, ROOT, wanted
from union.refusals import Reason
from union.words import Unclear, fold

SAID = list(said())
HELPERS = {"meeting_words", "pages", "wording", "templates", "samples", "__main__"}
# §15: words that hurt. “bạn” is no way to speak to a colleague; in “bạn Mai” it is quoted.
FORBIDDEN = (
    "không hợp lệ", "người dùng", "từ chối", "quá hạn", "nợ ", "nợ.", "đảo bút toán", "thất bại",
    "báo lỗi", "sai rồi", "cấm", "bắt buộc", "user", "admin", "error",
)  # fmt: skip
# Said to all, or told for information only: nothing is asked of anybody.
ASKS_NOTHING = {
    "birthdays.wish", "birthdays.wish_in_group", "book.decided", "cases.about", "cases.decided",
    "cases.stranger_in_group", "common.cannot", "common.unsent", "dues_cards.decided",
    "fund.data_lines", "groups.linked", "lending.on_voucher", "lending.paid", "log.line",
    "numbered.file_at", "numbered.reply_with", "occasions.in_group", "occasions.in_private",
    "own_data.dues", "own_data.invitations", "own_data.titles", "own_data.vouchers",
    "privacy.data_file", "privacy.officer_told", "refusals.refused", "repaying.decided",
    "repaying.on_voucher",
}  # fmt: skip
TYPE_THIS = re.compile(r"\b(gõ|nhắn|viết|cho biết|mở|chọn|bấm)\b", re.I)


def functions() -> set[str]:
    """Every function of the texts that says something."""
    found = set()
    for module in pkgutil.iter_modules(texts.__path__):
        if module.name in HELPERS:
            continue
        loaded = importlib.import_module(f"bot.texts.{module.name}")
        for name, made in inspect.getmembers(loaded, inspect.isfunction):
            if made.__module__ == loaded.__name__ and not name.startswith("_"):
                found.add(f"{module.name}.{name}")
    return found


def test_every_text_has_a_sample() -> None:
    assert functions() == set(SAMPLES)


def test_every_reason_has_a_text() -> None:
    assert set(refusals.REFUSED) == set(Reason)
    assert set(unclear.UNCLEAR) == set(Unclear)


def test_the_texts_are_those_written_down() -> None:
    """After a change of wording: `make texts`, and read the difference aloud."""
    files = wanted()
    assert set(GOLDEN.glob("*.txt")) == {p for p in files if p.parent == GOLDEN}
    for path, text in files.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run `make texts`"


def test_printing_everything() -> None:
    command = [sys.executable, "-m", "bot.texts"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    printed = done.stdout.decode()
    assert all(text in printed for text in samples.pages().values())


@pytest.mark.parametrize(("name", "reply"), SAID, ids=[name for name, _ in SAID])
def test_every_reply(name: str, reply: Reply) -> None:
    labels = [choice for row in reply.choices for choice in row]
    text = "\n".join([reply.text, *(choice.label for choice in labels)])
    hurting = [word for word in FORBIDDEN if word in text.lower()]
    assert hurting == []
    if "“bạn" not in text:
        assert not re.search(r"\bbạn\b", text, re.I)
    for choice in labels:
        assert 0 < len(choice.label) <= 40, choice.label
        assert len(choice.data.encode()) <= 64
    if name not in ASKS_NOTHING:
        assert labels or TYPE_THIS.search(reply.text), "nothing to tap and nothing to type"


@pytest.mark.parametrize(("name", "reply"), SAID, ids=[name for name, _ in SAID])
def test_whole_sentences(name: str, reply: Reply) -> None:
    assert "None" not in reply.text and "{" not in reply.text and "  " not in reply.text
    assert reply.text == reply.text.strip("\n ") or name == "privacy.data_file"
    assert reply.text[:1] == reply.text[:1].upper() or name == "cases.about"
    assert fold(reply.text), "something is said"


def test_forbidden_words_stand_nowhere_in_the_texts() -> None:
    """Also in branches no sample has reached."""
    for file in sorted((ROOT / "bot" / "texts").rglob("*.py")):
        source = file.read_text(encoding="utf-8").lower()
        for word in ("không hợp lệ", "người dùng", "từ chối", "quá hạn", "bạn ơi", "của bạn"):
            assert word not in source, (file.name, word)
