"""Everything in one list: `build()` puts the bot together and starts nothing."""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.book import Book
from bot.channels.channel import Channel
from bot.channels.telegram import Telegram
from bot.channels.zalo import Zalo
from bot.conversation import Conversation
from bot.handlers import (
    asking_back,
    attendance,
    birthdays,
    card_hours,
    cases,
    claim,
    codes,
    covering,
    deciders,
    devices,
    dues,
    dues_amounts,
    dues_confirm,
    dues_lists,
    fund,
    groups,
    home,
    join,
    lending,
    loans,
    loans_counting,
    loans_seen,
    log,
    lookers,
    meetings,
    meetings_shown,
    members,
    menus,
    occasions,
    opening,
    paper,
    privacy,
    repaying,
    report,
    reversing,
    seats,
    spending,
    standing,
    team_claims,
    title_for,
    title_results,
    title_rounds,
    titles,
    unions,
    uploads,
)
from bot.handlers import book as the_book
from bot.hearing import Hearer
from bot.jobs import birthdays as birthday_jobs
from bot.jobs import by_hand, housekeeping, unsent
from bot.jobs import card_hours as card_hour_jobs
from bot.jobs import cases as case_jobs
from bot.jobs import covering as covering_jobs
from bot.jobs import dues as due_jobs
from bot.jobs import loans as loan_jobs
from bot.jobs import meetings as meeting_jobs
from bot.jobs import occasions as occasion_jobs
from bot.jobs import quota as quota_jobs
from bot.jobs import titles as title_jobs
from bot.jobs.tick import Ticker
from bot.meeting import NOT_MET, Met, Ticket, account_of, meet, tickets
from bot.outbox import Sender
from bot.pacing import Pace
from bot.said import Said
from bot.talk import House
from bot.tasks import Worker
from config.settings import Settings
from storage.bots import webhook_mark
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
    the_book,
    spending,
    reversing,
    opening,
    seats,
    dues,
    dues_confirm,
    dues_lists,
    dues_amounts,
    fund,
    loans,
    loans_seen,
    lending,
    repaying,
    loans_counting,
    covering,
    standing,
    paper,
    card_hours,
    lookers,
    codes,
    devices,
    uploads,
    groups,
    birthdays,
    occasions,
    meetings,
    meetings_shown,
    attendance,
    titles,
    title_rounds,
    title_for,
    title_results,
    privacy,
    log,
    unions,
)
JOBS = (
    *birthday_jobs.JOBS,
    *due_jobs.JOBS,
    *loan_jobs.JOBS,
    *occasion_jobs.JOBS,
    *title_jobs.JOBS,
    *meeting_jobs.JOBS,
    *unsent.JOBS,
    *quota_jobs.JOBS,
    *housekeeping.JOBS,
)
HEARD_AT_ONCE = 6
FIRST_LATER, LAST_LATER = 5.0, 300.0  # seconds until a platform that was silent is asked again


