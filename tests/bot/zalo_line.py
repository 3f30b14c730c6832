"""The Zalo channel alone against the sandbox: what is said at one end is kept at the other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.channels.zalo import Zalo
from sandbox.zalo import Switches, serve
from sandbox.zalo import Zalo as World
from sandbox.zalo.cast import settle, zalo_id

AN = zalo_id(1001)
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


@dataclass
class Line:
    """The world, the channel that reaches it, and what the channel kept."""

    world: World
    channel: Zalo
    kept: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    async def keep(self, key: str, chat: str, event: dict[str, Any]) -> None:
        self.kept.append((key, chat, event))

    def poll(self) -> "asyncio.Task[None]":
        return asyncio.create_task(self.channel.poll(self.keep))

    async def until(self, true: Any) -> None:
        async with asyncio.timeout(10):
            while not true():
                await asyncio.sleep(0.01)

    @property
    def texts(self) -> list[str]:
        return [event["message"].get("text", "") for _, _, event in self.kept]


@asynccontextmanager
async def line(seconds: float = 0.2, **switches: Any) -> AsyncIterator[Line]:
    world = World(now=lambda: NOW, switches=Switches(**switches))
    settle(world)
    world.people[AN].met = True
    async with serve(world) as address:
        channel = Zalo(world.token, address.bot_url, 1, lambda: NOW, seconds)
        try:
            yield Line(world, channel)
        finally:
            await channel.stop()


async def stopped(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
