"""Reading what people type: one form to compare by, abbreviations, courtesy, yes and no."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum, StrEnum, auto
from itertools import pairwise
from typing import TypeVar
from unicodedata import category, normalize

T = TypeVar("T")


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


def nearest(
    text: str, phrases: Mapping[str, T] | Iterable[tuple[str, T]], limit: int = 3
) -> list[T]:
    """What the text comes nearest to, best first, each once; nothing when nothing is near.

    Shared words count, and a word of four letters or more may hold one slip of the finger.
    Equals keep the order they were given in.
    """
    typed = strip_courtesy(expand(fold(text))).split()[:12]
    pairs = phrases.items() if isinstance(phrases, Mapping) else phrases
    scored = [(_nearness(typed, expand(fold(phrase)).split()), meant) for phrase, meant in pairs]
    found: list[T] = []
    for score, meant in sorted(scored, key=lambda pair: -pair[0]):
        if score >= _NEAR and meant not in found:
            found.append(meant)
    return found[:limit]


_NEAR = 0.3  # one shared word out of two or three; one out of four is chance


def _nearness(typed: list[str], phrase: list[str]) -> float:
    """0 to 1: mostly how much of the phrase was typed, partly how much of the text it explains."""
    if not typed or not phrase:
        return 0.0
    joined = {one + two: (one, two) for one, two in pairwise(phrase)}  # "doanphi"
    typed = [part for word in typed for part in joined.get(word, (word,))]
    met = sum(max(_likeness(word, wanted) for word in typed) for wanted in phrase)
    return 0.7 * met / len(phrase) + 0.3 * min(1.0, met / len(typed))


def _likeness(typed: str, wanted: str) -> float:
    if typed == wanted:
        return 1.0
    return 0.8 if min(len(typed), len(wanted)) >= 4 and one_slip(typed, wanted) else 0.0


def one_slip(one: str, other: str) -> bool:
    """Whether one letter missing, added, changed or swapped with its neighbour explains both."""
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    a, b = one[at:], other[at:]
    return (
        a[1:] == b[1:] or a[1:] == b or a == b[1:]
        or (a[:2] == b[1::-1] and len(b) > 1 and a[2:] == b[2:])
    )  # fmt: skip


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
