"""One year of the demo's union by the clock: everything once, on its day, to those it concerns."""

from collections import Counter
from datetime import date, timedelta
from functools import partial

import pytest

from bot.doors import owed
from bot.subjects import JOBS, book
from sandbox.past import BICH, CHI
from sandbox.past_doings import MAI, PHUC, SON, WISHES
from sandbox.saobien import profile, roster
from tests.chat import Mode, Town, town
from tests.databases import Databases
from tests.scenarios.test_occasion_years import MOONS, USUAL
from tests.scenarios.year import (
    AN,
    ANSWERED,
    COMMITTEE,
    DIED,
    DUNG,
    HANH,
    IN_THE_CHAT,
    KIM,
    LEFT,
    MORE,
    SILENT,
    VY,
    Deed,
    Sent,
    Year,
)
from union.calendar import quiet
from union.consents import Answer

UNASKED_A_MONTH = 4
OFFICERS = {CHI, SON, BICH, MAI, PHUC, HANH}
BORN = {name: born for name, _, born, _, _ in roster()}
WOMEN = {name for name, sex, *_ in roster() if sex == "F"} & set(IN_THE_CHAT)
GONE = dict((DIED, LEFT))
# What follows from what somebody did that day, and is looked at by other scenarios.
ANSWERS = {"card", "loan.pay"}

Owing = Counter[tuple[str, date, str]]  # kind, day, to whom


def on(month: int, day: int) -> date:
    return date(2027, month, day)


def deeds(year: Year) -> dict[date, list[Deed]]:
    """What people do in the year, by day."""
    found: dict[date, list[Deed]] = {
        on(1, 2): [year.wishes],
        on(1, 4): [year.opens_round],
        on(2, 15): [year.registered],
        on(8, 2): [year.borrows],
        DIED[1]: [partial(year.writes_down, DIED[0], "Đã mất")],
        LEFT[1]: [partial(year.writes_down, LEFT[0], "Đã nghỉ việc")],
        # The first quarter's meeting is kept at once and one is silent; the second at the second
        # asking, and its roll is forgotten; the third by the deputy, and nobody answers.
        on(3, 1): [partial(year.keeps, CHI)],
        on(3, 2): [partial(year.answered, PHUC)],
        on(3, 12): [year.held],
        on(6, 2): [partial(year.keeps, CHI)],
        on(6, 3): [year.answered],
        on(6, 13): [year.held],
        on(9, 3): [partial(year.keeps, SON)],
        on(9, 10): [year.held],
        on(11, 29): [partial(year.keeps, CHI), year.answered],
        on(12, 10): [year.held],
    }
    for month in range(1, 13):
        found.setdefault(on(month, 12), []).append(year.dues_paid)
        found.setdefault(on(month, 9), []).append(partial(year.paid_back, HANH))
        dung = on(3, 19) if month == 3 else on(month, 9)  # ten days after the others
        found.setdefault(dung, []).append(partial(year.paid_back, DUNG))
        if month >= 9 and month != 11:
            found.setdefault(on(month, 9), []).append(partial(year.paid_back, AN))
    return found


# --- what should be sent, counted another way than the bot does -------------------------------


def expected() -> Owing:
    return _birthdays() + _occasions() + _dues() + _instalments() + _meetings() + _titles()


def _here(name: str, day: date) -> bool:
    return name in IN_THE_CHAT and day <= GONE.get(name, date.max)


def _birthdays() -> Owing:
    found: Owing = Counter()
    answers = WISHES | ANSWERED
    for name in IN_THE_CHAT:
        born = BORN[name]
        day = on(2, 28) if (born.month, born.day) == (2, 29) else on(born.month, born.day)
        if _here(name, day) and answers.get(name) is not Answer.NO:
            found["birthday", day, name] += 1
        if answers.get(name) is Answer.GROUP:
            found["birthday.group", day, "nhóm"] = 1
    found += Counter(("birthday.ask", on(1, 1), name) for name in MORE)  # they came the day before
    for month in range(1, 13):
        for name in OFFICERS:
            found["birthday.month", on(month, 1), name] += 1
    return found


def _occasions() -> Owing:
    found: Owing = Counter()
    days = USUAL | MOONS[2027]
    for day in days.values():
        found["occasion.group", on(*day), "nhóm"] += 1
    for key in ("8/3", "20/10"):
        for name in WOMEN:
            if _here(name, on(*days[key])):
                found["occasion.private", on(*days[key]), name] += 1
    for key in ("tet", "8/3", "1/6", "moon", "20/10"):
        for name in (CHI, HANH):
            found["occasion.ahead", on(*days[key]) - timedelta(days=7), name] += 1
    found["occasions.plan", on(12, 1), CHI] = found["occasions.plan", on(12, 15), CHI] = 1
    return found


