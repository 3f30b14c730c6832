"""Đồng as people type them, and as the bot and the vouchers write them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from union.words import NotUnderstood, Unclear, normal, plain

HIGHEST = 999_999_999_999  # đồng; no grassroots union counts in thousands of tỷ


class Money(NamedTuple):
    """An amount in đồng as read from a text."""

    amount: int
    certain: bool  # False: slang or two readings, so it is asked about before anything else
    other: int | None = None  # the second reading worth a button


def money(text: str, most: int | None = None) -> Money:
    """The amount a whole message names (j1), said back before it is used.

    `most` in đồng is what the fund may give. Raises NotUnderstood: NOT_MONEY, NEGATIVE, ZERO,
    DECIMALS, or TOO_MUCH with `most`.
    """
    written = _SPACED.sub(_close_up, _readable(text))
    if _MINUS.match(written):
        raise NotUnderstood(Unclear.NEGATIVE)
    words = _bare(_WORD.findall(written))
    about = words[:1] == ["khoang"]
    scan = _Scan(words[1:] if about else words)
    found = _read(scan)
    if found is None or scan.word():
        raise NotUnderstood(Unclear.NOT_MONEY)
    if found.amount > (most or HIGHEST):
        raise NotUnderstood(Unclear.TOO_MUCH, most=most or HIGHEST)
    return found._replace(certain=False) if about else found


def amounts_in(text: str) -> list[Money]:
    """The amounts inside a sentence, in order: "cho em vay 5tr sua nha tra 10 thang" holds one.

    Only what cannot be a count, a date or a code is taken: a unit, or dots between thousands.
    "5 chai" and "10 k" in a sentence are bottles and a "không". A sign before an amount is not
    read here, and nothing is refused: what makes no amount is passed over.
    """
    written = _SPACED_IN.sub(_close_up, _readable(text))
    written = _GLUED_D.sub(r"\1 vnd ", _GLUED_K.sub(r"\1 nghin ", written))
    words = _WORD.findall(re.sub(r"\bk\b", "khong", written))
    found: list[Money] = []
    at = 0
    while at < len(words):
        scan = _Scan(words, at, whole=False)
        amount = _in_sentence(scan)
        if amount:
            found.append(amount)
        at = scan.at if amount else at + 1
    return found


def money_text(amount: int) -> str:
    """16050000 as "16.050.000đ", the way the unit's own papers write it."""
    return f"{amount:,}".replace(",", ".") + "đ"


def money_in_words(amount: int, even: bool = False) -> str:
    """ "Năm triệu đồng"; `even` adds "chẵn", as vouchers end."""
    said = ("âm " if amount < 0 else "") + number_in_words(abs(amount)) + " đồng"
    return said[0].upper() + said[1:] + (" chẵn" if even else "")


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

_SCALES = {
    "ty": 10**9, "trieu": 10**6, "tr": 10**6, "nghin": 1000, "ngan": 1000, "k": 1000,
}  # fmt: skip
_SLANG = {"cu": 10**6, "chai": 10**6, "xi": 10**5, "lit": 10**5}  # never without asking
_DONG = ("d", "dong", "vnd")
_ONES = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_TENS = ("muoi", "chuc")
# "5tr 10 thang" lends five million for ten months.
_COUNTED = frozenset(
    ("thang", "nam", "ngay", "tuan", "quy", "ky", "lan", "nguoi", "phan", "suat", "phieu", "chau",
     "ban", "cai", "dot", "gia", "gio", "h", "anh", "chi", "to", "/", "-", "%", "x")
)  # fmt: skip
_STOPS = ("", ".", ",", "!", "?", ";")
_POLITE = frozenset(
    ("da", "em", "anh", "chi", "toi", "minh", "a", "oi", "nha", "nhe", "thoi", "chan", "do", "day")
)
_ASKED = frozenset(("muon", "xin", "vay", "la", "vnd"))  # before the amount only

_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[a-z]+|[^\sa-z0-9]")
_MINUS = re.compile(r"[^a-z0-9]*- ?[0-9]|am (?:[0-9]|\w+ (?:trieu|tram|nghin|ngan|tr)\b)")
_SPACED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3})+(?![0-9.,]*[0-9])")
_SPACED_IN = re.compile(
    r"(?<![0-9.,])[1-9][0-9]{0,2}"
    r"(?:(?: [0-9]{3}){2,}(?![0-9])|(?: [0-9]{3})+(?= ?(?:d|dong|vnd)\b))"
)
_GLUED_K = re.compile(r"([0-9])k(?![a-z])")
_GLUED_D = re.compile(r"([0-9])d(?![a-z0-9])")
_ONE_GROUP = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?:[.,]0{1,2})?")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]*)[.,][0-9]+")


