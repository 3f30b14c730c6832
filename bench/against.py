"""Ours against bare SQL, on both databases: a line of the table each, the median of the ratios."""

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bench.runs import empty_database
from storage.engine import open_engine

Do = Callable[[AsyncEngine], Awaitable[Any]]


@dataclass(frozen=True)
class Contest:
    """The same work twice, and what the ratio must and should reach."""

    title: str
    must: float
    reach: float
    seed: Do
    bare: Do
    ours: Do
    told: Callable[[AsyncEngine], Awaitable[str]]  # what else the line says
    before: Do | None = None  # with nothing of an earlier round left

    async def run(self, folder: Path, rounds: int) -> None:
        for kind in ("sqlite", "postgresql"):
            engine = open_engine(await empty_database(kind, folder))
            await self.seed(engine)
            ratios, ours = [], 0.0
            for _ in range(rounds):
                bare = await self._timed(engine, self.bare)
                ours = await self._timed(engine, self.ours)
                ratios.append(ours / bare)
            ratio = statistics.median(ratios)
            print(
                f"{f'{self.title}, {kind}':34} {ratio:6.2f}×  {self.must:<5} {self.reach:<5}"
                f" {self._verdict(ratio):8} {ours * 1000:.0f} ms{await self.told(engine)}",
                flush=True,
            )
            await engine.dispose()

    def _verdict(self, ratio: float) -> str:
        return "reached" if ratio <= self.reach else "holds" if ratio <= self.must else "MISSED"

    async def _timed(self, engine: AsyncEngine, do: Do) -> float:
        """Seconds."""
        if self.before is not None:
            await self.before(engine)
        began = time.perf_counter()
        await do(engine)
        return time.perf_counter() - began
