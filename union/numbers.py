"""Numbers as accountants say them, and as people type them before a unit: in figures or words."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple


def number_in_words(number: int) -> str:
    """A number from 0 as accountants say it: empty hundreds and thousands are spoken (j1)."""
    if number >= 10**9:
        billions, rest = divmod(number, 10**9)
        said = f"{number_in_words(billions)} tỷ"
        return f"{said} {_groups(rest, 0, following=True)}" if rest else said
    first = next((at for at, size in enumerate(_SIZES) if number >= size), len(_SIZES) - 1)
    return _groups(number, first)


_SIZES, _SIZE_NAMES = (10**6, 1000, 1), (" triệu", " nghìn", "")
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def _groups(number: int, first: int, following: bool = False) -> str:
    said: list[str] = []
    for size, name in list(zip(_SIZES, _SIZE_NAMES, strict=True))[first:]:
        group, number = divmod(number, size)
        full = following or bool(said)
        said.append((_three(group, full) if group or not full else "không") + name)
        if not number:
            break
    return " ".join(said)


def _three(number: int, full: bool) -> str:
    """0 to 999; `full` also speaks the hundreds that are not there."""
    hundreds, rest = divmod(number, 100)
    if not hundreds and not full:
        return _two(rest)
    spoken = f"{_DIGITS[hundreds]} trăm"
    if not rest:
        return spoken
    return f"{spoken} linh {_DIGITS[rest]}" if rest < 10 else f"{spoken} {_two(rest)}"


def _two(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    spoken = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    last = {0: "", 5: "lăm", 1: "một" if tens == 1 else "mốt"}.get(ones, _DIGITS[ones])
    return f"{spoken} {last}".rstrip()


# What follows reads. Everything is lower case without diacritics by then.

SCALES = {
    "ty": 10**9, "trieu": 10**6, "tr": 10**6, "nghin": 1000, "ngan": 1000, "k": 1000,
}  # fmt: skip
_SLANG = {"cu": 10**6, "chai": 10**6, "xi": 10**5, "lit": 10**5}  # never without asking
_ONES = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_TENS = ("muoi", "chuc")
GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?:[.,]0{1,2})?")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]*)[.,][0-9]+")


class Scan:
    """A place among the words of a message."""

    def __init__(self, words: list[str], at: int = 0, whole: bool = True) -> None:
        self.words, self.at, self.whole = words, at, whole

    def word(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.words[place] if place < len(self.words) else ""

    def take(self, *wanted: str) -> bool:
        met = self.word() in wanted
        self.at += met
        return met


class Small(NamedTuple):
    """A number before its unit, and how it was written."""

    value: Fraction
    digits: str = ""  # as typed, "" when it was in words
    hundreds: bool = False  # "hai trăm", "không trăm linh năm"
    half: bool = False  # "trăm rưỡi", which is always thousands
    sure: bool = True


def unit(scan: Scan) -> tuple[int, bool]:
    """The unit that stands here and whether it is a plain one; 0 when there is none."""
    word = scan.word()
    size = SCALES.get(word) or (_SLANG.get(word, 0) if scan.whole else 0)
    scan.at += bool(size)
    return size, word in SCALES


def small(scan: Scan) -> Small | None:
    """The number that stands here, "1.500" or "hai trăm"; None where there is none."""
    word = scan.word()
    if not word[:1].isdigit() or (len(word) == 1 and scan.word(1) in ("tram", *_TENS)):
        return _in_words(scan)
    value = _figure(word)
    scan.at += 1
    return None if value is None else Small(value, word)


def _figure(digits: str) -> Fraction | None:
    if len(digits) > 20:
        return None
    if digits.isdigit():
        return Fraction(digits)
    if GROUPED.fullmatch(digits):
        return Fraction(re.sub(r"[.,]", "", re.sub(r"[.,]0{1,2}$", "", digits)))
    return Fraction(digits.replace(",", ".")) if _DECIMAL.fullmatch(digits) else None


def _in_words(scan: Scan) -> Small | None:
    """Up to "chín trăm chín mươi chín"; "trăm hai" is 120, or a slip for 102, so not sure."""
    hundreds = 100 if scan.take("tram") else 0
    spoken = bool(hundreds)
    if not spoken and scan.word(1) == "tram" and (one := _one(scan)) is not None:
        hundreds, spoken = one * 100, scan.take("tram")
    if spoken and scan.take("ruoi"):
        return Small(Fraction(hundreds + 50), half=True)
    if scan.take("linh", "le"):
        last = _one(scan)
        return None if last is None else Small(Fraction(hundreds + last), hundreds=True)
    rest = _tens(scan)
    if rest is None:
        return Small(Fraction(hundreds), hundreds=True) if spoken else None
    if spoken and rest < 10:
        return Small(Fraction(hundreds + rest * 10), hundreds=True, sure=False)
    return Small(Fraction(hundreds + rest), hundreds=spoken)


def _tens(scan: Scan) -> int | None:
    if scan.take(*_TENS):
        return 10 + (_one(scan) or 0)
    if scan.word(1) in _TENS and (tens := _one(scan)) is not None:
        scan.at += 1
        return tens * 10 + (_one(scan) or 0)
    return _one(scan)


def _one(scan: Scan) -> int | None:
    """A digit in words; "không" only before a unit, for elsewhere it says no."""
    word, after = scan.word(), scan.word(1)
    if word == "khong" and after != "tram" and after not in SCALES:
        return None
    value = int(word) if len(word) == 1 and word.isdigit() else _ONES.get(word)
    if value is not None:
        scan.at += 1
    return value
