"""The control API of the chat page's Zalo pane: who is there, what they see, what they do."""

from collections.abc import Callable
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.telegram.control import LONGEST_WAIT, as_json, refused
from sandbox.zalo.errors import Impossible
from sandbox.zalo.model import Json, Message
from sandbox.zalo.people import Zalo
from sandbox.zalo.server import BotDoor

BELOW = "/zalo-api"  # the Bot API beside Telegram's, on one server
WRONG = "Yêu cầu thiếu hoặc sai tham số."


class Control:
    def __init__(self, world: Zalo) -> None:
        self.world = world

    def routes(self) -> list[Route]:
        return [
            Route(BELOW + "/bot{token}/{method}", BotDoor(self.world), methods=["GET", "POST"]),
            Route("/sandbox/zalo/people", self.people),
            Route("/sandbox/zalo/chats/{chat}/messages", self.messages),
            Route("/sandbox/zalo/photos/{chat}/{id}", self.photo),
            Route("/sandbox/zalo/say", self._door(self._says), methods=["POST"]),
            Route("/sandbox/zalo/sticker", self._door(self._sticks), methods=["POST"]),
        ]

    async def people(self, request: Request) -> Response:
        world = self.world
        people = [
            {"id": one.id, "key": one.key, "name": one.name, "about": one.about}
            for one in world.people.values()
        ]
        groups = [
            {"id": chat.id, "title": chat.title, "members": chat.members}
            for chat in world.chats.values()
            if chat.group
        ]
        used = {"used": world.used, "allowed": world.switches.messages_a_month}
        return as_json({"people": people, "groups": groups, "bot": {"name": world.name}, **used})

    async def messages(self, request: Request) -> Response:
        """Those after a moment; waits for the next one as long as it is asked to."""
        asked, chat = request.query_params, str(request.path_params["chat"])
        try:
            after, left = int(asked.get("after", 0)), min(float(asked.get("wait", 0)), LONGEST_WAIT)
            while not (news := self._news(chat, asked.get("as"), after)) and left > 0:
                if self.world.journal.closed:
                    break
                left = await self.world.journal.pulse.wait_left(left)
        except Impossible as refusal:
            return refused(str(refusal))
        except ValueError:
            return refused(WRONG)
        used = {"used": self.world.used, "allowed": self.world.switches.messages_a_month}
        return as_json({"seq": self.world.journal.seq, "messages": news, **used})

    def _news(self, chat: str, viewer: str | None, after: int) -> list[Json]:
        found = self.world.messages(chat, viewer)
        return [_shown(one) for one in found if one.changed > after]

    async def photo(self, request: Request) -> Response:
        chat = self.world.chats.get(str(request.path_params["chat"]))
        found = chat.history.get(str(request.path_params["id"])) if chat else None
        if found is None or found.photo is None:
            return refused("Không có ảnh này.", 404)
        return Response(found.photo, media_type="image/png")

    def _door(self, act: Callable[[Json], Json]) -> Any:
        async def door(request: Request) -> Response:
            try:
                done = act(orjson.loads(await request.body()))
            except Impossible as refusal:
                return refused(str(refusal))
            except (KeyError, TypeError, ValueError):
                return refused(WRONG)
            return as_json({"ok": True, "number": done.get("number")})

        return door

    def _says(self, asked: Json) -> Json:
        mention = bool(asked.get("mention"))
        return self.world.says(
            str(asked["person"]), str(asked["text"]), asked.get("chat"), mention=mention
        )

    def _sticks(self, asked: Json) -> Json:
        return self.world.sends_sticker(str(asked["person"]), asked.get("chat"))


def _shown(message: Message) -> Json:
    """One message as the pane draws it."""
    photo = f"/sandbox/zalo/photos/{message.chat_id}/{message.id}" if message.photo else None
    return {
        "id": message.id,
        "from": {"id": message.sender, "name": message.sender_name, "is_bot": message.from_bot},
        "date": message.date.isoformat(),
        "text": message.text,
        "styles": message.styles,
        "kind": message.kind,
        "photo": photo,
    }
