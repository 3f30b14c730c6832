"""`congdoan import vouchers FILE`: an old book as vouchers, previewed, all or nothing, once."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from bot import texts
from bot.doors.progress import Bar
from bot.doors.sheets import BadFile
from bot.doors.voucher_file import Entry, read
from storage.work import Work, open_work
from union.book import Draft, Voucher, VoucherKind
from union.refusals import Refusal

__all__ = ["Booked", "book", "read", "totals"]


@dataclass(slots=True)
class Booked:
    """What a file came to."""

    vouchers: list[Voucher] = field(default_factory=list)
    same: int = 0  # in the book already
    problems: list[str] = field(default_factory=list)
    balances: dict[str, int] = field(default_factory=dict)  # fund → đồng afterwards


class _OnlyLooking(Exception):
    """Rolls a preview back."""


@asynccontextmanager
async def _transaction(
    engine: AsyncEngine, union_id: int, now: datetime, keep: bool
) -> AsyncIterator[Work]:
    try:
        async with open_work(engine, union_id, now) as work:
            await work.lock()
            yield work
            if not keep:
                raise _OnlyLooking
    except _OnlyLooking:
        return


async def book(
    engine: AsyncEngine, union_id: int, entries: list[Entry], now: datetime, *, keep: bool
) -> Booked:
    """Book the whole file in one transaction; `keep=False` does so and takes it back.

    A file with a problem is never kept.
    """
    made = Booked()
    async with _transaction(engine, union_id, now, keep) as work:
        with Bar("Ghi sổ" if keep else "Xem trước", len(entries)) as bar:
            for entry in entries:
                await _one(work, entry, made)
                bar.step(1)
        made.balances = {fund.name: fund.balance for fund in await work.book.funds()}
        if made.problems and keep:
            raise BadFile("\n".join(made.problems))
        work.log.add("vouchers.imported", f"{len(made.vouchers)} vouchers", None)
    return made


async def _one(work: Work, entry: Entry, made: Booked) -> None:
    fund = await work.book.fund(entry.draft.fund)
    if entry.draft.reference and await work.book.referenced(fund.id, entry.draft.reference):
        made.same += 1
        return
    try:
        made.vouchers.append(await work.book.book(await _with_member(work, entry.draft)))
    except Refusal as refusal:
        said = texts.refusals.refused(refusal).text
        made.problems.append(f"Dòng {entry.line}: {said}")


async def _with_member(work: Work, draft: Draft) -> Draft:
    """Whose whole name is in the register once; others stay words."""
    people = await work.members.by_name(draft.party) if draft.party else []
    return replace(draft, member_id=people[0].id) if len(people) == 1 else draft


def totals(vouchers: list[Voucher]) -> Iterator[tuple[VoucherKind, int, int]]:
    """Kind, how many, how much."""
    for kind in VoucherKind:
        of_kind = [voucher.total for voucher in vouchers if voucher.kind is kind]
        if of_kind:
            yield kind, len(of_kind), sum(of_kind)
