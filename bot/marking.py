"""What platforms accepted is written down: many rows in one transaction, with their menus."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.channel import Channel, Sent
from storage.outbox import Written
from storage.work import Work, open_work, tried

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A row, who took it, and what the platform made of it."""

    row: Written
    channel: Channel
    sent: Sent

    @property
    def begins(self) -> bool:
        """The first message of an answer: menus before it are over."""
        return self.row.kind == "answer" and not (self.row.body or {}).get("follows")


class Marking:
    """Collects what is just back and marks it together."""

    def __init__(self, engine: AsyncEngine, clock: Callable[[], datetime]) -> None:
        self.engine = engine
        self.clock = clock
        self._done: list[Delivered] = []
        self._flushing: asyncio.Task[None] | None = None

    async def mark(self, delivered: Delivered) -> None:
        """Returns when it is written, or when it could not be."""
        self._done.append(delivered)
        if self._flushing is None:
            self._flushing = asyncio.create_task(self._flush())
        await asyncio.wait([self._flushing])

    def tasks(self) -> list[asyncio.Task[None]]:
        return [self._flushing] if self._flushing else []

    async def _flush(self) -> None:
        batch: list[Delivered] = []
        try:
            while self._done:
                await asyncio.sleep(0)  # let the others who are just back join this batch
                batch, self._done = self._done, []
                await tried(lambda batch=batch: self._write(batch))  # type: ignore[misc]
        except (SQLAlchemyError, OSError):
            # Accepted but not marked: the lease ends and it is sent again. At least once.
            logger.warning("%s sent messages could not be marked", len(batch))
        finally:
            self._flushing = None

    async def _write(self, batch: list[Delivered]) -> None:
        async with open_work(self.engine, None, self.clock()) as work:
            rows: list[tuple[int, str | None]] = [(one.row.id, one.sent.message) for one in batch]
            await work.claims.sent(rows, work.now)
            for one in batch:
                if one.channel.numbered and one.sent.messages:
                    await _write_menu(work, one)


async def _write_menu(work: Work, one: Delivered) -> None:
    """Choices are live once they were sent; the month's quota is counted with them."""
    sent = one.sent
    await work.quota.count(one.channel.bot_id, sent=sent.messages)
    if sent.choices or one.begins:
        await work.menus.sent(
            one.row.chat_id,
            sent.message,
            list(sent.choices),
            asked=one.begins,
            case_number=sent.case_number,
        )
