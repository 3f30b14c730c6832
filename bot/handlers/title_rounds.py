"""A round of emulation for officers: opened, closed, listed."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from bot import texts
from bot.handlers.asking import Answers, as_id, sure, tapped_value
from bot.said import Reply
from bot.talk import Button, Dialog, Question, Talk
from storage.outbox import Owed
from storage.titles import Registration
from storage.work import Work
from union import dates, titles, words
from union.members import count
from union.refusals import Reason, Refusal
from union.rights import OFFICER, REPORTER
from union.titles import Round, Share, Title
from union.words import NotUnderstood

YEAR_END = 10  # a round that ends in the last months may be the next year's: it is asked

# --- opening --------------------------------------------------------------------------------


async def begin_open(talk: Talk) -> Reply:
    return talk.begin("modot")


async def _ask_days(talk: Talk, answers: Answers) -> Reply:
    return texts.title_rounds.which_days(await talk.work.titles.usual_window())


_TO = re.compile(r"\s+(?:den het|toi het|den|toi)\s+|\s+-\s*|\s*-\s+|(?<=\d)-(?=\d{1,2}/)")
_FROM = re.compile(r"^(?:mo )?(?:tu |ngay )*")


def days_of(text: str, today: date) -> tuple[date, date] | None:
    """“21/11 đến 15/12”, “từ hôm nay đến 31/3/2027”. Raises NotUnderstood."""
    parts = _TO.split(_FROM.sub("", words.plain(text).strip(" .")))
    if len(parts) != 2:
        return None
    closes = dates.day(parts[1].removeprefix("ngay "), today)
    begun = dates.day(parts[0], today, back=True)
    try:
        ahead = dates.day(parts[0], today)
    except NotUnderstood:  # a day with its year, and past: the round has begun
        ahead = begun
    return (ahead if ahead <= closes else begun), closes


async def _read_days(talk: Talk, answers: Answers) -> list[str] | None:
    """The first and the last day, as they are kept."""
    if tapped_value(talk) == "usual":
        opens, closes = await talk.work.titles.usual_window()
    else:
        try:
            found = days_of(talk.said.text, talk.today) if talk.said.kind == "text" else None
        except NotUnderstood:
            found = None
        if found is None:
            return None
        opens, closes = found
        titles.check_window(opens, closes, talk.today)
    if closes.month < YEAR_END:
        answers |= await _of_year(talk, closes.year)
    return [opens.isoformat(), closes.isoformat()]


async def _of_year(talk: Talk, year: int) -> Answers:
    """The year, and how its round stands while the officer is asked."""
    return {"year": year, "before": _mark(await _standing(talk, year))}


async def _standing(talk: Talk, year: int) -> Round | None:
    return next((one for one in await talk.work.titles.rounds() if one.year == year), None)


def _mark(round_: Round | None) -> str:
    return f"{round_.opens_on} {round_.closes_on} {round_.closed}" if round_ else ""


async def _days_again(talk: Talk, answers: Answers) -> Reply:
    try:
        days_of(talk.said.text, talk.today)
    except NotUnderstood as problem:
        return Reply(texts.unclear.why(problem))
    return await _ask_days(talk, answers)


async def _ask_year(talk: Talk, answers: Answers) -> Reply:
    return texts.title_rounds.which_year(date.fromisoformat(answers["days"][1]).year)


async def _read_year(talk: Talk, answers: Answers) -> int | None:
    closes = date.fromisoformat(answers["days"][1])
    said = as_id(tapped_value(talk) or words.fold(talk.said.text).removeprefix("nam "))
    if said not in (closes.year, closes.year + 1):
        return None
    answers |= await _of_year(talk, said)
    return said


async def _planned(talk: Talk, answers: Answers) -> tuple[Round, Round | None]:
    """The round as it shall be, and the one that stands in that year already."""
    opens, closes = map(date.fromisoformat, answers["days"])
    titles.check_window(opens, closes, talk.today)
    before = await _standing(talk, answers["year"])
    return Round(before.id if before else 0, answers["year"], opens, closes), before


async def _ask_open(talk: Talk, answers: Answers) -> Reply:
    return texts.title_rounds.confirm_open(*await _planned(talk, answers))


async def opened(talk: Talk, answers: Answers) -> Reply:
    """The first officer's word holds; one who confirmed other days meanwhile is told."""
    if answers["sure"] != "yes":
        return texts.titles.unchanged()
    planned, before = await _planned(talk, answers)
    if answers["before"] != _mark(before):
        raise Refusal(Reason.ALREADY_DECIDED)
    days = planned.opens_on, planned.closes_on
    round_id = await talk.work.titles.set_round(planned.year, *days, talk.member.id)
    verb = "round.changed" if before else "round.opened"
    talk.log(verb, f"round {round_id} {planned.year}", ngày=f"{days[0]} {days[1]}")
    groups = await talk.work.unions.groups()
    if planned.opens_on <= talk.today:
        made = replace(planned, id=round_id)
        await talk.work.outbox.owe(
            [announcement(made.id, made.closes_on, chat, talk.work.union_id) for chat in groups]
        )
    return texts.title_rounds.opened(planned, talk.today, len(groups))


