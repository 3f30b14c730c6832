"""Trouble on demand, as the bot meets it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
import pytest_asyncio
from telegram.error import NetworkError, RetryAfter

from sandbox.clock import MovableClock
from sandbox.telegram import serve
from sandbox.telegram.trial import Trial, trial

pytestmark = pytest.mark.asyncio
AN, BICH = 1001, 1002


@pytest_asyncio.fixture
async def t() -> AsyncIterator[Trial]:
    async with trial() as opened:
        opened.world.starts(AN)
        opened.world.starts(BICH)
        yield opened


def said(t: Trial, chat: int = AN) -> list[str]:
    return [message.text for message in t.world.messages(chat) if message.from_bot]


async def test_a_429_names_the_wait(t: Trial) -> None:
    t.world.faults.add("sendMessage", "429", chat_id=AN, retry_after=7)
    assert await t.bot.send_message(BICH, "a")
    with pytest.raises(RetryAfter) as raised:
        await t.bot.send_message(AN, "a")
    wait = raised.value.retry_after
    assert int(wait.total_seconds() if isinstance(wait, timedelta) else wait) == 7
    assert await t.bot.send_message(AN, "b")
    assert said(t) == ["b"]


async def test_a_500_comes_as_often_as_asked(t: Trial) -> None:
    t.world.faults.add("sendMessage", "500", times=2)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await t.bot.send_message(AN, "a")
    assert await t.bot.send_message(AN, "b") and said(t) == ["b"]


async def test_a_lost_answer_leaves_the_message_with_the_person(t: Trial) -> None:
    t.world.faults.add("sendMessage", "lost")
    with pytest.raises(NetworkError):
        await t.bot.send_message(AN, "a")
    assert said(t) == ["a"]


async def test_a_refused_connection_leaves_nothing(t: Trial) -> None:
    t.world.faults.add(kind="refuse")
    with pytest.raises(aiohttp.ClientError):
        await t.call("sendMessage", chat_id=AN, text="a")
    assert said(t) == []


async def test_a_slow_answer_comes_after_its_delay(t: Trial) -> None:
    t.world.faults.add("sendMessage", "slow", delay=0.2)
    sending = t.bot.send_message(AN, "a", read_timeout=0.05)
    with pytest.raises(NetworkError, match="Timed out"):
        await sending
    assert said(t) == ["a"]


async def test_an_unknown_fault_is_refused(t: Trial) -> None:
    with pytest.raises(ValueError, match="no such fault"):
        t.world.faults.add(kind="418")
    t.world.faults.add(kind="500")
    t.world.faults.clear()
    assert await t.bot.send_message(AN, "a")


async def test_an_outage_keeps_what_was_said(t: Trial) -> None:
    world, port = t.world, t.address.port
    world.updates.clear()
    async with serve(world) as second:
        assert second.port != port
    world.says(AN, "trong lúc mất mạng")
    async with serve(world) as third:
        url = f"{third.bot_url}{world.token}/getUpdates"
        async with t.http.get(url) as response:
            (update,) = (await response.json())["result"]
    assert update["message"]["text"] == "trong lúc mất mạng"


async def test_dates_come_from_the_clock_that_was_passed_in() -> None:
    start = datetime(2027, 3, 8, 1, tzinfo=UTC)
    async with trial(now=MovableClock(start, frozen=True)) as t:
        t.world.starts(AN)
        t.clock.move_to(start + timedelta(days=1))
        sent = await t.bot.send_message(AN, "Chúc mừng")
        assert sent.date == start + timedelta(days=1)
