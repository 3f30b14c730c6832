"""Đồng as people type them, and as the bot and the vouchers write them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from union.numbers import GROUPED, SCALES, Scan, Small, number_in_words, small, unit
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
    scan = Scan(words[1:] if about else words)
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
        scan = Scan(words, at, whole=False)
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


_DONG = ("d", "dong", "vnd")
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


def _read(scan: Scan) -> Money | None:
    """The amount that starts here; None leaves the scan anywhere."""
    halved = scan.take("nua")
    first = Small(Fraction(1, 2)) if halved else _first(scan)
    if first is None or (first.digits[:1] == "0" and first.digits.isdigit() and first.value):
        return None
    size, sure = unit(scan)
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


def _add_smaller(scan: Scan, sum_: _Sum) -> bool:
    """Adds "500 nghìn", or the bare "5" of "1tr5"; False when it makes no amount."""
    while True:
        here = scan.at
        more = small(scan)
        size, sure = unit(scan) if more else (0, True)
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


def _may_be_tail(scan: Scan, more: Small) -> bool:
    after = scan.word()
    if after in _COUNTED or after[:1].isdigit():
        return False
    # In a sentence "5tr sau" may go on "sau này", "5tr tu" "từ tháng 12".
    return scan.whole or bool(more.digits) or after in _STOPS


def _add_tail(sum_: _Sum, more: Small) -> bool:
    """A number without a unit: 1 digit is tenths of the last unit, 2 hundredths, 3 thousandths."""
    sum_.tail = True
    length = len(more.digits) or (1 if more.value < 10 and not more.hundreds else 3)
    if more.digits and not more.digits.isdigit():  # "2 triệu 250.000"
        sum_.total += more.value
        return bool(GROUPED.fullmatch(more.digits)) and more.value < sum_.last
    if length > 3:
        return False
    if more.digits[:1] == "0" and length < 3:  # "1tr05"
        sum_.sure = False
    if not more.digits and length == 3 and sum_.last > 1000:  # "năm triệu năm trăm"
        sum_.sure, sum_.other = False, sum_.total + more.value
    sum_.sure = sum_.sure and more.sure
    sum_.total += more.value * sum_.last / 10**length
    return True


def _without_unit(scan: Scan, bare: Small) -> Money | None:
    """Below 10.000 a bare number is shorthand: for thousands first, and asked about."""
    value = bare.value
    if bare.half:
        return _money(value * 1000, True)
    if scan.take("ruoi"):
        value += Fraction(1, 2)
        return _money(value * 1000, False, value * 10**6)
    if scan.take(*_DONG) or not value:
        return _money(value, bare.sure) if bare.digits or value else None
    if value.denominator != 1:
        return _money(value * 10**6, False)
    if value >= 10_000:
        return _money(value, bare.sure)
    return _money(value * 1000, False, value * 10**6 if value < 100 else value)


def _money(amount: Fraction, certain: bool, other: Fraction | None = None) -> Money:
    if amount.denominator != 1:
        raise NotUnderstood(Unclear.DECIMALS)
    if not amount:
        raise NotUnderstood(Unclear.ZERO)
    if amount > HIGHEST:
        raise NotUnderstood(Unclear.TOO_MUCH, most=HIGHEST)
    return Money(int(amount), certain, int(other) if other is not None else None)


def _first(scan: Scan) -> Small | None:
    if scan.word() in SCALES and scan.word(1) == "ruoi":  # "triệu rưỡi"
        return Small(Fraction(1))
    return small(scan)


def _in_sentence(scan: Scan) -> Money | None:
    start = scan.at
    try:
        found = _read(scan)
    except NotUnderstood:
        return None
    taken = scan.words[start : scan.at]
    if found is None or found.amount < 1000:
        return None
    grouped = bool(taken) and bool(GROUPED.fullmatch(taken[0])) and found.amount >= 10_000
    return found if grouped or any(word in SCALES or word == "vnd" for word in taken) else None
