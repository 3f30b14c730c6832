"""The state of one small Telegram: people, chats, their messages, and the bot among them."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from itertools import count
from typing import Any

from sandbox.telegram import shapes
from sandbox.telegram.errors import Impossible, bad, forbidden
from sandbox.telegram.faults import Faults
from sandbox.telegram.files import Files
from sandbox.telegram.flood import Flood
from sandbox.telegram.journal import Journal
from sandbox.telegram.model import Call, Chat, Json, Message, Person
from sandbox.telegram.presses import Presses
from sandbox.telegram.updates import Updates
from sandbox.telegram.webhook import Webhook

BLOCKED = "bot was blocked by the user"
STRANGER = "bot can't initiate conversation with a user"
MIGRATED = "group chat was upgraded to a supergroup chat"


class World:
    """What both the Bot API and the people act upon."""

    # Seconds that every answer but that of getUpdates takes.
    latency = 0.0

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        token: str = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1",
        username: str = "congdoan_bot",
        name: str = "Công đoàn Sao Biển",
        privacy: bool = True,
        flood_limits: bool = False,
        webhook_backoff: tuple[float, float] = (0.05, 1.0),
        query_lifetime: timedelta = timedelta(minutes=15),
    ) -> None:
        self.now = now
        self.token = token
        self.username = username
        self.name = name
        self.privacy = privacy
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.commands: dict[tuple[str, int, int, str], list[Json]] = {}
        self.about: dict[tuple[str, str], str] = {}
        self.calls: list[Call] = []
        self.files = Files()
        self.journal = Journal(now)
        self.updates = Updates()
        self.webhook = Webhook(self.updates, now, backoff=webhook_backoff)
        self.faults = Faults(self.updates)
        self.flood = Flood(enabled=flood_limits)
        self.presses = Presses(now, query_lifetime)
        self._ids: defaultdict[int, count[int]] = defaultdict(lambda: count(1))

    # Who and where

    @cached_property
    def bot_id(self) -> int:
        return int(self.token.partition(":")[0])

    @property
    def bot(self) -> Json:
        me = {"id": self.bot_id, "is_bot": True, "first_name": self.name}
        return {**me, "username": self.username}

    def person(self, person_id: int) -> Person:
        found = self.people.get(person_id)
        if found is None:
            raise Impossible(f"Không có ai mang số {person_id}.")
        return found

    def user(self, user_id: int) -> Json:
        return self.bot if user_id == self.bot_id else shapes.user(self.people[user_id])

    def chat_json(self, chat: Chat) -> Json:
        return shapes.chat(chat, self.people[chat.id] if chat.is_private else None)

    def chat_of(self, value: Any) -> Chat:
        """The chat a bot names, if the bot has ever met it."""
        if value in (None, ""):
            raise bad("chat_id is empty")
        try:
            chat = self.chats[int(value)]
        except (KeyError, ValueError, TypeError):
            raise bad("chat not found") from None
        if not self._has_met(chat):
            raise bad("chat not found")
        return chat

    def _has_met(self, chat: Chat) -> bool:
        if not chat.is_private:
            return chat.bot != "never"
        if self.people[chat.id].started:
            return True
        groups = (c for c in self.chats.values() if c.bot_is_in)
        return any(chat.id in group.members for group in groups)

    def check_may_write(self, chat: Chat) -> None:
        if chat.is_private:
            person = self.people[chat.id]
            if person.blocked:
                raise forbidden(BLOCKED)
            if not person.started:
                raise forbidden(STRANGER)
        elif chat.migrated_to is not None:
            raise bad(MIGRATED, migrate_to_chat_id=chat.migrated_to)
        elif chat.bot == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        elif not chat.bot_is_in:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")

    # Messages

    def post(self, chat: Chat, sender: int, **content: Any) -> Message:
        from_bot = sender == self.bot_id
        message = Message(
            id=self._next_message_id(chat),
            chat_id=chat.id,
            sender=sender,
            sender_name=self.name if from_bot else self.people[sender].name,
            from_bot=from_bot,
            date=self.now(),
            changed=self.journal.seq + 1,
            **content,
        )
        chat.history[message.id] = message
        self.journal.note("sent", chat.id, message.sender_name, summary(message))
        return message

    def changed(self, message: Message, kind: str = "edited") -> None:
        message.changed = self.journal.seq + 1
        self.journal.note(kind, message.chat_id, message.sender_name, summary(message))

    def _next_message_id(self, chat: Chat) -> int:
        """Supergroups count their own messages; everything else shares the bot's numbering."""
        return next(self._ids[chat.id if chat.kind == "supergroup" else 0])

    def message_json(self, message: Message, *, with_reply: bool = True) -> Json:
        chat = self.chats[message.chat_id]
        shape: Json = {
            "message_id": message.id,
            "from": self.user(message.sender),
            "chat": self.chat_json(chat),
            "date": int(message.date.timestamp()),
        }
        if message.edited_at is not None:
            shape["edit_date"] = int(message.edited_at.timestamp())
        original = chat.history.get(message.reply_to or 0)
        if with_reply and original is not None and not original.deleted:
            shape["reply_to_message"] = self.message_json(original, with_reply=False)
        shape.update(shapes.content(message))
        if message.buttons:
            shape["reply_markup"] = {"inline_keyboard": message.buttons}
        return shape

    def messages(self, chat_id: int, viewer: int | None = None) -> list[Message]:
        """Everything visible in the chat, both sides, in order."""
        return [message for message in self.seen_by(chat_id, viewer) if not message.deleted]

    def seen_by(self, chat_id: int, viewer: int | None) -> list[Message]:
        chat = self.chats.get(chat_id)
        if chat is None:
            raise Impossible(f"Không có cuộc trò chuyện nào mang số {chat_id}.")
        if viewer is not None and viewer not in chat.members:
            raise Impossible(f"{self.person(viewer).name} không ở trong cuộc trò chuyện này.")
        return list(chat.history.values())

    # Waiting

    async def acknowledged(self, update_id: int | None) -> None:
        """Until the bot has taken this update; at once for one the bot is never told of."""
        await self.updates.gone(update_id)

    async def settled(self) -> None:
        """Until the bot has taken every update that is not held back."""
        await self.updates.empty()

    async def open(self) -> None:
        self.updates.closed = self.journal.closed = False
        await self.webhook.resume()

    async def aclose(self) -> None:
        """Let go of every long poll and webhook; what is pending stays, as in an outage."""
        self.updates.closed = True
        self.updates.abort()
        self.journal.close()
        await self.webhook.pause()


def summary(message: Message) -> str:
    """One short line for the list of events."""
    if message.service is not None:
        return f"({', '.join(message.service)})"
    for what in ("photo", "document", "voice", "sticker", "contact"):
        if getattr(message, what):
            return f"[{what}] {message.text}".rstrip()
    return message.text
