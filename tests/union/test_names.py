"""Names: written, sorted, matched."""

import random
import sqlite3

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from union.names import (
    Match,
    given,
    looks_like_name,
    matches,
    name_and_year,
    proper,
    search_key,
    sort_key,
)

ORDER = [
    "An", "Ánh", "Ân", "Ấn", "Bích", "Bình", "Dũng", "Đạt", "Đông", "Em", "Ê", "Hoa", "Hoà", "Hòa",
    "Oanh", "Ôn", "Ơn", "Ủy", "Uyên", "Ư",
]  # fmt: skip
LETTERS = st.text("aàảãáạăâbcdđeêhiknoôơrtuưyz '-AĐ", max_size=30)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("nguyen thi hanh", "Nguyen Thi Hanh"),
        ("NGUYỄN THỊ HẠNH", "Nguyễn Thị Hạnh"),
        ("  Nguyễn   Thị Hạnh ", "Nguyễn Thị Hạnh"),
        ("đỗ văn ĐẠT", "đỗ văn ĐẠT"),
        ("đỗ văn đạt", "Đỗ Văn Đạt"),
        ("Nguye\u0302\u0303n An", "Nguyễn An"),
        ("k'brêu", "K'Brêu"),
        ("H’HEN NIÊ", "H'Hen Niê"),
        ("y bliu niê", "Y Bliu Niê"),
        ("lê-văn an", "Lê-Văn An"),
        ("", ""),
    ],
)
def test_proper(typed, written):
    assert proper(typed) == written


def test_given_is_the_last_word():
    assert given("Nguyễn Thị Hạnh") == "Hạnh"
    assert given("") == ""


def in_order(names: list[str]) -> list[str]:
    """By the bytes of the key, which is what both databases compare."""
    shuffled = random.Random(1971).sample(names, len(names))
    return sorted(shuffled, key=lambda name: sort_key(name).encode())


def test_given_names_stand_in_icu_order():
    assert in_order(ORDER) == ORDER


def test_sqlite_agrees_with_its_binary_collation():
    with sqlite3.connect(":memory:") as db:
        db.execute("create table member (name text, key text)")
        rows = [(name, sort_key(name)) for name in reversed(ORDER)]
        db.executemany("insert into member values (?, ?)", rows)
        found = [name for (name,) in db.execute("select name from member order by key")]
    assert found == ORDER


def test_every_vowel_in_icu_order():
    right = ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "â", "ậ", "d", "đ", "e", "ẹ", "ê", "o", "ọ",
             "ô", "ơ", "u", "ụ", "ư"]  # fmt: skip
    assert in_order(right) == right


def test_given_then_family_then_middle():
    right = ["Bùi Văn An", "Lê An", "Lê Thị An", "Lê Văn An", "Lê Văn Anh", "Trần Ánh", "An Bình"]
    assert in_order(right) == right


def test_two_spellings_of_hoa_stand_among_each_other():
    right = ["Lê Hòa", "Trần Hoà", "Vũ Hòa"]
    assert in_order(right) == right


@for_all(LETTERS | st.text())
def test_a_key_is_ascii_and_blind_to_case_and_form(name):
    assert sort_key(name).isascii()
    assert sort_key(f"  {name}  ") == sort_key(name)


