"""Reply markup, checked as the server checks it."""

from typing import Any

from sandbox.telegram.errors import bad
from sandbox.telegram.model import Json
from sandbox.telegram.params import Params

MOST_BUTTONS = 100
ROW = 12
LONGEST_DATA = 64
REQUESTS = {
    "request_contact": "phone number",
    "request_location": "location",
    "request_poll": "poll",
    "request_users": "users",
    "request_chat": "chats",
}
SHOWN = (
    "resize_keyboard",
    "one_time_keyboard",
    "is_persistent",
    "selective",
    "input_field_placeholder",
)


def read_markup(params: Params) -> Json | None:
    """What reply_markup asks for, in one of its four shapes; None when it asks for nothing."""
    try:
        given = params.structure("reply_markup")
    except ValueError:
        raise bad("can't parse reply keyboard markup JSON object") from None
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad("object expected as reply markup")
    keyboard = _rows(
        given.get("keyboard"), 'field "keyboard" must be an Array of Arrays', _reply_button
    )
    wrong = 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
    inline = _rows(given.get("inline_keyboard"), wrong, _inline_button)
    if keyboard:
        return {"keyboard": keyboard, **{name: given[name] for name in SHOWN if name in given}}
    if inline:
        return {"inline_keyboard": inline}
    if given.get("remove_keyboard"):
        return {"remove_keyboard": True}
    return {"force_reply": True} if given.get("force_reply") else None


def check_markup(markup: Json | None, *, private: bool) -> None:
    """What only the chat's server finds wrong, once the chat is known."""
    buttons = [button for row in (markup or {}).get("inline_keyboard", []) for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    for button in buttons:
        if len(str(button.get("callback_data", "")).encode()) > LONGEST_DATA:
            raise bad("BUTTON_DATA_INVALID")
        url = button.get("url", "")
        if url and not _is_link(url):
            raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    for button in (button for row in (markup or {}).get("keyboard", []) for button in row):
        asked = next((what for name, what in REQUESTS.items() if button.get(name)), None)
        if asked and not private:
            raise bad(f"{asked} can be requested in private chats only")


def _rows(given: Any, wrong: str, read: Any) -> list[list[Json]]:
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise bad(wrong)
    rows = [[button for button in map(read, row) if button["text"]][:ROW] for row in given]
    return [row for row in rows if row]


def _reply_button(given: Any) -> Json:
    if isinstance(given, str):
        return {"text": given}
    if not isinstance(given, dict):
        raise bad("can't parse keyboard button: KeyboardButton must be a String or an Object")
    return {**given, "text": _text(given, "can't parse keyboard button")}


def _inline_button(given: Any) -> Json:
    where = "can't parse inline keyboard button"
    if not isinstance(given, dict):
        raise bad(f"{where}: InlineKeyboardButton must be an Object")
    text = _text(given, where)
    for kind in ("url", "callback_data"):
        if given.get(kind):
            if not isinstance(given[kind], str):
                raise bad(f'{where}: Field "{kind}" must be of type String')
            return {"text": text, kind: given[kind]}
    if isinstance(given.get("copy_text"), dict):
        return {"text": text, "copy_text": given["copy_text"]}
    raise bad(f"{where}: Text buttons are unallowed in the inline keyboard")


def _text(given: Json, where: str) -> str:
    text = given.get("text")
    if text is None:
        raise bad(f'{where}: Can\'t find field "text"')
    if not isinstance(text, str):
        raise bad(f'{where}: Field "text" must be of type String')
    return text


def _is_link(url: str) -> bool:
    scheme, _, rest = url.partition("://")
    if not rest:
        return "." in url and " " not in url
    host = rest.split("/")[0].split(":")[0]
    return scheme in ("tg", "ton") or (
        scheme in ("http", "https") and "." in host and " " not in url
    )
