"""Booking through the repository: numbers, balances, reversals, and whoever comes at once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.models import items, loans, unions
from storage.work import Work, open_work, tried
from tests.storage.one_book import NOW, Shelf, one_book
from union.book import Draft, FundKind, Line, Voucher, VoucherKind
from union.refusals import Reason, Refusal

FINANCE, MUTUAL = FundKind.FINANCE, FundKind.MUTUAL
RECEIPT, PAYMENT, OPENING = VoucherKind.RECEIPT, VoucherKind.PAYMENT, VoucherKind.OPENING
AT_ONCE = 12
TOO_MUCH = (Line("lent", 1_105_001),)


@pytest.fixture
async def union(engine: AsyncEngine) -> AsyncIterator[Shelf]:
    yield await one_book(engine)


def draft(union: Shelf, **told: Any) -> Draft:
    right: dict[str, Any] = {
        "fund": FINANCE, "kind": RECEIPT, "lines": (Line("other_in", 100),),
        "booked_on": date(2026, 11, 21), "made_by": union.member, "agreed_by": union.second,
    }  # fmt: skip
    return Draft(**(right | told))


async def book(engine: AsyncEngine, union: Shelf, **told: Any) -> Voucher:
    async with open_work(engine, union.id, NOW) as work:
        await work.lock()
        return await work.book.book(draft(union, **told))


async def refused(engine: AsyncEngine, union: Shelf, **told: Any) -> Reason:
    with pytest.raises(Refusal) as said:
        await book(engine, union, **told)
    return said.value.reason


async def test_numbers_follow_per_fund_kind_and_year(engine: AsyncEngine, union: Shelf) -> None:
    assert (await book(engine, union)).code == "TC-PT-003"  # a reversal is numbered like the rest
    spent = (Line("visits", 5),)
    assert (await book(engine, union, kind=PAYMENT, lines=spent)).code == "TC-PC-002"
    assert (await book(engine, union, fund=MUTUAL)).code == "QTT-PT-002"
    new_year = await book(engine, union, booked_on=date(2027, 1, 1))
    assert (new_year.code, new_year.position, new_year.balance) == ("TC-PT-001", 7, 500_195)
    assert (await book(engine, union)).number == 4


async def test_what_was_rolled_back_leaves_no_gap(engine: AsyncEngine, union: Shelf) -> None:
    with pytest.raises(ZeroDivisionError):
        async with open_work(engine, union.id, NOW) as work:
            await work.lock()
            assert (await work.book.book(draft(union))).number == 3
            raise ZeroDivisionError
    assert (await book(engine, union)).number == 3


REFUSED: list[tuple[Reason, dict[str, Any]]] = [
    (Reason.BAD_AMOUNT, {"lines": ()}),
    (Reason.BAD_AMOUNT, {"lines": (Line("other_in", 0),)}),
    (Reason.BAD_AMOUNT, {"lines": (Line("other_in", -5),)}),
    (Reason.BAD_AMOUNT, {"lines": (Line("other_in", 5), Line("dues", 10**12 + 1))}),
    (Reason.NEEDS_TWO, {"kind": PAYMENT, "agreed_by": None}),
    (Reason.NEEDS_TWO, {"kind": PAYMENT, "agreed_by": 1}),
    (Reason.OWN_CASE, {"kind": PAYMENT, "member_id": 2}),
    (Reason.NEEDS_TWO, {"kind": OPENING, "agreed_by": None}),
    (Reason.BOOK_BEGUN, {"kind": OPENING, "lines": (Line("opening", 5),)}),
    (Reason.FUND_TOO_LOW, {"fund": MUTUAL, "kind": PAYMENT, "lines": TOO_MUCH}),
    (Reason.ALREADY_BOOKED, {"fund": MUTUAL, "reference": "mine 0"}),
]


async def test_refused(engine: AsyncEngine, union: Shelf) -> None:
    assert (union.member, union.second) == (1, 2)
    for reason, told in REFUSED:
        assert await refused(engine, union, **told) is reason, told


async def test_the_same_reference_in_two_funds_is_one_transfer(
    engine: AsyncEngine, union: Shelf
) -> None:
    await book(engine, union, reference="FT1")
    await book(engine, union, reference="FT1", fund=MUTUAL)
    assert await refused(engine, union, reference="FT1") is Reason.ALREADY_BOOKED


async def _reverse(engine: AsyncEngine, union: Shelf, code: str, **told: Any) -> Voucher:
    async with open_work(engine, union.id, NOW + timedelta(days=40)) as work:
        await work.lock()
        voucher = await work.book.coded(code, 2026)
        assert voucher is not None
        by = {"made_by": union.second, "agreed_by": union.third} | told
        return await work.book.reverse(voucher, reason="nhầm người", **by)


async def test_a_reversal_is_booked_today_and_nets_out(engine: AsyncEngine, union: Shelf) -> None:
    back = await _reverse(engine, union, "QTT-PT-001")
    assert (back.code, back.year, back.total, back.balance) == ("QTT-PT-002", 2026, -105_000, 10**6)
    assert (back.booked_on, back.reverses) == (date(2026, 12, 31), 2)
    async with open_work(engine, union.id, NOW) as work:
        assert await work.book.paid("contribution") == {(union.member, 202611): 0}
        year = date(2026, 1, 1), date(2026, 12, 31)
        sums = await work.book.sums(union.voucher.fund_id, *year)
        assert sums == {"opening": 10**6, "contribution": 0, "other_in": 0}
        november = await work.book.sums(union.voucher.fund_id, year[0], date(2026, 11, 30))
        assert november["contribution"] == 100_000
        assert await work.book.reversal_of(union.voucher) == back
        assert await work.book.lines(back) == [
            Line("contribution", -100_000, union.member, 202611), Line("other_in", -5_000),
        ]  # fmt: skip
        assert await work.book.note(back) == ("", "nhầm người")


@pytest.mark.parametrize(
    ("reason", "code", "told"),
    [
        (Reason.NEEDS_TWO, "QTT-PT-001", {"agreed_by": 2}),
        (Reason.OWN_CASE, "QTT-PT-001", {"agreed_by": 1}),  # who had paid it
        (Reason.ALREADY_REVERSED, "TC-PT-001", {}),
        (Reason.ALREADY_REVERSED, "TC-PT-002", {}),  # itself a reversal
    ],
)
async def test_what_is_not_reversed(
    engine: AsyncEngine, union: Shelf, reason: Reason, code: str, told: dict[str, Any]
) -> None:
    with pytest.raises(Refusal) as said:
        await _reverse(engine, union, code, **told)
    assert said.value.reason is reason


async def test_money_that_was_lent_cannot_be_taken_back_from_under_the_loan(
    engine: AsyncEngine, union: Shelf
) -> None:
    await book(engine, union, fund=MUTUAL, kind=PAYMENT, lines=(Line("lent", 1_100_000),))
    with pytest.raises(Refusal) as said:
        await _reverse(engine, union, "QTT-PT-001")
    assert (said.value.reason, said.value.facts) == (Reason.FUND_TOO_LOW, {"left": 5_000})


async def test_an_opening_taken_back_may_be_replaced(engine: AsyncEngine, union: Shelf) -> None:
    await _reverse(engine, union, "TC-SD-001")
    begun = await book(engine, union, kind=OPENING, lines=(Line("opening", 2_000_000),))
    assert (begun.code, begun.balance) == ("TC-SD-003", 1_500_000)
    told = {"kind": OPENING, "lines": (Line("opening", 1),)}
    assert await refused(engine, union, **told) is Reason.BOOK_BEGUN


async def test_many_at_once_wait_for_each_other(engine: AsyncEngine, union: Shelf) -> None:
    """Payments of 100.000 out of 1.105.000: eleven, whoever comes first."""
    lines = (Line("lent", 100_000),)

    async def spend() -> bool:
        try:
            await tried(lambda: book(engine, union, fund=MUTUAL, kind=PAYMENT, lines=lines))
        except Refusal:
            return False
        return True

    assert sum(await asyncio.gather(*(spend() for _ in range(AT_ONCE)))) == 11
    async with open_work(engine, union.id, NOW) as work:
        assert (await work.book.fund(MUTUAL)).balance == 5_000
        newest = await work.book.latest(union.voucher.fund_id, AT_ONCE)
    assert [v.number for v in newest if v.kind is PAYMENT] == list(range(11, 0, -1))


async def test_without_the_lock_the_database_still_refuses(
    engine: AsyncEngine, union: Shelf
) -> None:
    """Two at once that both forgot it: one is booked, the other is told to try again."""
    if engine.dialect.name == "sqlite":
        return  # BEGIN IMMEDIATE is the lock
    both = asyncio.Barrier(2)

    async def spend() -> None:
        async with open_work(engine, union.id, NOW) as work:
            work.locked = True  # a lie
            fund = await work.book.fund(MUTUAL)
            await both.wait()
            lent = draft(union, fund=MUTUAL, kind=PAYMENT, lines=(Line("lent", 800_000),))
            await work.book._write_lines(fund.id, fund.position + 1, lent)
            await work.book._write(fund, lent, lent.total)
            work.locked = False

    ended = await asyncio.gather(spend(), spend(), return_exceptions=True)
    assert sum(error is None for error in ended) == 1
    async with open_work(engine, union.id, NOW) as work:
        assert (await work.book.fund(MUTUAL)).balance == 305_000


async def test_a_union_without_a_book_gets_one_on_first_use(engine: AsyncEngine) -> None:
    await one_book(engine)
    async with engine.begin() as connection:
        made = await connection.execute(
            unions.insert().values(
                code="new", name="n", kind="enterprise", log_salt="", created_at=NOW
            )
        )
    async with open_work(engine, (made.inserted_primary_key or (0,))[0], NOW) as work:
        assert await work.book.funds() == []
        assert (await work.book.fund(MUTUAL)).id == 0
        await work.lock()
        assert (await work.book.fund(MUTUAL)).balance == 0
        await work.book.begin()
        assert [fund.code for fund in await work.book.funds()] == ["TC", "QTT"]


@pytest.mark.parametrize("text", ["tc-pt-1", " TC PT 001 ", "TC-PT-1/2026", "tcpt01"])
async def test_vouchers_by_what_people_say(engine: AsyncEngine, union: Shelf, text: str) -> None:
    async with open_work(engine, union.id, NOW) as work:
        found = await work.book.coded(text, 2026)
        assert found is not None
        assert (found.code, found.total) == ("TC-PT-001", 46_800)
        assert await work.book.coded(text, 2025) == (found if "/" in text else None)
        for other in ("TC-PT-9", "XX-PT-1", "TC-XX-1", "TC-PT-", "1", "TC-PT-²", "TC-PT-1/2025"):
            assert await work.book.coded(other, 2026) is None


async def test_pages_of_a_book(engine: AsyncEngine, union: Shelf) -> None:
    async with open_work(engine, union.id, NOW) as work:
        fund = await work.book.fund(FINANCE)
        first = await work.book.latest(fund.id, 2)
        rest = await work.book.latest(fund.id, 9, before=first[-1].position)
    assert [voucher.code for voucher in first] == ["TC-PC-001", "TC-PT-002"]
    assert [voucher.code for voucher in rest] == ["TC-PT-001", "TC-SD-001"]


async def test_items_change_their_meaning_on_a_day(engine: AsyncEngine, union: Shelf) -> None:
    """A new form from 2027: its lines go to the new row; a sum by key holds both."""
    async with open_work(engine, union.id, NOW) as work:
        await work.lock()
        fund = await work.book.fund(FINANCE)
        old = next(item for item in await work.book.items(fund.id) if item.key == "dues")
        new = replace(old, id=old.id, code="23", first_day=date(2027, 1, 1))
        values = {name: getattr(new, name) for name in new.__slots__ if name != "id"}
        await work.book.new_row(items, **values)
    await book(engine, union, lines=(Line("dues", 7),), booked_on=date(2026, 12, 31))
    await book(engine, union, lines=(Line("dues", 8),), booked_on=date(2027, 1, 1))
    async with open_work(engine, union.id, NOW) as work:
        assert (await work.book.item_ids(fund.id, date(2026, 12, 31)))["dues"] == old.id
        assert (await work.book.item_ids(fund.id, date(2027, 1, 1)))["dues"] != old.id
        sums = await work.book.sums(fund.id, date(2026, 12, 1), date(2027, 12, 31))
    assert sums == {"dues": 15}


async def test_repayments_of_a_loan_are_a_sum_of_lines(engine: AsyncEngine, union: Shelf) -> None:
    async with open_work(engine, union.id, NOW) as work:
        await work.lock()
        loan = await _loan(work, union)
    for amount in (500_000, 200_000):
        await book(
            engine, union, fund=MUTUAL, lines=(Line("repaid", amount, union.member, None, loan),)
        )
    await _reverse(engine, union, "QTT-PT-003", agreed_by=union.member)
    async with open_work(engine, union.id, NOW) as work:
        assert await work.book.repaid([loan]) == {loan: 500_000}


async def _loan(work: Work, union: Shelf) -> int:
    known = (await work.connection.execute(select(loans.c.id))).scalars().first()
    return known or await work.book.new_row(
        loans, case_id=union.case.id, number=1, member_id=union.member, principal=10**6, months=10,
        asked_at=NOW,
    )  # fmt: skip
