"""Delivering updates to a webhook: one at a time in each lane, until each is answered 2xx."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import aiohttp
import orjson

from sandbox.telegram.model import Json
from sandbox.telegram.updates import Lane, Update, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
NEVER_IN_AN_ANSWER = ("get", "setwebhook", "deletewebhook", "close", "logout")


class Webhook:
    def __init__(
        self,
        updates: Updates,
        now: Callable[[], datetime],
        *,
        backoff: tuple[float, float] = (0.05, 1.0),
    ):
        self.updates = updates
        self.now = now
        self.backoff = backoff
        self.timeout = 60.0
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.last_error: tuple[int, str] | None = None
        self.on_method: Callable[[str, Json], Awaitable[object]] | None = None
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(40)
        self._lanes: dict[Lane, asyncio.Task[None]] = {}
        updates.on_push = self.notice

    async def set(self, url: str, secret: str, max_connections: int) -> None:
        await self.pause()
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self.last_error = None
        self._slots = asyncio.Semaphore(max_connections)
        await self.resume()

    async def resume(self) -> None:
        if not self.url or self._session is not None:
            return
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),
            timeout=aiohttp.ClientTimeout(total=self.timeout),
        )
        for lane in list(self.updates.lanes):
            self.notice(lane)

    async def pause(self) -> None:
        tasks = list(self._lanes.values())
        self._lanes.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def notice(self, lane: Lane) -> None:
        if self._session is None or lane in self._lanes or self.updates.head(lane) is None:
            return
        self._lanes[lane] = asyncio.get_running_loop().create_task(self._drain(lane))

    async def _drain(self, lane: Lane) -> None:
        first, longest = self.backoff
        pause = first
        try:
            while (update := self.updates.head(lane)) is not None:
                async with self._slots:
                    wait = await self._deliver(update)
                if wait is None:
                    self.updates.done(update)
                    pause = first
                else:
                    await asyncio.sleep(max(wait, pause))
                    pause = min(pause * 2, longest)
        finally:
            if self._lanes.get(lane) is asyncio.current_task():
                del self._lanes[lane]

    async def _deliver(self, update: Update) -> float | None:
        """None when it was acknowledged, else how long the other side asks to be left alone."""
        assert self._session is not None
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[SECRET_HEADER] = self.secret
        update.delivered = True
        try:
            async with self._session.post(
                self.url, data=update.as_bytes(), headers=headers
            ) as response:
                body = await response.read()
        except TimeoutError:
            return self._failed("Read timeout expired")
        except (aiohttp.ClientError, OSError) as error:
            refused = isinstance(error, aiohttp.ClientConnectorError)
            return self._failed("Connection refused" if refused else "Webhook connection closed")
        if not 200 <= response.status <= 299:
            asked = response.headers.get("Retry-After", "0")
            self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
            return float(asked) if asked.isdigit() else 0.0
        if body and self.on_method is not None:
            await self._method_in(body)
        return None

    def _failed(self, reason: str) -> float:
        self.last_error = (int(self.now().timestamp()), reason)
        return 0.0

    async def _method_in(self, body: bytes) -> None:
        """A webhook may answer with one call of a method; nobody hears how it went."""
        try:
            asked = orjson.loads(body)
        except orjson.JSONDecodeError:
            return
        if not isinstance(asked, dict) or not isinstance(asked.get("method"), str):
            return
        method = asked.pop("method")
        if not method.lower().startswith(NEVER_IN_AN_ANSWER) and self.on_method is not None:
            await self.on_method(method, asked)
