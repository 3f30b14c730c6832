"""A Telegram update as `Said`; None for what we did not ask for."""

from dataclasses import replace
from datetime import datetime

from telegram import Bot, Chat, Message, Update
from telegram.error import TelegramError

from bot.said import Contact, File, Said

MAX_FETCH = 1024 * 1024  # nothing asks for a file yet; a stranger's must not hold up others


async def said(update: Update, bot: Bot, bot_id: int, now: datetime) -> Said | None:
    """Translate one update. A file of bearable size is fetched here, before the transaction."""
    if update.callback_query is not None:
        return _pressed(update, bot_id, now)
    if update.my_chat_member is not None:
        return _membership(update, bot_id, now)
    message = update.message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    base = _base(update, bot_id, now, message.chat, str(message.from_user.id))
    if message.migrate_to_chat_id or message.migrate_from_chat_id:
        return _migrated(base, message)
    if base.group and not _spoken_to_us(message, bot):
        return None
    return await _message(base, message, bot)


def _base(update: Update, bot_id: int, now: datetime, chat: Chat, person: str) -> Said:
    return Said(
        bot=bot_id,
        chat=str(chat.id),
        person=person,
        key=str(update.update_id),
        at=now,
        group=chat.type != "private",
    )


def _with(base: Said, **changes: object) -> Said:
    return replace(base, **changes)  # type: ignore[arg-type]


def _pressed(update: Update, bot_id: int, now: datetime) -> Said | None:
    query = update.callback_query
    if query is None or query.message is None:
        return None
    base = _base(update, bot_id, now, query.message.chat, str(query.from_user.id))
    return _with(
        base,
        kind="choice",
        choice=query.data or "",
        on=str(query.message.message_id),
        press=query.id,
    )


def _membership(update: Update, bot_id: int, now: datetime) -> Said | None:
    change = update.my_chat_member
    if change is None:
        return None
    base = _base(update, bot_id, now, change.chat, str(change.from_user.id))
    gone = change.new_chat_member.status in ("left", "kicked")
    return _with(base, kind="event", text="gone" if gone else "came")


def _migrated(base: Said, message: Message) -> Said | None:
    if message.migrate_to_chat_id is None:
        return None
    return _with(base, kind="event", text="moved", choice=str(message.migrate_to_chat_id))


def _spoken_to_us(message: Message, bot: Bot) -> bool:
    """In a group we answer a command, a mention of our name, or a reply to our message."""
    text = message.text or message.caption or ""
    replied = message.reply_to_message
    to_us = bool(replied and replied.from_user and replied.from_user.id == bot.id)
    return to_us or text.startswith("/") or f"@{bot.username}".lower() in text.lower()


async def _message(base: Said, message: Message, bot: Bot) -> Said:
    if message.contact is not None:
        own = str(message.contact.user_id or "") == base.person
        return _with(base, kind="contact", contact=Contact(message.contact.phone_number, own))
    if message.text is not None:
        return _with(base, text=_without_name(message.text, bot) if base.group else message.text)
    if message.document is not None or message.photo:
        return _with(base, kind="file", text=message.caption or "", file=await _file(message, bot))
    if message.voice or message.audio or message.video_note:
        return _with(base, kind="voice")
    return _with(base, kind="sticker" if message.sticker else "other")


def _without_name(text: str, bot: Bot) -> str:
    if text.startswith("/"):
        return text
    name = f"@{bot.username}"
    at = text.lower().find(name.lower())
    return (text[:at] + text[at + len(name) :]).strip() if at >= 0 else text


async def _file(message: Message, bot: Bot) -> File:
    kept = message.document or message.photo[-1]
    name = message.document.file_name if message.document else "photo.jpg"
    mime = message.document.mime_type if message.document else "image/jpeg"
    size = kept.file_size or 0
    content = None
    if 0 < size <= MAX_FETCH:
        try:
            content = bytes(await (await bot.get_file(kept.file_id)).download_as_bytearray())
        except TelegramError:
            content = None
    return File(name or "tệp", mime or "application/octet-stream", size, content)
