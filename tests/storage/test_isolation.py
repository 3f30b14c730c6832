"""Rows of one union cannot be reached from another: every method is tried with foreign ids."""

import inspect
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.work  # brings every repository
from storage.models import tasks
from storage.repository import Repository, UnionRepository
from storage.tasks import Task
from storage.work import NotLocked, Work, open_work
from tests.storage.two_unions import BORN, NOW, Village, everything, two
from union.book import Draft, FundKind, Line, Voucher, VoucherKind
from union.codes import CodeKind
from union.consents import Answer, Purpose
from union.dues import Basis, BasisKind
from union.figures import Behind, Finance, Officer, People, Year
from union.loans import Instalment
from union.meetings import Figures, Invited, Kind, Topics
from union.members import Sex
from union.occasions import YearPlan
from union.rights import Role
from union.titles import Figures as TitleFigures
from union.titles import Outcome

Try = Callable[[Work, Village], Awaitable[Any]]
BEFORE = NOW - timedelta(days=1)
ONE_PART = [Instalment(1, NOW.date(), 1)]
LATER = NOW + timedelta(days=1)
BASIS = Basis(BasisKind.AMOUNT, 1, BORN)
YEAR = YearPlan(2027, frozenset({"tet", "2-9"}))

# What these belong to is the house: a bot, a chat, a clock. They may see every union.
OF_THE_HOUSE = {
    "Accounts",
    "Claims",
    "Dialogs",
    "Inbox",
    "Menus",
    "MeetingsDue",
    "Outbox",
    "Plan",
    "Uploads",
    "Quota",
    "Served",
    "TaskClaims",
    "TitlesDue",
}  # fmt: skip

