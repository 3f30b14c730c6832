"""A result is told to whom it is about; nobody writes their own alone (case kind `title`)."""

from datetime import date

from bot import texts
from bot.handlers import cases
from bot.handlers.deciders import Kind, kind, send_cards
from bot.said import Reply
from bot.talk import Talk
from storage.cases import Case
from storage.outbox import Owed
from storage.titles import Registration
from storage.work import Work
from union import titles
from union.members import Member
from union.titles import Outcome, Title


async def owe(talk: Talk, one: Registration, outcome: Outcome) -> None:
    """In private, in the day's hours; re-checked when claimed. A changed result is told again."""
    chat_id = await talk.work.unions.private_chat(one.member.id)
    if chat_id is None:
        return
    about = f"title.result:{one.id}:{talk.said.bot}:{talk.said.key}"
    facts = {"registration": one.id, "outcome": outcome.value}
    await talk.work.outbox.owe(
        [Owed(about, chat_id, talk.work.union_id, "title.result", facts, one.member.id)]
    )


async def ask_another(
    talk: Talk, one: Registration, title: Title, outcome: Outcome, decision: str, on: date | None
) -> int:
    """The writer's own result becomes a case; a newer word replaces an older. Its number."""
    for older in await talk.work.cases.waiting("title", member_id=talk.member.id):
        if older.facts["registration"] == one.id:
            await talk.work.cases.decide(older.id, "withdrawn", talk.member.id)
            await cases.rewrite_copies(talk, older, "withdrawn")
    facts = {
        "name": talk.member.name,
        "registration": one.id,
        "year": one.year,
        "title": title.key,
        "outcome": outcome.value,
        "decision": decision,
        "on": on.isoformat() if on else "",
    }
    case = await talk.work.cases.ask(
        "title",
        facts,
        member_id=talk.member.id,
        account_id=talk.who.account_id,
        chat_id=talk.who.chat_id,
    )
    talk.log("title.asked", f"case {case.number}", danh_hiệu=title.name)
    await send_cards(talk.work, case)
    return case.number


async def _whose(work: Work, case: Case) -> Member:
    member = await work.members.get(case.member_id or 0)
    if member is None:
        raise LookupError("a result of nobody")
    return member


async def _title(work: Work, case: Case) -> Title | None:
    return titles.titled(await work.titles.offered(case.facts["year"]), case.facts["title"])


async def _card(work: Work, case: Case) -> Reply:
    member = await _whose(work, case)
    return texts.title_results.card(case, member, await _title(work, case), case.facts)


async def _agreed(talk: Talk, case: Case) -> None:
    facts = case.facts
    one = await talk.work.titles.registration(facts["registration"])
    if one is None:  # withdrawn meanwhile
        return
    outcome, on = Outcome(facts["outcome"]), facts["on"]
    day = date.fromisoformat(on) if on else None
    if await talk.work.titles.decide(one.id, outcome, facts["decision"], day):
        await owe(talk, one, outcome)


async def _refused(talk: Talk, case: Case) -> None:
    member = await _whose(talk.work, case)
    chat_id = await talk.work.unions.private_chat(member.id)
    if chat_id is not None:
        told = texts.title_results.not_confirmed(member, await _title(talk.work, case), talk.member)
        await talk.work.outbox.add(chat_id, talk.work.union_id, told.body(), member_id=member.id)


kind(Kind("title", _card, _agreed, _refused))
