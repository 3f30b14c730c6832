"""Figures of a report: sums of voucher lines and rows, put in the order papers print them.

Vocabulary: số dư đầu kỳ is opening, tổng thu income, tổng nguồn sources (opening and income),
tổng chi spending, số dư cuối kỳ closing. They are printed apart and never typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from union.book import Item
from union.loans import Figures as Mutual
from union.meetings import Figures as Meetings
from union.members import Count, Sex
from union.rights import Role
from union.titles import Figures as Titles


@dataclass(frozen=True, slots=True)
class Booked:
    """An item's lines: đồng before the first day, đồng and lines from it on.

    A line that took another back counts one less.
    """

    before: int = 0
    during: int = 0
    times: int = 0


Sums = Mapping[int, Booked]  # by item row
_NOTHING = Booked()


@dataclass(frozen=True, slots=True)
class ItemSum:
    """What was booked under one item, đồng, reversals taken off."""

    key: str
    code: str
    name: str
    amount: int
    times: int = 0  # lines, those taken back not counted


@dataclass(frozen=True, slots=True)
class Finance:
    """One fund between two days, both counted."""

    fund: str
    since: date
    until: date
    opening: int
    income: tuple[ItemSum, ...] = ()
    spending: tuple[ItemSum, ...] = ()

    @property
    def total_income(self) -> int:
        return sum(item.amount for item in self.income)

    @property
    def total_sources(self) -> int:
        return self.opening + self.total_income

    @property
    def total_spending(self) -> int:
        return sum(item.amount for item in self.spending)

    @property
    def net(self) -> int:
        return self.total_income - self.total_spending

    @property
    def closing(self) -> int:
        return self.total_sources - self.total_spending

    def of(self, key: str) -> int:
        """Đồng under one item; 0 where nothing was booked."""
        return sum(item.amount for item in (*self.income, *self.spending) if item.key == key)

    def times(self, key: str) -> int:
        """How often something was booked under one item."""
        return sum(item.times for item in (*self.income, *self.spending) if item.key == key)


def finance(fund: str, since: date, until: date, items: Sequence[Item], sums: Sums) -> Finance:
    """Opening is all that was booked before the first day, and opening vouchers inside.

    An item is named by its version in force on the last day; what nets to nothing is left out.
    """
    opening = 0
    inside: dict[tuple[str, str], tuple[int, int]] = {}
    for item in items:
        found = sums.get(item.id, _NOTHING)
        opening += -found.before if item.direction == "out" else found.before
        if item.direction == "opening":
            opening += found.during
        else:
            key = (item.direction, item.key)
            amount, times = inside.get(key, (0, 0))
            inside[key] = (amount + found.during, times + found.times)
    named = {(i.direction, i.key): i for i in _by_age(items) if i.first_day <= until}
    ordered = sorted(named.values(), key=lambda item: (item.place, item.id))

    def of(direction: str) -> tuple[ItemSum, ...]:
        booked = [
            ItemSum(item.key, item.code, item.name, *inside.get((direction, item.key), (0, 0)))
            for item in ordered
            if item.direction == direction
        ]
        return tuple(item for item in booked if item.amount)

    return Finance(fund, since, until, opening, of("in"), of("out"))


def _by_age(items: Sequence[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.first_day, item.id))


def tenths_of_percent(part: int, whole: int) -> int:
    """25.6 % as 256, rounded half up; 0 where there is no whole."""
    if whole <= 0:
        return 0
    return (abs(part) * 2000 + whole) // (2 * whole) * (-1 if part < 0 else 1)


def percent_text(part: int, whole: int) -> str:
    """ "25,6%", with the comma papers write."""
    tenths = tenths_of_percent(part, whole)
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10},{abs(tenths) % 10}%"


def paper_day(day: date) -> str:
    """01/01/2015, 30/4/2017: days below 10 and months 1 and 2 take a zero (Nghị định 30/2020)."""
    return (
        f"{day.day:02}/{day.month:02}/{day.year}"
        if day.month <= 2
        else (f"{day.day:02}/{day.month}/{day.year}")
    )


@dataclass(frozen=True, slots=True)
class Officer:
    """Who holds a seat, as a paper names them."""

    role: Role
    name: str
    sex: Sex


@dataclass(frozen=True, slots=True)
class Union:
    """What stands above a paper."""

    name: str
    kind: str
    upper_name: str


@dataclass(frozen=True, slots=True)
class People:
    """The register on the day of counting, and who went in the period."""

    total: Count
    teams: tuple[tuple[str, Count], ...]
    left: int
    retired: int
    died: int


@dataclass(frozen=True, slots=True)
class Year:
    """Everything the annual report quotes. `until` is the last day counted."""

    union: Union
    year: int
    since: date
    until: date
    made_on: date
    people: People
    officers: tuple[Officer, ...]
    finance: Finance
    mutual: Mutual
    titles: tuple[Titles, ...]
    meetings: Meetings
    reversals: int  # vouchers taken back in the period, for the inspection committee

    @property
    def over(self) -> bool:
        return self.until >= date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class BookedLine:
    """A line behind a figure: which voucher, when, how much. No name is in it."""

    item: str  # the key
    code: str  # TC-PT-118
    year: int
    booked_on: date
    happened_on: date
    method: str
    amount: int
    reverses: str  # the code it takes back, or nothing
    text: str = ""
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Behind:
    """A fund's figures with the lines they were summed from."""

    union: Union
    code: str  # TC, QTT: before a voucher's number
    finance: Finance
    lines: tuple[BookedLine, ...]
    carried: tuple[ItemSum, ...]  # what stands in opening, by item, signed
    made_on: date
