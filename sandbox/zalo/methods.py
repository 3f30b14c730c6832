"""The methods of the Bot Platform, as strict as its sources let one be."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from sandbox.zalo.errors import (
    NOT_FOUND,
    QUOTA,
    TESTED_ENOUGH,
    TIMED_OUT,
    UNAUTHORIZED,
    ZaloError,
    bad,
)
from sandbox.zalo.model import Chat, Json
from sandbox.zalo.people import Zalo
from sandbox.zalo.world import World

LONGEST = 2_000
DEFAULT_POLL = 30.0
STYLES = {
    *("b", "i", "u", "s", "f_13", "f_15", "f_18", "f_20", "lst_1", "lst_2"),
    *("c_050a19", "c_15a85f", "c_f7b503", "c_f27806", "c_db342e"),
    *(f"ind_{number}" for number in range(1, 6)),
}

Method = Callable[[Zalo, Json], Awaitable[Any]]


async def get_me(world: Zalo, params: Json) -> Json:
    me: Json = {
        "id": world.bot_id,
        "account_name": world.account_name,
        "account_type": "BASIC",
        "can_join_groups": world.switches.groups > 0,
    }
    return me | ({"display_name": world.name} if world.switches.display_name else {})


async def get_updates(world: Zalo, params: Json) -> Json | list[Json]:
    if world.webhook.url and world.switches.refuses_polling:
        raise bad("can't use getUpdates while webhook is active")
    try:
        seconds = float(params.get("timeout") or DEFAULT_POLL)
    except (TypeError, ValueError):
        raise bad("timeout must be a number") from None
    if world.webhook.url:
        await world.updates.silence(seconds)
        raise TIMED_OUT
    update = await world.updates.poll(seconds)
    if world.switches.polled_in_list:
        return [update.body] if update else []
    if update is None:
        raise TIMED_OUT
    return update.body


async def set_webhook(world: Zalo, params: Json) -> Json:
    url, secret = str(params.get("url") or ""), str(params.get("secret_token") or "")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad("url is invalid")
    if world.switches.https_only and parts.scheme != "https":
        raise bad("url must be https")
    if not 8 <= len(secret) <= 256:
        raise bad("secret_token must be 8-256 characters")
    if world.called_today("setWebhook") > world.switches.setting_a_day:
        raise QUOTA
    verification = await world.webhook.set(url, secret, world.milliseconds())
    return {"url": url, "updated_at": world.webhook.set_at, "verification": verification}


async def get_webhook_info(world: Zalo, params: Json) -> Json:
    if not world.webhook.url:
        raise NOT_FOUND
    return {"url": world.webhook.url, "updated_at": world.webhook.set_at}


async def delete_webhook(world: Zalo, params: Json) -> Json:
    await world.webhook.delete()
    return {"url": "", "updated_at": world.milliseconds()}


async def test_webhook(world: Zalo, params: Json) -> Json:
    if not world.webhook.url:
        raise NOT_FOUND
    if world.called_today("testWebhook") > world.switches.testing_a_day:
        raise TESTED_ENOUGH
    return {"url": world.webhook.url, **await world.webhook.probe()}


async def send_message(world: Zalo, params: Json) -> Json:
    chat = world.writable(params.get("chat_id"))
    text = params.get("text")
    if not isinstance(text, str) or not 1 <= _units(text) <= LONGEST:
        raise bad("text must be 1-2000 characters")
    if params.get("parse_mode") not in (None, "markdown", "html"):
        raise bad("parse_mode is invalid")
    return _posted(world, chat, text=text, styles=_styles(world, params.get("text_styles"), text))


async def send_photo(world: Zalo, params: Json) -> Json:
    """The picture is fetched now and once more a little later, as was seen."""
    chat = world.writable(params.get("chat_id"))
    url, caption = params.get("photo"), str(params.get("caption") or "")
    if not isinstance(url, str) or urlsplit(url).scheme not in ("http", "https"):
        raise bad("photo must be an absolute http(s) url")
    if _units(caption) > LONGEST:
        raise bad("caption must be at most 2000 characters")
    content = await _fetch(world, url)
    if content is None:
        raise bad("photo could not be fetched")
    asyncio.get_running_loop().call_later(
        world.fetch_again_after, lambda: asyncio.ensure_future(_fetch(world, url))
    )
    return _posted(world, chat, text=caption, kind="image", photo=content, photo_url=url)


async def send_sticker(world: Zalo, params: Json) -> Json:
    chat = world.writable(params.get("chat_id"))
    if not params.get("sticker"):
        raise bad("sticker is required")
    return _posted(world, chat, kind="sticker", sticker=str(params["sticker"]))


async def send_voice(world: Zalo, params: Json) -> Json:
    """Told to a group it succeeds, and nothing arrives."""
    chat = world.writable(params.get("chat_id"))
    if not urlsplit(str(params.get("voice_url") or "")).path.endswith(".aac"):
        raise bad("voice_url must end in .aac")
    if chat.group:
        return {"message_id": "0" * 20, "date": world.milliseconds()}
    return _posted(world, chat, kind="voice", voice=str(params["voice_url"]))


async def send_chat_action(world: Zalo, params: Json) -> None:
    world.writable(params.get("chat_id"))
    if params.get("action") != "typing":
        raise bad("action is invalid")


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "getWebhookInfo": get_webhook_info,
    "deleteWebhook": delete_webhook,
    "testWebhook": test_webhook,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendSticker": send_sticker,
    "sendVoice": send_voice,
    "sendChatAction": send_chat_action,
}


async def answer(world: Zalo, token: str, method: str, params: Json) -> Json:
    """The whole answer, also when it is a refusal."""
    try:
        if token != world.token:
            raise UNAUTHORIZED
        if method not in METHODS:
            raise bad("method not found")
        result = await METHODS[method](world, params)
    except ZaloError as refused:
        return refused.as_json()
    return {"ok": True} if result is None else {"ok": True, "result": result}


def _posted(world: Zalo, chat: Chat, **content: Any) -> Json:
    if world.used >= world.switches.messages_a_month:
        raise QUOTA
    world.count_message()
    message = world.post(chat, world.bot_id, **content)
    return {"message_id": message.id, "date": int(message.date.timestamp() * 1000)}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _styles(world: World, given: Any, text: str) -> list[Json]:
    if given is None:
        return []
    if not isinstance(given, list) or not world.switches.takes_styles:
        raise bad("text_styles must be an array")
    for one in given:
        start, length = one.get("start"), one.get("len")
        if not isinstance(start, int) or not isinstance(length, int) or start < 0 or length < 1:
            raise bad("text_styles is invalid")
        if start + length > _units(text) or not set(one.get("st") or ["?"]) <= STYLES:
            raise bad("text_styles is invalid")
    return given


async def _fetch(world: Zalo, url: str) -> bytes | None:
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
            session.get(url) as found,
        ):
            world.fetched.append((url, found.status))
            return await found.read() if found.status == 200 else None
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        world.fetched.append((url, type(error).__name__))
        return None
