"""A Zalo event as `Said`; None for what says nothing to us."""

import re
from datetime import datetime
from typing import Any

from bot.said import File, Said

KINDS = {
    "message.text.received": "text",
    "message.image.received": "file",
    "message.sticker.received": "sticker",
    "message.voice.received": "voice",
    "message.unsupported.received": "unsupported",
}


def unwrapped(body: Any) -> dict[str, Any] | None:
    """The event itself, bare or inside `result`; None when there is none, as in a probe."""
    if isinstance(body, dict) and isinstance(body.get("result"), dict):
        body = body["result"]
    if not isinstance(body, dict) or not isinstance(body.get("message"), dict):
        return None
    event: dict[str, Any] = _storable(body)
    return event if key_of(event) and chat_of(event) else None


def _storable(value: Any) -> Any:
    """Without what no database takes: NUL, and halves of characters."""
    if isinstance(value, str):
        return value.replace("\0", "").encode(errors="ignore").decode()
    if isinstance(value, dict):
        return {_storable(key): _storable(one) for key, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list) else value


def key_of(event: dict[str, Any]) -> str:
    """The message's id is all there is to recognise a repeat by."""
    return str(event["message"].get("message_id") or "")[:64]


def chat_of(event: dict[str, Any]) -> str:
    chat = event["message"].get("chat")
    return str(chat.get("id") or "")[:64] if isinstance(chat, dict) else ""


def said(event: dict[str, Any], bot_id: int, name: str, now: datetime) -> Said | None:
    """Translate one event. A kind the platform does not pass on is “other”."""
    message = event["message"]
    sender = message.get("from")
    if not isinstance(sender, dict) or sender.get("is_bot") or not sender.get("id"):
        return None
    chat = message["chat"]
    group = str(chat.get("chat_type") or "").upper() == "GROUP"
    kind = KINDS.get(str(event.get("event_name")), "other")
    if group and kind == "unsupported":
        return None  # nobody in the group has asked for anything
    text = str(message.get("text") or message.get("caption") or "")
    return Said(
        bot=bot_id,
        chat=chat_of(event),
        person=str(sender["id"])[:64],
        key=key_of(event),
        at=now,
        group=group,
        text=_without_name(text, name) if group else text,
        file=_picture(message) if kind == "file" else None,
        kind=kind,
        numbered=True,
    )


def _picture(message: dict[str, Any]) -> File | None:
    """The address expires; what needs the picture fetches it. Live it is `photo_url`."""
    address = message.get("photo_url") or message.get("photo")
    return File("photo.jpg", "image/jpeg", 0) if address else None


def _without_name(text: str, name: str) -> str:
    """A group's message carries the mention as text, with the name as people see it.

    Where getMe has not told that name, the words after it begin at a command at least.
    """
    mention = re.search(re.escape(f"@{name}"), text, re.IGNORECASE) if name else None
    if mention is not None:
        return (text[: mention.start()] + text[mention.end() :]).strip()
    command = text.find(" /") if text.startswith("@") else -1
    return text[command:].strip() if command >= 0 else text.strip()
