"""Two unions with the same kinds of rows, and a look at everything one of them owns."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.bots import known_bot
from storage.cases import Case
from storage.loans import offer_key
from storage.models import accounts, chats, metadata, outbox, unions
from storage.outbox import Owed
from storage.work import Work, open_work
from union.book import Draft, FundKind, Line, Voucher, VoucherKind
from union.calendar import moment
from union.codes import CodeKind
from union.consents import Answer, Purpose
from union.dues import Basis, BasisKind
from union.loans import Instalment, Loan
from union.meetings import Kind, Meeting
from union.members import Sex, State
from union.occasions import YearPlan
from union.rights import Role
from union.titles import Outcome

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
BORN = date(1990, 3, 8)


@dataclass(frozen=True, slots=True)
class Village:
    """One union's ids; `number` and `team_number` are numbers the other union does not use."""

    id: int
    bot: int
    account: int
    chat: int
    group: int
    member: int
    member_name: str
    phone: str
    team: int
    team_number: int
    seat: int
    case: Case
    number: int
    code: int
    digest: str
    file: int
    second: int  # another member
    meeting: Meeting  # to come; its quarter is another union's never
    held_on: date  # of another meeting, whose roll was taken
    voucher: Voucher  # of the mutual fund, with the second union's one receipt further
    reversal: Voucher
    round: int  # of the meeting's year, in which the other union has none
    registration: int  # of the member, decided
    loan: Loan  # of the member, partly paid back
    queued: int  # a loan that waits for the fund's money
    asked: int  # a loan nobody has agreed to

    @property
    def last_number(self) -> int:
        """Of the union's cases: the loans' were the last three."""
        return self.loan.number + 2


async def found(engine: AsyncEngine, name: str, place: int) -> Village:
    """A union with a row of every kind."""
    bot = await known_bot(engine, "telegram", "1", "congdoan_bot")
    async with engine.begin() as connection:
        made = await connection.execute(
            insert(unions).values(
                code=name, name=name, kind="enterprise", log_salt=name, created_at=NOW
            )
        )
        union_id = (made.inserted_primary_key or (0,))[0]
    async with open_work(engine, union_id, NOW) as work:
        await work.lock()
        return await _settled(work, bot, name, place)


async def _settled(work: Work, bot: int, name: str, place: int) -> Village:
    account, chat = await _met(work, bot, f"{place}001", f"{place}001", group=False)
    _, group = await _met(work, bot, f"-{place}001", f"{place}001", group=True)
    phone, digest = f"+8490123450{place}", f"digest of {name}"
    for number in range(1, place):  # so that the second union has numbers the first has not
        await work.teams.add(number, f"Tổ {number}")
        for _ in range(10):
            await work.cases.ask("join", {})
    team = await work.teams.add(place, f"Tổ {place} {name}")
    member = await work.members.add(
        f"Trần Thị {name.title()}", Sex.FEMALE, born=BORN, phone=phone, team_id=team,
        state=State.MEMBER, joined_on=date(2026, 1, 1),
    )  # fmt: skip
    await work.unions.link(account, member)
    await work.unions.link_group(group)
    seat = await work.seats.give(member, Role.CHAIR)
    await work.consents.record(member, Purpose.BIRTHDAY, Answer.GROUP)
    await work.occasions.approve(YearPlan(2027, frozenset({"tet"})), member)
    case = await work.cases.ask(
        "join", {"name": name}, member_id=member, account_id=account, chat_id=chat, team_id=team
    )
    await work.cases.say(case.id, member, "yes")
    code = await work.codes.issue(digest, CodeKind.MEMBER, member_id=member)
    await work.dues.set_basis(member, Basis(BasisKind.AMOUNT, 46_800, BORN), None)
    await work.dues.exempt(member, 202601, 202602, None)
    await work.dues.charge(member, 202611, 202611)
    file = await work.files.keep(f"{name}.txt", "text/plain", name.encode(), f"member {member}")
    await work.outbox.owe(
        [Owed(f"birthday:{name}", chat, work.union_id, "birthday", {"of": name}, member)]
    )
    await work.tasks.ask("report.year", {"of": name}, member, chat)
    work.log.add("member.joined", f"member {member}", member, tên=name)
    second = await work.members.add(f"Lê Văn {name.title()}", Sex.MALE, team_id=team)
    (held,) = await work.seats.held()
    await work.seats.lend(held, second, NOW + timedelta(days=1), NOW + timedelta(days=2))
    await work.card_hours.choose(member, [time(11, 30)])
    voucher, reversal = await _booked(work, name, place, case, member, second)
    return Village(
        work.union_id, bot, account, chat, group, member, f"Trần Thị {name.title()}", phone,
        team, place, seat, case, case.number, code, digest, file, second,
        *await _called(work, place, member),
        voucher, reversal,
        *await _emulated(work, place, member),
        *await _lent(work, place, member, second),
    )  # fmt: skip