def announcement(round_id: int, closes_on: date, chat_id: int, union_id: int, **more: Any) -> Owed:
    """To a group, once for a round's days, whoever owes it first: an officer or the clock."""
    return Owed(
        about=f"title.open:{round_id}:{closes_on}:{chat_id}",
        chat_id=chat_id,
        union_id=union_id,
        kind="title.open",
        facts={"round": round_id, "closes": closes_on.isoformat()},
        marked_first=True,
        **more,
    )


# --- closing --------------------------------------------------------------------------------


async def begin_close(talk: Talk) -> Reply:
    round_ = await _still_open(talk, talk.number())
    return talk.begin("khepdot", round=round_.id)


async def _still_open(talk: Talk, round_id: int) -> Round:
    found = next((one for one in await talk.work.titles.rounds() if one.id == round_id), None)
    if found is None:
        raise Refusal(Reason.NOT_FOUND)
    if not titles.is_open(found, talk.today):
        raise Refusal(Reason.ALREADY_DECIDED)
    return found


async def _ask_close(talk: Talk, answers: Answers) -> Reply:
    return texts.title_rounds.confirm_close(await _still_open(talk, answers["round"]))


async def closed(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.titles.unchanged()
    round_ = await _still_open(talk, answers["round"])
    await talk.work.titles.close_round(round_.id)
    talk.log("round.closed", f"round {round_.id} {round_.year}")
    return texts.title_rounds.closed(round_)


# --- the list -------------------------------------------------------------------------------


async def show_list(talk: Talk) -> Reply:
    """`title.list:2026`; without a year the round people mean."""
    rounds = await talk.work.titles.rounds()
    near = titles.spoken_of(rounds, talk.today)
    year = talk.number() or (near.year if near else 0)
    if year not in [one.year for one in rounds]:
        raise Refusal(Reason.NOT_FOUND)
    return await listing(talk.work, year)


async def listing(work: Work, year: int) -> Reply:
    figures = await work.titles.figures(year)
    found = await work.titles.of_year(year)
    people = {f.title.key: [r.member for r in found if r.title == f.title.key] for f in figures}
    shares = {f.title.key: share for f in figures if (share := _share(f.title, found)) is not None}
    present = await work.members.on_the_books()
    chose = {one.member.id for one in found}
    silent = [member for member in present if member.id not in chose]
    earlier = [one.year for one in await work.titles.rounds() if one.year < year]
    return texts.title_rounds.listing(
        year, count(present).all, figures, people, shares, silent, max(earlier, default=0)
    )


def _share(title: Title, found: list[Registration]) -> Share | None:
    """Of those who reached what it needs; before the results, of those who registered for it."""
    below = [one for one in found if one.title == title.needs]
    reached = [one for one in below if one.outcome is titles.Outcome.ACHIEVED]
    return titles.share(title, len(reached or below))


DIALOGS = (
    Dialog(
        "modot",
        OFFICER,
        (
            Question("days", _ask_days, _read_days, _days_again, number=True),
            Question("year", _ask_year, _read_year, _ask_year, number=True),
            sure(_ask_open),
        ),
        opened,
    ),
    Dialog("khepdot", OFFICER, (sure(_ask_close),), closed),
)
BUTTONS = (
    Button("title.open", OFFICER, begin_open, reads_only=True),
    Button("title.close", OFFICER, begin_close, reads_only=True),
    Button("title.list", REPORTER, show_list, reads_only=True),
)
