"""Reading what is said about dues: a month or a year, lists of payers, amounts, exemptions."""

import re
from dataclasses import dataclass
from datetime import date

from union import dates, words
from union.calendar import months_after
from union.dues import BasisKind, period_of
from union.money import money
from union.words import NotUnderstood

LONGEST_LIST = 60  # lines of one list
_ASKED = re.compile(
    r"(?:(?:toi|em|minh|anh|chi) )?(?:da )?(?:dong|nop)(?: (?:doan phi|du|tien))? "
    r"(?:chua|roi chua|du chua)|(?:doan phi )?(?:toi |em |minh )?dong (?:chua|du chua|roi chua)"
)
_MONTH = r"thang (?:truoc|nay|[0-9]{1,2}(?: 20[0-9]{2})?)"
_WHEN = rf"(?:{_MONTH}|nam (?:nay|truoc|ngoai|20[0-9]{{2}}))"
_SENTENCE = re.compile(rf"(?:doan phi )?(?P<when>{_WHEN})(?P<rest> .*)?|doan phi (?P<w2>{_WHEN})")


def asks(text: str) -> str | None:
    """Whether a month was paid, or a year shown: that month or that year."""
    said = words.strip_courtesy(words.expand(words.fold(text)))
    found = _SENTENCE.fullmatch(said)
    if not found:
        return None
    about_dues = said.startswith("doan phi ")
    rest = (found["rest"] or "").strip()
    if (about_dues and not rest) or (rest and _ASKED.fullmatch(rest)):
        return found["when"] or found["w2"]
    return None


def year_named(text: str, today: date) -> int | None:
    """A year in figures, or named from today."""
    said = words.fold(text).removeprefix("doan phi ").strip()
    if re.fullmatch("20[0-9]{2}", said):
        return int(said)
    found = _period(said, today) if said.startswith("nam ") else None
    return found[0].year if found else None


def month_named(text: str, today: date) -> int | None:
    """A month by number or named from today; a month to come of no year is last year's."""
    said = words.plain(text).removeprefix("doan phi ").strip()
    said = re.sub(r"^thang ([0-9]{1,2}) (20[0-9]{2})$", r"thang \1/\2", said)
    found = _period(said, today) if said else None
    if not found or (found[1] - found[0]).days > 31:
        return None
    first = found[0]
    if first > today and not re.search("20[0-9]{2}|sau|toi", said):
        first = months_after(first, -12)
    return period_of(first)


def _period(text: str, today: date) -> tuple[date, date] | None:
    try:
        return dates.period(text, today)
    except NotUnderstood:
        return None


# --- lists ------------------------------------------------------------------------------------


def rest_of(raw: str, words_after: str) -> str:
    """What followed the command, with its lines as they were typed."""
    skipped = len(words.normal(raw).split()) - len(words_after.split())
    for _ in range(max(0, skipped)):
        raw = raw.lstrip().partition(" ")[2] if not _breaks_first(raw) else _after_break(raw)
    return raw.strip()


def _breaks_first(raw: str) -> bool:
    head = raw.lstrip()
    space, line = head.find(" "), head.find("\n")
    return line >= 0 and (space < 0 or line < space)


def _after_break(raw: str) -> str:
    return raw.lstrip().partition("\n")[2]


def after(*verbs: str) -> "re.Pattern[str]":
    return re.compile(rf"(?:{'|'.join(verbs)})(?: |$)")


def following(text: str, verbs: "re.Pattern[str]") -> str | None:
    """The words, as typed, behind one of the verbs a sentence begins with."""
    typed = words.normal(text).split()
    folded = words.fold(text)
    found = verbs.match(folded)
    if not found:
        return None
    count = len(found[0].split())
    rest = typed[count:]
    return " ".join(rest) if words.fold(" ".join(typed[:count])) == found[0].strip() else None


