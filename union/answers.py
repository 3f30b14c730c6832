"""What an answer says: yes, no, or two things at once; and beginnings that may mean two things."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from unicodedata import category

from union.words import SHORT, TWO_READINGS, agrees, expand, fold, normal


class Reading(Enum):
    """What an answer to a yes-or-no question says."""

    YES = auto()
    NO = auto()
    ASK = auto()  # two readings: ask again with 1 and 2, never act
    NEITHER = auto()


_SAID: Mapping[Reading, tuple[str, ...]] = {
    Reading.YES: (
        "đúng", "đúng rồi", "đúng vậy", "đúng thế", "đúng tôi", "đúng tôi tôi đồng ý", "có",
        "có chứ", "ok", "oke", "okay", "okie", "oki", "ok đồng ý", "đồng ý", "nhất trí",
        "tán thành", "chấp nhận", "xác nhận",
        "ừ", "ừm", "uh", "uhm", "uk", "ừ đúng rồi", "ừ đồng ý", "vâng",
        "vâng đúng rồi", "vâng đồng ý", "được", "được rồi", "phải", "phải rồi", "chuẩn",
        "chính xác", "yes", "tất nhiên", "dĩ nhiên",
    ),
    Reading.NO: (
        "không", "không phải", "không phải tôi", "không đúng", "không đồng ý", "không cần",
        "không muốn", "không có", "không được", "không vay", "thôi", "thôi không", "thôi khỏi",
        "thôi không vay", "khỏi", "chưa", "chưa đúng", "chưa phải", "chưa đồng ý", "chưa có", "sai",
        "sai rồi", "nhầm", "nhầm rồi", "hủy", "hủy bỏ", "bỏ", "bỏ qua", "dừng", "dừng lại", "đừng",
        "để sau", "từ chối", "no", "nope",
    ),
    # "dạ" says "I hear you"; "dùng" is a word of its own, yet one mark away from "dừng".
    Reading.ASK: ("dạ", "dạ vâng thôi", "dùng", "thôi được", "ok thôi"),
}  # fmt: skip
_ANSWERS: dict[str, list[tuple[Reading, list[str]]]] = {}
for _reading, _phrases in _SAID.items():
    for _phrase in _phrases:
        _ANSWERS.setdefault(fold(_phrase), []).append((_reading, _phrase.split()))

_OPENERS = frozenset(("da", "em", "e", "anh", "chi", "toi", "minh"))
_CLOSERS = _OPENERS - {"da", "toi", "minh"} | frozenset(
    ("a", "nha", "nhe", "nhen", "nghen", "oi", "do", "ban", "bot", "luon")
)
_ANSWER = 10  # words; whoever writes more is telling something
_EMOTICON = re.compile(r"/-[a-z]+|[:;=][-'o]?[()<>|*]+", re.I)  # Zalo sends 👍 as "/-strong"


def reading(text: str) -> Reading:
    """What an answer says. Accents are not needed, but where typed they decide (§14).

    "dung" may be đúng or dừng: ASK. A thumb, a heart, an amount with "thôi" are NEITHER:
    consent is never read into a sign (Law 91/2025/QH15: silence is not consent).
    """
    words = _spoken(text)
    while 0 < len(words) <= _ANSWER:
        if met := _readings(words):
            return met.pop() if len(met) == 1 else Reading.ASK
        if len(words) > 1 and fold(words[-1]) in _CLOSERS:
            words = words[:-1]
        elif len(words) > 1 and fold(words[0]) in _OPENERS:
            words = words[1:]
        else:
            break
    return Reading.NEITHER


def yes_no(text: str) -> bool | None:
    """True, False, or None for whatever is not plainly one of them."""
    return {Reading.YES: True, Reading.NO: False}.get(reading(text))


def is_yes(text: str) -> bool:
    return reading(text) is Reading.YES


def is_no(text: str) -> bool:
    return reading(text) is Reading.NO


def _readings(words: list[str]) -> set[Reading]:
    met = {said for said, meant in _ANSWERS.get(fold(" ".join(words)), ()) if agrees(words, meant)}
    return {Reading.ASK} if Reading.ASK in met else met


def _spoken(text: str) -> list[str]:
    """The words as typed, accents kept, "okkkk" shortened, abbreviations written out."""
    said = re.findall(r"[^\W_]+", _EMOTICON.sub(" ", normal(text).lower()))
    said = [re.sub(r"([^\W\d])\1{2,}", r"\1", word) for word in said]
    return " ".join(SHORT.get(fold(word), word) for word in said).split()


_AMOUNT = re.compile(r"\b[0-9]+(?: ?(?:k|tr|trieu|nghin|ngan|ty|d)[0-9]*)?\b(?: ruoi\b)?")


def two_readings(text: str) -> tuple[str, str] | None:
    """The two things a text may begin with, or None when accents or its length settle it.

    A reading spelt unlike the typed words ("thôi, hủy") cannot be settled by accents.
    """
    masked = _AMOUNT.sub("#", expand(fold(text))).split()
    for length in range(min(3, len(masked)), 0, -1):
        key = " ".join(masked[:length])
        if key not in TWO_READINGS or (key == "dung" and len(masked) > 1):
            continue
        typed = ["#" if word[0].isdigit() else word for word in _spoken(text)][:length]
        both = TWO_READINGS[key]
        fitting = [one for one in both if agrees(typed, one.lower().split())]
        return None if len(fitting) == 1 else both
    return None


def is_emoji_only(text: str) -> bool:
    """Only pictures, no word and no number; "1️⃣" is a choice and not a picture."""
    bare = "".join(_EMOTICON.sub("☺", text).split())
    kinds = {category(letter) for letter in bare}
    return "So" in kinds and kinds <= {"So", "Sk", "Mn", "Me", "Cf"}
