"""The platforms: every bot is met and listened to; one that is silent today holds up nobody."""

import asyncio
import hashlib
import logging
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.telegram import Telegram
from bot.channels.zalo import Zalo
from bot.handlers import menus
from bot.meeting import NOT_MET, Met, Ticket, account_of, meet, tickets
from storage.bots import webhook_mark

if TYPE_CHECKING:
    from bot.app import App

logger = logging.getLogger(__name__)
FIRST_LATER, LAST_LATER = 5.0, 300.0  # seconds until a platform that was silent is asked again


class Listening:
    """Whom we have met, whom we hear, and who is asked again later."""

    def __init__(self, app: "App") -> None:
        self.app = app
        self.polling: list[asyncio.Task[None]] = []
        self._met: list[Met] = []
        self._unmet: list[Ticket] = []
        self._deaf: list[Met] = []  # met, and not listened to yet
        self._later: asyncio.Task[None] | None = None

    # --- meeting ----------------------------------------------------------------------------

    async def meet_all(self) -> None:
        """Raises only if not one platform answers."""
        problems: list[Exception] = []
        key = self.app.key("tokens")
        for ticket in await tickets(self.app.settings, self.app.engine, key):
            try:
                await self._meet(ticket)
            except NOT_MET as problem:
                problems.append(problem)
                self._unmet.append(ticket)
        if problems and not self._met:
            raise problems[0]

    async def _meet(self, ticket: Ticket) -> Met:
        app = self.app
        channel = await meet(ticket, app.settings, app.engine, app.clock, app.pace)
        self._met.append(channel)
        app.channels[channel.bot_id] = channel
        app.house.bot_names[channel.bot_id] = channel.name
        app.house.bots[channel.bot_id] = account_of(channel, ticket)
        return channel

    async def start(self) -> None:
        """Listen to whom we met, and keep asking the others."""
        for channel in self._met:
            try:
                await self._listen_to(channel)
            except NOT_MET:
                if len(self._met) == 1:
                    raise
                self._deaf.append(channel)
        if self._unmet or self._deaf:
            self._later = asyncio.create_task(self._ask_later())

    async def _ask_later(self) -> None:
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

    # --- listening --------------------------------------------------------------------------

    async def _listen_to(self, channel: Met) -> None:
        """By webhook where we have an address, else by asking for what is new."""
        if isinstance(channel, Telegram):
            offered = menus.offered(self.app.book.commands, None, ())
            await channel.set_menus(offered, menus.IN_GROUPS)
        if self.app.settings.public_url:
            await self._set_webhook(channel)
            return
        if await channel.webhook_url():
            await channel.delete_webhook()
        self.polling.append(asyncio.create_task(self._poll(channel)))

    async def _poll(self, channel: Met) -> None:
        if isinstance(channel, Zalo):
            await channel.poll(partial(self.app.hearer.hold, channel.bot_id))
        else:
            await channel.poll(self.app.hear)

    async def _set_webhook(self, channel: Met) -> None:
        """Only when the address or the secret changed: the platform never tells the secret."""
        url = f"{self.app.settings.public_url}/{channel.platform}/{channel.bot_id}"
        secret = self.app.webhook_secret(channel.platform)
        mark = hashlib.sha256(f"{url} {secret}".encode()).hexdigest()
        known = await webhook_mark(self.app.engine, channel.bot_id)
        if known != mark or await channel.webhook_url() != url:
            await channel.set_webhook(url, secret)
            await webhook_mark(self.app.engine, channel.bot_id, mark)

    # --- the end ----------------------------------------------------------------------------

    def hush(self) -> None:
        """Hear nothing new; what was heard may still be answered."""
        if self._later is not None:
            self._later.cancel()
        for task in self.polling:
            task.cancel()

    async def part(self) -> None:
        """Let go of the platforms, after the last message."""
        for channel in self._met:
            await channel.stop()
