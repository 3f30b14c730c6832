"""SQLite on the event loop itself: a dialect without a thread hop.

aiosqlite hands every statement to a thread and back, which costs more than the statement
(docs/decisions/001). A local SQLite answers in tens of microseconds, so it is asked in place.
Whoever finds the file locked by another process sleeps on the loop, not in it.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable
from typing import Any

from sqlalchemy import URL
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util import await_only

BUSY_SECONDS = 20.0


class _Done(Awaitable[None]):
    """Already finished. SQLAlchemy insists that an async driver awaits once a statement."""

    def __await__(self) -> Any:
        return iter(())


_done = _Done()


class InlineCursor(sqlite3.Cursor):
    server_side = False

    async def _async_soft_close(self) -> None:
        """Nothing is held open: SQLAlchemy reads all rows before it answers."""

    def execute(self, *args: Any) -> "InlineCursor":
        super().execute(*args)
        await_only(_done)
        return self

    def executemany(self, *args: Any) -> "InlineCursor":
        super().executemany(*args)
        await_only(_done)
        return self


class InlineConnection(sqlite3.Connection):
    begins = "BEGIN IMMEDIATE"

    def cursor(self, factory: Any = InlineCursor) -> Any:
        return super().cursor(factory)


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class InlineDialect(SQLiteDialect_pysqlite):
    """pysqlite with `BEGIN IMMEDIATE`: the lock a writer needs is taken before it reads."""

    driver = "inline"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        return AsyncAdaptedQueuePool

    def create_connect_args(self, url: URL) -> Any:
        args, options = super().create_connect_args(url)
        # Never wait inside SQLite: that would stop the loop. We begin by hand, see do_begin.
        ours = {"factory": InlineConnection, "timeout": 0, "isolation_level": None}
        return args, {**options, **ours, "check_same_thread": False}

    def do_begin(self, dbapi_connection: Any) -> None:
        await_only(self._begin(dbapi_connection))

    async def _begin(self, connection: Any) -> None:
        waited, pause = 0.0, 0.001
        while True:
            try:
                connection.cursor(sqlite3.Cursor).execute(connection.begins)
                return
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or waited > BUSY_SECONDS:
                    raise
            await asyncio.sleep(pause)
            waited, pause = waited + pause, min(pause * 2, 0.05)

    def do_commit(self, dbapi_connection: Any) -> None:
        if dbapi_connection.in_transaction:
            dbapi_connection.cursor(sqlite3.Cursor).execute("COMMIT")

    def do_rollback(self, dbapi_connection: Any) -> None:
        if dbapi_connection.in_transaction:
            dbapi_connection.cursor(sqlite3.Cursor).execute("ROLLBACK")


registry.register("sqlite.inline", __name__, "InlineDialect")