@for_all(LETTERS, LETTERS)
def test_equal_keys_are_equal_words(one, other):
    if sort_key(one) == sort_key(other):
        assert search_key(one).replace(" ", "") == search_key(other).replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "stored", "match"),
    [
        ("Lê Thị Hoà", "Lê Thị Hòa", Match.SAME),
        ("lê thị hòa", "Lê Thị Hòa", Match.SAME),
        ("le thi hoa", "Lê Thị Hòa", Match.SAME),
        ("le thi hoa", "Lê Thị Hoa", Match.SAME),
        ("LE  THI HOA", "Lê Thị Hoa", Match.SAME),
        ("Le\u0302 Thi\u0323 Ho\u0300a", "Lê Thị Hòa", Match.SAME),
        ("Lê Thị Hoa", "Lê Thị Hòa", Match.LIKELY),
        ("Lê Thị Hóa", "Lê Thị Hòa", Match.LIKELY),
        ("Lê Thị Hòa", "Le Thi Hoa", Match.LIKELY),
        ("Đỗ Văn Dũng", "Đỗ Văn Đúng", Match.LIKELY),
        ("do van dung", "Đỗ Văn Dũng", Match.SAME),
        ("kbreu", "K'Brêu", Match.SAME),
        ("Lê Thị Hạnh", "Lê Thị Hoa", Match.NO),
        ("Hoa", "Lê Thị Hoa", Match.NO),
        ("", "", Match.NO),
    ],
)
def test_matches(typed, stored, match):
    assert matches(typed, stored) is match


@pytest.mark.parametrize(
    "name",
    ["Lê Hoa", "nguyen thi hanh", "Y Bliu Niê", "K'Brêu", "H’Hen Niê", "Lê-Văn An",
     "Công Tằng Tôn Nữ Thị Ngọc Hoa"],
)  # fmt: skip
def test_looks_like_a_name(name):
    assert looks_like_name(name)


@pytest.mark.parametrize(
    "text",
    ["", "alo", "👍", "482 106", "Lê Hoa 1975", "Lê Thị Hoa?", "a b c d e f g h",
     "x" * 40 + " y" * 20, "Иван Петров", "'", "- -", "Lê Hoa, tổ trưởng"],
)  # fmt: skip
def test_does_not_look_like_a_name(text):
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nguyen thi hanh 1971", ("Nguyen Thi Hanh", 1971)),
        ("Lê Thị Hoa 1975", ("Lê Thị Hoa", 1975)),
        ("Lê Thị Hoa, 1975", ("Lê Thị Hoa", 1975)),
        ("Lê Thị Hoa - 1975", ("Lê Thị Hoa", 1975)),
        ("Lê Thị Hoa (1975)", ("Lê Thị Hoa", 1975)),
        ("1975 Lê Thị Hoa", ("Lê Thị Hoa", 1975)),
        ("hoa sn 75", ("Hoa", 1975)),
        ("Lê Thị Hoa 75", ("Lê Thị Hoa", 1975)),
        ("Lê Thị Hoa 05", ("Lê Thị Hoa", 2005)),
        ("Lê Thị Hoa 12/3/1975", ("Lê Thị Hoa", 1975)),
        ("le thi hoa sinh nam 1975", ("Le Thi Hoa", 1975)),
        ("Lê Thị Hoa sinh 1975", ("Lê Thị Hoa", 1975)),
        ("toi la nguyen thi hanh sinh năm 1971", ("Nguyen Thi Hanh", 1971)),
        ("em tên là Lê Hoa, sn 1975", ("Lê Hoa", 1975)),
        ("Nguyễn Văn Sinh 1975", ("Nguyễn Văn Sinh", 1975)),
        ("Trần Nam Sinh 1980", ("Trần Nam Sinh", 1980)),
        ("Nguyễn Văn Nam 1975", ("Nguyễn Văn Nam", 1975)),
        ("H'Hen Niê 1992", ("H'Hen Niê", 1992)),
        ("vay 27", None),
        ("482 106", None),
        ("1975", None),
        ("sn 1975", None),
        ("Lê Thị Hoa", None),
        ("le thi hoa 3000", None),
        ("cho em vay 5tr 2026", None),
    ],
)
def test_name_and_year(text, found):
    assert name_and_year(text) == found


@for_all(st.text() | LETTERS, st.text() | LETTERS)
def test_nothing_is_raised(one, other):
    proper(one), given(one), looks_like_name(one), name_and_year(one), name_and_year(one + " 75")
    assert matches(one, one) in (Match.SAME, Match.NO)
    matches(one, other)
