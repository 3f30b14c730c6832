"""A heartbeat that long polls wait for."""

import asyncio


class Pulse:
    """`beat()` wakes everyone who waits; nobody waiting costs nothing."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def beat(self) -> None:
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def wait(self, seconds: float | None = None) -> bool:
        """True if it beat in time."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return True

    async def wait_left(self, seconds: float) -> float:
        """How much of the time is left after the next beat; 0.0 if it did not beat."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        return max(until - loop.time(), 0.0) if await self.wait(seconds) else 0.0
