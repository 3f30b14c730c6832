"""Who decides a case: what each kind asks for, who gets the card, who may still say something.

Nobody decides what benefits them or what they entered. Some kinds take more than one yes.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot import texts
from bot.handlers import together
from bot.said import Reply
from bot.talk import Notice, Talk
from storage.cases import Case
from storage.work import Work
from union.calendar import after_quiet, quiet
from union.card_hours import next_hour
from union.members import Member
from union.rights import COMMITTEE, DECIDERS, Role, Seat

People = list[tuple[int, int]]  # member and private chat


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of case shows, whom it asks and does."""

    name: str
    card: Callable[[Work, Case], Awaitable[Reply]]
    agree: Callable[[Talk, Case], Awaitable[None]]
    refuse: Callable[[Talk, Case], Awaitable[None]]
    by_leader: bool = False  # the team's leader decides, officers may too
    needs: int = 1  # how many must agree
    circles: tuple[frozenset[Role], ...] = DECIDERS  # asked in this order
    benefits: bool = True  # the member it is about gains by it and may not decide
    decided: Callable[[Case, str, Member | None, bool], Reply] = texts.cases.decided

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset().union(*self.circles)


KINDS: dict[str, Kind] = {}


def kind(made: Kind) -> Kind:
    KINDS[made.name] = made
    return made


def barred(case: Case) -> set[int]:
    """Who may not decide, whatever their seat."""
    of = {case.entered_by}
    if KINDS[case.kind].benefits:
        of.add(case.member_id)
    return {member_id for member_id in of if member_id is not None}


# --- who is asked ---------------------------------------------------------------------------


async def deciders(work: Work, case: Case, raised: bool = False) -> People:
    """Those who get the card: as many circles as it takes to have enough who can be reached.

    `raised`: the next circle, because those asked before did not answer.
    """
    kind_ = KINDS[case.kind]
    held = await work.seats.held()
    circles = [[seat.holder.id for seat in held if seat.role in circle] for circle in kind_.circles]
    if kind_.by_leader:
        circles.insert(0, await _leaders(work, case.team_id))
    found = [among for circle in circles if (among := await reachable(work, case, circle))]
    said = await work.cases.answers(case.id) if kind_.needs > 1 else {}
    return _enough(found, kind_.needs, raised, set(said))


def _enough(found: list[People], needs: int, raised: bool, said: set[int]) -> People:
    asked: People = []
    rest = list(found)
    while rest and len(dict(asked)) < needs:
        asked += rest.pop(0)
    if raised and rest:
        asked = rest[0]
    return [(member, chat) for member, chat in dict(asked).items() if member not in said]


async def _leaders(work: Work, team_id: int | None) -> list[int]:
    held = await work.seats.held([Role.TEAM_LEADER])
    return [seat.holder.id for seat in held if seat.team and seat.team.id == team_id]


async def reachable(work: Work, case: Case, holders: list[int]) -> People:
    found = []
    for member_id in dict.fromkeys(holders):
        chat_id = None if member_id in barred(case) else await work.unions.private_chat(member_id)
        if chat_id is not None:
            found.append((member_id, chat_id))
    return found


async def send_cards(work: Work, case: Case, raised: bool = False) -> None:
    """At once while somebody is talking; what the clock passes on waits for the morning."""
    waits = after_quiet(work.now) if raised and quiet(work.now) else None
    await send_to(work, case, await deciders(work, case, raised), waits)


async def send_to(
    work: Work, case: Case, people: People, not_before: datetime | None = None
) -> None:
    """A card to each; who chose hours finds it in the list of the next one."""
    chose = await work.card_hours.of(dict(people))
    for member_id, chat_id in people:
        if member_id in chose:
            at = next_hour(chose[member_id], not_before or work.now)
            if await together.joined(work, member_id, chat_id, at):
                continue
        await send_one(work, case, member_id, chat_id, not_before)


async def send_one(
    work: Work, case: Case, member_id: int, chat_id: int, not_before: datetime | None = None
) -> None:
    """The card itself, whatever hours were chosen."""
    facts = {"case": case.id}
    await work.outbox.card(
        chat_id, work.union_id, member_id, case.id, "card", facts, not_before=not_before
    )


async def first_circle(work: Work) -> People:
    """The first officers who can be reached."""
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
    card = await KINDS[case.kind].card(work, case)
    several = any(one.data.startswith("claim.") for row in card.choices for one in row)
    return card if several else replace(card, case=case.number)


async def _decides(work: Work, case: Case, member_id: int | None) -> bool:
    """Whether this member may decide the case *now*: seats end while a card waits."""
    if member_id is None or member_id in barred(case):
        return False
    kind_ = KINDS[case.kind]
    for seat in await work.seats.held():
        if seat.holder.id == member_id:
            of_team = seat.team.id if seat.team else None
            if seat.role in kind_.roles or (
                kind_.by_leader and seat.role is Role.TEAM_LEADER and of_team == case.team_id
            ):
                return True
    return False


# --- who may ----------------------------------------------------------------------------------


def may_see(talk: Talk, case: Case) -> bool:
    return _sees(talk.who.seats, case)


def _sees(seats: Iterable[Seat], case: Case) -> bool:
    """The committee, and the leader whose team it is about."""
    if any(seat.role in COMMITTEE for seat in seats):
        return True
    return KINDS[case.kind].by_leader and _leads(seats, case)


def _leads(seats: Iterable[Seat], case: Case) -> bool:
    mine = [seat.team_id for seat in seats if seat.role is Role.TEAM_LEADER]
    return case.team_id in mine


def may_decide(talk: Talk, case: Case, said: dict[int, str] | None = None) -> bool:
    return _may(talk.member.id, talk.who.seats, case, said)


def _may(
    member_id: int, seats: Sequence[Seat], case: Case, said: dict[int, str] | None = None
) -> bool:
    """`said` is what each has answered to this case.

    Once somebody said “chưa”, only the chair may; a deputy where it is the chair's own.
    """
    kind_ = KINDS[case.kind]
    if member_id in barred(case) | set(said or ()) or not _sees(seats, case):
        return False
    roles = {seat.role for seat in seats}
    if not roles & kind_.roles and not (kind_.by_leader and _leads(seats, case)):
        return False
    if case.state != "parked" or Role.CHAIR in roles:
        return True
    return Role.DEPUTY in roles and kind_.benefits


async def waiting_for(talk: Talk) -> list[Case]:
    """Open cases the speaker may still say something to, oldest first."""
    return await _waiting(talk.work, talk.member.id, talk.who.seats)


async def waiting_with(work: Work, member_id: int) -> list[Case]:
    """The same for somebody who is not speaking, by the seats they hold now."""
    held = [seat.right for seat in await work.seats.held() if seat.holder.id == member_id]
    return await _waiting(work, member_id, held)


async def _waiting(work: Work, member_id: int, seats: Sequence[Seat]) -> list[Case]:
    waiting = await work.cases.waiting()
    several = [case.id for case in waiting if KINDS[case.kind].needs > 1]
    said = await work.cases.answers_of(several) if several else {}
    return [case for case in waiting if _may(member_id, seats, case, said.get(case.id))]


NOTICES = (Notice("card", render_card),)
