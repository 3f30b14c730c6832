"""Groups: who is in them, how the bot comes and goes, and how they change their number."""

from sandbox.telegram import shapes
from sandbox.telegram.errors import Impossible
from sandbox.telegram.model import Chat, ChatKind, Json, Person
from sandbox.telegram.telling import Telling


class Groups(Telling):
    def add_person(
        self,
        id: int,
        first_name: str,
        last_name: str = "",
        phone: str = "",
        *,
        key: str = "",
        about: str = "",
        username: str = "",
    ) -> Person:
        person = Person(id, first_name, last_name, phone, key or str(id), about, username)
        self.people[id] = person
        self.chats[id] = Chat(id, "private", members=[id])
        return person

    def add_group(self, id: int, title: str, members: list[int]) -> Chat:
        """Its first member is its owner. The bot is not in it yet."""
        if id >= 0:
            raise ValueError("the id of a group is negative")
        for member in members:
            self.person(member)
        # Telegram numbers supergroups from -100 and ten more digits.
        kind: ChatKind = "supergroup" if id < -1_000_000_000_000 else "group"
        chat = self.chats[id] = Chat(id, kind, title, [*members])
        return chat

    def adds_bot_to(self, group: int, person_id: int | None = None, *, admin: bool = False) -> Json:
        """The bot hears of it twice: as its own membership, and as a message of the group."""
        chat, who = self._group(group), self._actor(group, person_id)
        if chat.bot_is_in:
            raise Impossible("Bot đã ở trong nhóm này rồi.")
        before = "kicked" if chat.bot == "kicked" else "left"
        chat.bot = "administrator" if admin else "member"
        self._tell_membership(chat, who, before, chat.bot)
        return self._announce(chat, who, self._joined(self.bot))

    def removes(self, group: int, person_id: int | None = None) -> Json:
        chat, who = self._group(group), self._actor(group, person_id)
        if not chat.bot_is_in:
            raise Impossible("Bot không ở trong nhóm này.")
        before = chat.bot
        self._announce(chat, who, self._left(self.bot))
        chat.bot = "kicked"
        return self._tell_membership(chat, who, before, "kicked")

    def bot_leaves(self, chat: Chat) -> None:
        before, chat.bot = chat.bot, "left"
        self._announce_quietly(chat)
        self._tell_membership(chat, self.bot_id, before, "left")

    def makes_bot_admin(self, group: int, person_id: int | None = None) -> Json:
        chat, who = self._group(group), self._actor(group, person_id)
        before, chat.bot = chat.bot, "administrator"
        return self._tell_membership(chat, who, before, "administrator")

    def joins(self, person_id: int, group: int) -> Json:
        chat, person = self._group(group), self.person(person_id)
        if person_id in chat.members:
            raise Impossible(f"{person.name} đã ở trong nhóm này rồi.")
        chat.members.append(person_id)
        return self._announce(chat, person_id, self._joined(shapes.user(person)))

    def leaves(self, person_id: int, group: int) -> Json:
        chat, person = self._group(group), self.person(person_id)
        if person_id not in chat.members:
            raise Impossible(f"{person.name} không ở trong nhóm này.")
        update = self._announce(chat, person_id, self._left(shapes.user(person)))
        chat.members.remove(person_id)
        return update

    def migrate_group(self, old: int) -> int:
        """A basic group becomes a supergroup with a new number; both sides say so."""
        chat = self._group(old)
        if chat.kind == "supergroup":
            raise Impossible("Nhóm này đã là nhóm lớn.")
        owner = self._actor(old, None)
        new = Chat(
            -1_002_000_000_000 - abs(old), "supergroup", chat.title, [*chat.members], chat.bot
        )
        self.chats[new.id] = new
        self._announce(chat, owner, {"migrate_to_chat_id": new.id})
        chat.migrated_to = new.id
        self._announce(new, owner, {"migrate_from_chat_id": chat.id})
        return new.id

    def status_of(self, chat: Chat, user_id: int) -> str:
        if user_id == self.bot_id:
            return "left" if chat.bot == "never" else chat.bot
        if user_id not in chat.members:
            return "left"
        return "creator" if user_id == chat.members[0] else "member"

    def _group(self, group: int) -> Chat:
        chat = self.chats.get(group)
        if chat is None or chat.is_private:
            raise Impossible(f"Không có nhóm nào mang số {group}.")
        if chat.migrated_to is not None:
            raise Impossible("Nhóm này đã được nâng cấp; dùng nhóm mới.")
        return chat

    def _actor(self, group: int, person_id: int | None) -> int:
        members = self.chats[group].members
        if person_id is None and members:
            return members[0]
        if person_id not in members:
            raise Impossible("Người này không ở trong nhóm.")
        return person_id

    @staticmethod
    def _joined(who: Json) -> Json:
        return {"new_chat_participant": who, "new_chat_member": who, "new_chat_members": [who]}

    @staticmethod
    def _left(who: Json) -> Json:
        return {"left_chat_participant": who, "left_chat_member": who}

    def _announce_quietly(self, chat: Chat) -> None:
        """The bot is not told of its own leaving by a message."""
        self.post(chat, self.bot_id, service=self._left(self.bot))

    def _announce(self, chat: Chat, who: int, service: Json) -> Json:
        return self._tell(self.post(chat, who, service=service), "message")
