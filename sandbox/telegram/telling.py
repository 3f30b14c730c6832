"""Telling the bot what happened, as far as it may know."""

from sandbox.telegram import shapes
from sandbox.telegram.entities import pieces
from sandbox.telegram.model import Chat, Json, Message, Query
from sandbox.telegram.world import World


class Telling(World):
    def _tell(self, message: Message, kind: str) -> Json:
        body = self.message_json(message)
        chat = self.chats[message.chat_id]
        told = chat.is_private or (chat.bot_is_in and self._bot_may_read(chat, message))
        update_id = self.updates.push(kind, body, ("message", chat.id), chat.id) if told else None
        return self._made(update_id, kind, body, chat, message.sender_name)

    def _bot_may_read(self, chat: Chat, message: Message) -> bool:
        """Group privacy: only what is meant for the bot, unless it is an administrator."""
        if not self.privacy or chat.bot == "administrator" or message.service is not None:
            return True
        original = chat.history.get(message.reply_to or 0)
        if original is not None and original.from_bot:
            return True
        me = f"@{self.username}".lower()
        if me in (name.lower() for name in pieces(message.text, message.entities, "mention")):
            return True
        commands = pieces(message.text, message.entities, "bot_command")
        return any("@" not in command or command.lower().endswith(me) for command in commands)

    def _tell_query(self, query: Query, chat: Chat, message: Message) -> Json:
        body: Json = {
            "id": query.id,
            "from": shapes.user(self.people[query.person_id]),
            "message": self.message_json(message),
            "chat_instance": str(-7_000_000_000_000_000 - abs(chat.id)),
            "data": query.data,
        }
        # Presses have lanes of their own, so that one may overtake a message of the same chat.
        lane = ("callback_query", query.person_id)
        update_id = self.updates.push("callback_query", body, lane, chat.id)
        return self._made(
            update_id, "callback_query", body, chat, self.people[query.person_id].name
        )

    def _tell_membership(self, chat: Chat, who: int, before: str, after: str) -> Json:
        body: Json = {
            "chat": self.chat_json(chat),
            "from": self.user(who),
            "date": int(self.now().timestamp()),
            "old_chat_member": shapes.member(self.bot, before),
            "new_chat_member": shapes.member(self.bot, after),
        }
        update_id = self.updates.push("my_chat_member", body, ("my_chat_member", chat.id), chat.id)
        name = self.name if who == self.bot_id else self.people[who].name
        return self._made(update_id, "my_chat_member", body, chat, name)

    def _made(self, update_id: int | None, kind: str, body: Json, chat: Chat, who: str) -> Json:
        seen = f"{kind} {update_id}" if update_id else f"{kind}: bot không được báo"
        self.journal.note("update", chat.id, who, seen)
        return {"update_id": update_id, kind: body}
