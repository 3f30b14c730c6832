"""The strict platform keeps to its documentation: asked by hand, with no library between."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.crash.strict_server import TOKEN, Strict, strict

AN = 1001
HOOK = "http://127.0.0.1:9/hook"


class Asked:
    """A bot that types its requests itself."""

    def __init__(self, platform: Strict, api: str, http: aiohttp.ClientSession) -> None:
        self.platform, self.api, self.http = platform, api, http

    async def __call__(self, method: str, token: str = TOKEN, **given: Any) -> dict[str, Any]:
        """A form, as libraries send it; objects are JSON within."""
        form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in given.items()}
        async with self.http.post(f"{self.api}{token}/{method}", data=form) as answer:
            told: dict[str, Any] = await answer.json()
        assert told["ok"] is (answer.status == 200)
        assert told["ok"] or told["error_code"] == answer.status
        return told


@pytest.fixture
async def ask() -> AsyncIterator[Asked]:
    async with strict() as (platform, api), aiohttp.ClientSession() as http:
        await platform.says(AN, "xin chào")
        yield Asked(platform, api, http)


def _buttons(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Có", "callback_data": data}]]}


def _says(text: str, **more: Any) -> dict[str, Any]:
    return {"chat_id": AN, "text": text, **more}


HTML = {"parse_mode": "HTML"}
REFUSED = [
    ("getPizza", {}, 404, "Not Found"),
    ("sendMessage", {"chat_id": AN}, 400, "text"),
    ("sendMessage", {"chat_id": "an", "text": "x"}, 400, "Integer"),
    ("sendMessage", {"chat_id": 7, "text": "x"}, 400, "chat not found"),
    ("sendMessage", _says(" "), 400, "message text is empty"),
    ("sendMessage", _says("x" * 4097), 400, "message is too long"),
    ("sendMessage", _says("🎂" * 2049), 400, "message is too long"),
    ("sendMessage", _says("<b>x", **HTML), 400, "Can't find end tag"),
    ("sendMessage", _says("<b><i>x</b></i>", **HTML), 400, "Unmatched end tag"),
    ("sendMessage", _says("x</b>", **HTML), 400, "Unmatched end tag"),
    ("sendMessage", _says("<p>x</p>", **HTML), 400, "Unsupported start tag"),
    ("sendMessage", _says('<b onclick="x">x</b>', **HTML), 400, "attributes"),
    ("sendMessage", _says("3 < 4", **HTML), 400, "can't parse entities"),
    ("sendMessage", _says("a & b", **HTML), 400, "can't parse entities"),
    ("sendMessage", _says("&nbsp;", **HTML), 400, "unsupported entity"),
    ("sendMessage", _says("x", parse_mode="BBCode"), 400, "unsupported parse_mode"),
    ("sendMessage", _says("x", reply_markup=_buttons("")), 400, "BUTTON_DATA_INVALID"),
    ("sendMessage", _says("x", reply_markup=_buttons("ắ" * 22)), 400, "BUTTON_DATA_INVALID"),
    ("sendMessage", _says("x", reply_markup={"inline_keyboard": [[{"text": "Có"}]]}), 400, "Text"),
    ("sendPhoto", {"chat_id": AN, "photo": "file-of-another"}, 400, "wrong file identifier"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, 400, "query is too old"),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, 400, "too long"),
    ("editMessageText", _says("x", message_id=99), 400, "message to edit not found"),
    ("editMessageText", _says("x", message_id=1), 400, "can't be edited"),
    ("setWebhook", {"url": HOOK, "secret_token": "mật khẩu"}, 400, "unallowed characters"),
    ("setMyCommands", {"commands": [{"command": "Toi", "description": "x"}]}, 400, "COMMAND"),
    ("getUpdates", {"limit": 101}, 400, "out of range"),
    ("getFile", {"file_id": "nothing"}, 400, "invalid file_id"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "given", "code", "why"), REFUSED)
async def test_it_refuses(
    ask: Asked, method: str, given: dict[str, Any], code: int, why: str
) -> None:
    told = await ask(method, **given)
    assert (told["ok"], told.get("error_code")) == (False, code)
    assert why in told["description"]
    assert ask.platform.heard(AN) == ""


ACCEPTED = [
    _says("x" * 4096),
    _says("🎂" * 2048),
    _says(f"<b>{'x' * 4096}</b>", **HTML),
    _says('<b>1</b> &lt;2&gt; &#233; <a href="https://vi.wikipedia.org/?a=1">3</a>', **HTML),
    _says("3 < 4 & 5"),
    _says("x", reply_markup=_buttons("x" * 64)),
    _says("x", invented_parameter=1),
]


@pytest.mark.parametrize("given", ACCEPTED, ids=lambda given: str(given)[:60])
async def test_it_accepts(ask: Asked, given: dict[str, Any]) -> None:
    assert (await ask("sendMessage", **given))["ok"]
    assert ask.platform.overlooked == {
        ("sendMessage", name) for name in given if name.startswith("invented")
    }


async def test_every_kind_of_body(ask: Asked) -> None:
    address = f"{ask.api}{TOKEN}/SENDmessage"
    bodies: list[dict[str, Any]] = [
        {"params": {"chat_id": AN, "text": "by the address"}},
        {"data": {"chat_id": str(AN), "text": "by a form"}},
        {"json": {"chat_id": AN, "text": "by JSON", "reply_markup": _buttons("x")}},
    ]
    several = aiohttp.FormData({"chat_id": str(AN), "text": "in parts"}, default_to_multipart=True)
    for body in (*bodies, {"data": several}):
        async with ask.http.post(address, **body) as answer:
            assert answer.status == 200, await answer.text()
    async with ask.http.get(address, **bodies[0]) as answer:
        assert answer.status == 200
    assert ask.platform.heard(AN).count("by") == 4 and "in parts" in ask.platform.heard(AN)


@pytest.mark.parametrize(("length", "status"), [(1024, 200), (1025, 400)])
async def test_a_file_and_its_caption(ask: Asked, length: int, status: int) -> None:
    form = aiohttp.FormData({"chat_id": str(AN), "caption": "x" * length})
    form.add_field("document", b"rows", filename="a.xlsx")
    async with ask.http.post(f"{ask.api}{TOKEN}/sendDocument", data=form) as answer:
        assert answer.status == status
    assert ("[document]" in ask.platform.heard(AN)) is (status == 200)


async def test_a_file_is_fetched_only_with_the_token(ask: Asked) -> None:
    await ask.platform.sends(AN, "a.txt", b"abc")
    known = (await ask("getUpdates"))["result"][-1]["message"]["document"]["file_id"]
    path = (await ask("getFile", file_id=known))["result"]["file_path"]
    for token, status in ((TOKEN, 200), ("1:guess", 404)):
        place = f"{ask.api.removesuffix('/bot')}/file/bot{token}/{path}"
        async with ask.http.get(place) as answer:
            assert answer.status == status
    assert (await ask("getMe", token="1:guess"))["error_code"] == 401


async def test_what_did_not_change_is_not_modified(ask: Asked) -> None:
    sent = (await ask("sendMessage", **_says("x", reply_markup=_buttons("a"))))["result"]
    same = {"message_id": sent["message_id"], "reply_markup": _buttons("a")}
    assert "not modified" in (await ask("editMessageText", **_says("x", **same)))["description"]
    assert (await ask("editMessageText", **_says("y", **same)))["ok"]


async def test_a_press_is_answered_once(ask: Asked) -> None:
    await ask("sendMessage", **_says("x", reply_markup=_buttons("a")))
    await ask.platform.presses(AN, "Có")
    query = (await ask("getUpdates"))["result"][-1]["callback_query"]["id"]
    answers = [await ask("answerCallbackQuery", callback_query_id=query) for _ in range(2)]
    assert [answer["ok"] for answer in answers] == [True, False]


async def test_polling_and_a_webhook_exclude_each_other(ask: Asked) -> None:
    waiting = asyncio.create_task(ask("getUpdates", offset=2_000_000_000, timeout=20))
    await ask.platform.until(lambda: "getUpdates" in ask.platform.called)
    assert (await ask("setWebhook", url=HOOK))["ok"]
    assert (await waiting)["error_code"] == 409
    assert (await ask("getUpdates"))["error_code"] == 409
    assert (await ask("getWebhookInfo"))["result"]["url"] == HOOK
    assert (await ask("deleteWebhook"))["ok"]
    assert (await ask("getUpdates"))["ok"]


async def test_of_two_who_poll_the_earlier_is_sent_away(ask: Asked) -> None:
    waiting = asyncio.create_task(ask("getUpdates", offset=2_000_000_000, timeout=20))
    await ask.platform.until(lambda: "getUpdates" in ask.platform.called)
    assert (await ask("getUpdates", offset=2_000_000_000))["ok"]
    assert "terminated by other getUpdates" in (await waiting)["description"]


async def test_only_the_kinds_asked_for_come(ask: Asked) -> None:
    await ask("getUpdates", offset=2_000_000_000, allowed_updates=["callback_query"])
    await ask("sendMessage", **_says("x", reply_markup=_buttons("a")))
    await ask.platform.says(AN, "not wanted")
    await ask.platform.presses(AN, "Có")
    (only,) = (await ask("getUpdates"))["result"]
    assert "callback_query" in only
