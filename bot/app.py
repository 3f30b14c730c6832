"""The bot, built from the one list in `bot/subjects.py`: `build()` starts nothing."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.channel import Channel
from bot.conversation import Conversation
from bot.hearing import Hearer
from bot.jobs.tick import Ticker
from bot.listening import Listening
from bot.outbox import Sender
from bot.pacing import Pace
from bot.said import Said
from bot.subjects import JOBS, book, long_tasks
from bot.talk import House
from bot.tasks import Worker
from config.settings import Settings
from storage.engine import open_engine

HEARD_AT_ONCE = 6


def derived(settings: Settings, purpose: str) -> bytes:
    """A key of its own for each purpose, the same on every replica."""
    secret = settings.secret_key.get_secret_value().encode()
    return hmac.new(secret, purpose.encode(), hashlib.sha256).digest()


def real_time() -> datetime:
    return datetime.now(UTC)


class App:
    """The bot, built and not yet started."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime], pace: Pace) -> None:
        self.settings = settings
        self.clock = clock
        self.engine: AsyncEngine = open_engine(settings.database_url)
        self.book = book()
        self.channels: dict[int, Channel] = {}
        self.house = House(
            self.key("codes"), {}, self.book.commands, public_url=settings.public_url
        )
        self.conversation = Conversation(self.engine, self.book, self.house)
        self.sender = Sender(
            self.engine, self.channels, self.book.notices, clock, pace, settings.public_url,
            self.book.weighs,
        )  # fmt: skip
        self.hearer = Hearer(self.engine, self.channels, self.hear, clock, pace)
        self.pace = pace
        self.ticker = Ticker(self.engine, JOBS)
        self.worker = Worker(self.engine, long_tasks(), clock, pace, self._told)
        self.listening = Listening(self)
        # One loop answers; more transactions at once only queue for the same locks.
        self._hearing = asyncio.Semaphore(HEARD_AT_ONCE)
        self._running: list[asyncio.Task[None]] = []
        self._scheduler: AsyncIOScheduler | None = None

    # --- life -------------------------------------------------------------------------------

    async def open(self) -> None:
        """Meet the platforms; a bot account gets its row. Sends and asks for nothing yet."""
        await self.listening.meet_all()

    async def start(self, *, tick: bool = True) -> None:
        """Begin to send, to listen and to wake every minute."""
        await self.open()
        self._running.append(asyncio.create_task(self.sender.run()))
        self._running.append(asyncio.create_task(self.worker.run()))
        self._running.append(asyncio.create_task(self.hearer.run()))
        await self.listening.start()
        if tick:
            await self.ticker.tick(self.clock())
            self._schedule()

    def _schedule(self) -> None:
        # Memory store: the scheduler only wakes; what is owed is rows (craft.md §2).
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_job(self._tick, "interval", minutes=1, max_instances=1, coalesce=True)
        self._scheduler.start()

    async def _tick(self) -> None:
        await self.ticker.tick(self.clock())
        self.sender.wake()
        self.worker.wake()

    async def wait(self, stop: asyncio.Event) -> None:
        """Until told to stop, or until something that should run for ever has ended."""
        stopped = asyncio.create_task(stop.wait())
        running = [*self._running, *self.listening.polling]
        done, _ = await asyncio.wait([stopped, *running], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        for task in done - {stopped}:
            task.result()

    async def close(self) -> None:
        """For doors that only looked: nothing was started."""
        await self.stop()

    async def stop(self) -> None:
        """Finish what is on its way; everything else is in rows."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
        await self.worker.stop()
        self.listening.hush()
        for task in self._running:
            task.cancel()
        for task in [*self._running, *self.listening.polling]:
            with suppress(asyncio.CancelledError, Exception):
                await task
        await self.hearer.stop()
        await self.sender.stop()
        await self.listening.part()
        await self.engine.dispose()

    async def idle(self) -> None:
        """Wait until no task waits and nothing is on its way. For tests and the demo."""
        await self.hearer.idle()
        await self.worker.idle()
        await self.sender.idle()

    def _told(self, chats: set[int]) -> None:
        self.sender.take([], chats)

    # --- what channels call -----------------------------------------------------------------

    async def hear(self, said: Said) -> str:
        """Answer one message and hand its rows to the sender. The toast for a press."""
        async with self._hearing:
            heard = await self.conversation.hear(said)
        if heard.claimed:
            self.sender.met(heard.chat_id, said.bot, said.chat, said.group)
        self.sender.take(heard.claimed, heard.waiting)
        if heard.tasks:
            self.worker.wake()
        return heard.toast

    def webhook_secret(self, platform: str) -> str:
        return self.key(f"webhook {platform}").hex()

    def key(self, purpose: str) -> bytes:
        return derived(self.settings, purpose)


def build(
    settings: Settings,
    clock: Callable[[], datetime] = real_time,
    pace: Pace = Pace(),  # noqa: B008 - frozen
) -> App:
    """The bot for these settings. Only the sandbox passes a clock that moves."""
    return App(settings, clock, pace)
