"""Everything in one list: `build()` puts the bot together and starts nothing."""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.book import Book
from bot.channels.channel import Channel
from bot.channels.telegram import Telegram
from bot.conversation import Conversation
from bot.handlers import (
    asking_back,
    birthdays,
    cases,
    claim,
    codes,
    deciders,
    groups,
    home,
    join,
    log,
    members,
    menus,
    privacy,
    report,
    seats,
    standing,
    team_claims,
    unions,
)
from bot.jobs import birthdays as birthday_jobs
from bot.jobs import cases as case_jobs
from bot.jobs import housekeeping, unsent
from bot.jobs.tick import Ticker
from bot.outbox import Sender
from bot.pacing import Pace
from bot.said import Said
from bot.talk import House
from config.settings import Settings
from storage.bots import known_bot, webhook_mark
from storage.engine import open_engine

logger = logging.getLogger(__name__)

SUBJECTS = (
    home,
    join,
    claim,
    team_claims,
    members,
    cases,
    asking_back,
    report,
    seats,
    standing,
    codes,
    groups,
    birthdays,
    privacy,
    log,
    unions,
)
JOBS = (*birthday_jobs.JOBS, *unsent.JOBS, *housekeeping.JOBS)
HEARD_AT_ONCE = 6


def book() -> Book:
    """Commands, buttons, dialogs and notices of every subject, checked against each other."""
    return Book(
        commands=[c for subject in SUBJECTS for c in getattr(subject, "COMMANDS", ())],
        buttons=[b for subject in SUBJECTS for b in getattr(subject, "BUTTONS", ())],
        dialogs=[d for subject in SUBJECTS for d in getattr(subject, "DIALOGS", ())],
        notices=[*deciders.NOTICES, *birthday_jobs.NOTICES, *case_jobs.NOTICES, *unsent.NOTICES],
        otherwise=home.otherwise,
    )


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
        self.telegram: Telegram | None = None
        self._met: list[Telegram] = []
        self.house = House(derived(settings, "codes"), {}, self.book.commands)
        self.conversation = Conversation(self.engine, self.book, self.house)
        self.sender = Sender(self.engine, self.channels, self.book.notices, clock, pace)
        self.ticker = Ticker(self.engine, JOBS)
        # One loop answers; more transactions at once only queue for the same locks.
        self._hearing = asyncio.Semaphore(HEARD_AT_ONCE)
        self._running: list[asyncio.Task[None]] = []
        self._scheduler: AsyncIOScheduler | None = None

    # --- life -------------------------------------------------------------------------------

    async def open(self) -> None:
        """Meet the platforms; a bot account gets its row. Sends and asks for nothing yet."""
        token = self.settings.telegram.token.get_secret_value()
        if token:
            channel = Telegram(
                token,
                self.settings.telegram.api_url,
                self.settings.telegram.file_url,
                0,
                self.clock,
            )
            self._met.append(channel)
            await channel.start()
            external = str(channel.bot.id)
            channel.bot_id = await known_bot(self.engine, "telegram", external, channel.name)
            self.telegram = channel
            self.channels[channel.bot_id] = channel
            self.house.bot_names[channel.bot_id] = channel.name

    async def start(self, *, tick: bool = True) -> None:
        """Begin to send, to listen and to wake every minute."""
        await self.open()
        self._running.append(asyncio.create_task(self.sender.run()))
        if self.telegram is not None:
            await self._listen(self.telegram)
        if tick:
            await self.ticker.tick(self.clock())
            self._schedule()

    async def _listen(self, telegram: Telegram) -> None:
        await telegram.set_menus(menus.offered(self.book.commands, None, ()), menus.IN_GROUPS)
        if self.settings.public_url:
            await self._set_webhook(telegram)
            return
        if await telegram.webhook_url():
            await telegram.delete_webhook()
        self._running.append(asyncio.create_task(telegram.poll(self.hear)))

    async def _set_webhook(self, telegram: Telegram) -> None:
        """Only when the address or the secret changed: the platform never tells the secret."""
        url = f"{self.settings.public_url}/telegram/{telegram.bot_id}"
        secret = self.webhook_secret("telegram")
        mark = hashlib.sha256(f"{url} {secret}".encode()).hexdigest()
        known = await webhook_mark(self.engine, telegram.bot_id)
        if known != mark or await telegram.webhook_url() != url:
            await telegram.set_webhook(url, secret)
            await webhook_mark(self.engine, telegram.bot_id, mark)

    def _schedule(self) -> None:
        # Memory store: the scheduler only wakes; what is owed is rows (craft.md §2).
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_job(self._tick, "interval", minutes=1, max_instances=1, coalesce=True)
        self._scheduler.start()

    async def _tick(self) -> None:
        await self.ticker.tick(self.clock())
        self.sender.wake()

    async def wait(self, stop: asyncio.Event) -> None:
        """Until told to stop, or until something that should run for ever has ended."""
        stopped = asyncio.create_task(stop.wait())
        done, _ = await asyncio.wait([stopped, *self._running], return_when=asyncio.FIRST_COMPLETED)
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
        for task in self._running:
            task.cancel()
        for task in self._running:
            with suppress(asyncio.CancelledError, Exception):
                await task
        await self.sender.stop()
        for channel in self._met:
            await channel.stop()
        await self.engine.dispose()

    # --- what channels call -----------------------------------------------------------------

    async def hear(self, said: Said) -> str:
        """Answer one message and hand its rows to the sender. The toast for a press."""
        async with self._hearing:
            heard = await self.conversation.hear(said)
        if heard.claimed:
            self.sender.met(heard.chat_id, said.bot, said.chat, said.group)
        self.sender.take(heard.claimed, heard.waiting)
        return heard.toast

    def webhook_secret(self, platform: str) -> str:
        return derived(self.settings, f"webhook {platform}").hex()


def build(
    settings: Settings,
    clock: Callable[[], datetime] = real_time,
    pace: Pace = Pace(),  # noqa: B008 - frozen
) -> App:
    """The bot for these settings. Only the sandbox passes a clock that moves."""
    return App(settings, clock, pace)
