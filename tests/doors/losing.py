"""Databases that are lost, and new ones in their place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import MetaData, make_url, select, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.engine import driver_url, is_sqlite, open_engine, sqlite_file
from tests.databases import ENGINES

# From which engine into which.
MOVES = [(old, new) for old in ENGINES for new in ENGINES]


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(url)
    try:
        yield engine
    finally:
        await engine.dispose()


async def lose(url: str) -> None:
    """The disk is gone: delete the file, or drop the database under whoever uses it."""
    if is_sqlite(url):
        file = sqlite_file(url)
        for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
            file.with_name(name).unlink(missing_ok=True)
        return
    address = make_url(url)
    house = address.set(database="postgres").render_as_string(hide_password=False)
    engine = create_async_engine(driver_url(house), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"DROP DATABASE {address.database} WITH (FORCE)"))
    await engine.dispose()


async def all_rows(engine: AsyncEngine) -> dict[str, list[object]]:
    """Every row of every table as its bare values, the same for either engine."""
    found = MetaData()
    async with engine.connect() as connection, connection.begin():
        await connection.run_sync(found.reflect)
        rows = {}
        for table in found.sorted_tables:
            query = select(table).order_by(*table.primary_key.columns)
            read = (await connection.execute(query)).mappings()
            rows[table.name] = [dict(row) for row in read]
    return rows
