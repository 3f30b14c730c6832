"""What is meant for a group no bot can enter: to the chair, to be copied there."""

from typing import Any

from bot.said import Reply
from bot.talk import Notice
from storage.work import Work


async def text(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """The words alone, a message of their own: Zalo copies whole messages."""
    return Reply(facts["text"]) if facts.get("text") else None


NOTICES = (Notice("posted.by_hand", text),)
