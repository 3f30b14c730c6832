"""A served Telegram with the usual people and a real client on it, for tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from telegram import Bot
from telegram.request import HTTPXRequest

from sandbox.clock import MovableClock
from sandbox.listening import Address
from sandbox.telegram.cast import settle
from sandbox.telegram.model import Json
from sandbox.telegram.people import Telegram
from sandbox.telegram.server import serve


@dataclass(slots=True)
class Trial:
    world: Telegram
    clock: MovableClock
    address: Address
    bot: Bot
    http: aiohttp.ClientSession

    async def call(self, method: str, **params: Any) -> Json:
        """The bare answer of the Bot API, where a client library would hide it."""
        url = f"{self.address.bot_url}{self.world.token}/{method}"
        async with self.http.post(url, json=params) as response:
            answer: Json = await response.json()
        return answer

    async def refusal(self, method: str, **params: Any) -> str:
        answer = await self.call(method, **params)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def get(self, path: str, **params: Any) -> Json:
        async with self.http.get(f"{self.address.url}/sandbox/{path}", params=params) as response:
            answer: Json = await response.json()
        return answer

    async def post(self, path: str, **body: Any) -> Json:
        async with self.http.post(f"{self.address.url}/sandbox/{path}", json=body) as response:
            answer: Json = await response.json()
        return answer


@asynccontextmanager
async def trial(**options: Any) -> AsyncIterator[Trial]:
    clock = options.pop("now", None) or MovableClock()
    world = Telegram(now=clock, **options)
    settle(world)
    async with serve(world) as address, aiohttp.ClientSession() as http:
        bot = Bot(
            world.token,
            base_url=address.bot_url,
            base_file_url=address.file_url,
            request=_request(),
            get_updates_request=_request(),
        )
        async with bot:
            yield Trial(world, clock, address, bot, http)


def _request() -> HTTPXRequest:
    # There is no TLS on loopback, and reading the list of authorities takes 50 ms a client.
    return HTTPXRequest(httpx_kwargs={"verify": False})
