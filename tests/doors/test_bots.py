"""`congdoan bot`: a second bot's token is asked for, sealed, and never shown again."""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.__main__ import parser
from bot.doors import bots as door
from bot.doors import check
from bot.doors.common import Wrong
from bot.sealing import Unreadable, seal, unseal
from config.settings import Settings
from sandbox.clock import MovableClock
from sandbox.telegram import Telegram
from sandbox.telegram import serve as serve_telegram
from sandbox.zalo import Zalo, serve
from storage.engine import open_engine
from storage.models import bots
from tests.chat import START
from tests.databases import Databases
from tests.doors.command import ROOT, SECRET, TOKEN, congdoan

KEY = b"k" * 32


@dataclass
class Desk:
    """Where an operator types; `says` is what was printed."""

    settings: Settings
    world: Zalo
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    async def types(self, *arguments: str, then: str = "", **changed: str) -> str:
        self.monkeypatch.setattr("sys.stdin", io.StringIO(f"{then}\n"))
        settings = Settings.model_validate({**self.settings.model_dump(), **changed})
        await door.door(settings, parser().parse_args(["bot", *arguments]))
        said = self.capsys.readouterr()
        assert self.world.token not in said.out + said.err
        return said.out


@pytest.fixture
async def desk(
    databases: Databases, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> AsyncIterator[Desk]:
    world = Zalo(now=MovableClock(START, frozen=True))
    async with serve(world) as address:
        url = await databases.fresh("sqlite")
        zalo = {"api_url": address.bot_url}
        settings = Settings(_env_file=None, database_url=url, secret_key=SECRET, zalo=zalo)
        yield Desk(settings, world, monkeypatch, capsys)


def test_what_is_sealed_opens_with_its_own_key_only() -> None:
    sealed = seal(KEY, TOKEN)
    assert TOKEN.encode() not in sealed
    assert unseal(KEY, sealed) == TOKEN
    with pytest.raises(Unreadable):
        unseal(b"x" * 32, sealed)


async def test_only_a_token_the_platform_knows_is_kept(desk: Desk) -> None:
    with pytest.raises(Wrong, match="DÃY-SỐ"):
        await desk.types("add", "zalo", then="hello")
    with pytest.raises(Wrong, match="không nhận token"):
        await desk.types("add", "zalo", then=TOKEN)
    assert "Chưa có Bot nào" in await desk.types("list")
    assert "Bot Công đoàn Sao Biển (Zalo)" in await desk.types("add", "zalo", then=desk.world.token)
    engine = open_engine(desk.settings.database_url)
    async with engine.begin() as connection:
        row = (await connection.execute(select(bots))).one()
    await engine.dispose()
    assert desk.world.token.encode() not in row.token
    assert row.quota == 3_000


async def test_it_is_listed_checked_and_removed(desk: Desk) -> None:
    await desk.types("add", "zalo", then=desk.world.token)
    assert "0/50 người): token cất trong cơ sở dữ liệu" in await desk.types("list")
    assert await check.problems(desk.settings) == []
    another = {"secret_key": "f0e1d2c3b4a5968778695a4b3c2d1e0f"}
    assert "SECRET_KEY đã đổi" in await desk.types("list", **another)
    told = await check.problems(Settings.model_validate({**desk.settings.model_dump(), **another}))
    assert any("SECRET_KEY đã đổi" in one for one in told)
    assert "Đã gỡ" in await desk.types("remove", "1")
    assert "đã gỡ" in await desk.types("list")
    with pytest.raises(Wrong, match="bot list"):
        await desk.types("remove", "1")
    assert any("ZALO__TOKEN" in one for one in await check.problems(desk.settings))


async def test_a_telegram_bot_too_and_not_one_of_the_settings(desk: Desk) -> None:
    world = Telegram(now=MovableClock(START, frozen=True))
    async with serve_telegram(world) as address:
        where = {"api_url": address.bot_url, "file_url": address.file_url}
        desk.settings = Settings.model_validate({**desk.settings.model_dump(), "telegram": where})
        assert "(Telegram)" in await desk.types("add", "telegram", then=world.token)
        known = {**desk.settings.model_dump(), "telegram": {**where, "token": world.token}}
        desk.settings = Settings.model_validate(known)
        with pytest.raises(Wrong, match="đã có trong"):
            await desk.types("add", "telegram", then=world.token)


async def test_the_command_reads_the_token_from_its_input(tmp_path: Path) -> None:
    good = {"SECRET_KEY": SECRET, "DATABASE_URL": "sqlite:///congdoan.db"}
    union = ROOT / "config" / "union.example.toml"
    assert (await congdoan(tmp_path, "init", str(union), **good)).code == 0
    world = Zalo(now=MovableClock(START, frozen=True))
    async with serve(world) as address:
        where = good | {"ZALO__API_URL": address.bot_url}
        added = await congdoan(tmp_path, "bot", "add", "zalo", typed=f"{world.token}\n", **where)
        assert added.code == 0, added.err
        assert world.token not in added.out + added.err
