"""The list of what waits, at the hours an officer chose; re-checked when it goes out."""

from datetime import datetime
from typing import Any

from bot import texts
from bot.handlers import deciders
from bot.said import Reply
from bot.talk import Notice
from storage.work import Work


async def waiting(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """What somebody decided meanwhile drops out; a single case comes as its own card."""
    member = await work.members.get(member_id) if member_id else None
    if member is None:
        return None
    found = await deciders.waiting_with(work, member.id)
    chat_id = await work.unions.private_chat(member.id)
    if len(found) == 1 and chat_id is not None:
        await deciders.send_one(work, found[0], member.id, chat_id)
        return None
    at = datetime.fromisoformat(facts["at"])
    return texts.card_hours.waiting(member, at, found) if found else None


NOTICES = (Notice("cards", waiting),)
