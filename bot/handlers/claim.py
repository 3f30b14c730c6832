"""Claiming a row of the roster: by one's own number, by a code, by the team's code."""

from typing import Any

from bot import texts
from bot.handlers import cases
from bot.handlers.asking import Answers, sure
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from storage.cases import Case
from storage.codes import Code
from storage.work import Work
from union import codes, names, phones
from union.codes import TRIES, CodeKind, as_code
from union.consents import Answer, Purpose
from union.members import Member, Sex, State
from union.refusals import Reason, Refusal
from union.rights import ANYONE, LEADER, Role
from union.words import NotUnderstood


async def contact(talk: Talk) -> Reply:
    """A shared card: only one's own number counts."""
    card = talk.said.contact
    if card is None or not card.own:
        raise Refusal(Reason.NOT_OWN_CONTACT)
    if talk.who.member is not None:
        return texts.common.cannot_hear(talk.who.member, "contact")
    if talk.work.union is None:
        return texts.joining.which_union()
    try:
        number = phones.phone(card.phone)
    except NotUnderstood:
        raise Refusal(Reason.NO_MATCH) from None
    await talk.work.lock()
    rows = await talk.work.members.by_phone(number)
    free = [row for row in rows if not await talk.work.members.is_claimed(row.id)]
    if rows and not free:
        return await taken(talk, rows[0])
    if len(free) != 1:  # nobody, or two who share a telephone: then the name must decide
        raise Refusal(Reason.NO_MATCH)
    return talk.begin("nhan", member=free[0].id, how="phone")


async def taken(talk: Talk, row: Member) -> Reply:
    """A row claimed twice: refused, logged, told to the officers."""
    talk.log("claim.twice", f"member {row.id}", ai=row.name)
    await cases.alert(talk.work, texts.cases.row_claimed_twice(row.name))
    return texts.refusals.refused(Refusal(Reason.ROW_TAKEN))


# --- codes ----------------------------------------------------------------------------------


async def code(talk: Talk) -> Reply:
    """Six digits, typed or in a link."""
    typed = as_code(talk.words or talk.said.text)
    if talk.who.member is not None:
        return texts.refusals.refused(Refusal(Reason.ALREADY_MEMBER))
    if talk.work.union is None:
        return texts.joining.which_union()
    if typed is None:
        return texts.joining.type_code()
    who, now = talk.who, talk.work.now
    if codes.locked_until(who.wrong_codes, who.wrong_since, now):
        raise Refusal(Reason.TOO_MANY_CODES)
    await talk.work.lock()
    digest = codes.digest(typed, talk.work.union_id, talk.house.key)
    found = await talk.work.codes.find(digest)
    if found is None or found.kind is CodeKind.GROUP:
        return await _wrong_code(talk)
    talk.stranger = False
    return await _right_code(talk, found)


async def _wrong_code(talk: Talk) -> Reply:
    """Counted in the account's row, and told to the officers when it becomes guessing."""
    who, now = talk.who, talk.work.now
    fresh = who.wrong_since is None or now - who.wrong_since >= codes.LOCKED_FOR
    wrong = 1 if fresh else who.wrong_codes + 1
    since = now if fresh or wrong >= TRIES else who.wrong_since
    await talk.work.accounts.wrong_code(who.account_id, wrong, since)
    talk.stranger = False  # bounded by its own count
    if wrong < TRIES:
        return texts.refusals.refused(Refusal(Reason.WRONG_CODE))
    talk.log("code.guessed", f"account {who.account_id}")
    await cases.alert(talk.work, texts.cases.codes_guessed())
    return texts.refusals.refused(Refusal(Reason.TOO_MANY_CODES))


async def _right_code(talk: Talk, found: Code) -> Reply:
    if found.kind is CodeKind.MEMBER and found.member_id is not None:
        row = await talk.work.members.get(found.member_id)
        if row is None:
            raise Refusal(Reason.NO_MATCH)
        return talk.begin("nhan", member=row.id, how="code", code=found.id)
    return talk.begin("vaoto", team=found.team_id, code=found.id)


