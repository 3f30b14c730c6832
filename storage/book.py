"""The book: one union's funds, items and vouchers. Booking needs the union's lock.

No balance is kept that could be typed: each voucher carries what its fund held after it, and the
database refuses any other number (storage/guards.py).
"""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Date, Row, bindparam, func, insert, select

from config.items import funds as default_funds
from storage.models import funds, items, voucher_lines, voucher_notes, vouchers
from storage.vouchers import Vouchers
from union.book import (
    Draft,
    Fund,
    FundKind,
    Item,
    Voucher,
    VoucherKind,
    check,
    check_begins,
    check_covers,
    check_two,
    code,
    effect,
)
from union.refusals import Reason, Refusal

FIRST_DAY = date(2000, 1, 1)  # of the items a union begins with


def _last(column: Any) -> Any:
    """A column of a fund's last voucher, beside the fund."""
    newest = select(column).where(vouchers.c.fund_id == funds.c.id)
    last = newest.order_by(vouchers.c.position.desc()).limit(1)
    return func.coalesce(last.correlate(funds).scalar_subquery(), 0).label(column.name)


_FUNDS = (
    select(
        funds.c.id, funds.c.kind, funds.c.code, funds.c.name,
        _last(vouchers.c.position), _last(vouchers.c.balance),
    )
    .where(funds.c.union_id == bindparam("union"))
    .order_by(funds.c.id)
)  # fmt: skip
_FUND = _FUNDS.where(funds.c.kind == bindparam("kind"))
_NUMBER = select(func.coalesce(func.max(vouchers.c.number), 0)).where(
    vouchers.c.fund_id == bindparam("fund"),
    vouchers.c.kind == bindparam("kind"),
    vouchers.c.year == bindparam("year"),
)
_OPENINGS = select(vouchers.c.total).where(
    vouchers.c.union_id == bindparam("union"),
    vouchers.c.fund_id == bindparam("fund"),
    vouchers.c.kind == VoucherKind.OPENING.value,
)
_ITEMS = (
    select(*(items.c[name] for name in Item.__slots__))
    .where(items.c.union_id == bindparam("union"))
    .order_by(items.c.place, items.c.id)
)
_HEADER, _LINE, _NOTE = insert(vouchers), insert(voucher_lines), insert(voucher_notes)
_TURNED = {
    "position": bindparam("new", type_=BigInteger),
    "amount": -voucher_lines.c.amount,
    "booked_on": bindparam("on", type_=Date),
}
# The very items, members, months and loans of a voucher, with the opposite sign.
_MIRROR = insert(voucher_lines).from_select(
    [column.name for column in voucher_lines.c],
    select(*(_TURNED.get(column.name, column) for column in voucher_lines.c)).where(
        voucher_lines.c.union_id == bindparam("union"),
        voucher_lines.c.fund_id == bindparam("fund"),
        voucher_lines.c.position == bindparam("old"),
    ),
)


