"""What a message of the bot carries: its text or caption, what it answers, the file in it."""

from sandbox.telegram.entities import find_entities, trimmed
from sandbox.telegram.errors import BotApiError, bad
from sandbox.telegram.model import Chat, File, Json
from sandbox.telegram.params import Params
from sandbox.telegram.parse import parse_html
from sandbox.telegram.pictures import MOST_BYTES, fits, size_of
from sandbox.telegram.utf16 import units
from sandbox.telegram.world import World

LONGEST = 4096
LONGEST_CAPTION = 1024
LONGEST_SOURCE = 1 << 15
LARGEST_UPLOAD = 50 * 1024 * 1024


def read_text(params: Params) -> tuple[str, list[Json]]:
    source = params.text("text")
    if not source:
        raise bad("message text is empty")
    text, entities = _formatted(source, params, "entities")
    if not text:
        raise bad("message text is empty")
    return text, entities


def read_caption(params: Params) -> tuple[str, list[Json]]:
    return _formatted(params.text("caption"), params, "caption_entities")


def check_length(text: str, *, caption: bool = False) -> None:
    """Counted in UTF-16 units after the markup is read, as the limit is documented."""
    if units(text) > (LONGEST_CAPTION if caption else LONGEST):
        raise bad("message caption is too long" if caption else "message is too long")


def _formatted(source: str, params: Params, entities_name: str) -> tuple[str, list[Json]]:
    if len(source.encode()) > LONGEST_SOURCE:
        raise bad("text is too long")
    mode = params.text("parse_mode").lower()
    if not source or mode in ("", "none"):
        given = _given_entities(params, entities_name)
        text, entities = source, given
    elif mode == "html":
        text, entities = parse_html(source)
    elif mode in ("markdown", "markdownv2"):
        raise BotApiError(501, "Not Implemented: this sandbox reads HTML only")
    else:
        raise bad("unsupported parse_mode")
    text, entities = trimmed(text, entities)
    return text, find_entities(text, entities)


def _given_entities(params: Params, name: str) -> list[Json]:
    try:
        given = params.structure(name) or []
    except ValueError:
        return []
    if not isinstance(given, list) or not all(isinstance(e, dict) and "type" in e for e in given):
        raise bad("can't parse MessageEntity: expected an Object")
    return given


def read_reply(params: Params, world: World, chat: Chat) -> int | None:
    try:
        given = params.structure("reply_parameters")
    except ValueError:
        raise bad("can't parse reply parameters JSON object") from None
    if given is None:
        given = {
            "message_id": params.number("reply_to_message_id"),
            "allow_sending_without_reply": params.flag("allow_sending_without_reply"),
        }
    if not isinstance(given, dict):
        raise bad("object expected as reply parameters")
    number = int(given.get("message_id") or 0)
    original = chat.history.get(number)
    if number <= 0:
        return None
    if original is not None and not original.deleted:
        return number
    if given.get("allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


def read_file(params: Params, world: World, kind: str) -> File:
    """A file uploaded with the call, or one the server has already."""
    given = params.text(kind) if kind not in params.files else ""
    upload = params.files.get(given.removeprefix("attach://") if given else kind)
    if upload is None:
        return _known_file(given, world, kind)
    if not upload.data:
        raise bad("file must be non-empty")
    size = len(upload.data)
    if size > LARGEST_UPLOAD:
        raise BotApiError(413, "Request Entity Too Large")
    if kind == "photo":
        _check_photo(upload.data)
    return world.files.keep(kind, upload)


def _known_file(given: str, world: World, kind: str) -> File:
    if not given or given.startswith("attach://"):
        raise bad(f"there is no {kind} in the request")
    if given.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    known = world.files.by_id.get(given)
    if known is None:
        raise bad("wrong file identifier/HTTP URL specified")
    return known


def _check_photo(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise bad(
            f"file of size {len(data)} bytes is too big for a photo; "
            f"the maximum size is {MOST_BYTES} bytes"
        )
    size = size_of(data)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    if not fits(*size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
