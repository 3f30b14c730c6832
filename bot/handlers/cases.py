"""Cases: cards to those who may decide, and what one tap of theirs does.

What a kind of case *is* stands in its own subject (join, members); here is what all share:
nobody decides what benefits them, the first to press wins, all copies of the card change.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot import texts
from bot.handlers.asking import as_id
from bot.said import Reply
from bot.talk import Button, Command, Notice, Talk
from bot.texts.wording import called
from storage.cases import Case
from storage.work import Work
from union import words
from union.calendar import after_quiet, quiet
from union.refusals import Reason, Refusal
from union.rights import COMMITTEE, DECIDERS, LEADER, Role

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of case shows and does."""

    name: str
    card: Callable[[Work, Case], Awaitable[Reply]]
    agree: Callable[[Talk, Case], Awaitable[None]]
    refuse: Callable[[Talk, Case], Awaitable[None]]
    by_leader: bool = False  # the team's leader decides, officers may too


KINDS: dict[str, Kind] = {}


def kind(made: Kind) -> Kind:
    KINDS[made.name] = made
    return made


# --- who is asked ---------------------------------------------------------------------------


async def deciders(work: Work, case: Case, raised: bool = False) -> list[tuple[int, int]]:
    """Member and chat of those who get the card: the first circle somebody can be reached in."""
    held = await work.seats.held()
    circles = [[seat.holder.id for seat in held if seat.role in circle] for circle in DECIDERS]
    if KINDS[case.kind].by_leader:
        circles.insert(0, await _leaders(work, case.team_id))
    found = [among for circle in circles if (among := await reachable(work, case, circle))]
    if not found:
        return []
    return found[1] if raised and len(found) > 1 else found[0]


async def _leaders(work: Work, team_id: int | None) -> list[int]:
    held = await work.seats.held([Role.TEAM_LEADER])
    return [seat.holder.id for seat in held if seat.team and seat.team.id == team_id]


def is_own(case: Case, member_id: int) -> bool:
    """Nobody decides what benefits them."""
    return case.kind == "correct" and case.member_id == member_id


async def reachable(work: Work, case: Case, holders: list[int]) -> list[tuple[int, int]]:
    found = []
    for member_id in dict.fromkeys(holders):
        chat_id = None if is_own(case, member_id) else await work.unions.private_chat(member_id)
        if chat_id is not None:
            found.append((member_id, chat_id))
    return found


async def send_cards(work: Work, case: Case, raised: bool = False) -> None:
    """At once while somebody is talking; what the clock passes on waits for the morning."""
    waits = after_quiet(work.now) if raised and quiet(work.now) else None
    await send_to(work, case, await deciders(work, case, raised), waits)


async def send_to(
    work: Work, case: Case, people: list[tuple[int, int]], not_before: datetime | None = None
) -> None:
    for member_id, chat_id in people:
        await work.outbox.card(
            chat_id,
            work.union_id,
            member_id,
            case.id,
            "card",
            {"case": case.id},
            not_before=not_before,
        )


async def first_circle(work: Work) -> list[tuple[int, int]]:
    """Member and chat of the first officers who can be reached."""
    for circle in DECIDERS:
        found = []
        for holder in dict.fromkeys([s.holder.id for s in await work.seats.held(circle)]):
            if chat_id := await work.unions.private_chat(holder):
                found.append((holder, chat_id))
        if found:
            return found
    return []


async def alert(work: Work, reply: Reply) -> None:
    """Something the chair should know; not a case."""
    for member_id, chat_id in await first_circle(work):
        await work.outbox.add(chat_id, work.union_id, reply.body(), member_id=member_id)


