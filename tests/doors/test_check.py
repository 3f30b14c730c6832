"""`congdoan check`: each fault is one sentence, and a sound installation has none."""

import shutil
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

import config.occasions
from bot.doors import check
from bot.texts import templates
from config.settings import Settings
from sandbox.clock import MovableClock
from sandbox.telegram import Telegram, serve
from storage.guards import names
from storage.models import log_details, outbox, ticks
from tests.databases import ENGINES, Databases
from tests.doors.losing import opened
from tests.storage.two_unions import NOW, two, without_offers

SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture
async def world() -> AsyncIterator[dict[str, str]]:
    """A Telegram that knows one token, as the settings name it."""
    made = Telegram(now=MovableClock(NOW, frozen=True))
    async with serve(made) as address:
        yield {"token": made.token, "api_url": address.bot_url, "file_url": address.file_url}


def _settings(url: str, **values: Any) -> Settings:
    return Settings(_env_file=None, database_url=url, **{"secret_key": SECRET, **values})


async def _faults(url: str, world: dict[str, str]) -> list[str]:
    return await check.problems(_settings(url, telegram=world))


async def _sql(engine: AsyncEngine, statement: str) -> None:
    async with engine.begin() as connection:
        await connection.execute(text(statement))


@pytest.mark.parametrize("kind", ENGINES)
async def test_a_sound_installation_has_no_fault(
    databases: Databases, world: dict[str, str], kind: str
) -> None:
    url = await databases.fresh(kind)
    async with opened(url) as engine:
        await two(engine)
    assert await _faults(url, world) == []


async def test_settings_that_will_not_do(databases: Databases) -> None:
    url = await databases.fresh("sqlite")
    found = await check.problems(_settings(url, secret_key="", public_url="http://bot.example.vn"))
    assert any("CONGDOAN_SECRET_KEY" in one for one in found)
    assert any("CONGDOAN_TELEGRAM__TOKEN" in one for one in found)
    assert any("https://" in one for one in found)
    (guessed, _) = await check.problems(_settings(url, secret_key="a" * 40))
    assert "dễ đoán" in guessed


@pytest.mark.parametrize("address", ["", "https://bot.example.vn", "http://127.0.0.1:8080"])
async def test_addresses_that_will(
    databases: Databases, world: dict[str, str], address: str
) -> None:
    url = await databases.fresh("sqlite")
    assert await check.problems(_settings(url, telegram=world, public_url=address)) == []


async def test_a_token_that_is_refused_is_not_repeated(
    databases: Databases, world: dict[str, str]
) -> None:
    url = await databases.fresh("sqlite")
    token = "999999:a-wrong-token-that-nobody-knows"
    (found,) = await check.problems(_settings(url, telegram=world | {"token": token}))
    assert "Telegram không nhận token" in found
    assert token not in found


