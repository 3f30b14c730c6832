"""`congdoan check`: is everything as it must be before the bot runs?"""

import asyncio
from contextlib import suppress
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from telegram.error import InvalidToken, TelegramError

from bot.app import real_time
from bot.channels.telegram import Telegram
from bot.doors.common import tables
from bot.texts import templates
from config.settings import PREFIX, Settings
from storage import guards, schema
from storage.engine import is_sqlite, open_engine, snapshot, sqlite_file
from storage.models import outbox, ticks, unions
from storage.work import Work

GETME_SECONDS = 10
FEWEST_LETTERS = 10  # different ones in a random secret of 32
LOOPBACK = ("localhost", "127.0.0.1", "::1")


async def problems(settings: Settings) -> list[str]:
    """One Vietnamese sentence for each thing to be put right; none when all is well."""
    found = [*_settings(settings), *_templates(), *await _token(settings)]
    if is_sqlite(settings.database_url) and not sqlite_file(settings.database_url).exists():
        return [*found, "Chưa có cơ sở dữ liệu. Chạy: congdoan init union.toml"]
    engine = open_engine(settings.database_url)
    try:
        return [*found, *await _database(engine, real_time())]
    except (SQLAlchemyError, OSError) as problem:
        return [*found, f"Không làm việc được với cơ sở dữ liệu: {type(problem).__name__}."]
    finally:
        await engine.dispose()


async def notes(settings: Settings) -> list[str]:
    """What is no fault of the machine, but somebody should know. Needs a sound database."""
    engine = open_engine(settings.database_url)
    try:
        async with snapshot(engine) as connection:
            paused = (await connection.execute(select(ticks.c.paused))).scalar()
            counted = await connection.execute(
                select(outbox.c.state, func.count().label("count")).group_by(outbox.c.state)
            )
            rows = {row.state: row.count for row in counted.all()}
    finally:
        await engine.dispose()
    said = {
        "waiting": "tin đang chờ gửi",
        "held": "tin được giữ lại sau khi khôi phục",
        "failed": "tin nền tảng không nhận",
        "unknown": "tin không rõ đã tới chưa",
    }
    found = [f"{rows[state]} {words}." for state, words in said.items() if rows.get(state)]
    return [*found, *(["Bot đang tạm dừng gửi: congdoan resume."] if paused else [])]


def _settings(settings: Settings) -> list[str]:
    found = []
    secret = settings.secret_key.get_secret_value()
    if not secret:
        found.append(f"Thiếu {PREFIX}SECRET_KEY: một chuỗi ngẫu nhiên từ 32 ký tự.")
    elif len(set(secret)) < FEWEST_LETTERS:
        found.append(f"{PREFIX}SECRET_KEY quá dễ đoán: hãy dùng một chuỗi ngẫu nhiên.")
    if not settings.telegram.token.get_secret_value():
        found.append(f"Thiếu {PREFIX}TELEGRAM__TOKEN: xin ở @BotFather.")
    address = urlsplit(settings.public_url)
    if address.scheme == "http" and address.hostname not in LOOPBACK:
        found.append(f"{PREFIX}PUBLIC_URL phải là địa chỉ https://: Telegram không gửi tới http.")
    return found


def _templates() -> list[str]:
    found = []
    for name in templates.NAMES:
        try:
            templates.load(name)
        except (templates.BadTemplate, OSError, UnicodeDecodeError):
            file = templates.FOLDER / f"{name}.txt"
            found.append(f"Mẫu lời chúc {file.name} thiếu, trống hoặc có chỗ {{…}} lạ.")
    return found


async def _token(settings: Settings) -> list[str]:
    token = settings.telegram.token.get_secret_value()
    if not token:
        return []
    telegram = settings.telegram
    channel = Telegram(token, telegram.api_url, telegram.file_url, 0, real_time)
    try:
        async with asyncio.timeout(GETME_SECONDS):
            await channel.start()
    except InvalidToken:
        return [f"Telegram không nhận {PREFIX}TELEGRAM__TOKEN. Kiểm tra lại ở @BotFather."]
    except (TelegramError, TimeoutError, OSError) as problem:
        # Never the error's own words: a token may stand in them.
        return [f"Không nói chuyện được với Telegram: {type(problem).__name__}."]
    finally:
        with suppress(TelegramError, OSError):
            await channel.stop()
    return []


async def _database(engine: AsyncEngine, now: datetime) -> list[str]:
    wrong = tables(await schema.revision(engine))
    if wrong:
        return [wrong]
    async with snapshot(engine) as connection:
        return [
            *await _guards(connection),
            *await _references(connection),
            *await _logs(connection, now),
        ]


async def _guards(connection: AsyncConnection) -> list[str]:
    missing = sorted(guards.names() - await guards.installed(connection))
    if not missing:
        return []
    return [f"Thiếu khóa bảo vệ: {', '.join(missing)}. Chạy: congdoan migrate"]


async def _references(connection: AsyncConnection) -> list[str]:
    """PostgreSQL never lets a reference go wrong; a SQLite file may have met another program."""
    if connection.dialect.name != "sqlite":
        return []
    broken = await connection.execute(text("PRAGMA foreign_key_check"))
    tables = sorted({row[0] for row in broken.all()})
    return [f"Bảng {table} có dòng trỏ tới dòng không còn." for table in tables]


async def _logs(connection: AsyncConnection, now: datetime) -> list[str]:
    found = []
    for union in (await connection.execute(select(unions.c.id, unions.c.name))).all():
        bad = await Work(connection, union.id, now).log.verify()
        if bad is not None:
            found.append(f"Sổ nhật ký của {union.name} không còn nguyên vẹn từ dòng số {bad}.")
    return found