class _Scan:
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


class _Small(NamedTuple):
    """A number before its unit, and how it was written."""

    value: Fraction
    digits: str = ""  # as typed, "" when it was in words
    hundreds: bool = False  # "hai trăm", "không trăm linh năm"
    half: bool = False  # "trăm rưỡi", which is always thousands
    sure: bool = True


def _readable(text: str) -> str:
    # Without its accent "tỉ" is also "tí": only the accented one is a billion.
    return plain(re.sub(r"\btỉ\b", "tỷ", normal(text).lower()))


def _close_up(spaced: re.Match[str]) -> str:
    return spaced[0].replace(" ", ".")


def _bare(words: list[str]) -> list[str]:
    """Without politeness around the amount: "dạ 5tr ạ", "nhầm, 300k thôi"."""
    while words and (words[0] in _POLITE or words[0] in _ASKED or _corrects(words)):
        words = words[1:]
    while words and (words[-1] in _POLITE or words[-1] in _STOPS):
        words = words[:-1]
    return words


def _corrects(words: list[str]) -> bool:
    """ "nhầm, 300k": a slip admitted; in "hai mươi nhăm" the same letters are a five."""
    return words[0] == "," or (words[0] == "nham" and words[1:2] != [] and not words[1].isalpha())


def _read(scan: _Scan) -> Money | None:
    """The amount that starts here; None leaves the scan anywhere."""
    halved = scan.take("nua")
    first = _Small(Fraction(1, 2)) if halved else _first(scan)
    if first is None or (first.digits[:1] == "0" and first.digits.isdigit() and first.value):
        return None
    size, sure = _unit(scan)
    if not size:
        return None if halved else _without_unit(scan, first)
    total, other = first.value * size, None
    if _ONE_GROUP.fullmatch(first.digits) and size >= 10**6:  # "1.500tr" is seldom 1,5 tỷ
        total, other, sure = total / 1000, total, False
    sum_ = _Sum(total, size, sure and first.sure, other)
    if not _add_smaller(scan, sum_):
        return None
    if not sum_.tail and scan.take("ruoi"):
        sum_.total += Fraction(sum_.last, 2)
    if scan.take(*_DONG) and sum_.tail and sum_.last > 1000:
        sum_.sure = False  # "2 triệu 250 đồng"
    return _money(sum_.total, sum_.sure, sum_.other)


class _Sum:
    """What has been added up so far; `last` is the size of the last unit."""

    def __init__(self, total: Fraction, last: int, sure: bool, other: Fraction | None) -> None:
        self.total, self.last, self.sure, self.other = total, last, sure, other
        self.tail = False


def _add_smaller(scan: _Scan, sum_: _Sum) -> bool:
    """Adds "500 nghìn", or the bare "5" of "1tr5"; False when it makes no amount."""
    while True:
        here = scan.at
        more = _small(scan)
        size, sure = _unit(scan) if more else (0, True)
        if more and size:
            if size >= sum_.last:
                return False
            sum_.total += more.value * size
            sum_.last, sum_.sure = size, sum_.sure and sure and more.sure
            continue
        if more is None or not _may_be_tail(scan, more):
            scan.at = here
            return True
        return _add_tail(sum_, more)


def _may_be_tail(scan: _Scan, more: _Small) -> bool:
    after = scan.word()
    if after in _COUNTED or after[:1].isdigit():
        return False
    # In a sentence "5tr sau" may go on "sau này", "5tr tu" "từ tháng 12".
    return scan.whole or bool(more.digits) or after in _STOPS


def _add_tail(sum_: _Sum, more: _Small) -> bool:
    """A number without a unit: 1 digit is tenths of the last unit, 2 hundredths, 3 thousandths."""
    sum_.tail = True
    length = len(more.digits) or (1 if more.value < 10 and not more.hundreds else 3)
    if more.digits and not more.digits.isdigit():  # "2 triệu 250.000"
        sum_.total += more.value
        return bool(_GROUPED.fullmatch(more.digits)) and more.value < sum_.last
    if length > 3:
        return False
    if more.digits[:1] == "0" and length < 3:  # "1tr05"
        sum_.sure = False
    if not more.digits and length == 3 and sum_.last > 1000:  # "năm triệu năm trăm"
        sum_.sure, sum_.other = False, sum_.total + more.value
    sum_.sure = sum_.sure and more.sure
    sum_.total += more.value * sum_.last / 10**length
    return True


