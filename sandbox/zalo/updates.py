"""Events on their way to the bot: handed out once by polling, pushed by webhook."""

import asyncio
from collections import deque
from itertools import count

from sandbox.telegram.pulse import Pulse
from sandbox.zalo.model import Json, Switches, Update


class Updates:
    """At most once by polling: what is handed out is gone, whatever becomes of it."""

    def __init__(self, switches: Switches) -> None:
        self.switches = switches
        self.waiting: deque[Update] = deque()
        self.all: dict[int, Update] = {}
        self.pulse = Pulse()
        self.polls = 0  # polls open now
        self.closed = False
        self.by_webhook = False
        self._numbers = count(1)
        self._last: Update | None = None

    def push(self, chat_id: str, body: Json) -> Update:
        update = Update(next(self._numbers), chat_id, body)
        self.all[update.number] = update
        deaf = not self.by_webhook and not self.polls and not self.switches.keeps_when_deaf
        if deaf:
            update.dropped = update.acknowledged = True
        else:
            self.waiting.append(update)
        self.pulse.beat()
        return update

    def take(self) -> Update | None:
        if not self.waiting:
            return None
        update = self.waiting.popleft()
        update.handed_out = True
        return update

    async def poll(self, seconds: float) -> Update | None:
        """One update; asking again is the only sign that the last one was dealt with."""
        if self._last is not None:
            self.done(self._last)
            self._last = None
        self.polls += 1
        try:
            loop = asyncio.get_running_loop()
            until = loop.time() + seconds
            while (update := self.take()) is None:
                left = until - loop.time()
                if left <= 0 or self.closed or not await self.pulse.wait(left):
                    return None
            self._last = update
            return update
        finally:
            self.polls -= 1

    async def silence(self, seconds: float) -> None:
        """A poll that is told nothing, whatever comes."""
        until = asyncio.get_running_loop().time() + seconds
        while not self.closed and (left := until - asyncio.get_running_loop().time()) > 0:
            await self.pulse.wait(left)

    def done(self, update: Update) -> None:
        update.acknowledged = True
        self.pulse.beat()

    def lost(self, update: Update) -> None:
        update.dropped = True
        self.done(update)

    async def gone(self, number: int | None) -> None:
        """Until the bot has dealt with this one."""
        while number in self.all and not self.all[number].acknowledged:
            await self.pulse.wait()

    async def empty(self) -> None:
        while any(not update.acknowledged for update in self.all.values()):
            await self.pulse.wait()
