"""Claiming what is owed: a chat's oldest waiting message, by one sender at a time.

Every method is a transaction of its own (storage/work.py opens it). Leases are kept in the
database's time, so several processes agree; `not_before` is kept in the union's clock.
"""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, func, literal, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from storage.models import bots, chats, outbox, ticks
from storage.moving import moved
from storage.outbox import LEASE_MS, WRITTEN, Written, milliseconds, paused
from storage.repository import Repository
from storage.types import database_now

_due = and_(outbox.c.state == "waiting", outbox.c.not_before <= bindparam("now"))

# Built once: the sender asks these all day long.
_PAUSED = select(ticks.c.paused).where(ticks.c.id == 1)
_CHATS_WAITING = (
    select(
        outbox.c.chat_id,
        chats.c.bot_id,
        chats.c.is_group,
        func.min(case((outbox.c.unasked, 1), else_=0)).label("unasked"),
    )
    .join(chats, chats.c.id == outbox.c.chat_id)
    .where(_due, chats.c.retry_at <= database_now())
    .group_by(outbox.c.chat_id, chats.c.bot_id, chats.c.is_group)
    .having(func.max(outbox.c.claimed_until) < database_now())
    .order_by(func.min(outbox.c.id))
    .limit(bindparam("most"))
)
_NEXT_RETRY = (
    select(func.min(chats.c.retry_at) - database_now())
    .join(outbox, outbox.c.chat_id == chats.c.id)
    .where(_due, chats.c.retry_at > database_now())
)
_ADDRESS = (
    select(bots.c.id.label("bot_id"), bots.c.platform, chats.c.external, chats.c.is_group)
    .join(bots, bots.c.id == chats.c.bot_id)
    .where(chats.c.id == bindparam("chat"))
)
_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(state="sent", sent_as=bindparam("as_"), ended_at=bindparam("at"))
)


@cache
def _claim(lease: int) -> ReturningUpdate[Any]:
    waiting = outbox.alias("oldest")
    oldest = (
        select(func.min(waiting.c.id))
        .where(
            waiting.c.chat_id == bindparam("chat"),
            waiting.c.state == "waiting",
            waiting.c.not_before <= bindparam("now"),
        )
        .scalar_subquery()
    )
    # An answer written meanwhile asks too; a flooded chat takes nothing.
    flooded = (
        select(literal(1))
        .where(chats.c.id == bindparam("chat"), chats.c.retry_at > database_now())
        .exists()
    )
    return (
        update(outbox)
        .where(
            outbox.c.id == oldest,
            outbox.c.state == "waiting",
            outbox.c.claimed_until < database_now(),
            ~paused,
            ~flooded,
        )
        .values(claimed_until=database_now() + lease, attempts=outbox.c.attempts + 1)
        .returning(*WRITTEN)
    )


class Claims(Repository):
    async def chats_waiting(self, limit: int = 500) -> list[Row[Any]]:
        """Chats whose oldest due message nobody is sending: chat_id, bot_id, is_group, unasked.

        `unasked` is true where nothing but what the bot starts itself waits.
        """
        if (await self.run(_PAUSED)).scalar():
            return []
        asked = {"now": milliseconds(self.work.now), "most": limit}
        return list(await self.run(_CHATS_WAITING, asked))

    async def claim(self, chat_id: int) -> Written | None:
        """The chat's oldest due message, now ours for a lease; None if another has it."""
        asked = {"now": milliseconds(self.work.now), "chat": chat_id}
        row = (await self.run(_claim(LEASE_MS), asked)).one_or_none()
        return Written(**row._mapping) if row else None

    async def address(self, chat_id: int) -> Row[Any]:
        """The bot, platform and external id behind a chat."""
        return (await self.run(_ADDRESS, {"chat": chat_id})).one()

    async def rendered(self, row_id: int, body: dict[str, Any], marked_first: bool) -> None:
        """Keep what was said. A greeting counts as gone from here on: better none than two."""
        values: dict[str, Any] = {"body": body}
        if marked_first:
            values |= {"state": "unknown", "ended_at": self.work.now}
        await self.run(update(outbox).where(outbox.c.id == row_id).values(**values))

    async def sent(self, done: list[tuple[int, str | None]], now: datetime) -> None:
        """Mark messages as accepted by the platform, many in one transaction."""
        rows = [{"row": row, "as_": sent_as, "at": now} for row, sent_as in done]
        await self.run(_SENT, rows)

    async def cancelled(self, row_id: int) -> None:
        await self._end(row_id, "cancelled")

    async def failed(self, row_id: int) -> None:
        """The platform will never take it: free the chat, and let it be reported."""
        await self._end(row_id, "failed")

    async def _end(self, row_id: int, state: str) -> None:
        await self.run(
            update(outbox)
            .where(outbox.c.id == row_id)
            .values(state=state, claimed_until=0, ended_at=self.work.now)
        )

    async def postpone(self, row_id: int, until: datetime) -> None:
        await self.run(
            update(outbox)
            .where(outbox.c.id == row_id)
            .values(not_before=milliseconds(until), claimed_until=0)
        )

    async def move(self, row_id: int, chat_id: int) -> None:
        """The member uses another chat by now."""
        await self.run(
            update(outbox).where(outbox.c.id == row_id).values(chat_id=chat_id, claimed_until=0)
        )

    async def retry(self, row_id: int, chat_id: int, after_ms: int) -> None:
        """Not taken: the whole chat waits, so that nothing overtakes it."""
        await self.run(
            update(outbox)
            .where(outbox.c.id == row_id, outbox.c.state.in_(("waiting", "unknown")))
            .values(state="waiting", claimed_until=0, ended_at=None)
        )
        await self.run(
            update(chats).where(chats.c.id == chat_id).values(retry_at=database_now() + after_ms)
        )

    async def next_retry_ms(self) -> int | None:
        """Milliseconds until a waiting chat may be tried again; None if nothing waits so."""
        return (await self.run(_NEXT_RETRY, {"now": milliseconds(self.work.now)})).scalar()

    async def block(self, chat_id: int) -> None:
        await self.run(update(chats).where(chats.c.id == chat_id).values(blocked_at=self.work.now))

    async def migrated(self, chat_id: int, external: str) -> None:
        """A group became a supergroup: same chat, new id."""
        await moved(self, chat_id, external)
