"""Members: who they are, what may be shown of them, how they are counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where somebody stands in the register."""

    ROSTER = "roster"  # in the imported list, nobody has claimed the row yet
    MEMBER = "member"
    AWAY = "away"  # long leave: no unasked message
    LEFT = "left"
    RETIRED = "retired"
    DIED = "died"


ON_THE_BOOKS = (State.ROSTER, State.MEMBER, State.AWAY)
ENDED = (State.LEFT, State.RETIRED, State.DIED)
YOUNGEST = 15  # years; younger is most likely a slip of the finger. Not a legal limit


class Sex(StrEnum):
    FEMALE = "F"
    MALE = "M"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Team:
    """A tổ công đoàn."""

    id: int
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """One row of the register. `birth_date` may be unknown while `birth_year` is known."""

    id: int
    name: str
    sex: Sex
    birth_date: date | None
    birth_year: int | None
    phone: str
    team: Team | None
    state: State
    joined_on: date | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and how many of them women."""

    all: int
    women: int


def count(members: Iterable[Member]) -> Count:
    """Counts those on the books; whoever left, retired or died is not among them."""
    present = [member for member in members if member.state in ON_THE_BOOKS]
    return Count(len(present), sum(member.sex is Sex.FEMALE for member in present))


def birth_md(day: date | None) -> int | None:
    """Month and day as one number (12/3 → 312): what a birthday is found by."""
    return day.month * 100 + day.day if day else None


EDITABLE = ("phone", "birth_date", "name", "sex", "team")
