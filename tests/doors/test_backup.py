"""Backup and restore: every value comes back, on either engine."""

import stat
import zipfile
from pathlib import Path

import orjson
import pytest
from sqlalchemy import insert, text

from bot.doors import backup
from bot.doors.backup import BadBackup
from storage import guards, schema
from storage.bots import known_bot
from storage.models import ticks
from storage.work import open_work
from tests.databases import ENGINES, Databases
from tests.doors.conftest import full
from tests.doors.losing import MOVES, all_rows, lose, opened
from tests.storage.rows import one_of_each
from tests.storage.two_unions import NOW, two
from union.members import Sex

MANY = 1200  # more than two batches


def _inside(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


def _mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@pytest.mark.parametrize(("old", "new"), MOVES)
async def test_every_value_comes_back(
    databases: Databases, tmp_path: Path, old: str, new: str
) -> None:
    file, url = tmp_path / "all.zip", await databases.empty(old)
    async with opened(url) as engine:
        async with schema.changing(engine) as connection:
            await schema.upgrade_on(connection, schema.head())
            await connection.run_sync(one_of_each)
            await connection.execute(text("UPDATE outbox SET state = 'sent'"))
            await guards.install(connection)
        before = await all_rows(engine)
        rows = await backup.write(engine, file, NOW)
    assert rows == sum(len(part) for name, part in before.items() if name != "alembic_version")
    await lose(url)
    async with opened(await databases.empty(new)) as engine:
        assert await backup.read(engine, file) == []
        after = await all_rows(engine)
    assert all(row["paused"] for row in after["ticks"] if row["id"] == 1)
    assert after == before


@pytest.mark.parametrize(("old", "new"), MOVES)
async def test_the_new_database_is_as_good_as_the_old(
    databases: Databases, tmp_path: Path, old: str, new: str
) -> None:
    file, url = tmp_path / "all.zip", await databases.fresh(old)
    async with opened(url) as engine:
        mine, theirs = await two(engine)
        async with engine.begin() as connection:  # a row that refers to a later one
            await connection.execute(text("UPDATE seats SET stands_for = 2 WHERE id = 1"))
        await backup.write(engine, file, NOW)
    await lose(url)
    async with opened(await databases.empty(new)) as engine:
        await backup.read(engine, file)
        assert await schema.revision(engine) == schema.head()
        async with engine.connect() as connection, connection.begin():
            assert await guards.installed(connection) == guards.names()
        for union in (mine, theirs):
            async with open_work(engine, union.id, NOW) as work:
                await work.lock()
                assert await work.log.verify() is None
                added = await work.members.add("Lê Văn Mới", Sex.MALE)  # a number of its own
                assert added > theirs.member
                assert (await work.cases.ask("join", {})).number == union.last_number + 1
                work.log.add("member.added", f"member {added}", None)
        async with open_work(engine, mine.id, NOW) as work:
            assert await work.log.verify() is None


async def test_many_rows_are_read_in_parts(databases: Databases, tmp_path: Path) -> None:
    file = tmp_path / "many.zip"
    async with opened(await databases.fresh("sqlite")) as engine:
        mine, _ = await two(engine)
        async with open_work(engine, mine.id, NOW) as work:
            await work.lock()
            for number in range(MANY):
                work.log.add("member.changed", f"member {number}", None, tên="Lê Văn Tám")
        await backup.write(engine, file, NOW)
    for kind in ENGINES:
        async with opened(await databases.empty(kind)) as engine:
            await backup.read(engine, file)
            async with open_work(engine, mine.id, NOW) as work:
                assert await work.log.verify() is None
                assert len(await work.log.read()) == MANY + 1


async def test_the_file_is_private_and_says_what_it_holds(saved: Path) -> None:
    assert _mode(saved) == 0o600
    with zipfile.ZipFile(saved) as made:
        manifest = orjson.loads(made.read("manifest.json"))
        lines = made.read("unions.jsonl").splitlines()
    assert (manifest["format"], manifest["revision"]) == (1, schema.head())
    assert manifest["created"] == NOW.isoformat()
    assert manifest["tables"]["unions"]["rows"] == len(lines) == 2
    tables = list(manifest["tables"])
    assert tables.index("unions") < tables.index("members") < tables.index("seats")


async def test_a_backup_that_fails_leaves_no_half_a_file(
    databases: Databases, tmp_path: Path
) -> None:
    (tmp_path / "taken").mkdir()
    async with opened(await databases.fresh("sqlite")) as engine:
        with pytest.raises(OSError):
            await backup.write(engine, tmp_path / "taken", NOW)
    assert _inside(tmp_path) == ["taken"]


async def test_a_newer_backup_takes_the_place_of_the_older(
    databases: Databases, saved: Path
) -> None:
    async with opened(await databases.fresh("sqlite")) as engine:
        await known_bot(engine, "telegram", "1", "bot")
        assert await backup.write(engine, saved, NOW) == 1
    assert _inside(saved.parent) == [saved.name]


async def test_an_empty_database_has_nothing_to_save(databases: Databases, tmp_path: Path) -> None:
    async with opened(await databases.empty("sqlite")) as engine:
        with pytest.raises(BadBackup, match="còn trống"):
            await backup.write(engine, tmp_path / "x.zip", NOW)


async def test_nothing_of_a_table_is_left_out(databases: Databases, tmp_path: Path) -> None:
    """A restored file backed up again is the same file."""
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    async with opened(await databases.fresh("sqlite")) as engine:
        await full(engine)
        async with engine.begin() as connection:
            await connection.execute(insert(ticks).values(id=1, paused=True))
            await connection.execute(text("UPDATE outbox SET state = 'held'"))
        await backup.write(engine, first, NOW)
    for kind in ENGINES:
        async with opened(await databases.empty(kind)) as engine:
            await backup.read(engine, first)
            await backup.write(engine, second, NOW)
        with zipfile.ZipFile(first) as old, zipfile.ZipFile(second) as new:
            assert set(old.namelist()) == set(new.namelist())
            for name in old.namelist():
                if name.endswith(".jsonl"):
                    assert [orjson.loads(line) for line in old.read(name).splitlines()] == [
                        orjson.loads(line) for line in new.read(name).splitlines()
                    ], name
