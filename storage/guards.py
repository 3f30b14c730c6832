"""What the database itself refuses, declared once per dialect.

Alembic's batch mode rebuilds SQLite tables and drops their triggers silently, so `migrate`
installs these again after every upgrade; a test compares what is there with this list.

A voucher's lines are written first, under a foreign key that is checked at the commit; its header
comes last, and the guard on the header can then see the whole voucher. SQLite has no deferred
triggers, so this order is the one both engines share.
"""

from dataclasses import asdict, dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# Tables whose rows are written once: no UPDATE, no DELETE.
GROWS_ONLY = ("log", "consents", "approvals", "vouchers", "voucher_lines")


@dataclass(frozen=True, slots=True)
class Check:
    """A condition under which a row is refused, in SQL that both engines read."""

    table: str
    name: str
    refused_if: str
    verb: str = "INSERT"


_LINES = "FROM voucher_lines l WHERE l.fund_id = NEW.fund_id AND l.position = NEW.position"
_BEFORE = "FROM vouchers v WHERE v.fund_id = NEW.fund_id"
_EFFECT = "CASE WHEN NEW.kind = 'payment' THEN -NEW.total ELSE NEW.total END"
_LAST = f"COALESCE((SELECT v.balance {_BEFORE} ORDER BY v.position DESC LIMIT 1), 0)"

_OPENINGS = f"{_BEFORE} AND v.kind = 'opening'"

CHECKS = (
    Check(
        "funds",
        "kept",  # a mutual fund does not turn into one that may be below zero
        "NEW.kind <> OLD.kind OR NEW.union_id <> OLD.union_id",
        "UPDATE",
    ),
    Check(
        "items",
        "kept",  # the official code and the name may change, what the lines meant may not
        "NEW.key <> OLD.key OR NEW.direction <> OLD.direction"
        " OR NEW.fund_id <> OLD.fund_id OR NEW.union_id <> OLD.union_id",
        "UPDATE",
    ),
    Check(
        "voucher_lines",
        "late",  # a line added to a voucher that is booked
        "EXISTS (SELECT 1 FROM vouchers v"
        " WHERE v.fund_id = NEW.fund_id AND v.position = NEW.position)",
    ),
    Check("vouchers", "sum", f"NEW.total <> COALESCE((SELECT SUM(l.amount) {_LINES}), 0)"),
    Check(
        "vouchers",
        "lines",  # of another day, sign, union or direction than their header
        "EXISTS (SELECT 1 FROM voucher_lines l JOIN items i ON i.id = l.item_id"
        " WHERE l.fund_id = NEW.fund_id AND l.position = NEW.position AND ("
        "l.booked_on <> NEW.booked_on OR l.union_id <> NEW.union_id"
        " OR (l.amount > 0) <> (NEW.total > 0)"
        " OR i.direction <> CASE NEW.kind WHEN 'receipt' THEN 'in' WHEN 'payment' THEN 'out'"
        " ELSE 'opening' END))",
    ),
    Check(
        "vouchers",
        "position",
        f"NEW.position <> COALESCE((SELECT MAX(v.position) {_BEFORE}), 0) + 1",
    ),
    Check(
        "vouchers",
        "number",
        f"NEW.number <> COALESCE((SELECT MAX(v.number) {_BEFORE}"
        " AND v.kind = NEW.kind AND v.year = NEW.year), 0) + 1",
    ),
    Check(
        "vouchers",
        "year",  # of the day it was booked: the numbers of a year are the year's
        "SUBSTR(CAST(NEW.booked_on AS VARCHAR), 1, 4) <> CAST(NEW.year AS VARCHAR)",
    ),
    Check("vouchers", "balance", f"NEW.balance <> {_LAST} + {_EFFECT}"),
    Check(
        "vouchers",
        "covered",  # the mutual fund lends only what it has
        "NEW.balance < 0 AND EXISTS (SELECT 1 FROM funds f"
        " WHERE f.id = NEW.fund_id AND f.kind = 'mutual')",
    ),
    Check(
        "vouchers",
        "two",  # as the table's own CHECK, which batch mode drops as silently
        "NEW.source <> 'import' AND (NEW.kind <> 'receipt' OR NEW.reverses IS NOT NULL)"
        " AND (NEW.made_by IS NULL OR NEW.agreed_by IS NULL OR NEW.made_by = NEW.agreed_by)",
    ),
    Check(
        "vouchers",
        "reversal",  # takes back the whole of an ordinary voucher of its own kind
        "NEW.reverses IS NOT NULL AND NOT EXISTS (SELECT 1 FROM vouchers v"
        " WHERE v.fund_id = NEW.fund_id AND v.position = NEW.reverses AND v.reverses IS NULL"
        " AND v.kind = NEW.kind AND v.total = -NEW.total)",
    ),
    Check(
        "vouchers",
        "mirror",  # line by line; that there are no more lines follows from the sum
        "NEW.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM voucher_lines o"
        " WHERE o.fund_id = NEW.fund_id AND o.position = NEW.reverses AND NOT EXISTS ("
        "SELECT 1 FROM voucher_lines l WHERE l.fund_id = NEW.fund_id"
        " AND l.position = NEW.position AND l.line = o.line AND l.item_id = o.item_id"
        " AND l.amount = -o.amount AND COALESCE(l.member_id, 0) = COALESCE(o.member_id, 0)"
        " AND COALESCE(l.period, 0) = COALESCE(o.period, 0)"
        " AND COALESCE(l.loan_id, 0) = COALESCE(o.loan_id, 0)))",
    ),
    Check(
        "vouchers",
        "opening",  # a book has one, and begins with it; one taken back may be replaced
        "NEW.kind = 'opening' AND NEW.reverses IS NULL AND ("
        f"COALESCE((SELECT SUM(v.total) {_OPENINGS}), 0) <> 0"
        f" OR (NEW.position > 1 AND NOT EXISTS (SELECT 1 {_OPENINGS})))",
    ),
)

