"""Cards that come together: one list a person and hour, looked up when it goes out."""

from datetime import datetime

from storage.outbox import Owed
from storage.work import Work


async def joined(work: Work, member_id: int, chat_id: int, at: datetime) -> bool:
    """Whether the list of this hour will show what is written now."""
    about, facts = f"cards:{member_id}:{at.isoformat()}", {"at": at.isoformat()}
    return await work.outbox.together(
        Owed(about, chat_id, work.union_id, "cards", facts, member_id, not_before=at)
    )


async def move(work: Work, member_id: int, chat_id: int, at: datetime) -> None:
    """Other hours were chosen: what waits for the old one comes at the new one."""
    if await work.outbox.cancel_kind(member_id, "cards"):
        await joined(work, member_id, chat_id, at)
