"""The demo as a visitor starts it: a process of its own."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 240  # patience with a busy machine, not a measure


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """The address it names; stopped as a visitor does it, with Ctrl+C."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CONGDOAN_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", str(port),
        cwd=ROOT, env=kept, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    try:
        async with asyncio.timeout(SECONDS):
            while "Mời mở" not in (line := (await process.stdout.readline()).decode()):
                assert line, "it ended before it began"
        yield line.split()[2]
    finally:
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), SECONDS) == 0
