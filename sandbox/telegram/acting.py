"""The control API of the chat page: what its people do."""

from collections.abc import Callable
from typing import Any

import orjson
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.telegram.control import as_json, refused
from sandbox.telegram.errors import Impossible
from sandbox.telegram.model import Json
from sandbox.telegram.people import OWN, Telegram

ANSWER_TIME = 5.0
WRONG = "Yêu cầu thiếu hoặc sai tham số."
Act = Callable[[Telegram, Json], Json]


class Acting:
    def __init__(self, world: Telegram) -> None:
        self.world = world

    def routes(self) -> list[Route]:
        acts: dict[str, Act] = {
            "say": say,
            "start": start,
            "contact": contact,
            "voice": lambda world, asked: world.sends_voice(asked["person"], asked.get("chat")),
            "sticker": lambda world, asked: world.sends_sticker(asked["person"], asked.get("chat")),
            "block": block,
            "group": group,
            "fault": fault,
        }
        posts = [
            Route(f"/sandbox/{name}", self._door(act), methods=["POST"])
            for name, act in acts.items()
        ]
        press = Route("/sandbox/press", self.press, methods=["POST"])
        return [*posts, press, Route("/sandbox/file", self.file, methods=["POST"])]

    def _door(self, act: Act) -> Any:
        async def door(request: Request) -> Response:
            return await self._answer(request, act)

        return door

    async def _answer(self, request: Request, act: Act) -> Response:
        try:
            asked = orjson.loads(await request.body())
            update = act(self.world, asked)
        except Impossible as refusal:
            return refused(str(refusal))
        except (KeyError, TypeError, ValueError):
            return refused(WRONG)
        return as_json(
            {"ok": True, **{k: v for k, v in update.items() if k in ("update_id", "group")}}
        )

    async def press(self, request: Request) -> Response:
        """Answered once the bot has answered the press, or after five seconds without."""
        try:
            asked = orjson.loads(await request.body())
            place = (int(asked["person"]), int(asked["chat"]), int(asked["message"]))
            update = self.world.taps(*place, str(asked["data"]))
        except Impossible as refusal:
            return refused(str(refusal))
        except (KeyError, TypeError, ValueError):
            return refused(WRONG)
        answer = await self.world.answer_to(update, ANSWER_TIME)
        return as_json({"ok": True, "update_id": update["update_id"], "answer": answer})

    async def file(self, request: Request) -> Response:
        async with request.form() as form:
            part = form.get("file")
            try:
                if not isinstance(part, UploadFile):
                    raise KeyError("file")
                update = _send_file(self.world, form, part, await part.read())
            except Impossible as refusal:
                return refused(str(refusal))
            except (KeyError, TypeError, ValueError):
                return refused(WRONG)
        return as_json({"ok": True, "update_id": update["update_id"]})


def _send_file(world: Telegram, form: FormData, part: UploadFile, data: bytes) -> Json:
    person = int(str(form["person"]))
    chat = int(str(form["chat"])) if form.get("chat") else None
    mime = part.content_type or "application/octet-stream"
    send = world.sends_photo if mime in ("image/jpeg", "image/png") else world.sends_document
    caption = str(form.get("caption") or "")
    return send(person, part.filename or "tep", data, mime, caption, chat)


def say(world: Telegram, asked: Json) -> Json:
    return world.says(asked["person"], asked["text"], asked.get("chat"), asked.get("reply_to"))


def start(world: Telegram, asked: Json) -> Json:
    return world.starts(asked["person"], asked.get("payload") or "")


def contact(world: Telegram, asked: Json) -> Json:
    of = asked.get("of", OWN)
    return world.shares_contact(asked["person"], asked.get("phone"), of, asked.get("chat"))


def block(world: Telegram, asked: Json) -> Json:
    act = world.blocks_bot if asked["blocked"] else world.unblocks
    return act(asked["person"])


def group(world: Telegram, asked: Json) -> Json:
    action, place = asked["action"], int(asked["group"])
    person: int | None = asked.get("person")
    if action == "migrate":
        return {"update_id": None, "group": world.migrate_group(place)}
    if action == "join":
        return world.joins(int(asked["person"]), place)
    if action == "leave":
        return world.leaves(int(asked["person"]), place)
    if action == "add_bot":
        return world.adds_bot_to(place, person)
    if action == "remove_bot":
        return world.removes(place, person)
    raise Impossible("Không có việc này.")


def fault(world: Telegram, asked: Json) -> Json:
    """As `faults.add`; and the kinds hold, release, duplicate and clear."""
    kind = asked.get("kind")
    if kind == "hold":
        world.faults.hold(int(asked["chat_id"]))
    elif kind == "release":
        world.faults.release(int(asked["chat_id"]))
    elif kind == "duplicate":
        world.faults.duplicate_next_update()
    elif kind == "clear":
        world.faults.clear()
    else:
        world.faults.add(**asked)
    return {"update_id": None}
