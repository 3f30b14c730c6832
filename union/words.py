"""Reading what people type: one form to compare by, abbreviations, courtesy, accents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum, auto
from unicodedata import category, normalize


class Unclear(StrEnum):
    """Why a text could not be read; each has a sentence in the texts."""

    NOT_MONEY = auto()
    NEGATIVE = auto()
    ZERO = auto()
    DECIMALS = auto()  # a part of a đồng
    TOO_MUCH = auto()  # facts: most
    NOT_A_PHONE = auto()
    LANDLINE = auto()
    OLD_NUMBER = auto()  # facts: now, the number it became in 2018
    NOT_A_DATE = auto()
    NO_SUCH_DAY = auto()  # facts: day, month
    NOT_LEAP = auto()  # facts: year
    NO_YEAR = auto()  # facts: day, month
    ONLY_YEAR = auto()  # facts: year
    FUTURE = auto()  # facts: on
    PAST = auto()  # facts: on
    TOO_OLD = auto()  # facts: on
    TOO_YOUNG = auto()  # facts: on, youngest
    LUNAR = auto()  # facts: day, month, either may be None; eve, when "30 tết" is the 29th
    SOLAR_OR_LUNAR = auto()  # facts: day, month, solar, lunar (or None)
    WEEKDAY_DIFFERS = auto()  # facts: on
    A_PERIOD = auto()  # facts: first, last
    NOT_A_PERIOD = auto()
    NOT_A_TIME = auto()
    MORNING_OR_AFTERNOON = auto()  # facts: hour


class NotUnderstood(Exception):
    """A text that cannot be read, with the facts its answer needs; never a sentence."""

    def __init__(self, reason: Unclear, **facts: object) -> None:
        super().__init__(reason, facts)
        self.reason = reason
        self.facts = facts


class _Table(dict[int, str]):
    """A table for str.translate that works characters out as they first turn up."""

    def __missing__(self, code: int) -> str:
        shown = self._show(chr(code))
        if code < 0x2000:  # every Vietnamese letter; the rest of Unicode would only fill memory
            self[code] = shown
        return shown

    def _show(self, letter: str) -> str:
        raise NotImplementedError


class _Normal(_Table):
    def _show(self, letter: str) -> str:
        if letter.isspace():
            return " "
        if category(letter) in {"Cc", "Cf", "Cs"}:
            return ""  # NUL and lone surrogates break PostgreSQL; the others are invisible
        return chr(ord(letter) - 0xFEE0) if "！" <= letter <= "～" else letter  # full width


class _Plain(_Table):
    # NFKD leaves đ whole; ð and Ð are what some old keyboards send in its place.
    OWN: Mapping[str, str] = {
        **dict.fromkeys("đĐðÐ₫", "d"),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("‘’ʼ´`", "'"),
    }

    def _show(self, letter: str) -> str:
        kind = category(letter)
        if letter in self.OWN or letter.isspace():
            return self.OWN.get(letter, " ")
        if kind in {"Cc", "Cf", "Cs", "Mn", "Me"}:
            return ""
        if kind == "No":  # "²" is not a 2, nor "½" a 12
            return " "
        return "".join(c for c in normalize("NFKD", letter).lower() if " " <= c <= "~") or " "


class _Fold(_Plain):
    def _show(self, letter: str) -> str:
        return "".join(c if c.isalnum() else " " for c in super()._show(letter))


_NORMAL, _PLAIN, _FOLD = _Normal(), _Plain(), _Fold()


def normal(text: str) -> str:
    """NFC in one line, plain spaces and digits, nothing invisible; spelling and case are kept."""
    return " ".join(normalize("NFC", text.translate(_NORMAL)).split())


def plain(text: str) -> str:
    """Lower case without diacritics, with ASCII punctuation kept: for amounts, dates, numbers."""
    return " ".join(text.translate(_PLAIN).split())


def fold(text: str) -> str:
    """The form words are compared by: only [a-z0-9], one space between words (j4)."""
    return " ".join(text.translate(_FOLD).split())


def same(one: str, other: str) -> bool:
    """Whether two texts differ at most in case, diacritics, punctuation and spaces."""
    return fold(one) == fold(other)


# Left out because they mean two things: tt (tương trợ, thanh toán, tổ trưởng), dk (đăng ký, được
# không, điều kiện), kh (khách hàng, Khánh Hòa), hong (không, Hồng), hem (không, hẻm), bt (biết,
# bình thường), kt (kế toán, kiểm tra), tk (tài khoản, thống kê), hn (hôm nay, Hà Nội), v (với,
# vậy, về), t (tôi, tháng, thứ), h (giờ, hả), nt, nv, ng, xn, and a, c, e, which are also choices.
SHORT: Mapping[str, str] = {
    **dict.fromkeys(("k", "ko", "kg", "hok", "khg", "hk", "khum"), "khong"),
    "r": "roi", "ck": "chuyen khoan", "bn": "bao nhieu", "bnhieu": "bao nhieu", "nhiu": "nhieu",
    "dc": "duoc", "dx": "duoc", "vs": "voi", "mn": "moi nguoi", "ace": "anh chi em", "j": "gi",
    "sn": "sinh nhat", "ns": "nam sinh", "cd": "cong doan", "cdcs": "cong doan co so",
    "dv": "doan vien", "dp": "doan phi", "qtt": "quy tuong tro", "bch": "ban chap hanh",
    "ubkt": "uy ban kiem tra", "sdt": "so dien thoai", "stk": "so tai khoan", "cty": "cong ty",
    "nld": "nguoi lao dong", "ntn": "nhu the nao", "bit": "biet", "lm": "lam", "wa": "qua",
    "hnay": "hom nay", "dki": "dang ky", "dky": "dang ky", "thg": "thang",
}  # fmt: skip


def expand(folded: str) -> str:
    """Whole-word abbreviations written out; "500k" and "500 k" stay money, "sn 75" a birth year."""
    words = folded.split()
    return " ".join(_written_out(words, at) for at in range(len(words)))


def _written_out(words: list[str], at: int) -> str:
    word = words[at]
    if word in {"k", "kg"} and at and words[at - 1].isdigit():
        return word
    if word == "sn" and words[at + 1 : at + 2] and words[at + 1].isdigit():
        return "sinh nam"
    return SHORT.get(word, word)


# "chi" and "anh" alone are left where they stand: "chi tham Lan 500k" spends, "phieu chi" is a
# voucher, "anh Khoa mat" is about Khoa. They go only with a word that makes them an address.
# Likewise "da" (đã), "can" (cán bộ), "toi" (tối), "ho" (đóng hộ), and "muon 5 trieu" (mượn).
_ASKER = r"(?:em|e|toi|minh)"
_CALLED = r"(?:anh|chi|em|co|chu|bac|bot|ad|admin|cong doan|[ace])"
_DIGIT = r"(?:[0-9]|(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|nua) (?:tr|trieu|nghin|ngan|tram))"
_BEFORE = re.compile(
    rf"(?:(?:{_CALLED} oi|(?:anh|chi|co|chu|bac|cong doan|bot)(?= cho {_ASKER}\b)|em|bot|alo|"
    rf"cho {_ASKER}|(?:{_ASKER} )?muon(?! {_DIGIT})|{_ASKER} (?:can|xin)|xin|vui long|lam on|"
    rf"da(?= {_ASKER}\b| anh\b| chi\b)|nho|giup) )++"
)
# "sua nha" is a house and "loai a" a mark, not a courtesy.
_AFTER = re.compile(
    rf"(?: (?:{_CALLED} (?:oi|a|nhe|nha)|(?:nhe|nha|voi|giup|gium|dum|ho) (?:{_ASKER}|anh|chi)|"
    r"(?<!loai )(?<!hang )(?<!chon )(?<!dong )(?<!lai )(?<!la )a|"
    r"(?<!sua )(?<!xay )(?<!mua )(?<!thue )(?<!lam )(?<!tien )(?<!ve )(?<!o )nha|"
    r"nhe|nhen|nghen|oi|em|giup|gium|dum|voi|(?:duoc|dc) (?:khong|k)))++$"
)
_ONLY = re.compile(rf"(?:{_CALLED}|{_ASKER}|a|oi|da|nhe|nha|alo|cho|xin|giup|voi|muon)")
_LONGEST = 80  # letters of courtesy looked for at the end, so that a long message costs no more


def strip_courtesy(folded: str) -> str:
    """A folded text without address and filler at both ends, to find a command by.

    Content (a reason, a name, an amount) is read from the message itself. A message that is
    nothing but courtesy, or may mean two things, comes back whole.
    """
    if folded in TWO_READINGS:
        return folded
    began = _BEFORE.match(folded)
    bare = folded[began.end() :] if began else folded
    bare = bare[:-_LONGEST] + _AFTER.sub("", bare[-_LONGEST:])
    return folded if _ONLY.fullmatch(bare) else bare


_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order they sort in


def syllable(word: str) -> tuple[str, int]:
    """A word without its tone (lower case, NFC), and the tone: 0 ngang to 5 nặng.

    "hoà" and "hòa" are one syllable, old and new placement of the same tone.
    """
    marks = normalize("NFD", word.lower())
    tone = next((_TONES.index(mark) + 1 for mark in marks if mark in _TONES), 0)
    return normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)), tone


def agrees(typed: list[str], meant: list[str]) -> bool:
    """Whether every mark that was typed is in what was meant; a bare letter agrees with all."""
    return len(typed) == len(meant) and all(map(_word_agrees, typed, meant))


def _word_agrees(typed: str, meant: str) -> bool:
    (letters, tone), (wanted, its_tone) = syllable(typed), syllable(meant)
    return (
        tone in (0, its_tone)
        and len(letters) == len(wanted)
        and all(a in (b, plain(b)) for a, b in zip(letters, wanted, strict=True))
    )


# What the beginning of a text, folded and written out, may say: first what people mean by it,
# then what a search for a keyword would hear (§14). "#" is any amount. Never act on the second.
TWO_READINGS: Mapping[str, tuple[str, str]] = {
    "dung": ("đúng", "dừng"),
    "vay ha": ("vậy hả", "vay hả"),
    "vay a": ("vậy à", "vay à"),
    "the a": ("thế à", "thẻ à"),
    "the ha": ("thế hả", "thẻ hả"),
    "chi oi": ("chị ơi", "chi ơi"),
    "toi nay": ("tối nay", "tôi nay"),
    "ban mai": ("bạn Mai", "ban mai"),
    "dong y": ("đồng ý", "đóng ý"),
    "dong #": ("đóng #", "đồng #"),
    "muon #": ("mượn #", "muốn #"),
    "em muon #": ("em mượn #", "em muốn #"),
    "# thoi": ("chỉ # thôi", "thôi, hủy"),
}
