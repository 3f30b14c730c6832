"""The HTTP door of the Bot API: tokens, bodies of every kind, files."""

import re
from urllib.parse import parse_qsl

import orjson
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sandbox.telegram.calls import NOT_FOUND, Dropped, call
from sandbox.telegram.errors import BotApiError, bad
from sandbox.telegram.params import Params, Upload
from sandbox.telegram.world import World

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")
UNAUTHORIZED = BotApiError(401, "Unauthorized")
TOO_LARGE = BotApiError(413, "Request Entity Too Large")
LARGEST_BODY = 50 * 1024 * 1024 + 64 * 1024
JSON = "application/json"


class BotDoor:
    """/bot{token}/{method}, plain ASGI: this is the path that has to be quick."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path_params"]
        try:
            check_token(self.world, path["token"])
            params = await read_params(Request(scope, receive))
            answer = await call(self.world, path["method"], params)
        except BotApiError as error:
            answer = error.as_json()
        except Dropped:
            await hang_up(receive, send)
            return
        response = answer if isinstance(answer, Response) else as_response(answer)
        await response(scope, receive, send)


class FileDoor:
    """/file/bot{token}/{path}"""

    def __init__(self, world: World) -> None:
        self.world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path_params"]
        kept = self.world.files.by_path.get(path["path"])
        try:
            check_token(self.world, path["token"])
        except BotApiError as error:
            await as_response(error.as_json())(scope, receive, send)
            return
        missing = as_response(NOT_FOUND.as_json())
        response = Response(kept.data, media_type="application/octet-stream") if kept else missing
        await response(scope, receive, send)


def check_token(world: World, token: str) -> None:
    if token == world.token:
        return
    raise UNAUTHORIZED if TOKEN.fullmatch(token) else NOT_FOUND


def as_response(answer: dict[str, object]) -> Response:
    status = answer.get("error_code", 200)
    response = Response(orjson.dumps(answer), int(str(status)), media_type=JSON)
    parameters = answer.get("parameters")
    if isinstance(parameters, dict) and "retry_after" in parameters:
        response.headers["Retry-After"] = str(parameters["retry_after"])
    return response


async def read_params(request: Request) -> Params:
    """The query string first, then the body; the body wins."""
    values: dict[str, object] = dict(request.query_params) if request.scope["query_string"] else {}
    if int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        raise TOO_LARGE
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _parts(request, values)
    body = await request.body()
    if kind == JSON and body:
        values.update(_json(body))
    elif kind == "application/x-www-form-urlencoded":
        values.update(parse_qsl(body.decode(), keep_blank_values=True))
    return Params(values)


def _json(body: bytes) -> dict[str, object]:
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError:
        given = None
    if not isinstance(given, dict):
        raise bad("can't parse request JSON object")
    return given


async def _parts(request: Request, values: dict[str, object]) -> Params:
    files: dict[str, Upload] = {}
    async with request.form(max_part_size=LARGEST_BODY) as form:
        for name, part in form.multi_items():
            if isinstance(part, UploadFile):
                kind = part.content_type or "application/octet-stream"
                files[name] = Upload(part.filename or "file", kind, await part.read())
            else:
                values[name] = part
    return Params(values, files)


async def hang_up(receive: Receive, send: Send) -> None:
    """Close the connection without a word, as a broken network does."""
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    if transport is not None:
        transport.close()
        while (await receive())["type"] != "http.disconnect":
            continue
        return
    # Another server than uvicorn: an answer cut short is the nearest thing.
    headers = [(b"content-length", b"1000"), (b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    raise Dropped