# Asked with another union's ids. The answer must be empty, or not speak of the other's rows.
READS: dict[str, Try] = {
    "Agenda.topics": lambda w, o: _received(w.agenda.topics(o.meeting)),
    "DuesAmounts.bases": lambda w, o: w.dues.bases(o.member),
    "Dues.charges": lambda w, o: w.dues.charges(o.member),
    "Dues.collected": lambda w, o: _in(w.dues.collected(202611, 202611), o.team),
    "Dues.coming": lambda w, o: w.dues.coming(o.member),
    "DuesAmounts.exemptions": lambda w, o: w.dues.exemptions(o.member),
    "Dues.expected": lambda w, o: _values(w.dues.expected(o.member, 202611, 202612)),
    "Dues.open": lambda w, o: w.dues.open(o.member),
    "Dues.paid": lambda w, o: w.dues.paid(o.member),
    "Dues.paid_on": lambda w, o: w.dues.paid_on(o.member, 202611),
    "Dues.unpaid": lambda w, o: _unpaid_by(w.dues.unpaid(), o),
    "DuesAmounts.without_basis": lambda w, o: _of(w.dues.without_basis(), o.second),
    "Book.fund": lambda w, o: _is(w.book.fund(FundKind.MUTUAL), o.voucher.fund_id),
    "Book.funds": lambda w, o: _of(w.book.funds(), o.voucher.fund_id),
    "Book.item_ids": lambda w, o: w.book.item_ids(o.voucher.fund_id, w.today),
    "Book.items": lambda w, o: w.book.items(o.voucher.fund_id),
    "Book.openings": lambda w, o: w.book.openings(o.voucher.fund_id),
    "Cases.answers": lambda w, o: w.cases.answers(o.case.id),
    "Cases.answers_of": lambda w, o: w.cases.answers_of([o.case.id]),
    "Cases.get": lambda w, o: w.cases.get(o.case.id),
    "CardHours.of": lambda w, o: w.card_hours.of([o.member]),
    "Cases.of_owner": lambda w, o: w.cases.of_owner(o.member, o.account, 5),
    "Cases.numbered": lambda w, o: w.cases.numbered(o.number),
    "Cases.opened_by": lambda w, o: w.cases.opened_by(o.account, BEFORE),
    "Cases.waiting": lambda w, o: _all(
        w.cases.waiting(team_id=o.team),
        w.cases.waiting(account_id=o.account),
        w.cases.waiting(member_id=o.member),
        _of(w.cases.waiting(), o.case.id),
    ),
    "Codes.exists": lambda w, o: w.codes.exists(o.digest),
    "Codes.find": lambda w, o: w.codes.find(o.digest),
    "Consents.answer": lambda w, o: w.consents.answer(o.member, Purpose.BIRTHDAY),
    "Consents.answers": lambda w, o: w.consents.answers(Purpose.BIRTHDAY, [o.member]),
    "Consents.latest": lambda w, o: w.consents.latest(o.member, Purpose.BIRTHDAY),
    "Consents.history": lambda w, o: w.consents.history(o.member),
    "Figures.behind": lambda w, o: _told(w.figures.behind(FundKind.FINANCE, BORN, w.today), o),
    "Figures.finance": lambda w, o: _contributed(
        w.figures.finance(FundKind.MUTUAL, BORN, w.today), o.team_number
    ),
    "Figures.officers": lambda w, o: _named(w.figures.officers(), o.member_name),
    "Figures.people": lambda w, o: _in_team(w.figures.people(BORN, w.today), o),
    "Figures.reversals": lambda w, o: _equals(w.figures.reversals(BORN, w.today), 2),
    "Figures.union": lambda w, o: _equals(_name(w.figures.union()), o.case.facts["name"]),
    "Figures.year": lambda w, o: _named(_officers(w.figures.year(2026, w.today)), o.member_name),
    "Files.get": lambda w, o: w.files.get(o.file),
    "Log.about": lambda w, o: w.log.about("member.joined", f"member {o.member}"),
    "Log.read": lambda w, o: _about(w.log.read(), f"member {o.member}"),
    "Log.verify": lambda w, o: w.log.verify(),
    "Meetings.attendance": lambda w, o: w.meetings.attendance(o.held_on, o.held_on),
    "Meetings.committee": lambda w, o: _in(w.meetings.committee(o.meeting.starts_at), o.member),
    "Meetings.figures": lambda w, o: _present(w.meetings.figures(o.held_on, o.held_on)),
    "Meetings.get": lambda w, o: w.meetings.get(o.meeting.id),
    "Meetings.held": lambda w, o: w.meetings.held(o.held_on, o.held_on),
    "Meetings.of_member": lambda w, o: w.meetings.of_member(o.member),
    "Meetings.open": lambda w, o: _of(w.meetings.open(), o.meeting.id),
    "Meetings.regular_of": lambda w, o: w.meetings.regular_of(o.meeting.year, o.meeting.quarter),
    "Meetings.roll": lambda w, o: _on_roll(w.meetings.roll(o.meeting), o.member),
    "Contributions.current": lambda w, o: w.contributions.current(o.member),
    "Contributions.monthly": lambda w, o: _in(w.contributions.monthly(202611), o.loan.principal),
    "Contributions.paid": lambda w, o: w.contributions.paid(o.member),
    "LoanFigures.figures": lambda w, o: _sum_is(
        w.loans.figures(w.today, w.today), o.loan.principal
    ),
    "Loans.coming_in": lambda w, o: _in(w.loans.coming_in([202612]), o.loan.principal),
    "Loans.get": lambda w, o: w.loans.get(o.loan.id),
    "Loans.next_due": lambda w, o: w.loans.next_due([o.loan]),
    "Loans.numbered": lambda w, o: _has_id(w.loans.numbered(o.loan.number), o.loan.id),
    "Loans.of_case": lambda w, o: w.loans.of_case(o.loan.case_id),
    "Loans.of_member": lambda w, o: w.loans.of_member(o.member),
    "Loans.offered": lambda w, o: w.loans.offered(o.queued, BEFORE),
    "Loans.offers": lambda w, o: w.loans.offers(o.queued, o.second),
    "Loans.open": lambda w, o: _of(w.loans.open(), o.asked),
    "Loans.out": lambda w, o: _of(w.loans.out(), o.loan.id),
    "Loans.plan": lambda w, o: w.loans.plan(o.loan.id),
    "Loans.queue": lambda w, o: _of(w.loans.queue(), o.queued),
    "Loans.repaid_on": lambda w, o: w.loans.repaid_on(o.member),
    "Loans.standing": lambda w, o: _sum_is(w.loans.standing(), o.loan.left),
    "Devices.of": lambda w, o: w.devices.of(o.member),
    "Members.outside": lambda w, o: w.members.outside(o.team),
    "Members.born_in_month": lambda w, o: _of(w.members.born_in_month(BORN.month), o.member),
    "Members.born_on": lambda w, o: _of(w.members.born_on([308]), o.member),
    "Members.by_name": lambda w, o: _all(
        w.members.by_name(o.member_name), w.members.by_name("Trần Thị Mine", o.team)
    ),
    "Members.by_phone": lambda w, o: w.members.by_phone(o.phone),
    "Members.get": lambda w, o: w.members.get(o.member),
    "Members.is_claimed": lambda w, o: w.members.is_claimed(o.member),
    "Members.named": lambda w, o: w.members.named([o.member]),
    "Members.on_the_books": lambda w, o: _of(w.members.on_the_books(), o.member),
    "Members.search": lambda w, o: w.members.search("theirs"),
    "Occasions.year": lambda w, o: _approved_by(w.occasions.year(2027), o.member),
    "Seats.changes": lambda w, o: w.seats.changes(o.second),
    "Seats.get": lambda w, o: w.seats.get(o.seat),
    "Seats.of": lambda w, o: _of(w.seats.of(o.member), o.seat),
    "Seats.lendings": lambda w, o: _stand_ins(w.seats.lendings(), o.second),
    "Seats.held": lambda w, o: _of(w.seats.held(), o.seat),
    "Tasks.waiting": lambda w, o: w.tasks.waiting("report.year", {"of": _of_case(o)}, o.chat),
    "Teams.all": lambda w, o: _of(w.teams.all(), o.team),
    "Teams.get": lambda w, o: w.teams.get(o.team),
    "Teams.numbered": lambda w, o: w.teams.numbered(o.team_number),
    "Vouchers.coded": lambda w, o: _same(w.book.coded(o.voucher.code, 2026), o.voucher),
    "Vouchers.get": lambda w, o: w.book.get(o.voucher.fund_id, o.voucher.position),
    "Vouchers.latest": lambda w, o: w.book.latest(o.voucher.fund_id, 5),
    "Vouchers.lines": lambda w, o: w.book.lines(o.voucher),
    "Vouchers.note": lambda w, o: _any(w.book.note(o.voucher)),
    "Vouchers.of_case": lambda w, o: w.book.of_case(o.case.id),
    "Vouchers.of_member": lambda w, o: w.book.of_member(o.member),
    "Vouchers.paid": lambda w, o: w.book.paid("contribution", member_ids=[o.member]),
    "Vouchers.referenced": lambda w, o: w.book.referenced(
        o.voucher.fund_id, f"{o.case.facts['name']} 0"
    ),
    "Vouchers.repaid": lambda w, o: w.book.repaid([o.loan.id]),
    "Vouchers.reversal_of": lambda w, o: w.book.reversal_of(_reversed(o.reversal)),
    "Vouchers.sums": lambda w, o: w.book.sums(o.voucher.fund_id, BORN, w.today),
    "Titles.achieved": lambda w, o: w.titles.achieved(o.meeting.year),
    "Titles.figures": lambda w, o: _counted(w.titles.figures(o.meeting.year)),
    "Titles.of_member": lambda w, o: w.titles.of_member(o.member),
    "Titles.of_year": lambda w, o: w.titles.of_year(o.meeting.year),
    "Titles.registration": lambda w, o: w.titles.registration(o.registration),
    "Titles.rounds": lambda w, o: _of(w.titles.rounds(), o.round),
    "Unions.groups": lambda w, o: _in(w.unions.groups(), o.group),
    "Unions.is_linked": lambda w, o: w.unions.is_linked(o.member),
    "Unions.private_chat": lambda w, o: w.unions.private_chat(o.member),
    "Unions.profile": lambda w, o: _is(w.unions.profile(), o.id),
}

