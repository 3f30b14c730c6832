"""Cases nobody answered for a day go on to the deputy."""

from datetime import timedelta
from typing import Any

from bot import texts
from bot.handlers import deciders
from bot.said import Reply
from bot.talk import Notice
from storage.plan import Plan
from storage.work import Work

UNANSWERED = timedelta(days=1)


async def due(plan: Plan) -> list[tuple[int, int]]:
    """Union and case that nobody touched for a day."""
    return await plan.cases_unanswered(plan.work.now - UNANSWERED)


async def pass_on(work: Work, case_id: int) -> None:
    """Send the card to the next circle, once."""
    await work.lock()
    case = await work.cases.get(case_id)
    if case is None or case.state != "open" or case.raised_at is not None:
        return
    await work.cases.raise_up(case.id)
    await deciders.send_cards(work, case, raised=True)
    work.log.add("case.raised", f"case {case.number}", None)


async def stranger(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    return texts.cases.stranger_in_group()


NOTICES = (Notice("stranger", stranger),)
