"""What people do on Zalo: write, send, mention. Each returns the event it made, if any."""

from typing import Any

from sandbox.zalo.errors import Impossible
from sandbox.zalo.model import Chat, Json, Message
from sandbox.zalo.world import World, shape

LONGEST = 2_000


class Zalo(World):
    """The whole of it: the world, and the people who act in it."""

    def says(
        self, person_id: str, text: str, chat_id: str | None = None, *,
        mention: bool = False, reply_to: str | None = None,
    ) -> Json:  # fmt: skip
        """`mention` picks the bot from the list of members: typing its name is just text."""
        text = text.strip()
        if not text:
            raise Impossible("Tin nhắn trống thì không gửi được.")
        if len(text) > LONGEST:
            raise Impossible(f"Tin nhắn dài quá {LONGEST} ký tự.")
        if mention and self.switches.mention_kept:
            text = f"@{self.name} {text}"
        return self._sends(person_id, chat_id, mention, reply_to, text=text)

    def sends_photo(
        self, person_id: str, url: str, caption: str = "", chat_id: str | None = None, *,
        mention: bool = False,
    ) -> Json:  # fmt: skip
        kept = mention and self.switches.mention_kept
        caption = f"@{self.name} {caption}".strip() if kept else caption
        return self._sends(
            person_id, chat_id, mention, None, kind="image", photo_url=url, text=caption
        )

    def sends_sticker(self, person_id: str, chat_id: str | None = None) -> Json:
        return self._sends(person_id, chat_id, False, None, kind="sticker", sticker="b1a2c3")

    def sends_voice(self, person_id: str, chat_id: str | None = None) -> Json:
        url = "https://voice.zdn.vn/khong-loi.aac"
        return self._sends(person_id, chat_id, False, None, kind="voice", voice=url)

    def sends_file(self, person_id: str, chat_id: str | None = None) -> Json:
        """A file, a link card, a contact: the platform passes on only that there was something."""
        return self._sends(person_id, chat_id, False, None, kind="unsupported")

    def joins_bot(self, group_id: str) -> None:
        """An administrator of the group lets the bot in; the bot is told nothing."""
        if sum(chat.bot for chat in self.chats.values()) >= self.switches.groups:
            raise Impossible(f"Bot chỉ vào được {self.switches.groups} nhóm.")
        self.chats[group_id].bot = True

    def leaves_bot(self, group_id: str) -> None:
        self.chats[group_id].bot = False

    def _sends(
        self, person_id: str, chat_id: str | None, mention: bool, reply_to: str | None,
        **content: Any,
    ) -> Json:  # fmt: skip
        chat = self._place(person_id, chat_id)
        person = self.person(person_id)
        if person.protected:
            content = {"kind": "unsupported"}
        message = self.post(chat, person_id, **content)
        if not self._served(chat, person_id) or not self._reaches(chat, mention, reply_to):
            return {}
        return self._tell(chat, message)

    def _place(self, person_id: str, chat_id: str | None) -> Chat:
        person = self.person(person_id)
        chat = self.chats.get(chat_id or person_id)
        if chat is None or person_id not in chat.members:
            raise Impossible(f"{person.name} không ở trong cuộc trò chuyện này.")
        return chat

    def _served(self, chat: Chat, person_id: str) -> bool:
        """The fifty-first person writes into the void."""
        person = self.people[person_id]
        if chat.group or person.met:
            return True
        if sum(one.met for one in self.people.values()) >= self.switches.people:
            person.unserved = True
            return False
        person.met = True
        return True

    def _reaches(self, chat: Chat, mention: bool, reply_to: str | None) -> bool:
        """A group's talk reaches the bot only where it is meant by a mention or a reply."""
        if not chat.group:
            return True
        answered = chat.history.get(reply_to or "")
        return chat.bot and (mention or bool(answered and answered.from_bot))

    def _tell(self, chat: Chat, message: Message) -> Json:
        event = f"message.{message.kind}.received"
        body = {"event_name": event, "message": shape(self, message)}
        self.count_message(inbound=True)
        update = self.updates.push(chat.id, body)
        return {"number": update.number, "message_id": message.id, "body": body}
