"""The union's money in the half year: dues, contributions, other income and what was spent."""

from datetime import date
from functools import partial

from bot.handlers.dues import what_it_pays
from sandbox.past import BICH, CHI, NAMES, Deed, Past
from storage.work import Work
from union.book import Draft, FundKind, Line, VoucherKind
from union.consents import Answer, Purpose
from union.dues import CONTRIBUTION, DUES, Basis, BasisKind, only, period_of
from union.members import State

FUND_OF = {DUES: FundKind.FINANCE, CONTRIBUTION: FundKind.MUTUAL}
BEGAN = {FundKind.FINANCE: 38_500_000, FundKind.MUTUAL: 10_000_000}
AMOUNTS = (88_000, 71_500, 92_000, 63_500, 58_000, 46_800, 52_500)  # a month, by place
CONTRIBUTED = 100_000
IN_THE_FUND = tuple(name for place, name in enumerate(NAMES) if place % 3)
MONTHS = (6, 7, 8, 9, 10, 11)
PAY_DAYS = 6  # from the 10th on
ON_LEAVE = "La Thị Diệp"
LATE = ("Lê Văn Tú", date(2026, 10, 31))  # pays October together with November
DUES_ONLY = ("Lê Thị Vy", date(2026, 11, 30))  # leaves November's contribution open
NOT_YET = ("Trần Văn An", "Phạm Thị Kim", "Hoàng Thị Nga", "Nguyễn Văn Sơn", "Trần Văn Phúc")
SIGNED = (
    "Trần Thị Lan", "Phạm Văn Khoa", "Dương Thị Sen", "Nguyễn Thị Hạnh", "Đặng Thị Mai",
    "Trần Văn Phúc", "Nguyễn Văn Sơn",
)  # fmt: skip
TWICE = "Hoàng Thị Nga"

Entry = tuple[date, str, int, str, str, str]  # day, item, đồng, cash or bank, what for, for whom
RECEIVED: tuple[Entry, ...] = (
    (date(2026, 6, 22), "from_upper", 12_000_000, "bank", "Cấp trên cấp kinh phí quý II", ""),
    (date(2026, 7, 24), "from_employer", 6_000_000, "bank", "Công ty hỗ trợ ngày 28/7", ""),
    (date(2026, 9, 21), "from_upper", 12_000_000, "bank", "Cấp trên cấp kinh phí quý III", ""),
    (date(2026, 9, 23), "donation", 3_500_000, "cash", "Đoàn viên ủng hộ quà Trung thu", ""),
    (date(2026, 10, 15), "from_employer", 5_000_000, "bank", "Công ty hỗ trợ ngày 20/10", ""),
)
SPENT: tuple[Entry, ...] = (
    (date(2026, 6, 5), "movement", 2_300_000, "cash", "Quà 1/6 cho con đoàn viên", ""),
    (date(2026, 6, 18), "visits", 500_000, "cash", "Thăm ốm", "Trần Thị Lan"),
    (date(2026, 7, 9), "administration", 350_000, "cash", "Văn phòng phẩm", ""),
    (date(2026, 7, 20), "visits", 1_000_000, "bank", "Viếng bố đoàn viên", "Phạm Văn Khoa"),
    (date(2026, 7, 29), "movement", 6_800_000, "bank", "Giải cầu lông 28/7", ""),
    (date(2026, 8, 12), "training", 2_400_000, "bank", "Tập huấn cán bộ công đoàn", ""),
    (date(2026, 8, 27), "visits", 500_000, "cash", "Mừng cưới", "Lý Thị Thảo"),
    (date(2026, 9, 24), "movement", 7_200_000, "cash", "Quà Trung thu", ""),
    (date(2026, 10, 8), "visits", 500_000, "cash", "Thăm sinh con", "Mai Thị Ngọc"),
    (date(2026, 10, 19), "movement", 5_600_000, "bank", "Họp mặt 20/10", ""),
    (date(2026, 10, 30), "remitted", 4_000_000, "bank", "Nộp kinh phí về cấp trên", ""),
    (date(2026, 11, 5), "allowance", 3_000_000, "bank", "Phụ cấp cán bộ không chuyên trách", ""),
    (date(2026, 11, 16), "visits", 500_000, "cash", "Thăm ốm", "Đỗ Văn Tâm"),
)


