"""One engine for one database, tuned the same way wherever it is opened."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import event, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

import storage.inline  # noqa: F401 - registers sqlite+inline


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


def driver_url(database_url: str) -> str:
    """`sqlite:///x` or `postgresql://…` with the driver of our choice."""
    url = make_url(database_url)
    driver = {"sqlite": "sqlite+inline", "postgresql": "postgresql+psycopg"}
    return url.set(drivername=driver[url.get_backend_name()]).render_as_string(hide_password=False)


def is_sqlite(database_url: str) -> bool:
    return make_url(database_url).get_backend_name() == "sqlite"


def sqlite_file(database_url: str) -> Path:
    return Path(make_url(database_url).database or "")


def open_engine(database_url: str) -> AsyncEngine:
    """An engine; on SQLite the folder of the file is made, and every connection is set up."""
    options: dict[str, Any] = {
        "json_serializer": _dumps,
        "json_deserializer": orjson.loads,
        "pool_size": 10,
        "max_overflow": 20,
        "pool_use_lifo": True,
    }
    if is_sqlite(database_url):
        sqlite_file(database_url).parent.mkdir(parents=True, exist_ok=True)
    else:
        options["pool_reset_on_return"] = None  # Work always ends its own transaction
    engine = create_async_engine(driver_url(database_url), **options)
    if is_sqlite(database_url):
        event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # FULL: a commit that was acknowledged survives a power cut, which a ledger needs.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",  # or INSERT OR REPLACE would delete behind the guards' back
        "busy_timeout=0",
        "cache_size=-20000",
        "wal_autocheckpoint=1000",
    ):
        connection.cursor().execute(f"PRAGMA {pragma}")


@asynccontextmanager
async def snapshot(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """The whole database as it is at one moment; whoever writes meanwhile does not wait."""
    async with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            async with connection.begin():
                await connection.execute(
                    text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                )
                yield connection
            return
        driver: Any = (await connection.get_raw_connection()).driver_connection
        driver.begins = "BEGIN"  # in WAL mode a reader keeps its view and takes no lock
        try:
            async with connection.begin():
                yield connection
        finally:
            del driver.begins
