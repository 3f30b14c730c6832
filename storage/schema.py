"""Bringing a database to today's tables: Alembic, under a lock, with the guards after it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

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


async def upgrade(engine: AsyncEngine, to: str = "head") -> None:
    """Run what is missing. Two at once: the second waits, then finds nothing to do."""
    async with engine.connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        await connection.run_sync(_upgrade, to)
        if to == "head":
            await guards.install(connection)


def _upgrade(connection: Connection, to: str) -> None:
    made = config()
    made.attributes["connection"] = connection
    command.upgrade(made, to)
