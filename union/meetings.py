"""Committee meetings: the quarter's rhythm, who is asked when, and how attendance is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from union.calendar import day_of, moment, quarter, quarter_of
from union.words import NotUnderstood, Unclear

LONGEST_PLACE, LONGEST_AGENDA, LONGEST_REASON = 200, 1000, 300
FARTHEST = timedelta(days=366)  # a day beyond it is a slip of the finger


class Kind(StrEnum):
    REGULAR = "regular"  # hội nghị thường kỳ, the quarter's
    ADHOC = "adhoc"  # hội nghị đột xuất


class State(StrEnum):
    PROPOSED = "proposed"  # by the bot to the chair; nobody is invited yet
    CONFIRMED = "confirmed"
    HELD = "held"  # the roll was taken
    CANCELLED = "cancelled"


class Step(StrEnum):
    """Whose turn it is while nobody answers the quarter's proposal."""

    FIRST = "first"
    AGAIN = "again"
    DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a committee may set otherwise: the charter names no day (domain §c6)."""

    month: int  # of the quarter, 1 to 3
    week: int  # its first, second … such weekday
    weekday: int  # Monday is 0
    hour: time
    place: str
    propose_before: int  # days
    repeat_after: int
    deputy_after: int
    put_off: int
    chase_before: int
    roll_again: int
    quorum: tuple[int, int]  # 2 of 3


@dataclass(frozen=True, slots=True)
class Meeting:
    id: int
    kind: Kind
    year: int  # the quarter it stands for
    quarter: int
    starts_at: datetime
    place: str
    agenda: str
    state: State
    made_by: int | None  # None: proposed by the bot
    confirmed_by: int | None
    confirmed_at: datetime | None
    version: int  # grows with every move; answers and buttons belong to one version

    @property
    def day(self) -> date:
        return day_of(self.starts_at)

    @property
    def is_open(self) -> bool:
        return self.state in (State.PROPOSED, State.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Topics:
    """What the books offer for an agenda: counts and sums, nobody's name."""

    first: date  # of the stretch the money is counted over
    last: date
    income: int
    spending: int
    loans: int  # being repaid
    waiting: int  # asked for or agreed, not paid out
    round_year: int | None  # an emulation round that is open
    registered: int
    round_closes: date | None


@dataclass(frozen=True, slots=True)
class Invited:
    """One of the committee on the roll of a meeting."""

    member_id: int
    name: str
    answer: str | None = None  # yes | no
    reason: str = ""
    present: bool | None = None  # None until somebody took the roll

    @property
    def here(self) -> bool:
        """As the roll shows it: who said yes is taken for present until it is corrected."""
        return self.answer == "yes" if self.present is None else self.present


@dataclass(frozen=True, slots=True)
class Figures:
    """Meetings held in a period, and who was there, counted from rows."""

    regular: int
    adhoc: int
    on_time: int  # regular ones held within their quarter
    invited: int
    answered: int
    present: int

    @property
    def all(self) -> int:
        return self.regular + self.adhoc

    @property
    def per_mille(self) -> int | None:
        return per_mille(self.present, self.invited)


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person's meetings of a period."""

    name: str
    invited: int
    present: int


def per_mille(part: int, whole: int) -> int | None:
    """Tenths of a percent, half up: 952 is 95,2 %. None where there is nothing to divide."""
    return (part * 2000 + whole) // (whole * 2) if whole else None


# --- the quarter's proposal -----------------------------------------------------------------


def proposed_day(rhythm: Rhythm, year: int, number: int) -> date:
    """The day the quarter's meeting is proposed for: its “second Thursday of the third month”."""
    first = date(year, (number - 1) * 3 + rhythm.month, 1)
    ahead = (rhythm.weekday - first.weekday()) % 7
    return first + timedelta(days=ahead + 7 * (rhythm.week - 1))


def to_propose(rhythm: Rhythm, day: date) -> tuple[int, int, datetime] | None:
    """Year, quarter and start of the meeting that is to be proposed on this day, if one is.

    From its day on until the meeting itself, so that an outage only delays it.
    """
    year, number = day.year, quarter_of(day)
    on = proposed_day(rhythm, year, number)
    if on - timedelta(days=rhythm.propose_before) <= day < on:
        return year, number, moment(on, rhythm.hour)
    return None


def days_until(rhythm: Rhythm, step: Step) -> tuple[int, int]:
    """Most and fewest days before the meeting on which a step is due."""
    first = rhythm.propose_before
    again, deputy = first - rhythm.repeat_after, first - rhythm.deputy_after
    return {
        Step.FIRST: (first, again + 1),
        Step.AGAIN: (again, deputy + 1),
        Step.DEPUTY: (deputy, 1),
    }[step]


def put_off(rhythm: Rhythm, meeting: Meeting) -> datetime:
    """“Để sau”: the proposal comes again, for as many days later."""
    return meeting.starts_at + timedelta(days=rhythm.put_off)


# --- calling one ----------------------------------------------------------------------------


def start(day: date, at: time, now: datetime) -> datetime:
    """The moment it begins. A past one is never taken silently (domain §j2), nor one years off."""
    starts_at = moment(day, at)
    if starts_at <= now:
        raise NotUnderstood(Unclear.PAST, on=day)
    if starts_at > now + FARTHEST:
        raise NotUnderstood(Unclear.TOO_OLD, on=day)
    return starts_at


def stands_for(day: date, number: int | None) -> tuple[int, int]:
    """Year and quarter of a meeting on a day; one that is named may be held late, not early."""
    own = quarter_of(day)
    if number is None:
        return day.year, own
    return (day.year if number <= own else day.year - 1), number


def on_time(meeting: Meeting) -> bool:
    first, last = quarter(meeting.year, meeting.quarter)
    return meeting.kind is Kind.REGULAR and first <= meeting.day <= last


def may_answer(meeting: Meeting, now: datetime) -> bool:
    return meeting.state is State.CONFIRMED and now < meeting.starts_at


def may_take_roll(meeting: Meeting, now: datetime) -> bool:
    """Once it has begun; a roll that was taken may be corrected."""
    return meeting.state in (State.CONFIRMED, State.HELD) and meeting.starts_at <= now


def is_quorate(rhythm: Rhythm, present: int, invited: int) -> bool:
    part, whole = rhythm.quorum
    return present * whole >= invited * part


def count(roll: Sequence[Invited]) -> int:
    return sum(one.here for one in roll)


def notice(kind: str, meeting_id: int, version: int, member_id: int) -> str:
    """What makes a notice unique: owed twice, by a handler or a job, it is one message."""
    return f"meeting.{kind}:{meeting_id}:{version}:{member_id}"
