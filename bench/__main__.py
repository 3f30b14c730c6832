"""`make bench`: the house's table, as ratios to the echo or the bare SQL of this run."""

import argparse
import asyncio
import resource
import shutil
import statistics
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from bench import figures, greetings
from bench.runs import How, Result, database, echo_python, measured

OPEN_FILES = 4096


@dataclass(frozen=True)
class Row:
    """One line of the table: what is measured, how, and what it must and should reach."""

    title: str
    door: str
    database: str
    what: str
    must: float
    reach: float
    how: How = field(default_factory=How)

    @property
    def low(self) -> bool:
        """Latency and start are better when small."""
        return self.what in ("p50", "start")

    def verdict(self, ratio: float) -> str:
        def holds(limit: float) -> bool:
            return ratio <= limit if self.low else ratio >= limit

        return "reached" if holds(self.reach) else "holds" if holds(self.must) else "MISSED"


IDLE, SLOW = How(flying=1), How(flying=128, delay=0.05)
ROWS = (
    Row("throughput, polling, SQLite", "polling", "sqlite", "rate", 0.30, 0.50),
    Row("throughput, webhook, SQLite", "webhook", "sqlite", "rate", 0.30, 0.50),
    Row("throughput, polling, PostgreSQL", "polling", "postgresql", "rate", 0.22, 0.35),
    Row("throughput, webhook, PostgreSQL", "webhook", "postgresql", "rate", 0.22, 0.35),
    Row("nothing waiting, p50, SQLite", "webhook", "sqlite", "p50", 4.0, 2.5, IDLE),
    Row("nothing waiting, p50, PostgreSQL", "webhook", "postgresql", "p50", 4.0, 2.5, IDLE),
    Row("answers take 50 ms, SQLite", "webhook", "sqlite", "rate", 8, 16, SLOW),
    Row("answers take 50 ms, PostgreSQL", "webhook", "postgresql", "rate", 8, 16, SLOW),
    *(
        Row(f"{what}, {door}, {engine}", door, base, "rate", *limits, How(update=update))
        for update, what in (("told", "dues told"), ("booked", "dues booked"))
        for door in ("polling", "webhook")
        for engine, base, limits in (
            ("SQLite", "sqlite", (0.30, 0.50)),
            ("PostgreSQL", "postgresql", (0.22, 0.35)),
        )
    ),
    Row("start to first request", "polling", "sqlite", "start", 2.5, 2.5),
)


async def main(arguments: argparse.Namespace) -> None:
    folder = Path(tempfile.mkdtemp(prefix="congdoan-bench-"))
    folder.chmod(0o755)
    echo_python()
    print(f"{'':34} {'ratio':>7}  must  reach")
    try:
        for row in ROWS:
            if arguments.only in row.title:
                await one(row, folder, arguments)
        if arguments.only in "greetings":
            await greetings.run(folder, arguments.people, arguments.rounds)
        if arguments.only in "figures":
            await figures.run(folder, arguments.lines, arguments.rounds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def one(row: Row, folder: Path, arguments: argparse.Namespace) -> None:
    """Echo and bot in turn, so many rounds; the median of the ratios."""
    count = (
        arguments.count if row.how != IDLE and not row.how.delay else max(arguments.count // 2, 100)
    )
    few = 60 if row.how.delay else count  # the echo waits for each answer in turn
    ratios: list[float] = []
    ours: Result | None = None
    for _ in range(arguments.rounds):
        echo = await measured("echo", row.door, "", few, row.how)
        async with database(row.database, folder, count, row.how.update) as url:
            ours = await measured("ours", row.door, url, count, row.how)
        ratios.append(getattr(ours, row.what) / getattr(echo, row.what))
    if ours is None:
        return
    ratio = statistics.median(ratios)
    print(
        f"{row.title:34} {ratio:6.2f}×  {row.must:<5} {row.reach:<5} {row.verdict(ratio):8}"
        f" {ours.rate:5.0f}/s  p50 {ours.p50:.1f}  p99 {ours.p99:.1f} ms"
        f"  {ours.cpu:.2f} ms CPU an update  {ours.memory:.0f} MB  doubled {ours.doubled}",
        flush=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--only", default="")
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(OPEN_FILES, limit), limit))
    asyncio.run(main(parser.parse_args()))
