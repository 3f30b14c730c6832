"""The one ASGI application of this Zalo: the Bot API and what the chat page asks."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.listening import LOOPBACK, Address, listen
from sandbox.telegram.calls import Dropped
from sandbox.telegram.door import hang_up
from sandbox.zalo.faults import Fault
from sandbox.zalo.methods import answer
from sandbox.zalo.model import Call, Json
from sandbox.zalo.people import Zalo

SERVER_ERRORS = {"429": (429, "Quota exceeded"), "500": (403, "Internal server error")}


class BotDoor:
    """/bot{token}/{method}: GET and POST, JSON, form or query alike."""

    def __init__(self, world: Zalo) -> None:
        self.world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path_params"]
        try:
            params = await _params(Request(scope, receive))
        except ClientDisconnect:  # whoever asked is dead
            return
        try:
            told = await self._answered(path["token"], path["method"], params)
        except Dropped:
            with suppress(Dropped):
                await hang_up(receive, send)
            return
        await _response(self.world, path["method"], told)(scope, receive, send)

    async def _answered(self, token: str, method: str, params: Json) -> Json:
        world = self.world
        call = Call(method, params, world.now())
        world.calls.append(call)
        fault = world.faults.take(method, str(params.get("chat_id") or ""))
        told = _refusal(fault) or await answer(world, token, method, params)
        call.answer = told
        if fault is not None and fault.kind == "lost":
            raise Dropped
        delay = fault.delay if fault is not None and fault.kind == "slow" else 0.0
        if method != "getUpdates":
            delay += world.latency
        if delay:
            await asyncio.sleep(delay)
        return told


class BotDoors:
    """Several bots behind one address; a token nobody has is refused by the first."""

    def __init__(self, worlds: Sequence[Zalo]) -> None:
        self.worlds = worlds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        token = scope["path_params"]["token"]
        world = next((one for one in self.worlds if one.token == token), self.worlds[0])
        await BotDoor(world)(scope, receive, send)


def _refusal(fault: Fault | None) -> Json | None:
    if fault is not None and fault.kind == "refuse":
        raise Dropped
    if fault is None or fault.kind not in SERVER_ERRORS:
        return None
    code, words = SERVER_ERRORS[fault.kind]
    return {"ok": False, "error_code": code, "description": words}


async def _params(request: Request) -> Json:
    values: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        with suppress(orjson.JSONDecodeError):
            given = orjson.loads(await request.body() or b"{}")
            values |= given if isinstance(given, dict) else {}
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form() as form:
            values |= {name: value for name, value in form.items() if isinstance(value, str)}
    return values


def _response(world: Zalo, method: str, told: Json) -> Response:
    """Which HTTP status an error has is a switch: the sources disagree."""
    code, status = told.get("error_code") or told.get("errorCode"), 200
    if code == 408 and method == "getUpdates":
        status = 408 if world.switches.idle_http_408 else 200
    elif code is not None and world.switches.error_http_status:
        status = int(code)
    return Response(orjson.dumps(told), status, media_type="application/json")


def routes(*worlds: Zalo) -> list[BaseRoute]:
    return [Route("/bot{token}/{method}", BotDoors(worlds), methods=["GET", "POST"])]


def app(world: Zalo, extra: Sequence[BaseRoute] = ()) -> Starlette:
    return Starlette(routes=[*routes(world), *extra], exception_handlers={404: _not_found})


async def _not_found(request: Request, error: Any) -> Response:
    told = {"ok": False, "error_code": 400, "description": "Bad request: wrong path"}
    return Response(orjson.dumps(told), 400, media_type="application/json")


@asynccontextmanager
async def serve(
    world: Zalo,
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
