"""The state of one small Zalo: people, chats, their messages, and the bot among them."""

import secrets
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sandbox.telegram.journal import Journal
from sandbox.zalo.errors import Impossible, ZaloError, bad
from sandbox.zalo.faults import Faults
from sandbox.zalo.model import Call, Chat, Json, Message, Person, Switches
from sandbox.zalo.updates import Updates
from sandbox.zalo.webhook import Webhook


class World:
    """What both the Bot API and the people act upon."""

    latency = 0.0  # seconds every answer but that of getUpdates takes
    fetch_again_after = 0.05  # a picture is fetched a second time so many seconds later

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        token: str = "98765432109876:khongCoGiBiMatODay0123456789",
        name: str = "Bot Công đoàn Sao Biển",
        switches: Switches | None = None,
    ) -> None:
        self.now = now
        self.token = token
        self.name = name
        self.switches = switches or Switches()
        self.people: dict[str, Person] = {}
        self.chats: dict[str, Chat] = {}
        self.calls: list[Call] = []
        self.journal = Journal(now)
        self.updates = Updates(self.switches)
        self.webhook = Webhook(self.updates, self.switches)
        self.faults = Faults()
        self.counted: dict[str, int] = {}  # month → messages of the quota
        self._called: Counter[tuple[str, str]] = Counter()  # of a method, on a day
        self.fetched: list[tuple[str, int | str]] = []  # pictures the platform went to get

    @property
    def bot_id(self) -> str:
        return self.token.partition(":")[0]

    @property
    def account_name(self) -> str:
        return f"bot.{self.bot_id[-8:]}"

    def milliseconds(self) -> int:
        return int(self.now().timestamp() * 1000)

    # --- who and where ----------------------------------------------------------------------

    def person(self, person_id: str) -> Person:
        found = self.people.get(person_id)
        if found is None:
            raise Impossible(f"Không có ai mang mã {person_id}.")
        return found

    def add_person(self, id: str, name: str, *, key: str = "", about: str = "") -> Person:
        made = Person(id, name, key, about)
        self.people[id] = made
        self.chats[id] = Chat(id, members=[id])
        return made

    def add_group(self, id: str, title: str, members: list[str]) -> Chat:
        self.chats[id] = made = Chat(id, True, title, list(members))
        return made

    def writable(self, chat_id: Any) -> Chat:
        """The chat a bot names, if it may write there."""
        if not isinstance(chat_id, str) or not chat_id:
            raise bad("chat_id is required")
        chat = self.chats.get(chat_id)
        if chat is None or not (chat.bot if chat.group else self.people[chat_id].met):
            raise ZaloError(400, "Bad request: chat not found")
        return chat

    # --- messages ---------------------------------------------------------------------------

    def post(self, chat: Chat, sender: str, **content: Any) -> Message:
        from_bot = sender == self.bot_id
        message = Message(
            id=secrets.token_hex(10),
            number=self.journal.seq + 1,
            chat_id=chat.id,
            sender=sender,
            sender_name=self.name if from_bot else self.people[sender].name,
            from_bot=from_bot,
            date=self.now(),
            changed=self.journal.seq + 1,
            **content,
        )
        chat.history[message.id] = message
        self.journal.note("sent", None, message.sender_name, message.text or f"[{message.kind}]")
        return message

    def messages(self, chat_id: str, viewer: str | None = None) -> list[Message]:
        chat = self.chats.get(chat_id)
        if chat is None:
            raise Impossible(f"Không có cuộc trò chuyện nào mang mã {chat_id}.")
        if viewer is not None and viewer not in chat.members:
            raise Impossible(f"{self.person(viewer).name} không ở trong cuộc trò chuyện này.")
        return list(chat.history.values())

    # --- the quota --------------------------------------------------------------------------

    @property
    def month(self) -> str:
        return f"{self.now():%Y-%m}"

    @property
    def used(self) -> int:
        return self.counted.get(self.month, 0)

    def count_message(self, *, inbound: bool = False) -> None:
        if not inbound or self.switches.counts_inbound:
            self.counted[self.month] = self.used + 1

    def called_today(self, method: str) -> int:
        """How often, with this time."""
        key = (method, f"{self.now():%Y-%m-%d}")
        self._called[key] += 1
        return self._called[key]

    # --- waiting ----------------------------------------------------------------------------

    async def acknowledged(self, number: int | None) -> None:
        """Until the bot has dealt with this event; at once for one it is never told of."""
        await self.updates.gone(number)

    async def settled(self) -> None:
        await self.updates.empty()

    async def open(self) -> None:
        self.updates.closed = self.journal.closed = False
        await self.webhook.resume()

    async def aclose(self) -> None:
        self.updates.closed = True
        self.updates.pulse.beat()
        self.journal.close()
        await self.webhook.pause()


def shape(world: World, message: Message) -> Json:
    """A message as the bot is told of it."""
    chat = world.chats[message.chat_id]
    told: Json = {
        "message_id": message.id,
        "date": int(message.date.timestamp() * 1000),
        "chat": {"id": chat.id, "chat_type": "GROUP" if chat.group else "PRIVATE"},
        "from": {"id": message.sender, "display_name": message.sender_name, "is_bot": False},
    }
    if message.kind == "text":
        told["text"] = message.text
    elif message.kind == "image":
        told[world.switches.photo_field] = message.photo_url
        told |= {"caption": message.text, "message_type": "CHAT_PHOTO"}
    elif message.kind == "sticker":
        told |= {"sticker": message.sticker, "url": f"https://stickers.zaloapp.com/{message.id}"}
    elif message.kind == "voice":
        told |= {"voice_url": message.voice, "message_type": "CHAT_VOICE"}
    return told