_SQLITE = """
CREATE TRIGGER guard_{table}_{verb} BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} only grows'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION guard_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END $$
"""
# For each statement: TRUNCATE empties a table without asking any row.
_POSTGRESQL = """
CREATE TRIGGER guard_{table}_{verb} BEFORE {verbs} ON "{table}"
FOR EACH STATEMENT EXECUTE FUNCTION guard_only_grows()
"""
_VERBS = {"update": "UPDATE", "delete": "DELETE OR TRUNCATE"}
_SQLITE_CHECK = """
CREATE TRIGGER guard_{table}_{name} BEFORE {verb} ON "{table}"
WHEN {refused_if} BEGIN SELECT RAISE(ABORT, 'guard {table}.{name}'); END
"""
_POSTGRESQL_CHECK_FUNCTION = """
CREATE OR REPLACE FUNCTION guard_{table}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ({refused_if}) THEN RAISE EXCEPTION 'guard {table}.{name}'; END IF;
  RETURN NEW;
END $$
"""
_POSTGRESQL_CHECK = """
CREATE TRIGGER guard_{table}_{name} BEFORE {verb} ON "{table}"
FOR EACH ROW EXECUTE FUNCTION guard_{table}_{name}()
"""


def names() -> set[str]:
    """Every guard that must be there."""
    grows = {f"guard_{table}_{verb}" for table in GROWS_ONLY for verb in _VERBS}
    return grows | {f"guard_{check.table}_{check.name}" for check in CHECKS}


async def remove(connection: AsyncConnection) -> None:
    """Take every guard away, those of an older version too."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, '' FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = (
            "SELECT tgname, ' ON \"' || relname || '\"' FROM pg_trigger"
            " JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal"
        )
    for name, on in (await connection.execute(text(query))).all():
        if name.startswith("guard_"):
            await connection.execute(text(f"DROP TRIGGER {name}{on}"))


async def install(connection: AsyncConnection) -> None:
    """Put every guard in place anew."""
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        await connection.execute(text(_POSTGRESQL_FUNCTION))
    for table in GROWS_ONLY:
        for verb, verbs in _VERBS.items():
            made = (_SQLITE if sqlite else _POSTGRESQL).format(table=table, verb=verb, verbs=verbs)
            await _put(connection, table, f"guard_{table}_{verb}", made)
    for check in CHECKS:
        said = asdict(check)
        if not sqlite:
            await connection.execute(text(_POSTGRESQL_CHECK_FUNCTION.format(**said)))
        made = (_SQLITE_CHECK if sqlite else _POSTGRESQL_CHECK).format(**said)
        await _put(connection, check.table, f"guard_{check.table}_{check.name}", made)


async def _put(connection: AsyncConnection, table: str, name: str, made: str) -> None:
    on = "" if connection.dialect.name == "sqlite" else f' ON "{table}"'
    await connection.execute(text(f"DROP TRIGGER IF EXISTS {name}{on}"))
    await connection.execute(text(made))


async def installed(connection: AsyncConnection) -> set[str]:
    """The guards that are there now."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT DISTINCT tgname FROM pg_trigger WHERE NOT tgisinternal"
    rows = await connection.execute(text(query))
    return {row[0] for row in rows if row[0].startswith("guard_")}
