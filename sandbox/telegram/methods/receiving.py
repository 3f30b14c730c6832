"""getUpdates, webhooks, and answering a press."""

import re
from typing import Any

from starlette.responses import Response

from sandbox.telegram.errors import bad, conflict
from sandbox.telegram.methods.registry import method
from sandbox.telegram.model import Json
from sandbox.telegram.params import Params
from sandbox.telegram.world import World

WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
LONGEST_POLL = 50
LONGEST_ANSWER = 200
SECRET = re.compile(r"[A-Za-z0-9_-]*")
LOOPBACK = re.compile(r"http://(127(\.\d+){3}|localhost|\[::1\])(:\d+)?(/.*)?")


@method("getUpdates")
async def get_updates(world: World, params: Params) -> Response:
    if world.webhook.url:
        raise conflict(WEBHOOK_ACTIVE)
    _allow(world, params)
    found = await world.updates.poll(
        params.number("offset"),
        params.number("limit", 100, 1, 100),
        params.number("timeout", 0, 0, LONGEST_POLL),
    )
    # Written once when first asked for, and not again with every poll.
    raw = b",".join(update.as_bytes() for update in found)
    return Response(b'{"ok":true,"result":[' + raw + b"]}", media_type="application/json")


@method("setWebhook")
async def set_webhook(world: World, params: Params) -> bool:
    url = params.text("url")
    if not url:
        return await delete_webhook(world, params)
    if not url.startswith("https://") and not LOOPBACK.fullmatch(url):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    world.updates.abort(conflict("terminated by setWebhook request"))
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    _allow(world, params)
    await world.webhook.set(url, secret, params.number("max_connections", 40, 1, 100))
    return True


@method("deleteWebhook")
async def delete_webhook(world: World, params: Params) -> bool:
    await world.webhook.set("", "", 40)
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, params: Params) -> Json:
    hook = world.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if hook.last_error is not None:
        info["last_error_date"], info["last_error_message"] = hook.last_error
    if hook.url:
        info.update(max_connections=hook.max_connections, ip_address="127.0.0.1")
    if world.updates.allowed is not None:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info


@method("answerCallbackQuery")
def answer_callback_query(world: World, params: Params) -> bool:
    query = world.presses.waiting(params.text("callback_query_id"))
    if query is None:
        raise bad(TOO_OLD)
    text = params.text("text")
    if len(text) > LONGEST_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    answer = {"text": text, "show_alert": params.flag("show_alert")}
    world.presses.answer(query, answer, world.journal.seq + 1)
    who = world.people[query.person_id].name
    world.journal.note("callback_answer", query.chat_id, who, text)
    return True


def _allow(world: World, params: Params) -> None:
    """An absent list keeps the last one; an empty one, or one of unknown kinds, means the usual."""
    given: Any = None
    try:
        given = params.structure("allowed_updates")
    except ValueError:
        return
    if isinstance(given, list) and all(isinstance(kind, str) for kind in given):
        known = frozenset(kind.lower() for kind in given) & frozenset(KINDS)
        world.updates.allowed = known or None
