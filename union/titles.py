"""Emulation titles (thi đua): which exist in a year, who may register, the round, the share.

Law on Emulation and Commendation 06/2022/QH15 (from 1/1/2024); conditions and shares are data with
their legal source (config/titles.toml). A share is told as a warning and never blocks: the one in
force is set by ministries and provinces.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from union import names, words
from union.members import Count, Member, Sex
from union.refusals import Reason, Refusal


class Who(StrEnum):
    ALL = "all"
    WOMEN = "women"
    MEN = "men"


class Outcome(StrEnum):
    ACHIEVED = "achieved"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Title:
    """One title as it stood in some years; the same key may have another name in others."""

    key: str
    name: str
    short: str
    words: tuple[str, ...]  # folded: what people type for it
    who: Who
    first: int
    last: int | None = None
    needs: str = ""  # the title one must register as well
    share: int = 0  # percent of those who reach `needs`; 0: no share
    streak: tuple[str, int] | None = None  # so many years of that title in a row
    condition: str = ""  # told to who registers


@dataclass(frozen=True, slots=True)
class Round:
    """The registrations of one year."""

    id: int
    year: int
    opens_on: date
    closes_on: date
    closed: bool = False  # by an officer, before its last day


# --- titles ---------------------------------------------------------------------------------


def of_year(titles: Iterable[Title], year: int) -> list[Title]:
    """Those that may be registered for a year, in the order of the list."""
    return [t for t in titles if t.first <= year and (t.last is None or year <= t.last)]


def titled(titles: Iterable[Title], key: str) -> Title | None:
    return next((title for title in titles if title.key == key), None)


def suits(title: Title, member: Member) -> bool:
    """Whether the title is for this person; who is not written down as a woman is none."""
    wanted = {Who.WOMEN: Sex.FEMALE, Who.MEN: Sex.MALE}.get(title.who)
    return wanted is None or member.sex is wanted


def check_suits(title: Title, member: Member) -> None:
    if not suits(title, member):
        unknown = member.sex is Sex.UNKNOWN
        raise Refusal(Reason.TITLE_NOT_FOR, title=title.name, who=title.who, unknown=unknown)


def with_needed(titles: Sequence[Title], keys: Iterable[str]) -> list[Title]:
    """The titles of these keys and whatever they need, in the order of the list.

    Chiến sĩ thi đua cơ sở is given to who reaches Lao động tiên tiến (Law 06/2022, art. 23).
    """
    wanted: set[str] = set()
    left = list(keys)
    while left:
        title = titled(titles, left.pop())
        if title is not None and title.key not in wanted:
            wanted.add(title.key)
            left += [title.needs] * bool(title.needs)
    return [title for title in titles if title.key in wanted]


def leaning_on(titles: Sequence[Title], key: str, registered: Iterable[str]) -> list[Title]:
    """What goes with a title that is withdrawn: the registered ones that need it."""
    held = set(registered)
    going, found = [key], []
    while going:
        gone = going.pop()
        for title in titles:
            if title.needs == gone and title.key in held and title not in found:
                found.append(title)
                going.append(title.key)
    return found


def named(text: str, titles: Iterable[Title]) -> tuple[list[Title], str]:
    """The titles a text names, in the order typed, and the folded words left over."""
    left = f" {words.fold(text)} "
    found: dict[str, tuple[int, Title]] = {}
    spoken = [(word, title) for title in titles for word in title.words]
    for word, title in sorted(spoken, key=lambda pair: -len(pair[0])):  # “cstd tinh” before “cstd”
        while (at := left.find(f" {word} ")) >= 0:
            found.setdefault(title.key, (at, title))
            # Its place stays, so that the titles keep the order they were typed in.
            left = left[: at + 1] + "#" * len(word) + left[at + 1 + len(word) :]
    rest = " ".join(part for part in left.split() if not part.startswith("#"))
    return [title for _, title in sorted(found.values(), key=lambda pair: pair[0])], rest


def years_in_a_row(years: Iterable[int], before: int) -> int:
    """How many years without a gap, ending with the one before."""
    reached, row = set(years), 0
    while before - 1 - row in reached:
        row += 1
    return row


# --- the round ------------------------------------------------------------------------------


def window(today: date, first: tuple[int, int], last: tuple[int, int]) -> tuple[date, date]:
    """The usual days (month, day) of a round that has not passed: this year's, or the next's."""
    year = today.year if today <= date(today.year, *last) else today.year + 1
    return max(today, date(year, *first)), date(year, *last)


def check_window(opens: date, closes: date, today: date) -> None:
    """Any days, but not backwards, not over already, not longer than a year."""
    if closes < opens or closes < today or (closes - opens).days > 366:
        raise Refusal(Reason.BAD_WINDOW)


def is_open(round_: Round, today: date) -> bool:
    """Closed by hand or by the clock: nothing but its days and the officer's word decide."""
    return not round_.closed and round_.opens_on <= today <= round_.closes_on


