"""An ASGI app on a port, inside our own loop."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn


class Server(uvicorn.Server):
    """uvicorn without its signal handlers: whoever runs the loop decides when to stop."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Serving:
    """`await start()` returns once connections are accepted; `port` is then known."""

    def __init__(self, app: Any, host: str, port: int) -> None:
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,  # ours alone (bot/logs.py): its own would write down values
            log_level="warning",
            lifespan="off",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        self.server = Server(config)
        self.config = config
        self.port = port
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        family = socket.AF_INET6 if ":" in self.config.host else socket.AF_INET
        # Named TCP, or asyncio leaves Nagle on and every keep-alive answer waits 40 ms.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((self.config.host, self.config.port))
        self.port = listener.getsockname()[1]
        listener.listen(1024)
        self._task = asyncio.create_task(self.server.serve([listener]))

    async def stop(self) -> None:
        self.server.should_exit = True
        if self._task is not None:
            await self._task