async def ask_code(talk: Talk) -> Reply:
    talk.stranger = False
    return texts.joining.type_code() if talk.work.union else texts.joining.which_union()


# --- “nhan”: this row is me -----------------------------------------------------------------


async def _ask_claim(talk: Talk, answers: Answers) -> Reply:
    row = await talk.work.members.get(answers["member"])
    if row is None:
        raise Refusal(Reason.NO_MATCH)
    by_phone = answers["how"] == "phone"
    return texts.joining.number_matches(row, row.phone) if by_phone else texts.joining.code_is_for(row)


async def claimed(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.joining.not_me()
    row = await talk.work.members.get(answers["member"])
    if row is None:
        raise Refusal(Reason.NO_MATCH)
    if answers["how"] == "phone" and await talk.work.members.is_claimed(row.id):
        return await taken(talk, row)
    if "code" in answers and not await talk.work.codes.use(answers["code"]):
        raise Refusal(Reason.CODE_USED_UP)
    await let_in(talk.work, row, talk.who.account_id)
    talk.work.log.add("claim.done", f"member {row.id}", row.id)
    await drop_other_requests(talk)
    row = await talk.work.members.get(row.id) or row
    return texts.joining.admitted(row, None)


async def let_in(work: Work, row: Member, account_id: int) -> None:
    """From the roster to a member in the chat; the consent to the register is on record."""
    joined = row.joined_on or work.today
    await work.members.change(row.id, state=State.MEMBER.value, joined_on=joined)
    await work.unions.link(account_id, row.id)
    await work.consents.record(row.id, Purpose.REGISTER, Answer.YES)


async def drop_other_requests(talk: Talk) -> None:
    """Whoever is in need not wait any more."""
    for case in await talk.work.cases.waiting(account_id=talk.who.account_id):
        await talk.work.cases.decide(case.id, "withdrawn", None)
        await talk.work.outbox.cancel_case(case.id)


# --- “vaoto”: the team's code, name and year of birth ---------------------------------------


async def _leader(work: Work, team_id: int | None) -> Member | None:
    held = await work.seats.held([Role.TEAM_LEADER])
    return next((s.holder for s in held if s.team and s.team.id == team_id), None)


async def _ask_name(talk: Talk, answers: Answers) -> Reply:
    team = await talk.work.teams.get(answers["team"])
    if team is None:
        raise Refusal(Reason.CODE_USED_UP)
    return texts.joining.name_and_year(team, await _leader(talk.work, team.id))


async def _read_name(talk: Talk, answers: Answers) -> list[Any] | None:
    read = names.name_and_year(talk.said.text) if talk.said.kind == "text" else None
    return [names.proper(read[0]), read[1]] if read else None


async def _name_again(talk: Talk, answers: Answers) -> Reply:
    return texts.joining.name_and_year_again()


async def _found(talk: Talk, answers: Answers) -> Member | None:
    """The one row of the team with this name and year that nobody has claimed."""
    name, year = answers["name"]
    rows = [
        row
        for row in await talk.work.members.by_name(name, answers["team"])
        if year == (row.birth_date.year if row.birth_date else row.birth_year)
        and not await talk.work.members.is_claimed(row.id)
    ]
    return rows[0] if len(rows) == 1 else None


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    team = await talk.work.teams.get(answers["team"])
    if team is None:
        raise Refusal(Reason.CODE_USED_UP)
    row = await _found(talk, answers)
    name, year = answers["name"]
    return texts.joining.is_this_you(row.name if row else name, year, team)


async def claim_asked(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.joining.not_me()
    await drop_other_requests(talk)
    if not await talk.work.codes.use(answers["code"]):
        raise Refusal(Reason.CODE_USED_UP)
    row = await _found(talk, answers)
    name, year = answers["name"]
    case = await talk.work.cases.ask(
        "claim",
        {"name": row.name if row else name, "year": year},
        member_id=row.id if row else None,
        account_id=talk.who.account_id,
        chat_id=talk.who.chat_id,
        team_id=answers["team"],
    )
    talk.log("claim.asked", f"case {case.number}", ai=case.facts["name"])
    await cases.send_cards(talk.work, case)
    return texts.joining.leader_will_confirm(await _leader(talk.work, case.team_id), row is not None)


# --- the leader's side ----------------------------------------------------------------------


async def _card(work: Work, case: Case) -> Reply:
    """One card for all who wait in the team: confirmed many at a tap."""
    team = await work.teams.get(case.team_id or 0)
    if team is None:
        raise LookupError("a claim without a team")
    waiting = await work.cases.waiting("claim", team_id=team.id)
    return texts.cases.claims(team, waiting or [case])


async def _agreed(talk: Talk, case: Case) -> None:
    if case.account_id is None or case.chat_id is None:
        raise LookupError("a claim without an account")
    row = await talk.work.members.get(case.member_id) if case.member_id else None
    if row is not None and await talk.work.members.is_claimed(row.id):
        raise Refusal(Reason.ROW_TAKEN)
    if row is None:
        row = await _new_row(talk.work, case)
    await let_in(talk.work, row, case.account_id)
    row = await talk.work.members.get(row.id) or row
    told = texts.joining.admitted(row, talk.member)
    await talk.work.outbox.add(case.chat_id, talk.work.union_id, told.body(), member_id=row.id)


async def _new_row(work: Work, case: Case) -> Member:
    made = await work.members.add(
        case.facts["name"], Sex.UNKNOWN, birth_year=case.facts["year"], team_id=case.team_id
    )
    row = await work.members.get(made)
    if row is None:
        raise LookupError("the row was just made")
    return row


async def _refused(talk: Talk, case: Case) -> None:
    if case.chat_id is not None:
        told = texts.joining.not_yet(case.facts["name"])
        await talk.work.outbox.add(case.chat_id, talk.work.union_id, told.body())


async def confirm_all(talk: Talk) -> Reply:
    """Everybody the card showed, at one tap; who came later gets a card of their own."""
    team_id, last = talk.number(0), talk.number(1)
    team = await talk.work.teams.get(team_id)
    if team is None:
        raise Refusal(Reason.NOT_FOUND)
    done: list[str] = []
    for case in await talk.work.cases.waiting("claim", team_id=team_id):
        if case.id > last or not cases.may_see(talk, case):
            continue
        if not await talk.work.members.is_claimed(case.member_id or 0):
            await cases.decide(talk, case, "agreed")
            done.append(names.given(case.facts["name"]))
    if not done:
        raise Refusal(Reason.ALREADY_DECIDED)
    return texts.cases.many_decided(team, done)


async def see_each(talk: Talk) -> Reply:
    team = await talk.work.teams.get(talk.number())
    if team is None:
        raise Refusal(Reason.NOT_FOUND)
    waiting = [
        case
        for case in await talk.work.cases.waiting("claim", team_id=team.id)
        if cases.may_see(talk, case)
    ]
    if not waiting:
        raise Refusal(Reason.ALREADY_DECIDED)
    first, *rest = [texts.cases.claim(case, team) for case in waiting]
    return first.then(*rest)


cases.kind(cases.Kind("claim", _card, _agreed, _refused, by_leader=True))

CLAIM = Dialog("nhan", ANYONE, (sure("nhan", _ask_claim),), claimed)
TEAM_CODE = Dialog(
    "vaoto",
    ANYONE,
    (Question("name", _ask_name, _read_name, _name_again), sure("vaoto", _ask_sure)),
    claim_asked,
)
DIALOGS = (CLAIM, TEAM_CODE)
COMMANDS = (
    Command(
        "nhapma", ANYONE, code, texts.help.ABOUT["nhapma"], aliases=("code",),
        phrases=("toi co ma", "co ma", "nhap ma"), sentence=as_code, hidden=True,
    ),
)
BUTTONS = (
    Button("join.code", ANYONE, ask_code),
    Button("claim.all", LEADER, confirm_all),
    Button("claim.each", LEADER, see_each, reads_only=True),
)
