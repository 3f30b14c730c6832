"""Results of a year's emulation: a list in one sentence, or step by step."""

import re
from datetime import date
from typing import Any

from bot import texts
from bot.handlers import title_own, titles_reading
from bot.handlers.asking import Answers, sure, tapped_value
from bot.handlers.title_names import MOST_ALIKE, found, outcomes, registered, unclear, which
from bot.handlers.titles import who_helps
from bot.handlers.titles_reading import Listed
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from storage.titles import known
from union import dates, titles
from union.refusals import Reason, Refusal
from union.rights import OFFICER
from union.titles import Outcome, Round, Title
from union.words import NotUnderstood, Unclear

_SLASH = re.compile(r"^\s*/\w+(?:@\w+)?\s*")


async def begin(talk: Talk) -> Reply:
    """`/ketqua`, a button, or “kết quả LĐTT: An, Hạnh; QĐ 15/QĐ-CĐ ngày 20/12/2026”."""
    said = _SLASH.sub("", talk.said.text) if talk.said.kind == "text" else ""
    told = titles_reading.result(said, known())
    told = told or titles_reading.result(f"ket qua {said}", known())
    round_ = await _the_round(talk, told.year if told else talk.number())
    if not await talk.work.titles.of_year(round_.year):
        return texts.title_results.nobody_registered(round_.year)
    title = titles.titled(await talk.work.titles.offered(round_.year), told.title if told else "")
    if told is None or title is None:
        return talk.begin("ketqua", year=round_.year)
    answers: Answers = {"year": round_.year, "title": title.key}
    people = await found(talk, answers, told.people)
    if hint := unclear(title, round_.year, people):
        talk.begin("ketqua", year=round_.year)
        return hint
    paper = _decision(told.decision, talk.today) if told.decision else None
    return talk.begin("ketqua", **answers, who=people, **({"decision": paper} if paper else {}))


async def _the_round(talk: Talk, year: int) -> Round:
    rounds = await talk.work.titles.rounds()
    found = titles.to_decide(rounds, talk.today, year)
    if found is None:
        near = titles.open_now(rounds, talk.today)
        if near is None or year:
            raise Refusal(Reason.NO_ROUND, ask=await who_helps(talk))
        found = near
    if not titles.is_over(found, talk.today):
        raise Refusal(Reason.ROUND_STILL_OPEN, year=found.year, on=found.closes_on)
    return found


# --- which title ----------------------------------------------------------------------------


async def _ask_title(talk: Talk, answers: Answers) -> Reply:
    figures = await talk.work.titles.figures(answers["year"])
    some = [(one.title, one.registered.all) for one in figures if one.registered.all]
    return texts.title_results.which_title(answers["year"], some)


async def _read_title(talk: Talk, answers: Answers) -> str | None:
    offered = await talk.work.titles.offered(answers["year"])
    tap = tapped_value(talk)
    named = titles.named(talk.said.text, offered)[0] if tap is None else []
    wanted = tap if tap is not None else named[0].key if len(named) == 1 else ""
    some = {one.title for one in await talk.work.titles.of_year(answers["year"])}
    return wanted if wanted in some else None


async def _title(talk: Talk, answers: Answers) -> Title:
    offered = await talk.work.titles.offered(answers["year"])
    title = titles.titled(offered, answers["title"])
    if title is None:
        raise Refusal(Reason.NOT_FOUND)
    return title


# --- who ------------------------------------------------------------------------------------


async def _ask_who(talk: Talk, answers: Answers) -> Reply:
    people = [one.member for one in (await registered(talk, answers)).values()]
    title = await _title(talk, answers)
    return texts.title_results.who_reached(title, answers["year"], people)


async def _read_who(talk: Talk, answers: Answers) -> dict[str, Any] | None:
    tap = tapped_value(talk)
    if tap is None and talk.said.kind != "text":
        return None
    said = Listed(everybody=tap == "all") if tap is not None else _list_of(talk)
    people = await found(talk, answers, said)
    return None if unclear(await _title(talk, answers), answers["year"], people) else people


def _list_of(talk: Talk) -> Listed:
    return titles_reading.listed(talk.said.text)


async def _who_again(talk: Talk, answers: Answers) -> Reply:
    said = _list_of(talk) if talk.said.kind == "text" else Listed()
    hint = unclear(await _title(talk, answers), answers["year"], await found(talk, answers, said))
    return hint if said and hint else await _ask_who(talk, answers)


