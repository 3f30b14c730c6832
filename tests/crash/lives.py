"""Bots in processes of their own, seen from the test: born, spoken to, buried."""

import asyncio
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


class Died(Exception):
    """The process is gone."""


class Nursery:
    """The parent of every bot of the session."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = itertools.count(1)
        self._turn = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.process"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def _ask(self, order: dict[str, Any]) -> int:
        assert self._process.stdin and self._process.stdout
        with self._turn:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())

    def errors(self) -> Path:
        return self.folder / f"life{next(self._numbers)}.log"

    async def bear(self, order: dict[str, Any]) -> int:
        return await asyncio.to_thread(self._ask, order)

    async def bury(self, pid: int) -> int:
        return await asyncio.to_thread(self._ask, {"bury": pid})

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


@dataclass
class Life:
    """One process, awake. Every question is answered, or `Died`."""

    nursery: Nursery
    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    log: Path
    ended: bool = False
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ask(self, words: str) -> None:
        async with self._lock:
            self.writer.write(f"{words}\n".encode())
            await self.heard()

    async def heard(self) -> None:
        try:
            line = await asyncio.wait_for(self.reader.readline(), PATIENCE)
        except ConnectionError:
            line = b""
        if not line:
            raise Died(self.log.read_text())

    async def gone(self) -> None:
        """Until it dies."""
        while not self.reader.at_eof():
            await self.reader.read(1)

    async def buried(self) -> int:
        self.ended = True
        self.writer.close()
        return await self.nursery.bury(self.pid)

    async def stops(self) -> None:
        """As SIGTERM does: its line is cut, it finishes what is on its way."""
        if not self.ended:
            assert await self.buried() == 0, self.log.read_text()

    async def killed(self) -> None:
        """By somebody else, at a moment of nobody's choosing."""
        os.kill(self.pid, signal.SIGKILL)
        assert await self.buried() == signal.SIGKILL


class Telephone:
    """Where newborn processes call."""

    def __init__(self, nursery: Nursery) -> None:
        self.nursery = nursery
        self._calls: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = (
            asyncio.Queue()
        )
        self.port = 0

    async def life(self, order: dict[str, Any]) -> Life:
        """A process for this order; it may be dead before it is awake."""
        log = self.nursery.errors()
        pid = await self.nursery.bear({**order, "line": self.port, "errors": str(log)})
        reader, writer = await asyncio.wait_for(self._calls.get(), PATIENCE)
        return Life(self.nursery, pid, reader, writer, log)

    async def _called(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._calls.put((reader, writer))


@asynccontextmanager
async def telephone(nursery: Nursery) -> AsyncIterator[Telephone]:
    made = Telephone(nursery)
    server = await asyncio.start_server(made._called, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    made = Nursery(tmp_path_factory.mktemp("lives"))
    yield made
    made.close()
