"""A member's own data: look, and ask for one correction that an officer confirms."""

from datetime import date
from typing import Any

from bot import texts
from bot.handlers import cases, correcting, deciders, people
from bot.handlers.asking import Answers, as_id, sure, tapped_value
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from bot.texts.wording import SEXES, day, phone, team
from storage.cases import Case
from storage.work import Work
from union import words
from union.members import EDITABLE, Member, Sex
from union.refusals import Reason, Refusal
from union.rights import MEMBER, OFFICER
from union.words import NotUnderstood


async def me(talk: Talk) -> Reply:
    waiting = await talk.work.cases.waiting("correct", member_id=talk.member.id)
    return texts.members.me(talk.member, talk.who.seats, len(waiting))


async def fix(talk: Talk) -> Reply:
    """`/sua`, or “sửa số điện thoại 0912 345 678” in one sentence."""
    field, value = correcting.field_and_value(talk.words)
    if field is None:
        return talk.begin("sua")
    try:
        kept = await _kept(talk, field, value)
    except NotUnderstood as problem:
        asked = Reply(texts.unclear.why(problem)) if value else Reply("")
        talk.begin("sua", field=field)
        return asked
    return talk.begin("sua", field=field, **({} if kept is None else {"value": kept}))


async def _kept(talk: Talk, field: str, value: str) -> str | None:
    """What was typed for a field, as it is kept. Raises NotUnderstood where it can say why."""
    if field != "team":
        return correcting.kept(field, value, talk.today)
    number = as_id(words.fold(value).removeprefix("to ").removeprefix("so "))
    team = await talk.work.teams.numbered(number) if number else None
    return str(team.id) if team else None


async def _ask_field(talk: Talk, answers: Answers) -> Reply:
    return texts.members.which_field()


async def _read_field(talk: Talk, answers: Answers) -> str | None:
    value = tapped_value(talk)
    if value is None:
        value = correcting.field_named(talk.said.text)
    return value if value in EDITABLE else None


async def _ask_value(talk: Talk, answers: Answers) -> Reply:
    return texts.members.new_value(answers["field"], await talk.work.teams.all())


async def _take_value(talk: Talk, answers: Answers) -> str | None:
    tap = tapped_value(talk)
    if tap is not None:
        return await _tapped(talk, answers["field"], tap)
    if talk.said.kind != "text":
        return None
    try:
        return await _kept(talk, answers["field"], talk.said.text)
    except NotUnderstood:
        return None


async def _tapped(talk: Talk, field: str, tap: str) -> str | None:
    if field == "sex":
        return tap if tap in ("F", "M") else None
    team = await talk.work.teams.get(as_id(tap)) if field == "team" else None
    return str(team.id) if team else None


async def _value_again(talk: Talk, answers: Answers) -> Reply:
    field = answers["field"]
    try:
        await _kept(talk, field, talk.said.text)
    except NotUnderstood as problem:
        return Reply(texts.unclear.why(problem))
    return texts.members.new_value(field, await talk.work.teams.all())


async def shown(work: Work, field: str, value: str) -> str:
    """A kept value as people read it."""
    if field == "phone":
        return phone(value)
    if field == "birth_date":
        return day(date.fromisoformat(value))
    if field == "sex":
        return SEXES[Sex(value)]
    if field == "team":
        found = await work.teams.get(int(value))
        return found.name if found else "?"
    return value


def before(member: Member, field: str) -> str:
    return {
        "phone": phone(member.phone),
        "birth_date": day(member.birth_date) if member.birth_date else str(member.birth_year or ""),
        "name": member.name,
        "sex": SEXES[member.sex],
        "team": team(member.team),
    }[field]


async def _for_whom(talk: Talk, answers: Answers) -> Member:
    """The speaker; or whom an officer writes for (paper.py), if they are an officer still."""
    if "who" not in answers:
        return talk.member
    if not OFFICER.admits(talk.member.id, talk.who.seats):
        raise Refusal(Reason.NOT_FOR_YOU)
    return await people.chosen(talk, answers)


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    member, field = await _for_whom(talk, answers), answers["field"]
    after = await shown(talk.work, field, answers["value"])
    if before(member, field) == after:
        raise Refusal(Reason.NOTHING_CHANGED)
    of = member if member.id != talk.member.id else None
    return texts.members.confirm(field, before(member, field), after, of)


