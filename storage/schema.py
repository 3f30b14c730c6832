"""Bringing a database to today's tables: Alembic, under a lock, with the guards after it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import guards

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_215_401  # an arbitrary number all replicas share


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    return made


def head() -> str:
    return ScriptDirectory.from_config(config()).get_current_head() or ""


async def revision(engine: AsyncEngine) -> str | None:
    """The database's revision; None for an empty one."""
    async with engine.connect() as connection, connection.begin():
        return await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )


def revisions() -> list[str]:
    """Every revision there ever was, the oldest first."""
    scripts = ScriptDirectory.from_config(config()).walk_revisions()
    return [script.revision for script in scripts][::-1]


class BrokenReferences(SQLAlchemyError):
    """Rows point to rows that are not there; the change was rolled back."""


@asynccontextmanager
async def changing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One transaction that may change tables; a second process waits for it.

    On SQLite, batch mode drops a table to rename its copy, which would delete or refuse what
    refers to it. Foreign keys are off meanwhile and checked as a whole before the commit.
    """
    async with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            async with connection.begin():
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
                yield connection
            return
        await _foreign_keys(connection, "OFF")
        try:
            async with connection.begin():
                yield connection
                if (await connection.execute(text("PRAGMA foreign_key_check"))).first():
                    raise BrokenReferences
        finally:
            await _foreign_keys(connection, "ON")


async def _foreign_keys(connection: AsyncConnection, on: str) -> None:
    """SQLite ignores this inside a transaction, and SQLAlchemy begins one for any statement."""
    driver: Any = (await connection.get_raw_connection()).driver_connection
    driver.cursor(sqlite3.Cursor).execute(f"PRAGMA foreign_keys={on}")


async def upgrade(engine: AsyncEngine) -> None:
    """Run what is missing. Two at once: the second waits, then finds nothing to do."""
    async with changing(engine) as connection:
        await upgrade_on(connection)


async def upgrade_on(connection: AsyncConnection, to: str = "head") -> None:
    """Inside a transaction of `changing`. The guards belong to the newest tables only.

    They are away meanwhile: batch mode drops those of the table it rebuilds without a word, and
    stumbles over those of other tables that look into it.
    """
    await guards.remove(connection)
    await connection.run_sync(_upgrade, to)
    if to == "head":
        await guards.install(connection)


def _upgrade(connection: Connection, to: str) -> None:
    made = config()
    made.attributes["connection"] = connection
    command.upgrade(made, to)