async def _booked(
    work: Work, name: str, place: int, case: Case, member: int, second: int
) -> tuple[Voucher, Voucher]:
    """An opening balance, receipts, one of them taken back, and a payment."""
    common = {"booked_on": work.today, "made_by": member, "party": name, "text": name}
    begun = (Line("opening", 1_000_000),)
    two = {"agreed_by": second}
    for fund in FundKind:
        await work.book.book(Draft(fund, VoucherKind.OPENING, begun, **common, **two))
    lines = (Line("contribution", 100_000, member, 202611), Line("other_in", 5_000))
    for number in range(place):
        told = {"reference": f"{name} {number}", "case_id": None if number else case.id}
        paid = Draft(FundKind.MUTUAL, VoucherKind.RECEIPT, lines, **common, member_id=member)
        receipt = await work.book.book(replace(paid, **told))
    wrong = await work.book.book(
        Draft(FundKind.FINANCE, VoucherKind.RECEIPT, (Line("dues", 46_800),), **common)
    )
    reversal = await work.book.reverse(wrong, made_by=member, agreed_by=second, reason=name)
    spent = (Line("visits", 500_000),)
    await work.book.book(Draft(FundKind.FINANCE, VoucherKind.PAYMENT, spent, **common, **two))
    return receipt, reversal


async def _called(work: Work, place: int, member: int) -> tuple[Meeting, date]:
    """A meeting to come and one that was held, in a quarter in which something was received."""
    held_on, year = date(2026, 11, place), 2020 + place
    booked_on = {"booked_on": date(year, 2, 1), "made_by": member, "party": "x"}
    await work.book.book(
        Draft(FundKind.FINANCE, VoucherKind.RECEIPT, (Line("donation", 1),), **booked_on)
    )
    common = {"place": "x", "confirmed_by": member, "confirmed_at": NOW}
    old = await work.meetings.add(
        Kind.ADHOC, 2026, 4, starts_at=moment(held_on, time(8)), state="held", **common
    )
    await work.meetings.note(old, [member], answer="yes", present=True)
    soon = NOW + timedelta(days=place)
    new = await work.meetings.add(
        Kind.REGULAR, year, 1, starts_at=soon, state="confirmed", **common
    )
    await work.meetings.note(new, [member], answer="yes", reason="x")
    meeting = await work.meetings.get(new)
    assert meeting
    return meeting, held_on


async def _emulated(work: Work, place: int, member: int) -> tuple[int, int]:
    """A round and who reached a title in it."""
    days = date(2026, 1, 1), date(2026, 3, 31)
    round_ = await work.titles.set_round(2020 + place, *days, member)
    await work.titles.register(round_, member, ["ldtt"])
    (mine,) = await work.titles.of_member(member)
    await work.titles.decide(mine.id, Outcome.ACHIEVED, "15", date(2026, 11, 20))
    return round_, mine.id


async def _lent(work: Work, place: int, member: int, second: int) -> tuple[Loan, int, int]:
    """A loan in every state, of another amount in each union, and a share in the fund."""
    await work.contributions.join(member, 100_000 * place, 202611)
    made = []
    for _ in range(3):
        case = await work.cases.ask("loan", {}, member_id=member)
        made.append(await work.loans.ask(case.id, case.number, member, 100_000 * place, 1))
    out, queued, asked = made
    for loan in (out, queued):
        await work.loans.agree(loan)
    await work.loans.pay_out(out, [Instalment(1, date(2026, 12, 10), 100_000 * place)])
    two = {"made_by": member, "agreed_by": second}
    before = date(2025, 12, 1)  # in a year of its own, so that the receipts keep their numbers
    lent, repaid = (
        (Line(item, amount * place, member, None, out),)
        for item, amount in (("lent", 100_000), ("repaid", 1_000))
    )
    await work.book.book(Draft(FundKind.MUTUAL, VoucherKind.PAYMENT, lent, work.today, **two))
    await work.book.book(Draft(FundKind.MUTUAL, VoucherKind.RECEIPT, repaid, before, **two))
    chat = await work.unions.private_chat(member)
    assert chat
    about = offer_key(queued, member, NOW)
    await work.outbox.owe([Owed(about, chat, work.union_id, "loan.pay", {"loan": queued}, member)])
    earlier = offer_key(queued, second, NOW)
    await work.outbox.owe(
        [Owed(earlier, chat, work.union_id, "loan.pay", {"loan": queued}, second)]
    )
    await work.connection.execute(
        outbox.update().where(outbox.c.owed == earlier).values(state="sent", ended_at=NOW)
    )
    loan = await work.loans.get(out)
    assert loan
    return loan, queued, asked


async def _met(work: Work, bot: int, chat: str, person: str, *, group: bool) -> tuple[int, int]:
    await work.accounts.meet(bot, chat, person, group)
    account = select(accounts.c.id).where(accounts.c.bot_id == bot, accounts.c.external == person)
    where = select(chats.c.id).where(chats.c.bot_id == bot, chats.c.external == chat)
    run = work.connection.execute
    return (await run(account)).scalar_one(), (await run(where)).scalar_one()


async def without_offers(engine: AsyncEngine) -> None:
    """Only the birthday's greetings wait to be sent: a loan's offer has its own tests."""
    async with engine.begin() as connection:
        await connection.execute(outbox.delete().where(outbox.c.kind == "loan.pay"))


async def two(engine: AsyncEngine) -> tuple[Village, Village]:
    return await found(engine, "mine", 1), await found(engine, "theirs", 2)


async def everything(engine: AsyncEngine, union_id: int) -> dict[str, list[Any]]:
    """Every row that carries this union, and the union itself."""
    async with engine.connect() as connection, connection.begin():
        return {
            table.name: await _rows(connection, table.name, union_id)
            for table in metadata.sorted_tables
            if "union_id" in table.columns or table is unions
        }


async def _rows(connection: AsyncConnection, name: str, union_id: int) -> list[Any]:
    table = metadata.tables[name]
    owner = table.columns["id" if table is unions else "union_id"]
    query = select(table).where(owner == union_id).order_by(*table.primary_key.columns)
    return [tuple(row) for row in (await connection.execute(query)).all()]