# Told to change another union's rows, or to refer to them. Not one of their rows may differ.
WRITES: dict[str, Try] = {
    "Dues.charge": lambda w, o: _refused(w.dues.charge(o.member, 202611, 202612)),
    "DuesAmounts.exempt": lambda w, o: _refused(w.dues.exempt(o.member, 202611, 202611, None)),
    "DuesAmounts.set_basis": lambda w, o: _refused(w.dues.set_basis(o.member, BASIS, None)),
    "Book.begin": lambda w, o: w.book.begin(),
    "Book.book": lambda w, o: w.book.book(_receipt(w, o)),
    "Book.reverse": lambda w, o: _raises(
        w.book.reverse(o.voucher, made_by=o.member, agreed_by=o.second, reason="x")
    ),
    "Cases.add_facts": lambda w, o: w.cases.add_facts(o.case, stolen=True),
    "Cases.ask": lambda w, o: w.cases.ask(
        "join", {}, member_id=o.member, account_id=o.account, chat_id=o.chat, team_id=o.team
    ),
    "Cases.decide": lambda w, o: _refused(w.cases.decide(o.case.id, "agreed", None)),
    "Cases.park": lambda w, o: _refused(w.cases.park(o.case.id)),
    "Cases.say": lambda w, o: w.cases.say(o.case.id, o.second, "yes"),
    "Cases.take_up": lambda w, o: _refused(w.cases.take_up(o.case.id)),
    "Cases.raise_up": lambda w, o: w.cases.raise_up(o.case.id),
    "Codes.issue": lambda w, o: w.codes.issue(
        "another digest", CodeKind.MEMBER, member_id=o.member
    ),
    "Codes.use": lambda w, o: _refused(w.codes.use(o.code)),
    "Consents.record": lambda w, o: w.consents.record(o.member, Purpose.BIRTHDAY, Answer.NO),
    "Devices.choose": lambda w, o: _refused(w.devices.choose(o.member, o.account)),
    "Devices.drop": lambda w, o: _refused(w.devices.drop(o.member, o.account)),
    "Files.keep": lambda w, o: w.files.keep("a", "b", b"c", f"member {o.member}"),
    "Files.publish": lambda w, o: w.files.publish(
        "a", "b", b"c", f"member {o.member}", "0a1b", "", timedelta(days=1)
    ),
    "Contributions.join": lambda w, o: w.contributions.join(o.member, 1, 202701),
    "Contributions.stop": lambda w, o: _refused(w.contributions.stop(o.member, 202612)),
    "Loans.agree": lambda w, o: _refused(w.loans.agree(o.asked)),
    "Loans.ask": lambda w, o: w.loans.ask(o.case.id, 9999, o.member, 1, 1),
    "Loans.forget": lambda w, o: _refused(w.loans.forget(o.member)),
    "Loans.move": lambda w, o: _refused(w.loans.move(o.asked, "asked", "refused")),
    "Loans.pay_out": lambda w, o: _refused(w.loans.pay_out(o.queued, ONE_PART)),
    "Loans.settle": lambda w, o: _refused(w.loans.settle(replace(o.loan, left=0))),
    "Log.add": lambda w, o: _logged(w, o),
    "Log.flush": lambda w, o: _refused(_said(w.log.flush())),
    "Meetings.add": lambda w, o: w.meetings.add(
        Kind.ADHOC, 2026, 4, starts_at=NOW, made_by=o.member
    ),
    "Meetings.ask_anew": lambda w, o: w.meetings.ask_anew(o.meeting.id),
    "Meetings.change": lambda w, o: _refused(w.meetings.change(o.meeting, state="cancelled")),
    "Meetings.invite": lambda w, o: w.meetings.invite(o.meeting.id, [o.second]),
    "Meetings.note": lambda w, o: w.meetings.note(o.meeting.id, [o.member, o.second], answer="no"),
    "Members.add": lambda w, o: w.members.add("Lê Văn Mới", Sex.MALE, team_id=o.team),
    "Members.change": lambda w, o: _refused(w.members.change(o.member, name="Ai Đó Khác")),
    "Occasions.approve": lambda w, o: w.occasions.approve(YEAR, o.member),
    "Occasions.keep": lambda w, o: w.occasions.keep(YEAR, "tet", False),
    "Seats.end": lambda w, o: _refused(w.seats.end(o.seat)),
    "CardHours.choose": lambda w, o: _raises(w.card_hours.choose(o.member, [])),
    "Seats.lend": lambda w, o: _lent(w, o),
    "Seats.give": lambda w, o: w.seats.give(o.member, Role.DEPUTY, o.team),
    "Tasks.ask": lambda w, o: w.tasks.ask("another", {}, o.member, o.chat),
    "Tasks.end": lambda w, o: _refused(_ended(w, o)),
    "Teams.add": lambda w, o: w.teams.add(o.team_number, "Tổ mới"),
    "Teams.rename": lambda w, o: w.teams.rename(o.team_number, "Tổ bị đổi tên"),
    "Titles.close_round": lambda w, o: _refused(w.titles.close_round(o.round)),
    "Titles.decide": lambda w, o: _refused(
        w.titles.decide(o.registration, Outcome.MISSED, "16", None)
    ),
    "Titles.register": lambda w, o: _refused(w.titles.register(o.round, o.member, ["ldtt"])),
    "Titles.set_round": lambda w, o: w.titles.set_round(o.meeting.year, BORN, BORN, o.member),
    "Titles.withdraw": lambda w, o: _refused(w.titles.withdraw([o.registration])),
    "Unions.change": lambda w, o: w.unions.change(name="Tên mới"),
    "Unions.link": lambda w, o: _raises(w.unions.link(o.account, o.member)),
    "Unions.link_group": lambda w, o: w.unions.link_group(o.group),
    "Unions.unlink_all": lambda w, o: _refused(w.unions.unlink_all(o.member)),
    "Unions.unlink_group": lambda w, o: _refused(w.unions.unlink_group(o.group)),
}
# Log.flush writes what Log.add was allowed to gather; it has nothing to refuse by itself.
NEEDS_NO_LOCK = {"Log.flush"}
# The name of a bot account: the house's, and printed in every link. The calendar is everybody's.
# So are the dues rules and the banks.
SHARED = {
    "Book.spoken",
    "DuesAmounts.bin",
    "DuesAmounts.remind_again_days",
    "DuesAmounts.reminded_again",
    "DuesAmounts.rules",
    "Meetings.rhythm",
    "Titles.offered",
    "Titles.usual_window",
    "Unions.bot_name",
    "Occasions.days",
    "Occasions.find",
}