async def test_a_telegram_that_does_not_answer(databases: Databases, world: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = taken.getsockname()[1]
    url = await databases.fresh("sqlite")
    api = world | {"api_url": f"http://127.0.0.1:{nobody}/bot"}
    (found,) = await check.problems(_settings(url, telegram=api))
    assert found.startswith("Không nói chuyện được với Telegram")
    assert world["token"] not in found


async def test_a_database_that_is_not_there(
    databases: Databases, world: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "none" / "congdoan.db"
    (found,) = await _faults(f"sqlite:///{file}", world)
    assert "congdoan init" in found
    assert not _exists(file.parent)  # looking makes nothing
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = taken.getsockname()[1]
    (found,) = await _faults(f"postgresql://u:secret@127.0.0.1:{nobody}/x", world)
    assert found.startswith("Không làm việc được với cơ sở dữ liệu")
    assert "secret" not in found


def _exists(file: Path) -> bool:
    return file.exists()


@pytest.mark.parametrize("kind", ENGINES)
async def test_a_schema_that_is_not_ours(
    databases: Databases, world: dict[str, str], kind: str
) -> None:
    empty = await databases.empty(kind)
    async with opened(empty) as engine:  # SQLite: the file is there, without a table
        await _sql(engine, "SELECT 1")
    (found,) = await _faults(empty, world)
    assert "còn trống" in found
    newer = await databases.fresh(kind)
    async with opened(newer) as engine:
        await _sql(engine, "UPDATE alembic_version SET version_num = '9999'")
    (found,) = await _faults(newer, world)
    assert "bản mới hơn" in found


@pytest.mark.parametrize("kind", ENGINES)
async def test_a_guard_that_is_gone(databases: Databases, world: dict[str, str], kind: str) -> None:
    url, name = await databases.fresh(kind), "guard_log_update"
    assert name in names()
    async with opened(url) as engine:
        on = " ON log" if kind == "postgresql" else ""
        await _sql(engine, f"DROP TRIGGER {name}{on}")
    (found,) = await _faults(url, world)
    assert name in found


async def test_a_reference_to_nothing(databases: Databases, world: dict[str, str]) -> None:
    url = await databases.fresh("sqlite")
    async with opened(url) as engine:
        await two(engine)
        async with engine.connect() as connection:
            raw: Any = (await connection.get_raw_connection()).driver_connection
            raw.executescript("PRAGMA foreign_keys=OFF; DELETE FROM teams;")
    found = await _faults(url, world)
    assert {sentence.split()[1] for sentence in found} == {"members", "cases"}


@pytest.mark.parametrize("kind", ENGINES)
async def test_a_log_somebody_changed(
    databases: Databases, world: dict[str, str], kind: str
) -> None:
    url = await databases.fresh(kind)
    async with opened(url) as engine:
        _, theirs = await two(engine)
        erased = log_details.update().where(log_details.c.union_id == theirs.id)
        async with engine.begin() as connection:
            await connection.execute(erased.values(details="{}"))
    (found,) = await _faults(url, world)
    assert "theirs" in found
    assert found.endswith("từ dòng số 1.")


async def test_a_template_with_an_unknown_name(
    databases: Databases,
    world: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _templates(tmp_path, sinh_nhat="Chúc mừng {ai}!", sinh_nhat_muon="Chúc mừng {người}!")
    (tmp_path / "sinh_nhat_nhom.txt").unlink()
    monkeypatch.setattr(templates, "FOLDER", tmp_path)
    templates.load.cache_clear()
    try:
        found = await _faults(await databases.fresh("sqlite"), world)
    finally:
        templates.load.cache_clear()
    assert len(found) == 2
    assert "sinh_nhat.txt" in found[0]
    assert "sinh_nhat_nhom.txt" in found[1]


async def test_an_occasion_without_a_day(
    databases: Databases,
    world: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "occasions.toml"
    file.write_text('[[occasion]]\nkey = "1-1"\nname = "Tết"\n', encoding="utf-8")
    monkeypatch.setattr(config.occasions, "FILE", file)
    config.occasions.occasions.cache_clear()
    try:
        (found,) = await _faults(await databases.fresh("sqlite"), world)
    finally:
        config.occasions.occasions.cache_clear()
    assert "occasions.toml" in found


def _templates(folder: Path, **files: str) -> None:
    """All of ours, with some reworded."""
    shutil.copytree(templates.FOLDER, folder, dirs_exist_ok=True)
    for name, words in files.items():
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")


@pytest.mark.parametrize("kind", ENGINES)
async def test_what_is_no_fault_is_noted(databases: Databases, kind: str) -> None:
    url = await databases.fresh(kind)
    assert await check.notes(_settings(url)) == []
    async with opened(url) as engine:
        mine, _ = await two(engine)
        await without_offers(engine)
        async with engine.begin() as connection:
            await connection.execute(ticks.insert().values(id=1, paused=True))
            rows = [
                {"chat_id": mine.chat, "kind": "answer", "state": state, "created_at": NOW}
                for state in ("failed", "unknown", "unknown", "held", "sent", "cancelled")
            ]
            await connection.execute(outbox.insert(), rows)
    assert await check.notes(_settings(url)) == [
        "2 tin đang chờ gửi.",
        "1 tin được giữ lại sau khi khôi phục.",
        "1 tin nền tảng không nhận.",
        "2 tin không rõ đã tới chưa.",
        "Bot đang tạm dừng gửi: congdoan resume.",
    ]
