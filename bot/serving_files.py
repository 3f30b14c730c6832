"""Files under their random address: a picture at once, a file after the code from the chat."""

import hmac
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from bot.texts import pages
from storage.work import open_work

if TYPE_CHECKING:
    from bot.app import App

WRONG_CODES = 5  # then the address answers no more in this process
REMEMBERED = 10_000


class Files:
    def __init__(self, app: "App") -> None:
        self.app = app
        self._wrong: dict[str, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        await (await self._answer(request))(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        path = str(request.path_params["path"])
        async with open_work(self.app.engine, None, self.app.clock()) as work:
            found = await work.served.at(path)
        if found is None or self._is_over(path):
            return HTMLResponse(pages.gone(), 404, PRIVATE)
        if not found.code:
            return _file(found)
        if request.method != "POST":
            return HTMLResponse(pages.code_asked(wrong=False), 200, PRIVATE)
        async with request.form(max_fields=4, max_part_size=1024) as form:
            given = str(form.get("code") or "").strip()
        if self._is_over(path):  # asked again: many may have been let this far at once
            return HTMLResponse(pages.gone(), 404, PRIVATE)
        if hmac.compare_digest(given.encode(), found.code.encode()):
            self._wrong.pop(path, None)
            return _file(found)
        return self._wrong_code(path)

    def _is_over(self, path: str) -> bool:
        return self._wrong.get(path, 0) >= WRONG_CODES

    def _wrong_code(self, path: str) -> Response:
        if len(self._wrong) > REMEMBERED:
            self._wrong.clear()
        self._wrong[path] = self._wrong.get(path, 0) + 1
        return HTMLResponse(pages.code_asked(wrong=True), 403, PRIVATE)


PRIVATE = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
}


def _file(found: Any) -> Response:
    shown = "inline" if found.mime.startswith("image/") else "attachment"
    name = f"{shown}; filename*=UTF-8''{quote(found.name)}"
    return Response(
        bytes(found.bytes),
        media_type=found.mime,
        headers=PRIVATE | {"Content-Disposition": name},
    )
