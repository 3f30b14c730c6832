"""What each door does, with a clear Vietnamese sentence when it cannot."""

import argparse
import asyncio
import signal
import sys
import tomllib
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import TelegramError

from bot import logs, web
from bot.app import JOBS, build, derived, real_time
from bot.doors import backup, check, founding, owed, roster
from bot.serving import Serving
from config import union_file
from config.settings import PREFIX, Settings, UnknownSettings, read
from storage import schema
from storage.engine import is_sqlite, open_engine, sqlite_file
from storage.models import unions
from storage.work import open_work
from union import dates
from union.calendar import day_of
from union.words import NotUnderstood


class Stop(Exception):
    """Something is wrong; the sentence says what to do."""


def run(arguments: argparse.Namespace) -> int:
    try:
        if arguments.door == "demo":
            return _demo(arguments)
        settings = read()
        logs.set_up(settings.log_format)
        if not settings.secret_key.get_secret_value():
            raise Stop(f"Cần {PREFIX}SECRET_KEY: một chuỗi ngẫu nhiên từ 32 ký tự trong .env.")
        _loop(DOORS[arguments.door](settings, arguments))
    except Stop as stop:
        return _wrong(str(stop))
    except UnknownSettings as unknown:
        return _wrong(f"Không biết cài đặt: {', '.join(unknown.names)}. Xem .env.example.")
    except ValidationError as bad:
        return _wrong("\n".join(_field(error) for error in bad.errors()))
    except (backup.BadBackup, roster.BadFile) as bad:
        return _wrong(str(bad))
    except OSError as problem:
        what = f"tệp {problem.filename}" if problem.filename else "tệp hoặc cổng mạng"
        return _wrong(f"Không mở được {what}: {problem.strerror}.")
    except UnicodeDecodeError:
        return _wrong("Tệp cần lưu dạng UTF-8.")
    except tomllib.TOMLDecodeError as bad:
        return _wrong(f"Tệp .toml viết sai: {bad}")
    except SQLAlchemyError as problem:
        return _wrong(f"Không làm việc được với cơ sở dữ liệu: {type(problem).__name__}.")
    except TelegramError as problem:
        return _wrong(f"Không nói chuyện được với Telegram: {type(problem).__name__}.")
    return 0


def _field(error: Any) -> str:
    return f"{'.'.join(map(str, error['loc']))}: {error['msg']}"


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _loop(work: Coroutine[Any, Any, None]) -> None:
    """uvloop where there is one; on Windows the selector loop, which psycopg needs."""
    factory: Callable[[], asyncio.AbstractEventLoop]
    if sys.platform == "win32":
        factory = asyncio.SelectorEventLoop
    else:
        import uvloop

        factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(work)


def _demo(arguments: argparse.Namespace) -> int:
    from sandbox.demo import play

    logs.set_up("text")
    with suppress(KeyboardInterrupt):
        _loop(play(arguments.port))
    return 0


# --- doors ----------------------------------------------------------------------------------


async def _at_head(settings: Settings) -> None:
    engine = open_engine(settings.database_url)
    try:
        found = await schema.revision(engine)
    finally:
        await engine.dispose()
    if wrong := check.tables(found):
        raise Stop(wrong)


async def _run(settings: Settings, arguments: argparse.Namespace) -> None:
    """Run until told to stop; then finish what is on its way."""
    await _at_head(settings)
    if not settings.telegram.token.get_secret_value():
        raise Stop(f"Cần {PREFIX}TELEGRAM__TOKEN trong .env (xin ở @BotFather).")
    app = build(settings)
    serving = Serving(web.routes(app), *settings.host_and_port)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(name, stop.set)
    try:
        await serving.start()
        await app.start()
        how = "webhook" if settings.public_url else "tự hỏi Telegram"
        print(f"Bot đang chạy ({how}). Dừng: Ctrl+C", flush=True)
        await app.wait(stop)
    finally:
        await app.stop()
        await serving.stop()


async def _init(settings: Settings, arguments: argparse.Namespace) -> None:
    profile = union_file.load(Path(arguments.file))
    engine = open_engine(settings.database_url)
    try:
        if await schema.revision(engine) is None:
            await schema.upgrade(engine)
        await _at_head(settings)
        code = await founding.found(engine, profile, derived(settings, "codes"), real_time())
    finally:
        await engine.dispose()
    print(f"Đã lập hồ sơ {profile.name}.")
    if code:
        print(
            f"Mã vào Bot của Chủ tịch (dùng một lần, 7 ngày): {code[:3]} {code[3:]}\n"
            "Chủ tịch mở Bot, gõ mã này. Bot đang chạy thử; gõ /chinhthuc khi sẵn sàng."
        )


