"""How fast unasked messages leave, and how long to wait after a refusal. Real time.

A chat with something unasked waits here for its turn *before* anything is claimed: a lease
never runs out in a queue, and an answer to the same chat is not held up.
"""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

UNASKED_A_SECOND = 25  # Telegram takes about 30 a second from one bot; answers need room too
GROUP_A_MINUTE = 20

Queue = tuple[int, int | None]  # a bot, and the chat where a group has a measure of its own


@dataclass(frozen=True, slots=True)
class Pace:
    """Waiting times in seconds. The sandbox shortens them."""

    look_every: float = 1.0
    first_retry: float = 1.0
    longest_retry: float = 300.0
    unasked_a_second: int = UNASKED_A_SECOND
    group_a_minute: int = GROUP_A_MINUTE
    zalo_poll: float = 10.0  # how long a poll stays open, and whoever stops waits for it

    def backoff(self, attempts: int) -> float:
        """Doubles with every attempt, up to the longest."""
        doublings = min(max(attempts - 1, 0), 20)
        return float(min(self.first_retry * 2**doublings, self.longest_retry))


class Window:
    """At most so many in so many seconds, sliding."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._taken: deque[float] = deque()

    async def turn(self) -> None:
        while True:
            now = time.monotonic()
            while self._taken and self._taken[0] <= now - self.seconds:
                self._taken.popleft()
            if len(self._taken) < self.most:
                self._taken.append(now)
                return
            await asyncio.sleep(self._taken[0] + self.seconds - now)


class Pacing:
    """One queue a bot and one a group; answers never pass here."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self._windows: dict[Queue, Window] = {}
        self._queues: dict[Queue, OrderedDict[int, Callable[[int], None]]] = {}
        self._tasks: dict[Queue, asyncio.Task[None]] = {}

    def queue(self, queue: Queue, chat_id: int, start: Callable[[int], None]) -> bool:
        """Let `start(chat_id)` be called when it is that chat's turn. False if it waits already."""
        waiting = self._queues.setdefault(queue, OrderedDict())
        if chat_id in waiting:
            return False
        waiting[chat_id] = start
        if queue not in self._tasks:
            self._tasks[queue] = asyncio.create_task(self._drain(queue))
        return True

    def tasks(self) -> list[asyncio.Task[None]]:
        return list(self._tasks.values())

    async def stop(self) -> None:
        for task in self.tasks():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self._tasks.clear()

    async def _drain(self, queue: Queue) -> None:
        waiting = self._queues[queue]
        try:
            while waiting:
                await self._window(queue).turn()
                if queue[1] is not None:
                    await self._window((queue[0], None)).turn()
                chat_id, start = waiting.popitem(last=False)
                start(chat_id)
        finally:
            self._tasks.pop(queue, None)

    def _window(self, queue: Queue) -> Window:
        if queue not in self._windows:
            most, seconds = (
                (self.pace.unasked_a_second, 1.0)
                if queue[1] is None
                else (self.pace.group_a_minute, 60.0)
            )
            self._windows[queue] = Window(most, seconds)
        return self._windows[queue]
