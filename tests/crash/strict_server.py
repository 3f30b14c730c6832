"""A second Bot API, written from its documentation alone: nothing of `sandbox/` is in it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
from aiohttp import web

from tests.crash.strict_checks import METHODS, Refused, Upload, check, read, sized
from tests.crash.strict_html import plain
from tests.crash.strict_world import ME, World

TOKEN = "424242:strict-AAHdqTcvCH1vGWJxfSeofSAs0K5PA"
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
BY_HOOK = "Conflict: can't use getUpdates method while webhook is active"
BY_ANOTHER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
NAMES = {name.lower(): name for name in METHODS}  # methods are case-insensitive


class Strict(World):
    """What the bot may ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.hook: dict[str, Any] = {}
        self.deliveries: list[int] = []  # what the webhook answered
        self._polls = 0
        self._delivering: asyncio.Task[None] | None = None

    async def door(self, request: web.Request) -> web.Response:
        said = request.match_info["method"]
        method, given = NAMES.get(said.lower(), said), await _given(request)
        self.called.add(method)
        try:
            if request.match_info["token"] != TOKEN:
                raise Refused("Unauthorized", 401)
            result = await self._asked(method, given)
        except (Refused, ValueError, KeyError, TypeError) as problem:
            refused = (
                problem if isinstance(problem, Refused) else Refused(f"Bad Request: {problem}")
            )
            self.refused.append((method, refused.description, given))
            told = {"ok": False, "error_code": refused.code, "description": refused.description}
            return web.json_response(told, status=refused.code)
        return web.json_response({"ok": True, "result": result})

    async def _asked(self, method: str, given: dict[str, Any]) -> Any:
        if method not in METHODS:
            raise Refused("Not Found", 404)
        self.overlooked |= {(method, name) for name in given if name not in METHODS[method]}
        asked = read(method, given)
        if asked.pop("parse_mode", None) == "HTML":
            asked |= {name: plain(asked[name]) for name in ("text", "caption") if name in asked}
        if method != "answerCallbackQuery":
            sized(asked)
        return await getattr(self, f"_{method}")(**asked)

    async def file(self, request: web.Request) -> web.Response:
        kept = self.files.get(request.match_info["path"])
        if request.match_info["token"] != TOKEN or kept is None:
            return web.json_response({"ok": False, "error_code": 404}, status=404)
        return web.Response(body=kept.content)

    # --- methods ----------------------------------------------------------------------------

    async def _getMe(self) -> dict[str, Any]:
        return ME | {"can_join_groups": True, "supports_inline_queries": False}

    async def _getWebhookInfo(self) -> dict[str, Any]:
        waiting = {"has_custom_certificate": False, "pending_update_count": len(self.updates)}
        return waiting | {"url": self.hook.get("url", "")}

    async def _setWebhook(self, url: str, **hook: Any) -> bool:
        self._stop_delivering()
        self.hook = {"url": url, **hook} if url else {}
        if url:
            self.wanted = hook.get("allowed_updates", self.wanted)
            self._delivering = asyncio.create_task(self._deliver())
        await self.changed()  # a poll that waits is told
        return True

    async def _deleteWebhook(self, drop_pending_updates: bool = False) -> bool:
        self._stop_delivering()
        self.hook = {}
        if drop_pending_updates:
            self.updates.clear()
        return True

    async def _setMyCommands(self, **_: Any) -> bool:
        return True

    async def _getUpdates(
        self, offset: int = 0, limit: int = 100, timeout: int = 0, **asked: Any
    ) -> list[dict[str, Any]]:
        self.wanted = asked.get("allowed_updates", self.wanted)
        self._polls += 1
        mine = self._polls
        self.updates = [one for one in self.updates if one["update_id"] >= offset]
        await self.changed()  # an earlier poll is told
        async with self.news:
            with suppress(TimeoutError):
                over = self.news.wait_for(lambda: self.updates or self.hook or mine != self._polls)
                await asyncio.wait_for(over, timeout)
        if self.hook:
            raise Refused(BY_HOOK, 409)
        if mine != self._polls:
            raise Refused(BY_ANOTHER, 409)
        return self.updates[:limit]

    async def _sendMessage(self, chat_id: int, text: str, **given: Any) -> dict[str, Any]:
        return await self._sent(chat_id, given, text=text)

    async def _sendPhoto(self, chat_id: int, photo: Upload, **given: Any) -> dict[str, Any]:
        size = self.keep(photo) | {"width": 300, "height": 300}
        return await self._sent(chat_id, given, photo=[size], caption=given.get("caption", ""))

    async def _sendDocument(self, chat_id: int, document: Upload, **given: Any) -> dict[str, Any]:
        kept = self.keep(document)
        return await self._sent(chat_id, given, document=kept, caption=given.get("caption", ""))

    async def _sent(self, chat: int, given: dict[str, Any], **content: Any) -> dict[str, Any]:
        check(chat in self.messages, "chat not found")
        if chat in self.blocked:
            raise Refused("Forbidden: bot was blocked by the user", 403)
        message = self.message(chat, ME, **{k: v for k, v in content.items() if v}, **_kept(given))
        await self.changed()
        return message

    async def _editMessageText(
        self, chat_id: int, message_id: int, text: str, **given: Any
    ) -> dict[str, Any]:
        old = self.messages.get(chat_id, {}).get(message_id)
        check(old is not None, "message to edit not found")
        check(old["from"]["is_bot"], "message can't be edited")
        check("text" in old, "there is no text in the message to edit")
        new = {"text": text, **_kept(given)}
        check(new != {name: old[name] for name in ("text", "reply_markup") if name in old}, SAME)
        old.pop("reply_markup", None)
        old.update(new, edit_date=int(time.time()))
        await self.changed()
        return old

    async def _answerCallbackQuery(self, callback_query_id: str, **_: Any) -> bool:
        check(self.queries.get(callback_query_id) is False, TOO_OLD)
        self.queries[callback_query_id] = True
        await self.changed()
        return True

    async def _getFile(self, file_id: str) -> dict[str, Any]:
        check(file_id in self.files, "invalid file_id")
        size = {"file_size": len(self.files[file_id].content), "file_path": file_id}
        return {"file_id": file_id, "file_unique_id": f"u{file_id}"} | size

    # --- the webhook ------------------------------------------------------------------------

    def _stop_delivering(self) -> None:
        if self._delivering is not None:
            self._delivering.cancel()

    async def _deliver(self) -> None:
        """One at a time, each until it is answered 200."""
        headers = {"Content-Type": "application/json"}
        if secret := self.hook.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        async with aiohttp.ClientSession(headers=headers) as http:
            while self.hook:
                async with self.news:
                    await self.news.wait_for(lambda: self.updates)
                async with http.post(self.hook["url"], data=json.dumps(self.updates[0])) as answer:
                    self.deliveries.append(answer.status)
                    if answer.status == 200:
                        del self.updates[0]


