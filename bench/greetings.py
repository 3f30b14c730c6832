"""A day's greetings among a million members, against the same rows written by bare SQL."""

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.against import Contest
from bot.jobs.birthdays import greetings
from storage import schema
from storage.work import open_work

UNIONS = 20_000
DAY = date(2027, 3, 8)
NOW = datetime(2027, 3, 8, 0, 30, tzinfo=UTC)
MUST, REACH = 5.0, 2.0

_COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {last}) "
_SEED = (
    "INSERT INTO bots (id, platform, external) VALUES (1, 'telegram', '1')",
    _COUNT.format(last=UNIONS)
    + "INSERT INTO unions (id, code, name, kind, log_salt, trial, created_at)"
    " SELECT i, 'u' || i, 'CĐCS ' || i, 'enterprise', 'salt', {no}, 0 FROM n",
    _COUNT + "INSERT INTO members (id, union_id, name, sort_key, search_key, birth_md, state,"
    " joined_on, created_at) SELECT i, 1 + i % {unions}, 'Nguyễn Văn A', 'a', 'a',"
    " 100 * (1 + i % 12) + 1 + (i / 12) % 28, 'member', '2026-01-01', 0 FROM n",
    _COUNT + "INSERT INTO accounts (id, bot_id, external, created_at)"
    " SELECT i, 1, CAST(i AS TEXT), 0 FROM n",
    _COUNT + "INSERT INTO chats (id, bot_id, external, heard_at)"
    " SELECT i, 1, CAST(i AS TEXT), 0 FROM n",
    _COUNT + "INSERT INTO links (id, union_id, account_id, member_id, since, used_at)"
    " SELECT i, 1 + i % {unions}, i, i, 0, 0 FROM n",
)
# What the plan writes, by the shortest way there is: no choice of chats, no consents, no trial.
_BARE = (
    "INSERT INTO outbox (owed, chat_id, union_id, member_id, kind, facts, not_before, unasked,"
    " marked_first, created_at)"
    " SELECT 'bare:' || m.id, c.id, m.union_id, m.id, 'birthday', '{\"day\":\"2027-03-08\"}',"
    " 0, {yes}, {yes}, 0 FROM members m JOIN links l ON l.member_id = m.id"
    " JOIN accounts a ON a.id = l.account_id"
    " JOIN chats c ON c.bot_id = a.bot_id AND c.external = a.external"
    " WHERE m.birth_md = 308 AND m.state = 'member' ON CONFLICT DO NOTHING"
)


async def run(folder: Path, people: int, rounds: int) -> None:
    contest = Contest(
        f"greetings of {people:,}", MUST, REACH, seed=partial(_seed, people=people),
        before=_forget, bare=_written_bare, ours=_planned, told=_greeted,
    )  # fmt: skip
    await contest.run(folder, rounds)


async def _seed(engine: AsyncEngine, people: int) -> None:
    await schema.upgrade(engine)
    no = "0" if engine.dialect.name == "sqlite" else "false"
    async with engine.begin() as connection:
        for statement in _SEED:
            await connection.execute(text(statement.format(last=people, unions=UNIONS, no=no)))
        await connection.execute(text("ANALYZE"))


async def _forget(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("DELETE FROM outbox"))


async def _written_bare(engine: AsyncEngine) -> None:
    yes = "1" if engine.dialect.name == "sqlite" else "true"
    async with engine.begin() as connection:
        await connection.execute(text(_BARE.replace("{yes}", yes).replace(":", "\\:")))


async def _planned(engine: AsyncEngine) -> None:
    """The job itself, in its own transaction, as the clock asks it."""
    async with open_work(engine, None, NOW) as work:
        await greetings(work.plan, DAY)


async def _greeted(engine: AsyncEngine) -> str:
    async with engine.connect() as connection:
        query = text("SELECT COUNT(*) FROM outbox WHERE kind = 'birthday' AND owed LIKE 'birth%'")
        return f" for {(await connection.execute(query)).scalar_one()} people"
