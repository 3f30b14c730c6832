"""`congdoan backup | restore`: the whole database in a file that fits either engine."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    ForeignKeyConstraint,
    LargeBinary,
    MetaData,
    Table,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.doors import archive
from bot.doors.archive import BadBackup, Manifest
from bot.doors.held import hold, resume
from bot.doors.progress import Bar
from storage import schema
from storage.engine import snapshot

__all__ = ["BadBackup", "read", "resume", "write"]

BATCH, BATCH_WITH_FILES = 500, 4  # a file may be 10 MB
VERSION_TABLE = "alembic_version"


# --- out ------------------------------------------------------------------------------------


async def write(engine: AsyncEngine, file: Path, now: datetime) -> int:
    """Everything as it is at one moment, while the bot goes on. How many rows were written."""
    revision = await schema.revision(engine)
    if revision is None:
        raise BadBackup("Cơ sở dữ liệu còn trống, chưa có gì để sao lưu.")
    async with snapshot(engine) as connection:
        return await connection.run_sync(_dump, file, revision, now)


def _dump(connection: Connection, file: Path, revision: str, now: datetime) -> int:
    tables = _tables(connection)
    total = sum(_count(connection, table) for table in tables)
    with (
        Bar("Sao lưu", total) as bar,
        archive.writing(file, revision, now.isoformat()) as made,
    ):
        for table in tables:
            made.add(str(table.name), _rows(connection, table, bar))
        return made.manifest.rows


def _tables(connection: Connection) -> list[Table]:
    """The tables that are really there, parents first: `migrate` saves an older schema."""
    found = MetaData()
    found.reflect(connection)
    for table in found.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type.none_as_null = True
    return [table for table in found.sorted_tables if table.name != VERSION_TABLE]


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _batch(table: Table) -> int:
    heavy = any(isinstance(column.type, LargeBinary) for column in table.columns)
    return BATCH_WITH_FILES if heavy else BATCH


def _rows(connection: Connection, table: Table, bar: Bar) -> Iterator[dict[str, Any]]:
    query = select(table).order_by(*table.primary_key.columns)
    found = connection.execution_options(yield_per=_batch(table)).execute(query)
    columns = [(str(column.name), column) for column in table.columns]
    for part in found.partitions():
        for row in part:
            pairs = zip(columns, row, strict=True)
            yield {name: _plain(column, value) for (name, column), value in pairs}
        bar.step(len(part))


def _plain(column: Column[Any], value: Any) -> Any:
    if value is None or isinstance(column.type, JSON):
        return value
    if isinstance(column.type, LargeBinary):
        return b64encode(value).decode()
    return value.isoformat() if isinstance(column.type, Date) else value


def _typed(column: Column[Any], value: Any) -> Any:
    if value is None or isinstance(column.type, JSON):
        return value
    if isinstance(column.type, LargeBinary):
        return b64decode(value)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value


# --- in -------------------------------------------------------------------------------------


async def read(engine: AsyncEngine, file: Path) -> list[str]:
    """Fill an empty database from a backup, all or nothing. A line for each unsent message."""
    manifest = archive.manifest_of(file)
    if manifest.revision not in schema.revisions():
        raise BadBackup("Tệp sao lưu là của một bản mới hơn. Hãy cập nhật chương trình trước.")
    with Bar("Khôi phục", manifest.rows * 2) as bar:
        archive.check(file, manifest, bar.step)
        async with schema.changing(engine) as connection:
            await connection.run_sync(_clear)
            await schema.upgrade_on(connection, manifest.revision)
            await connection.run_sync(_load, file, manifest, bar)
            await schema.upgrade_on(connection)
            return await connection.run_sync(hold)


def _clear(connection: Connection) -> None:
    """Make room: tables without a union hold nothing worth keeping, others are not touched."""
    found = MetaData()
    found.reflect(connection)
    if not found.tables:
        return
    if VERSION_TABLE not in found.tables or "unions" not in found.tables:
        raise BadBackup("Cơ sở dữ liệu này đang giữ bảng của chương trình khác.")
    if _count(connection, found.tables["unions"]):
        raise BadBackup(
            "Cơ sở dữ liệu này đã có công đoàn. Chỉ khôi phục được vào một cơ sở dữ liệu trống."
        )
    found.drop_all(connection)


def _load(connection: Connection, file: Path, manifest: Manifest, bar: Bar) -> None:
    tables = _tables(connection)
    if {table.name for table in tables} != set(manifest.tables):
        raise BadBackup("Tệp sao lưu không có đúng những bảng của bản này.")
    with _references_later(connection, tables):
        for table in tables:
            columns = {column.name: column for column in table.columns}
            lines = archive.rows(file, table.name)
            while part := list(islice(lines, _batch(table))):
                values = [{name: _typed(columns[name], row[name]) for name in row} for row in part]
                connection.execute(insert(table), values)
                bar.step(len(part))
            if _count(connection, table) != manifest.tables[table.name].rows:
                raise BadBackup(f"Bảng {table.name} không đủ dòng sau khi khôi phục.")
    if connection.dialect.name == "postgresql":
        _restart_numbers(connection, tables)


@contextmanager
def _references_later(connection: Connection, tables: list[Table]) -> Iterator[None]:
    """On PostgreSQL rows may refer to later ones until all are in; SQLite is checked at the end."""
    if connection.dialect.name != "postgresql":
        yield
        return
    keys = [
        f'ALTER TABLE "{table.name}" ALTER CONSTRAINT "{key.name}"'
        for table in tables
        for key in table.constraints
        if isinstance(key, ForeignKeyConstraint) and not key.deferrable
    ]
    for key in keys:
        connection.execute(text(f"{key} DEFERRABLE"))
    connection.execute(text("SET CONSTRAINTS ALL DEFERRED"))
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for key in keys:
        connection.execute(text(f"{key} NOT DEFERRABLE"))


def _restart_numbers(connection: Connection, tables: list[Table]) -> None:
    """The next id follows the highest one, not the first."""
    for table in tables:
        for column in table.primary_key.columns:
            found = select(func.pg_get_serial_sequence(f'"{table.name}"', column.name))
            sequence = connection.execute(found).scalar()
            highest = connection.execute(select(func.max(column))).scalar() if sequence else None
            if highest is not None:
                connection.execute(select(func.setval(sequence, highest)))
