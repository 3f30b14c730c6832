"""Serving an ASGI application in the running event loop: what both platforms stand on."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

LOOPBACK = "127.0.0.1"
GRACE = 2.0
# Longer than the bot keeps an idle connection, as with the platforms: a server that closes first
# meets a message on its way, and nobody knows whether a greeting was taken.
KEPT_OPEN = 75


@dataclass(frozen=True, slots=True)
class Address:
    host: str
    port: int

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def bot_url(self) -> str:
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        return f"{self.url}/file/bot"


async def _close(server: uvicorn.Server) -> None:
    """As uvicorn's own shutdown, without its pause of 0.1 s, which a test suite would feel."""
    for listening in server.servers:
        listening.close()
    for connection in list(server.server_state.connections):
        connection.shutdown()
    answering = set(server.server_state.tasks)
    if answering:
        _, late = await asyncio.wait(answering, timeout=GRACE)
        for task in late:
            task.cancel()


@asynccontextmanager
async def listen(
    application: ASGIApp, host: str = LOOPBACK, port: int = 0
) -> AsyncIterator[Address]:
    """Serve until the block is left; port 0 takes a free one."""
    listener = socket.create_server((host, port))
    # asyncio sets this only on sockets that name their protocol; without it Nagle's algorithm and
    # delayed acknowledgements cost 40 ms an answer.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    config = uvicorn.Config(
        application,
        lifespan="off",
        log_config=None,  # it would take the whole process's, and the bot is in it
        log_level="warning",
        access_log=False,
        timeout_keep_alive=KEPT_OPEN,
    )
    config.load()
    server = uvicorn.Server(config)
    # Without uvicorn's main loop: that one takes over the signals of the whole process.
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listener])
    try:
        yield Address(host, listener.getsockname()[1])
    finally:
        await _close(server)
