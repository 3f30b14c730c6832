"""`congdoan bot add|list|remove`: the bot accounts beside those in the settings."""

import argparse
import asyncio
import getpass
import re
import sys

from sqlalchemy.ext.asyncio import AsyncEngine
from telegram.error import TelegramError

from bot.app import derived, real_time
from bot.channels.channel import NotSent
from bot.doors.common import Wrong, at_head
from bot.meeting import Ticket, channel_of
from bot.pacing import Pace
from bot.sealing import Unreadable, seal, unseal
from config.settings import Settings
from storage import bots
from storage.engine import open_engine
from union.bots import MESSAGES, PEOPLE

TOKEN = re.compile(r"\d{4,32}:[\w.\-]{8,256}")
PLATFORMS = {"zalo": "Zalo", "telegram": "Telegram"}
MEETING_SECONDS = 15


async def door(settings: Settings, arguments: argparse.Namespace) -> None:
    await at_head(settings)
    engine = open_engine(settings.database_url)
    try:
        if arguments.what == "add":
            await _add(settings, engine, arguments.platform)
        elif arguments.what == "remove":
            await _remove(engine, arguments.number)
        else:
            await _list(settings, engine)
    finally:
        await engine.dispose()


async def _add(settings: Settings, engine: AsyncEngine, platform: str) -> None:
    """Only a token the platform knows is kept. It is never an argument: those can be seen."""
    token = _asked()
    if not TOKEN.fullmatch(token):
        raise Wrong("Token có dạng DÃY-SỐ:CHUỖI-KÝ-TỰ. Chép lại nguyên dòng token giúp.")
    if token in _in_settings(settings).values():
        raise Wrong("Bot này đã có trong .env rồi, không phải thêm.")
    channel = channel_of(Ticket(platform, token), settings, real_time, Pace())
    try:
        async with asyncio.timeout(MEETING_SECONDS):
            await channel.start()
    except (NotSent, TelegramError, TimeoutError, OSError):
        raise Wrong(f"{PLATFORMS[platform]} không nhận token này, hoặc chưa trả lời.") from None
    finally:
        await channel.stop()
    quota = MESSAGES if platform == "zalo" else None
    external = token.partition(":")[0]
    bot_id = await bots.known_bot(engine, platform, external, channel.name, quota)
    await bots.keep_token(engine, bot_id, seal(derived(settings, "tokens"), token))
    print(f"Đã thêm Bot số {bot_id}: {channel.name} ({PLATFORMS[platform]}). Khởi động lại Bot.")


def _asked() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Token (không hiện ra màn hình): ").strip()
    return sys.stdin.readline().strip()


def _in_settings(settings: Settings) -> dict[str, str]:
    return {
        "telegram": settings.telegram.token.get_secret_value(),
        "zalo": settings.zalo.token.get_secret_value(),
    }


async def _list(settings: Settings, engine: AsyncEngine) -> None:
    found, places = await bots.all_bots(engine), await bots.places(engine)
    if not found:
        print("Chưa có Bot nào từng chạy ở đây.")
    for one in found:
        people = places.get(one.id, 0)
        many = f"{people}/{PEOPLE} người" if one.platform == "zalo" else f"{people} người"
        name = one.name or one.external
        print(f"{one.id}. {name} ({PLATFORMS[one.platform]}, {many}): {_where(settings, one)}")


def _where(settings: Settings, one: bots.Stored) -> str:
    """Where its token is; a sealed one is tried."""
    if _in_settings(settings)[one.platform].partition(":")[0] == one.external:
        return "token trong .env"
    if one.token is None:
        return "đã gỡ"
    try:
        unseal(derived(settings, "tokens"), one.token)
    except Unreadable:
        return "token không mở được vì SECRET_KEY đã đổi; thêm lại giúp"
    return "token cất trong cơ sở dữ liệu"


async def _remove(engine: AsyncEngine, number: int) -> None:
    one = next((bot for bot in await bots.all_bots(engine) if bot.id == number), None)
    if one is None or one.token is None:
        raise Wrong(
            "Không có Bot số ấy để gỡ. Xem: congdoan bot list (Bot trong .env thì sửa .env)"
        )
    await bots.drop_token(engine, number, real_time())
    print(f"Đã gỡ {one.name}. Ai có tài khoản ở Bot khác sẽ được nhắn ở đó. Khởi động lại Bot.")
