"""The figures of an annual report over a million voucher lines, against bare SQL sums."""

import time
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bench.against import Contest
from storage import schema
from storage.work import open_reading, open_work
from union.book import FundKind

NOW = datetime(2026, 12, 31, 2, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
MUST, REACH = 1.5, 1.1
MEMBERS, LOANS, PART = 46, 500, 500_000

_COUNT = "WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) "
_DAY = {
    "sqlite": "date('2017-01-01', '+' || (i % 3650) || ' days')",
    "postgresql": "date '2017-01-01' + CAST(i % 3650 AS integer)",
}
_PEOPLE = (
    "INSERT INTO unions (id, code, name, kind, log_salt, trial, created_at)"
    " VALUES (1, 'lab', 'CĐCS', 'enterprise', 'salt', {no}, 0)",
    _COUNT + "INSERT INTO members (id, union_id, name, sort_key, search_key, sex, state,"
    " created_at) SELECT i, 1, 'Nguyễn Văn A', 'a', 'a', 'F', 'member', 0 FROM n",
    _COUNT + "INSERT INTO cases (id, union_id, number, kind, state, facts, opened_at)"
    " SELECT i, 1, i, 'loan', 'agreed', '{{}}', 0 FROM n",
    _COUNT + "INSERT INTO loans (id, union_id, case_id, number, member_id, principal, months,"
    " state, asked_at) SELECT i, 1, i, i, 1 + i % 46, 5000000, 10, 'paid', 0 FROM n",
)
# Two lines a voucher. Dues, other income and visits; contributions, repayments and loans.
_LINE = (
    "INSERT INTO voucher_lines (fund_id, position, line, union_id, item_id, amount, booked_on,"
    " member_id, period, loan_id) SELECT {fund}, i, {line}, 1, (SELECT id FROM items WHERE"
    " fund_id = {fund} AND key = {key}), 1000, {day}, 1 + i % 46, NULL, {loan} FROM n"
)
_VOUCHER = (
    "INSERT INTO vouchers (fund_id, position, union_id, kind, year, number, booked_on,"
    " happened_on, total, balance, method, source, created_at) SELECT {fund}, i, 1,"
    " CASE WHEN {out} THEN 'payment' ELSE 'receipt' END, 2017, i, {day}, {day}, 2000, 2000 * i,"
    " 'cash', 'import', 0 FROM n"
)
_KEYS = {
    FundKind.FINANCE: ("dues", "other_in", "visits"),
    FundKind.MUTUAL: ("contribution", "repaid", "lent"),
}
_OUT = "i % 10 = 9"
# The same numbers by the shortest way: one walk over each fund, and what it must look up.
_BARE = (
    "SELECT item_id, SUM(CASE WHEN booked_on < :first THEN amount ELSE 0 END),"
    " SUM(CASE WHEN booked_on >= :first THEN amount ELSE 0 END), SUM(CASE WHEN booked_on < :first"
    " THEN 0 WHEN amount > 0 THEN 1 ELSE -1 END) FROM voucher_lines"
    " WHERE fund_id = :fund AND booked_on <= :last GROUP BY item_id"
)
_BARE_ITEMS = "SELECT * FROM items WHERE union_id = 1"
_BARE_LOANS = (
    "SELECT loan_id, SUM(CASE WHEN i.key = 'lent' THEN amount ELSE -amount END),"
    " SUM(CASE WHEN i.key = 'lent' AND l.booked_on >= :first THEN amount ELSE 0 END)"
    " FROM voucher_lines l JOIN items i ON i.id = l.item_id WHERE l.fund_id = :fund"
    " AND l.loan_id IS NOT NULL AND l.booked_on <= :last GROUP BY loan_id"
)
_BARE_MEMBERS = "SELECT sex, COUNT(*) FROM members WHERE union_id = 1 GROUP BY sex"


async def run(folder: Path, lines: int, rounds: int) -> None:
    contest = Contest(
        f"figures of {lines:,} lines", MUST, REACH, seed=partial(_seed, lines=lines),
        bare=_summed_bare, ours=_counted, told=_file,
    )  # fmt: skip
    await contest.run(folder, rounds)


async def _seed(engine: AsyncEngine, lines: int) -> None:
    """In bulk, with the guards of the book put aside and back."""
    await schema.upgrade(engine)
    kind = engine.dialect.name
    no = "0" if kind == "sqlite" else "false"
    async with engine.begin() as connection:
        for statement, last in zip(_PEOPLE, (1, MEMBERS, LOANS, LOANS), strict=True):
            await connection.execute(text(statement.format(first=1, last=last, no=no)))
    async with open_work(engine, 1, NOW) as work:
        await work.lock()
        funds = {one: (await work.book.fund(one)).id for one in FundKind}
    async with engine.begin() as connection:
        guards = await _guards_off(connection)
    async with engine.begin() as connection:
        for fund, share in ((FundKind.FINANCE, 7), (FundKind.MUTUAL, 3)):
            await _book(connection, fund, funds[fund], lines * share // 20)
    async with engine.begin() as connection:
        await _guards_on(connection, guards)
    async with engine.begin() as connection:
        await connection.execute(text("ANALYZE"))


async def _book(connection: AsyncConnection, fund: FundKind, fund_id: int, vouchers: int) -> None:
    day, (first, second, out) = _DAY[connection.dialect.name], _KEYS[fund]
    loan = f"1 + i % {LOANS}" if fund is FundKind.MUTUAL else "NULL"
    for begin in range(1, vouchers + 1, PART):
        count = _COUNT.format(first=begin, last=min(begin + PART - 1, vouchers))
        for line, key in ((1, first), (2, second)):
            named = f"CASE WHEN {_OUT} THEN '{out}' ELSE '{key}' END"
            of = f"CASE WHEN {_OUT} OR {line} = 2 THEN {loan} END" if loan != "NULL" else loan
            told = {"fund": fund_id, "line": line, "key": named, "day": day, "loan": of}
            await connection.execute(text(count + _LINE.format(**told)))
        told = {"fund": fund_id, "day": day, "out": _OUT}
        await connection.execute(text(count + _VOUCHER.format(**told)))


async def _guards_off(connection: AsyncConnection) -> list[str]:
    if connection.dialect.name == "postgresql":
        for table in ("vouchers", "voucher_lines"):
            await connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return []
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    found = (await connection.execute(text(query))).all()
    for row in found:
        await connection.execute(text(f"DROP TRIGGER {row.name}"))
    return [row.sql for row in found]


async def _guards_on(connection: AsyncConnection, guards: list[str]) -> None:
    if connection.dialect.name == "postgresql":
        for table in ("vouchers", "voucher_lines"):
            await connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
    for guard in guards:
        await connection.execute(text(guard.replace(":", "\\:")))


async def _summed_bare(engine: AsyncEngine) -> None:
    async with engine.connect() as connection, connection.begin():
        asked = {"first": FIRST, "last": LAST}
        if connection.dialect.name == "sqlite":
            asked = {name: day.isoformat() for name, day in asked.items()}  # type: ignore[misc]
        for fund, statements in (
            (1, (_BARE_ITEMS, _BARE, _BARE_MEMBERS)),
            (2, (_BARE, _BARE_LOANS)),
        ):
            for statement in statements:
                used = {k: v for k, v in (asked | {"fund": fund}).items() if f":{k}" in statement}
                (await connection.execute(text(statement), used)).all()


async def _counted(engine: AsyncEngine) -> None:
    """As the worker reads them: one moment, every section of the report."""
    async with open_reading(engine, 1, NOW) as work:
        found = await work.figures.year(FIRST.year, LAST)
    assert found.finance.total_spending and found.mutual.lent


async def _file(engine: AsyncEngine) -> str:
    """46 members, a year: from rows to the .docx."""
    from reports import annual

    async with open_reading(engine, 1, NOW) as work:
        year = await work.figures.year(FIRST.year, LAST)
    annual.docx(year)  # the first one loads the template
    began = time.perf_counter()
    content, _ = annual.docx(year)
    return f"; .docx of {len(content) // 1024} kB in {time.perf_counter() - began:.2f} s (must 1)"
