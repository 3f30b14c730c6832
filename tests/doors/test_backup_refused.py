"""What must not be restored changes nothing."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.doors import backup
from bot.doors.backup import BadBackup
from storage import schema
from storage.bots import known_bot
from storage.work import open_work
from tests.databases import ENGINES, Databases
from tests.doors.losing import all_rows, opened
from tests.storage.two_unions import NOW, two


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _flip(file: Path) -> None:
    """One byte of the members' rows."""
    raw = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as made:
        info = made.getinfo("members.jsonl")
    raw[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0xFF
    file.write_bytes(bytes(raw))


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _other(file: Path) -> None:
    file.write_text("họ tên,ngày sinh\n", encoding="utf-8")


def _again(change: Callable[[dict[str, bytes]], None]) -> Callable[[Path], None]:
    """Somebody unpacked it, changed a part and packed it again: every checksum of the zip holds."""

    def repack(file: Path) -> None:
        with zipfile.ZipFile(file) as made:
            parts = {name: made.read(name) for name in made.namelist()}
        change(parts)
        with zipfile.ZipFile(file, "w") as made:
            for name, content in parts.items():
                made.writestr(name, content)

    return repack


def _manifest(**values: Any) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        content = orjson.loads(parts["manifest.json"]) | values
        parts["manifest.json"] = orjson.dumps(content)

    return change


def _rename(parts: dict[str, bytes]) -> None:
    parts["members.jsonl"] = parts["members.jsonl"].replace(b"Mine", b"Mime")


def _shorten(parts: dict[str, bytes]) -> None:
    parts["members.jsonl"] = parts["members.jsonl"].split(b"\n")[0] + b"\n"


DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "cut": (_cut, "hỏng"),
    "one byte": (_flip, "hỏng"),
    "empty": (_empty, "hỏng"),
    "another file": (_other, "hỏng"),
    "a changed row": (_again(_rename), "bảng members"),
    "a missing row": (_again(_shorten), "bảng members"),
    "a missing table": (_again(lambda parts: parts.pop("members.jsonl") and None), "thiếu"),
    "another part": (_again(lambda parts: parts.update({"x.jsonl": b""})), "thừa"),
    "no manifest": (_again(lambda parts: parts.pop("manifest.json") and None), "hỏng"),
    "a list of nothing": (_again(_manifest(tables=None)), "hỏng"),
    "another format": (_again(_manifest(format=2)), "dạng"),
    "a newer revision": (_again(_manifest(revision="9999")), "mới hơn"),
}


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_file_changes_nothing(
    databases: Databases, saved: Path, damage: str
) -> None:
    harm, why = DAMAGES[damage]
    harm(saved)
    async with opened(await databases.empty("sqlite")) as engine:
        with pytest.raises(BadBackup, match=why):
            await backup.read(engine, saved)
        assert await all_rows(engine) == {}


def _twice(parts: dict[str, bytes]) -> None:
    """The same member a second time, with a manifest that says so."""

    lines = parts["members.jsonl"] * 2
    parts["members.jsonl"] = lines
    content = orjson.loads(parts["manifest.json"])
    content["tables"]["members"] = {
        "rows": lines.count(b"\n"),
        "sha256": hashlib.sha256(lines).hexdigest(),
    }
    parts["manifest.json"] = orjson.dumps(content)


@pytest.mark.parametrize("kind", ENGINES)
async def test_what_fails_half_way_leaves_nothing(
    databases: Databases, saved: Path, kind: str
) -> None:
    _again(_twice)(saved)
    async with opened(await databases.empty(kind)) as engine:
        with pytest.raises(SQLAlchemyError):
            await backup.read(engine, saved)
        assert await schema.revision(engine) is None
        assert await all_rows(engine) == {}


@pytest.mark.parametrize("kind", ENGINES)
async def test_a_database_in_use_is_not_touched(
    databases: Databases, saved: Path, kind: str
) -> None:
    async with opened(await databases.fresh(kind)) as engine:
        await two(engine)
        before = await all_rows(engine)
        with pytest.raises(BadBackup, match="đã có công đoàn"):
            await backup.read(engine, saved)
        assert await all_rows(engine) == before


@pytest.mark.parametrize("kind", ENGINES)
async def test_another_program_s_database_is_not_touched(
    databases: Databases, saved: Path, kind: str
) -> None:
    async with opened(await databases.empty(kind)) as engine:
        async with engine.begin() as connection:
            await connection.execute(text("CREATE TABLE invoices (id INTEGER PRIMARY KEY)"))
        with pytest.raises(BadBackup, match="chương trình khác"):
            await backup.read(engine, saved)
        assert set(await all_rows(engine)) == {"invoices"}


@pytest.mark.parametrize("kind", ENGINES)
async def test_a_migrated_database_without_a_union_is_empty_enough(
    databases: Databases, saved: Path, kind: str
) -> None:
    async with opened(await databases.fresh(kind)) as engine:
        await known_bot(engine, "telegram", "999", "another_bot")
        async with open_work(engine, None, NOW) as work:
            await work.plan.woke()
        await backup.read(engine, saved)
        rows = await all_rows(engine)
    assert [row["name"] for row in rows["bots"]] == ["congdoan_bot"]
    assert [row["code"] for row in rows["unions"]] == ["mine", "theirs"]
