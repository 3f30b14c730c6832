"""Cases nobody answered for a day go on to the deputy."""

from datetime import timedelta
from typing import Any

from bot import texts
from bot.handlers import deciders
from bot.said import Reply
from bot.talk import Notice
from storage.cases import Case
from storage.outbox import Owed
from storage.plan import Plan
from storage.work import Work
from union.rights import Role

UNANSWERED = timedelta(days=1)


async def due(plan: Plan) -> list[tuple[int, int]]:
    """Union and case that nobody touched for a day."""
    return await plan.cases_unanswered(plan.work.now - UNANSWERED)


async def pass_on(work: Work, case_id: int) -> None:
    """Send the card to the next circle, once.

    Where there is none it returns to who has it, this once; then the chair is told, once too.
    """
    await work.lock()
    case = await work.cases.get(case_id)
    if case is None or case.state != "open" or case.raised_at is not None:
        return
    before = dict(await deciders.deciders(work, case))
    after = dict(await deciders.deciders(work, case, raised=True))
    await work.cases.raise_up(case.id)
    await deciders.send_cards(work, case, raised=True)
    if not after.keys() - before.keys():
        await _tell_chair(work, case, after)
    work.log.add("case.raised", f"case {case.number}", None)


async def _tell_chair(work: Work, case: Case, silent: dict[int, int]) -> None:
    """Not the chair who is asked already; nor of what is the chair's own."""
    for seat in await work.seats.held([Role.CHAIR]):
        who = seat.holder.id
        chat_id = await work.unions.private_chat(who)
        if chat_id is None or who in silent or who in deciders.barred(case):
            continue
        facts = {"case": case.id, "silent": list(silent)}
        about = f"case.lies:{case.id}:{who}"
        await work.outbox.owe([Owed(about, chat_id, work.union_id, "case.lies", facts, who)])


async def lies(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Not when it was decided before the chair could be told."""
    case = await work.cases.get(facts["case"])
    if case is None or not case.open:
        return None
    return texts.cases.unanswered(case, await work.members.named(facts["silent"]))


async def stranger(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    return texts.cases.stranger_in_group()


NOTICES = (Notice("stranger", stranger), Notice("case.lies", lies))
