"""The page that takes one file: what is sent there is heard as a file said in the chat."""

import asyncio
import hmac
import logging
from pathlib import PurePath
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Message, Receive, Scope, Send

from bot.said import File, Said
from bot.serving_files import PRIVATE
from bot.texts import pages
from storage.files import MAX_BYTES
from storage.uploads import Upload
from storage.work import open_work

if TYPE_CHECKING:
    from bot.app import App

logger = logging.getLogger(__name__)
AROUND_A_FILE = 16 * 1024  # the form's other fields and headers


class TooLarge(Exception):
    """More than any file that is wanted here."""


class Uploads:
    def __init__(self, app: "App") -> None:
        self.app = app
        self._one_by_one = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(Request(scope, _bounded(receive)))
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        path = str(request.path_params["path"])
        async with open_work(self.app.engine, None, self.app.clock()) as work:
            found = await work.uploads.at(path)
        if found is None:
            return _page(pages.upload_over(), 404)
        if request.method != "POST":
            return _page(pages.upload_asked())
        if int(request.headers.get("content-length") or 0) > MAX_BYTES + AROUND_A_FILE:
            return _page(pages.upload_asked(pages.TOO_LARGE), 413)
        try:
            async with (
                request.form(max_files=1, max_fields=4, max_part_size=1024) as form,
                self._one_by_one,
            ):
                return await self._sent(path, form.get("code"), form.get("file"))
        except TooLarge:
            return _page(pages.upload_asked(pages.TOO_LARGE), 413)
        except MultiPartException:
            return _page(pages.upload_asked(pages.NO_FILE), 400)

    async def _sent(self, path: str, code: object, part: object) -> Response:
        """The code first: whoever only has the address sends nothing, however many at once."""
        async with open_work(self.app.engine, None, self.app.clock()) as work:
            found = await work.uploads.at(path)
        if found is None:
            return _page(pages.upload_over(), 404)
        given = str(code or "").strip()
        if not hmac.compare_digest(given.encode(), found.code.encode()):
            async with open_work(self.app.engine, None, self.app.clock()) as work:
                await work.uploads.wrong_code(found.id)
            return _page(pages.upload_asked(pages.WRONG_CODE), 403)
        if not isinstance(part, UploadFile) or not part.filename:
            return _page(pages.upload_asked(pages.NO_FILE), 400)
        content = await part.read()
        if not content or len(content) > MAX_BYTES:
            told = pages.TOO_LARGE if content else pages.NO_FILE
            return _page(pages.upload_asked(told), 413 if content else 400)
        return await self._heard(found, part, content)

    async def _heard(self, found: Upload, part: UploadFile, content: bytes) -> Response:
        """Heard once by its key, then the page is over; what failed in between may be tried again.

        Whoever dies after hearing and before closing the page: the same file sent again is a
        repeat, which says nothing.
        """
        name, mime = _name(part.filename or ""), part.content_type or "application/octet-stream"
        channel = self.app.channels.get(found.bot_id)
        said = Said(
            bot=found.bot_id,
            chat=found.chat,
            person=found.person,
            key=f"upload:{found.id}",
            at=self.app.clock(),
            file=File(name, mime[:100], len(content), content),
            kind="file",
            numbered=channel is None or channel.numbered,
        )
        try:
            await self.app.hear(said)
            async with open_work(self.app.engine, None, self.app.clock()) as work:
                await work.uploads.used(found.id)
        except (SQLAlchemyError, OSError) as problem:
            logger.warning("an upload was not heard: %s", type(problem).__name__)
            return _page(pages.upload_asked(pages.TRY_AGAIN), 503)
        return _page(pages.upload_done(name))


def _page(text: str, status: int = 200) -> Response:
    return HTMLResponse(text, status, PRIVATE)


def _name(given: str) -> str:
    """The last part of what a browser calls the file, without what no name should have."""
    last = PurePath(given.replace("\\", "/")).name
    return "".join(one for one in last if one.isprintable())[:200] or "tep"


def _bounded(receive: Receive) -> Receive:
    """Stops reading a body that says nothing of its length, or lies about it."""
    seen = 0

    async def counting() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MAX_BYTES + AROUND_A_FILE:
            raise TooLarge
        return message

    return counting