# --- what the book begins with ----------------------------------------------------------------


async def openings(past: Past, work: Work) -> None:
    for fund, amount in BEGAN.items():
        facts = {"name": BICH, "fund": fund.value, "amount": amount}
        case = await work.cases.ask("opening", facts, entered_by=past.id(BICH))
        await past.agreed(work, case, CHI)
        voucher = await work.book.book(
            Draft(
                fund, VoucherKind.OPENING, (Line("opening", amount),), work.today,
                made_by=past.id(BICH), agreed_by=past.id(CHI), case_id=case.id,
            )
        )  # fmt: skip
        await past.booked(work, case, voucher, CHI)


async def admitted(past: Past, work: Work) -> None:
    """Who takes part in the fund, borrows or sits on the committee has signed on paper."""
    known = {one.id for one in past.people.values() if one.state is State.MEMBER}
    for name in dict.fromkeys((*IN_THE_FUND, *SIGNED)):
        if past.id(name) in known:
            continue
        await work.members.change(past.id(name), state=State.MEMBER.value, joined_on=work.today)
        await work.consents.record(past.id(name), Purpose.REGISTER, Answer.YES, how="paper")
        work.log.add("member.admitted", f"member {past.id(name)}", past.id(CHI), ai=name)


async def amounts(past: Past, work: Work) -> None:
    """An amount a member: no salary is kept. Thirty take part in the mutual fund."""
    for place, name in enumerate(NAMES):
        basis = Basis(BasisKind.AMOUNT, AMOUNTS[place % len(AMOUNTS)], work.today)
        await work.dues.set_basis(past.id(name), basis, past.id(BICH))
        work.log.add("dues.amount", f"member {past.id(name)}", past.id(BICH), ai=name)
    for name in IN_THE_FUND:
        await work.consents.record(past.id(name), Purpose.FUND, Answer.YES, how="paper")
        await work.contributions.join(past.id(name), CONTRIBUTED, period_of(work.today))
        work.log.add("fund.joined", f"member {past.id(name)}", past.id(name))


# --- month by month ---------------------------------------------------------------------------


async def charged(past: Past, work: Work) -> None:
    """As the clock does on the first of a month."""
    await work.dues_due.charge(period_of(work.today))


async def on_leave(past: Past, work: Work) -> None:
    months = (202609, 202611)
    await work.dues.exempt(past.id(ON_LEAVE), *months, past.id(BICH))
    work.log.add("dues.exempted", f"member {past.id(ON_LEAVE)}", past.id(BICH), ai=ON_LEAVE)


async def paid(name: str, past: Past, work: Work, amount: int = 0) -> None:
    """All that is open, or this amount: a voucher for each fund."""
    opened = await work.dues.open(past.id(name))
    if name == DUES_ONLY[0] and work.today.month == DUES_ONLY[1].month:
        opened = only(DUES, opened)
    lines = await what_it_pays(work, past.id(name), amount) if amount else opened
    if not lines:
        return
    method = "bank" if past.id(name) % 2 else "cash"
    reference = f"FT{work.today:%y%m%d}{past.id(name):04d}" if method == "bank" else None
    made = []
    for item, fund in FUND_OF.items():
        if mine := only(item, lines):
            booked = tuple(Line(due.item, due.amount, past.id(name), due.period) for due in mine)
            draft = Draft(
                fund, VoucherKind.RECEIPT, booked, work.today, method=method,
                reference=reference, member_id=past.id(name), made_by=past.counts(name), party=name,
            )  # fmt: skip
            made.append(await work.book.book(draft))
    codes = ", ".join(voucher.code for voucher in made)
    by = past.counts(name)
    work.log.add("dues.booked", f"member {past.id(name)} {codes}", by, ai=name)


