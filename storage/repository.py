"""What every repository shares: the transaction it belongs to, and the union it may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Executable, Insert, Result, Table, Update, insert, update
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from sqlalchemy import Delete, Select

    from storage.work import Work


class Repository:
    """One subject's SQL. Never commits, decides nothing."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def run(self, statement: Executable, *args: Any) -> Result[Any]:
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


class UnionRepository(Repository):
    """A repository that sees one union's rows. Writing needs the union's lock."""

    @property
    def union_id(self) -> int:
        return self.work.union_id

    def mine(self, statement: Select[Any], table: Table) -> Select[Any]:
        return statement.where(table.c.union_id == self.union_id)

    def insert(self, table: Table) -> Insert:
        self.work.writing()
        return insert(table).values(union_id=self.union_id)

    def update(self, table: Table) -> Update:
        self.work.writing()
        return update(table).where(table.c.union_id == self.union_id)

    def delete(self, table: Table) -> Delete:
        self.work.writing()
        return table.delete().where(table.c.union_id == self.union_id)


async def added(repository: Repository, statement: Any) -> int:
    """The id of the row that was just inserted."""
    result = await repository.run(statement)
    return int(result.inserted_primary_key[0])