def _without_unit(scan: _Scan, small: _Small) -> Money | None:
    """Below 10.000 a bare number is shorthand: for thousands first, and asked about."""
    value = small.value
    if small.half:
        return _money(value * 1000, True)
    if scan.take("ruoi"):
        value += Fraction(1, 2)
        return _money(value * 1000, False, value * 10**6)
    if scan.take(*_DONG) or not value:
        return _money(value, small.sure) if small.digits or value else None
    if value.denominator != 1:
        return _money(value * 10**6, False)
    if value >= 10_000:
        return _money(value, small.sure)
    return _money(value * 1000, False, value * 10**6 if value < 100 else value)


def _money(amount: Fraction, certain: bool, other: Fraction | None = None) -> Money:
    if amount.denominator != 1:
        raise NotUnderstood(Unclear.DECIMALS)
    if not amount:
        raise NotUnderstood(Unclear.ZERO)
    if amount > HIGHEST:
        raise NotUnderstood(Unclear.TOO_MUCH, most=HIGHEST)
    return Money(int(amount), certain, int(other) if other is not None else None)


def _unit(scan: _Scan) -> tuple[int, bool]:
    """The unit that stands here and whether it is a plain one; 0 when there is none."""
    word = scan.word()
    size = _SCALES.get(word) or (_SLANG.get(word, 0) if scan.whole else 0)
    scan.at += bool(size)
    return size, word in _SCALES


def _first(scan: _Scan) -> _Small | None:
    if scan.word() in _SCALES and scan.word(1) == "ruoi":  # "triệu rưỡi"
        return _Small(Fraction(1))
    return _small(scan)


def _small(scan: _Scan) -> _Small | None:
    word = scan.word()
    if not word[:1].isdigit() or (len(word) == 1 and scan.word(1) in ("tram", *_TENS)):
        return _in_words(scan)
    value = _figure(word)
    scan.at += 1
    return None if value is None else _Small(value, word)


def _figure(digits: str) -> Fraction | None:
    if len(digits) > 20:
        return None
    if digits.isdigit():
        return Fraction(digits)
    if _GROUPED.fullmatch(digits):
        return Fraction(re.sub(r"[.,]", "", re.sub(r"[.,]0{1,2}$", "", digits)))
    return Fraction(digits.replace(",", ".")) if _DECIMAL.fullmatch(digits) else None


def _in_words(scan: _Scan) -> _Small | None:
    """Up to "chín trăm chín mươi chín"; "trăm hai" is 120, or a slip for 102, so not sure."""
    hundreds = 100 if scan.take("tram") else 0
    spoken = bool(hundreds)
    if not spoken and scan.word(1) == "tram" and (one := _one(scan)) is not None:
        hundreds, spoken = one * 100, scan.take("tram")
    if spoken and scan.take("ruoi"):
        return _Small(Fraction(hundreds + 50), half=True)
    if scan.take("linh", "le"):
        last = _one(scan)
        return None if last is None else _Small(Fraction(hundreds + last), hundreds=True)
    rest = _tens(scan)
    if rest is None:
        return _Small(Fraction(hundreds), hundreds=True) if spoken else None
    if spoken and rest < 10:
        return _Small(Fraction(hundreds + rest * 10), hundreds=True, sure=False)
    return _Small(Fraction(hundreds + rest), hundreds=spoken)


def _tens(scan: _Scan) -> int | None:
    if scan.take(*_TENS):
        return 10 + (_one(scan) or 0)
    if scan.word(1) in _TENS and (tens := _one(scan)) is not None:
        scan.at += 1
        return tens * 10 + (_one(scan) or 0)
    return _one(scan)


def _one(scan: _Scan) -> int | None:
    """A digit in words; "không" only before a unit, for elsewhere it says no."""
    word, after = scan.word(), scan.word(1)
    if word == "khong" and after != "tram" and after not in _SCALES:
        return None
    value = int(word) if len(word) == 1 and word.isdigit() else _ONES.get(word)
    if value is not None:
        scan.at += 1
    return value


def _in_sentence(scan: _Scan) -> Money | None:
    start = scan.at
    try:
        found = _read(scan)
    except NotUnderstood:
        return None
    taken = scan.words[start : scan.at]
    if found is None or found.amount < 1000:
        return None
    grouped = bool(taken) and bool(_GROUPED.fullmatch(taken[0])) and found.amount >= 10_000
    return found if grouped or any(word in _SCALES or word == "vnd" for word in taken) else None
