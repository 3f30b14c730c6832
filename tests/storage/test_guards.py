"""The database itself refuses: raw SQL against the book, as whoever has the password would try."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.work import open_work
from tests.storage.one_book import NOW, Shelf, one_book
from union.book import Fund, FundKind

LINE = (
    "INSERT INTO voucher_lines (fund_id, position, line, union_id, item_id, amount, booked_on,"
    " member_id, period) VALUES (:fund_id, :position, :line, :union_id, :item_id, :amount,"
    " :booked_on, :member_id, :period)"
)
VOUCHER = (
    "INSERT INTO vouchers (fund_id, position, union_id, kind, year, number, booked_on,"
    " happened_on, total, balance, reverses, source, reference, made_by, agreed_by, case_id,"
    " created_at) VALUES (:fund_id, :position, :union_id, :kind, :year, :number, :booked_on,"
    " :booked_on, :total, :balance, :reverses, :source, :reference, :made_by, :agreed_by,"
    " :case_id, 0)"
)


@dataclass
class Desk:
    """One union's book, and a person with raw SQL. Everything is right until told otherwise."""

    engine: AsyncEngine
    union: Shelf
    other: Shelf
    funds: dict[FundKind, Fund]
    items: dict[tuple[int, str], int]

    def line(self, fund: FundKind = FundKind.MUTUAL, item: str = "other_in", **told: Any) -> Any:
        at = self.funds[fund]
        right = {
            "fund_id": at.id, "position": at.position + 1, "line": 1, "union_id": self.union.id,
            "item_id": self.items[at.id, item], "amount": 100, "booked_on": self.day("2026-11-21"),
            "member_id": None, "period": None,
        }  # fmt: skip
        return LINE, right | told

    def voucher(self, fund: FundKind = FundKind.MUTUAL, **told: Any) -> Any:
        """A receipt, the third of the mutual fund and its second PT; of finance, the fifth."""
        at = self.funds[fund]
        total = told.get("total", 100)
        effect = -total if told.get("kind") == "payment" else total
        right = {
            "fund_id": at.id, "position": at.position + 1, "union_id": self.union.id,
            "kind": "receipt", "year": 2026, "number": 2 if fund is FundKind.MUTUAL else 3,
            "booked_on": self.day("2026-11-21"), "total": 100, "balance": at.balance + effect,
            "reverses": None, "source": "chat", "reference": None, "made_by": self.union.member,
            "agreed_by": None, "case_id": None,
        }  # fmt: skip
        return VOUCHER, right | told

    def day(self, text_: str) -> Any:
        return text_ if self.engine.dialect.name == "sqlite" else date.fromisoformat(text_)

    async def does(self, *statements: tuple[str, dict[str, Any]]) -> None:
        async with self.engine.begin() as connection:
            for statement, values in statements:
                await connection.execute(text(statement), values)

    async def may_not(self, *statements: tuple[str, dict[str, Any]], why: str = "") -> None:
        before = await self.rows()
        with pytest.raises(DBAPIError, match=why):
            await self.does(*statements)
        assert await self.rows() == before

    async def rows(self) -> list[Any]:
        async with self.engine.connect() as connection, connection.begin():
            found = []
            for table in ("vouchers", "voucher_lines", "approvals"):
                order = {"approvals": "case_id, member_id"}.get(table, "fund_id, position")
                query = text(f"SELECT * FROM {table} ORDER BY {order}")
                found.append([tuple(row) for row in await connection.execute(query)])
            return found


@pytest.fixture
async def desk(engine: AsyncEngine) -> AsyncIterator[Desk]:
    mine, theirs = await one_book(engine), await one_book(engine, "theirs")
    async with open_work(engine, mine.id, NOW) as work:
        funds = {fund.kind: fund for fund in await work.book.funds()}
        items = {(item.fund_id, item.key): item.id for item in await work.book.items()}
    yield Desk(engine, mine, theirs, funds, items)


async def test_what_is_right_is_taken(desk: Desk) -> None:
    """Or the refusals below would prove nothing."""
    await desk.does(desk.line(), desk.voucher())
    async with open_work(desk.engine, desk.union.id, NOW) as work:
        fund = await work.book.fund(FundKind.MUTUAL)
        assert (fund.position, fund.balance) == (3, 1_105_100)


async def test_nothing_is_changed_or_taken_out(desk: Desk) -> None:
    await desk.does(_approval(desk, "", desk.union.member))
    for table in ("vouchers", "voucher_lines", "approvals"):
        for verb in ("UPDATE {} SET union_id = union_id", "DELETE FROM {}"):
            await desk.may_not((verb.format(table), {}), why="only grows")


