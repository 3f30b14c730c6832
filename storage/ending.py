"""A transaction's last writes, together: on PostgreSQL one trip to the server, commit included.

What a message always writes (that it was heard, its answer, the log and its head) depends on
nothing the database would have to tell first. Sent one by one, waiting for each was the longest
part of answering on PostgreSQL (docs/decisions/007). SQLite is in this process: one by one costs
nothing there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement
from sqlalchemy.engine.interfaces import Compiled
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Last:
    """A statement with its values; `then` is given the row it returns."""

    statement: Any
    values: dict[str, Any]
    then: Callable[[Any], None] | None = None


_COMPILED: dict[tuple[int, tuple[str, ...]], Compiled] = {}


async def write(connection: AsyncConnection, last: Sequence[Last]) -> None:
    """Write them in order. On PostgreSQL the transaction is committed by this."""
    if connection.dialect.name == "postgresql":
        await _in_one_trip(connection, last)
        return
    for one in last:
        result = await connection.execute(one.statement, one.values)
        if one.then is not None:
            one.then(result.one())


async def _in_one_trip(connection: AsyncConnection, last: Sequence[Last]) -> None:
    driver: Any = (await connection.get_raw_connection()).driver_connection
    refused: type[Exception] = connection.dialect.loaded_dbapi.Error
    try:
        await _pipelined(connection, driver, last)
    except refused as error:
        raise DBAPIError.instance("the last writes", {}, error, refused) from error


async def _pipelined(connection: AsyncConnection, driver: Any, last: Sequence[Last]) -> None:
    """`driver` is psycopg's own connection; it is not imported where SQLite is all there is."""
    waiting: list[tuple[Any, Callable[[Any], None]]] = []
    async with driver.pipeline():
        for one in last:
            compiled = _compiled(connection, one)
            cursor = driver.cursor()
            await cursor.execute(str(compiled), _bound(compiled, one.values))
            if one.then is not None:
                waiting.append((cursor, one.then))
        await driver.commit()
    for cursor, then in waiting:
        then(_named(cursor, await cursor.fetchone()))


def _compiled(connection: AsyncConnection, one: Last) -> Any:
    """Kept for ever: the statements are built once, when their module is read."""
    key = id(one.statement), tuple(one.values)
    made = _COMPILED.get(key)
    if made is None:
        statement: ClauseElement = one.statement
        made = statement.compile(dialect=connection.dialect, column_keys=list(one.values))
        _COMPILED[key] = made
    return made


def _bound(compiled: Any, values: dict[str, Any]) -> dict[str, Any]:
    """The values as the driver takes them: moments as milliseconds, JSON as text."""
    bound = compiled.construct_params(values)
    for name, convert in compiled._bind_processors.items():
        if not isinstance(convert, tuple):
            bound[name] = convert(bound[name])
    return bound  # type: ignore[no-any-return]


def _named(cursor: Any, row: Any) -> Any:
    names = [column.name for column in cursor.description or ()]
    return _Row(dict(zip(names, row, strict=True)))


class _Row:
    """The columns of a returned row by name, as a Row of SQLAlchemy gives them."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)
