"""The one ASGI application of this Telegram, and a server to run it in the same event loop."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from sandbox.listening import LOOPBACK, Address, listen
from sandbox.telegram.acting import Acting
from sandbox.telegram.calls import NOT_FOUND, Dropped, call
from sandbox.telegram.control import Control
from sandbox.telegram.door import BotDoor, FileDoor, as_response
from sandbox.telegram.model import Json
from sandbox.telegram.params import Params
from sandbox.telegram.people import Telegram


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


@asynccontextmanager
async def serve(
    world: Telegram,
    *,
    port: int = 0,
    host: str = LOOPBACK,
    application: ASGIApp | None = None,
) -> AsyncIterator[Address]:
    """Serve in the running event loop until the block is left; port 0 takes a free one."""
    async with listen(application or app(world), host, port) as address:
        await world.open()
        try:
            yield address
        finally:
            await world.aclose()