async def test_a_table_is_not_emptied_at_once(desk: Desk) -> None:
    if desk.engine.dialect.name == "sqlite":
        return  # it has no TRUNCATE
    for table in ("vouchers, voucher_lines, voucher_notes", "approvals", "log", "consents"):
        await desk.may_not((f"TRUNCATE {table} CASCADE", {}), why="only grows")


def _approval(desk: Desk, how: str, member: int) -> tuple[str, dict[str, Any]]:
    return (
        f"INSERT {how} INTO approvals (case_id, member_id, union_id, answer, at)"
        " VALUES (:case, :member, :union, 'no', 0)",
        {"case": desk.union.case.id, "member": member, "union": desk.union.id},
    )


async def test_nothing_is_written_over(desk: Desk) -> None:
    """INSERT OR REPLACE deletes what is in its way."""
    if desk.engine.dialect.name != "sqlite":
        return
    await desk.does(_approval(desk, "", desk.union.member))
    await desk.may_not(_approval(desk, "OR REPLACE", desk.union.member), why="only grows")
    number = "(SELECT MAX(number) FROM log WHERE union_id = :u)"
    log = f"INSERT OR REPLACE INTO log SELECT * FROM log WHERE union_id = :u AND number = {number}"
    await desk.may_not((log, {"u": desk.union.id}), why="only grows")
    header, values = desk.voucher(reference="mine 0")
    replaced = header.replace("INSERT", "INSERT OR REPLACE"), values
    await desk.may_not(desk.line(), replaced, why="only grows")


HEADERS: list[tuple[str, dict[str, Any]]] = [
    ("sum", {"total": 101}),
    ("position", {"position": 99}),
    ("position", {"position": 2}),
    ("position", {"position": 0}),
    ("number", {"number": 3}),
    ("number", {"number": 1}),
    ("balance", {"balance": 0}),
    ("balance", {"balance": 10**12}),
    ("year", {"year": 2025, "number": 1}),
    ("lines", {"kind": "payment", "number": 1, "agreed_by": 2, "balance": 1_104_900}),
    ("lines", {"kind": "payment", "source": "import", "number": 1, "balance": 1_104_900}),
]


async def test_a_header_that_does_not_fit(desk: Desk) -> None:
    for guard, told in HEADERS:
        line = desk.line(position=told.get("position", desk.funds[FundKind.MUTUAL].position + 1))
        if told.get("position") == 2:  # a line of a booked voucher comes first
            await desk.may_not(line, why=r"guard voucher_lines\.late|UNIQUE|duplicate")
        else:
            await desk.may_not(line, desk.voucher(**told), why=rf"guard vouchers\.{guard}")


async def test_a_line_that_does_not_fit(desk: Desk) -> None:
    of_finance = desk.items[desk.funds[FundKind.FINANCE].id, "dues"]
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("lines", {"booked_on": desk.day("2026-11-20")}),
        ("lines", {"union_id": desk.other.id}),
        ("sum", {"amount": 99}),
        ("sum|lines", {"amount": -100}),
        ("FOREIGN KEY|foreign key", {"item_id": of_finance}),
        ("CHECK|check", {"amount": 0}),
    ]
    for guard, told in wrong:
        await desk.may_not(desk.line(**told), desk.voucher(), why=guard)


async def test_lines_of_two_signs(desk: Desk) -> None:
    both = desk.line(amount=150), desk.line(line=2, amount=-50)
    await desk.may_not(*both, desk.voucher(), why=r"guard vouchers\.lines")


async def test_lines_and_headers_come_together(desk: Desk) -> None:
    await desk.may_not(desk.voucher(), why=r"guard vouchers\.sum")
    await desk.may_not(desk.line(), why="FOREIGN KEY|foreign key")  # at the commit
    late = desk.line(position=2, line=9, amount=1)
    await desk.may_not(late, why=r"guard voucher_lines\.late")
    again = desk.line(line=2, amount=1)
    await desk.may_not(desk.line(), desk.voucher(), again, why=r"guard voucher_lines\.late")


async def test_the_mutual_fund_is_never_below_zero(desk: Desk) -> None:
    spent = {"kind": "payment", "number": 1, "agreed_by": desk.union.second}
    line = desk.line(item="lent", amount=1_105_001)
    await desk.may_not(line, desk.voucher(total=1_105_001, **spent), why=r"guard vouchers\.covered")
    all_of_it = desk.line(item="lent", amount=1_105_000), desk.voucher(total=1_105_000, **spent)
    await desk.does(*all_of_it)


