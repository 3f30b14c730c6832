"""Which choice is meant by what somebody types: the table is the specification."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.choosing import Chosen, Either, choose
from bot.texts import numbered
from storage.menus import Choice, Menu

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def menu(message: str, *choices: str, case: int | None = None, current: bool = True) -> Menu:
    """Labels; each decides “message:label”."""
    made = tuple(Choice(label, f"{message}:{label}", message) for label in choices)
    return Menu(message, made, True, case, NOW, current)


LOAN = menu("m1", "Đúng, gửi đề nghị", "Sửa", "Thôi không vay")
BIRTHDAY = menu("m2", "Chỉ nhắn riêng", "Cả trong nhóm, không nói tuổi", "Không cần")
CARD = menu("m3", "Duyệt", "Chưa", "Hỏi thêm", case=27)
OTHER = menu("m4", "Duyệt", "Chưa", case=31)
MONTHS = menu("m5", "6 tháng", "10 tháng", "Để sau", case=0)
HOME = menu("m6", "Đoàn phí", "Quỹ tương trợ", "Thông tin của tôi", "Trợ giúp")


def said(text: str, *menus: Menu, **how: Any) -> str | None:
    found = choose(text, menus, **how)
    assert not isinstance(found, Either), found
    return found.data if isinstance(found, Chosen) else None


@pytest.mark.parametrize(
    "text",
    ["2", "2.", " 2 ", "2)", "chọn 2", "chon 2", "Chọn số 2", "số 2", "so 2 nhé", "em chọn 2 ạ",
     "2️⃣", "２", "Sửa", "sua", "sửa ạ", "cho em sửa"],
)  # fmt: skip
def test_the_second_of_three(text: str) -> None:
    assert said(text, LOAN) == "m1:Sửa"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("đúng, gửi đề nghị", "Đúng, gửi đề nghị"), ("dung gui", "Đúng, gửi đề nghị"),
        ("Đúng", "Đúng, gửi đề nghị"), ("thôi", "Thôi không vay"), ("thoi k vay", None),
        ("dung", None), ("đùng", None), ("dừng", None),  # “dung” is nobody's; accents decide
        ("0", None), ("4", None), ("22", None), ("1tr", None), ("2 3", None), ("02", None),
        ("de nghi", None), ("s", None), ("300k thoi", None), ("", None), ("👍", None),
        ("sửa nhà", None), ("chi", None),
    ],
)  # fmt: skip
def test_a_label_or_its_beginning(text: str, label: str | None) -> None:
    assert said(text, LOAN) == (label and f"m1:{label}")


@pytest.mark.parametrize(
    ("text", "label"),
    [("chi nhan rieng", "Chỉ nhắn riêng"), ("chi", None), ("chỉ nhắn", "Chỉ nhắn riêng"),
     ("ca trong nhom", "Cả trong nhóm, không nói tuổi"), ("khong", "Không cần"), ("ca", None),
     ("chị nhắn riêng", None)],
)  # fmt: skip
def test_words_that_mean_two_things_do_not_choose(text: str, label: str | None) -> None:
    assert said(text, BIRTHDAY) == (label and f"m2:{label}")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("duyệt 27", "m3:Duyệt"), ("duyet 27", "m3:Duyệt"), ("Duyệt số 27 ạ", "m3:Duyệt"),
        ("chua 31", "m4:Chưa"), ("hỏi 27", "m3:Hỏi thêm"), ("hoi them 27", "m3:Hỏi thêm"),
        ("hỏi 31", None), ("duyệt 28", None), ("duyệt", None), ("1", None), ("27", None),
        ("chọn 1", None),
    ],
)  # fmt: skip
def test_cards_are_meant_by_their_number(text: str, wanted: str | None) -> None:
    assert said(text, OTHER, CARD) == wanted


def test_the_only_card_needs_no_number_and_still_no_bare_one() -> None:
    assert said("duyệt", CARD) == "m3:Duyệt"
    assert said("1", CARD) is None
    talked_on = menu("m3", "Duyệt", "Chưa", case=27, current=False)
    assert said("duyệt", talked_on) is None, "of an older talk only with its number"
    assert said("duyệt 27", talked_on) == "m3:Duyệt"


def test_a_number_beside_a_card_is_the_lists() -> None:
    assert said("1", CARD, LOAN) == said("1", LOAN, CARD) == "m1:Đúng, gửi đề nghị"


@pytest.mark.parametrize("text", ["1", "10", "6", "chọn 1", "2."])
def test_a_question_for_a_number_is_never_taken_for_a_list(text: str) -> None:
    assert said(text, MONTHS, asked_for_number=True) is None
    assert said(text, LOAN, asked_for_number=True) is None
    assert said("10 thang", MONTHS, asked_for_number=True) == "m5:10 tháng"
    assert said("de sau", MONTHS, asked_for_number=True) == "m5:Để sau"


def test_two_lists_and_a_bare_number_ask_which() -> None:
    for text in ("1", "3.", "chọn 2"):
        found = choose(text, (BIRTHDAY, LOAN))
        assert isinstance(found, Either) and len(found.choices) == 2
        assert [choice.message for choice in found.choices] == ["m2", "m1"], "the newest first"
    assert said("sua", BIRTHDAY, LOAN) == "m1:Sửa"
    assert said("khong can", BIRTHDAY, LOAN) == "m2:Không cần"


def test_what_writes_needs_its_words_also_where_only_one_list_is_so_long() -> None:
    four = choose("4", (LOAN, HOME))
    assert isinstance(four, Either) and [one.label for one in four.choices] == ["Trợ giúp"]
    assert said("4", LOAN, HOME, weighs=lambda data: False) == "m6:Trợ giúp"


def test_the_same_thing_in_two_lists_is_not_asked_about() -> None:
    again = Menu("m7", LOAN.choices, True, None, NOW)
    assert said("1", again, LOAN) == "m1:Đúng, gửi đề nghị", "a message that came twice"


def test_the_same_words_in_two_lists_choose_nothing() -> None:
    assert said("sửa", menu("m8", "Sửa", "Bỏ"), LOAN) is None


def test_a_command_is_not_the_beginning_of_a_label() -> None:
    assert said("thông tin", HOME) == "m6:Thông tin của tôi"
    assert said("thông tin", HOME, command=True) is None
    assert said("thông tin của tôi", HOME, command=True) == "m6:Thông tin của tôi"


def test_nothing_offered_nothing_chosen() -> None:
    assert choose("1", ()) is None


def test_what_is_shown_is_what_is_understood() -> None:
    shown = numbered.reply_with([choice.label for choice in CARD.choices], 27)
    for words, choice in zip(shown.split("“")[1:], CARD.choices, strict=True):
        assert said(words.partition("”")[0], CARD, OTHER) == choice.data
