"""What is declared: commands, buttons, dialogs, notices; and what a handler is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bot.said import Reply, Said
from storage.speaker import Speaker
from storage.work import Work
from union.bots import Account
from union.members import Member
from union.rights import Audience, Role


@dataclass(frozen=True, slots=True)
class House:
    """What every handler may know of the deployment."""

    key: bytes  # derived from SECRET_KEY: digests of codes
    bot_names: dict[int, str]  # our bot row → the name people write to
    commands: tuple[Command, ...] = ()
    bots: dict[int, Account] = field(default_factory=dict)  # our bot row → where people find it
    public_url: str = ""  # where pages of ours can be opened; empty where there are none


@dataclass(slots=True)
class Talk:
    """One message being answered: the transaction, the words, the speaker."""

    work: Work
    said: Said
    who: Speaker
    house: House
    words: str = ""  # what followed the command
    args: Sequence[str] = ()  # what the pressed button carried
    opened: tuple[str, dict[str, Any]] | None = None  # a dialog the handler started
    stranger: bool = False  # counted against a stranger's answers of the day

    @property
    def member(self) -> Member:
        """The speaker; only where the audience has let no stranger in."""
        if self.who.member is None:
            raise LookupError("a stranger speaks")
        return self.who.member

    @property
    def today(self) -> date:
        return self.work.today

    @property
    def shows_pictures(self) -> bool:
        """Zalo fetches a picture from an address of ours, or there is none."""
        return not self.said.numbered or bool(self.house.public_url)

    def number(self, place: int = 0) -> int:
        """A number the button carried; 0 for anything else, which is nobody's id."""
        text = self.args[place] if place < len(self.args) else ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0

    def holds(self, *roles: Role, own: bool = False) -> bool:
        """Whether the speaker has one of these seats; `own`: not one that was only lent."""
        return any(seat.role in roles and not (own and seat.stands_in) for seat in self.who.seats)

    def leads(self, team_id: int | None) -> bool:
        return any(
            seat.role is Role.TEAM_LEADER and seat.team_id == team_id for seat in self.who.seats
        )

    def log(self, verb: str, subject: str, **details: str) -> None:
        """Say in the union's log what the speaker did."""
        self.work.log.add(verb, subject, self.who.member.id if self.who.member else None, **details)

    def begin(self, dialog: str, **answers: Any) -> Reply:
        """Open a dialog with what is already known; the engine asks the first open question."""
        self.opened = (dialog, answers)
        return Reply("")


Handler = Callable[[Talk], Awaitable[Reply | None]]


@dataclass(frozen=True, slots=True)
class Command:
    """`/name`, its aliases, and the whole sentences that mean the same.

    `phrases` are folded (no accents). A sentence acts only when it *is* one of them; a word
    inside a sentence never does.
    """

    name: str
    audience: Audience
    do: Handler
    about: str
    aliases: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    # Reads a whole sentence with facts in it (“duyệt 27”): what follows the command, or None.
    sentence: Callable[[str], str | None] | None = None
    reads_only: bool = False
    in_group: bool = False
    hidden: bool = False  # not in menus and not in /trogiup


@dataclass(frozen=True, slots=True)
class Button:
    """What a pressed `name:arg:…` does. Rights are asked again at every press."""

    name: str
    audience: Audience
    do: Handler
    reads_only: bool = False
    in_group: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a dialog.

    `ask` renders it. `read` turns what was typed or tapped into an answer (JSON); None means
    it was not understood, and `again` says what to type instead.
    """

    name: str
    ask: Callable[[Talk, dict[str, Any]], Awaitable[Reply]]
    read: Callable[[Talk, dict[str, Any]], Awaitable[Any]]
    again: Callable[[Talk, dict[str, Any]], Awaitable[Reply]]
    number: bool = False  # a bare “2” answers it, also where choices are numbered
    skip: Callable[[dict[str, Any]], bool] = field(default=lambda answers: False)


@dataclass(frozen=True, slots=True)
class Dialog:
    """Questions in order, then one call. What is already answered is not asked again."""

    name: str
    audience: Audience
    questions: tuple[Question, ...]
    done: Callable[[Talk, dict[str, Any]], Awaitable[Reply]]
    version: int = 1


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the bot starts itself: re-checked and rendered when claimed.

    `render` returns None when it is no longer worth saying.
    """

    kind: str
    render: Callable[[Work, dict[str, Any], int | None], Awaitable[Reply | None]]
    counted: bool = False  # among the few unasked messages a member may get in a month
    awaited: bool = False  # a receipt: it does not wait until its reader has finished talking
    in_group: bool = False  # meant for the group; to a private chat it goes to be copied there


@dataclass(frozen=True, slots=True)
class Made:
    """A file that a long task made; `notes` are told with it."""

    name: str
    mime: str
    content: bytes
    notes: dict[str, Any] = field(default_factory=dict)
    kept: timedelta = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LongTask:
    """Work too long for a message. Its facts are what was asked for.

    `read` gathers the figures at one moment; `make` computes, in a thread, touching nothing;
    `tell` says what came of it, `failed` that nothing did. Rights are asked again before reading.
    """

    kind: str
    audience: Audience
    read: Callable[[Work, dict[str, Any]], Awaitable[Any]]
    make: Callable[[Any], Made]
    tell: Callable[[dict[str, Any], dict[str, Any]], Reply]
    failed: Callable[[dict[str, Any]], Reply]


def tapped(dialog: str, question: str, value: str) -> str:
    """The button data that answers a dialog's question."""
    return f"d:{dialog}:{question}:{value}"