async def render_card(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Re-checked when claimed: a decided case needs no card."""
    case = await work.cases.get(facts["case"])
    if case is None or not case.open or not await _decides(work, case, member_id):
        return None
    return await KINDS[case.kind].card(work, case)


async def _decides(work: Work, case: Case, member_id: int | None) -> bool:
    """Whether this member may decide the case *now*: seats end while a card waits."""
    if member_id is None or is_own(case, member_id):
        return False
    leaders = KINDS[case.kind].by_leader
    for seat in await work.seats.held():
        if seat.holder.id == member_id:
            of_team = seat.team.id if seat.team else None
            if seat.role in COMMITTEE or (
                leaders and seat.role is Role.TEAM_LEADER and of_team == case.team_id
            ):
                return True
    return False


# --- deciding -------------------------------------------------------------------------------


async def the_case(talk: Talk) -> Case:
    """The case a button or a number names, if this person may decide it now."""
    if talk.said.kind == "choice":
        case = await talk.work.cases.get(talk.number())
    else:
        case = await talk.work.cases.numbered(as_id(talk.words))
    if case is None or not may_see(talk, case):
        raise Refusal(Reason.NOT_FOUND, words=talk.words)
    if not case.open:
        raise Refusal(Reason.ALREADY_DECIDED, by=await _who(talk.work, case))
    if is_own(case, talk.member.id):
        raise Refusal(Reason.OWN_CASE)
    if not may_decide(talk, case):  # left to the chair by somebody's “chưa”
        raise Refusal(Reason.NOT_FOR_YOU)
    return case


def may_see(talk: Talk, case: Case) -> bool:
    if talk.holds(*COMMITTEE):
        return True
    return KINDS[case.kind].by_leader and talk.leads(case.team_id)


async def _who(work: Work, case: Case) -> str:
    decided = case.decided_by and case.state != "withdrawn"
    by = await work.members.get(case.decided_by or 0) if decided else None
    return called(by) if by else ""


async def agree(talk: Talk) -> Reply:
    case = await the_case(talk)
    return await decide(talk, case, "agreed")


async def decide(talk: Talk, case: Case, state: str) -> Reply:
    """Write the decision once, do what follows from it, and change every copy of the card."""
    if not await talk.work.cases.decide(case.id, state, talk.member.id):
        raise Refusal(Reason.ALREADY_DECIDED, by=await _who(talk.work, case))
    kind_ = KINDS[case.kind]
    await (kind_.agree if state == "agreed" else kind_.refuse)(talk, case)
    talk.log(f"{case.kind}.{state}", f"case {case.number}", ai=case.facts.get("name", ""))
    await rewrite_copies(talk, case, state)
    return texts.cases.decided(case, state, talk.member, mine=True)


async def rewrite_copies(talk: Talk, case: Case, state: str) -> None:
    await talk.work.outbox.cancel_case(case.id)
    told = texts.cases.decided(case, state, talk.member)
    for chat_id, message, member_id in await talk.work.outbox.copies(case.id):
        if chat_id == talk.who.chat_id and message == talk.said.on:
            continue
        await talk.work.outbox.add(
            chat_id, talk.work.union_id, told.body(message), kind="edit", member_id=member_id
        )


async def refuse(talk: Talk) -> Reply:
    """“Chưa”: the chair's ends the case, anybody else's leaves it to a chair who may decide it."""
    case = await the_case(talk)
    held = await talk.work.seats.held([Role.CHAIR])
    chairs = await reachable(talk.work, case, [seat.holder.id for seat in held])
    if talk.holds(Role.CHAIR) or KINDS[case.kind].by_leader or not chairs:
        return await decide(talk, case, "refused")
    if await talk.work.cases.park(case.id):
        talk.log("case.parked", f"case {case.number}")
        await rewrite_copies(talk, case, "parked")
        await send_to(talk.work, case, chairs)
    return texts.cases.decided(case, "parked", talk.member, mine=True)


async def waiting(talk: Talk) -> Reply:
    """The queue: `/duyet`, and `duyệt 27` decides at once."""
    if talk.words:
        if not as_id(talk.words):
            return texts.cases.which_number("duyệt")
        return await agree(talk)
    mine = [case for case in await talk.work.cases.waiting() if may_decide(talk, case)]
    return texts.cases.waiting([(case, texts.cases.about(case)) for case in mine])


def may_decide(talk: Talk, case: Case) -> bool:
    """Once somebody said “chưa”, only the chair; a deputy where it is the chair's own."""
    if is_own(case, talk.member.id) or not may_see(talk, case):
        return False
    if case.state != "parked" or talk.holds(Role.CHAIR):
        return True
    return talk.holds(Role.DEPUTY) and case.kind == "correct"


async def not_yet(talk: Talk) -> Reply:
    if not as_id(talk.words):
        return texts.cases.which_number("chưa")
    return await refuse(talk)


async def show(talk: Talk) -> Reply:
    """Open one card again. Looking into somebody's request is logged."""
    case = await the_case(talk)
    talk.log("case.opened", f"case {case.number}")
    await talk.work.outbox.card(
        talk.who.chat_id, talk.work.union_id, talk.member.id, case.id, "card", {"case": case.id}
    )
    return Reply("")


def numbered(verb: str) -> Callable[[str], str | None]:
    """“duyệt 27”, “duyet so 27”: the number, when the sentence is nothing else."""

    def read(text: str) -> str | None:
        parts = words.strip_courtesy(words.fold(text)).split()
        if len(parts) == 3 and parts[1] == "so":
            parts.pop(1)
        if len(parts) == 2 and parts[0] == verb and parts[1].isdigit():
            return parts[1]
        return None

    return read


COMMANDS = (
    Command(
        "duyet",
        LEADER,
        waiting,
        texts.help.ABOUT["duyet"],
        aliases=("approve",),
        phrases=("viec cho duyet", "viec dang cho", "xem viec cho", "co viec gi khong"),
        sentence=numbered("duyet"),
    ),
    Command(
        "chua", LEADER, not_yet, texts.help.ABOUT["chua"], sentence=numbered("chua"), hidden=True
    ),
)
BUTTONS = (
    Button("case.agree", LEADER, agree),
    Button("case.refuse", LEADER, refuse),
    Button("case.show", LEADER, show),
    Button("case.list", LEADER, waiting, reads_only=True),
)
NOTICES = (Notice("card", render_card),)
