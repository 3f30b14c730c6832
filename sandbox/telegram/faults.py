"""Trouble on demand: what a real network and a real platform do to a bot sooner or later."""

from dataclasses import dataclass
from typing import Literal, get_args

from sandbox.telegram.updates import Updates

Kind = Literal["429", "500", "lost", "slow", "refuse"]


@dataclass(slots=True)
class Fault:
    """
    429 and 500: refused with that answer.
    lost: carried out, then the connection is closed without an answer.
    slow: carried out, answered `delay` seconds later.
    refuse: the connection is closed, nothing is carried out.
    """

    kind: Kind
    method: str | None = None
    chat_id: int | None = None
    times: int = 1
    retry_after: int = 1
    delay: float = 0.0

    def fits(self, method: str, chat_id: int | None) -> bool:
        return (not self.method or self.method.lower() == method) and self.chat_id in (
            None,
            chat_id,
        )


class Faults:
    def __init__(self, updates: Updates) -> None:
        self.waiting: list[Fault] = []
        self._updates = updates

    def add(
        self,
        method: str | None = None,
        kind: str = "500",
        chat_id: int | None = None,
        times: int = 1,
        retry_after: int = 1,
        delay: float = 0.0,
    ) -> Fault:
        if kind not in get_args(Kind):
            raise ValueError(f"no such fault: {kind}")
        fault = Fault(kind, method, chat_id, times, retry_after, delay)  # type: ignore[arg-type]
        self.waiting.append(fault)
        return fault

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        fault = next((f for f in self.waiting if f.fits(method, chat_id)), None)
        if fault is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.waiting.remove(fault)
        return fault

    def clear(self) -> None:
        self.waiting.clear()
        self._updates.duplicate_next = False
        for chat_id in list(self._updates.held):
            self.release(chat_id)

    def duplicate_next_update(self) -> None:
        """The next update is delivered a second time after the bot has acknowledged it."""
        self._updates.duplicate_next = True

    def hold(self, chat_id: int) -> None:
        """Messages of this chat wait; presses of its buttons do not."""
        self._updates.hold(chat_id)

    def release(self, chat_id: int) -> None:
        self._updates.release(chat_id)
