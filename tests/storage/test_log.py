"""The log: one chain a union. It cannot be changed, and what was changed is found."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.guards import GROWS_ONLY, install, installed, names
from storage.work import open_work, tried
from tests.storage.two_unions import NOW, Village, two

WRITERS = 12
TAMPERINGS = {
    "verb": "UPDATE log SET verb = 'nothing' WHERE union_id = :u AND number = 3",
    "who": "UPDATE log SET member_id = 99 WHERE union_id = :u AND number = 3",
    "when": "UPDATE log SET at = at + 1 WHERE union_id = :u AND number = 3",
    "digest": "UPDATE log SET digest = 'x' WHERE union_id = :u AND number = 3",
    "words": "UPDATE log_details SET details = '{}' WHERE union_id = :u AND number = 3",
    "salt": "UPDATE log_details SET salt = 'x' WHERE union_id = :u AND number = 3",
}


async def _five_lines(engine: AsyncEngine) -> Village:
    mine, _ = await two(engine)
    for number in range(4):
        async with open_work(engine, mine.id, NOW) as work:
            await work.lock()
            work.log.add("member.changed", f"member {number}", mine.member, tên=f"Tên {number}")
    return mine


async def _verify(engine: AsyncEngine, union_id: int) -> int | None:
    async with open_work(engine, union_id, NOW) as work:
        return await work.log.verify()


async def _sql(engine: AsyncEngine, statement: str, **values: Any) -> int:
    async with engine.begin() as connection:
        return (await connection.execute(text(statement), values)).rowcount


async def _without_guards(engine: AsyncEngine) -> None:
    """What a thief with the database's password could do."""
    on = ' ON "{}"' if engine.dialect.name == "postgresql" else "{}"
    for table in GROWS_ONLY:
        for verb in ("update", "delete"):
            where = on.format(table if "ON" in on else "")
            await _sql(engine, f"DROP TRIGGER guard_{table}_{verb}{where}")


async def test_a_chain_holds(engine: AsyncEngine) -> None:
    mine = await _five_lines(engine)
    assert await _verify(engine, mine.id) is None
    async with open_work(engine, mine.id, NOW) as work:
        lines = await work.log.read()
    assert [line.number for line in lines] == [5, 4, 3, 2, 1]
    assert lines[0].details == {"tên": "Tên 3"}
    assert lines[0].name == "Trần Thị Mine"


@pytest.mark.parametrize("table", GROWS_ONLY)
@pytest.mark.parametrize("statement", ["UPDATE {} SET union_id = union_id", "DELETE FROM {}"])
async def test_the_database_itself_refuses_a_change(
    engine: AsyncEngine, table: str, statement: str
) -> None:
    await two(engine)
    with pytest.raises(DBAPIError, match="only grows"):
        await _sql(engine, statement.format(table))


@pytest.mark.parametrize("tampering", TAMPERINGS)
async def test_a_line_changed_without_the_guards_is_found(
    engine: AsyncEngine, tampering: str
) -> None:
    mine = await _five_lines(engine)
    await _without_guards(engine)
    assert await _sql(engine, TAMPERINGS[tampering], u=mine.id) == 1
    assert await _verify(engine, mine.id) == 3


async def test_a_line_taken_out_is_found(engine: AsyncEngine) -> None:
    mine = await _five_lines(engine)
    await _without_guards(engine)
    await _sql(engine, "DELETE FROM log WHERE union_id = :u AND number = 2", u=mine.id)
    assert await _verify(engine, mine.id) == 3  # the first that does not follow


async def test_an_end_cut_off_is_found(engine: AsyncEngine) -> None:
    mine = await _five_lines(engine)
    await _without_guards(engine)
    await _sql(engine, "DELETE FROM log WHERE union_id = :u AND number = 5", u=mine.id)
    assert await _verify(engine, mine.id) == 5


async def test_a_chain_is_its_own_union_s(engine: AsyncEngine) -> None:
    """Moving a whole chain under another union does not hold: its salt is another."""
    mine, theirs = await two(engine)
    await _without_guards(engine)
    await _sql(engine, "DELETE FROM log WHERE union_id = :u", u=mine.id)
    await _sql(engine, "UPDATE log SET union_id = :u", u=mine.id)
    await _sql(
        engine,
        "UPDATE unions SET (log_count, log_head) ="
        " (SELECT log_count, log_head FROM unions WHERE id = :t) WHERE id = :u",
        u=mine.id,
        t=theirs.id,
    )
    assert await _verify(engine, mine.id) == 1


async def test_erased_words_leave_the_chain_whole(engine: AsyncEngine) -> None:
    mine = await _five_lines(engine)
    await _sql(engine, "DELETE FROM log_details WHERE union_id = :u AND number = 3", u=mine.id)
    assert await _verify(engine, mine.id) is None
    async with open_work(engine, mine.id, NOW) as work:
        (line,) = await work.log.read(limit=1, before=4)
    assert (line.number, line.details) == (3, None)


async def test_writers_at_once_do_not_fork_the_chain(engine: AsyncEngine) -> None:
    mine, theirs = await two(engine)

    async def write(union: Village, number: int) -> None:
        async def once() -> None:
            async with open_work(engine, union.id, NOW) as work:
                await work.lock()
                work.log.add("member.changed", f"member {number}", None)

        await tried(once)

    await asyncio.gather(*(write(u, n) for n in range(WRITERS) for u in (mine, theirs)))
    for union in (mine, theirs):
        assert await _verify(engine, union.id) is None
        async with open_work(engine, union.id, NOW) as work:
            lines = await work.log.read()
        assert [line.number for line in lines] == list(range(WRITERS + 1, 0, -1))
        assert {line.subject for line in lines} >= {f"member {n}" for n in range(WRITERS)}


async def test_what_is_rolled_back_leaves_no_line(engine: AsyncEngine) -> None:
    mine, _ = await two(engine)
    with pytest.raises(ZeroDivisionError):
        async with open_work(engine, mine.id, NOW) as work:
            await work.lock()
            work.log.add("member.changed", "member 1", None)
            raise ZeroDivisionError
    async with open_work(engine, mine.id, NOW) as work:
        assert len(await work.log.read()) == 1
        assert await work.log.verify() is None


async def test_the_guards_are_those_declared(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        assert await installed(connection) == names()
        await install(connection)  # again, over the old ones
        assert await installed(connection) == names()