async def _import(settings: Settings, arguments: argparse.Namespace) -> None:
    await _at_head(settings)
    now = real_time()
    entries, problems = roster.read(Path(arguments.file), day_of(now))
    engine = open_engine(settings.database_url)
    try:
        union_id = await _union(engine, arguments.union)
        async with open_work(engine, union_id, now) as work:
            made = await roster.preview(work, entries)
        for problem in problems + made.problems:
            print(problem)
        print(f"Thêm {len(made.new)} người, sửa {len(made.changed)}, giữ nguyên {made.same}.")
        if not (made.new or made.changed):
            return
        if not arguments.yes and not _agreed("Ghi vào danh sách? (c/k) "):
            print("Chưa ghi gì.")
            return
        await roster.keep(engine, union_id, entries, now)
        print("Đã ghi.")
    finally:
        await engine.dispose()


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("c", "co", "có", "y")
    except EOFError:  # nobody is there to answer
        return False


async def _union(engine: Any, code: str) -> int:
    async with engine.connect() as connection, connection.begin():
        known = (await connection.execute(select(unions.c.id, unions.c.code))).all()
    found = [row.id for row in known if not code or row.code == code]
    if len(found) != 1:
        codes = ", ".join(row.code for row in known) or "chưa có, chạy congdoan init trước"
        raise Stop(f"Cho biết mã công đoàn bằng --union. Các mã: {codes}.")
    return int(found[0])


def _day(text: str) -> date:
    today = day_of(real_time())
    if not text:
        return today
    try:
        return dates.day(text, today)
    except NotUnderstood:
        raise Stop(f"Ngày “{text}” chưa đúng. Viết như 8/3/2027.") from None


async def _due(settings: Settings, arguments: argparse.Namespace) -> None:
    await _at_head(settings)
    day = _day(arguments.on)
    app = build(settings)
    try:
        if arguments.send:
            if day != day_of(real_time()):
                raise Stop("Chỉ gửi được những gì đến hạn hôm nay.")
            await app.open()
            await owed.send(app, day)
            print("Đã gửi những gì đến hạn.")
            return
        lines = await owed.due(app, JOBS, day)
        print("\n".join(lines) or f"Ngày {day:%d/%m/%Y} không có gì phải gửi.")
    finally:
        await app.close()


async def _migrate(settings: Settings, arguments: argparse.Namespace) -> None:
    """Backs up first, then upgrades under a lock, then puts the guards back."""
    engine = open_engine(settings.database_url)
    try:
        found = await schema.revision(engine)
        if found is not None and found not in schema.revisions():
            raise Stop(check.tables(found))
        if found is not None and found != schema.head():
            folder = (
                sqlite_file(settings.database_url).parent
                if is_sqlite(settings.database_url)
                else Path()
            )
            file = folder / f"truoc-khi-nang-cap-{found}-{real_time():%Y%m%d-%H%M%S}.zip"
            await backup.write(engine, file, real_time())
            print(f"Đã sao lưu vào {file}.")
        await schema.upgrade(engine)
    finally:
        await engine.dispose()
    print(f"Cơ sở dữ liệu ở bản {schema.head()}.")


async def _backup(settings: Settings, arguments: argparse.Namespace) -> None:
    await _at_head(settings)
    engine = open_engine(settings.database_url)
    try:
        rows = await backup.write(engine, Path(arguments.file), real_time())
    finally:
        await engine.dispose()
    print(
        f"Đã sao lưu {rows} dòng vào {arguments.file}. Tệp có dữ liệu riêng tư, cất giữ cẩn thận."
    )


async def _restore(settings: Settings, arguments: argparse.Namespace) -> None:
    engine = open_engine(settings.database_url)
    try:
        unsent = await backup.read(engine, Path(arguments.file))
    finally:
        await engine.dispose()
    print("Đã khôi phục. Bot đang TẠM DỪNG GỬI.")
    for line in unsent:
        print(f"- chưa gửi: {line}")
    print("Xem xong, chạy `congdoan resume` để gửi tiếp, hoặc `congdoan resume --cancel` để bỏ.")


async def _resume(settings: Settings, arguments: argparse.Namespace) -> None:
    await _at_head(settings)
    engine = open_engine(settings.database_url)
    try:
        count = await backup.resume(engine, cancel=arguments.cancel)
    finally:
        await engine.dispose()
    done = "Đã bỏ" if arguments.cancel else "Sẽ gửi"
    print(f"{done} {count} tin chưa gửi. Bot gửi bình thường trở lại.")


async def _check(settings: Settings, arguments: argparse.Namespace) -> None:
    problems = await check.problems(settings)
    if problems:
        raise Stop("\n".join(problems))
    print("Mọi thứ đều ổn: cài đặt, cơ sở dữ liệu, khóa bảo vệ, sổ nhật ký.")
    for note in await check.notes(settings):
        print(f"- {note}")


DOORS: dict[str, Callable[[Settings, argparse.Namespace], Coroutine[Any, Any, None]]] = {
    "run": _run,
    "init": _init,
    "import": _import,
    "due": _due,
    "migrate": _migrate,
    "backup": _backup,
    "restore": _restore,
    "resume": _resume,
    "check": _check,
}
