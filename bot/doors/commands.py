"""Finds the door that was asked for, and says in Vietnamese why one does not open."""

import argparse
import asyncio
import errno
import io
import os
import sys
import tomllib
from collections.abc import Callable, Coroutine
from contextlib import suppress
from importlib import import_module
from typing import Any

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import TelegramError

from bot import logs
from bot.channels.channel import NotSent
from bot.doors.common import Wrong
from config.settings import PREFIX, Settings, UnknownSettings, read

# Each door's module and function; a module is read only when its door is opened.
DOORS = {
    "demo": "running:demo",
    "run": "running:run",
    "init": "joining:init",
    "import": "importing:door",
    "due": "owed:door",
    "bot": "bots:door",
    "migrate": "keeping:migrate",
    "backup": "keeping:backup",
    "restore": "keeping:restore",
    "resume": "keeping:resume",
    "check": "keeping:check",
}
Door = Callable[[Settings | None, argparse.Namespace], Coroutine[Any, Any, None]]


def door(name: str) -> Door:
    module, _, function = DOORS[name].partition(":")
    found: Door = getattr(import_module(f"bot.doors.{module}"), function)
    return found


def run(arguments: argparse.Namespace) -> int:
    """Open a door. 0 when its work was done, 1 when a sentence on stderr says why not."""
    _gently()
    try:
        settings = None if arguments.door == "demo" else _settings()
        logs.set_up(settings.log_format if settings else "text")
        with suppress(KeyboardInterrupt):
            _loop(door(arguments.door)(settings, arguments))
    except Wrong as wrong:
        return _say(str(wrong))
    except UnknownSettings as unknown:
        return _say(f"Không biết cài đặt: {', '.join(unknown.names)}. Xem .env.example.")
    except ValidationError as bad:
        return _say("\n".join(_field(error) for error in bad.errors()))
    except OSError as problem:
        busy = problem.errno == errno.EADDRINUSE
        what = f"tệp {problem.filename}" if problem.filename else "tệp hoặc cổng mạng"
        if busy:
            return _say("Cổng mạng này đang có chương trình khác dùng. Đổi CONGDOAN_LISTEN.")
        return _say(f"Không mở được {what}: {problem.strerror}.")
    except UnicodeDecodeError:
        return _say("Tệp cần lưu dạng UTF-8.")
    except tomllib.TOMLDecodeError as bad:
        return _say(f"Tệp .toml viết sai: {bad}")
    except SQLAlchemyError as problem:
        return _say(f"Không làm việc được với cơ sở dữ liệu: {type(problem).__name__}.")
    except TelegramError as problem:
        return _say(f"Không nói chuyện được với Telegram: {type(problem).__name__}.")
    except NotSent as problem:
        return _say(f"Không nói chuyện được với Zalo: {type(problem).__name__}.")
    return 0


def _gently() -> None:
    """Files of ours are for us alone, and Vietnamese is printed wherever the output goes."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _settings() -> Settings:
    settings = read()
    if not settings.secret_key.get_secret_value():
        raise Wrong(f"Cần {PREFIX}SECRET_KEY: một chuỗi ngẫu nhiên từ 32 ký tự trong .env.")
    return settings


def _field(error: Any) -> str:
    return f"{'.'.join(map(str, error['loc']))}: {error['msg']}"


def _say(sentence: str) -> int:
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
