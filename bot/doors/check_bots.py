"""Does every bot's platform know its token? Part of `congdoan check`."""

import asyncio
from contextlib import suppress

from sqlalchemy.ext.asyncio import AsyncEngine
from telegram.error import InvalidToken, TelegramError

from bot.app import derived, real_time
from bot.channels.channel import NotSent, Rejected
from bot.meeting import Ticket, channel_of, tickets
from bot.pacing import Pace
from bot.sealing import Unreadable, unseal
from config.settings import PREFIX, Settings
from storage.bots import all_bots

GETME_SECONDS = 10
WHERE = {"telegram": "@BotFather", "zalo": "Zalo Bot Creator"}
NAMES = {"telegram": "Telegram", "zalo": "Zalo"}


async def problems(settings: Settings, engine: AsyncEngine | None) -> list[str]:
    """One sentence for each; without a database only the settings are looked at."""
    key = derived(settings, "tokens")
    found = await _sealed_otherwise(engine, key) if engine else []
    opened = await tickets(settings, engine, key)
    if not opened and not found:
        found.append(
            f"Thiếu {PREFIX}TELEGRAM__TOKEN (xin ở @BotFather) hoặc {PREFIX}ZALO__TOKEN "
            "(xin ở Zalo Bot Creator)."
        )
    for ticket in opened:
        found += await _refused(ticket, settings)
    return found


async def _sealed_otherwise(engine: AsyncEngine, key: bytes) -> list[str]:
    found = []
    for stored in await all_bots(engine):
        try:
            unseal(key, stored.token) if stored.token else None
        except Unreadable:
            found.append(
                f"Token của Bot số {stored.id} ({stored.name}) không mở được vì "
                f"{PREFIX}SECRET_KEY đã đổi. Chạy: congdoan bot add {stored.platform}"
            )
    return found


async def _refused(ticket: Ticket, settings: Settings) -> list[str]:
    platform = NAMES[ticket.platform]
    channel = channel_of(ticket, settings, real_time, Pace())
    try:
        async with asyncio.timeout(GETME_SECONDS):
            await channel.start()
    except (InvalidToken, Rejected):
        where = WHERE[ticket.platform]
        return [f"{platform} không nhận token của Bot {ticket.external}. Kiểm tra lại ở {where}."]
    except (TelegramError, NotSent, TimeoutError, OSError) as problem:
        # Never the error's own words: a token may stand in them.
        return [f"Không nói chuyện được với {platform}: {type(problem).__name__}."]
    finally:
        with suppress(TelegramError, OSError):
            await channel.stop()
    return []
