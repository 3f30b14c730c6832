"""The Zalo of the tests against the platform's notes: every item, every switch, at the wire."""

import asyncio
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from sandbox.listening import listen
from sandbox.zalo import Impossible
from sandbox.zalo.cast import GROUP
from tests.sandbox.zalo_wire import AN, BICH, NOW, zalo


@pytest.mark.parametrize("status", [True, False])
async def test_errors_say_so_in_the_body_and_perhaps_in_the_status(status: bool) -> None:
    async with zalo(error_http_status=status) as wire:
        for told, code in (
            (await wire.call("getMe", token="1:wrong"), 401),
            (await wire.call("getme"), 400),
            (await wire.call("getWebhookInfo"), 404),
        ):
            assert (told[0], told[1]["ok"], told[1]["error_code"]) == (
                code if status else 200, False, code,
            )  # fmt: skip


@pytest.mark.parametrize("named", [True, False])
async def test_get_me(named: bool) -> None:
    async with zalo(display_name=named) as wire:
        _, me = await wire.call("getMe")
        assert me["result"]["account_type"] == "BASIC"
        assert ("display_name" in me["result"]) is named


@pytest.mark.parametrize("as_408", [True, False])
async def test_an_idle_poll_is_408_and_an_update_is_handed_out_once(as_408: bool) -> None:
    async with zalo(idle_http_408=as_408) as wire:
        status, told = await wire.call("getUpdates", timeout=0.01)
        assert (status, told["error_code"]) == (408 if as_408 else 200, 408)
        wire.world.says(AN, "alo")
        _, told = await wire.call("getUpdates", timeout="1")
        assert told["result"]["event_name"] == "message.text.received"
        assert told["result"]["message"]["chat"] == {"id": AN, "chat_type": "PRIVATE"}
        assert told["result"]["message"]["date"] == int(NOW.timestamp() * 1000)
        assert (await wire.call("getUpdates", timeout=0.01))[1]["error_code"] == 408


async def test_a_poll_waits_for_what_comes() -> None:
    async with zalo() as wire:
        asked = asyncio.create_task(wire.call("getUpdates", timeout=5))
        while not wire.world.updates.polls:
            await asyncio.sleep(0)
        wire.world.says(AN, "một")
        assert (await asked)[1]["result"]["message"]["text"] == "một"


@pytest.mark.parametrize("verb", ["GET", "POST"])
@pytest.mark.parametrize("how", ["params", "data", "json"])
async def test_a_method_is_asked_by_query_form_or_json(verb: str, how: str) -> None:
    async with zalo() as wire:
        wire.world.says(AN, "alo")
        path = f"{wire.url}{wire.world.token}/sendMessage"
        asked: dict[str, Any] = {how: {"chat_id": AN, "text": "chào"}}
        assert (await wire.http.request(verb, path, **asked)).json()["ok"] is True
        assert wire.world.messages(AN)[-1].text == "chào"


@pytest.mark.parametrize("listed", [True, False])
async def test_an_update_may_come_in_a_list(listed: bool) -> None:
    async with zalo(polled_in_list=listed) as wire:
        _, idle = await wire.call("getUpdates", timeout=0.01)
        assert idle.get("result") == ([] if listed else None)
        wire.world.says(AN, "alo")
        result = (await wire.call("getUpdates", timeout=1))[1]["result"]
        (update,) = result if listed else [result]
        assert update["message"]["text"] == "alo"


async def test_messages_to_a_deaf_bot_may_be_lost() -> None:
    async with zalo(keeps_when_deaf=False) as wire:
        wire.world.says(AN, "alo")
        assert (await wire.call("getUpdates", timeout=0.01))[1]["error_code"] == 408


async def test_sending_is_bounded_and_never_to_strangers() -> None:
    async with zalo() as wire:
        assert (await wire.call("sendMessage", chat_id=AN, text="chào"))[0] == 400
        wire.world.says(AN, "alo")
        _, told = await wire.call("sendMessage", chat_id=AN, text="chào")
        assert set(told["result"]) == {"message_id", "date"}
        for text in ("", "x" * 2001):
            assert (await wire.call("sendMessage", chat_id=AN, text=text))[0] == 400
        styled = [{"start": 0, "len": 4, "st": ["b"]}]
        assert (await wire.call("sendMessage", chat_id=AN, text="chào", text_styles=styled))[
            0
        ] == 200
        too_far = [{"start": 2, "len": 4, "st": ["b"]}]
        assert (await wire.call("sendMessage", chat_id=AN, text="chào", text_styles=too_far))[
            0
        ] == 400
        assert "result" not in (await wire.call("sendChatAction", chat_id=AN, action="typing"))[1]


async def test_styles_may_be_refused() -> None:
    async with zalo(takes_styles=False) as wire:
        wire.world.says(AN, "alo")
        styled = {
            "chat_id": AN,
            "text": "chào",
            "text_styles": [{"start": 0, "len": 4, "st": ["b"]}],
        }
        assert (await wire.call("sendMessage", **styled))[0] == 400
        assert (await wire.call("sendMessage", chat_id=AN, text="chào"))[0] == 200


