"""The Zalo of the tests at the wire: a client that says what came back, and a webhook."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.listening import listen
from sandbox.zalo import Switches, Zalo, serve
from sandbox.zalo.cast import settle, zalo_id

AN, BICH = zalo_id(1001), zalo_id(1002)
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
SECRET = "a-secret-of-the-webhook"


class Wire:
    """A client that says what came back: the HTTP status and the body."""

    def __init__(self, world: Zalo, url: str) -> None:
        self.world, self.url = world, url
        self.http = httpx.AsyncClient(timeout=10)

    async def call(self, method: str, token: str = "", **params: Any) -> tuple[int, dict[str, Any]]:
        path = f"{self.url}{token or self.world.token}/{method}"
        answer = await self.http.post(path, json=params)
        return answer.status_code, answer.json()


@asynccontextmanager
async def zalo(**switches: Any) -> AsyncIterator[Wire]:
    world = Zalo(now=lambda: NOW, switches=Switches(**switches))
    settle(world)
    async with serve(world) as address:
        wire = Wire(world, address.bot_url)
        yield wire
        await wire.http.aclose()


@asynccontextmanager
async def hook(*statuses: int) -> AsyncIterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """A webhook that answers with these statuses, the last one for ever, and what it was sent."""
    seen: list[tuple[dict[str, str], bytes]] = []

    async def take(request: Request) -> Response:
        seen.append((dict(request.headers), await request.body()))
        return Response(status_code=statuses[min(len(seen), len(statuses)) - 1])

    app = Starlette(routes=[Route("/zalo", take, methods=["POST"])])
    async with listen(app) as address:
        yield f"{address.url}/zalo", seen
