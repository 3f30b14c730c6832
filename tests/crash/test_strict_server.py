"""`congdoan run`, as an operator starts it, against a Bot API that is not ours, and is strict."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.crash.lives import PATIENCE, ROOT
from tests.crash.strict_server import TOKEN, Strict, strict
from tests.crash.village import free_port
from tests.databases import ENGINES, Databases

pytestmark = pytest.mark.crash
CHI, KHACH = 1003, 1006
WAYS = [way for way in (("sqlite", "polling"), ("postgresql", "webhook")) if way[0] in ENGINES]


def _environment(url: str, api: str, door: str) -> dict[str, str]:
    listen = f"127.0.0.1:{free_port()}"
    ours = {
        "CONGDOAN_DATABASE_URL": url,
        "CONGDOAN_SECRET_KEY": "mot chuoi chi dung trong bai thu, 0123",
        "CONGDOAN_TELEGRAM__TOKEN": TOKEN,
        "CONGDOAN_TELEGRAM__API_URL": api,
        "CONGDOAN_LISTEN": listen,
    }
    if door == "webhook":
        ours["CONGDOAN_PUBLIC_URL"] = f"http://{listen}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CONGDOAN_")}
    return {**kept, **ours, "PYTHONPATH": str(ROOT)}


async def _congdoan(folder: Path, environment: dict[str, str], *words: str, errors: int):
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words,
        cwd=folder, env=environment, stdout=asyncio.subprocess.PIPE, stderr=errors,
    )  # fmt: skip


async def _init(folder: Path, environment: dict[str, str]) -> str:
    """The one-time code of the chair."""
    profile = str(ROOT / "config" / "union.example.toml")
    made = await _congdoan(folder, environment, "init", profile, errors=asyncio.subprocess.PIPE)
    told, _ = await made.communicate()
    assert made.returncode == 0
    found = re.search(r"(\d{3}) (\d{3})", told.decode())
    assert found
    return "".join(found.groups())


@asynccontextmanager
async def _running(folder: Path, environment: dict[str, str]) -> AsyncIterator[None]:
    """Started, and in the end stopped by SIGTERM: it says nothing secret on the way."""
    log = folder / "errors.log"
    with log.open("wb") as errors:
        bot = await _congdoan(folder, environment, "run", errors=errors.fileno())
        assert bot.stdout
        line = await asyncio.wait_for(bot.stdout.readline(), PATIENCE)
        assert "Bot đang chạy" in line.decode(), log.read_text()
        yield
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), PATIENCE) == 0, log.read_text()
    assert TOKEN.partition(":")[2] not in log.read_text()


async def _join(platform: Strict, code: str) -> None:
    async def goes(person: int, what: str, hears: str, of: int | None = None) -> None:
        """Say it, or press it where it begins with “»”; then wait for the words."""
        before = platform.heard(of or person).count(hears)
        act = platform.presses if what.startswith("»") else platform.says
        await act(person, what.removeprefix("»"))
        await platform.until(lambda: platform.heard(of or person).count(hears) > before)

    await goes(CHI, "/start", "Đây là Bot của CĐCS")
    await goes(CHI, code, "Nguyễn Thị Chi")
    await goes(CHI, "»Đúng tôi", "Chào mừng chị Chi")
    await goes(KHACH, "xin chào", "Đây là Bot của CĐCS")
    await goes(KHACH, "Xin vào công đoàn", "họ tên và ngày sinh")
    await goes(KHACH, "lê văn khách 1/2/1990", "nữ hay nam")
    await goes(KHACH, "»Nam", "tổ nào")
    await goes(KHACH, "»Tổ 2", "Lê Văn Khách")
    await goes(KHACH, "»Đúng", "xin vào công đoàn", of=CHI)
    await goes(CHI, "»Duyệt", "Chào mừng anh Khách", of=KHACH)
    await goes(KHACH, "/toi", "01/02/1990")


@pytest.mark.parametrize(("kind", "door"), WAYS)
async def test_join(kind: str, door: str, databases: Databases, tmp_path: Path) -> None:
    url = await databases.fresh(kind)
    async with strict() as (platform, api):
        environment = _environment(url, api, door)
        code = await _init(tmp_path, environment)
        async with _running(tmp_path, environment):
            await _join(platform, code)
            await platform.until(lambda: all(platform.queries.values()))
        assert platform.refused == []
        assert len(platform.queries) == 5
        assert {"setMyCommands", "sendMessage", "answerCallbackQuery"} <= platform.called


async def test_a_platform_out_of_reach_is_named_without_the_token(
    databases: Databases, tmp_path: Path
) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/bot"
    environment = _environment(await databases.fresh("sqlite"), nowhere, "polling")
    bot = await _congdoan(tmp_path, environment, "run", errors=asyncio.subprocess.PIPE)
    said, complained = await asyncio.wait_for(bot.communicate(), PATIENCE)
    assert bot.returncode == 1
    assert "Telegram" in complained.decode()
    assert TOKEN.partition(":")[2] not in (said + complained).decode()


async def test_a_wrong_token_is_refused_without_being_told(
    databases: Databases, tmp_path: Path
) -> None:
    async with strict() as (_, api):
        environment = _environment(await databases.fresh("sqlite"), api, "polling")
        wrong = "424242:wrong-AAHdqTcvCH1vGWJxfSeofSAs0K5P"
        environment["CONGDOAN_TELEGRAM__TOKEN"] = wrong
        bot = await _congdoan(tmp_path, environment, "run", errors=asyncio.subprocess.PIPE)
        said, complained = await asyncio.wait_for(bot.communicate(), PATIENCE)
    assert bot.returncode == 1
    assert wrong.partition(":")[2] not in (said + complained).decode()
