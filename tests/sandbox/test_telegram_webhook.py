"""How updates reach a webhook: in order within a chat, presses ahead, again until answered."""

import asyncio
from collections.abc import AsyncIterator, Callable

import orjson
import pytest
import pytest_asyncio
from aiohttp import web
from telegram.error import BadRequest, Conflict

from sandbox.telegram.trial import Trial, trial

pytestmark = pytest.mark.asyncio
AN, BICH, CHI = 1001, 1002, 1003
YES = {"inline_keyboard": [[{"text": "Duyệt", "callback_data": "ok"}]]}


class Hook:
    """A bot's webhook that answers when and what the test wants."""

    def __init__(self) -> None:
        self.seen: list[dict] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.answer: dict | None = None
        self.gates: dict[str, asyncio.Event] = {}
        self.url = ""

    async def taken(self, request: web.Request) -> web.Response:
        update = orjson.loads(await request.read())
        self.seen.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        gate = self.gates.get(what(update))
        if gate is not None:
            await gate.wait()
        status = self.statuses.pop(0) if self.statuses else 200
        return web.json_response(self.answer, status=status)

    def closed(self, word: str) -> asyncio.Event:
        return self.gates.setdefault(word, asyncio.Event())

    @property
    def words(self) -> list[str]:
        return [what(update) for update in self.seen]


def what(update: dict) -> str:
    press = update.get("callback_query")
    return str(press["data"]) if press else str(update.get("message", {}).get("text"))


@pytest_asyncio.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    application = web.Application()
    application.router.add_post("/hook", hook.taken)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


@pytest_asyncio.fixture
async def t() -> AsyncIterator[Trial]:
    async with trial(webhook_backoff=(0.001, 0.01)) as opened:
        yield opened


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.001)


async def test_it_brings_the_update_and_the_secret(t: Trial, hook: Hook) -> None:
    assert await t.bot.set_webhook(hook.url, secret_token="a-Secret_1", max_connections=5)
    made = t.world.says(AN, "chào")
    await asyncio.wait_for(t.world.acknowledged(made["update_id"]), 10)
    assert hook.seen == [{"update_id": made["update_id"], "message": made["message"]}]
    assert hook.secrets == ["a-Secret_1"]
    info = await t.bot.get_webhook_info()
    assert (info.url, info.max_connections, info.pending_update_count) == (hook.url, 5, 0)


async def test_what_waited_is_delivered_when_the_webhook_is_set(t: Trial, hook: Hook) -> None:
    t.world.says(AN, "một")
    await t.bot.set_webhook(hook.url)
    await asyncio.wait_for(t.world.settled(), 10)
    await t.bot.delete_webhook()
    t.world.says(AN, "hai")
    await t.bot.set_webhook(hook.url, drop_pending_updates=True)
    t.world.says(AN, "ba")
    await asyncio.wait_for(t.world.settled(), 10)
    assert hook.words == ["một", "ba"]


async def test_anything_but_2xx_is_delivered_again(t: Trial, hook: Hook) -> None:
    hook.statuses = [500, 404, 301]
    await t.bot.set_webhook(hook.url)
    t.world.says(AN, "chào")
    await asyncio.wait_for(t.world.settled(), 10)
    assert hook.words == ["chào"] * 4
    error = (await t.bot.get_webhook_info()).last_error_message
    assert error == "Wrong response from the webhook: 301 Moved Permanently"


async def test_a_webhook_that_is_down_is_tried_until_it_is_up(t: Trial) -> None:
    await t.bot.set_webhook("http://127.0.0.1:9/hook")
    t.world.says(AN, "chào")
    await until(lambda: t.world.webhook.last_error is not None)
    info = await t.bot.get_webhook_info()
    assert info.last_error_message == "Connection refused" and info.pending_update_count == 1