# --- the decision ---------------------------------------------------------------------------


def _decision(said: str, today: date) -> dict[str, str] | None:
    """Number and day of the paper; None where one of them cannot be read."""
    read = titles_reading.decision(said)
    if read is None or not read[0] or not read[1]:
        return None
    try:
        on = dates.day(read[1], today, back=True)
    except NotUnderstood:
        return None
    return {"number": read[0], "on": on.isoformat()} if on <= today else None


async def _ask_decision(talk: Talk, answers: Answers) -> Reply:
    return texts.title_results.which_decision()


async def _read_decision(talk: Talk, answers: Answers) -> dict[str, str] | None:
    return _decision(talk.said.text, talk.today) if talk.said.kind == "text" else None


async def _decision_again(talk: Talk, answers: Answers) -> Reply:
    read = titles_reading.decision(talk.said.text)
    try:
        if read and read[1] and (on := dates.day(read[1], talk.today, back=True)) > talk.today:
            return Reply(texts.unclear.why(NotUnderstood(Unclear.FUTURE, on=on)))
    except NotUnderstood as problem:
        return Reply(texts.unclear.why(problem))
    return texts.title_results.which_decision()


def _no_decision(answers: Answers) -> bool:
    """Who missed it needs no paper."""
    who = answers.get("who")
    if who is None:
        return False
    return not who["achieved"] and not any(into == "achieved" for _, _, into in who["alike"])


def _paper(answers: Answers) -> tuple[str, date | None]:
    paper = answers.get("decision")
    return (paper["number"], date.fromisoformat(paper["on"])) if paper else ("", None)


# --- writing --------------------------------------------------------------------------------


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    title = await _title(talk, answers)
    results = outcomes(answers, await registered(talk, answers))
    achieved = [one.member for one, outcome in results if outcome is Outcome.ACHIEVED]
    missed = [one.member for one, outcome in results if outcome is Outcome.MISSED]
    unknown = answers["who"]["unknown"]
    return texts.title_results.confirm(
        title, answers["year"], achieved, missed, unknown, *_paper(answers)
    )


async def written(talk: Talk, answers: Answers) -> Reply:
    """Everybody's but the writer's own: that waits for another officer."""
    if answers["sure"] == "edit":
        return talk.begin("ketqua", year=answers["year"], title=answers["title"])
    if answers["sure"] != "yes":
        return texts.title_results.not_written()
    await _the_round(talk, answers["year"])  # nobody gave it more days meanwhile
    title = await _title(talk, answers)
    number, on = _paper(answers)
    names, own = [], 0
    for one, outcome in outcomes(answers, await registered(talk, answers)):
        paper = (number, on) if outcome is Outcome.ACHIEVED else ("", None)
        if (one.outcome, one.decision, one.decided_on) == (outcome, *paper):
            continue
        if one.member.id == talk.member.id:
            own = await title_own.ask_another(talk, one, title, outcome, *paper)
            continue
        if await talk.work.titles.decide(one.id, outcome, *paper):
            await title_own.owe(talk, one, outcome)
            names.append(f"{one.member.name}: {outcome}")
    if names:
        talk.log(
            "title.decided",
            f"round {answers['year']} {title.key}",
            danh_hiệu=title.name,
            quyết_định=number,
            ai=", ".join(names),
        )
    return texts.title_results.written(title, answers["year"], len(names), own)


def _sentence(text: str) -> str | None:
    return text if titles_reading.result(text, known()) else None


DIALOGS = (
    Dialog(
        "ketqua",
        OFFICER,
        (
            Question("title", _ask_title, _read_title, _ask_title),
            Question("who", _ask_who, _read_who, _who_again),
            *(which(place) for place in range(MOST_ALIKE)),
            Question(
                "decision",
                _ask_decision,
                _read_decision,
                _decision_again,
                skip=_no_decision,
                number=True,
            ),
            sure(_ask_sure, {"sua": "edit"}),
        ),
        written,
    ),
)
COMMANDS = (
    Command(
        "ketqua",
        OFFICER,
        begin,
        texts.help.ABOUT["ketqua"],
        aliases=("results",),
        phrases=("ghi ket qua thi dua", "nhap ket qua thi dua"),
        sentence=_sentence,
        reads_only=True,
    ),
)
BUTTONS = (Button("title.result", OFFICER, begin, reads_only=True),)