async def test_finance_may_be_overdrawn_on_paper(desk: Desk) -> None:
    fund, amount = FundKind.FINANCE, 700_000
    header = desk.voucher(fund, kind="payment", total=amount, number=2, agreed_by=desk.union.second)
    await desk.does(desk.line(fund, "visits", amount=amount), header)


async def test_money_out_takes_two(desk: Desk) -> None:
    one: list[dict[str, Any]] = [
        {"agreed_by": None}, {"made_by": None, "agreed_by": None},
        {"agreed_by": desk.union.member},
    ]  # fmt: skip
    for by in one:
        header = desk.voucher(kind="payment", number=1, **by)
        await desk.may_not(desk.line(item="lent"), header, why="two")


async def test_a_book_begins_once(desk: Desk) -> None:
    begun = desk.voucher(kind="opening", number=2, agreed_by=desk.union.second)
    await desk.may_not(desk.line(item="opening"), begun, why=r"guard vouchers\.opening")


# --- reversals ------------------------------------------------------------------------------


def _receipt(desk: Desk) -> list[Any]:
    """The mutual fund's receipt of two lines, to take back."""
    member = desk.union.member
    return [
        desk.line(item="contribution", amount=-100_000, member_id=member, period=202611),
        desk.line(line=2, amount=-5_000),
    ]


def _taking_back(desk: Desk, total: int = -105_000, **told: Any) -> Any:
    two = {"agreed_by": desk.union.second, "reverses": 2}
    return desk.voucher(total=total, **(two | told))


async def test_a_reversal_takes_back_the_whole(desk: Desk) -> None:
    await desk.may_not(_receipt(desk)[0], _taking_back(desk, -100_000), why="reversal|mirror")
    await desk.does(*_receipt(desk), _taking_back(desk))


async def test_a_reversal_is_the_mirror_of_its_voucher(desk: Desk) -> None:
    right = {"item": "contribution", "amount": -100_000, "member_id": desk.union.member}
    for changed in (
        {"item": "repaid"}, {"member_id": None}, {"period": 202610}, {"line": 3},
        {"amount": -99_000},
    ):  # fmt: skip
        told: dict[str, Any] = right | {"period": 202611} | changed
        rest = desk.line(line=2, amount=-105_000 - told["amount"])
        await desk.may_not(desk.line(**told), rest, _taking_back(desk), why="mirror")


async def test_a_reversal_only_once_and_never_of_a_reversal(desk: Desk) -> None:
    await desk.does(*_receipt(desk), _taking_back(desk))
    again = {"position": 4, "number": 3, "balance": 895_000}
    lines = [(sql, values | {"position": 4}) for sql, values in _receipt(desk)]
    await desk.may_not(*lines, _taking_back(desk, **again), why="UNIQUE|unique")
    back = [(sql, values | {"amount": -values["amount"]}) for sql, values in lines]
    header = _taking_back(desk, 105_000, **again | {"reverses": 3, "balance": 1_105_000})
    await desk.may_not(*back, header, why="CHECK|check|guard")


async def test_a_negative_voucher_is_a_reversal(desk: Desk) -> None:
    header = _taking_back(desk, reverses=None)
    await desk.may_not(*_receipt(desk), header, why="CHECK|check")
    await desk.may_not(*_receipt(desk), _taking_back(desk, agreed_by=None), why="two")
    await desk.may_not(*_receipt(desk), _taking_back(desk, reverses=1), why="reversal|mirror")


# --- what lines refer to --------------------------------------------------------------------


MEANINGS = (
    "UPDATE funds SET kind = 'finance'",
    "UPDATE items SET direction = 'in'",
    "UPDATE items SET key = 'other'",
    "UPDATE items SET fund_id = 1",
)


async def test_what_lines_meant_is_kept(desk: Desk) -> None:
    for change in MEANINGS:
        await desk.may_not((change, {}), why="kept")
    await desk.does(("UPDATE items SET code = '24', name = 'Tên mới' WHERE key = 'other_in'", {}))


async def test_a_fund_of_another_union(desk: Desk) -> None:
    """Neither a header nor a line reaches over."""
    theirs = desk.other.id
    line, header = desk.line(union_id=theirs), desk.voucher(union_id=theirs)
    await desk.may_not(line, header, why="FOREIGN KEY|foreign key")


async def test_a_bank_reference_and_a_case_are_booked_once(desk: Desk) -> None:
    await desk.may_not(desk.line(), desk.voucher(reference="mine 0"), why="UNIQUE|unique")
    twice = desk.voucher(case_id=desk.union.case.id)
    await desk.may_not(desk.line(), twice, why="UNIQUE|unique")
