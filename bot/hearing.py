"""Hearing what was kept in the inbox: a chat's events in order, chats side by side."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.channel import Channel
from bot.channels.zalo import Zalo
from bot.pacing import Pace
from bot.said import Said
from storage.inbox import Kept
from storage.work import open_work, tried

logger = logging.getLogger(__name__)
Lane = tuple[int, str]  # a bot and one of its chats


class Hearer:
    """What a platform hands out once is committed first, acknowledged, and then heard from here."""

    def __init__(
        self,
        engine: AsyncEngine,
        channels: Mapping[int, Channel],
        hear: Callable[[Said], Awaitable[str]],
        clock: Callable[[], datetime],
        pace: Pace,
    ) -> None:
        self.engine = engine
        self.channels = channels
        self.hear = hear
        self.clock = clock
        self.pace = pace
        self._busy: dict[Lane, asyncio.Task[None]] = {}
        self._again: set[Lane] = set()
        self._stopping = False

    async def keep(self, bot_id: int, key: str, chat: str, event: dict[str, Any]) -> None:
        """Commit the event as it came; only then may it be acknowledged."""

        async def once() -> None:
            async with open_work(self.engine, None, self.clock()) as work:
                await work.inbox.keep(bot_id, key, chat, event)

        await tried(once)
        self._start((bot_id, chat))

    async def hold(self, bot_id: int, key: str, chat: str, event: dict[str, Any]) -> None:
        """The same for what polling brought: it exists nowhere else, so a database that is away
        is waited for."""
        attempt = 0
        while True:
            try:
                return await self.keep(bot_id, key, chat, event)
            except (OperationalError, InterfaceError, OSError) as problem:
                attempt += 1
                logger.warning("an event waits to be kept: %s", type(problem).__name__)
                await asyncio.sleep(self.pace.backoff(attempt))
            except SQLAlchemyError:
                return logger.exception("an event could not be kept and was passed over")

    async def run(self) -> None:
        """Take up what another process left, for ever."""
        while not self._stopping:
            with suppress(SQLAlchemyError, OSError):
                await self._scan()
            await asyncio.sleep(self.pace.look_every)

    async def idle(self) -> None:
        """Until nothing kept is left. For tests and the demo."""
        while await self._scan() or self._busy:
            await asyncio.wait(list(self._busy.values()))

    async def stop(self) -> None:
        """Let what is being heard end; the rest stays kept."""
        self._stopping = True
        while self._busy:
            await asyncio.wait(list(self._busy.values()), timeout=30)

    async def _scan(self) -> int:
        async with open_work(self.engine, None, self.clock()) as work:
            lanes = await work.inbox.chats_waiting()
        mine = [lane for lane in lanes if lane[0] in self.channels]
        for lane in mine:
            self._start(lane)
        return len(mine)

    def _start(self, lane: Lane) -> None:
        if self._stopping:
            return
        if lane in self._busy:
            self._again.add(lane)
            return
        self._busy[lane] = asyncio.create_task(self._lane(lane))

    async def _lane(self, lane: Lane) -> None:
        try:
            while not self._stopping and (kept := await self._claimed(lane)):
                await self._heard(kept)
        except (SQLAlchemyError, OSError) as problem:
            logger.warning("an event waits to be heard again: %s", type(problem).__name__)
        finally:
            del self._busy[lane]
            if lane in self._again:
                self._again.discard(lane)
                self._start(lane)

    async def _claimed(self, lane: Lane) -> Kept | None:
        async with open_work(self.engine, None, self.clock()) as work:
            return await work.inbox.claim(*lane)

    async def _heard(self, kept: Kept) -> None:
        """Hear it, then forget it. One that cannot be read is passed over."""
        channel = self.channels[kept.bot_id]
        try:
            said = channel.said(kept.body) if isinstance(channel, Zalo) else None
        except (AttributeError, KeyError, TypeError, ValueError):
            logger.exception("event %s could not be read and was passed over", kept.id)
            said = None
        try:
            if said is not None:
                await self.hear(said)
        except BaseException:
            async with open_work(self.engine, None, self.clock()) as work:
                await work.inbox.let_go(kept.id)
            raise
        async with open_work(self.engine, None, self.clock()) as work:
            await work.inbox.done(kept.id)
