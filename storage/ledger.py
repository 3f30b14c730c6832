"""Does every book still hold? Asked of all unions at once, by who operates the bot.

The guards let nothing in that breaks a rule; this finds what came in while they were away, or by
another program.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.models import funds, unions, voucher_lines, vouchers
from union.book import SERIES, FundKind, VoucherKind

_PAYMENT, _RECEIPT = VoucherKind.PAYMENT.value, VoucherKind.RECEIPT.value
_EFFECT = case((vouchers.c.kind == _PAYMENT, -vouchers.c.total), else_=vouchers.c.total)


@dataclass(frozen=True, slots=True)
class Fault:
    """The first voucher of a fund that breaks one rule, by its place in the book."""

    union: str
    fund: str
    rule: str
    position: int


def _before(column: Any) -> Any:
    of_fund = func.lag(column).over(partition_by=vouchers.c.fund_id, order_by=vouchers.c.position)
    return func.coalesce(of_fund, 0)


def _chain() -> Select[Any]:
    """Positions without gaps, each balance from the one before."""
    chained = select(
        vouchers.c.fund_id,
        vouchers.c.position,
        (vouchers.c.position - _before(vouchers.c.position)).label("step"),
        (vouchers.c.balance - _before(vouchers.c.balance) - _EFFECT).label("off"),
    ).subquery()
    return select(chained.c.fund_id, chained.c.position).where(
        or_(chained.c.step != 1, chained.c.off != 0)
    )


def _numbers() -> Select[Any]:
    series = [vouchers.c.fund_id, vouchers.c.kind, vouchers.c.year]
    place = func.row_number().over(partition_by=series, order_by=vouchers.c.position)
    counted = select(
        vouchers.c.fund_id, vouchers.c.position, vouchers.c.number, place.label("place")
    ).subquery()
    return select(counted.c.fund_id, counted.c.position).where(counted.c.number != counted.c.place)


def _sums() -> Select[Any]:
    lines = (
        select(
            voucher_lines.c.fund_id, voucher_lines.c.position,
            func.sum(voucher_lines.c.amount).label("total"),
        )
        .group_by(voucher_lines.c.fund_id, voucher_lines.c.position)
        .subquery()
    )  # fmt: skip
    named = (lines.c.fund_id == vouchers.c.fund_id) & (lines.c.position == vouchers.c.position)
    return (
        select(vouchers.c.fund_id, vouchers.c.position)
        .outerjoin(lines, named)
        .where(func.coalesce(lines.c.total, 0) != vouchers.c.total)
    )


def _two() -> Select[Any]:
    takes_two = (vouchers.c.kind != _RECEIPT) | vouchers.c.reverses.is_not(None)
    one = or_(
        vouchers.c.made_by.is_(None),
        vouchers.c.agreed_by.is_(None),
        vouchers.c.made_by == vouchers.c.agreed_by,
    )
    return select(vouchers.c.fund_id, vouchers.c.position).where(
        vouchers.c.source != "import", takes_two, one
    )


def _covered() -> Select[Any]:
    return (
        select(vouchers.c.fund_id, vouchers.c.position)
        .join(funds, funds.c.id == vouchers.c.fund_id)
        .where(funds.c.kind == FundKind.MUTUAL.value, vouchers.c.balance < 0)
    )


_RULES = {
    "chain": _chain(), "numbers": _numbers(), "sums": _sums(), "two": _two(),
    "covered": _covered(),
}  # fmt: skip


async def faults(connection: AsyncConnection) -> list[Fault]:
    """Rule by rule, the first voucher of each fund that breaks it."""
    found = []
    for rule, broken in _RULES.items():
        bad = broken.subquery()
        first = select(bad.c.fund_id, func.min(bad.c.position).label("position"))
        first_bad = first.group_by(bad.c.fund_id).subquery()
        rows = await connection.execute(
            select(unions.c.name, funds.c.code, first_bad.c.position)
            .join(funds, funds.c.id == first_bad.c.fund_id)
            .join(unions, unions.c.id == funds.c.union_id)
            .order_by(unions.c.id, funds.c.id)
        )
        found += [Fault(row.name, row.code, rule, row.position) for row in rows]
    return found


@dataclass(frozen=True, slots=True)
class LastNumber:
    """The last paper of one series: what should lie on top of the pile."""

    union: str
    code: str  # TC-PT
    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.code}-{self.number:03d}/{self.year}"


async def last_numbers(connection: AsyncConnection) -> list[LastNumber]:
    """Of every fund and kind, in its newest year."""
    of_year = (
        select(
            vouchers.c.fund_id, vouchers.c.kind, vouchers.c.year,
            func.max(vouchers.c.number).label("number"),
        )
        .group_by(vouchers.c.fund_id, vouchers.c.kind, vouchers.c.year)
        .subquery()
    )  # fmt: skip
    rows = await connection.execute(
        select(unions.c.name, funds.c.code, of_year)
        .join(funds, funds.c.id == of_year.c.fund_id)
        .join(unions, unions.c.id == funds.c.union_id)
        .order_by(unions.c.id, funds.c.id, of_year.c.kind.desc(), of_year.c.year)
    )
    newest = {  # the later year comes last
        (row.fund_id, row.kind): LastNumber(
            row.name, f"{row.code}-{SERIES[VoucherKind(row.kind)]}", row.year, row.number
        )
        for row in rows
    }
    return list(newest.values())
