"""Reports as files: asked for here, made by the worker (bot/tasks.py), told when they are there."""

from datetime import date
from typing import Any

from bot import texts
from bot.said import Reply
from bot.talk import LongTask, Made, Talk
from storage.work import Work
from union import reporting
from union.book import FundKind
from union.figures import Behind, Year
from union.rights import BOOK_READER

YEAR, WORKBOOK = "report.year", "report.xlsx"


async def ask_for_year(talk: Talk, year: int) -> Reply:
    """A task, once; asking again while it is on its way writes nothing."""
    fresh = await _ask(talk, YEAR, {"year": year, "until": _last(year, talk.today).isoformat()})
    return texts.report.making_year(year, fresh)


def _last(year: int, today: date) -> date:
    return min(date(year, 12, 31), today)


async def ask_for_workbook(talk: Talk) -> Reply:
    """The button carries the fund and the days."""
    named = talk.args[0] if talk.args else ""
    since, until = (reporting.unpacked(talk.number(place)) for place in (1, 2))
    if named not in set(FundKind) or since is None or until is None:
        return texts.common.stale()
    until = min(until, talk.today)
    if since > until:
        return texts.report.not_begun(since)
    facts = {"fund": named, "since": since.isoformat(), "until": until.isoformat()}
    return texts.report.making_workbook(await _ask(talk, WORKBOOK, facts))


async def _ask(talk: Talk, kind: str, facts: dict[str, Any]) -> bool:
    await talk.work.lock()
    fresh = await talk.work.tasks.ask(kind, facts, talk.member.id, talk.who.chat_id)
    if fresh:
        talk.log("report.asked", kind, **{name: str(value) for name, value in facts.items()})
    return fresh


# --- the year as .docx ----------------------------------------------------------------------


async def _read_year(work: Work, facts: dict[str, Any]) -> Year:
    return await work.figures.year(facts["year"], date.fromisoformat(facts["until"]))


def _make_year(year: Year) -> Made:
    from reports import annual, paper  # heavy: only where a file is made

    content, gaps = annual.docx(year)
    return Made(f"bao-cao-nam-{year.year}.docx", paper.DOCX, content, {"gaps": gaps})


def _tell_year(facts: dict[str, Any], notes: dict[str, Any]) -> Reply:
    return texts.report.year_made(facts["year"], date.fromisoformat(facts["until"]), notes["gaps"])


def _year_failed(facts: dict[str, Any]) -> Reply:
    return texts.report.not_made(f"{YEAR}:{facts['year']}")


# --- the vouchers behind the figures, as .xlsx ----------------------------------------------


def _days(facts: dict[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(facts["since"]), date.fromisoformat(facts["until"])


async def _read_book(work: Work, facts: dict[str, Any]) -> Behind:
    return await work.figures.behind(FundKind(facts["fund"]), *_days(facts))


def _make_book(behind: Behind) -> Made:
    from reports import workbook  # heavy: only where a file is made

    found = behind.finance
    notes = {"name": found.fund, "lines": len(behind.lines)}
    name = f"thu-chi-{behind.code}-{found.since:%Y%m%d}-{found.until:%Y%m%d}.xlsx"
    return Made(name, workbook.XLSX, workbook.xlsx(behind), notes)


def _tell_book(facts: dict[str, Any], notes: dict[str, Any]) -> Reply:
    return texts.report.workbook_made(notes["name"], _days(facts), notes["lines"])


def _book_failed(facts: dict[str, Any]) -> Reply:
    days = _days(facts)
    return texts.report.not_made(reporting.packed(f"{WORKBOOK}:{facts['fund']}", days))


TASKS = (
    LongTask(YEAR, BOOK_READER, _read_year, _make_year, _tell_year, _year_failed),
    LongTask(WORKBOOK, BOOK_READER, _read_book, _make_book, _tell_book, _book_failed),
)
