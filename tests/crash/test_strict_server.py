"""`congdoan run`, as an operator starts it, against a Bot API that is not ours, and is strict."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import derived
from bot.doors import founding
from config import union_file
from config.settings import Settings
from tests.chat import SECRET, START, free_port
from tests.crash.lives import PATIENCE, ROOT, Nursery, telephone
from tests.crash.strict_server import TOKEN, Strict, strict
from tests.crash.village import PACE
from tests.databases import ENGINES, Databases
from tests.doors.losing import opened
from union.calendar import moment

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
        "CONGDOAN_TELEGRAM__FILE_URL": f"{api.removesuffix('/bot')}/file/bot",
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
    told, complained = await made.communicate()
    assert made.returncode == 0, complained.decode()
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
        try:
            yield
        finally:
            bot.terminate()
            ended = await asyncio.wait_for(bot.wait(), PATIENCE)
        assert ended == 0, log.read_text()
    assert TOKEN.partition(":")[2] not in log.read_text()


@dataclass
class Story:
    """What people do on the strict platform, each step until its answer is there."""

    platform: Strict

    async def goes(self, person: int, what: str, hears: str, of: int | None = None) -> None:
        """Say it, or press it where it begins with “»”; then wait for the words."""
        act = self.platform.presses if what.startswith("»") else self.platform.says
        await self._until_more(hears, of or person, act(person, what.removeprefix("»")))

    async def sends(self, person: int, name: str, hears: str) -> None:
        await self._until_more(hears, person, self.platform.sends(person, name, b"rows"))

    async def _until_more(self, hears: str, of: int, doing: Awaitable[None]) -> None:
        before = self.platform.heard(of).count(hears)
        await doing
        await self.platform.until(lambda: self.platform.heard(of).count(hears) > before)

    async def join(self, code: str) -> None:
        await self.goes(CHI, "/start", "Đây là Bot của CĐCS")
        await self.goes(CHI, code, "Nguyễn Thị Chi")
        await self.goes(CHI, "»Đúng tôi", "Chào mừng chị Chi")
        await self.goes(KHACH, "xin chào", "Đây là Bot của CĐCS")
        await self.goes(KHACH, "Xin vào công đoàn", "họ tên và ngày sinh")
        await self.goes(KHACH, "lê văn khách 1/2/1990", "nữ hay nam")
        await self.goes(KHACH, "»Nam", "tổ nào")
        await self.goes(KHACH, "»Tổ 2", "Lê Văn Khách")
        await self.goes(KHACH, "»Đúng", "xin vào công đoàn", of=CHI)
        await self.goes(CHI, "»Duyệt", "đã duyệt")  # edited
        await self.goes(KHACH, "/toi", "01/02/1990")  # whatever the hour; at night no greeting yet

    async def files(self) -> None:
        await self.sends(KHACH, "danh-sach.txt", "không giữ lại tệp")
        await self.goes(KHACH, "/riengtu", "Quản lý đoàn viên")
        await self.goes(KHACH, "»Tải dữ liệu", "[document]")

    async def nothing_was_wrong(self, presses: int) -> None:
        """Not one call refused or overlooked, each press answered once."""
        await self.platform.until(lambda: all(self.platform.queries.values()))
        assert self.platform.refused == []
        assert self.platform.overlooked == set()
        assert set(self.platform.deliveries) <= {200}
        assert len(self.platform.queries) == presses


@pytest.mark.parametrize(("kind", "door"), WAYS)
async def test_join(kind: str, door: str, databases: Databases, tmp_path: Path) -> None:
    url = await databases.fresh(kind)
    async with strict() as (platform, api):
        environment = _environment(url, api, door)
        code, story = await _init(tmp_path, environment), Story(platform)
        async with _running(tmp_path, environment):
            await story.join(code)
            await story.files()
            await story.nothing_was_wrong(presses=6)
        assert {"setMyCommands", "editMessageText", "getFile", "sendDocument"} <= platform.called


@pytest.mark.parametrize(("kind", "door"), WAYS)
async def test_paid_and_greeted_when_the_clock_gets_there(
    kind: str, door: str, databases: Databases, nursery: Nursery
) -> None:
    """As `congdoan run` does it, but with a clock that moves."""
    url, now = await databases.fresh(kind), START
    async with strict() as (platform, api), telephone(nursery) as line:
        told, story = _told(url, api, door), Story(platform)
        code = await _founded(told, now)
        life = await line.life({"settings": told, "now": now.isoformat(), "pace": PACE})
        await life.heard()
        await story.join(code)
        await platform.until(lambda: "Chào mừng anh Khách" in platform.heard(KHACH))
        await story.goes(CHI, "/chinhthuc", "chạy thử")
        await story.goes(CHI, "»Chuyển chính thức", "đã hoạt động chính thức")
        await story.goes(CHI, "mức đóng Khách 46.800đ từ 11/2026", "46.800đ")
        await story.goes(CHI, "»Ghi", "Đã ghi mức đóng")
        await story.goes(KHACH, "đóng đoàn phí", "[photo]")
        for day in (31, 32):  # the eve, and the first of February
            now = moment(date(2027, 1, 1) + timedelta(days=day - 1), time(7, 31))
            assert "sinh nhật anh Khách" not in platform.heard(KHACH)
            await life.ask(f"move {now.isoformat()}")
        await platform.until(lambda: "sinh nhật anh Khách" in platform.heard(KHACH))
        await story.nothing_was_wrong(presses=7)
        await life.stops()


def _told(url: str, api: str, door: str) -> dict[str, Any]:
    listen = f"127.0.0.1:{free_port()}"
    public = f"http://{listen}" if door == "webhook" else ""
    told = {"database_url": url, "secret_key": SECRET, "listen": listen, "public_url": public}
    return told | {"telegram": {"token": TOKEN, "api_url": api}}


async def _founded(told: dict[str, Any], now: datetime) -> str:
    settings = Settings(_env_file=None, **told)
    profile = union_file.load(ROOT / "config" / "union.example.toml")
    async with opened(settings.database_url) as engine:
        code = await founding.found(engine, profile, derived(settings, "codes"), now)
    assert code
    return code


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
