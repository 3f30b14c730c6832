"""What people do: they write, press, share, send and block. Each returns the update it made."""

from typing import Any, Final

from sandbox.telegram.entities import find_entities
from sandbox.telegram.errors import Impossible
from sandbox.telegram.groups import Groups
from sandbox.telegram.model import Chat, Json, Person
from sandbox.telegram.params import Upload
from sandbox.telegram.utf16 import units

LONGEST = 4096
LONGEST_CAPTION = 1024
OWN: Final = "own"
# A voice note of no words, a sticker of no picture: the bot only has to cope with their kind.
SILENCE = b"OggS" + bytes(60)
THUMB = b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(24)


class Telegram(Groups):
    """The whole of it: the world, and the people who act in it."""

    def says(
        self, person_id: int, text: str, chat_id: int | None = None, reply_to: int | None = None
    ) -> Json:
        text = text.strip()
        if not text:
            raise Impossible("Tin nhắn trống thì không gửi được.")
        if units(text) > LONGEST:
            raise Impossible(f"Tin nhắn dài quá {LONGEST} ký tự.")
        found = find_entities(text)
        return self._sends(person_id, chat_id, text=text, entities=found, reply_to=reply_to)

    def starts(self, person_id: int, payload: str = "") -> Json:
        """Opens the bot by its link; who had blocked it lets it in again by that."""
        if self.person(person_id).blocked:
            self.unblocks(person_id)
        return self.says(person_id, f"/start {payload}".rstrip())

    def edits(self, person_id: int, message_id: int, text: str, chat_id: int | None = None) -> Json:
        chat = self._place(person_id, chat_id)
        message = chat.history.get(message_id)
        if message is None or message.deleted or message.sender != person_id:
            raise Impossible("Chỉ sửa được tin nhắn của chính mình.")
        message.text, message.entities = text.strip(), find_entities(text.strip())
        message.edited_at = self.now()
        self.changed(message)
        return self._tell(message, "edited_message")

    def taps(self, person_id: int, chat_id: int, message_id: int, data: str) -> Json:
        chat = self._place(person_id, chat_id)
        message = chat.history.get(message_id)
        if message is None or message.deleted:
            raise Impossible("Tin nhắn này không còn nữa.")
        if message.button(data) is None:
            raise Impossible("Tin nhắn này không có nút đó.")
        query = self.presses.add(person_id, chat.id, message.id, data)
        return self._tell_query(query, chat, message)

    async def answer_to(self, press: Json, seconds: float) -> Json | None:
        """What the bot answered to this press, waiting for it so long."""
        query = self.presses.by_id[press["callback_query"]["id"]]
        while query.answer is None and seconds > 0:
            seconds = await self.journal.pulse.wait_left(seconds)
        return query.answer

    def shares_contact(
        self,
        person_id: int,
        phone: str | None = None,
        of: int | str | None = OWN,
        chat_id: int | None = None,
    ) -> Json:
        """Their own card, that of another user, or (of=None) of somebody not on Telegram."""
        owner = person_id if of == OWN else of
        known = self.people.get(owner) if isinstance(owner, int) else None
        number = phone or (known.phone if known else "")
        if not number:
            raise Impossible("Danh bạ này không có số điện thoại.")
        first = known.first_name if known else "Người quen"
        card: Json = {"phone_number": number, "first_name": first}
        if known and known.last_name:
            card["last_name"] = known.last_name
        if isinstance(owner, int):
            card["user_id"] = owner
        asked = self._keyboard_asking(person_id, chat_id) if owner == person_id else None
        return self._sends(person_id, chat_id, contact=card, reply_to=asked)

    def sends_photo(
        self,
        person_id: int,
        name: str,
        data: bytes,
        mime: str = "image/jpeg",
        caption: str = "",
        chat_id: int | None = None,
    ) -> Json:
        return self._sends_file("photo", person_id, chat_id, Upload(name, mime, data), caption)

    def sends_document(
        self,
        person_id: int,
        name: str,
        data: bytes,
        mime: str = "application/octet-stream",
        caption: str = "",
        chat_id: int | None = None,
    ) -> Json:
        return self._sends_file("document", person_id, chat_id, Upload(name, mime, data), caption)

    def sends_voice(self, person_id: int, chat_id: int | None = None) -> Json:
        voice = Upload("voice.oga", "audio/ogg", SILENCE)
        return self._sends_file("voice", person_id, chat_id, voice, "")

    def sends_sticker(self, person_id: int, chat_id: int | None = None, emoji: str = "👍") -> Json:
        kept = self.files.keep("sticker", Upload("sticker.webp", "image/webp", THUMB))
        return self._sends(person_id, chat_id, sticker=kept, text=emoji)

    def blocks_bot(self, person_id: int) -> Json:
        return self._block(self.person(person_id), "member", "kicked")

    def unblocks(self, person_id: int) -> Json:
        return self._block(self.person(person_id), "kicked", "member")

    def _block(self, person: Person, before: str, after: str) -> Json:
        if person.blocked == (after == "kicked"):
            raise Impossible("Không có gì thay đổi: đã như vậy rồi.")
        person.blocked = after == "kicked"
        return self._tell_membership(self.chats[person.id], person.id, before, after)

    def _sends_file(
        self, kind: str, person_id: int, chat_id: int | None, upload: Upload, caption: str
    ) -> Json:
        if units(caption) > LONGEST_CAPTION:
            raise Impossible(f"Chú thích dài quá {LONGEST_CAPTION} ký tự.")
        self._place(person_id, chat_id)
        content: Json = {kind: self.files.keep(kind, upload)}
        found = find_entities(caption)
        return self._sends(person_id, chat_id, text=caption, entities=found, **content)

    def _sends(self, person_id: int, chat_id: int | None, **content: Any) -> Json:
        chat = self._place(person_id, chat_id)
        message = self.post(chat, person_id, **content)
        if chat.is_private:
            self.people[person_id].started = True
        return self._tell(message, "message")

    def _place(self, person_id: int, chat_id: int | None) -> Chat:
        person = self.person(person_id)
        chat = self.chats.get(person_id if chat_id is None else chat_id)
        if chat is None or person_id not in chat.members:
            raise Impossible(f"{person.name} không ở trong cuộc trò chuyện này.")
        if chat.is_private and person.blocked:
            raise Impossible(f"{person.name} đang chặn bot; bỏ chặn rồi mới nhắn được.")
        if chat.migrated_to is not None:
            raise Impossible("Nhóm này đã được nâng cấp; nhắn vào nhóm mới.")
        return chat

    def _keyboard_asking(self, person_id: int, chat_id: int | None) -> int | None:
        """A phone shared by the keyboard's button answers the message that brought the keyboard."""
        history = self._place(person_id, chat_id).history.values()
        last = next((m for m in reversed(history) if m.keyboard and not m.deleted), None)
        if last is None or last.keyboard is None or last.keyboard == "removed":
            return None
        asks = any(button.get("request_contact") for row in last.keyboard for button in row)
        return last.id if asks else None
