"""Reading a wish about a meeting: its kind, when, where and what about, in one sentence."""

from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Any

from union import dates, words
from union.meetings import LONGEST_AGENDA, LONGEST_PLACE, Kind
from union.words import NotUnderstood, Unclear

_LONGEST_ADDRESS = 6  # words before the sentence: “chị ơi cho em …”
_COMMITTEE = ("ban chap hanh", "bch")
_CALLS = ("goi", "trieu tap", "to chuc", "moi", "len lich", "dat lich", "")
_MOVES = ("dời", "đổi", "chuyển", "hoãn", "lùi")  # not “đợi”, where accents were typed
_MEETING = ("cuoc hop", "lich hop", "ngay hop", "gio hop", "hop")
_INTO = ("sang", "qua", "den", "toi", "vao", "lai")
_ABSENT = ("vang", "xin vang", "toi vang", "toi xin vang", "em vang", "em xin vang")
# “phòng ban giám đốc” is a place; what follows “bàn” is the agenda.
_NOT_AGENDA = ("giam", "chap", "nu", "quan", "lanh", "tong", "thanh")
_ROOMS = ("phong", "hoi", "tru", "van")  # hội trường, trụ sở, văn phòng
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_SOME_DAY = date(2026, 1, 1)  # only to ask whether a text names any day at all


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sentence says of a meeting; what it leaves open is None or empty."""

    day: date | None = None
    at: time | None = None
    place: str = ""
    agenda: str = ""
    kind: Kind | None = None
    quarter: int | None = None  # “quý 4”, where it is named
    problem: NotUnderstood | None = None  # why the day or the hour could not be read

    @property
    def says_when(self) -> bool:
        return bool(self.day or self.at or self.problem)

    def answers(self) -> dict[str, Any]:
        """As a dialog keeps it."""
        found = {
            "day": self.day.isoformat() if self.day else None,
            "time": self.at.strftime("%H:%M") if self.at else None,
            "place": self.place,
            "agenda": self.agenda,
            "kind": self.kind.value if self.kind else None,
            "quarter": self.quarter,
        }
        return {name: value for name, value in found.items() if value}


def wanted(text: str, today: date) -> Wanted:
    """Day, hour, place, agenda and kind, as far as they are said."""
    when, place, agenda = _parts(words.normal(text).split())
    kind, number, rest = _kind(when)
    said = " ".join(rest)
    day, wrong_day = _day(said, today)
    at, wrong_time = _time(said)
    return Wanted(
        day,
        at,
        " ".join(place).strip(" .,;:")[:LONGEST_PLACE],
        " ".join(agenda).strip(" ,;:")[:LONGEST_AGENDA],
        kind,
        number,
        wrong_day or wrong_time,
    )


def _day(said: str, today: date) -> tuple[date | None, NotUnderstood | None]:
    try:
        return dates.day(said, today), None
    except NotUnderstood as problem:
        silent = problem.reason in (Unclear.NOT_A_DATE, Unclear.A_PERIOD)
        return None, None if silent else problem


def _time(said: str) -> tuple[time | None, NotUnderstood | None]:
    """The hour; which two o'clock it is may be said elsewhere, with the day."""
    try:
        return dates.time_in(said), None
    except NotUnderstood as problem:
        if problem.reason is not Unclear.MORNING_OR_AFTERNOON:
            return None, None
        hour, folded = int(str(problem.facts["hour"])), words.fold(said).split()
        if "chieu" in folded:
            return time(hour + 12), None
        return (time(hour), None) if "sang" in folded else (None, problem)


