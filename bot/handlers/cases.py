"""Cases: what one tap of an officer does.

What a kind of case *is* stands in its own subject (join, members); who is asked, in deciders.
The first to press wins, and all copies of the card change.
"""

from collections.abc import Callable

from bot import texts
from bot.handlers.asking import as_id
from bot.handlers.deciders import (
    KINDS,
    barred,
    may_decide,
    may_see,
    reachable,
    send_cards,
    send_to,
    waiting_for,
)
from bot.said import Reply
from bot.talk import Button, Command, Talk
from bot.texts.wording import called
from storage.cases import Case
from storage.work import Work
from union import words
from union.refusals import Reason, Refusal
from union.rights import LEADER, Role


async def the_case(talk: Talk, of: str = "") -> Case:
    """The case a button or a number names, if this person may decide it now.

    `of` is the kind whose card has the button: a press says anything its sender likes.
    """
    if talk.said.kind == "choice":
        case = await talk.work.cases.get(talk.number())
    else:
        case = await talk.work.cases.numbered(as_id(talk.words))
    if case is None or not may_see(talk, case) or of not in ("", case.kind):
        raise Refusal(Reason.NOT_FOUND, words=talk.words)
    if not case.open:
        mine = case.decided_by == talk.member.id  # nobody is called by name to themselves
        raise Refusal(Reason.ALREADY_DECIDED, by="" if mine else await _who(talk.work, case))
    if talk.member.id in barred(case):
        raise Refusal(Reason.OWN_CASE)
    said = await talk.work.cases.answers(case.id) if KINDS[case.kind].needs > 1 else {}
    if talk.member.id in said:
        raise Refusal(Reason.ALREADY_SAID)
    if not may_decide(talk, case, said):  # left to the chair by somebody's “chưa”
        raise Refusal(Reason.NOT_FOR_YOU)
    return case


async def _who(work: Work, case: Case) -> str:
    decided = case.decided_by and case.state != "withdrawn"
    by = await work.members.get(case.decided_by or 0) if decided else None
    return called(by) if by else ""


async def agree(talk: Talk) -> Reply:
    """One yes; the case is agreed when there are as many as its kind needs."""
    case = await the_case(talk)
    missing = KINDS[case.kind].needs
    if missing > 1:
        await talk.work.cases.say(case.id, talk.member.id, "yes")
        said = await talk.work.cases.answers(case.id)
        missing -= sum(answer == "yes" for answer in said.values())
        if missing:
            return await _one_more(talk, case, missing)
    return await decide(talk, case, "agreed")


async def _one_more(talk: Talk, case: Case, missing: int) -> Reply:
    """Counted; a case the chair takes up again goes to those who have not spoken."""
    talk.log("case.said", f"case {case.number}")
    if case.state == "parked" and await talk.work.cases.take_up(case.id):
        await send_cards(talk.work, case, raised=True)
    return texts.cases.one_more(case, missing)


async def decide(talk: Talk, case: Case, state: str) -> Reply:
    """Write the decision once, do what follows from it, and change every copy of the card."""
    if not await talk.work.cases.decide(case.id, state, talk.member.id):
        raise Refusal(Reason.ALREADY_DECIDED, by=await _who(talk.work, case))
    kind_ = KINDS[case.kind]
    await (kind_.agree if state == "agreed" else kind_.refuse)(talk, case)
    talk.log(f"{case.kind}.{state}", f"case {case.number}", ai=case.facts.get("name", ""))
    await rewrite_copies(talk, case, state)
    return kind_.decided(case, state, talk.member, True)


async def rewrite_copies(talk: Talk, case: Case, state: str) -> None:
    await talk.work.outbox.cancel_case(case.id)
    told = KINDS[case.kind].decided(case, state, talk.who.member, False)
    for chat_id, message, member_id in await talk.work.outbox.copies(case.id):
        if chat_id == talk.who.chat_id and message == talk.said.on:
            continue
        await talk.work.outbox.add(
            chat_id, talk.work.union_id, told.body(message), kind="edit", member_id=member_id
        )


async def refuse(talk: Talk) -> Reply:
    """“Chưa”: the chair's ends the case, anybody else's leaves it to a chair who may decide it."""
    case = await the_case(talk)
    if KINDS[case.kind].needs > 1:
        await talk.work.cases.say(case.id, talk.member.id, "no")
    held = await talk.work.seats.held([Role.CHAIR])
    chairs = await reachable(talk.work, case, [seat.holder.id for seat in held])
    if talk.holds(Role.CHAIR) or KINDS[case.kind].by_leader or not chairs:
        return await decide(talk, case, "refused")
    if await talk.work.cases.park(case.id):
        talk.log("case.parked", f"case {case.number}")
        await rewrite_copies(talk, case, "parked")
        await send_to(talk.work, case, chairs)
    return KINDS[case.kind].decided(case, "parked", talk.member, True)


async def waiting(talk: Talk) -> Reply:
    """The queue: `/duyet`, and `duyệt 27` decides at once."""
    if talk.words:
        if not as_id(talk.words):
            return texts.cases.which_number("duyệt")
        return await agree(talk)
    mine = await waiting_for(talk)
    return texts.cases.waiting([(case, texts.cases.about(case)) for case in mine])


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
