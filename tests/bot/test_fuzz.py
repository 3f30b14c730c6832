"""Whatever is typed, pressed or sent: never an incident, never a row changed without the right."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.said import Contact, File
from sandbox.saobien import AN, CHI, DUNG, KHACH
from tests.bot.direct import Direct, direct
from tests.bot.test_everybody import BUTTONS
from tests.bot.test_words import ONLY_ASKS, SENTENCES
from tests.databases import Databases

QUICK = settings(
    max_examples=120,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WORDS = st.sampled_from([*(s for many in SENTENCES.values() for s in many), *ONLY_ASKS, "/huy"])
TYPED = st.one_of(
    st.text(max_size=40),
    st.builds("{} {}".format, WORDS, st.text(max_size=12)),
    st.builds("/{} {}".format, st.sampled_from(list(SENTENCES)), st.text(max_size=20)),
    st.sampled_from(["/tamdung ²", "/ma tổ ٣", "\x00", "a\x00b", "\ud800", "/duyet " + "9" * 30,
                     "9" * 4000, "/sua " + "x" * 4000, "Lê Văn Khách 1/2/1990 nam tổ 99999"]),
)  # fmt: skip
NUMBER = st.one_of(
    st.integers(-5, 60).map(str),
    st.sampled_from(["", "0", "²", "٣", "1e3", "9" * 15, "9" * 16, "9" * 40, "t1", "m1",
                     "t" + "9" * 20, "yes", "no", "edit", "F", "M", "phone", "team",
                     "chair", "register"]),
)  # fmt: skip
DIALOGS = ("vay", "suavay", "tra",
           "sua", "dangky", "nhan", "vaoto", "giao", "ma", "hoithem", "traloi",
           "uyquyen", "giothe", "nhapho", "x",
           "thidua", "rutthidua", "modot", "khepdot", "dangkyho", "ketqua")  # fmt: skip
QUESTIONS = ("said", "amount", "fit", "months", "what", "loan",
             "sure", "value", "field", "name", "birth", "sex", "team", "who", "role", "question",
             "seat", "hours", "answer", "titles", "days", "title", "which0", "decision",
             "reason")  # fmt: skip
DATA = st.one_of(
    st.text(max_size=30),
    st.builds("{}:{}".format, st.sampled_from(list(BUTTONS)), NUMBER),
    st.builds("{}:{}:{}".format, st.sampled_from(list(BUTTONS)), NUMBER, NUMBER),
    st.builds("d:{}:{}:{}".format, st.sampled_from(DIALOGS), st.sampled_from(QUESTIONS), NUMBER),
)
DIGITS = st.text("0123456789+ .-()", max_size=20)


class Fuzzed:
    """One town for all examples; a loop of its own, since hypothesis calls plain functions."""

    def __init__(self, databases: Databases) -> None:
        self.runner = asyncio.Runner()
        self._context = direct(self.runner.run(databases.fresh("sqlite")))
        self.talk: Direct = self.runner.run(self._context.__aenter__())

    def close(self) -> None:
        self.runner.run(self._context.__aexit__(None, None, None))
        self.runner.close()

    def hears(self, person: int, words: str = "", **more: Any) -> list[str]:
        said = self.runner.run(self.talk.hears(person, words, **more))
        assert not any("sự cố số" in text for text in said), (person, words, more, said)
        return said

    def rows(self) -> str:
        return self.runner.run(self.talk.rows())


@pytest.fixture
def fuzzed(databases: Databases) -> Any:
    made = Fuzzed(databases)
    yield made
    made.close()


def test_text(fuzzed: Fuzzed) -> None:
    @QUICK
    @given(st.sampled_from([AN, CHI, DUNG, KHACH]), st.lists(TYPED, min_size=1, max_size=4))
    def run(person: int, texts: list[str]) -> None:
        for words in texts:
            fuzzed.hears(person, words)

    run()


def test_noise_changes_nothing(fuzzed: Fuzzed) -> None:
    """Whoever types it: what is no sentence of ours writes no row."""
    before = fuzzed.rows()

    @QUICK
    @given(st.sampled_from([AN, CHI, DUNG, KHACH]), st.text(max_size=60), st.booleans())
    def run(person: int, noise: str, group: bool) -> None:
        fuzzed.hears(person, noise, group=group)

    run()
    assert fuzzed.rows() == before


def test_presses_of_officers(fuzzed: Fuzzed) -> None:
    @QUICK
    @given(
        st.lists(st.one_of(DATA.map(lambda d: ("", d)), TYPED.map(lambda t: (t, ""))), max_size=5)
    )
    def run(acts: list[tuple[str, str]]) -> None:
        for words, data in acts:
            if data.startswith("privacy.left"):  # the chair stays
                continue
            more = {"choice": data, "kind": "choice", "on": "7"} if data else {}
            fuzzed.hears(CHI, words, **more)

    run()


def test_presses_without_the_right_change_nothing(fuzzed: Fuzzed) -> None:
    before = fuzzed.rows()
    own = ("birthday.", "privacy.", "device.")  # what is one's own to decide

    @QUICK
    @given(st.sampled_from([AN, KHACH]), DATA)
    def run(person: int, data: str) -> None:
        if not data.startswith(own):
            fuzzed.hears(person, choice=data, kind="choice", on="7")
            assert fuzzed.rows() == before, data

    run()


def test_cards_and_files(fuzzed: Fuzzed) -> None:
    before = fuzzed.rows()

    @QUICK
    @given(st.sampled_from([AN, KHACH]), DIGITS, st.booleans(), st.text(max_size=30))
    def run(person: int, digits: str, own: bool, name: str) -> None:
        fuzzed.hears(person, kind="contact", contact=Contact(digits, own))
        file = File(name, name, len(name), name.encode("utf-8", "replace"))
        fuzzed.hears(person, name, kind="file", file=file)
        fuzzed.hears(person, kind=name or "other")

    run()
    assert fuzzed.rows() == before
