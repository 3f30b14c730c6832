"""The book: one union's funds, items and vouchers. Booking needs the union's lock.

What is paid, owed or left is always a sum of lines; no balance is kept that could be typed.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, insert, select

from config.items import funds as default_funds
from storage.models import funds, items, voucher_lines, voucher_notes, vouchers
from storage.repository import UnionRepository
from union.book import (
    SERIES,
    Draft,
    Fund,
    FundKind,
    Item,
    Line,
    Voucher,
    VoucherKind,
    check,
    check_covers,
    check_two,
    code,
    effect,
    reversed_lines,
)
from union.refusals import Reason, Refusal

FIRST_DAY = date(2000, 1, 1)  # of the items a union begins with

_LAST = (
    select(vouchers.c.position, vouchers.c.balance)
    .where(vouchers.c.fund_id == bindparam("fund"))
    .order_by(vouchers.c.position.desc())
    .limit(1)
)
_NUMBER = select(func.coalesce(func.max(vouchers.c.number), 0)).where(
    vouchers.c.fund_id == bindparam("fund"),
    vouchers.c.kind == bindparam("kind"),
    vouchers.c.year == bindparam("year"),
)
_FUND = select(funds.c.id, funds.c.kind, funds.c.code, funds.c.name).where(
    funds.c.union_id == bindparam("union")
)
_ITEMS = (
    select(*(items.c[name] for name in Item.__slots__))
    .where(items.c.union_id == bindparam("union"))
    .order_by(items.c.place, items.c.id)
)
_VOUCHER = tuple(vouchers.c[name] for name in Voucher.__slots__ if name not in ("code",))


class Book(UnionRepository):
    """Vouchers grow only: a mistake is answered by `reverse`."""

    # --- funds and items --------------------------------------------------------------------

    async def funds(self) -> list[Fund]:
        """Every fund with where its book stands."""
        rows = await self.run(_FUND.order_by(funds.c.id), {"union": self.union_id})
        return [await self._standing(row) for row in rows.all()]

    async def fund(self, kind: FundKind) -> Fund:
        """One fund. A union founded before there was a book gets its funds on first use."""
        wanted = _FUND.where(funds.c.kind == kind.value)
        row = (await self.run(wanted, {"union": self.union_id})).one_or_none()
        if row is None and self.work.locked:
            await self.begin()
            row = (await self.run(wanted, {"union": self.union_id})).one()
        if row is None:
            entry = next(one for one in default_funds() if one.kind == kind.value)
            return Fund(0, kind, entry.code, entry.name)
        return await self._standing(row)

    async def _standing(self, row: Row[Any]) -> Fund:
        last = (await self.run(_LAST, {"fund": row.id})).one_or_none()
        at = (last.position, last.balance) if last else (0, 0)
        return Fund(row.id, FundKind(row.kind), row.code, row.name, *at)

    async def begin(self) -> None:
        """The funds and items of config/items.toml, once."""
        for entry in default_funds():
            fund_id = await self.new_row(funds, kind=entry.kind, code=entry.code, name=entry.name)
            for place, item in enumerate(entry.item):
                await self.new_row(
                    items,
                    fund_id=fund_id,
                    key=item.key,
                    direction=item.direction,
                    code=item.code,
                    name=item.name,
                    place=place,
                    first_day=FIRST_DAY,
                )

    async def items(self, fund_id: int | None = None) -> list[Item]:
        """Item codes in the order reports print them; every version with its first day."""
        rows = await self.run(_ITEMS, {"union": self.union_id})
        found = [Item(**row._mapping) for row in rows]
        return [item for item in found if fund_id in (None, item.fund_id)]

    async def item_ids(self, fund_id: int, on: date) -> dict[str, int]:
        """Item key → row in force on a day."""
        of_fund = [item for item in await self.items(fund_id) if item.first_day <= on]
        return {item.key: item.id for item in sorted(of_fund, key=lambda item: item.first_day)}

    # --- booking ----------------------------------------------------------------------------

    async def book(self, draft: Draft) -> Voucher:
        """Book a draft under the next number of its fund, kind and year.

        Raises Refusal: BAD_AMOUNT, NEEDS_TWO, FUND_TOO_LOW, and ALREADY_BOOKED where the bank's
        reference is in the book.
        """
        self.work.writing()
        fund = await self.fund(draft.fund)
        check(fund, draft)
        if draft.reference and await self.referenced(fund.id, draft.reference):
            raise Refusal(Reason.ALREADY_BOOKED, reference=draft.reference)
        return await self._write(fund, draft)

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

        Raises Refusal: NEEDS_TWO, ALREADY_REVERSED, FUND_TOO_LOW.
        """
        self.work.writing()
        check_two(made_by, agreed_by)
        if voucher.reverses is not None or await self.reversal_of(voucher) is not None:
            raise Refusal(Reason.ALREADY_REVERSED, code=voucher.code)
        kinds = {fund.id: fund.kind for fund in await self.funds()}
        fund = await self.fund(kinds[voucher.fund_id])
        check_covers(fund, -effect(voucher.kind, voucher.total))
        draft = Draft(
            fund.kind,
            voucher.kind,
            reversed_lines(await self.lines(voucher)),
            self.work.today,
            method=voucher.method,
            member_id=voucher.member_id,
            made_by=made_by,
            agreed_by=agreed_by,
            case_id=case_id,
            text=reason,
        )
        return await self._write(fund, draft, voucher.position)

    async def _write(self, fund: Fund, draft: Draft, reverses: int | None = None) -> Voucher:
        """Lines first, the header last: its guard sees the whole voucher."""
        position, year = fund.position + 1, draft.booked_on.year
        asked = {"fund": fund.id, "kind": draft.kind.value, "year": year}
        number = int((await self.run(_NUMBER, asked)).scalar_one()) + 1
        balance = fund.balance + effect(draft.kind, draft.total)
        await self._write_lines(fund.id, position, draft)
        await self.run(
            insert(vouchers),
            {
                "fund_id": fund.id,
                "position": position,
                "union_id": self.union_id,
                "kind": draft.kind.value,
                "year": year,
                "number": number,
                "booked_on": draft.booked_on,
                "happened_on": draft.happened_on or draft.booked_on,
                "total": draft.total,
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
        await self._write_note(fund.id, position, draft)
        return Voucher(
            fund.id, position, code(fund.code, draft.kind, number), draft.kind, year, number,
            draft.booked_on, draft.total, balance, reverses, draft.method, draft.member_id,
            draft.made_by, draft.agreed_by, draft.case_id,
        )  # fmt: skip

    async def _write_lines(self, fund_id: int, position: int, draft: Draft) -> None:
        ids = await self.item_ids(fund_id, draft.booked_on)
        await self.run(
            insert(voucher_lines),
            [
                {
                    "fund_id": fund_id,
                    "position": position,
                    "line": number,
                    "union_id": self.union_id,
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

    async def _write_note(self, fund_id: int, position: int, draft: Draft) -> None:
        if draft.party or draft.text:
            note = {"party": draft.party, "text": draft.text, "union_id": self.union_id}
            named = {"fund_id": fund_id, "position": position}
            await self.run(insert(voucher_notes), {**named, **note})

    # --- looking up -------------------------------------------------------------------------

    async def get(self, fund_id: int, position: int) -> Voucher | None:
        query = self._query().where(vouchers.c.fund_id == fund_id, vouchers.c.position == position)
        return await self._one(query)

    async def coded(self, text: str, year: int) -> Voucher | None:
        """By what people say: “TC-PT-118”, in any case; the number may lack its zeros."""
        parts = text.upper().replace(" ", "").split("-")
        series = {short: kind for kind, short in SERIES.items()}
        if len(parts) != 3 or parts[1] not in series or not parts[2].isascii():
            return None
        if not parts[2].isdigit() or len(parts[2]) > 9:
            return None
        return await self._one(
            self._query().where(
                funds.c.code == parts[0],
                vouchers.c.kind == series[parts[1]].value,
                vouchers.c.year == year,
                vouchers.c.number == int(parts[2]),
            )
        )

    async def reversal_of(self, voucher: Voucher) -> Voucher | None:
        return await self._one(
            self._query().where(
                vouchers.c.fund_id == voucher.fund_id, vouchers.c.reverses == voucher.position
            )
        )

    async def of_case(self, case_id: int) -> list[Voucher]:
        rows = await self.run(
            self._query().where(vouchers.c.case_id == case_id).order_by(vouchers.c.fund_id)
        )
        return [_voucher(row) for row in rows]

    async def of_member(self, member_id: int, limit: int = 20) -> list[Voucher]:
        """What a member paid or was paid, the newest first."""
        newest = self._query().where(vouchers.c.member_id == member_id)
        order = (vouchers.c.booked_on.desc(), vouchers.c.position.desc())
        return [_voucher(row) for row in await self.run(newest.order_by(*order).limit(limit))]

    async def referenced(self, fund_id: int, reference: str) -> bool:
        query = self.mine(select(vouchers.c.position), vouchers).where(
            vouchers.c.fund_id == fund_id, vouchers.c.reference == reference
        )
        return (await self.run(query)).first() is not None

    async def lines(self, voucher: Voucher) -> list[Line]:
        rows = await self.run(
            self.mine(
                select(items.c.key, voucher_lines).join(
                    items, items.c.id == voucher_lines.c.item_id
                ),
                voucher_lines,
            )
            .where(
                voucher_lines.c.fund_id == voucher.fund_id,
                voucher_lines.c.position == voucher.position,
            )
            .order_by(voucher_lines.c.line)
        )
        return [Line(row.key, row.amount, row.member_id, row.period, row.loan_id) for row in rows]

    async def note(self, voucher: Voucher) -> tuple[str, str]:
        """Who paid or was paid, and the words; empty once erased."""
        query = self.mine(select(voucher_notes.c.party, voucher_notes.c.text), voucher_notes)
        row = (
            await self.run(
                query.where(
                    voucher_notes.c.fund_id == voucher.fund_id,
                    voucher_notes.c.position == voucher.position,
                )
            )
        ).one_or_none()
        return (row.party, row.text) if row else ("", "")

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
            .where(items.c.key == item_key, voucher_lines.c.period.is_not(None))
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

    def _query(self) -> Select[Any]:
        return self.mine(
            select(*_VOUCHER, funds.c.code.label("fund_code")).join(
                funds, funds.c.id == vouchers.c.fund_id
            ),
            vouchers,
        )

    async def _one(self, query: Select[Any]) -> Voucher | None:
        row = (await self.run(query)).one_or_none()
        return _voucher(row) if row else None


def _voucher(row: Row[Any]) -> Voucher:
    values = {name: row._mapping[name] for name in Voucher.__slots__ if name != "code"}
    kind = VoucherKind(values["kind"])
    return Voucher(**{**values, "kind": kind}, code=code(row.fund_code, kind, row.number))
