"""The questions of a loan: how much, does the fund have it, how long, what for, is it right."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot import texts
from bot.handlers import lending, loans_reading
from bot.handlers.asking import Answers, as_id, sure, tapped_value
from bot.said import Reply
from bot.talk import Question, Talk
from union import loans, words
from union.answers import is_no, is_yes
from union.calendar import months_after, start_of_month
from union.money import Money, money
from union.refusals import Refusal
from union.words import NotUnderstood


async def heard(talk: Talk, read: Money) -> dict[str, Any]:
    """What was said, with what the fund can do today: later questions depend on it."""
    rules, standing = talk.work.loans.rules, await talk.work.loans.standing()
    return {
        "amount": read.amount,
        "sure": read.certain,
        "other": read.other,
        "now": loans.lendable(rules, standing),
        "most": rules.highest,
    }


async def _ask_amount(talk: Talk, answers: Answers) -> Reply:
    most = loans.lendable(talk.work.loans.rules, await talk.work.loans.standing())
    return texts.loans.how_much(talk.member, most)


async def _read_amount(talk: Talk, answers: Answers) -> dict[str, Any] | None:
    if talk.said.kind != "text":
        return None
    wish = loans_reading.read(talk.said.text)
    try:
        read = wish.amount or money(talk.said.text)
        loans.check_amount(talk.work.loans.rules, read.amount)
    except (NotUnderstood, Refusal):
        return None
    return await heard(talk, read)


async def _amount_again(talk: Talk, answers: Answers) -> Reply:
    try:
        money(talk.said.text)
    except NotUnderstood as problem:
        return Reply(texts.unclear.why(problem))
    return texts.loans.how_much_again(talk.work.loans.rules.lowest)


def _readings(answers: Answers, lowest: int) -> list[int]:
    both = (answers["said"]["amount"], answers["said"]["other"])
    return [one for one in both if one and one >= lowest]


async def _ask_which(talk: Talk, answers: Answers) -> Reply:
    return texts.loans.which_amount(_readings(answers, talk.work.loans.rules.lowest))


async def _read_which(talk: Talk, answers: Answers) -> int | None:
    """A tap on one of the readings, a plain yes to the only one, or the amount typed anew."""
    readings = _readings(answers, talk.work.loans.rules.lowest)
    if (tap := tapped_value(talk)) is not None:
        return as_id(tap) if as_id(tap) in readings else None
    if len(readings) == 1 and is_yes(talk.said.text):
        return readings[0]
    try:
        read = money(talk.said.text)
    except NotUnderstood:
        return None
    return read.amount if read.certain and read.amount >= talk.work.loans.rules.lowest else None


def asked_of(answers: Answers) -> int:
    """What somebody asked for in the end, before the fund's limits."""
    return int(answers.get("amount") or answers["said"]["amount"])


def amount_of(answers: Answers) -> int:
    fit = answers.get("fit", "")
    return as_id(fit) if fit not in ("", "no") else asked_of(answers)


def _fits(answers: Answers) -> bool:
    said = answers.get("said")
    return said is not None and asked_of(answers) <= min(said["now"], said["most"])


def over(answers: Answers) -> bool:
    return answers.get("fit") == "no"


async def _ask_fit(talk: Talk, answers: Answers) -> Reply:
    said, asked = answers["said"], asked_of(answers)
    wanted = min(asked, said["most"])
    when = await _enough_on(talk, wanted)
    return texts.loans.fits(min(said["now"], wanted), wanted, asked, when)


async def _enough_on(talk: Talk, wanted: int) -> date | None:
    """When the fund will have it, if everybody pays as promised; None if not foreseeable."""
    work = talk.work
    standing = await work.loans.standing()
    first = start_of_month(work.today)
    ahead = [months_after(first, count) for count in range(1, loans.FORESEEN + 1)]
    months = [day.year * 100 + day.month for day in ahead]
    _, monthly = await work.contributions.monthly(months[0])
    coming = [monthly + due for due in await work.loans.coming_in(months)]
    short = wanted + standing.promised - standing.balance
    return loans.enough_on(short, coming, work.today)


async def _read_fit(talk: Talk, answers: Answers) -> str | None:
    said = answers["said"]
    wanted = min(asked_of(answers), said["most"])
    tap = tapped_value(talk)
    if tap is not None:
        allowed = {"no", str(wanted), str(min(said["now"], wanted))} - {"0"}
        return tap if tap in allowed else None
    if is_no(talk.said.text):
        return "no"
    try:
        read = money(talk.said.text)
    except NotUnderstood:
        return None
    lowest = talk.work.loans.rules.lowest
    return str(read.amount) if read.certain and lowest <= read.amount <= wanted else None


async def _ask_months(talk: Talk, answers: Answers) -> Reply:
    rules = talk.work.loans.rules
    return texts.loans.how_long(amount_of(answers), list(rules.offered), rules.longest)


async def _read_months(talk: Talk, answers: Answers) -> int | None:
    tap = tapped_value(talk)
    count = as_id(tap) if tap is not None else loans_reading.months_in(talk.said.text) or 0
    return count if 0 < count <= talk.work.loans.rules.longest else None


async def _months_again(talk: Talk, answers: Answers) -> Reply:
    return texts.loans.how_long_again(talk.work.loans.rules.longest)


async def _ask_reason(talk: Talk, answers: Answers) -> Reply:
    return texts.loans.what_for()


async def _read_reason(talk: Talk, answers: Answers) -> str | None:
    said = words.normal(tapped_value(talk) or talk.said.text)
    asked = talk.said.kind in ("text", "choice") and words.fold(said)
    return said[: loans_reading.LONGEST_REASON] if asked else None


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    amount, rules = amount_of(answers), talk.work.loans.rules
    plan = loans.schedule(rules, amount, answers["months"], talk.today)
    held = await talk.work.seats.held(list(lending.DECIDE[0]))
    usual = len({seat.holder.id for seat in held} - {talk.member.id}) >= lending.NEEDS
    waits = amount > answers["said"]["now"]
    reason = answers["reason"]
    return texts.loans.confirm(talk.member, amount, plan, reason, usual, waits)


QUESTIONS = (
    Question("said", _ask_amount, _read_amount, _amount_again, number=True),
    Question(
        "amount",
        _ask_which,
        _read_which,
        _ask_which,
        skip=lambda answers: bool(answers.get("said", {}).get("sure")),
    ),
    Question("fit", _ask_fit, _read_fit, _ask_fit, skip=_fits),
    Question("months", _ask_months, _read_months, _months_again, skip=over, number=True),
    Question("reason", _ask_reason, _read_reason, _ask_reason, skip=over),
    replace(sure(_ask_sure, {"sua": "edit", "sua lai": "edit"}), skip=over),
)