async def correction_asked(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.members.kept()
    member = await _for_whom(talk, answers)
    for older in await talk.work.cases.waiting("correct", member_id=member.id):
        if older.facts["field"] == answers["field"]:  # the newer word replaces it
            await talk.work.cases.decide(older.id, "withdrawn", talk.member.id)
            await cases.rewrite_copies(talk, older, "withdrawn")
    facts = {"name": member.name, "field": answers["field"], "value": answers["value"]}
    case = await talk.work.cases.ask(
        "correct",
        facts,
        member_id=member.id,
        account_id=talk.who.account_id,
        chat_id=talk.who.chat_id,
        entered_by=talk.member.id if member.id != talk.member.id else None,
    )
    talk.log("correct.asked", f"case {case.number}", mục=texts.cases.FIELDS[answers["field"]])
    await deciders.send_cards(talk.work, case)
    return texts.members.sent(case.number)


# --- the officer's side ---------------------------------------------------------------------


async def _whose(work: Work, case: Case) -> Member:
    member = await work.members.get(case.member_id or 0)
    if member is None:
        raise LookupError("a correction of nobody")
    return member


async def _card(work: Work, case: Case) -> Reply:
    member, field = await _whose(work, case), case.facts["field"]
    after = await shown(work, field, case.facts["value"])
    by = await work.members.get(case.entered_by) if case.entered_by else None
    return texts.cases.correction(case, member, before(member, field), after, by)


async def _agreed(talk: Talk, case: Case) -> None:
    field, value = case.facts["field"], case.facts["value"]
    kept: Any = date.fromisoformat(value) if field == "birth_date" else value
    column = {"team": "team_id"}.get(field, field)
    member_id = case.member_id or 0
    await talk.work.members.change(member_id, **{column: int(kept) if field == "team" else kept})
    member = await _whose(talk.work, case)
    after = before(member, field)
    await _tell(talk, case, texts.cases.corrected(member, field, after, talk.member))


async def _refused(talk: Talk, case: Case) -> None:
    member = await _whose(talk.work, case)
    await _tell(talk, case, texts.cases.not_corrected(member, case.facts["field"]))


async def _tell(talk: Talk, case: Case, reply: Reply) -> None:
    """The member, and the officer who wrote for them: they may have no telephone."""
    work = talk.work
    for member_id in (case.member_id, case.entered_by):
        if member_id and (chat_id := await work.unions.private_chat(member_id)):
            await work.outbox.add(chat_id, work.union_id, reply.body(), member_id=member_id)


deciders.kind(deciders.Kind("correct", _card, _agreed, _refused))

DIALOGS = (
    Dialog(
        "sua",
        MEMBER,
        (
            Question("field", _ask_field, _read_field, _ask_field),
            Question("value", _ask_value, _take_value, _value_again, number=True),
            sure(_ask_sure),
        ),
        correction_asked,
    ),
)
COMMANDS = (
    Command(
        "toi",
        MEMBER,
        me,
        texts.help.ABOUT["toi"],
        aliases=("me",),
        reads_only=True,
        phrases=(
            "thong tin cua toi",
            "thong tin",
            "xem thong tin",
            "xem thong tin cua toi",
            "toi muon xem thong tin",
            "ho so cua toi",
            "ho so",
        ),
    ),
    Command(
        "sua",
        MEMBER,
        fix,
        texts.help.ABOUT["sua"],
        aliases=("edit",),
        sentence=correcting.one_sentence,
        phrases=("sua thong tin", "sua thong tin cua toi", "doi thong tin", "cap nhat thong tin"),
    ),
)
BUTTONS = (
    Button("me", MEMBER, me, reads_only=True),
    Button("me.fix", MEMBER, fix),
)