def _parts(tokens: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The words for when, where and what about, each behind a word that begins it."""
    parts: dict[str, list[str]] = {"when": [], "place": [], "agenda": []}
    now, at = "when", 0
    while at < len(tokens):
        skip = _place(tokens, at, within_agenda=now == "agenda")
        if skip and not parts["place"]:
            now, at = "place", at + skip
            continue
        skip = _agenda(tokens, at) if now != "agenda" else 0
        if skip and not parts["agenda"]:
            now, at = "agenda", at + skip
            continue
        parts[now].append(tokens[at])
        at += 1
    return [token.rstrip(",;") for token in parts["when"]], parts["place"], parts["agenda"]


def _place(tokens: list[str], at: int, within_agenda: bool) -> int:
    """One word begins a place here; an agenda may speak of places of its own."""
    if not any(words.agrees([_bare(tokens[at])], [word]) for word in ("tại", "ở")):
        return 0
    ended = at and tokens[at - 1][-1:] in ",;."
    room = [words.fold(token) for token in tokens[at + 1 : at + 2]]
    return int(not within_agenda or bool(ended) or (room != [] and room[0] in _ROOMS))


def _agenda(tokens: list[str], at: int) -> int:
    """How many words begin an agenda here."""
    folded = [words.fold(token) for token in tokens[at : at + 2]]
    if folded in (["noi", "dung"], ["ban", "ve"], ["de", "ban"]):
        return 2
    starts = any(words.agrees([_bare(tokens[at])], [word]) for word in ("bàn", "về"))
    return int(starts and folded[1:] != [] and folded[1] not in _NOT_AGENDA)


def _bare(token: str) -> str:
    return token.strip(",;.:").lower()


def _kind(tokens: list[str]) -> tuple[Kind | None, int | None, list[str]]:
    """Regular, extraordinary or of a quarter: the kind; the rest says when."""
    folded = [words.fold(token) for token in tokens]
    for at, pair in enumerate(pairwise(folded)):
        rest = tokens[:at] + tokens[at + 2 :]
        if pair == ("dot", "xuat"):
            return Kind.ADHOC, None, rest
        if pair[0] == "quy" and pair[1] in _QUARTERS:
            return Kind.REGULAR, _QUARTERS[pair[1]], _kind(rest)[2]
        if pair in (("thuong", "ky"), ("thuong", "ki"), ("dinh", "ky"), ("quy", "nay")):
            _, number, left = _kind(rest)
            return Kind.REGULAR, number, left
    return None, None, tokens


# --- whole sentences ------------------------------------------------------------------------


def called(text: str) -> str | None:
    """A meeting is called: what follows, when it names a day or an hour."""
    phrases = [f"{verb} hop {whose}".strip() for verb in _CALLS for whose in _COMMITTEE]
    rest = _after(text, phrases)
    return rest if rest and not _asks(text) and wanted(rest, _SOME_DAY).says_when else None


def moved(text: str) -> str | None:
    """A meeting is moved or put off: the new day or hour."""
    tokens = words.normal(text).split()
    for start in range(min(len(tokens), _LONGEST_ADDRESS)):
        if not _is_address(tokens[:start]) or not any(
            words.agrees([_bare(tokens[start])], [verb]) for verb in _MOVES
        ):
            continue
        rest, meeting = _without(tokens[start + 1 :], _MEETING)
        rest, _ = _without(rest, _COMMITTEE)
        rest, into = _without(rest, _INTO)
        said = " ".join(rest)
        found = wanted(said, _SOME_DAY)
        sure = bool(found.day or found.at or (meeting and found.problem))
        return said if (meeting or into) and sure and not _asks(text) else None
    return None


def absent(text: str) -> str | None:
    """Somebody will not come: the reason, which may be none."""
    rest = _after(text, [f"{who} hop" for who in _ABSENT])
    if rest is None:
        return None
    left, _ = _without(rest.split(), _COMMITTEE)
    if not left or words.strip_courtesy(f"x {words.fold(' '.join(left))}") == "x":
        return ""
    return " ".join(left[1:]) if words.fold(left[0]) in ("vi", "do") and left[1:] else None


def _after(text: str, phrases: list[str]) -> str | None:
    """The words behind the longest of these phrases, if the text begins with one."""
    tokens = words.normal(text).split()
    folded = [words.fold(token) for token in tokens]
    for start in range(min(len(tokens), _LONGEST_ADDRESS)):
        if not _is_address(tokens[:start]):
            continue
        for phrase in sorted(phrases, key=len, reverse=True):
            size = len(phrase.split())
            if " ".join(folded[start : start + size]) == phrase:
                return " ".join(tokens[start + size :])
    return None


def _without(tokens: list[str], phrases: tuple[str, ...]) -> tuple[list[str], bool]:
    """The same without one of these phrases at its beginning, and whether one stood there."""
    folded = [words.fold(token) for token in tokens]
    for phrase in sorted(phrases, key=len, reverse=True):
        size = len(phrase.split())
        if " ".join(folded[:size]) == phrase:
            return tokens[size:], True
    return tokens, False


def _is_address(tokens: list[str]) -> bool:
    return not tokens or words.strip_courtesy(words.fold(" ".join(tokens)) + " x") == "x"


def _asks(text: str) -> bool:
    """A question about a meeting is no wish for one."""
    folded = words.expand(words.fold(text)).split()
    return "?" in text or folded[-1:] in (["khong"], ["chua"], ["ha"])
