"""Trouble on demand, the same kinds as on the other platform (there is no retry_after here)."""

from dataclasses import dataclass
from typing import Literal, get_args

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
    method: str = ""
    chat_id: str = ""
    times: int = 1
    delay: float = 0.0

    def fits(self, method: str, chat_id: str) -> bool:
        return self.method in ("", method) and self.chat_id in ("", chat_id)


class Faults:
    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(
        self,
        method: str = "",
        kind: str = "500",
        chat_id: str = "",
        times: int = 1,
        delay: float = 0.0,
    ) -> Fault:
        if kind not in get_args(Kind):
            raise ValueError(f"no such fault: {kind}")
        fault = Fault(kind, method, chat_id, times, delay)  # type: ignore[arg-type]
        self.waiting.append(fault)
        return fault

    def take(self, method: str, chat_id: str) -> Fault | None:
        fault = next((f for f in self.waiting if f.fits(method, chat_id)), None)
        if fault is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.waiting.remove(fault)
        return fault

    def clear(self) -> None:
        self.waiting.clear()
