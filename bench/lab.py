"""A lean Bot API server and load generator: no framework, so that it is never the bottleneck.

Updates go out by long polling in bursts, or by webhook with so many in flight. An answer is
matched to its update by the chat: every chat has one update outstanding.
"""

import asyncio
import json
import re
import socket
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import httptools

CHAT = re.compile(rb'chat_id=(-?\d+)|"chat_id": ?"?(-?\d+)')
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
TRUE = b'{"ok":true,"result":true}'
EMPTY = b'{"ok":true,"result":[]}'
NO_HOOK = b'{"ok":true,"result":{"url":"","has_custom_certificate":false,"pending_update_count":0}}'
ME = json.dumps(
    {
        "ok": True,
        "result": {
            "id": 123456789,
            "is_bot": True,
            "first_name": "Lab",
            "username": "lab_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        },
    }
).encode()
SENT = (
    b'{"ok":true,"result":{"message_id":%d,"from":{"id":123456789,"is_bot":true,'
    b'"first_name":"Lab","username":"lab_bot"},"chat":{"id":%d,"first_name":"U","type":"private"},'
    b'"date":%d,"text":"x"}}'
)


def update(number: int, user: int, text: str) -> dict[str, Any]:
    """One private message of a user, as Telegram delivers it."""
    who = {"id": user, "first_name": f"Nguyễn Văn {user}", "username": f"u{user}"}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": int(time.time()),
            "text": text,
            "from": {**who, "is_bot": False, "language_code": "vi"},
            "chat": {**who, "type": "private"},
        },
    }


class Connection(asyncio.Protocol):
    """One connection of the bot to its platform."""

    def __init__(self, lab: "Lab") -> None:
        self.lab, self.url, self.body = lab, b"", bytearray()
        self.parser = httptools.HttpRequestParser(self)

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self.url = url

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        body, self.body = bytes(self.body), bytearray()
        self.lab.called(self.url.partition(b"?")[0].rpartition(b"/")[2].lower(), body, self)

    def reply(self, body: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(HEAD + str(len(body)).encode() + b"\r\n\r\n" + body)


class Poster(asyncio.Protocol):
    """One keep-alive connection that delivers webhooks."""

    def __init__(self) -> None:
        self.answered: asyncio.Future[int] | None = None
        self.parser = httptools.HttpResponseParser(self)

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def on_message_complete(self) -> None:
        status = self.parser.get_status_code()
        self.parser = httptools.HttpResponseParser(self)
        if self.answered is not None and not self.answered.done():
            self.answered.set_result(status)


class Lab:
    """`delay` is how long the platform takes to answer a sent message, in seconds."""

    def __init__(self, delay: float = 0.0) -> None:
        self.delay = delay
        self.ready = asyncio.Event()
        self.hook: dict[str, str] = {}
        self.sent_at: dict[int, float] = {}
        self.latency: dict[int, float] = {}
        self.doubled = 0
        self._message = 10_000_000
        self._pending: list[dict[str, Any]] = []
        self._waiting: Connection | None = None
        self._answered: dict[int, asyncio.Future[None]] = {}

    async def start(self) -> int:
        loop = asyncio.get_running_loop()
        self.server = await loop.create_server(lambda: Connection(self), "127.0.0.1", 0)
        return int(self.server.sockets[0].getsockname()[1])

    # --- the platform -----------------------------------------------------------------------

    def called(self, method: bytes, body: bytes, connection: Connection) -> None:
        answers: dict[bytes, Callable[[bytes, Connection], None]] = {
            b"sendmessage": self._send_message,
            b"getupdates": self._get_updates,
            b"setwebhook": self._set_webhook,
            b"getme": lambda _, c: c.reply(ME),
            b"getwebhookinfo": lambda _, c: c.reply(NO_HOOK),
        }
        answers.get(method, lambda _, c: c.reply(TRUE))(body, connection)

    def _send_message(self, body: bytes, connection: Connection) -> None:
        now = time.perf_counter()
        found = CHAT.search(body)
        chat = int(next(part for part in found.groups() if part)) if found else 0
        self._message += 1
        answer = SENT % (self._message, chat, int(time.time()))
        if self.delay:
            asyncio.get_running_loop().call_later(self.delay, connection.reply, answer)
        else:
            connection.reply(answer)
        if chat in self.latency:
            self.doubled += 1
        elif chat in self.sent_at:
            self.latency[chat] = now - self.sent_at[chat]
            done = self._answered.pop(chat, None)
            if done is not None and not done.done():
                done.set_result(None)

    def _get_updates(self, body: bytes, connection: Connection) -> None:
        self.ready.set()
        if self._waiting is not None:
            self._waiting.reply(EMPTY)
        self._waiting = connection
        self._hand_out()

    def _set_webhook(self, body: bytes, connection: Connection) -> None:
        self.hook = {k: v[0] for k, v in parse_qs(body.decode()).items()}
        self.ready.set()
        connection.reply(TRUE)

    def _hand_out(self) -> None:
        if self._waiting is None or not self._pending:
            return
        connection, self._waiting = self._waiting, None
        batch, self._pending = self._pending[:100], self._pending[100:]
        now = time.perf_counter()
        for one in batch:
            self.sent_at[one["message"]["chat"]["id"]] = now
        body = json.dumps({"ok": True, "result": batch}, ensure_ascii=False).encode()
        connection.reply(body)

    # --- load -------------------------------------------------------------------------------

    async def by_polling(self, updates: list[dict[str, Any]], burst: int, limit: float) -> float:
        """Bursts; the next one goes when the last is answered. Seconds in all."""
        start = time.perf_counter()
        for at in range(0, len(updates), burst):
            part = updates[at : at + burst]
            waits = [self._expect(one) for one in part]
            self._pending += part
            self._hand_out()
            await asyncio.wait_for(asyncio.gather(*waits), limit)
        return time.perf_counter() - start

    async def by_webhook(self, updates: list[dict[str, Any]], flying: int, limit: float) -> float:
        """So many updates in flight at once, each until it is answered. Seconds in all."""
        rest = iter(updates)
        url = self.hook["url"]
        host, _, path = url.removeprefix("http://").partition("/")
        port = int(host.rpartition(":")[2])

        async def deliver() -> None:
            loop = asyncio.get_running_loop()
            transport, poster = await loop.create_connection(Poster, "127.0.0.1", port)
            for one in rest:
                await self._post(poster, transport, f"/{path}", one, limit)
            transport.close()

        start = time.perf_counter()
        await asyncio.gather(*(deliver() for _ in range(flying)))
        return time.perf_counter() - start

    async def _post(
        self, poster: Poster, transport: Any, path: str, one: dict[str, Any], limit: float
    ) -> None:
        body = json.dumps(one, ensure_ascii=False).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {self.hook['secret_token']}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        poster.answered = asyncio.get_running_loop().create_future()
        answered = self._expect(one)
        self.sent_at[one["message"]["chat"]["id"]] = time.perf_counter()
        transport.write(head.encode() + body)
        status = await asyncio.wait_for(poster.answered, limit)
        if status >= 300:
            raise RuntimeError(f"the webhook answered {status}")
        await asyncio.wait_for(answered, limit)

    def _expect(self, one: dict[str, Any]) -> "asyncio.Future[None]":
        made: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._answered[one["message"]["chat"]["id"]] = made
        return made
