"""Carrying out one call of the Bot API, with the trouble that was asked for."""

import asyncio
import inspect
from typing import Any

from starlette.responses import Response

from sandbox.telegram.errors import BotApiError, too_many
from sandbox.telegram.faults import Fault
from sandbox.telegram.methods import METHODS
from sandbox.telegram.model import Call, Json
from sandbox.telegram.params import Params
from sandbox.telegram.world import World

NOT_FOUND = BotApiError(404, "Not Found")


class Dropped(Exception):
    """The connection is to be closed without an answer."""


async def call(world: World, method: str, params: Params) -> Json | Response:
    """The whole answer, also when it is a refusal; getUpdates writes its own bytes."""
    wanted = method.lower()
    name, function = METHODS.get(wanted, (method, None))
    record = Call(name, params.as_seen(), world.now())
    world.calls.append(record)
    if function is None:
        return NOT_FOUND.as_json()
    fault = world.faults.take(wanted, params.chat_id)
    refused = _refusal(world, fault, params)
    answer = refused or await _carry_out(world, function, params)
    record.answer = answer if isinstance(answer, dict) else {"ok": True}
    if fault is not None and fault.kind == "lost":
        raise Dropped
    delay = fault.delay if fault is not None and fault.kind == "slow" else 0.0
    if wanted != "getupdates":
        delay += world.latency
    if delay:
        await asyncio.sleep(delay)
    return answer


async def _carry_out(world: World, function: Any, params: Params) -> Json | Response:
    try:
        result = function(world, params)
        if inspect.isawaitable(result):
            result = await result
    except BotApiError as error:
        return error.as_json()
    return result if isinstance(result, Response) else {"ok": True, "result": result}


def _refusal(world: World, fault: Fault | None, params: Params) -> Json | None:
    if fault is None:
        return None
    world.journal.note("fault", params.chat_id, world.name, f"{fault.kind} {fault.method or '*'}")
    if fault.kind == "refuse":
        raise Dropped
    if fault.kind == "429":
        return too_many(fault.retry_after).as_json()
    if fault.kind == "500":
        return BotApiError(500, "Internal Server Error").as_json()
    return None