def is_over(round_: Round, today: date) -> bool:
    return round_.closed or today > round_.closes_on


def open_now(rounds: Iterable[Round], today: date) -> Round | None:
    """The round one registers in; of two the later year's."""
    found = [one for one in rounds if is_open(one, today)]
    return max(found, key=lambda one: one.year, default=None)


def spoken_of(rounds: Iterable[Round], today: date) -> Round | None:
    """The round people mean: the open one, or the next to open, or the last."""
    rounds = list(rounds)
    to_come = [one for one in rounds if not is_over(one, today)]
    ahead = min(to_come, key=lambda one: one.opens_on, default=None)
    return open_now(rounds, today) or ahead or max(rounds, key=lambda r: r.year, default=None)


def to_decide(rounds: Iterable[Round], today: date, year: int = 0) -> Round | None:
    """The round results are written for: the year named, or the last that is over."""
    wanted = [one for one in rounds if (one.year == year if year else is_over(one, today))]
    return max(wanted, key=lambda one: one.year, default=None)


def check_open(rounds: Sequence[Round], today: date, ask: str) -> Round:
    """The open round, or why there is none and who may help (`ask`)."""
    found = open_now(rounds, today)
    if found is not None:
        return found
    near = spoken_of(rounds, today)
    if near is None:
        raise Refusal(Reason.NO_ROUND, ask=ask)
    if is_over(near, today):
        closed_on = near.closes_on if today > near.closes_on else None
        raise Refusal(Reason.ROUND_CLOSED, year=near.year, on=closed_on, ask=ask)
    raise Refusal(Reason.ROUND_NOT_YET, year=near.year, on=near.opens_on)


# --- counting -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figures:
    """A title of a year in numbers: registered, achieved, missed; women among them."""

    title: Title
    registered: Count
    achieved: Count
    missed: Count


@dataclass(frozen=True, slots=True)
class Share:
    """How many may reach a title, of how many, as a number to hold the registered against."""

    percent: int
    base: int
    most: int


def share(title: Title, base: int) -> Share | None:
    """15 % of those reaching LĐTT (Decree 91/2017), a remainder of a half rounded up.

    Decree 152/2025 leaves the share to ministries and provinces; how a remainder is rounded is
    theirs to say as well. Warned of, never blocked.
    """
    if not title.share:
        return None
    return Share(title.share, base, (base * title.share + 50) // 100)


# --- finding people in a list ---------------------------------------------------------------

_CALLED = ("anh", "chi", "co", "chu", "bac", "em", "dong chi", "d c", "ong", "ba")


def called_so(said: str, people: Sequence[Member]) -> list[Member]:
    """Who of these is meant by a name: “Hạnh”, “chị Hạnh”, “Nguyễn Thị Hạnh”, “Lan tổ 3”.

    The whole name comes before its end; accents decide where they were typed.
    """
    key = _bare(names.search_key(said))
    name, _, team = key.partition(" to ")
    if team.isdigit():
        of_team = [one for one in people if one.team and one.team.number == int(team)]
        return _called(said, name, of_team)
    return _called(said, key, people)


def _bare(key: str) -> str:
    """Without the word of address; a name is never only that."""
    for word in _CALLED:
        if key.startswith(f"{word} "):
            return key[len(word) + 1 :]
    return key


def _called(said: str, key: str, people: Sequence[Member]) -> list[Member]:
    if not key:
        return []
    keyed = [(names.search_key(one.name), one) for one in people]
    whole = [one for own, one in keyed if own == key]
    found = whole or [one for own, one in keyed if own.endswith(f" {key}")]
    as_typed = [one for one in found if _accents_agree(said, key, one.name)]
    return as_typed or found


def _accents_agree(said: str, key: str, name: str) -> bool:
    """“Lân” is not Lan; typed without its accents it may be either."""
    typed = words.normal(said).lower().split()
    size = len(key.split())
    for at in range(len(typed) - size + 1):
        if words.fold(" ".join(typed[at : at + size])) == key:
            return words.agrees(typed[at : at + size], name.lower().split()[-size:])
    return True
