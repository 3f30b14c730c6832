"""Telegram's limits for bots: thirty messages a second, twenty a minute to one group."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable

from sandbox.telegram.errors import too_many

GROUP_LIMIT = (20, 60.0)
OVERALL_LIMIT = (30, 1.0)


class Flood:
    def __init__(self, *, enabled: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self.enabled = enabled
        self._clock = clock
        self._groups: defaultdict[int, deque[float]] = defaultdict(deque)
        self._all: deque[float] = deque()

    def check(self, chat_id: int) -> None:
        if not self.enabled:
            return
        now = self._clock()
        limits = [(self._all, OVERALL_LIMIT)]
        if chat_id < 0:
            limits.append((self._groups[chat_id], GROUP_LIMIT))
        for sent, (most, span) in limits:
            while sent and sent[0] <= now - span:
                sent.popleft()
            if len(sent) >= most:
                raise too_many(max(1, math.ceil(sent[0] + span - now)))
        for sent, _ in limits:
            sent.append(now)
