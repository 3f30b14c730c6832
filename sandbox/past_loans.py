"""The mutual fund's loans: four paid back, two being paid back, one waiting for its second yes."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from bot import texts
from bot.handlers import deciders, lending
from sandbox.past import BICH, CHI, Deed, Past
from storage.cases import Case
from storage.work import Work
from union import loans
from union.book import Draft, FundKind, Line, VoucherKind

BANK = lending.HOWS[0]


@dataclass(frozen=True, slots=True)
class Borrowed:
    """Who, how much and what for; `back` is when which part came back."""

    name: str
    amount: int
    months: int
    reason: str
    asked: date
    paid: date
    back: tuple[tuple[date, int], ...]


def _tenths(months: tuple[int, ...], amount: int) -> tuple[tuple[date, int], ...]:
    """On the tenth, the day instalments are due."""
    return tuple((date(2026, month, 10), amount) for month in months)


LOANS = (
    Borrowed(
        "Trần Văn An", 3_000_000, 3, "sửa xe", date(2026, 6, 2), date(2026, 6, 4),
        _tenths((7, 8, 9), 1_000_000),
    ),
    Borrowed(
        "Trần Thị Lan", 5_000_000, 5, "chữa bệnh", date(2026, 6, 8), date(2026, 6, 10),
        _tenths((7, 8, 9, 10, 11), 1_000_000),
    ),
    Borrowed(
        "Phạm Văn Khoa", 6_000_000, 3, "lo việc gia đình", date(2026, 7, 14), date(2026, 7, 16),
        _tenths((8, 9, 10), 2_000_000),
    ),
    Borrowed(
        "Dương Thị Sen", 4_000_000, 4, "đóng học phí", date(2026, 7, 30), date(2026, 8, 3),
        (*_tenths((9, 10), 1_000_000), (date(2026, 10, 30), 2_000_000)),
    ),
    Borrowed(
        "Phạm Văn Dũng", 5_000_000, 10, "sửa nhà", date(2026, 8, 14), date(2026, 8, 18),
        _tenths((9, 10, 11), 500_000),
    ),
    Borrowed(
        "Nguyễn Thị Hạnh", 8_000_000, 8, "mua máy may", date(2026, 10, 1), date(2026, 10, 5),
        _tenths((11,), 1_000_000),
    ),
)  # fmt: skip
WAITS = Borrowed(
    "Vũ Thị Giang", 4_000_000, 8, "sửa bếp", date(2026, 11, 20), date(2026, 11, 20), ()
)


async def ask(loan: Borrowed, past: Past, work: Work) -> Case:
    member_id = past.id(loan.name)
    facts = {"name": loan.name, "amount": loan.amount, "months": loan.months}
    chat_id = await work.unions.private_chat(member_id)
    case = await work.cases.ask(
        "loan", facts | {"reason": loan.reason}, member_id=member_id, chat_id=chat_id
    )
    await work.loans.ask(case.id, case.number, member_id, loan.amount, loan.months)
    work.log.add("loan.asked", f"loan {case.number}", member_id)
    return case


async def says_yes(case: Case, by: str, past: Past, work: Work) -> None:
    await work.cases.say(case.id, past.id(by), "yes")
    work.log.add("case.said", f"case {case.number}", past.id(by))


async def agreed(loan: Borrowed, past: Past, work: Work) -> None:
    """Asked for, and agreed by the chair and the treasurer."""
    case = await ask(loan, past, work)
    await says_yes(case, CHI, past, work)
    await work.cases.say(case.id, past.id(BICH), "yes")
    await past.agreed(work, case, BICH)
    row = await work.loans.of_case(case.id)
    if row is not None:
        await work.loans.agree(row.id)


async def paid_out(loan: Borrowed, past: Past, work: Work) -> None:
    (row,) = [one for one in await work.loans.queue() if one.member_id == past.id(loan.name)]
    plan = loans.schedule(work.loans.rules, row.principal, row.months, work.today)
    await work.loans.pay_out(row.id, plan)
    voucher = await work.book.book(
        Draft(
            FundKind.MUTUAL, VoucherKind.PAYMENT,
            (Line("lent", row.principal, row.member_id, None, row.id),), work.today,
            method=BANK, member_id=row.member_id, made_by=past.id(BICH),
            agreed_by=past.id(CHI), case_id=row.case_id, party=loan.name,
            text=texts.lending.on_voucher(row.number),
        )
    )  # fmt: skip
    work.log.add("voucher.booked", f"{voucher.code} {voucher.total}", past.id(BICH))
    work.log.add("loan.paid", f"loan {row.number}", past.id(BICH), ai=loan.name)


async def paid_back(loan: Borrowed, amount: int, past: Past, work: Work) -> None:
    (row,) = [one for one in await work.loans.out() if one.member_id == past.id(loan.name)]
    await work.book.book(
        Draft(
            FundKind.MUTUAL, VoucherKind.RECEIPT,
            (Line("repaid", amount, row.member_id, None, row.id),), work.today, method=BANK,
            member_id=row.member_id, made_by=past.id(BICH), party=loan.name,
            text=texts.repaying.on_voucher(row.number),
        )
    )  # fmt: skip
    after = await work.loans.get(row.id)
    if after is not None and after.left == 0:
        await work.loans.settle(after)
    work.log.add("loan.repaid", f"loan {row.number}", past.id(BICH), ai=loan.name)


async def waits(past: Past, work: Work) -> None:
    """Chi has said yes; the card lies with Bích."""
    case = await ask(WAITS, past, work)
    await says_yes(case, CHI, past, work)
    await deciders.send_cards(work, case)


def deeds() -> list[tuple[date, Deed]]:
    found: list[tuple[date, Deed]] = []
    for loan in LOANS:
        found += [(loan.asked, partial(agreed, loan)), (loan.paid, partial(paid_out, loan))]
        found += [(on, partial(paid_back, loan, amount)) for on, amount in loan.back]
    return [*found, (WAITS.asked, waits)]
