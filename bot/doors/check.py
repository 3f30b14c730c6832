"""`congdoan check`: is everything as it must be before the bot runs?"""

from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.app import real_time
from bot.doors import check_bots
from bot.doors.common import tables
from bot.texts import templates
from config.occasions import FILE, occasions
from config.settings import PREFIX, Settings
from storage import guards, ledger, schema
from storage.engine import is_sqlite, open_engine, snapshot, sqlite_file
from storage.models import outbox, ticks, unions
from storage.work import Work

FEWEST_LETTERS = 10  # different ones in a random secret of 32
LOOPBACK = ("localhost", "127.0.0.1", "::1")


async def problems(settings: Settings) -> list[str]:
    """One Vietnamese sentence for each thing to be put right; none when all is well."""
    found = [*_settings(settings), *_templates()]
    if is_sqlite(settings.database_url) and not sqlite_file(settings.database_url).exists():
        missing = "Chưa có cơ sở dữ liệu. Chạy: congdoan init union.toml"
        return [*found, *await check_bots.problems(settings, None), missing]
    engine = open_engine(settings.database_url)
    try:
        wrong = await _database(engine, real_time())
        return [*found, *await check_bots.problems(settings, None if wrong else engine), *wrong]
    except (SQLAlchemyError, OSError) as problem:
        wrong = [f"Không làm việc được với cơ sở dữ liệu: {type(problem).__name__}."]
        return [*found, *await check_bots.problems(settings, None), *wrong]
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
    address = urlsplit(settings.public_url)
    if address.scheme == "http" and address.hostname not in LOOPBACK:
        found.append(f"{PREFIX}PUBLIC_URL phải là địa chỉ https://: Telegram không gửi tới http.")
    return found


def _templates() -> list[str]:
    try:
        words = templates.of_occasions(occasions())
    except (ValueError, OSError) as error:
        return [f"config/{FILE.name} chưa đọc được: {type(error).__name__}."]
    found = []
    for name in (*templates.NAMES, *words):
        try:
            templates.load(name)
        except (templates.BadTemplate, OSError, UnicodeDecodeError):
            file = templates.FOLDER / f"{name}.txt"
            found.append(f"Mẫu lời chúc {file.name} thiếu, trống hoặc có chỗ {{…}} lạ.")
    return found


async def _database(engine: AsyncEngine, now: datetime) -> list[str]:
    wrong = tables(await schema.revision(engine))
    if wrong:
        return [wrong]
    async with snapshot(engine) as connection:
        return [
            *await _guards(connection),
            *await _references(connection),
            *[_fault(fault) for fault in await ledger.faults(connection)],
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


LEDGER = {
    "chain": "số dư hoặc thứ tự không nối tiếp",
    "numbers": "số phiếu không liền nhau",
    "sums": "tổng không bằng các dòng",
    "two": "không đủ hai người",
    "covered": "quỹ xuống dưới 0đ",
}


def _fault(fault: ledger.Fault) -> str:
    what = LEDGER[fault.rule]
    return f"Sổ quỹ {fault.fund} của {fault.union}: {what}, từ phiếu thứ {fault.position}."


async def _logs(connection: AsyncConnection, now: datetime) -> list[str]:
    found = []
    for union in (await connection.execute(select(unions.c.id, unions.c.name))).all():
        bad = await Work(connection, union.id, now).log.verify()
        if bad is not None:
            found.append(f"Sổ nhật ký của {union.name} không còn nguyên vẹn từ dòng số {bad}.")
    return found
