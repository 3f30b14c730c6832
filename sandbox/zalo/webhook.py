"""Pushing events to a webhook, one object a request, as the platform's Java client does."""

import asyncio
from typing import Any

import aiohttp
import orjson

from sandbox.zalo.model import Json, Switches, Update
from sandbox.zalo.updates import Updates

SECRET_HEADER = "X-Bot-Api-Secret-Token"
AGENT = "Java/1.8.0_192"
TIMEOUT = 30.0
PAUSE = 0.05  # before a failed delivery is tried again


class Webhook:
    def __init__(self, updates: Updates, switches: Switches) -> None:
        self.updates = updates
        self.switches = switches
        self.url = ""
        self.secret = ""
        self.set_at = 0
        self.outcomes: list[int | str] = []  # what the bot answered, the last at the end
        self._session: aiohttp.ClientSession | None = None
        self._running: asyncio.Task[None] | None = None
        self._pushing: set[asyncio.Task[None]] = set()

    async def set(self, url: str, secret: str, at: int) -> Json:
        """Store it, then probe it: the address is kept even when the probe fails."""
        await self.pause()
        self.url, self.secret, self.set_at = url, secret, at
        self.updates.by_webhook = True
        await self.resume()
        return await self.probe()

    async def probe(self) -> Json:
        secret = self.secret if self.switches.probe_with_secret else ""
        status = await self._post(b'{"ok":true,"result":{}}', secret)
        if isinstance(status, int) and 200 <= status < 300:
            return {"ok": True, "outcome": "webhook.ok"}
        known = status if status in (403, 404) else "5xx" if status == 500 else "other"
        outcome = f"webhook.http.{known}" if isinstance(status, int) else "webhook.err.conn"
        return {"ok": False, "outcome": outcome, "hint": "Kiểm tra lại địa chỉ webhook."}

    async def delete(self) -> None:
        await self.pause()
        self.url = self.secret = ""
        self.updates.by_webhook = False

    async def resume(self) -> None:
        if self.url and self._session is None:
            timeout = aiohttp.ClientTimeout(total=TIMEOUT)
            self._session = aiohttp.ClientSession(timeout=timeout)
            self._running = asyncio.create_task(self._run())

    async def pause(self) -> None:
        tasks = [*self._pushing, *([self._running] if self._running else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._pushing.clear()
        self._running = None
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _run(self) -> None:
        while True:
            while (update := self.updates.take()) is not None:
                task = asyncio.create_task(self._pushed(update))
                self._pushing.add(task)
                task.add_done_callback(self._pushing.discard)
            await self.updates.pulse.wait()

    async def _pushed(self, update: Update) -> None:
        """An address that is set anew while an event is on its way does not lose it."""
        try:
            await self._push(update)
        except asyncio.CancelledError:
            if not update.acknowledged:
                self.updates.waiting.appendleft(update)
            raise

    async def _push(self, update: Update) -> None:
        """A delivery that failed is gone, unless the platform tries again."""
        body: Any = update.body
        if self.switches.wrapped:
            body = {"ok": True, "result": update.body}
        if self.switches.empty_posts:
            await self._post(b"", "", plain=True)
        while True:
            update.tries += 1
            status = await self._post(orjson.dumps(body), self.secret)
            if isinstance(status, int) and 200 <= status < 300:
                break
            if update.tries > self.switches.webhook_retries:
                self.updates.lost(update)
                return
            await asyncio.sleep(PAUSE)
        if self.switches.delivers_twice:
            await self._post(orjson.dumps(body), self.secret)
        self.updates.done(update)

    async def _post(self, body: bytes, secret: str, plain: bool = False) -> int | str:
        assert self._session is not None
        headers = {"User-Agent": AGENT}
        if not plain:
            headers["Content-Type"] = "application/json"
        if secret:
            headers[SECRET_HEADER] = secret
        skip = ["Content-Type"] if plain else []
        try:
            async with self._session.post(
                self.url, data=body, headers=headers, allow_redirects=False, skip_auto_headers=skip
            ) as answer:
                await answer.read()
                self.outcomes.append(answer.status)
                return answer.status
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            self.outcomes.append(type(error).__name__)
            return type(error).__name__
