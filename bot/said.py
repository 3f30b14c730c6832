"""What goes through every channel: `Said` comes in, `Reply` goes out."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Contact:
    """A shared telephone number; `own` only if it is the sender's own card."""

    phone: str
    own: bool


@dataclass(frozen=True, slots=True)
class File:
    """A file somebody sent; `content` is fetched before the message is heard, if it is small."""

    name: str
    mime: str
    size: int
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One message, press or event, as every channel translates it."""

    bot: int  # our row of the bot account
    chat: str
    person: str
    key: str  # a repeat has the same
    at: datetime
    group: bool = False
    text: str = ""
    choice: str = ""  # what a pressed button carries
    on: str = ""  # the message it was pressed on
    press: str = ""  # what the platform wants acknowledged
    contact: Contact | None = None
    file: File | None = None
    numbered: bool = False  # choices came as a numbered list: “2” may mean the second
    kind: str = (
        "text"  # text | choice | contact | file | voice | sticker | event | unsupported | other
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tap: a label, and what it decides. Or a link, or one's own number."""

    label: str
    data: str = ""
    url: str = ""
    contact: bool = False
    on: str = ""  # the message it is about, if another one carries it

    def __post_init__(self) -> None:
        if len(self.data.encode()) > 64:
            raise ValueError(f"a button carries at most 64 bytes: {self.data}")


Rows = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One message of ours. `edit` rewrites the pressed message where the platform can."""

    text: str
    choices: Rows = ()
    edit: bool = False
    file: int | None = None  # a row of files
    qr: str = ""  # a VietQR payload; drawn when it is sent
    case: int | None = None  # its card's number: where choices are typed, said with each
    worded: bool = False  # where choices are typed, in words only: never by a bare number
    toast: str = ""  # shown over the chat when a button was pressed
    more: "tuple[Reply, ...]" = field(default=())  # further messages, in order

    def then(self, *others: "Reply") -> "Reply":
        return replace(self, more=(*self.more, *others))

    def body(self, on: str = "") -> dict[str, Any]:
        """As the outbox keeps it."""
        made: dict[str, Any] = {"text": self.text}
        if self.choices:
            made["choices"] = [
                [[c.label, c.data, c.url, c.contact, *([c.on] if c.on else [])] for c in row]
                for row in self.choices
            ]
            if self.case is not None:
                made["case"] = self.case
            if self.worded:
                made["worded"] = True
        if self.file is not None:
            made["file"] = self.file
        if self.qr:
            made["qr"] = self.qr
        if self.edit and on:
            made["edit"] = on
        return made


def rows(*choices: Choice, wide: int = 2) -> Rows:
    """Choices laid out: short labels side by side, long ones a row each."""
    laid: list[tuple[Choice, ...]] = []
    line: list[Choice] = []
    for choice in choices:
        if len(choice.label) > 18 or choice.contact:
            laid += [tuple(line)] * bool(line) + [(choice,)]
            line = []
            continue
        line.append(choice)
        if len(line) == wide:
            laid.append(tuple(line))
            line = []
    return tuple(laid + [tuple(line)] * bool(line))
