"""The channel against the sandbox, at the wire: every switch, every refusal, nothing lost."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

import pytest

from bot import logs
from bot.channels import zalo
from bot.channels.channel import Blocked, Flooded, NotTaken, PerhapsTaken, Rejected
from bot.channels.zalo import Zalo
from sandbox.zalo.cast import GROUP, zalo_id
from tests.bot.zalo_line import AN, NOW, line, stopped

BOTH = pytest.mark.parametrize("switch", [True, False])


# --- who we are -----------------------------------------------------------------------------


@BOTH
async def test_the_name_people_see_or_the_accounts(switch: bool) -> None:
    async with line(display_name=switch) as made:
        await made.channel.start()
        assert made.channel.name == ("Bot Công đoàn Sao Biển" if switch else "bot.32109876")


@BOTH
async def test_a_mention_is_not_part_of_what_was_said(switch: bool) -> None:
    """Without the name a command is still found behind it."""
    async with line(display_name=switch) as made:
        await made.channel.start()
        body = made.world.says(AN, "/noinhom 482106", GROUP, mention=True)["body"]
        said = made.channel.said(body)
        assert said and said.group and said.text == "/noinhom 482106"


# --- refusals: ok, error_code and status together -------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("chat", "text", "expected"),
    [(AN, "x" * 2_001, Rejected), (zalo_id(9999), "chào", Blocked), (AN, "", Rejected)],
)
async def test_a_bad_message_is_judged_whatever_its_http_status(
    switch: bool, chat: str, text: str, expected: type[Exception]
) -> None:
    async with line(error_http_status=switch) as made:
        with pytest.raises(expected):
            await made.channel._send("sendMessage", {"chat_id": chat, "text": text}, 5)


@BOTH
async def test_a_token_that_was_reset(switch: bool, caplog: pytest.LogCaptureFixture) -> None:
    async with line(error_http_status=switch) as made:
        made.world.token = "1:another"
        with pytest.raises(Rejected):
            await made.channel.send(AN, {"text": "chào"}, None)
        assert "does not accept the token" in caplog.text


@BOTH
async def test_403_is_a_fault_of_theirs_and_tried_again(switch: bool) -> None:
    async with line(error_http_status=switch) as made:
        made.world.faults.add("sendMessage", "500")
        with pytest.raises(NotTaken):
            await made.channel.send(AN, {"text": "chào"}, None)
        assert (await made.channel.send(AN, {"text": "chào"}, None)).message


@BOTH
async def test_429_names_no_time_so_each_one_doubles_the_wait(switch: bool) -> None:
    async with line(error_http_status=switch) as made:
        made.world.faults.add("sendMessage", "429", times=10)
        waits = []
        for _ in range(10):
            with pytest.raises(Flooded) as flooded:
                await made.channel.send(AN, {"text": "chào"}, None)
            waits.append(flooded.value.seconds)
        assert waits[:3] == [2, 4, 8] and waits[-1] == zalo.LONGEST_FLOOD
        await made.channel.send(AN, {"text": "chào"}, None)
        made.world.faults.add("sendMessage", "429")
        with pytest.raises(Flooded) as flooded:
            await made.channel.send(AN, {"text": "chào"}, None)
        assert flooded.value.seconds == 2


async def test_a_lost_answer_may_have_arrived_and_a_shut_door_has_not() -> None:
    async with line() as made:
        made.world.faults.add("sendMessage", "lost")
        with pytest.raises(PerhapsTaken):
            await made.channel.send(AN, {"text": "chào"}, None)
        assert made.world.messages(AN)[-1].text == "chào"
    nobody = Zalo("1:x", "http://127.0.0.1:9/bot", 1, lambda: NOW)
    with pytest.raises(NotTaken):
        await nobody.send(AN, {"text": "chào"}, None)
    await nobody.stop()


async def test_the_months_messages_are_counted_as_the_platform_does() -> None:
    async with line(messages_a_month=1) as made:
        await made.channel.send(AN, {"text": "một"}, None)
        with pytest.raises(Flooded):
            await made.channel.send(AN, {"text": "hai"}, None)


# --- polling --------------------------------------------------------------------------------


@BOTH
async def test_an_empty_poll_is_no_fault(switch: bool, caplog: pytest.LogCaptureFixture) -> None:
    async with line(0.02, idle_http_408=switch, error_http_status=switch) as made:
        task = made.poll()
        asked = lambda: sum(call.method == "getUpdates" for call in made.world.calls)  # noqa: E731
        await made.until(lambda: asked() > 4)
        made.world.says(AN, "alo")
        await made.until(lambda: made.kept)
        await stopped(task)
        assert not caplog.records


async def test_what_comes_while_polling_stops_is_kept() -> None:
    """The poll that is open is waited for: what it brings is handed out to nobody else."""
    async with line(5) as made:
        task = made.poll()
        await made.until(lambda: made.world.updates.polls)
        task.cancel()
        await asyncio.sleep(0)
        made.world.says(AN, "vào phút chót")
        with pytest.raises(asyncio.CancelledError):
            await task
        assert made.texts == ["vào phút chót"]


async def test_stopping_in_the_middle_of_keeping_keeps_it() -> None:
    async with line(1) as made:
        slow, keep = asyncio.Event(), made.keep

        async def slowly(*event: Any) -> None:
            if not slow.is_set():
                slow.set()
                await asyncio.sleep(30)
            await keep(*event)

        task = asyncio.create_task(made.channel.poll(slowly))
        made.world.says(AN, "đang ghi")
        await slow.wait()
        await stopped(task)
        assert made.texts == ["đang ghi"]


@BOTH
async def test_what_was_said_while_nobody_polled(switch: bool) -> None:
    """Waits, or is gone for good: then only the webhook helps (docs/decisions/011)."""
    async with line(keeps_when_deaf=switch) as made:
        made.world.says(AN, "lúc Bot nghỉ")
        task = made.poll()
        await made.until(lambda: made.world.updates.polls)
        made.world.says(AN, "lúc Bot thức")
        await made.until(lambda: "lúc Bot thức" in made.texts)
        await stopped(task)
        assert ("lúc Bot nghỉ" in made.texts) is switch


async def test_polling_goes_on_after_faults() -> None:
    async with line() as made:
        made.world.faults.add("getUpdates", "500")
        task = made.poll()
        await made.until(lambda: made.world.updates.polls)
        made.world.says(AN, "alo")
        await made.until(lambda: made.kept)
        await stopped(task)


async def test_two_answers_at_once_are_both_kept() -> None:
    """Some say getUpdates gives a list."""
    async with line() as made:
        bodies = [made.world.says(AN, word)["body"] for word in ("một", "hai")]
        await made.channel._keep([*bodies, {}, None], made.keep)
        assert made.texts == ["một", "hai"]


# --- no token in any line -------------------------------------------------------------------


async def test_no_token_is_ever_in_a_log_line(capfd: pytest.CaptureFixture[str]) -> None:
    """A run in which everything fails, with the log as operators have it."""
    before = list(logging.getLogger().handlers)
    level = logging.getLogger().level
    logs.set_up("text")
    try:
        async with line(0.02) as made:
            for kind in ("429", "500", "lost", "refuse"):
                made.world.faults.add("sendMessage", kind)
                made.world.faults.add("getUpdates", kind)
                with suppress(Exception):
                    await made.channel.send(AN, {"text": "chào"}, None)
            task = made.poll()
            await asyncio.sleep(0.3)
            await stopped(task)
            made.world.token = "1:another"
            try:
                await made.channel.send(AN, {"text": "chào"}, None)
            except Rejected:
                logging.getLogger("bot").exception("it failed")
            token = made.channel._address.rpartition("/bot")[2]
    finally:
        logging.getLogger().handlers[:] = before
        logging.getLogger().setLevel(level)
    told = capfd.readouterr().err
    assert "does not accept the token" in told and "it failed" in told
    assert ":" in token and token not in told and token.partition(":")[2] not in told
