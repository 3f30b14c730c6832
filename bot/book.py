"""Everything the bot answers to, checked once: no command without an audience, none twice."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from bot.said import Reply
from bot.talk import Button, Command, Dialog, Notice, Talk
from storage.work import Work
from union.book import Voucher

if TYPE_CHECKING:
    from bot.understand import Understanding

T = TypeVar("T", Button, Dialog)
Follow = Callable[[Work, Sequence[Voucher]], Awaitable[None]]
Newcomer = Callable[[Work, int], Awaitable[None]]
Otherwise = Callable[[Talk, "Understanding"], Awaitable[Reply | None]]


class Book:
    """The declared parts by name. Declaring a name twice does not start."""

    def __init__(
        self,
        commands: Iterable[Command],
        buttons: Iterable[Button],
        dialogs: Iterable[Dialog],
        notices: Iterable[Notice],
        otherwise: Otherwise,
        follows: Iterable[Follow] = (),
        newcomers: Iterable[Newcomer] = (),
    ) -> None:
        self.commands = tuple(commands)
        self.buttons = _by_name(buttons)
        self.dialogs = _by_name(dialogs)
        self.notices = {notice.kind: notice for notice in notices}
        self.otherwise = otherwise
        self.follows = tuple(follows)  # told what a message has booked, before the commit
        self.newcomers = tuple(newcomers)  # told of a bot to which somebody new has written
        self.spoken: dict[str, Command] = {}
        for command in self.commands:
            for word in (command.name, *command.aliases):
                if self.spoken.setdefault(word, command) is not command:
                    raise ValueError(f"/{word} is declared twice")

    def weighs(self, data: str) -> bool:
        """Whether a choice writes something: an answer to a question, or what a button does."""
        button = self.buttons.get(data.partition(":")[0])
        return button is None or not button.reads_only


def _by_name(parts: Iterable[T]) -> dict[str, T]:
    named: dict[str, T] = {}
    for part in parts:
        if part.name in named:
            raise ValueError(f"{part.name} is declared twice")
        named[part.name] = part
    return named
