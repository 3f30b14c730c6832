"""Rows of one union cannot be reached from another: every method is tried with foreign ids."""

import inspect
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.work  # brings every repository
from storage.repository import Repository, UnionRepository
from storage.work import NotLocked, Work, open_work
from tests.storage.two_unions import BORN, NOW, Village, everything, two
from union.codes import CodeKind
from union.consents import Answer, Purpose
from union.members import Sex
from union.rights import Role

Try = Callable[[Work, Village], Awaitable[Any]]
BEFORE = NOW - timedelta(days=1)

# What these belong to is the house: a bot, a chat, a clock. They may see every union.
OF_THE_HOUSE = {"Accounts", "Claims", "Dialogs", "Outbox", "Plan"}

# Asked with another union's ids. The answer must be empty, or not speak of the other's rows.
READS: dict[str, Try] = {
    "Cases.answers": lambda w, o: w.cases.answers(o.case.id),
    "Cases.answers_of": lambda w, o: w.cases.answers_of([o.case.id]),
    "Cases.get": lambda w, o: w.cases.get(o.case.id),
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
    "Consents.history": lambda w, o: w.consents.history(o.member),
    "Files.get": lambda w, o: w.files.get(o.file),
    "Log.read": lambda w, o: _about(w.log.read(), f"member {o.member}"),
    "Log.verify": lambda w, o: w.log.verify(),
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
    "Seats.held": lambda w, o: _of(w.seats.held(), o.seat),
    "Teams.all": lambda w, o: _of(w.teams.all(), o.team),
    "Teams.get": lambda w, o: w.teams.get(o.team),
    "Teams.numbered": lambda w, o: w.teams.numbered(o.team_number),
    "Unions.groups": lambda w, o: _in(w.unions.groups(), o.group),
    "Unions.is_linked": lambda w, o: w.unions.is_linked(o.member),
    "Unions.private_chat": lambda w, o: w.unions.private_chat(o.member),
    "Unions.profile": lambda w, o: _is(w.unions.profile(), o.id),
}

# Told to change another union's rows, or to refer to them. Not one of their rows may differ.
WRITES: dict[str, Try] = {
    "Cases.add_facts": lambda w, o: w.cases.add_facts(o.case, stolen=True),
    "Cases.ask": lambda w, o: w.cases.ask(
        "join", {}, member_id=o.member, account_id=o.account, chat_id=o.chat, team_id=o.team
    ),
    "Cases.decide": lambda w, o: _refused(w.cases.decide(o.case.id, "agreed", None)),
    "Cases.park": lambda w, o: _refused(w.cases.park(o.case.id)),
    "Cases.say": lambda w, o: w.cases.say(o.case.id, o.member, "yes"),
    "Cases.take_up": lambda w, o: _refused(w.cases.take_up(o.case.id)),
    "Cases.raise_up": lambda w, o: w.cases.raise_up(o.case.id),
    "Codes.issue": lambda w, o: w.codes.issue(
        "another digest", CodeKind.MEMBER, member_id=o.member
    ),
    "Codes.use": lambda w, o: _refused(w.codes.use(o.code)),
    "Consents.record": lambda w, o: w.consents.record(o.member, Purpose.BIRTHDAY, Answer.NO),
    "Files.keep": lambda w, o: w.files.keep("a", "b", b"c", f"member {o.member}"),
    "Log.add": lambda w, o: _logged(w, o),
    "Log.flush": lambda w, o: w.log.flush(),
    "Members.add": lambda w, o: w.members.add("Lê Văn Mới", Sex.MALE, team_id=o.team),
    "Members.change": lambda w, o: _refused(w.members.change(o.member, name="Ai Đó Khác")),
    "Seats.end": lambda w, o: _refused(w.seats.end(o.seat)),
    "Seats.give": lambda w, o: w.seats.give(o.member, Role.DEPUTY, o.team),
    "Teams.add": lambda w, o: w.teams.add(o.team_number, "Tổ mới"),
    "Teams.rename": lambda w, o: w.teams.rename(o.team_number, "Tổ bị đổi tên"),
    "Unions.change": lambda w, o: w.unions.change(name="Tên mới"),
    "Unions.link": lambda w, o: _raises(w.unions.link(o.account, o.member)),
    "Unions.link_group": lambda w, o: w.unions.link_group(o.group),
    "Unions.unlink_all": lambda w, o: _refused(w.unions.unlink_all(o.member)),
    "Unions.unlink_group": lambda w, o: _refused(w.unions.unlink_group(o.group)),
}
# Log.flush writes what Log.add was allowed to gather; it has nothing to refuse by itself.
NEEDS_NO_LOCK = {"Log.flush"}
# The name of a bot account: the house's, and printed in every link.
SHARED = {"Unions.bot_name"}


async def _all(*found: Awaitable[list[Any]]) -> list[Any]:
    return [one for part in found for one in await part]


async def _of(found: Awaitable[list[Any]], id: int) -> list[Any]:
    return [one for one in await found if one.id == id]


async def _in(found: Awaitable[list[int]], id: int) -> bool:
    return id in await found


async def _is(found: Awaitable[Any], id: int) -> bool:
    return bool((await found).id == id)


async def _about(found: Awaitable[list[Any]], subject: str) -> list[Any]:
    return [line for line in await found if line.subject == subject]


async def _refused(answer: Awaitable[Any]) -> None:
    assert not await answer


async def _raises(answer: Awaitable[Any]) -> None:
    with pytest.raises(LookupError):
        await answer


async def _logged(work: Work, other: Village) -> None:
    work.log.add("member.changed", f"member {other.member}", other.member, tên="x")


def _methods() -> Iterator[str]:
    for repository in UnionRepository.__subclasses__():
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
    never = {"Log.verify", "Members.search"}  # None is the good answer; asks for a fixed name
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
