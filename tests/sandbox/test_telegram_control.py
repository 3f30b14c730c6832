"""The control API, as the chat page and black-box tests use it."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio

from sandbox.telegram.cast import GROUP
from sandbox.telegram.trial import Trial, trial

pytestmark = pytest.mark.asyncio
AN, BICH, CHI, KHACH = 1001, 1002, 1003, 1006
YES = {"inline_keyboard": [[{"text": "Duyệt", "callback_data": "ok"}]]}


@pytest_asyncio.fixture
async def t() -> AsyncIterator[Trial]:
    async with trial() as opened:
        yield opened


async def test_it_names_the_people_the_groups_and_the_bot(t: Trial) -> None:
    found = await t.get("people")
    an = found["people"][0]
    assert (an["id"], an["key"], an["name"]) == (AN, "an", "Trần Văn An")
    assert an["about"] == "đoàn viên, Tổ 1"
    assert found["groups"][0]["id"] == GROUP and AN in found["groups"][0]["members"]
    assert found["bot"]["username"] == "congdoan_bot"


async def test_it_shows_a_conversation(t: Trial) -> None:
    said = await t.post("start", person=AN, payload="abc")
    assert said["ok"] and said["update_id"]
    keyboard = {"keyboard": [[{"text": "Gửi số", "request_contact": True}, "Thôi"]]}
    text = "Chào <b>anh</b>"
    await t.call("sendMessage", chat_id=AN, text=text, parse_mode="HTML", reply_markup=keyboard)
    seen = await t.get(f"chats/{AN}/messages", **{"as": AN})
    first, second = seen["messages"]
    assert (first["text"], first["from"]["is_bot"]) == ("/start abc", False)
    assert second["html"] == "Chào <b>anh</b>" and second["from"]["is_bot"]
    expected = [[{"text": "Gửi số", "contact": True}, {"text": "Thôi", "contact": False}]]
    assert second["keyboard"] == expected and second["kind"] == "message"
    assert set(second) >= {
        "id", "from", "date", "html", "text", "buttons", "keyboard", "photo", "document",
        "contact", "kind", "edited", "deleted",
    }  # fmt: skip


async def test_only_what_is_new_comes_again(t: Trial) -> None:
    await t.post("say", person=AN, text="một")
    seq = (await t.get(f"chats/{AN}/messages", **{"as": AN}))["seq"]
    sent = await t.bot.send_message(AN, "hai", reply_markup=None)
    news = await t.get(f"chats/{AN}/messages", **{"as": AN, "after": seq})
    assert [m["text"] for m in news["messages"]] == ["hai"]
    await t.bot.edit_message_text("hai rưỡi", AN, sent.message_id)
    edited = await t.get(f"chats/{AN}/messages", **{"as": AN, "after": news["seq"]})
    assert [(m["text"], m["edited"]) for m in edited["messages"]] == [("hai rưỡi", True)]
    await t.bot.delete_message(AN, sent.message_id)
    deleted = await t.get(f"chats/{AN}/messages", **{"as": AN, "after": edited["seq"]})
    assert [(m["text"], m["deleted"]) for m in deleted["messages"]] == [("", True)]


async def test_a_waiting_page_is_told_at_once(t: Trial) -> None:
    await t.post("start", person=AN)
    seq = (await t.get(f"chats/{AN}/messages", **{"as": AN}))["seq"]
    params = {"as": AN, "after": seq, "wait": 25}
    waiting = asyncio.ensure_future(t.get(f"chats/{AN}/messages", **params))
    await t.post("say", person=BICH, text="chuyện khác")
    await t.bot.send_message(AN, "đây")
    news = await asyncio.wait_for(waiting, 10)
    assert [m["text"] for m in news["messages"]] == ["đây"]


async def test_who_is_not_in_a_chat_does_not_read_it(t: Trial) -> None:
    for chat, person in ((GROUP, KHACH), (AN, BICH), (999, AN)):
        answer = await t.get(f"chats/{chat}/messages", **{"as": person})
        assert answer["ok"] is False and answer["error"]


async def test_a_press_is_answered_with_what_the_bot_said(t: Trial) -> None:
    await t.post("start", person=AN)
    sent = await t.call("sendMessage", chat_id=AN, text="Duyệt?", reply_markup=YES)
    message = sent["result"]["message_id"]
    press = {"person": AN, "chat": AN, "message": message, "data": "ok"}
    pressing = asyncio.ensure_future(t.post("press", **press))
    update = (await t.bot.get_updates(timeout=5))[-1]
    while not update.callback_query:
        update = (await t.bot.get_updates(offset=update.update_id + 1, timeout=5))[-1]
    await update.callback_query.answer("Đã ghi", show_alert=True)
    answer = await asyncio.wait_for(pressing, 10)
    assert answer["ok"] and answer["update_id"] == update.update_id
    assert answer["answer"] == {"text": "Đã ghi", "show_alert": True}
    reopened = await t.get(f"chats/{AN}/messages", **{"as": AN})
    assert reopened["alert"] is None
    seen = await t.get(f"chats/{AN}/messages", **{"as": AN, "after": 1})
    assert seen["alert"] == {"text": "Đã ghi", "show_alert": True}
    wrong = await t.post("press", **{**press, "data": "khác"})
    assert wrong == {"ok": False, "error": "Tin nhắn này không có nút đó."}


async def test_files_go_both_ways(t: Trial) -> None:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("person", str(AN))
    form.add_field("caption", "danh sách")
    form.add_field("file", b"rows", filename="Tổ 1.xlsx", content_type="application/x-xlsx")
    async with t.http.post(f"{t.address.url}/sandbox/file", data=form) as response:
        assert (await response.json())["ok"]
    seen = (await t.get(f"chats/{AN}/messages", **{"as": AN}))["messages"][0]
    assert seen["document"]["name"] == "Tổ 1.xlsx" and seen["document"]["size"] == 4
    async with t.http.get(t.address.url + seen["document"]["url"]) as response:
        assert await response.read() == b"rows"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_everything_a_person_can_do(t: Trial) -> None:
    await t.post("group", action="add_bot", group=GROUP)
    acts = [
        ("say", {"person": AN, "chat": GROUP, "text": "/quy"}),
        ("contact", {"person": AN}),
        ("contact", {"person": AN, "of": None, "phone": "84900000000"}),
        ("voice", {"person": AN}),
        ("sticker", {"person": AN}),
        ("block", {"person": AN, "blocked": True}),
        ("block", {"person": AN, "blocked": False}),
        ("group", {"action": "join", "group": GROUP, "person": KHACH}),
        ("group", {"action": "leave", "group": GROUP, "person": KHACH}),
        ("group", {"action": "remove_bot", "group": GROUP}),
        ("group", {"action": "migrate", "group": GROUP}),
        ("fault", {"method": "sendMessage", "kind": "429", "retry_after": 3}),
    ]
    for path, body in acts:
        answer = await t.post(path, **body)
        assert answer["ok"], (path, body, answer)
    contacts = [m.contact["phone_number"] for m in t.world.messages(AN) if m.contact]
    assert contacts == ["84901234123", "84900000000"]
    assert len(t.world.faults.waiting) == 1


async def test_what_makes_no_sense_is_refused_in_vietnamese(t: Trial) -> None:
    for path, body in [
        ("say", {"person": AN, "text": "  "}),
        ("say", {"person": 5, "text": "a"}),
        ("say", {"text": "a"}),
        ("group", {"action": "dance", "group": GROUP}),
        ("fault", {"kind": "418"}),
        ("press", {"person": AN}),
    ]:
        url = f"{t.address.url}/sandbox/{path}"
        async with t.http.post(url, json=body) as response:
            answer = await response.json()
            assert response.status == 400 and answer["ok"] is False and answer["error"], path


async def test_events_tell_what_the_platform_saw(t: Trial) -> None:
    waiting = asyncio.ensure_future(t.get("events", after=0, wait=25))
    await t.post("say", person=AN, text="chào")
    first = await asyncio.wait_for(waiting, 10)
    assert first["events"][0]["kind"] == "sent" and first["events"][0]["who"] == "Trần Văn An"
    t.world.faults.add("sendMessage", "429")
    await t.call("sendMessage", chat_id=AN, text="a")
    sent = await t.call("sendMessage", chat_id=AN, text="b")
    edit = {"chat_id": AN, "message_id": sent["result"]["message_id"], "text": "c"}
    await t.call("editMessageText", **edit)
    await t.bot.set_my_commands([("quy", "Quỹ")])
    later = await t.get("events", after=first["seq"])
    kinds = [event["kind"] for event in later["events"]]
    assert [k for k in kinds if k != "update"] == ["fault", "sent", "edited", "command_menu"]
    menu = await t.get("commands", person=AN, chat=AN)
    assert menu == {"commands": [{"command": "quy", "description": "Quỹ"}]}
