"""What every repository shares: the transaction it belongs to, and the union it may see."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import CursorResult, Executable, Insert, Table, Update, insert, update
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from sqlalchemy import Delete, Select

    from storage.work import Work


class Repository:
    """One subject's SQL. Never commits, decides nothing."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def run(self, statement: Executable, *args: Any) -> CursorResult[Any]:
        return await self.work.connection.execute(statement, *args)

    def add_once(self, table: Table) -> Any:
        """INSERT … ON CONFLICT DO NOTHING in the dialect at hand."""
        return self._insert(table).on_conflict_do_nothing()

    def upsert(self, table: Table, by: list[str], values: dict[str, Any]) -> Any:
        """INSERT … ON CONFLICT (by) DO UPDATE SET values."""
        return self._insert(table).on_conflict_do_update(index_elements=by, set_=values)

    def _insert(self, table: Table) -> Any:
        dialect = self.work.connection.dialect.name
        return (postgresql if dialect == "postgresql" else sqlite).insert(table)


@cache
def _inserting(table: Table) -> Insert:
    """Built once a table: its cache key is then known."""
    return insert(table)


class UnionRepository(Repository):
    """A repository that sees one union's rows. Writing needs the union's lock."""

    @property
    def union_id(self) -> int:
        return self.work.union_id

    def mine(self, statement: Select[Any], table: Table) -> Select[Any]:
        return statement.where(table.c.union_id == self.union_id)

    async def new_row(self, table: Table, **values: Any) -> int:
        """A new row of this union; its id."""
        self.work.writing()
        made = await self.run(_inserting(table), {"union_id": self.union_id, **values})
        return int((made.inserted_primary_key or (0,))[0])

    def update(self, table: Table) -> Update:
        self.work.writing()
        return update(table).where(table.c.union_id == self.union_id)

    def delete(self, table: Table) -> Delete:
        self.work.writing()
        return table.delete().where(table.c.union_id == self.union_id)
