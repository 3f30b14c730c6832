"""A row in every table that is there, whatever the revision: what a migration must carry over."""

from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    func,
    insert,
    select,
)

# Where any word will not do, because the table checks it.
ALLOWED: dict[str, dict[str, Any]] = {
    "outbox": {"state": "waiting"},
    "members": {"state": "member"},
    "cases": {"state": "open"},
    "funds": {"kind": "mutual"},
    "items": {"direction": "in"},
    # The first voucher of each fund; its total, balance and line are all the row's number.
    "vouchers": {
        "position": 1, "kind": "receipt", "year": 2026, "number": 1, "reverses": None,
        "made_by": None, "agreed_by": None,
    },
    "voucher_lines": {"position": 1, "line": 1, "period": 202611},
    "voucher_notes": {"position": 1},
    "loans": {"state": "asked"},
    "registrations": {"outcome": "achieved"},
    "meetings": {"kind": "regular", "state": "proposed"},
    "tasks": {"state": "waiting"},
}  # fmt: skip


def one_of_each(connection: Connection) -> dict[str, int]:
    """Two rows where nothing forbids it; how many are in each table then."""
    found = MetaData()
    found.reflect(connection)
    counts = {}
    for table in found.sorted_tables:
        if table.name == "alembic_version":
            continue
        for number in (1, 2):
            connection.execute(insert(table).values(_row(table, number)))
        query = select(func.count()).select_from(table)
        counts[table.name] = int(connection.execute(query).scalar_one())
    return counts


def _row(table: Table, number: int) -> dict[str, Any]:
    values = {column.name: _value(column, number) for column in table.columns}
    return values | ALLOWED.get(table.name, {})


def _value(column: Column[Any], number: int) -> Any:
    """Row 1 refers to the rows 1 of its parents, row 2 to their rows 2."""
    if isinstance(column.type, Boolean):
        return True
    if isinstance(column.type, Date):
        return date(2026, 11, number)
    if isinstance(column.type, JSON):
        return {"number": number}
    if isinstance(column.type, LargeBinary):
        return bytes([number, 0, 255])
    if isinstance(column.type, Integer):
        return number
    if isinstance(column.type, String):
        return str(number)
    raise TypeError(f"{column} has a type no row was ever given")
