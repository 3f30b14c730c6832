"""Lending a seat between two days: its holder keeps it, the stand-in has its rights meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from union import dates
from union.calendar import moment
from union.refusals import Reason, Refusal
from union.rights import Role, Seat
from union.words import NotUnderstood, Unclear, normal, plain

LONGEST = 92  # days; whoever is away longer hands the seat on
# Who keeps the money is not who inspects it, not even for a week. Our own rule, not a statute's.
APART = frozenset({Role.TREASURER, Role.INSPECTION})


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last, both whole."""

    first: date
    last: date

    @property
    def starts(self) -> datetime:
        return moment(self.first, time(0))

    @property
    def ends(self) -> datetime:
        return moment(self.last + timedelta(days=1), time(0))

    def meets(self, starts: datetime | None, ends: datetime | None) -> bool:
        """Whether another stretch shares a moment with these days; None is without end."""
        return (ends is None or self.starts < ends) and (starts is None or starts < self.ends)


def check_days(days: Days, today: date, seat_ends: datetime | None = None) -> None:
    """Not for days gone by, not for ever, and not beyond the seat itself."""
    if days.first < today or days.last < days.first:
        raise Refusal(Reason.BAD_DAYS)
    if (days.last - days.first).days >= LONGEST:
        raise Refusal(Reason.LENT_TOO_LONG, most=LONGEST)
    if seat_ends is not None and days.ends > seat_ends:
        raise Refusal(Reason.BAD_DAYS)


def check_stand_in(lent: Seat, lender: int, stand_in: int, theirs: Iterable[Seat]) -> None:
    """`theirs` are the seats the stand-in holds in their own right."""
    if stand_in == lender:
        raise Refusal(Reason.LENT_TO_HOLDER)
    for seat in theirs:
        if (seat.role, seat.team_id) == (lent.role, lent.team_id):
            raise Refusal(Reason.LENT_TO_HOLDER)
        check_apart(lent.role, seat.role)


def check_apart(lent: Role, other: Role, *, for_good: bool = False) -> None:
    """The other is held, or stood in for, on a day of the lending; or of a seat given for good."""
    if {lent, other} == APART:
        raise Refusal(Reason.KEPT_APART, for_good=for_good)


# --- reading --------------------------------------------------------------------------------

_VERB = re.compile(r"(?:giao (?:lai )?(?:viec|quyen)|uy quyen|nho lam thay|lam thay)\b ?")
_WHO = re.compile(r"\bcho (?P<who>[a-z' ]+?)(?= tu | \d|$)")
_SPAN = re.compile(
    r"(?:\btu )?(?P<first>(?:(?!\btu\b| cho ).)+?) ?(?:\bden(?: het)?\b|-|->|~) ?"
    r"(?P<last>(?:(?! cho ).)+)"
)
_DAY_ONLY = re.compile(r"(?:tu )?(?:ngay )?(?P<day>\d{1,2})")


def sentence(text: str) -> str | None:
    """“giao việc từ 1/12 đến 15/12 cho Hạnh”: what follows the verb, when it tells who or when."""
    said = plain(normal(text)).rstrip(".!")
    found = _VERB.match(_without_address(said))
    if not found:
        return None
    rest = _without_address(said)[found.end() :]
    return rest if who_in(rest) and _SPAN.search(rest) else None


def _without_address(said: str) -> str:
    return re.sub(r"^(?:em|toi|minh)? ?(?:muon |xin |can )", "", said)


def who_in(text: str) -> str:
    """The name after “cho”; empty when none is named."""
    found = _WHO.search(plain(normal(text)))
    return found["who"].strip() if found else ""


def days_in(text: str, today: date) -> Days:
    """“từ 1/12 đến 15/12”, “1-15/12”, “mai đến thứ 6”; one day alone is first and last.

    The last day leans forward from the first. Raises what `dates.day` does.
    """
    said = _WHO.sub("", plain(normal(text))).strip(" .,!")
    found = _SPAN.search(said)
    if not found:
        only = dates.day(re.sub(r"^(?:tu|trong|vao) ", "", said), today)
        return Days(only, only)
    first, last = found["first"].strip(" ,"), found["last"].strip(" ,")
    if bare := _DAY_ONLY.fullmatch(first):  # “1-15/12”: the month stands once
        month = re.search(r"\d{1,2}( ?/ ?\d{1,2}(?: ?/ ?\d{4})?)$", last)
        if month is None:
            raise NotUnderstood(Unclear.NOT_A_DATE)
        first = bare["day"] + month[1].replace(" ", "")
    begins = dates.day(first, today)
    return Days(begins, dates.day(last, begins))
