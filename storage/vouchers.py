"""Looking into the book: vouchers by name, by case and by member, their lines, and sums of lines.

Whatever is paid, owed or left is asked here; nothing is stored twice. Reversals carry the opposite
sign, so that every sum is already without what was taken back.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select

from storage.models import funds, items, voucher_lines, voucher_notes, vouchers
from storage.repository import UnionRepository
from union.book import Line, Voucher, VoucherKind, code, named

_COLUMNS = tuple(vouchers.c[name] for name in Voucher.__slots__ if name != "code")
_VOUCHERS = (
    select(*_COLUMNS, funds.c.code.label("fund_code"))
    .join(funds, funds.c.id == vouchers.c.fund_id)
    .where(vouchers.c.union_id == bindparam("union"))
)
_ONE = _VOUCHERS.where(
    vouchers.c.fund_id == bindparam("fund"), vouchers.c.position == bindparam("position")
)
_REVERSAL = _VOUCHERS.where(
    vouchers.c.fund_id == bindparam("fund"), vouchers.c.reverses == bindparam("position")
)
_OF_CASE = _VOUCHERS.where(vouchers.c.case_id == bindparam("case")).order_by(vouchers.c.fund_id)
_LATEST = (
    _VOUCHERS.where(
        vouchers.c.fund_id == bindparam("fund"), vouchers.c.position < bindparam("before")
    )
    .order_by(vouchers.c.position.desc())
    .limit(bindparam("most"))
)
_LINES = (
    select(items.c.key, *voucher_lines.c)
    .join(items, items.c.id == voucher_lines.c.item_id)
    .where(
        voucher_lines.c.union_id == bindparam("union"),
        voucher_lines.c.fund_id == bindparam("fund"),
        voucher_lines.c.position == bindparam("position"),
    )
    .order_by(voucher_lines.c.line)
)
_NOTE = select(voucher_notes.c.party, voucher_notes.c.text).where(
    voucher_notes.c.union_id == bindparam("union"),
    voucher_notes.c.fund_id == bindparam("fund"),
    voucher_notes.c.position == bindparam("position"),
)
_REFERENCED = select(vouchers.c.position).where(
    vouchers.c.union_id == bindparam("union"),
    vouchers.c.fund_id == bindparam("fund"),
    vouchers.c.reference == bindparam("reference"),
)
_SUMS = (
    select(items.c.key, func.sum(voucher_lines.c.amount).label("amount"))
    .join(items, items.c.id == voucher_lines.c.item_id)
    .where(
        voucher_lines.c.union_id == bindparam("union"),
        voucher_lines.c.fund_id == bindparam("fund"),
        voucher_lines.c.booked_on.between(bindparam("first"), bindparam("last")),
    )
    .group_by(items.c.key)
)
_END = 2**62  # after every position


class Vouchers(UnionRepository):
    """Reading only; booking is storage/book.py."""

    async def get(self, fund_id: int, position: int) -> Voucher | None:
        return await self._one(_ONE, fund=fund_id, position=position)

    async def coded(self, text: str, year: int) -> Voucher | None:
        """By what people say: “TC-PT-118” of this year, “TC-PT-118/2025” of that one."""
        meant = named(text)
        if meant is None:
            return None
        return await self._one(
            _VOUCHERS.where(
                funds.c.code == meant.fund,
                vouchers.c.kind == meant.kind.value,
                vouchers.c.year == (meant.year or year),
                vouchers.c.number == meant.number,
            )
        )

    async def reversal_of(self, voucher: Voucher) -> Voucher | None:
        return await self._one(_REVERSAL, fund=voucher.fund_id, position=voucher.position)

    async def of_case(self, case_id: int) -> list[Voucher]:
        return await self._all(_OF_CASE, case=case_id)

    async def of_member(self, member_id: int, limit: int = 20) -> list[Voucher]:
        """What a member paid or was paid, the newest first."""
        order = (vouchers.c.booked_on.desc(), vouchers.c.position.desc())
        newest = _VOUCHERS.where(vouchers.c.member_id == member_id).order_by(*order)
        return await self._all(newest.limit(limit))

    async def latest(self, fund_id: int, limit: int, before: int | None = None) -> list[Voucher]:
        """The last of one book, the newest first; `before` a position, for the next page."""
        return await self._all(_LATEST, fund=fund_id, before=before or _END, most=limit)

    async def referenced(self, fund_id: int, reference: str) -> bool:
        asked = {"union": self.union_id, "fund": fund_id, "reference": reference}
        return (await self.run(_REFERENCED, asked)).first() is not None

    async def lines(self, voucher: Voucher) -> list[Line]:
        asked = {"fund": voucher.fund_id, "position": voucher.position}
        rows = await self.run(_LINES, {"union": self.union_id, **asked})
        return [Line(row.key, row.amount, row.member_id, row.period, row.loan_id) for row in rows]

    async def note(self, voucher: Voucher) -> tuple[str, str]:
        """Who paid or was paid, and the words; empty once erased."""
        asked = {"fund": voucher.fund_id, "position": voucher.position}
        row = (await self.run(_NOTE, {"union": self.union_id, **asked})).one_or_none()
        return (row.party, row.text) if row else ("", "")

    async def sums(self, fund_id: int, first: date, last: date) -> dict[str, int]:
        """Item → đồng booked between two days, both included; items that came to nothing too."""
        asked = {"union": self.union_id, "fund": fund_id, "first": first, "last": last}
        return {row.key: int(row.amount) for row in await self.run(_SUMS, asked)}

    async def paid(
        self, item_key: str, *, member_ids: Sequence[int] = (), periods: Sequence[int] = ()
    ) -> dict[tuple[int, int], int]:
        """(member, month 202611) → đồng paid by lines of an item, reversals taken off."""
        query = (
            select(
                voucher_lines.c.member_id,
                voucher_lines.c.period,
                func.sum(voucher_lines.c.amount).label("paid"),
            )
            .join(items, items.c.id == voucher_lines.c.item_id)
            .where(
                items.c.key == item_key,
                voucher_lines.c.member_id.is_not(None),
                voucher_lines.c.period.is_not(None),
            )
            .group_by(voucher_lines.c.member_id, voucher_lines.c.period)
        )
        if member_ids:
            query = query.where(voucher_lines.c.member_id.in_(list(member_ids)))
        if periods:
            query = query.where(voucher_lines.c.period.in_(list(periods)))
        rows = await self.run(self.mine(query, voucher_lines))
        return {(row.member_id, row.period): int(row.paid) for row in rows}

    async def repaid(self, loan_ids: Sequence[int]) -> dict[int, int]:
        """Loan → đồng paid back, reversals taken off."""
        query = (
            select(voucher_lines.c.loan_id, func.sum(voucher_lines.c.amount).label("paid"))
            .join(items, items.c.id == voucher_lines.c.item_id)
            .where(items.c.key == "repaid", voucher_lines.c.loan_id.in_(list(loan_ids)))
            .group_by(voucher_lines.c.loan_id)
        )
        rows = await self.run(self.mine(query, voucher_lines))
        return {row.loan_id: int(row.paid) for row in rows}

    async def _all(self, query: Select[Any], **asked: Any) -> list[Voucher]:
        rows = await self.run(query, {"union": self.union_id, **asked})
        return [_voucher(row) for row in rows]

    async def _one(self, query: Select[Any], **asked: Any) -> Voucher | None:
        found = await self._all(query, **asked)
        return found[0] if found else None


def _voucher(row: Row[Any]) -> Voucher:
    values = {name: row._mapping[name] for name in Voucher.__slots__ if name != "code"}
    kind = VoucherKind(values["kind"])
    return Voucher(**{**values, "kind": kind}, code=code(row.fund_code, kind, row.number))