def _dues() -> Owing:
    """On the 20th, to who has something open."""
    found: Owing = Counter()
    for month in range(1, 13):
        found["dues.reminder", on(month, 20), KIM] += 1
        if month % 2:
            found["dues.reminder", on(month, 20), AN] += 1
    found["dues.reminder", on(11, 20), VY] += 1
    return found


def _instalments() -> Owing:
    """Three days before the tenth, and a week after it where nothing came.

    Dũng and Hạnh have six instalments left; Dũng's of March is late. An borrows in August, leaves
    November's out and is one behind from then on.
    """
    found: Owing = Counter()
    for name, months in ((DUNG, range(1, 7)), (HANH, range(1, 7)), (AN, range(9, 13))):
        for month in months:
            found["loan.due", on(month, 7), name] += 1
    late = ((on(3, 17), DUNG), (on(11, 17), AN), (on(12, 17), AN))
    return found + Counter(("loan.late", day, name) for day, name in late)


def _meetings() -> Owing:
    told: list[tuple[str, date, set[str]]] = [
        ("proposal", on(3, 1), {CHI}), ("notice", on(3, 1), set(COMMITTEE) - {CHI}),
        ("chase", on(3, 8), {PHUC}), ("eve", on(3, 10), set(COMMITTEE) - {PHUC}),
        ("roll", on(3, 11), {CHI}),
        ("proposal", on(5, 31), {CHI}), ("proposal", on(6, 2), {CHI}),
        ("notice", on(6, 2), set(COMMITTEE) - {CHI}), ("eve", on(6, 9), set(COMMITTEE)),
        ("roll", on(6, 10), {CHI}), ("roll", on(6, 12), {CHI, SON}),
        ("proposal", on(8, 30), {CHI}), ("proposal", on(9, 1), {CHI}),
        ("proposal", on(9, 3), {SON}), ("notice", on(9, 3), set(COMMITTEE) - {SON}),
        ("chase", on(9, 6), set(COMMITTEE)), ("roll", on(9, 9), {CHI}),
        ("proposal", on(11, 29), {CHI}), ("notice", on(11, 29), set(COMMITTEE) - {CHI}),
        ("eve", on(12, 8), set(COMMITTEE)), ("roll", on(12, 9), {CHI}),
    ]  # fmt: skip
    return Counter((f"meeting.{kind}", day, name) for kind, day, who in told for name in who)


def _titles() -> Owing:
    found: Owing = Counter({("title.open", on(1, 4), "nhóm"): 1})
    found += Counter(("title.remind", on(3, 24), name) for name in SILENT)
    return found + Counter(("title.closed", on(4, 1), name) for name in COMMITTEE)


# --- the year ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("database", "last"),
    [
        ("sqlite", on(12, 31)),
        ("postgresql", on(1, 20)),
        pytest.param("postgresql", on(12, 31), marks=pytest.mark.everywhere),
    ],
)
async def test_a_year_by_the_clock(databases: Databases, database: str, last: date) -> None:
    url = await databases.fresh(database)
    here = ("an", "bich", "chi", "dung", "giang")
    async with town(Mode(database), url, members=here, history=True) as made:
        year = Year(made)
        await year.begin()
        await _play(made, year, last)
        sent = Counter((one.kind, one.day, one.who) for one in year.sent)
        wanted = Counter({key: n for key, n in expected().items() if key[1] <= last})
        got = Counter({key: n for key, n in sent.items() if key[0] not in ANSWERS})
        assert (sorted((got - wanted).items()), sorted((wanted - got).items())) == ([], [])
        _never(year.sent)


async def _play(made: Town, year: Year, last: date) -> None:
    """Where nobody does anything that day, its preview is what was then sent, word for word."""
    doing, day, union = deeds(year), on(1, 1), profile().name
    while day <= last:
        previewed = day not in doing
        lines = await owed.due(made.app, JOBS, day) if previewed else []
        sent = await year.day(day, doing.get(day, []))
        if previewed:
            assert sorted(lines) == sorted(f"{union} → {one.who}: {one.text}" for one in sent), day
        day += timedelta(days=1)


def _never(sent: list[Sent]) -> None:
    """In quiet hours, more than four a month, to who has died or left, the same thing twice."""
    assert [one for one in sent if quiet(one.at)] == []
    counted = {kind for kind, notice in book().notices.items() if notice.counted}
    months = Counter((one.who, one.day.month) for one in sent if one.kind in counted)
    assert [who for who, many in months.items() if many > UNASKED_A_MONTH] == []
    assert [one for one in sent if one.who in GONE and one.day > GONE[one.who]] == []
    twice = Counter((one.who, one.text, one.day) for one in sent)
    assert [what for what, many in twice.items() if many > 1] == []
