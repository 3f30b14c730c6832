"""The limits of the Bot API as its documentation states them, parameter by parameter."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

KINDS = {"message", "edited_message", "channel_post", "edited_channel_post", "inline_query",
         "callback_query", "my_chat_member", "chat_member", "poll", "poll_answer"}  # fmt: skip
SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
          "chat_administrators", "chat_member"}  # fmt: skip
BUTTON_DOES = {"url", "callback_data", "web_app", "login_url", "switch_inline_query", "pay"}


MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in the body of a request."""

    name: str
    content: bytes


class Refused(Exception):
    """What the platform answers, with its code."""

    def __init__(self, description: str, code: int = 400) -> None:
        super().__init__(description)
        self.description, self.code = description, code


def check(true: Any, description: str) -> None:
    if not true:
        raise Refused(f"Bad Request: {description}")


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def integer(value: str) -> int:
    check(re.fullmatch(r"-?\d{1,19}", value), f"{value!r} is not an Integer")
    return int(value)


def between(low: int, high: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        number = integer(value)
        check(low <= number <= high, f"{number} is out of range")
        return number

    return read


def text(most: int, least: int = 1) -> Callable[[str], str]:
    def read(value: str) -> str:
        check(utf16(value) >= least, "message text is empty")
        check(utf16(value) <= most, "message is too long")
        return value

    return read


def boolean(value: str) -> bool:
    check(value in ("true", "false"), f"{value!r} is not a Boolean")
    return value == "true"


def an_object(value: str) -> dict[str, Any]:
    found = json.loads(value)
    check(isinstance(found, dict), "an Object was expected")
    return found


def kinds(value: str) -> list[str]:
    found = json.loads(value)
    check(isinstance(found, list) and set(found) <= KINDS, f"unknown update types in {value}")
    return found


def secret(value: str) -> str:
    check(
        re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value), "secret token contains unallowed characters"
    )
    return value


def commands(value: str) -> list[Any]:
    found = json.loads(value)
    check(len(found) <= 100, "too many commands")
    for one in found:
        check(set(one) == {"command", "description"}, "BOT_COMMAND_INVALID")
        check(re.fullmatch(r"[a-z0-9_]{1,32}", one["command"]), "BOT_COMMAND_INVALID")
        check(1 <= utf16(one["description"]) <= 256, "BOT_COMMAND_DESCRIPTION_INVALID")
    return found


def scope(value: str) -> dict[str, Any]:
    found = an_object(value)
    check(found.get("type") in SCOPES, "unsupported BotCommandScope")
    check(found["type"] != "chat" or isinstance(found.get("chat_id"), int), "chat_id is empty")
    return found


def markup(value: str) -> dict[str, Any]:
    found = an_object(value)
    if "inline_keyboard" in found:
        for row in found["inline_keyboard"]:
            check(row and isinstance(row, list), "an inline keyboard row must be a full Array")
            for button in row:
                _button(button)
        return found
    if "keyboard" in found:
        check(all(key["text"] for row in found["keyboard"] for key in row), "a key without text")
        return found
    check(found.get("remove_keyboard") is True, "object expected as reply markup")
    return found


def _button(button: dict[str, Any]) -> None:
    check(isinstance(button.get("text"), str) and button["text"], "button text is empty")
    does = set(button) & BUTTON_DOES
    check(len(does) == 1 and set(button) == does | {"text"}, "Text buttons are unallowed")
    if "callback_data" in button:
        check(1 <= len(button["callback_data"].encode()) <= 64, "BUTTON_DATA_INVALID")
    if "url" in button:
        check(re.match(r"(https?|tg)://\S+$", button["url"]), "BUTTON_URL_INVALID")


def parse_mode(value: str) -> str:
    check(value in ("HTML", "Markdown", "MarkdownV2"), "unsupported parse_mode")
    return value


def upload(most: int) -> Callable[[Any], Upload]:
    """A new file; one the platform has already, or an address, is nothing we send."""

    def read(value: Any) -> Upload:
        check(isinstance(value, Upload), "wrong file identifier/HTTP URL specified")
        check(value.content, "file must be non-empty")
        check(len(value.content) <= most, "file is too big")
        return value

    return read


Spec = dict[str, tuple[Callable[[Any], Any], bool]]
_TO: Spec = {
    "chat_id": (integer, True), "reply_markup": (markup, False), "parse_mode": (parse_mode, False),
    "disable_notification": (boolean, False),
}  # fmt: skip
# Lengths hold for what is read, after the marks of HTML are gone: `sized` looks again.
_TEXT: Spec = {"text": (text(MEGABYTE), True), "link_preview_options": (an_object, False)}
_CAPTION: Spec = {"caption": (text(MEGABYTE, 0), False)}
METHODS: dict[str, Spec] = {
    "getMe": {},
    "getWebhookInfo": {},
    "deleteWebhook": {"drop_pending_updates": (boolean, False)},
    "getUpdates": {
        "offset": (integer, False), "limit": (between(1, 100), False),
        "timeout": (between(0, 50), False), "allowed_updates": (kinds, False),
    },
    "setWebhook": {
        "url": (text(2048, 0), True), "secret_token": (secret, False),
        "max_connections": (between(1, 100), False), "allowed_updates": (kinds, False),
    },
    "sendMessage": _TO | _TEXT,
    "sendPhoto": _TO | _CAPTION | {"photo": (upload(10 * MEGABYTE), True)},
    "sendDocument": _TO | _CAPTION | {"document": (upload(50 * MEGABYTE), True)},
    "editMessageText": _TO | _TEXT | {"message_id": (integer, True)},
    "answerCallbackQuery": {
        "callback_query_id": (text(64), True), "text": (text(200, 0), False),
        "show_alert": (boolean, False),
    },
    "setMyCommands": {"commands": (commands, True), "scope": (scope, False)},
    "getFile": {"file_id": (text(256), True)},
}  # fmt: skip
MOST = {"text": 4096, "caption": 1024}


def read(method: str, given: dict[str, Any]) -> dict[str, Any]:
    """The parameters as the method understands them; those it does not know it overlooks."""
    spec = METHODS[method]
    missing = [name for name, (_, needed) in spec.items() if needed and name not in given]
    check(not missing, f"{missing} is empty")
    made = {name: spec[name][0](value) for name, value in given.items() if name in spec}
    if made.get("reply_markup") is not None and method.startswith("edit"):
        check("inline_keyboard" in made["reply_markup"], "inline keyboard expected")
    return made


def sized(made: dict[str, Any]) -> None:
    """What is read in the end must fit."""
    for name in set(MOST) & set(made):
        check(made[name].strip() or name == "caption", "message text is empty")
        long = "message is too long" if name == "text" else "message caption is too long"
        check(utf16(made[name]) <= MOST[name], long)
