"""Who stands in hears of it on the first morning, and both hear on the morning after the last."""

from typing import Any

from bot import texts
from bot.handlers import deciders
from bot.said import Reply
from bot.talk import Notice
from storage.work import Work


async def begins(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Not when it was taken back meanwhile."""
    held = await work.seats.held()
    seat = next((one for one in held if one.id == facts["seat"]), None)
    if seat is None or seat.holder.id != member_id:
        return None
    return texts.covering.begins(seat, len(await deciders.waiting_with(work, member_id)))


async def over(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Taken back early, both have been told already (the row is cancelled then)."""
    seat = await work.seats.get(facts["seat"])
    if seat is None or member_id is None:
        return None
    return texts.covering.over(seat, to_lender=member_id != seat.holder.id)


NOTICES = (Notice("seat.begins", begins), Notice("seat.over", over))
