"""One row goes out to its platform; what the platform said decides what becomes of it."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.channel import (
    Blocked,
    Channel,
    Flooded,
    Moved,
    NotSent,
    NotTaken,
    PerhapsTaken,
    Sent,
)
from bot.marking import Delivered, Marking
from bot.pacing import Pace
from bot.packing import Packing
from storage.outbox import Written
from storage.work import open_work

logger = logging.getLogger(__name__)
AT_ONCE = 64


@dataclass(slots=True)
class Counters:
    """For /metrics."""

    sent: int = 0
    failed: int = 0
    retried: int = 0


class Then(Enum):
    """What becomes of the chat after a row."""

    GOES_ON = auto()
    AGAIN = auto()  # the same row, at the chat's new address
    WAITS = auto()  # until its retry is due


class Delivery:
    """Sends and marks, so many at once; a row that was not taken is due again later."""

    def __init__(
        self,
        engine: AsyncEngine,
        channels: Mapping[int, Channel],
        clock: Callable[[], datetime],
        pace: Pace,
        packing: Packing,
    ) -> None:
        self.engine = engine
        self.channels = channels
        self.clock = clock
        self.pace = pace
        self.packing = packing
        self.marking = Marking(engine, clock)
        self.counters = Counters()
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def deliver(self, row: Written) -> Then:
        address = await self.packing.address(row.chat_id)
        channel = self.channels.get(address.bot_id)
        if channel is None:
            await self._failed(row)
            return Then.GOES_ON
        if channel.numbered and row.kind == "edit":
            # Nothing can be rewritten there, and who pressed has been told.
            await self.marking.mark(Delivered(row, channel, Sent("", messages=0)))
            return Then.GOES_ON
        file = await self.packing.attachment(row, channel)
        body = await self.packing.body(row, channel)
        try:
            async with self._slots:
                sent = await channel.send(address.chat, body, file)
        except NotSent as problem:
            return await self._not_sent(row, problem)
        self.counters.sent += 1
        await self.marking.mark(Delivered(row, channel, sent))
        return Then.GOES_ON

    async def _not_sent(self, row: Written, problem: NotSent) -> Then:
        if isinstance(problem, Moved):
            return await self._moved(row, problem.chat)
        if isinstance(problem, PerhapsTaken) and row.marked_first:
            return Then.GOES_ON  # it stays “unknown”: counted, listed, never doubled
        if isinstance(problem, Flooded):
            return await self._later(row, problem.seconds)
        if isinstance(problem, NotTaken | PerhapsTaken):
            return await self._later(row, self.pace.backoff(row.attempts))
        self.counters.failed += 1
        logger.warning("row %s was refused for good: %s", row.id, type(problem).__name__)
        await self._failed(row, block=isinstance(problem, Blocked))
        return Then.GOES_ON

    async def _moved(self, row: Written, chat: str) -> Then:
        self.packing.moved(row.chat_id)
        async with open_work(self.engine, None, self.clock()) as work:
            await work.claims.retry(row.id, row.chat_id, 0)
            await work.claims.migrated(row.chat_id, chat)
        return Then.AGAIN

    async def _later(self, row: Written, seconds: float) -> Then:
        self.counters.retried += 1
        async with open_work(self.engine, None, self.clock()) as work:
            await work.claims.retry(row.id, row.chat_id, int(seconds * 1000))
        return Then.WAITS

    async def _failed(self, row: Written, *, block: bool = False) -> None:
        async with open_work(self.engine, None, self.clock()) as work:
            await work.claims.failed(row.id)
            if block:
                await work.claims.block(row.chat_id)
