"""A union with three members and a small book: for tests that count vouchers and đồng."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.cases import Case
from storage.models import unions
from storage.work import Work, open_work
from union.book import Draft, FundKind, Line, Voucher, VoucherKind
from union.members import Sex, State

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Finance: begun with 1.000.000, 46.800 taken back, 500.000 spent; four vouchers.

    Mutual: begun with 1.000.000, then `voucher`, 100.000 + 5.000 from `member`; two vouchers.
    """

    id: int
    member: int
    second: int
    third: int
    case: Case
    voucher: Voucher


async def one_book(engine: AsyncEngine, name: str = "mine") -> Shelf:
    async with engine.begin() as connection:
        values = {"code": name, "name": name, "kind": "enterprise", "log_salt": name}
        made = await connection.execute(insert(unions).values(**values, created_at=NOW))
        union_id = (made.inserted_primary_key or (0,))[0]
    async with open_work(engine, union_id, NOW) as work:
        await work.lock()
        people = [
            await work.members.add(f"Lê Thị {given}", Sex.FEMALE, state=State.MEMBER)
            for given in ("Một", "Hai", "Ba")
        ]
        work.log.add("union.made", name, people[0], tên=name)
        case = await work.cases.ask("dues", {}, member_id=people[0])
        return Shelf(work.union_id, *people, case, await _booked(work, name, case, *people[:2]))


async def _booked(work: Work, name: str, case: Case, member: int, second: int) -> Voucher:
    def draft(fund: FundKind, kind: VoucherKind, *lines: Line) -> Draft:
        two = None if kind is VoucherKind.RECEIPT else second
        return Draft(fund, kind, lines, work.today, made_by=member, agreed_by=two, party=name)

    finance, mutual, book = FundKind.FINANCE, FundKind.MUTUAL, work.book
    for fund in FundKind:
        await book.book(draft(fund, VoucherKind.OPENING, Line("opening", 1_000_000)))
    paid = Line("contribution", 100_000, member, 202611), Line("other_in", 5_000)
    receipt = replace(draft(mutual, VoucherKind.RECEIPT, *paid), reference=f"{name} 0")
    voucher = await book.book(replace(receipt, member_id=member, case_id=case.id))
    wrong = await book.book(draft(finance, VoucherKind.RECEIPT, Line("dues", 46_800)))
    await book.reverse(wrong, made_by=member, agreed_by=second, reason=name)
    await book.book(draft(finance, VoucherKind.PAYMENT, Line("visits", 500_000)))
    return voucher