def payments() -> list[tuple[date, Deed]]:
    """Everybody between the 10th and the 15th; a few of November's are still to come."""
    found: list[tuple[date, Deed]] = []
    for month in MONTHS:
        for place, name in enumerate(NAMES):
            on = date(2026, month, 10 + place % PAY_DAYS)
            leave = name == ON_LEAVE and month >= 9 and name not in IN_THE_FUND
            late = name == LATE[0] and month == LATE[1].month
            if not leave and not late and not (month == MONTHS[-1] and name in NOT_YET):
                found.append((on, partial(paid, name)))
    return found


# --- a mistake, taken back by two -------------------------------------------------------------


async def paid_twice(past: Past, work: Work) -> None:
    """The same cash written down a second time: it would pay the month to come."""
    amount = AMOUNTS[NAMES.index(TWICE) % len(AMOUNTS)]
    await paid(TWICE, past, work, amount)


async def taken_back(past: Past, work: Work) -> None:
    voucher = (await work.book.of_member(past.id(TWICE), 1))[0]
    reason = "Ghi hai lần một khoản tiền mặt"
    facts = {
        "name": BICH, "voucher": voucher.code, "of": [voucher.fund_id, voucher.position],
        "reason": reason,
    }  # fmt: skip
    case = await work.cases.ask(
        "reverse", facts, member_id=past.id(TWICE), entered_by=past.id(BICH)
    )
    work.log.add("reverse.asked", f"case {case.number} {voucher.code}", past.id(BICH))
    await past.agreed(work, case, CHI)
    reversal = await work.book.reverse(
        voucher, made_by=past.id(BICH), agreed_by=past.id(CHI), reason=reason, case_id=case.id
    )
    await past.booked(work, case, reversal, CHI)


# --- other money ------------------------------------------------------------------------------


async def received(entry: Entry, past: Past, work: Work) -> None:
    _, item, amount, method, text, _ = entry
    voucher = await work.book.book(
        Draft(
            FundKind.FINANCE, VoucherKind.RECEIPT, (Line(item, amount),), work.today,
            method=method, made_by=past.id(BICH), text=text,
        )
    )  # fmt: skip
    work.log.add("voucher.booked", f"{voucher.code} {voucher.total}", past.id(BICH))


async def spent(entry: Entry, past: Past, work: Work) -> None:
    """Entered by the treasurer, agreed to by the chair, booked by her yes."""
    _, item, amount, method, text, name = entry
    whom = past.id(name) if name else None
    facts = {"item": item, "amount": amount, "method": method, "text": text, "name": BICH}
    case = await work.cases.ask("pay", facts, member_id=whom, entered_by=past.id(BICH))
    work.log.add("pay.asked", f"case {case.number} {amount}", past.id(BICH))
    await past.agreed(work, case, CHI)
    voucher = await work.book.book(
        Draft(
            FundKind.FINANCE, VoucherKind.PAYMENT, (Line(item, amount, whom),), work.today,
            method=method, member_id=whom, made_by=past.id(BICH), agreed_by=past.id(CHI),
            case_id=case.id, party=name, text=text,
        )
    )  # fmt: skip
    await past.booked(work, case, voucher, CHI)


def deeds() -> list[tuple[date, Deed]]:
    """In the order of a day: the month is charged before anybody pays it."""
    first = date(2026, 6, 1)
    return [
        (first, admitted),
        (first, openings),
        (first, amounts),
        (date(2026, 8, 25), on_leave),
        *((date(2026, month, 1), charged) for month in MONTHS),
        *payments(),
        (date(2026, 9, 15), paid_twice),
        (date(2026, 9, 17), taken_back),
        *((entry[0], partial(received, entry)) for entry in RECEIVED),
        *((entry[0], partial(spent, entry)) for entry in SPENT),
    ]
