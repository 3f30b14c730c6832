"""`congdoan bot`: a second bot's token is asked for, sealed, and never shown again."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.sealing import Unreadable, seal, unseal
from sandbox.clock import MovableClock
from sandbox.telegram import Telegram
from sandbox.telegram import serve as serve_telegram
from sandbox.zalo import Zalo, serve
from storage.engine import open_engine
from storage.models import bots
from tests.chat import START
from tests.doors.command import ROOT, SECRET, TOKEN, congdoan

GOOD = {"SECRET_KEY": SECRET, "DATABASE_URL": "sqlite:///congdoan.db"}
UNION = ROOT / "config" / "union.example.toml"
KEY = b"k" * 32


def test_what_is_sealed_opens_with_its_own_key_only() -> None:
    sealed = seal(KEY, TOKEN)
    assert TOKEN.encode() not in sealed
    assert unseal(KEY, sealed) == TOKEN
    with pytest.raises(Unreadable):
        unseal(b"x" * 32, sealed)


async def test_a_bot_is_added_listed_checked_and_removed(tmp_path: Path) -> None:
    assert (await congdoan(tmp_path, "init", str(UNION), **GOOD)).code == 0
    world = Zalo(now=MovableClock(START, frozen=True))
    async with serve(world) as address:
        where = GOOD | {"ZALO__API_URL": address.bot_url}
        nonsense = await congdoan(tmp_path, "bot", "add", "zalo", typed="hello\n", **where)
        assert (nonsense.code, "DÃY-SỐ" in nonsense.err) == (1, True)
        refused = await congdoan(tmp_path, "bot", "add", "zalo", typed=f"{TOKEN}\n", **where)
        assert (refused.code, "không nhận token" in refused.err) == (1, True)
        added = await congdoan(tmp_path, "bot", "add", "zalo", typed=f"{world.token}\n", **where)
        assert added.code == 0, added.err
        assert "Bot Công đoàn Sao Biển (Zalo)" in added.out
        assert world.token not in added.out + added.err

        listed = await congdoan(tmp_path, "bot", "list", **where)
        assert "0/50 người): token cất trong cơ sở dữ liệu" in listed.out
        engine = open_engine(f"sqlite:///{tmp_path}/congdoan.db")
        async with engine.begin() as connection:
            row = (await connection.execute(select(bots))).one()
        await engine.dispose()
        assert world.token.encode() not in row.token
        assert row.quota == 3_000
        sound = await congdoan(tmp_path, "check", **where)
        assert sound.code == 0, sound.err

        another = where | {"SECRET_KEY": "f0e1d2c3b4a5968778695a4b3c2d1e0f"}
        assert "SECRET_KEY đã đổi" in (await congdoan(tmp_path, "bot", "list", **another)).out
        checked = await congdoan(tmp_path, "check", **another)
        assert (checked.code, "SECRET_KEY đã đổi" in checked.err) == (1, True)

        gone = await congdoan(tmp_path, "bot", "remove", "1", **where)
        assert gone.code == 0, gone.err
        assert "đã gỡ" in (await congdoan(tmp_path, "bot", "list", **where)).out
        assert (await congdoan(tmp_path, "bot", "remove", "1", **where)).code == 1


async def test_a_telegram_bot_too_and_not_one_of_the_settings(tmp_path: Path) -> None:
    assert (await congdoan(tmp_path, "init", str(UNION), **GOOD)).code == 0
    world = Telegram(now=MovableClock(START, frozen=True))
    async with serve_telegram(world) as address:
        where = GOOD | {"TELEGRAM__API_URL": address.bot_url}
        typed = f"{world.token}\n"
        twice = await congdoan(
            tmp_path, "bot", "add", "telegram", typed=typed, TELEGRAM__TOKEN=world.token, **where
        )
        assert (twice.code, ".env" in twice.err) == (1, True)
        added = await congdoan(tmp_path, "bot", "add", "telegram", typed=typed, **where)
        assert added.code == 0, added.err
        assert world.token not in added.out + added.err


async def test_without_any_bot_it_does_not_run(tmp_path: Path) -> None:
    assert (await congdoan(tmp_path, "init", str(UNION), **GOOD)).code == 0
    ended = await congdoan(tmp_path, "run", **GOOD)
    assert ended.code == 1
    assert "CONGDOAN_ZALO__TOKEN" in ended.err
