"""What a platform hands out only once: kept before it is acknowledged, heard from here.

A chat's messages are heard one after the other, chats side by side, on any replica: claimed are
the oldest of a chat, with a lease in database time.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, literal, select, update

from storage.models import inbox
from storage.repository import Repository
from storage.types import database_now

LEASE_MS = 60_000  # longer than any answer takes


@dataclass(frozen=True, slots=True)
class Kept:
    """One event as it came."""

    id: int
    bot_id: int
    chat: str
    body: dict[str, Any]
    attempts: int


_KEPT = tuple(inbox.c[name] for name in Kept.__slots__)
_CHATS_WAITING = (
    select(inbox.c.bot_id, inbox.c.chat)
    .group_by(inbox.c.bot_id, inbox.c.chat)
    .having(func.max(inbox.c.claimed_until) < database_now())
    .order_by(func.min(inbox.c.id))
)


class Inbox(Repository):
    async def keep(self, bot_id: int, key: str, chat: str, body: dict[str, Any]) -> None:
        """Keep an event; a repeat is kept once."""
        row = {"bot_id": bot_id, "key": key, "chat": chat, "body": body, "at": self.work.now}
        await self.run(self.add_once(inbox).values(row))

    async def chats_waiting(self) -> list[tuple[int, str]]:
        """Bot and chat of what nobody is hearing, the oldest first."""
        return [(row.bot_id, row.chat) for row in await self.run(_CHATS_WAITING)]

    async def claim(self, bot_id: int, chat: str) -> Kept | None:
        """The chat's oldest event, now ours for a lease; None if another process has one."""
        others = inbox.alias("others")
        of_chat = (others.c.bot_id == bot_id) & (others.c.chat == chat)
        oldest = select(func.min(others.c.id)).where(of_chat).scalar_subquery()
        taken = select(literal(1)).where(of_chat, others.c.claimed_until >= database_now()).exists()
        claimed = await self.run(
            update(inbox)
            .where(inbox.c.id == oldest, ~taken)
            .values(claimed_until=database_now() + LEASE_MS, attempts=inbox.c.attempts + 1)
            .returning(*_KEPT)
        )
        row = claimed.one_or_none()
        return Kept(**row._mapping) if row else None

    async def done(self, kept_id: int) -> None:
        """Heard: its key lives on among the heard."""
        await self.run(inbox.delete().where(inbox.c.id == kept_id))

    async def let_go(self, kept_id: int) -> None:
        """Not heard this time: anybody may try again."""
        await self.run(update(inbox).where(inbox.c.id == kept_id).values(claimed_until=0))