async def _all(*found: Awaitable[list[Any]]) -> list[Any]:
    return [one for part in found for one in await part]


async def _of(found: Awaitable[list[Any]], id: int) -> list[Any]:
    return [one for one in await found if one.id == id]


async def _unpaid_by(found: Awaitable[list[Any]], other: Village) -> list[Any]:
    return [one for one, _ in await found if one.id in (other.member, other.second)]


async def _stand_ins(found: Awaitable[list[Any]], member_id: int) -> list[Any]:
    return [one for one in await found if one.holder.id == member_id]


async def _lent(work: Work, other: Village) -> None:
    """A seat of another union, to one of its members."""
    (mine,) = await work.seats.held([Role.CHAIR])
    await work.seats.lend(replace(mine, id=other.seat), other.second, NOW, LATER)


async def _in(found: Awaitable[list[int]], id: int) -> bool:
    return id in await found


async def _values(found: Awaitable[dict[int, list[Any]]]) -> list[Any]:
    return [one for many in (await found).values() for one in many]


async def _has_id(found: Awaitable[Any], id: int) -> bool:
    one = await found
    return one is not None and one.id == id


async def _sum_is(found: Awaitable[Any], amount: int) -> bool:
    return bool((await found).lent == amount)


async def _is(found: Awaitable[Any], id: int) -> bool:
    return bool((await found).id == id)


