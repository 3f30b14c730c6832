"""A second Bot API, written from its documentation alone: nothing of `sandbox/` is in it."""

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
from aiohttp import web

from tests.crash.strict_checks import Refused, check, read

TOKEN = "424242:strict-AAHdqTcvCH1vGWJxfSeofSAs0K5PA"
ME = {"id": 424242, "is_bot": True, "first_name": "Bot", "username": "strict_bot"}
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Strict:
    """People with private chats, one bot, and everything it was refused."""

    def __init__(self) -> None:
        self.messages: dict[int, dict[int, dict[str, Any]]] = {}
        self.updates: list[dict[str, Any]] = []
        self.queries: dict[str, bool] = {}  # id → answered
        self.refused: list[tuple[str, str, dict[str, str]]] = []
        self.called: set[str] = set()
        self.hook: dict[str, Any] = {}
        self._ids = itertools.count(1)
        self._news = asyncio.Condition()
        self._delivering: asyncio.Task[None] | None = None

    # --- what people do ---------------------------------------------------------------------

    async def says(self, person: int, words: str) -> None:
        chat = self.messages.setdefault(person, {})
        message = self._message(person, _user(person), words)
        chat[message["message_id"]] = message
        await self._tell("message", message)

    async def presses(self, person: int, label: str) -> None:
        for message in reversed(self.messages[person].values()):
            for button in itertools.chain(
                *message.get("reply_markup", {}).get("inline_keyboard", [])
            ):
                if button["text"].startswith(label):
                    return await self._pressed(person, message, button["callback_data"])
        raise AssertionError(f"no button {label}")

    async def _pressed(self, person: int, message: dict[str, Any], data: str) -> None:
        query = str(10**17 + next(self._ids))
        self.queries[query] = False
        told = {"id": query, "from": _user(person), "message": message, "chat_instance": "1"}
        await self._tell("callback_query", told | {"data": data})

    def heard(self, person: int) -> str:
        """All the bot has said to them, oldest first."""
        its = self.messages.get(person, {}).values()
        return "\n".join(one["text"] for one in its if one["from"]["is_bot"])

    async def until(self, true: Callable[[], Any]) -> None:
        try:
            async with self._news, asyncio.timeout(30):
                await self._news.wait_for(true)
        except TimeoutError:
            said = [self.heard(person)[-400:] for person in self.messages]
            raise AssertionError(f"refused: {self.refused}, said: {said}") from None

    # --- what the bot asks for --------------------------------------------------------------

    async def door(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        given = {name: str(value) for name, value in (await request.post()).items()}
        self.called.add(method)
        try:
            if request.match_info["token"] != TOKEN:
                raise Refused("Unauthorized", 401)
            result = await getattr(self, f"_{method}", self._unknown)(**read(method, given))
        except (Refused, ValueError, KeyError, TypeError) as problem:
            refused = (
                problem if isinstance(problem, Refused) else Refused(f"Bad Request: {problem}")
            )
            self.refused.append((method, refused.description, given))
            told = {"ok": False, "error_code": refused.code, "description": refused.description}
            return web.json_response(told, status=refused.code)
        return web.json_response({"ok": True, "result": result})

    async def _unknown(self, **_: Any) -> None:
        raise Refused("Not Found", 404)

    async def _getMe(self) -> dict[str, Any]:
        return ME | {"can_join_groups": True, "supports_inline_queries": False}

    async def _getWebhookInfo(self) -> dict[str, Any]:
        waiting = {"has_custom_certificate": False, "pending_update_count": len(self.updates)}
        return waiting | {"url": self.hook.get("url", "")}

    async def _setWebhook(self, **hook: Any) -> bool:
        self.hook = hook
        self._delivering = asyncio.create_task(self._deliver())
        return True

    async def _deleteWebhook(self, **_: Any) -> bool:
        self.hook = {}
        return True

    async def _setMyCommands(self, **_: Any) -> bool:
        return True

    async def _getUpdates(
        self, offset: int = 0, limit: int = 100, timeout: int = 0, **_: Any
    ) -> list[dict[str, Any]]:
        if self.hook:
            raise Refused("Conflict: can't use getUpdates method while webhook is active", 409)
        self.updates = [one for one in self.updates if one["update_id"] >= offset]
        async with self._news:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait_for(lambda: self.updates), timeout)
        return self.updates[:limit]

    async def _sendMessage(self, chat_id: int, text: str, **given: Any) -> dict[str, Any]:
        check(chat_id in self.messages, "chat not found")
        message = self._message(chat_id, ME, text) | _kept(given)
        self.messages[chat_id][message["message_id"]] = message
        await self._changed()
        return message

    async def _editMessageText(
        self, chat_id: int, message_id: int, text: str, **given: Any
    ) -> dict[str, Any]:
        old = self.messages.get(chat_id, {}).get(message_id)
        check(old is not None, "message to edit not found")
        check(old["from"]["is_bot"], "message can't be edited")
        same = (old["text"], old.get("reply_markup")) == (text, given.get("reply_markup"))
        check(not same, "message is not modified")
        old.pop("reply_markup", None)
        old.update(text=text, edit_date=int(time.time()), **_kept(given))
        await self._changed()
        return old

    async def _answerCallbackQuery(self, callback_query_id: str, **_: Any) -> bool:
        check(self.queries.get(callback_query_id) is False, TOO_OLD)
        self.queries[callback_query_id] = True
        await self._changed()
        return True

    # --- within -----------------------------------------------------------------------------

    def _message(self, chat: int, sender: dict[str, Any], words: str) -> dict[str, Any]:
        where = {"id": chat, "type": "private", "first_name": f"P{chat}"}
        made = {"message_id": next(self._ids), "date": int(time.time()), "chat": where}
        return made | {"from": sender, "text": words}

    async def _tell(self, kind: str, body: dict[str, Any]) -> None:
        self.updates.append({"update_id": 900_000_000 + next(self._ids), kind: body})
        await self._changed()

    async def _changed(self) -> None:
        async with self._news:
            self._news.notify_all()

    async def _deliver(self) -> None:
        """One at a time, each until it is answered 200."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.hook.get("secret_token", "")}
        async with aiohttp.ClientSession(headers=headers) as http:
            while self.hook:
                async with self._news:
                    await self._news.wait_for(lambda: self.updates)
                body = json.dumps(self.updates[0])
                kind = {"Content-Type": "application/json"}
                async with http.post(self.hook["url"], data=body, headers=kind) as answer:
                    if answer.status == 200:
                        del self.updates[0]


def _user(person: int) -> dict[str, Any]:
    return {"id": person, "is_bot": False, "first_name": f"P{person}", "language_code": "vi"}


def _kept(given: dict[str, Any]) -> dict[str, Any]:
    """Only an inline keyboard is part of a message."""
    markup = given.get("reply_markup", {})
    return {"reply_markup": markup} if "inline_keyboard" in markup else {}


@asynccontextmanager
async def strict() -> AsyncIterator[tuple[Strict, str]]:
    """The platform and its address, as `TELEGRAM__API_URL` wants it."""
    made = Strict()
    application = web.Application()
    application.router.add_post("/bot{token}/{method}", made.door)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield made, f"http://127.0.0.1:{port}/bot"
    finally:
        if made._delivering is not None:
            made._delivering.cancel()
        await runner.cleanup()
