"""What the web server refuses: malformed, too large, not Telegram's, not from this machine."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from tests.chat import PEOPLE, Mode, Town, town
from tests.crash.wire import sends, until
from tests.databases import Databases

HEADER = "X-Telegram-Bot-Api-Secret-Token"
MALFORMED = (
    b"", b"{", b"null", b"5", b"[]", b'"x"', b"{}", b"\xff\xfe", b'{"message": {}}',
    b'{"update_id": 1, "message": {}}', b'{"update_id": 1, "message": 5}',
    b'{"update_id": 1, "message": {"message_id": 1, "date": 1e30, "chat": {"id": 1}}}',
)  # fmt: skip


@pytest.fixture
async def hooked(databases: Databases) -> AsyncIterator[Town]:
    mode = Mode("sqlite", "webhook")
    async with town(mode, await databases.fresh("sqlite"), members=("an",)) as made:
        yield made


@pytest.fixture
async def http(hooked: Town) -> AsyncIterator[aiohttp.ClientSession]:
    base = f"http://127.0.0.1:{hooked._hook_port}"
    async with aiohttp.ClientSession(base) as session:
        yield session


def _place(town: Town) -> str:
    return f"/telegram/{next(iter(town.app.channels))}"


def _secret(town: Town) -> dict[str, str]:
    return {HEADER: town.app.webhook_secret("telegram")}


async def _status(http: aiohttp.ClientSession, path: str, **given: Any) -> int:
    async with http.post(path, **given) as answer:
        return answer.status


@pytest.mark.parametrize("body", MALFORMED, ids=repr)
async def test_a_malformed_update(
    hooked: Town, http: aiohttp.ClientSession, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert await _status(http, _place(hooked), data=body, headers=_secret(hooked)) == 400
    assert not [record for record in caplog.records if record.exc_info]


async def test_without_the_secret(hooked: Town, http: aiohttp.ClientSession) -> None:
    wrong = ({}, {HEADER: ""}, {HEADER: "guess"}, {HEADER: "mật khẩu"})
    for headers in wrong:
        assert await _status(http, _place(hooked), data=b"{}", headers=headers) == 403


async def test_another_bot(hooked: Town, http: aiohttp.ClientSession) -> None:
    for number in ("999", "99999999999999999999999"):
        path = f"/telegram/{number}"
        assert await _status(http, path, data=b"{}", headers=_secret(hooked)) == 404
    assert await _status(http, "/telegram/x", data=b"{}", headers=_secret(hooked)) == 404


async def test_too_large(hooked: Town, http: aiohttp.ClientSession) -> None:
    large = b" " * (1024 * 1024 + 1)
    assert await _status(http, _place(hooked), data=large, headers=_secret(hooked)) == 413

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(17):
            yield b" " * 65536

    assert await _status(http, _place(hooked), data=pieces(), headers=_secret(hooked)) == 413


async def test_what_nobody_asked_for_is_taken_and_forgotten(
    hooked: Town, http: aiohttp.ClientSession
) -> None:
    update = b'{"update_id": 1, "poll_of_tomorrow": {"id": 7}}'
    assert await _status(http, _place(hooked), data=update, headers=_secret(hooked)) == 200
    async with http.get(_place(hooked)) as answer:
        assert answer.status == 405


async def test_health_and_metrics(hooked: Town, http: aiohttp.ClientSession) -> None:
    async with http.get("/healthz") as answer:
        assert answer.status == 503  # no tick yet
    await hooked.app.ticker.tick(hooked.clock.now())
    async with http.get("/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"ok": True})
    await hooked.an.says("/toi")
    async with http.get("/metrics") as answer:
        assert answer.status == 200
        assert "congdoan_sent_total 1\n" in await answer.text()


async def test_health_fails_when_the_clock_stood_or_a_message_waits_too_long(
    hooked: Town, http: aiohttp.ClientSession
) -> None:
    async def well() -> bool:
        async with http.get("/healthz") as answer:
            told = await answer.json()
            assert answer.status == (200 if told["ok"] else 503)
            return bool(told["ok"])

    await hooked.app.ticker.tick(hooked.clock.now())
    hooked.clock.move_by(timedelta(seconds=299))
    assert await well()
    hooked.clock.move_by(timedelta(seconds=2))
    assert not await well()
    await hooked.app.ticker.tick(hooked.clock.now())
    assert await well()
    hooked.world.faults.add("sendMessage", "500", times=1000)
    hooked.world.says(PEOPLE["an"], "/toi")
    await until(hooked, lambda: sends(hooked, PEOPLE["an"]))
    assert await well()
    hooked.clock.move_by(timedelta(seconds=601))
    await hooked.app.ticker.tick(hooked.clock.now())
    assert not await well()
    hooked.world.faults.clear()
    await hooked.settled()
    assert await well()


async def test_metrics_are_for_this_machine_only(hooked: Town, http: aiohttp.ClientSession) -> None:
    async with http.get("/metrics", headers={"X-Forwarded-For": "203.0.113.5"}) as answer:
        assert answer.status == 403