async def _about(found: Awaitable[list[Any]], subject: str) -> list[Any]:
    return [line for line in await found if line.subject == subject]


async def _received(found: Awaitable[Topics]) -> bool:
    return bool((await found).income)


async def _counted(found: Awaitable[list[TitleFigures]]) -> bool:
    return any(one.registered.all for one in await found)


async def _present(found: Awaitable[Figures]) -> bool:
    return bool((await found).present)


async def _on_roll(found: Awaitable[list[Invited]], member: int) -> list[Invited]:
    return [one for one in await found if one.member_id == member]


async def _refused(answer: Awaitable[Any]) -> None:
    assert not await answer


async def _said(answer: bool) -> bool:
    return answer


async def _equals(found: Awaitable[Any], wanted: Any) -> bool:
    return bool(await found == wanted)


async def _contributed(found: Awaitable[Finance], receipts: int) -> bool:
    return (await found).of("contribution") == receipts * 100_000


async def _told(found: Awaitable[Behind], other: Village) -> bool:
    return any(line.text == _of_case(other) for line in (await found).lines)


async def _named(found: Awaitable[tuple[Officer, ...]], name: str) -> bool:
    return any(officer.name == name for officer in await found)


async def _officers(found: Awaitable[Year]) -> tuple[Officer, ...]:
    return (await found).officers


async def _in_team(found: Awaitable[People], other: Village) -> bool:
    return any(_of_case(other) in name for name, _ in (await found).teams)


async def _name(found: Awaitable[Any]) -> str:
    return str((await found).name)


def _of_case(other: Village) -> str:
    return str(other.case.facts["name"])


async def _ended(work: Work, other: Village) -> bool:
    """The other union's own task, as whoever had its row would name it."""
    query = select(*(tasks.c[name] for name in Task.__slots__)).where(tasks.c.union_id == other.id)
    row = (await work.connection.execute(query)).first()
    assert row is not None
    return await work.tasks.end(Task(**row._mapping), {"stolen": True})


