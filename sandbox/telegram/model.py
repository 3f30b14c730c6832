"""People, chats, messages and files as the platform keeps them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sandbox.telegram.render import render_html

Json = dict[str, Any]
ChatKind = Literal["private", "group", "supergroup"]
BotStatus = Literal["never", "left", "kicked", "member", "administrator"]


@dataclass(slots=True)
class Person:
    id: int
    first_name: str
    last_name: str = ""
    phone: str = ""
    key: str = ""
    about: str = ""
    username: str = ""
    started: bool = False
    blocked: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(slots=True)
class File:
    id: str
    unique_id: str
    name: str
    mime: str
    data: bytes
    path: str
    width: int = 0
    height: int = 0


@dataclass(slots=True)
class Message:
    id: int
    chat_id: int
    sender: int
    sender_name: str
    from_bot: bool
    date: datetime
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    markup: Json | None = None
    photo: File | None = None
    document: File | None = None
    voice: File | None = None
    sticker: File | None = None
    contact: Json | None = None
    service: Json | None = None
    reply_to: int | None = None
    edited_at: datetime | None = None
    deleted: bool = False
    changed: int = 0

    @property
    def html(self) -> str:
        return render_html(self.text, self.entities)

    @property
    def edited(self) -> bool:
        return self.edited_at is not None

    @property
    def kind(self) -> str:
        return "message" if self.service is None else "service"

    @property
    def has_media(self) -> bool:
        return bool(self.photo or self.document or self.voice)

    @property
    def buttons(self) -> list[list[Json]]:
        rows: list[list[Json]] = (self.markup or {}).get("inline_keyboard", [])
        return rows

    @property
    def keyboard(self) -> list[list[Json]] | Literal["removed"] | None:
        """The reply keyboard this message brings, or takes away."""
        markup = self.markup or {}
        return "removed" if markup.get("remove_keyboard") else markup.get("keyboard")

    def button(self, data: str) -> Json | None:
        found = (
            button for row in self.buttons for button in row if button.get("callback_data") == data
        )
        return next(found, None)


@dataclass(slots=True)
class Chat:
    id: int
    kind: ChatKind
    title: str = ""
    members: list[int] = field(default_factory=list)
    bot: BotStatus = "never"
    migrated_to: int | None = None
    history: dict[int, Message] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        return self.kind == "private"

    @property
    def bot_is_in(self) -> bool:
        return self.bot in ("member", "administrator")


@dataclass(slots=True)
class Query:
    """One press of a button, waiting for the bot to answer it."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    data: str
    at: datetime
    answer: Json | None = None


@dataclass(slots=True)
class Call:
    """One call of the Bot API, as it came in, and how it was answered."""

    method: str
    params: Json
    at: datetime
    answer: Json | None = None
