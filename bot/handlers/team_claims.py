"""Claiming by the code of one's team: name and birth year, confirmed by the team's leader."""

from typing import Any

from bot import texts
from bot.handlers import cases, claim, deciders, menus
from bot.handlers.asking import Answers, sure
from bot.said import Reply
from bot.talk import Button, Dialog, Question, Talk
from storage.cases import Case
from storage.work import Work
from union import names
from union.members import Member, Sex
from union.refusals import Reason, Refusal
from union.rights import ANYONE, LEADER, Role


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


async def _found(talk: Talk, answers: Answers) -> tuple[Member | None, Member | None]:
    """The one row of the team with this name and year that is free; else one that is claimed."""
    name, year = answers["name"]
    free: list[Member] = []
    taken: list[Member] = []
    for row in await talk.work.members.by_name(name, answers["team"]):
        if year == (row.birth_date.year if row.birth_date else row.birth_year):
            (taken if await talk.work.members.is_claimed(row.id) else free).append(row)
    return (free[0] if len(free) == 1 else None), (taken[0] if taken and not free else None)


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    team = await talk.work.teams.get(answers["team"])
    if team is None:
        raise Refusal(Reason.CODE_USED_UP)
    row, _ = await _found(talk, answers)
    name, year = answers["name"]
    return texts.joining.is_this_you(row.name if row else name, year, team)


async def claim_asked(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.joining.not_me()
    if talk.who.member is not None:
        raise Refusal(Reason.ALREADY_MEMBER)
    row, somebodys = await _found(talk, answers)
    if somebodys is not None:
        return await claim.taken(talk, somebodys)
    await claim.drop_other_requests(talk)
    if not await talk.work.codes.use(answers["code"]):
        raise Refusal(Reason.CODE_USED_UP)
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
    by = await _send_card(talk.work, case)
    return texts.joining.leader_will_confirm(by, row is not None)


async def _send_card(work: Work, case: Case) -> Member | None:
    """To the leader; of a row with a seat to the chair, who alone may let somebody into it."""
    if case.member_id is None or not await work.seats.of(case.member_id):
        await deciders.send_cards(work, case)
        return await _leader(work, case.team_id)
    chairs = [seat.holder for seat in await work.seats.held([Role.CHAIR])]
    asked = await deciders.reachable(work, case, [chair.id for chair in chairs])
    await deciders.send_to(work, case, asked)
    return chairs[0] if asked else None


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
        raise Refusal(Reason.ROW_TAKEN, name=row.name)
    if row is None:
        row = await _new_row(talk.work, case)
    await claim.check_may_let_in(talk, row)
    await claim.let_in(talk.work, row, case.account_id)
    told = texts.joining.admitted(row, talk.member)
    await talk.work.outbox.add(case.chat_id, talk.work.union_id, told.body(), member_id=row.id)
    await menus.renew(talk, row.id)


async def _new_row(work: Work, case: Case) -> Member:
    made = await work.members.add(
        case.facts["name"], Sex.UNKNOWN, birth_year=case.facts["year"], team_id=case.team_id
    )
    row = await work.members.get(made)
    if row is None:
        raise LookupError("the row was just made")
    return row


async def confirm_all(talk: Talk) -> Reply:
    """Everybody the card showed, at one tap; who came later gets a card of their own."""
    team_id, last = talk.number(0), talk.number(1)
    team = await talk.work.teams.get(team_id)
    if team is None:
        raise Refusal(Reason.NOT_FOUND)
    done: list[str] = []
    for case in await talk.work.cases.waiting("claim", team_id=team_id):
        claimed = case.member_id and await talk.work.members.is_claimed(case.member_id)
        mine = deciders.may_see(talk, case) and await claim.may_let_in(talk, case.member_id)
        if case.id <= last and mine and not claimed:
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
        if deciders.may_see(talk, case)
    ]
    if not waiting:
        raise Refusal(Reason.ALREADY_DECIDED)
    for case in waiting:
        talk.log("case.opened", f"case {case.number}")
    first, *rest = [texts.cases.claim(case, team) for case in waiting]
    return first.then(*rest)


deciders.kind(
    deciders.Kind("claim", _card, _agreed, claim.not_let_in, by_leader=True, benefits=False)
)

TEAM_CODE = Dialog(
    "vaoto",
    ANYONE,
    (Question("name", _ask_name, _read_name, _name_again), sure(_ask_sure)),
    claim_asked,
)
DIALOGS = (TEAM_CODE,)
BUTTONS = (
    Button("claim.all", LEADER, confirm_all),
    Button("claim.each", LEADER, see_each),
)