async def test_a_picture_is_fetched_twice() -> None:
    picture = Starlette(routes=[Route("/qr.png", lambda request: Response(b"PNG"))])
    async with zalo() as wire, listen(picture) as address:
        wire.world.says(AN, "alo")
        asked = {"chat_id": AN, "photo": f"{address.url}/qr.png", "caption": "mã"}
        assert (await wire.call("sendPhoto", **asked))[0] == 200
        async with asyncio.timeout(5):
            while len(wire.world.fetched) < 2:
                await asyncio.sleep(0.01)
        assert wire.world.messages(AN)[-1].photo == b"PNG"
        gone = {"chat_id": AN, "photo": f"{address.url}/none.png"}
        assert (await wire.call("sendPhoto", **gone))[0] == 400


@pytest.mark.parametrize("both", [True, False])
async def test_the_quota_counts_one_or_both_directions(both: bool) -> None:
    async with zalo(messages_a_month=2, counts_inbound=both) as wire:
        wire.world.says(AN, "alo")
        told = [(await wire.call("sendMessage", chat_id=AN, text="chào"))[0] for _ in range(3)]
        assert told == ([200, 429, 429] if both else [200, 200, 429])


@pytest.mark.parametrize("kept", [True, False])
async def test_a_mention_is_part_of_the_text_or_is_not(kept: bool) -> None:
    async with zalo(mention_kept=kept) as wire:
        told = wire.world.says(AN, "alo", GROUP, mention=True)["body"]["message"]
        assert told["text"] == ("@Bot Công đoàn Sao Biển alo" if kept else "alo")
        shown = wire.world.sends_photo(AN, "https://a.vn/1.jpg", "ảnh", GROUP, mention=True)
        assert shown["body"]["message"]["caption"].endswith("ảnh")
        assert wire.world.sends_photo(AN, "https://a.vn/1.jpg", "ảnh", GROUP) == {}


async def test_a_group_reaches_the_bot_by_mention_or_reply_only() -> None:
    async with zalo() as wire:
        assert wire.world.says(AN, "alo", GROUP) == {}
        assert wire.world.says(AN, "@Bot Công đoàn Sao Biển alo", GROUP) == {}  # typed, not picked
        told = wire.world.says(AN, "alo", GROUP, mention=True)["body"]["message"]
        assert told["text"] == "@Bot Công đoàn Sao Biển alo"
        assert told["chat"]["chat_type"] == "GROUP" and told["chat"]["id"].startswith("zgr-")
        _, sent = await wire.call("sendMessage", chat_id=GROUP, text="chào")
        assert wire.world.says(AN, "vâng", GROUP, reply_to=sent["result"]["message_id"])
        before = len(wire.world.messages(GROUP))
        voice = {"chat_id": GROUP, "voice_url": "https://a.vn/b.aac"}
        assert (await wire.call("sendVoice", **voice))[0] == 200
        assert len(wire.world.messages(GROUP)) == before


@pytest.mark.parametrize("name", ["photo_url", "photo"])
async def test_what_is_not_text(name: Any) -> None:
    async with zalo(photo_field=name) as wire:
        photo = wire.world.sends_photo(AN, "https://a.zdn.vn/1.jpg")["body"]["message"]
        assert photo[name] == "https://a.zdn.vn/1.jpg" and "text" not in photo
        assert wire.world.sends_sticker(AN)["body"]["message"]["sticker"]
        assert wire.world.sends_voice(AN)["body"]["message"]["voice_url"].endswith(".aac")
        told = wire.world.sends_file(AN)["body"]
        assert told["event_name"] == "message.unsupported.received"
        wire.world.people[AN].protected = True
        assert wire.world.says(AN, "con chào cô")["body"]["event_name"] == told["event_name"]


async def test_the_fifty_first_person_is_not_served() -> None:
    async with zalo(people=1) as wire:
        assert wire.world.says(AN, "alo")
        assert wire.world.says(BICH, "alo") == {}
        assert wire.world.people[BICH].unserved
        wire.world.switches.groups = 1
        with pytest.raises(Impossible):
            wire.world.joins_bot(GROUP)


@pytest.mark.parametrize("kind", ["429", "500", "lost", "refuse", "slow"])
async def test_trouble_on_demand(kind: str) -> None:
    async with zalo() as wire:
        wire.world.says(AN, "alo")
        wire.world.faults.add("sendMessage", kind, delay=0.01)
        try:
            status, _ = await wire.call("sendMessage", chat_id=AN, text="chào")
        except httpx.HTTPError:
            assert kind in ("lost", "refuse")
        else:
            assert status == {"429": 429, "500": 403, "slow": 200}[kind]
        sent = [m for m in wire.world.messages(AN) if m.from_bot]
        assert len(sent) == (kind in ("lost", "slow"))
        assert (await wire.call("sendMessage", chat_id=AN, text="chào"))[0] == 200
