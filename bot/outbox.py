"""The sender: takes claimed rows, chat by chat, and sends them.

What a claimed row says is `bot/rendering.py`, what goes along with it `bot/packing.py`, how it is
sent `bot/delivering.py`, and that it was accepted `bot/marking.py`.

A chat's messages go out one after the other; chats go out side by side. Replies are sent at
least once, greetings at most once (`marked_first`). Leases and backoff use real time.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.channel import Channel
from bot.delivering import Delivery, Then
from bot.pacing import Pace, Pacing
from bot.packing import Address, Packing
from bot.rendering import Rendering
from bot.talk import Notice
from storage.outbox import Written
from storage.work import open_work, tried

logger = logging.getLogger(__name__)


class Sender:
    """Everything outgoing passes here, on whichever replica claimed it."""

    def __init__(
        self,
        engine: AsyncEngine,
        channels: Mapping[int, Channel],
        notices: Mapping[str, Notice],
        clock: Callable[[], datetime],
        pace: Pace,
        public_url: str = "",
        weighs: Callable[[str], bool] = lambda data: True,
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.pace = pace
        self.pacing = Pacing(pace)
        self.rendering = Rendering(channels, notices, weighs, self.wake)
        self.packing = Packing(engine, clock, public_url, self.rendering.asks)
        self.delivery = Delivery(engine, channels, clock, pace, self.packing)
        self.counters = self.delivery.counters
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._behind: set[int] = set()
        self._wake = asyncio.Event()
        self._stopping = False

    # --- taking work ------------------------------------------------------------------------

    def met(self, chat_id: int, bot_id: int, chat: str, is_group: bool) -> None:
        """Where an answer to this chat goes; saves asking the database."""
        self.packing.met(chat_id, Address(bot_id, chat, is_group))

    def take(self, rows: list[Written], waiting: set[int]) -> None:
        """After a commit: rows born claimed are sent now, other chats are looked at."""
        for row in rows:
            self._start(row.chat_id, row)
        for chat_id in waiting - {row.chat_id for row in rows}:
            self._start(chat_id)

    def _start(self, chat_id: int, row: Written | None = None) -> None:
        running = self._busy.get(chat_id)
        if running is not None and not running.done():
            if row is None:
                self._behind.add(chat_id)
                return
            # Born claimed behind one of ours that is on its way: send it after that one.
            self._busy[chat_id] = asyncio.create_task(self._after(running, chat_id, row))
            return
        self._busy[chat_id] = asyncio.create_task(self._lane(chat_id, row))

    async def _after(self, first: asyncio.Task[None], chat_id: int, row: Written) -> None:
        await asyncio.wait([first])
        await self._lane(chat_id, row)

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        """Look for what other processes wrote and for what has become due, for ever."""
        while not self._stopping:
            wait = self.pace.look_every
            try:
                _, retry = await self._scan()
                wait = min(wait, max(retry, 1) / 1000) if retry is not None else wait
            except (SQLAlchemyError, OSError):
                logger.warning("the database does not answer; looking again")
            self._wake.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), wait)

    async def _scan(self) -> tuple[int, int | None]:
        """Start a lane for every chat with something due: how many were started, and the
        milliseconds until another falls due, if one waits."""
        async with open_work(self.engine, None, self.clock()) as work:
            # Asked first: what falls due in between is then found below.
            retry = await work.claims.next_retry_ms()
            found = await work.claims.chats_waiting()
        fresh = 0
        for row in found:
            if row.chat_id in self._busy:
                continue
            if row.unasked:
                fresh += self.pacing.queue(
                    (row.bot_id, row.chat_id if row.is_group else None), row.chat_id, self._start
                )
            else:
                self._start(row.chat_id)
                fresh += 1
        return fresh, retry

    async def idle(self) -> None:
        """Wait until nothing is on its way and nothing due is left. For tests and the demo."""
        while True:
            while tasks := self._under_way():
                await asyncio.wait(tasks)
                await asyncio.sleep(0)
            fresh, retry = await self._scan()
            if fresh or self._under_way():
                continue
            if retry is None:
                return
            await asyncio.sleep(max(retry, 1) / 1000)

    async def stop(self) -> None:
        """Let what is on its way arrive; the rest stays in the outbox."""
        self._stopping = True
        self._wake.set()
        await self.pacing.stop()
        while tasks := self._under_way():
            await asyncio.wait(tasks, timeout=30)
            await asyncio.sleep(0)

    def _under_way(self) -> list[asyncio.Task[None]]:
        return [*self._busy.values(), *self.delivery.marking.tasks(), *self.pacing.tasks()]

    # --- one chat ---------------------------------------------------------------------------

    async def _lane(self, chat_id: int, row: Written | None) -> None:
        try:
            if row is not None:
                self._goes_on(chat_id, await self.delivery.deliver(row))
            while (row is None or chat_id in self._behind) and not self._stopping:
                self._behind.discard(chat_id)
                claimed = await self._claim(chat_id)
                if claimed is None:
                    if chat_id in self._behind:
                        continue  # that one does not go now, another may
                    break
                self._behind.add(chat_id)  # look again after this one
                if not self._goes_on(chat_id, await self.delivery.deliver(claimed)):
                    break
                if claimed.unasked:  # the next one of this kind waits for its own turn
                    self._behind.discard(chat_id)
                    self._wake.set()
                    break
        except (SQLAlchemyError, OSError):
            logger.warning("the database does not answer; chat %s is looked at again", chat_id)
        finally:
            if self._busy.get(chat_id) is asyncio.current_task():
                del self._busy[chat_id]
                if chat_id in self._behind:
                    self._behind.discard(chat_id)
                    self._wake.set()

    def _goes_on(self, chat_id: int, then: Then) -> bool:
        """False if the chat must wait."""
        if then is Then.AGAIN:
            self._behind.add(chat_id)
            self._wake.set()
        elif then is Then.WAITS:
            self._behind.discard(chat_id)
            self._wake.set()
        return then is not Then.WAITS

    async def _claim(self, chat_id: int) -> Written | None:
        """The chat's oldest due message. What is owed is rendered anew with every claim."""
        taken: list[int] = []

        async def once() -> Written | None:
            async with open_work(self.engine, None, self.clock()) as work:
                row = await work.claims.claim(chat_id)
                if row is None or row.facts is None:
                    return row
                taken[:] = [row.id]
                work.union = row.union_id
                rendered = await self.rendering.rendered(work, row)
                if rendered is None:
                    self._behind.add(chat_id)
                return rendered

        try:
            return await tried(once)
        except (SQLAlchemyError, OSError):
            raise
        except Exception:
            # One message that cannot be rendered must not hold up its chat for ever.
            logger.exception("row %s could not be rendered", taken)
            self._behind.add(chat_id)
            async with open_work(self.engine, None, self.clock()) as work:
                await work.claims.failed(taken[0])
            return None
