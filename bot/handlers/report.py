"""`/baocao`: figures counted from rows, for those who report. Files are report_files.py."""

from collections.abc import Awaitable, Callable
from datetime import date

from bot import texts
from bot.handlers import report_files
from bot.said import Reply
from bot.talk import Button, Command, Talk
from union import members, reporting, words
from union.book import FundKind
from union.members import State
from union.refusals import Reason, Refusal
from union.reporting import Asked, Kind
from union.rights import BOOK_READER, REPORTER

_ANY_DAY = date(2026, 1, 1)  # whether a sentence can be read does not depend on today
_OPENINGS = ("bao cao", "xem bao cao", "lam bao cao", "soan bao cao", "gui bao cao")
_ALSO = {"co bao nhieu doan vien": "doan vien", "so doan vien": "doan vien"}


async def report(talk: Talk) -> Reply:
    """What follows the word: which report, which days. What was not read is asked for."""
    asked = reporting.asked(talk.words, talk.today)
    money = BOOK_READER.admits(talk.member.id, talk.who.seats)
    if asked is None:
        return texts.report.unclear(money, talk.today.year)
    if asked.kind is None:
        return texts.report.which(money, _days(asked), talk.today.year)
    if asked.kind in _MONEY and not money:
        raise Refusal(Reason.NOT_FOR_YOU)
    return await _REPORTS[asked.kind](talk, asked)


async def which(talk: Talk) -> Reply:
    money = BOOK_READER.admits(talk.member.id, talk.who.seats)
    return texts.report.which(money, None, talk.today.year)


def _days(asked: Asked) -> texts.report.Days | None:
    return (asked.since, asked.until) if asked.since and asked.until else None


def _pressed(talk: Talk) -> Asked:
    """The days a button carried; without them, the report chooses its own."""
    found = [reporting.unpacked(talk.number(place)) for place in range(2)]
    return Asked(None, *found) if all(found) else Asked(None)


def _span(talk: Talk, asked: Asked) -> texts.report.Days:
    """The days asked for, up to today; without any, this year so far."""
    since, until = _days(asked) or (talk.today.replace(month=1, day=1), talk.today)
    return since, min(until, talk.today) if since <= talk.today else until


def _problem(talk: Talk, kind: Kind, days: texts.report.Days) -> Reply | None:
    if days[0] > talk.today:
        return texts.report.not_begun(days[0])
    return texts.report.turned_round(f"report.{kind}", days) if days[0] > days[1] else None


async def of_members(talk: Talk, asked: Asked | None = None) -> Reply:
    """Counts today, by sex and team; each is the number of rows it was counted from."""
    present = await talk.work.members.on_the_books()
    teams = [
        (team, members.count(m for m in present if m.team == team))
        for team in await talk.work.teams.all()
    ]
    loose = members.count(m for m in present if m.team is None)
    joined = sum(member.state is State.MEMBER for member in present)
    profile = await talk.work.unions.profile()
    return texts.report.members(
        profile.name,
        talk.work.now,
        members.count(present),
        joined,
        [*teams, *([(None, loose)] if loose.all else [])],
    )


async def of_finance(talk: Talk, asked: Asked | None = None) -> Reply:
    days = _span(talk, asked or _pressed(talk))
    if problem := _problem(talk, Kind.FINANCE, days):
        return problem
    return texts.report.finance(await talk.work.figures.finance(FundKind.FINANCE, *days))


async def of_fund(talk: Talk, asked: Asked | None = None) -> Reply:
    days = _span(talk, asked or _pressed(talk))
    if problem := _problem(talk, Kind.FUND, days):
        return problem
    return texts.report.fund(await talk.work.loans.figures(*days), days)


async def of_titles(talk: Talk, asked: Asked | None = None) -> Reply:
    """A year's; of a longer stretch, its last year."""
    year = _span(talk, asked or _pressed(talk))[1].year
    return texts.report.titles(year, await talk.work.titles.figures(year))


async def of_meetings(talk: Talk, asked: Asked | None = None) -> Reply:
    days = _span(talk, asked or _pressed(talk))
    if problem := _problem(talk, Kind.MEETINGS, days):
        return problem
    return texts.report.meetings(await talk.work.meetings.figures(*days), days)


async def of_year(talk: Talk, asked: Asked | None = None) -> Reply:
    """The annual report as a file; a year that has not begun is not written."""
    year = asked.since.year if asked and asked.since else talk.number() or talk.today.year
    if not 2000 <= year <= talk.today.year:
        return texts.report.not_begun(date(min(max(year, 2000), 9999), 1, 1))
    return await report_files.ask_for_year(talk, year)


def _sentence(text: str) -> str | None:
    """“báo cáo tài chính quý 3”: all of it is read, or it is not ours."""
    said = words.normal(text)
    bare = words.strip_courtesy(words.expand(words.fold(said)))
    if bare in _ALSO:
        return _ALSO[bare]
    plain = words.plain(said)
    at = plain.find("bao cao ")
    if at < 0 or words.strip_courtesy(f"{plain[:at]}bao cao") not in _OPENINGS:
        return None
    rest = _without_courtesy(said[at + len("bao cao ") :])
    asked = reporting.asked(rest, _ANY_DAY)
    return rest if asked and (asked.kind or asked.dated) else None


def _without_courtesy(rest: str) -> str:
    """As many words of the end taken off as are courtesy; days keep their signs."""
    spoken = rest.split()
    folded = [words.fold(word) for word in spoken]
    left = words.strip_courtesy(" ".join(folded))
    for count in range(len(spoken), 0, -1):
        if " ".join(folded[:count]) == left:
            return " ".join(spoken[:count])
    return rest


_REPORTS: dict[Kind, Callable[[Talk, Asked], Awaitable[Reply]]] = {
    Kind.MEMBERS: of_members,
    Kind.FINANCE: of_finance,
    Kind.FUND: of_fund,
    Kind.TITLES: of_titles,
    Kind.MEETINGS: of_meetings,
    Kind.YEAR: of_year,
}
_MONEY = (Kind.FINANCE, Kind.FUND, Kind.YEAR)

COMMANDS = (
    Command(
        "baocao",
        REPORTER,
        report,
        texts.help.ABOUT["baocao"],
        aliases=("report",),
        phrases=("bao cao",),
        sentence=_sentence,
        reads_only=True,  # a file takes the lock for its task; rights are asked again there
    ),
)
BUTTONS = (
    Button("report.which", REPORTER, which, reads_only=True),
    Button("report.members", REPORTER, of_members, reads_only=True),
    Button("report.titles", REPORTER, of_titles, reads_only=True),
    Button("report.meetings", REPORTER, of_meetings, reads_only=True),
    Button("report.finance", BOOK_READER, of_finance, reads_only=True),
    Button("report.fund", BOOK_READER, of_fund, reads_only=True),
    Button("report.year", BOOK_READER, of_year),
    Button("report.xlsx", BOOK_READER, report_files.ask_for_workbook),
)
TASKS = report_files.TASKS