class Book(Vouchers):
    """Vouchers grow only: a mistake is answered by `reverse`."""

    _items: list[Item] | None = None  # of this transaction

    # --- funds and items --------------------------------------------------------------------

    async def funds(self) -> list[Fund]:
        """Every fund with where its book stands."""
        rows = await self.run(_FUNDS, {"union": self.union_id})
        return [_fund(row) for row in rows]

    async def fund(self, kind: FundKind) -> Fund:
        """One fund. A union founded before there was a book gets its funds on first use."""
        asked = {"union": self.union_id, "kind": kind.value}
        row = (await self.run(_FUND, asked)).one_or_none()
        if row is None and self.work.locked:
            await self.begin()
            row = (await self.run(_FUND, asked)).one()
        if row is None:
            entry = next(one for one in default_funds() if one.kind == kind.value)
            return Fund(0, kind, entry.code, entry.name)
        return _fund(row)

    async def begin(self) -> None:
        """The funds and items of config/items.toml, once."""
        self.work.writing()
        if await self.funds():
            return
        self._items = None
        for entry in default_funds():
            fund_id = await self.new_row(funds, kind=entry.kind, code=entry.code, name=entry.name)
            for place, item in enumerate(entry.item):
                told = item.model_dump() | {"place": place, "first_day": FIRST_DAY}
                await self.new_row(items, fund_id=fund_id, **told)

    async def items(self, fund_id: int | None = None) -> list[Item]:
        """Item codes in the order reports print them; every version with its first day."""
        if self._items is None:
            rows = await self.run(_ITEMS, {"union": self.union_id})
            self._items = [Item(**row._mapping) for row in rows]
        return [item for item in self._items if fund_id in (None, item.fund_id)]

    def spoken(self, kind: FundKind) -> dict[str, tuple[str, ...]]:
        """Item key → what people call it in a sentence, folded."""
        return next(entry.words for entry in default_funds() if entry.kind == kind.value)

    async def item_ids(self, fund_id: int, on: date) -> dict[str, int]:
        """Item key → row in force on a day."""
        of_fund = [item for item in await self.items(fund_id) if item.first_day <= on]
        return {item.key: item.id for item in sorted(of_fund, key=lambda item: item.first_day)}

    # --- booking ----------------------------------------------------------------------------

    async def book(self, draft: Draft) -> Voucher:
        """Book a draft under the next number of its fund, kind and year.

        Raises Refusal: BAD_AMOUNT, NEEDS_TWO, OWN_CASE, FUND_TOO_LOW, BOOK_BEGUN, and
        ALREADY_BOOKED where the bank's reference is in the book.
        """
        self.work.writing()
        fund = await self.fund(draft.fund)
        check(fund, draft)
        if draft.kind is VoucherKind.OPENING:
            check_begins(fund, await self.openings(fund.id))
        if draft.reference and await self.referenced(fund.id, draft.reference):
            raise Refusal(Reason.ALREADY_BOOKED, reference=draft.reference)
        await self._write_lines(fund.id, fund.position + 1, draft)
        return await self._write(fund, draft, draft.total)

    async def reverse(
        self,
        voucher: Voucher,
        *,
        made_by: int,
        agreed_by: int,
        reason: str,
        case_id: int | None = None,
    ) -> Voucher:
        """Take a whole voucher back with one of its own kind; two people answer for it.

        Raises Refusal: NEEDS_TWO, OWN_CASE, ALREADY_REVERSED, FUND_TOO_LOW.
        """
        self.work.writing()
        check_two(made_by, agreed_by, voucher.member_id)
        if voucher.reverses is not None or await self.reversal_of(voucher) is not None:
            raise Refusal(Reason.ALREADY_REVERSED, code=voucher.code)
        fund = {fund.id: fund for fund in await self.funds()}[voucher.fund_id]
        check_covers(fund, -effect(voucher.kind, voucher.total))
        taken = {"union": self.union_id, "fund": fund.id, "old": voucher.position}
        await self.run(_MIRROR, taken | {"new": fund.position + 1, "on": self.work.today})
        draft = Draft(
            fund.kind, voucher.kind, (), self.work.today, method=voucher.method,
            member_id=voucher.member_id, made_by=made_by, agreed_by=agreed_by, case_id=case_id,
            text=reason,
        )  # fmt: skip
        return await self._write(fund, draft, -voucher.total, voucher.position)

    async def openings(self, fund_id: int) -> list[int]:
        """The totals of what a fund began with, reversals among them."""
        asked = {"union": self.union_id, "fund": fund_id}
        return list((await self.run(_OPENINGS, asked)).scalars())

    async def _write_lines(self, fund_id: int, position: int, draft: Draft) -> None:
        ids = await self.item_ids(fund_id, draft.booked_on)
        same = {"fund_id": fund_id, "position": position, "union_id": self.union_id}
        await self.run(
            _LINE,
            [
                same
                | {
                    "line": number,
                    "item_id": ids[line.item],
                    "amount": line.amount,
                    "booked_on": draft.booked_on,
                    "member_id": line.member_id,
                    "period": line.period,
                    "loan_id": line.loan_id,
                }
                for number, line in enumerate(draft.lines, 1)
            ],
        )

    async def _write(
        self, fund: Fund, draft: Draft, total: int, reverses: int | None = None
    ) -> Voucher:
        """The header, after its lines: its guards see the whole voucher."""
        position, year = fund.position + 1, draft.booked_on.year
        asked = {"fund": fund.id, "kind": draft.kind.value, "year": year}
        number = int((await self.run(_NUMBER, asked)).scalar_one()) + 1
        balance = fund.balance + effect(draft.kind, total)
        named = {"fund_id": fund.id, "position": position, "union_id": self.union_id}
        await self.run(
            _HEADER,
            named
            | {
                "kind": draft.kind.value,
                "year": year,
                "number": number,
                "booked_on": draft.booked_on,
                "happened_on": draft.happened_on or draft.booked_on,
                "total": total,
                "balance": balance,
                "reverses": reverses,
                "method": draft.method,
                "source": draft.source,
                "reference": draft.reference,
                "member_id": draft.member_id,
                "made_by": draft.made_by,
                "agreed_by": draft.agreed_by,
                "case_id": draft.case_id,
                "created_at": self.work.now,
            },
        )
        if draft.party or draft.text:
            await self.run(_NOTE, named | {"party": draft.party, "text": draft.text})
        made = Voucher(
            fund.id, position, code(fund.code, draft.kind, number), draft.kind, year, number,
            draft.booked_on, total, balance, reverses, draft.method, draft.member_id,
            draft.made_by, draft.agreed_by, draft.case_id,
        )  # fmt: skip
        self.work.booked.append(made)
        return made


def _fund(row: Row[Any]) -> Fund:
    return Fund(row.id, FundKind(row.kind), row.code, row.name, row.position, row.balance)
