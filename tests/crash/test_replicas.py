"""Two processes on one PostgreSQL database: each message is answered once, each decision is one."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select

from storage.models import cases, chats, heard, outbox
from storage.work import open_work
from tests.crash.lives import PATIENCE, Nursery, telephone
from tests.crash.twins import Twins, crowd, twins
from tests.databases import ENGINES, Databases
from tests.person import Person

pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif("postgresql" not in ENGINES, reason="replicas need PostgreSQL"),
]
CROWD, LEASE_MS = 40, 5000
WORDS = ("/trogiup", "/toi", "/riengtu", "/huy")


@pytest.fixture
async def two(nursery: Nursery, databases: Databases) -> AsyncIterator[Twins]:
    url = await databases.fresh("postgresql")
    async with telephone(nursery) as line, twins(line, url, LEASE_MS) as made:
        yield made


def _burst(two: Twins, people: list[Person]) -> None:
    """Five a head without waiting for an answer, every third delivered twice."""
    for place, words in enumerate((*WORDS, None)):
        for n, person in enumerate(people):
            if (n + place) % 3 == 0:
                two.world.faults.duplicate_next_update()
            if words is not None:
                two.world.says(person.id, words)
            else:
                message, data = person.button("Quyền riêng tư")
                two.world.taps(person.id, person.id, message.id, data)


async def _asked(two: Twins) -> list[Person]:
    people = await crowd(two, CROWD)
    for person in people:
        two.world.says(person.id, "/toi")
    await two.settled()
    return people


async def _outbox(two: Twins) -> dict[str, list[str]]:
    """What each chat was to be told, in the order it was written."""
    query = (
        select(chats.c.external, outbox.c.body)
        .join(chats, chats.c.id == outbox.c.chat_id)
        .where(outbox.c.kind == "answer", outbox.c.state == "sent")
        .order_by(outbox.c.id)
    )
    told: dict[str, list[str]] = {}
    async with two.there.engine.begin() as connection:
        for row in await connection.execute(query):
            told.setdefault(row.external, []).append(row.body["text"])
    return told


def _sent(two: Twins, person: Person) -> list[str]:
    return [m.text for m in two.world.messages(person.id) if m.from_bot]


async def _count(two: Twins, table: Any) -> int:
    async with two.there.engine.begin() as connection:
        return len((await connection.execute(select(table))).all())


async def test_a_burst_is_answered_once_and_in_order(two: Twins) -> None:
    people = await _asked(two)
    _burst(two, people)
    await two.settled()
    told = await _outbox(two)
    for person in people:
        assert len(told[str(person.id)]) == 1 + len(WORDS) + 1
        assert _sent(two, person) == told[str(person.id)]
    assert await _count(two, heard) == CROWD * (1 + len(WORDS) + 1)
    assert min(two.splitter.taken.values()) > CROWD  # both had their share
    presses = [call.answer for call in two.world.calls if call.method == "answerCallbackQuery"]
    # A repeated press is answered again, as its first answer may have been lost: refused, harmless.
    assert sum(bool(answer and answer["ok"]) for answer in presses) == CROWD


async def test_answers_of_one_chat_follow_its_messages(two: Twins) -> None:
    """What each word is answered is learnt from a quiet run; the burst must give that order."""
    people = await _asked(two)
    quiet, loud = people[0], people[1:]
    await quiet.says(*WORDS)
    wanted = [_opening(text) for text in _sent(two, quiet)]
    assert len(set(wanted)) == len(WORDS)
    for words in WORDS:
        for person in loud:
            two.world.says(person.id, words)
    await two.settled()
    for person in loud:
        assert [_opening(text) for text in _sent(two, person)] == wanted


def _opening(text: str) -> str:
    """Enough to tell the answers apart, without how its reader is addressed."""
    return text.removeprefix("Anh ").removeprefix("Chị ")[:4]


async def test_of_two_officers_one_wins_and_the_other_is_told_who(two: Twins) -> None:
    there = two.there
    an, bich, chi = there.an, there.bich, there.chi
    for number in range(1, 7):
        await an.says(f"sửa số điện thoại 0912 345 60{number}")
        await an.taps("Đúng, gửi đi")
        await bich.says("/duyet")
        await bich.taps("Xem số")
        pressed = [person.button("Duyệt") for person in (bich, chi)]
        for person in (an, bich, chi):
            person.mark()
        for person, (message, data) in zip((bich, chi), pressed, strict=True):
            two.world.taps(person.id, person.id, message.id, data)
        await two.settled()
        await _one_won(two, number, bich, chi)
        assert an.news.count("đã xác nhận") == 1
    async with open_work(there.engine, there.union_id, there.clock.now()) as work:
        assert await work.log.verify() is None
    assert len(two.splitter.taken) == 2


async def _one_won(two: Twins, number: int, bich: Person, chi: Person) -> None:
    query = select(cases.c.state, cases.c.decided_by).where(cases.c.number == number)
    async with two.there.engine.begin() as connection:
        state, by = (await connection.execute(query)).one()
    async with open_work(two.there.engine, two.there.union_id, two.there.clock.now()) as work:
        winner = (await work.members.get(by)).name
    assert state == "agreed"
    loser, name = (bich, "Chi") if winner.endswith("Chi") else (chi, "Bích")
    assert name in loser.news


async def test_a_tick_on_both_greets_once(two: Twins) -> None:
    await asyncio.gather(
        *(life.ask("move 2026-11-28T00:30:00+00:00") for life in two.lives.values())
    )
    await two.settled()
    greeted = Counter(
        call.params["chat_id"] for call in two.world.calls if call.method == "sendMessage"
    )
    assert len(greeted) == 2  # Dũng, and the group
    assert set(greeted.values()) == {1}


async def test_one_is_killed_in_the_burst_and_the_other_finishes(two: Twins) -> None:
    people = await _asked(two)
    before = len(two.world.calls)
    _burst(two, people)
    while len(two.world.calls) - before < CROWD:
        assert await two.world.journal.pulse.wait(PATIENCE)
    await two.one_is_killed()
    await two.settled()
    told = await _outbox(two)
    assert await _count(two, heard) == CROWD * (1 + len(WORDS) + 1)
    for person in people:
        wanted, got = Counter(told[str(person.id)]), Counter(_sent(two, person))
        assert wanted.total() == 1 + len(WORDS) + 1
        assert wanted - got == Counter()  # nothing lost
        twice = Counter({(str(person.id), text): n for text, n in (got - wanted).items()})
        assert twice <= two.there.gaps
