"""The JSON objects of the Bot API: users, chats, messages, members."""

from typing import Any

from sandbox.telegram.model import Chat, File, Json, Message, Person


def user(person: Person) -> Json:
    shape: Json = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    if person.last_name:
        shape["last_name"] = person.last_name
    if person.username:
        shape["username"] = person.username
    return {**shape, "language_code": "vi"}


def chat(chat: Chat, person: Person | None) -> Json:
    if person is None:
        shape: Json = {"id": chat.id, "title": chat.title, "type": chat.kind}
        if chat.kind == "group":
            shape["all_members_are_administrators"] = False
        return shape
    shape = {"id": chat.id, "first_name": person.first_name}
    if person.last_name:
        shape["last_name"] = person.last_name
    if person.username:
        shape["username"] = person.username
    return {**shape, "type": "private"}


def member(who: Json, status: str) -> Json:
    shape: Json = {"user": who, "status": status}
    if status == "kicked":
        shape["until_date"] = 0
    if status == "creator":
        shape["is_anonymous"] = False
    if status == "administrator":
        rights = (
            "can_be_edited can_manage_chat can_change_info can_delete_messages can_invite_users "
            "can_restrict_members can_pin_messages can_promote_members can_manage_video_chats "
            "can_post_stories can_edit_stories can_delete_stories is_anonymous"
        )
        granted = ("can_manage_chat", "can_delete_messages", "can_invite_users", "can_pin_messages")
        shape.update({right: right in granted for right in rights.split()})
    return shape


def file(kept: File) -> Json:
    return {"file_id": kept.id, "file_unique_id": kept.unique_id, "file_size": len(kept.data)}


def content(message: Message) -> Json:
    """What a message carries, without who, where and when."""
    if message.service is not None:
        return dict(message.service)
    shape: Json = {}
    if message.photo:
        shape["photo"] = _sizes(message.photo)
    if message.document:
        document = message.document
        named = {"file_name": document.name, "mime_type": document.mime}
        shape["document"] = {**named, **file(document)}
    if message.voice:
        shape["voice"] = {"duration": 3, "mime_type": message.voice.mime, **file(message.voice)}
    if message.sticker:
        shape["sticker"] = _sticker(message.sticker, message.text)
        return shape
    if message.contact:
        shape["contact"] = message.contact
    if message.text:
        shape["caption" if message.has_media else "text"] = message.text
    if message.entities:
        shape["caption_entities" if message.has_media else "entities"] = message.entities
    return shape


def _sizes(photo: File) -> list[Json]:
    """The server keeps a small copy besides the whole; both are the same file here."""
    whole: dict[str, Any] = {**file(photo), "width": photo.width, "height": photo.height}
    longest = max(photo.width, photo.height)
    if longest <= 90:
        return [whole]
    small = {
        "width": max(1, photo.width * 90 // longest),
        "height": max(1, photo.height * 90 // longest),
        "file_unique_id": f"{photo.unique_id}s",
        "file_size": min(len(photo.data), 1_500),
    }
    return [{**whole, **small}, whole]


def _sticker(kept: File, emoji: str) -> Json:
    fixed = {"type": "regular", "is_animated": False, "is_video": False}
    return {"width": 512, "height": 512, "emoji": emoji, **fixed, **file(kept)}