async def _same(found: Awaitable[Any], wanted: Any) -> bool:
    return bool(await found == wanted)


async def _any(found: Awaitable[tuple[Any, ...]]) -> bool:
    return any(await found)


def _reversed(reversal: Voucher) -> Voucher:
    """The voucher a reversal took back, as far as its name goes."""
    return replace(reversal, position=reversal.reverses or 0)


def _receipt(work: Work, other: Village) -> Draft:
    """Naming a member and a case of another union."""
    lines = (Line("contribution", 1, other.member, 202611),)
    return Draft(
        FundKind.MUTUAL, VoucherKind.RECEIPT, lines, work.today, member_id=other.member,
        made_by=other.member, reference="another", party="x",
    )  # fmt: skip


async def _approved_by(found: Awaitable[YearPlan], member: int) -> bool:
    return (await found).approved_by == member


async def _raises(answer: Awaitable[Any]) -> None:
    with pytest.raises(LookupError):
        await answer


async def _logged(work: Work, other: Village) -> None:
    work.log.add("member.changed", f"member {other.member}", other.member, tên="x")


def _below(repository: type[UnionRepository]) -> Iterator[type[UnionRepository]]:
    for one in repository.__subclasses__():
        yield one
        yield from _below(one)


def _methods() -> Iterator[str]:
    for repository in _below(UnionRepository):
        for name, value in vars(repository).items():
            if inspect.isfunction(value) and not name.startswith("_"):
                yield f"{repository.__name__}.{name}"


def test_every_repository_is_of_a_union_or_of_the_house() -> None:
    assert storage.work
    of_the_house = {one.__name__ for one in Repository.__subclasses__()} - {"UnionRepository"}
    assert of_the_house == OF_THE_HOUSE


def test_every_method_has_its_case() -> None:
    assert sorted(_methods()) == sorted({*READS, *WRITES, *SHARED})


async def test_nothing_of_another_union_can_be_read(engine: AsyncEngine) -> None:
    mine, theirs = await two(engine)
    async with open_work(engine, mine.id, NOW) as work:
        for name, ask in READS.items():
            assert not await ask(work, theirs), name


async def test_the_same_questions_about_one_s_own_rows_are_answered(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    # None is the good answer; asks for a fixed name; nobody here has a loan; one is taken back
    never = {"Log.verify", "Members.search", "Figures.reversals"}
    async with open_work(engine, mine.id, NOW) as work:
        for name in READS.keys() - never:
            assert await READS[name](work, mine), name


@pytest.mark.parametrize("name", WRITES)
async def test_no_row_of_another_union_changes(engine: AsyncEngine, name: str) -> None:
    mine, theirs = await two(engine)
    before = await everything(engine, theirs.id)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        await WRITES[name](work, theirs)
    assert await everything(engine, theirs.id) == before


async def test_writing_needs_the_union_s_lock(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    before = await everything(engine, mine.id)
    for name in WRITES.keys() - NEEDS_NO_LOCK:
        async with open_work(engine, mine.id, NOW) as work:
            with pytest.raises(NotLocked):
                await WRITES[name](work, mine)
    assert await everything(engine, mine.id) == before


async def test_a_row_that_names_a_foreign_member_shows_and_gives_nothing(
    engine: AsyncEngine,
) -> None:
    mine, theirs = await two(engine)
    async with open_work(engine, mine.id, NOW) as work:
        await work.lock()
        await work.seats.give(theirs.member, Role.TREASURER, theirs.team)
        added = await work.members.add("Lê Văn Mới", Sex.MALE, team_id=theirs.team)
    async with open_work(engine, mine.id, NOW) as work:
        assert [seat.id for seat in await work.seats.held()] == [mine.seat]
        new = await work.members.get(added)
        assert new is not None
        assert new.team is None
    async with open_work(engine, theirs.id, NOW) as work:
        who = await work.accounts.speaker(theirs.bot, "2001", "2001", "1", NOW)
        assert who is not None
        assert [seat.role for seat in who.seats] == [Role.CHAIR]
        officers = await work.plan.officers([Role.TREASURER])
        assert officers == []


async def test_a_union_must_be_known(engine: AsyncEngine) -> None:
    async with open_work(engine, None, NOW) as work:
        with pytest.raises(LookupError):
            await work.members.on_the_books()
