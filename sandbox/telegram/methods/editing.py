"""Changing and deleting messages that are already there."""

from datetime import timedelta

from sandbox.telegram.errors import bad
from sandbox.telegram.keyboards import check_markup, read_markup
from sandbox.telegram.methods.content import check_length, read_caption, read_text
from sandbox.telegram.methods.registry import method
from sandbox.telegram.model import Chat, Json, Message
from sandbox.telegram.params import Params
from sandbox.telegram.world import World

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
DELETABLE = timedelta(hours=48)


@method("editMessageText")
def edit_message_text(world: World, params: Params) -> Json:
    text, entities = read_text(params)
    markup = read_markup(params)
    chat, message = _editable(world, params)
    if message.has_media or not message.text:
        raise bad("there is no text in the message to edit")
    check_length(text)
    return _change(world, chat, message, text, entities, markup)


@method("editMessageCaption")
def edit_message_caption(world: World, params: Params) -> Json:
    text, entities = read_caption(params)
    markup = read_markup(params)
    chat, message = _editable(world, params)
    if not message.has_media:
        raise bad("there is no caption in the message to edit")
    check_length(text, caption=True)
    return _change(world, chat, message, text, entities, markup)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, params: Params) -> Json:
    markup = read_markup(params)
    chat, message = _editable(world, params)
    return _change(world, chat, message, message.text, message.entities, markup)


@method("deleteMessage")
def delete_message(world: World, params: Params) -> bool:
    if params.values.get("chat_id") in (None, ""):
        raise bad("chat identifier is not specified")
    if params.number("message_id") == 0:
        raise bad("message identifier is not specified")
    chat = world.chat_of(params.values.get("chat_id"))
    world.check_may_write(chat)
    message = _existing(chat, params, "message to delete not found")
    if not (message.from_bot or chat.is_private or chat.bot == "administrator"):
        raise bad("message can't be deleted")
    if world.now() - message.date > DELETABLE and chat.bot != "administrator":
        raise bad("message can't be deleted for everyone")
    message.deleted = True
    world.changed(message, "edited")
    return True


def _editable(world: World, params: Params) -> tuple[Chat, Message]:
    if params.values.get("chat_id") in (None, "") and params.number("message_id") == 0:
        raise bad("message identifier is not specified")
    chat = world.chat_of(params.values.get("chat_id"))
    if not chat.is_private or world.people[chat.id].blocked:
        world.check_may_write(chat)
    message = _existing(chat, params, "message to edit not found")
    # Only what has no markup or an inline keyboard can be edited.
    if not message.from_bot or message.service or (message.markup and not message.buttons):
        raise bad("message can't be edited")
    return chat, message


def _existing(chat: Chat, params: Params, otherwise: str) -> Message:
    message = chat.history.get(params.number("message_id"))
    if message is None or message.deleted:
        raise bad(otherwise)
    return message


def _change(
    world: World, chat: Chat, message: Message, text: str, entities: list[Json], markup: Json | None
) -> Json:
    if markup is not None and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    check_markup(markup, private=chat.is_private)
    if (text, entities, markup) == (message.text, message.entities, message.markup):
        raise bad(SAME)
    world.flood.check(chat.id)
    if (text, entities) != (message.text, message.entities):
        message.edited_at = world.now()
    message.text, message.entities, message.markup = text, entities, markup
    world.changed(message)
    return world.message_json(message)
