"""What the sender and the doors expect of every channel."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from bot.said import Said

Hear = Callable[[Said], Awaitable[None]]


class NotSent(Exception):
    """A message was not accepted. Which kind says what may be done about it."""


@dataclass
class Flooded(NotSent):
    """Too many messages: the platform names how long to wait, in seconds."""

    seconds: float


class NotTaken(NotSent):
    """Nothing reached the platform, or it answered with a fault of its own: try again."""


class PerhapsTaken(NotSent):
    """The answer was lost after the message had left: nobody knows."""


class Blocked(NotSent):
    """The person, or the group, will not hear us any more."""


class Rejected(NotSent):
    """The platform will never take this message."""


@dataclass
class Moved(NotSent):
    """The chat has another id now."""

    chat: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on its way out; `url` and `code` where the platform wants a link."""

    name: str
    mime: str
    content: bytes
    url: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was accepted: the platform's id of the last message, how many there were, and the
    choices as they were numbered (label, what it decides, and the message it is about)."""

    message: str
    choices: tuple[tuple[str, ...], ...] = ()
    case_number: int | None = None  # 0: the choices are said in words, not by a number
    messages: int = 1


class Channel(Protocol):
    """One bot account on one platform."""

    platform: str
    bot_id: int
    numbered: bool  # choices are numbered lists, files are links

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def send(self, chat: str, body: dict[str, Any], file: Attachment | None) -> Sent:
        """Send one body. Raises NotSent."""
        ...

    async def answer_press(self, press: str, toast: str) -> None:
        """Tell the platform that a press was heard. Best effort."""
        ...
