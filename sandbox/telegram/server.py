"""The one ASGI application of this Telegram, and a server to run it in the same event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from sandbox.telegram.acting import Acting
from sandbox.telegram.calls import NOT_FOUND, Dropped, call
from sandbox.telegram.control import Control
from sandbox.telegram.door import BotDoor, FileDoor, as_response
from sandbox.telegram.model import Json
from sandbox.telegram.params import Params
from sandbox.telegram.people import Telegram

LOOPBACK = "127.0.0.1"
GRACE = 2.0


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


def routes(world: Telegram) -> list[BaseRoute]:
    return [
        Route("/bot{token}/{method}", BotDoor(world), methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", FileDoor(world), methods=["GET"]),
        *Control(world).routes(),
        *Acting(world).routes(),
    ]


def app(world: Telegram, extra: Sequence[BaseRoute] = ()) -> Starlette:
    world.webhook.on_method = partial(_method_of_a_webhook, world)
    return Starlette(routes=[*routes(world), *extra], exception_handlers={404: _not_found})


async def _method_of_a_webhook(world: Telegram, method: str, values: Json) -> None:
    with suppress(Dropped):
        await call(world, method, Params(values))


async def _not_found(request: Request, error: Exception) -> Response:
    return as_response(NOT_FOUND.as_json())


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
async def serve(
    world: Telegram,
    *,
    port: int = 0,
    host: str = LOOPBACK,
    application: ASGIApp | None = None,
) -> AsyncIterator[Address]:
    """Serve in the running event loop until the block is left; port 0 takes a free one."""
    listener = socket.create_server((host, port))
    # asyncio sets this only on sockets that name their protocol; without it Nagle's algorithm and
    # delayed acknowledgements cost 40 ms an answer.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    config = uvicorn.Config(
        application or app(world),
        lifespan="off",
        log_level="warning",
        access_log=False,
    )
    config.load()
    server = uvicorn.Server(config)
    # Without uvicorn's main loop: that one takes over the signals of the whole process.
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listener])
    await world.open()
    try:
        yield Address(host, listener.getsockname()[1])
    finally:
        await world.aclose()
        await _close(server)