def book() -> Book:
    """Commands, buttons, dialogs and notices of every subject, checked against each other."""
    return Book(
        commands=[c for subject in SUBJECTS for c in getattr(subject, "COMMANDS", ())],
        buttons=[b for subject in SUBJECTS for b in getattr(subject, "BUTTONS", ())],
        dialogs=[d for subject in SUBJECTS for d in getattr(subject, "DIALOGS", ())],
        notices=[
            *deciders.NOTICES,
            *birthday_jobs.NOTICES,
            *due_jobs.NOTICES,
            *lending.NOTICES,
            *loans_counting.NOTICES,
            *loan_jobs.NOTICES,
            *occasion_jobs.NOTICES,
            *title_jobs.NOTICES,
            *meeting_jobs.NOTICES,
            *case_jobs.NOTICES,
            *card_hour_jobs.NOTICES,
            *covering_jobs.NOTICES,
            *unsent.NOTICES,
            *quota_jobs.NOTICES,
            *by_hand.NOTICES,
        ],
        otherwise=home.otherwise,
        follows=(lending.booked,),
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
        self._met: list[Met] = []
        self._unmet: list[Ticket] = []
        self._deaf: list[Met] = []  # met, and not listened to yet
        self._later: asyncio.Task[None] | None = None
        self.house = House(
            derived(settings, "codes"), {}, self.book.commands, public_url=settings.public_url
        )
        self.conversation = Conversation(self.engine, self.book, self.house)
        self.sender = Sender(
            self.engine, self.channels, self.book.notices, clock, pace, settings.public_url,
            self.book.weighs,
        )  # fmt: skip
        self.hearer = Hearer(self.engine, self.channels, self.hear, clock, pace)
        self.pace = pace
        self.ticker = Ticker(self.engine, JOBS)
        long = {task.kind: task for subject in SUBJECTS for task in getattr(subject, "TASKS", ())}
        self.worker = Worker(self.engine, long, clock, pace, self._told)
        # One loop answers; more transactions at once only queue for the same locks.
        self._hearing = asyncio.Semaphore(HEARD_AT_ONCE)
        self._running: list[asyncio.Task[None]] = []
        self._scheduler: AsyncIOScheduler | None = None

    # --- life -------------------------------------------------------------------------------

    async def open(self) -> None:
        """Meet the platforms; a bot account gets its row. Sends and asks for nothing yet."""
        problems: list[Exception] = []
        for ticket in await tickets(self.settings, self.engine, derived(self.settings, "tokens")):
            try:
                await self._meet(ticket)
            except NOT_MET as problem:
                problems.append(problem)
                self._unmet.append(ticket)
        if problems and not self._met:
            raise problems[0]

    async def _meet(self, ticket: Ticket) -> Met:
        channel = await meet(ticket, self.settings, self.engine, self.clock, self.pace)
        self._met.append(channel)
        self.channels[channel.bot_id] = channel
        self.house.bot_names[channel.bot_id] = channel.name
        self.house.bots[channel.bot_id] = account_of(channel, ticket)
        return channel

    async def start(self, *, tick: bool = True) -> None:
        """Begin to send, to listen and to wake every minute."""
        await self.open()
        self._running.append(asyncio.create_task(self.sender.run()))
        self._running.append(asyncio.create_task(self.worker.run()))
        self._running.append(asyncio.create_task(self.hearer.run()))
        for channel in self._met:
            try:
                await self._listen_to(channel)
            except NOT_MET:
                if len(self._met) == 1:
                    raise
                self._deaf.append(channel)
        if self._unmet or self._deaf:
            self._later = asyncio.create_task(self._meet_later())
        if tick:
            await self.ticker.tick(self.clock())
            self._schedule()

    async def _meet_later(self) -> None:
        """A platform that does not answer today holds up nobody; it is asked again."""
        pause = FIRST_LATER
        while self._unmet or self._deaf:
            await asyncio.sleep(pause)
            pause = min(pause * 2, LAST_LATER)
            try:
                while self._unmet:
                    self._deaf.append(await self._meet(self._unmet[0]))
                    del self._unmet[0]
                while self._deaf:
                    await self._listen_to(self._deaf[0])
                    del self._deaf[0]
            except (*NOT_MET, SQLAlchemyError) as problem:
                logger.warning("a platform does not answer yet: %s", type(problem).__name__)
                self._unmet = self._unmet[1:] + self._unmet[:1]  # the next one is asked first
                self._deaf = self._deaf[1:] + self._deaf[:1]

    async def _listen_to(self, channel: Met) -> None:
        if isinstance(channel, Zalo):
            await self._listen_zalo(channel)
        else:
            await self._listen(channel)

    async def _listen(self, telegram: Telegram) -> None:
        await telegram.set_menus(menus.offered(self.book.commands, None, ()), menus.IN_GROUPS)
        if self.settings.public_url:
            await self._set_webhook(telegram)
            return
        if await telegram.webhook_url():
            await telegram.delete_webhook()
        self._running.append(asyncio.create_task(telegram.poll(self.hear)))

    async def _listen_zalo(self, zalo: Zalo) -> None:
        if self.settings.public_url:
            await self._set_webhook(zalo)
            return
        if await zalo.webhook_url():
            await zalo.delete_webhook()
        keep = partial(self.hearer.hold, zalo.bot_id)
        self._running.append(asyncio.create_task(zalo.poll(keep)))

    async def _set_webhook(self, channel: Met) -> None:
        """Only when the address or the secret changed: the platform never tells the secret."""
        url = f"{self.settings.public_url}/{channel.platform}/{channel.bot_id}"
        secret = self.webhook_secret(channel.platform)
        mark = hashlib.sha256(f"{url} {secret}".encode()).hexdigest()
        known = await webhook_mark(self.engine, channel.bot_id)
        if known != mark or await channel.webhook_url() != url:
            await channel.set_webhook(url, secret)
            await webhook_mark(self.engine, channel.bot_id, mark)

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
        await self.worker.stop()
        if self._later is not None:
            self._later.cancel()
        for task in self._running:
            task.cancel()
        for task in self._running:
            with suppress(asyncio.CancelledError, Exception):
                await task
        await self.hearer.stop()
        await self.sender.stop()
        for channel in self._met:
            await channel.stop()
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
        return derived(self.settings, f"webhook {platform}").hex()


def build(
    settings: Settings,
    clock: Callable[[], datetime] = real_time,
    pace: Pace = Pace(),  # noqa: B008 - frozen
) -> App:
    """The bot for these settings. Only the sandbox passes a clock that moves."""
    return App(settings, clock, pace)