def pieces(text: str) -> list[str]:
    """A list by commas, semicolons and lines; a comma within a number is not one."""
    found = re.split(r"[;\n]|,(?![0-9])|\s+và\s+", text)
    return [words.normal(part) for part in found if words.fold(part)][:LONGEST_LIST]


def with_figures(rest: str | None) -> str | None:
    """A sentence that says how much or when; without a figure it only asks."""
    return rest if rest and any(letter.isdigit() for letter in rest) else None


_ASKING = frozenset(
    ("khi", "nao", "dau", "chua", "sao", "the", "gi", "may", "nhieu", "khong", "k", "ko", "ai",
     "roi", "cua", "o", "la", "duoc", "thi", "hay", "xong", "het", "di", "luc", "bang")
)  # fmt: skip
_LONGEST_NAME = 5  # words


def may_be_a_payer(piece: str) -> bool:
    name = words.fold(named(piece).name).split()
    return 0 < len(name) <= _LONGEST_NAME and not _ASKING & set(name)


@dataclass(frozen=True, slots=True)
class Named:
    """A name, and an amount if there is one."""

    words: str
    name: str
    amount: int | None
    sure: bool = True


def named(piece: str) -> Named:
    """The longest end of a piece that reads as an amount; what stands before is the name."""
    parts = piece.split()
    for at in range(1, len(parts)):
        if not any(letter.isdigit() for letter in parts[at]) and at < len(parts) - 3:
            continue
        try:
            found = money(" ".join(parts[at:]))
        except NotUnderstood:
            continue
        return Named(piece, " ".join(parts[:at]), found.amount, found.certain)
    return Named(piece, piece, None, not any(letter.isdigit() for letter in piece))


# --- amounts and exemptions -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Amount:
    """What a member pays, as an amount or by the salary, and from which month on."""

    words: str
    name: str
    kind: BasisKind
    amount: int | None
    period: int | None  # None: not understood


_FROM = re.compile(r"\s+t(?:ừ|u)\s+(?:th(?:á|a)ng\s+)?(?P<when>\S+(?:\s+\S+)?)$", re.I)
_SALARY = re.compile(r"\s+l(?:ươ|uo)ng\s+", re.I)


def amount_set(piece: str, today: date) -> Amount:
    said = re.sub(r"^\s*m(?:ứ|u)c\s+(?:đ|d)(?:ó|o)ng\s+", "", words.normal(piece), flags=re.I)
    period: int | None = period_of(today)
    if found := _FROM.search(said):
        period = month_named(_as_month(found["when"]), today)
        said = said[: found.start()]
    kind = BasisKind.SALARY if _SALARY.search(f" {said}") else BasisKind.AMOUNT
    one = named(_SALARY.sub(" ", f" {said}").strip())
    return Amount(piece, one.name, kind, one.amount if one.sure else None, period)


def _as_month(said: str) -> str:
    return f"thang {said}" if said.strip().isdigit() else said


_EXEMPT = re.compile(
    r"(?P<name>.+?)\s+(?:t(?:ừ|u)\s+)?(?:th(?:á|a)ng\s+)?(?P<first>[0-9]{1,2}/[0-9]{4})"
    r"(?:\s+(?:đ|d)(?:ế|e)n\s+(?:h(?:ế|e)t\s+)?(?:th(?:á|a)ng\s+)?(?P<last>[0-9]{1,2}/[0-9]{4}))?",
    re.I,
)


def exemption(text: str) -> tuple[str, int, int] | None:
    """Who need not pay: name, first and last month; None where a month is missing."""
    found = _EXEMPT.fullmatch(words.normal(text))
    if not found:
        return None
    first = _month(found["first"])
    last = _month(found["last"]) if found["last"] else first
    return (found["name"], first, last) if first and last and first <= last else None


def _month(said: str) -> int:
    number, year = (int(part) for part in said.split("/"))
    return year * 100 + number if 1 <= number <= 12 and 2000 <= year < 2100 else 0
