"""What the platform saw, in order, for the page that shows it and for tests."""

from collections import deque
from collections.abc import Callable
from datetime import datetime

from sandbox.telegram.model import Json
from sandbox.telegram.pulse import Pulse

KEPT = 5_000
SHORT = 120


class Journal:
    """One number counts every change of the world; long polls ask for what came after theirs."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.seq = 0
        self.events: deque[Json] = deque(maxlen=KEPT)
        self.pulse = Pulse()
        self.closed = False
        self._now = now

    def close(self) -> None:
        self.closed = True
        self.pulse.beat()

    def tick(self) -> int:
        self.seq += 1
        self.pulse.beat()
        return self.seq

    def note(self, kind: str, chat: int | None, who: str, text: str) -> None:
        short = text if len(text) <= SHORT else f"{text[:SHORT]}…"
        event = {
            "at": self._now().isoformat(),
            "kind": kind,
            "chat": chat,
            "who": who,
            "text": short,
        }
        self.events.append({"seq": self.tick(), **event})

    def after(self, seq: int) -> list[Json]:
        found: list[Json] = []
        for event in reversed(self.events):
            if event["seq"] <= seq:
                break
            found.append(event)
        return found[::-1]