async def test_one_message_of_a_chat_at_a_time(t: Trial, hook: Hook) -> None:
    gate = hook.closed("một")
    await t.bot.set_webhook(hook.url)
    for word in ("một", "hai"):
        t.world.says(AN, word)
    t.world.says(BICH, "ba")
    await until(lambda: "ba" in hook.words)
    await until(lambda: len(t.world.updates.pending) == 2)
    assert "hai" not in hook.words
    gate.set()
    await asyncio.wait_for(t.world.settled(), 10)
    assert [word for word in hook.words if word != "ba"] == ["một", "hai"]


async def test_a_press_overtakes_a_message(t: Trial, hook: Hook) -> None:
    t.world.starts(AN)
    sent = await t.call("sendMessage", chat_id=AN, text="Duyệt?", reply_markup=YES)
    gate = hook.closed("chậm")
    await t.bot.set_webhook(hook.url)
    slow = t.world.says(AN, "chậm")
    press = t.world.taps(AN, AN, sent["result"]["message_id"], "ok")
    await asyncio.wait_for(t.world.acknowledged(press["update_id"]), 10)
    assert slow["update_id"] in t.world.updates.pending
    gate.set()
    await asyncio.wait_for(t.world.settled(), 10)


async def test_no_more_than_max_connections_at_once(t: Trial, hook: Hook) -> None:
    gate = hook.closed("chờ")
    await t.bot.set_webhook(hook.url, max_connections=2)
    for person in (AN, BICH, CHI):
        t.world.says(person, "chờ")
    await until(lambda: len(hook.seen) == 2)
    gate.set()
    await asyncio.wait_for(t.world.settled(), 10)
    assert len(hook.seen) == 3


async def test_a_duplicate_is_delivered_twice(t: Trial, hook: Hook) -> None:
    await t.bot.set_webhook(hook.url)
    t.world.faults.duplicate_next_update()
    t.world.says(AN, "chào")
    await asyncio.wait_for(t.world.settled(), 10)
    assert hook.words == ["chào", "chào"]


async def test_a_held_chat_waits_for_its_release(t: Trial, hook: Hook) -> None:
    await t.bot.set_webhook(hook.url)
    t.world.faults.hold(AN)
    held = t.world.says(AN, "chậm")
    t.world.says(BICH, "nhanh")
    await asyncio.wait_for(t.world.settled(), 10)
    assert hook.words == ["nhanh"]
    t.world.faults.release(AN)
    await asyncio.wait_for(t.world.acknowledged(held["update_id"]), 10)


async def test_the_answer_may_carry_a_call(t: Trial, hook: Hook) -> None:
    hook.answer = {"method": "sendMessage", "chat_id": AN, "text": "Chào anh An"}
    await t.bot.set_webhook(hook.url)
    await asyncio.wait_for(t.world.acknowledged(t.world.says(AN, "chào")["update_id"]), 10)
    assert t.world.messages(AN)[-1].text == "Chào anh An"
    assert t.world.calls[-1].method == "sendMessage"


async def test_polling_and_a_webhook_exclude_each_other(t: Trial, hook: Hook) -> None:
    polling = asyncio.ensure_future(t.bot.get_updates(timeout=30))
    await t.world.updates.polled()
    await t.bot.set_webhook(hook.url)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await asyncio.wait_for(polling, 10)
    with pytest.raises(Conflict, match="while webhook is active"):
        await t.bot.get_updates()
    await t.bot.delete_webhook()
    assert await t.bot.get_updates() == ()


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"url": "http://example.vn/hook"}, "an https url must be provided for webhook"),
        ({"secret_token": "có dấu"}, "Secret token contains unallowed characters"),
        ({"secret_token": "a" * 257}, "Secret token is too long"),
    ],
)
async def test_a_wrong_webhook_is_refused(t: Trial, given: dict, refusal: str) -> None:
    with pytest.raises(BadRequest, match=refusal):
        await t.bot.set_webhook(**{"url": "http://127.0.0.1:9/hook", **given})