async def _given(request: web.Request) -> dict[str, Any]:
    """From the address, a form, a multipart body or JSON: all four are accepted."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = await request.json()
        return given | {k: v if isinstance(v, str) else json.dumps(v) for k, v in body.items()}
    for name, value in (await request.post()).items():
        is_file = isinstance(value, web.FileField)
        given[name] = Upload(value.filename, value.file.read()) if is_file else str(value)
    attached = {f"attach://{name}": one for name, one in given.items() if isinstance(one, Upload)}
    return {name: attached.get(one, one) for name, one in given.items()}


def _kept(given: dict[str, Any]) -> dict[str, Any]:
    """Only an inline keyboard is part of a message."""
    markup = given.get("reply_markup", {})
    return {"reply_markup": markup} if "inline_keyboard" in markup else {}


@asynccontextmanager
async def strict() -> AsyncIterator[tuple[Strict, str]]:
    """The platform and its address, as `TELEGRAM__API_URL` wants it."""
    made = Strict()
    application = web.Application(client_max_size=64 * 1024 * 1024)
    application.router.add_get("/file/bot{token}/{path}", made.file)
    for way in ("GET", "POST"):
        application.router.add_route(way, "/bot{token}/{method}", made.door)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield made, f"http://127.0.0.1:{port}/bot"
    finally:
        made._stop_delivering()
        await runner.cleanup()
