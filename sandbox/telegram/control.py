"""The control API of the chat page: who is there, what they see, what the platform saw."""

from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.telegram.errors import Impossible
from sandbox.telegram.methods.menu import menu_for
from sandbox.telegram.model import Json, Message
from sandbox.telegram.people import Telegram

LONGEST_WAIT = 25.0


class Control:
    """The reading half; `acting.py` has the other."""

    def __init__(self, world: Telegram) -> None:
        self.world = world

    def routes(self) -> list[Route]:
        return [
            Route("/sandbox/people", self.people),
            Route("/sandbox/chats/{chat}/messages", self.messages),
            Route("/sandbox/events", self.events),
            Route("/sandbox/commands", self.commands),
            Route("/sandbox/files/{id}", self.file),
        ]

    async def people(self, request: Request) -> Response:
        world = self.world
        people = [
            {"id": p.id, "key": p.key, "name": p.name, "about": p.about, "blocked": p.blocked}
            for p in world.people.values()
        ]
        groups = [
            {"id": c.id, "title": c.title, "members": c.members, "bot": c.bot_is_in}
            for c in world.chats.values()
            if not c.is_private and c.migrated_to is None
        ]
        bot = {"id": world.bot_id, "name": world.name, "username": world.username}
        return as_json({"people": people, "groups": groups, "bot": bot})

    async def messages(self, request: Request) -> Response:
        asked = request.query_params
        try:
            chat_id = int(request.path_params["chat"])
            viewer = int(asked["as"]) if "as" in asked else None
            after, wait = int(asked.get("after", 0)), float(asked.get("wait", 0))
            self.world.seen_by(chat_id, viewer)
        except Impossible as refusal:
            return refused(str(refusal))
        except ValueError:
            return refused("Tham số không đúng.")
        news = await self._wait(lambda: self._news(chat_id, viewer, after), wait)
        return as_json(news or self._nothing())

    def _news(self, chat_id: int, viewer: int | None, after: int) -> Json | None:
        messages = self.world.seen_by(chat_id, viewer)
        fresh = [message for message in messages if message.changed > after]
        seq, alert = self.world.presses.alerts.get((viewer or 0, chat_id), (0, None))
        if not fresh and (seq <= after or after == 0):
            return None
        shown = [shown_message(self.world, message) for message in fresh]
        seen = {"seq": self.world.journal.seq, "messages": shown}
        # A page that opens late (after=0) is not shown an old alert again.
        return {**seen, "alert": alert if seq > after > 0 else None}

    def _nothing(self) -> Json:
        return {"seq": self.world.journal.seq, "messages": [], "alert": None}

    async def events(self, request: Request) -> Response:
        try:
            after = int(request.query_params.get("after", 0))
            wait = float(request.query_params.get("wait", 0))
        except ValueError:
            return refused("Tham số không đúng.")
        found = await self._wait(lambda: self.world.journal.after(after), wait)
        return as_json({"seq": self.world.journal.seq, "events": found or []})

    async def _wait(self, look: Any, seconds: float) -> Any:
        """Look now, and again with every change, until there is something or the time is over."""
        journal = self.world.journal
        left = min(seconds, LONGEST_WAIT)
        while not (found := look()) and left > 0 and not journal.closed:
            left = await journal.pulse.wait_left(left)
        return found

    async def commands(self, request: Request) -> Response:
        try:
            person = int(request.query_params["person"])
            chat = int(request.query_params.get("chat") or person)
            self.world.seen_by(chat, person)
        except (KeyError, ValueError):
            return refused("Tham số không đúng.")
        except Impossible as refusal:
            return refused(str(refusal))
        return as_json({"commands": menu_for(self.world, person, chat)})

    async def file(self, request: Request) -> Response:
        kept = self.world.files.by_unique_id.get(request.path_params["id"])
        if kept is None:
            return refused("Không có tệp này.", 404)
        safe = kept.mime if kept.mime.startswith(("image/png", "image/jpeg", "image/webp")) else ""
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"}
        return Response(kept.data, media_type=safe or "application/octet-stream", headers=headers)


def shown_message(world: Telegram, message: Message) -> Json:
    """One message as the page draws it."""
    gone = message.deleted
    photo, document = message.photo, message.document or message.voice
    card = message.contact or {}
    name = f"{card.get('first_name', '')} {card.get('last_name', '')}".strip()
    return {
        "id": message.id,
        "from": {
            "id": message.sender,
            "name": message.sender_name,
            "is_bot": message.from_bot,
        },
        "date": message.date.isoformat(),
        "html": "" if gone else message.html,
        "text": "" if gone else message.text or service_words(message),
        "buttons": [] if gone else [[_button(b) for b in row] for row in message.buttons],
        "keyboard": None if gone else _keyboard(message),
        "photo": link(photo.unique_id) if photo and not gone else None,
        "document": (
            {"name": document.name, "url": link(document.unique_id), "size": len(document.data)}
            if document and not gone
            else None
        ),
        "contact": {"name": name, "phone": card["phone_number"]} if card and not gone else None,
        "reply_to": message.reply_to,
        "kind": message.kind,
        "edited": message.edited,
        "deleted": gone,
    }


def _button(button: Json) -> Json:
    kind = "url" if "url" in button else "data"
    return {"text": button["text"], kind: button.get("url") or button.get("callback_data", "")}


def _keyboard(message: Message) -> Any:
    keyboard = message.keyboard
    if keyboard is None or keyboard == "removed":
        return keyboard
    return [
        [{"text": b["text"], "contact": bool(b.get("request_contact"))} for b in row]
        for row in keyboard
    ]


def service_words(message: Message) -> str:
    service = message.service or {}
    if "new_chat_members" in service:
        names = ", ".join(who["first_name"] for who in service["new_chat_members"])
        return f"{names} vào nhóm"
    if "left_chat_member" in service:
        return f"{service['left_chat_member']['first_name']} rời nhóm"
    if "migrate_to_chat_id" in service or "migrate_from_chat_id" in service:
        return "Nhóm đã được nâng cấp thành nhóm lớn"
    return ""


def link(unique_id: str) -> str:
    return f"/sandbox/files/{unique_id}"


def as_json(value: Json, status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(orjson.dumps(value), status, headers, media_type="application/json")


def refused(sentence: str, status: int = 400) -> Response:
    return as_json({"ok": False, "error": sentence}, status)
