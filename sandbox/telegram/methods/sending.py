"""sendMessage, sendPhoto, sendDocument, sendChatAction."""

from typing import Any

from sandbox.telegram.errors import bad
from sandbox.telegram.keyboards import check_markup, read_markup
from sandbox.telegram.methods.content import (
    check_length,
    read_caption,
    read_file,
    read_reply,
    read_text,
)
from sandbox.telegram.methods.registry import method
from sandbox.telegram.model import Json
from sandbox.telegram.params import Params
from sandbox.telegram.world import World

ACTIONS = {
    "cancel", "typing", "record_video", "upload_video", "record_audio", "upload_audio",
    "record_voice", "upload_voice", "upload_photo", "upload_document",
    "choose_sticker", "pick_up_location", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


@method("sendMessage")
def send_message(world: World, params: Params) -> Json:
    text, entities = read_text(params)
    return _send(world, params, text=text, entities=entities)


@method("sendPhoto")
def send_photo(world: World, params: Params) -> Json:
    photo = read_file(params, world, "photo")
    text, entities = read_caption(params)
    return _send(world, params, text=text, entities=entities, photo=photo)


@method("sendDocument")
def send_document(world: World, params: Params) -> Json:
    document = read_file(params, world, "document")
    text, entities = read_caption(params)
    return _send(world, params, text=text, entities=entities, document=document)


@method("sendChatAction")
def send_chat_action(world: World, params: Params) -> bool:
    if params.text("action").lower() not in ACTIONS:
        raise bad("wrong parameter action in request")
    world.check_may_write(world.chat_of(params.values.get("chat_id")))
    return True


def _send(world: World, params: Params, *, text: str, **content: Any) -> Json:
    markup = read_markup(params)
    chat = world.chat_of(params.values.get("chat_id"))
    world.check_may_write(chat)
    reply_to = read_reply(params, world, chat)
    check_length(text, caption="photo" in content or "document" in content)
    check_markup(markup, private=chat.is_private)
    world.flood.check(chat.id)
    message = world.post(chat, world.bot_id, text=text, markup=markup, reply_to=reply_to, **content)
    return world.message_json(message)
