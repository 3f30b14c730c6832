"""Migrations: they make the models' tables, from every earlier revision, rows and guards kept."""

from collections.abc import AsyncIterator
from typing import Literal

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Boolean, Column, Connection, MetaData, func, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import guards, schema
from storage.engine import open_engine
from storage.models import metadata
from storage.work import open_work
from tests.databases import ENGINES, Databases
from tests.storage.rows import one_of_each
from tests.storage.two_unions import NOW, everything, two
from union.book import Draft, FundKind, Line, VoucherKind


@pytest.fixture(params=ENGINES)
async def nothing(
    request: pytest.FixtureRequest, databases: Databases
) -> AsyncIterator[AsyncEngine]:
    """A database without any table."""
    made = open_engine(await databases.empty(request.param))
    yield made
    await made.dispose()


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def test_the_migrations_make_what_the_models_say(nothing: AsyncEngine) -> None:
    assert await schema.revision(nothing) is None
    await schema.upgrade(nothing)
    assert await schema.revision(nothing) == schema.head()
    async with nothing.connect() as connection, connection.begin():
        assert await connection.run_sync(_differences) == []


async def test_upgrading_twice_changes_nothing(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    before = await everything(engine, mine.id)
    await schema.upgrade(engine)
    assert await everything(engine, mine.id) == before


@pytest.mark.parametrize("revision", schema.revisions())
async def test_from_every_revision_with_rows(nothing: AsyncEngine, revision: str) -> None:
    async with schema.changing(nothing) as connection:
        await schema.upgrade_on(connection, revision)
        before = await connection.run_sync(one_of_each)
    await schema.upgrade(nothing)
    async with nothing.connect() as connection, connection.begin():
        assert await connection.run_sync(_differences) == []
        assert await guards.installed(connection) == guards.names()
        after = await connection.run_sync(_counts)
    assert {table: after.get(table) for table in before} == before


def _counts(connection: Connection) -> dict[str, int]:
    found = MetaData()
    found.reflect(connection)
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in found.sorted_tables
    }


def _in_batch_mode(connection: Connection) -> None:
    """Rebuilds tables as a migration would: parents with children, and all that have guards."""
    operations = Operations(MigrationContext.configure(connection))
    how: Literal["always", "never"] = "always" if connection.dialect.name == "sqlite" else "never"
    guarded = {*guards.GROWS_ONLY, *(check.table for check in guards.CHECKS)}
    for table in ("unions", "members", *sorted(guarded)):
        with operations.batch_alter_table(table, recreate=how) as batch:
            batch.add_column(Column("a_new_one", Boolean))
        with operations.batch_alter_table(table, recreate=how) as batch:
            batch.drop_column("a_new_one")


async def test_rebuilt_tables_keep_rows_and_get_their_guards_back(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guards look into each other's tables, so a rebuild fails while they are there."""
    mine, theirs = await two(engine)
    before = await everything(engine, mine.id), await everything(engine, theirs.id)
    monkeypatch.setattr(schema, "_upgrade", lambda connection, to: _in_batch_mode(connection))
    await schema.upgrade(engine)
    async with engine.connect() as connection, connection.begin():
        assert await guards.installed(connection) == guards.names()
        assert await connection.run_sync(_differences) == []
    assert (await everything(engine, mine.id), await everything(engine, theirs.id)) == before
    async with open_work(engine, mine.id, NOW) as work:  # lines first: their key is still deferred
        await work.lock()
        lines = (Line("dues", 46_800),)
        draft = Draft(FundKind.FINANCE, VoucherKind.RECEIPT, lines, work.today, made_by=mine.member)
        assert (await work.book.book(draft)).total == 46_800


async def test_a_change_that_breaks_a_reference_is_rolled_back(databases: Databases) -> None:
    """On SQLite keys are off while tables are rebuilt; PostgreSQL never lets it come so far."""
    engine = open_engine(await databases.fresh("sqlite"))
    mine, _ = await two(engine)
    with pytest.raises(schema.BrokenReferences):
        async with schema.changing(engine) as connection:
            await connection.execute(metadata.tables["teams"].delete())
    async with engine.connect() as connection, connection.begin():
        kept = await connection.execute(select(func.count()).select_from(metadata.tables["teams"]))
        assert kept.scalar_one() == 3
        keys = await connection.exec_driver_sql("PRAGMA foreign_keys")
        assert keys.scalar_one() == 1
    assert mine
    await engine.dispose()


async def test_an_absent_value_is_null(engine: AsyncEngine) -> None:
    """A JSON null would count as a value, and the nightly purge would never come to an end."""
    mine, _ = await two(engine)
    outbox = metadata.tables["outbox"]
    async with engine.begin() as connection:
        await connection.execute(
            insert(outbox).values(
                chat_id=mine.chat, kind="answer", facts=None, body=None, created_at=NOW
            )
        )
        query = select(func.count()).where(outbox.c.kind == "answer", outbox.c.body.is_(None))
        assert (await connection.execute(query)).scalar_one() == 1
