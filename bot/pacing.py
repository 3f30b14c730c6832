"""How fast unasked messages leave, and how long to wait after a refusal. Real time."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass

UNASKED_A_SECOND = 25  # Telegram takes about 30 a second from one bot; answers need room too
GROUP_A_MINUTE = 20


@dataclass(frozen=True, slots=True)
class Pace:
    """Waiting times in seconds. The sandbox shortens them."""

    look_every: float = 1.0
    first_retry: float = 1.0
    longest_retry: float = 300.0
    unasked_a_second: int = UNASKED_A_SECOND
    group_a_minute: int = GROUP_A_MINUTE

    def backoff(self, attempts: int) -> float:
        """Doubles with every attempt, up to the longest."""
        return float(min(self.first_retry * 2 ** min(max(attempts - 1, 0), 20), self.longest_retry))


class Pacing:
    """A sliding window a bot and a group; answers never pass here."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self._windows: dict[tuple[int, str | None], deque[float]] = {}

    async def wait(self, bot_id: int, group: str | None) -> None:
        await self._wait((bot_id, None), self.pace.unasked_a_second, 1.0)
        if group is not None:
            await self._wait((bot_id, group), self.pace.group_a_minute, 60.0)

    async def _wait(self, key: tuple[int, str | None], most: int, seconds: float) -> None:
        window = self._windows.setdefault(key, deque())
        while True:
            now = time.monotonic()
            while window and window[0] <= now - seconds:
                window.popleft()
            if len(window) < most:
                window.append(now)
                return
            await asyncio.sleep(window[0] + seconds - now)
