"""Zalo as the scenarios see it: what is a tap elsewhere is typed, and ids may be Telegram's."""

from typing import Any

from sandbox import saobien
from sandbox.zalo import Message, Zalo
from sandbox.zalo.cast import GROUP, zalo_id
from sandbox.zalo.model import Chat, Json, Person


def here(id: Any) -> str:
    """A person's or a group's id on this platform."""
    if id == saobien.GROUP:
        return GROUP
    return zalo_id(id) if isinstance(id, int) else str(id)


class Typed(Zalo):
    """The same calls as on Telegram, where Zalo has an answer to them."""

    def taps(self, person: str, chat: str, message: str, words: str) -> Json:
        """There is nothing to press: the number or the words of the choice are typed (again)."""
        return self.says(person, words)

    def adds_bot_to(self, group: Any, by: Any = None) -> Json:
        """The bot is told nothing of it."""
        if not self.chats[here(group)].bot:
            self.joins_bot(here(group))
        return {}

    def joins(self, person: Any, group: Any) -> Json:
        self.chats[here(group)].members.append(here(person))
        return {}

    def messages(self, chat_id: Any, viewer: str | None = None) -> list[Message]:
        return super().messages(here(chat_id), viewer)

    def add_person(self, id: Any, *names: str, key: str = "", about: str = "") -> Person:
        """Telegram's first name, last name and telephone: Zalo tells one name."""
        name = " ".join(part for part in names if not part.isdigit())
        return super().add_person(here(id), name, key=key, about=about)

    def says(self, person_id: Any, text: str, chat_id: Any = None, **how: Any) -> Json:
        chat = None if chat_id is None else here(chat_id)
        return super().says(here(person_id), text, chat, **how)

    def chat(self, id: Any) -> Chat:
        return self.chats[here(id)]
