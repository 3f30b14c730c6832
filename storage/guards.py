"""What the database itself refuses, declared once per dialect.

Alembic's batch mode rebuilds SQLite tables and drops their triggers silently, so `migrate`
installs these again after every upgrade; a test compares what is there with this list.
"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# Tables whose rows are written once: no UPDATE, no DELETE.
GROWS_ONLY = ("log", "consents")

_SQLITE = """
CREATE TRIGGER guard_{table}_{verb} BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} only grows'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION guard_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER guard_{table}_{verb} BEFORE {verb} ON "{table}"
FOR EACH ROW EXECUTE FUNCTION guard_only_grows()
"""


def names() -> set[str]:
    """Every guard that must be there."""
    return {f"guard_{table}_{verb}" for table in GROWS_ONLY for verb in ("update", "delete")}


async def install(connection: AsyncConnection) -> None:
    """Put every guard in place anew."""
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        await connection.execute(text(_POSTGRESQL_FUNCTION))
    for table in GROWS_ONLY:
        for verb in ("update", "delete"):
            on = "" if sqlite else f' ON "{table}"'
            await connection.execute(text(f"DROP TRIGGER IF EXISTS guard_{table}_{verb}{on}"))
            made = (_SQLITE if sqlite else _POSTGRESQL).format(table=table, verb=verb)
            await connection.execute(text(made))


async def installed(connection: AsyncConnection) -> set[str]:
    """The guards that are there now."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT DISTINCT tgname FROM pg_trigger WHERE NOT tgisinternal"
    rows = await connection.execute(text(query))
    return {row[0] for row in rows if row[0].startswith("guard_")}
