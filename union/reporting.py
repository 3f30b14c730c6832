"""Which report is asked for, and for which days: "tài chính quý 3", "nam 2026", "quỹ"."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from union import dates, words


class Kind(StrEnum):
    """The reports there are."""

    MEMBERS = "members"
    FINANCE = "finance"
    FUND = "fund"
    TITLES = "titles"
    MEETINGS = "meetings"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Asked:
    """A report and its days; `kind` is None where only the days were named."""

    kind: Kind | None
    since: date | None = None
    until: date | None = None

    @property
    def dated(self) -> bool:
        return self.since is not None


def packed(name: str, days: tuple[date, date] | None) -> str:
    """What a button carries: the report and its days, as 20260731."""
    return ":".join([name, *(f"{day:%Y%m%d}" for day in days or ())])


def unpacked(number: int) -> date | None:
    """20260731 as a day; None for anything that is no day."""
    try:
        return date(number // 10_000, number // 100 % 100, number % 100)
    except ValueError:
        return None


_KINDS = {
    Kind.MEMBERS: ("doan vien", "doanvien", "members", "so doan vien"),
    Kind.FINANCE: (
        "tai chinh cong doan", "tai chinh", "taichinh", "thu chi", "thuchi", "quyet toan",
        "quyettoan", "finance",
    ),
    Kind.FUND: ("quy tuong tro", "quytuongtro", "tuong tro", "tuongtro", "fund"),
    Kind.TITLES: ("thi dua", "thidua", "danh hieu", "danhhieu", "titles"),
    Kind.MEETINGS: ("hop ban chap hanh", "hoi nghi ban chap hanh", "hop", "hoi nghi", "meetings"),
    Kind.YEAR: ("tongket", "tong ket", "cong doan", "hoat dong cong doan", "hoat dong", "year"),
}  # fmt: skip
_SAID = sorted(
    ((phrase, kind) for kind, phrases in _KINDS.items() for phrase in phrases),
    key=lambda pair: -len(pair[0]),
)
_DATE = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}(?:[/.-][0-9]{2,4})?")
_BETWEEN = re.compile(r"[ ,–—→-]|\b(?:tu|ngay|den|toi|het|cua|trong)\b")
_LONGEST = 120  # letters; more is a story, not a report asked for


def asked(text: str, today: date) -> Asked | None:
    """What follows “báo cáo”; None where a word of it was not understood.

    A quarter or a month alone names no report. “quỹ” with its accents is the mutual fund; “quy”
    without them may be a quarter, so it names none.
    """
    if len(text) > _LONGEST:
        return None
    said = words.plain(words.normal(text)).strip(" .?!")
    kind, rest = _kind(words.normal(text).lower(), said)
    if not rest:
        return Asked(kind)
    days = _days(rest, today)
    if days is None:
        return None
    if kind is None and _names_a_year(rest):
        kind = Kind.YEAR
    return Asked(kind, *days) if kind is not Kind.YEAR or _whole_year(*days) else None


def _kind(accented: str, said: str) -> tuple[Kind | None, str]:
    expanded = words.expand(said)
    if re.match(r"quỹ\b", accented) and not expanded.startswith("quy tuong tro"):
        return Kind.FUND, expanded[3:].strip()
    for phrase, kind in _SAID:
        if expanded == phrase or expanded.startswith(f"{phrase} "):
            return kind, expanded[len(phrase) :].strip()
    return None, "" if expanded == "quy" else expanded


def _days(rest: str, today: date) -> tuple[date, date] | None:
    rest = re.sub(r"^(?:trong|cua|cho) ", "", rest)
    rest = "nam nay" if rest == "nam" else re.sub(r"^(?=(?:19|20)[0-9]{2}$)", "nam ", rest)
    found = _DATE.findall(rest)
    if len(found) == 2 and not _BETWEEN.sub("", _DATE.sub("", rest)).strip():
        return _two_days(found[0], found[1], today)
    if found and len(found) != 1:
        return None
    try:
        return dates.period(rest, today)
    except words.NotUnderstood:
        return None


def _two_days(first: str, last: str, today: date) -> tuple[date, date] | None:
    """A first day without a year is of the last one's year."""
    try:
        until = dates.day(last, today, back=True)
        if len(re.split(r"[/.-]", first)) == 2:
            first = f"{first}/{until.year}"
        return dates.day(first, today, back=True), until
    except words.NotUnderstood:
        return None


def _names_a_year(rest: str) -> bool:
    return re.match(r"nam\b|(?:19|20)[0-9]{2}$", rest) is not None


def _whole_year(since: date, until: date) -> bool:
    return (since.month, since.day, until.month, until.day) == (1, 1, 12, 31)
