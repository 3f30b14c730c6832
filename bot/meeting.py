"""Which bots there are, and meeting them: those of the settings, and those an operator added."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.channel import NotSent
from bot.channels.telegram import NOT_MET as NO_TELEGRAM
from bot.channels.telegram import Telegram
from bot.channels.zalo import Zalo
from bot.pacing import Pace
from bot.sealing import Unreadable, unseal
from config.settings import Settings
from storage.bots import all_bots, known_bot
from union.bots import MESSAGES, Account

logger = logging.getLogger(__name__)
Met = Telegram | Zalo
NOT_MET = (NO_TELEGRAM, NotSent, OSError)


@dataclass(frozen=True, slots=True)
class Ticket:
    """What opens one bot. The token is never shown, not even by accident."""

    platform: str
    token: str = field(repr=False)

    @property
    def external(self) -> str:
        """Both platforms begin a token with the bot's id."""
        return self.token.partition(":")[0]


async def tickets(settings: Settings, engine: AsyncEngine | None, key: bytes) -> list[Ticket]:
    """The bots of the settings first; a stored one that is also there counts once."""
    given = (("telegram", settings.telegram.token), ("zalo", settings.zalo.token))
    found = [Ticket(name, token.get_secret_value()) for name, token in given]
    found = [ticket for ticket in found if ticket.token]
    known = {(ticket.platform, ticket.external) for ticket in found}
    for stored in await all_bots(engine) if engine else ():
        if stored.token is None or (stored.platform, stored.external) in known:
            continue
        try:
            found.append(Ticket(stored.platform, unseal(key, stored.token)))
        except Unreadable:
            logger.error("the token of bot %s was sealed with another SECRET_KEY", stored.id)
    return found


async def meet(
    ticket: Ticket,
    settings: Settings,
    engine: AsyncEngine,
    clock: Callable[[], datetime],
    pace: Pace,
) -> Met:
    """The platform knows this bot, and the bot has its row. Raises one of `NOT_MET`."""
    channel = channel_of(ticket, settings, clock, pace)
    try:
        await channel.start()
        quota = MESSAGES if ticket.platform == "zalo" else None
        channel.bot_id = await known_bot(
            engine, ticket.platform, ticket.external, channel.name, quota
        )
    except BaseException:
        await channel.stop()
        raise
    return channel


def account_of(channel: Met, ticket: Ticket) -> Account:
    return Account(channel.bot_id, channel.platform, ticket.external, channel.name)


def channel_of(
    ticket: Ticket, settings: Settings, clock: Callable[[], datetime], pace: Pace
) -> Met:
    if ticket.platform == "zalo":
        return Zalo(ticket.token, settings.zalo.api_url, 0, clock, pace.zalo_poll)
    where = settings.telegram
    return Telegram(ticket.token, where.api_url, where.file_url, 0, clock)
