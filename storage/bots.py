"""Bot accounts are rows: replies are addressed by them, not by tokens."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.models import bots, chats


async def known_bot(
    engine: AsyncEngine, platform: str, external: str, name: str, quota: int | None = None
) -> int:
    """Our row for a bot account, made at its first start; `quota` is messages a month."""
    make = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
    async with engine.begin() as connection:
        found = select(bots.c.id, bots.c.name).where(
            bots.c.platform == platform, bots.c.external == external
        )
        row = (await connection.execute(found)).one_or_none()
        if row is None or row.name != name:
            statement = make(bots).values(
                platform=platform, external=external, name=name, quota=quota
            )
            await connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["platform", "external"], set_={"name": name}
                )
            )
            row = (await connection.execute(found)).one()
        return int(row.id)


async def webhook_mark(engine: AsyncEngine, bot_id: int, mark: str | None = None) -> str:
    """What the webhook was last set to, as a digest; with `mark`, remember it."""
    async with engine.begin() as connection:
        if mark is not None:
            await connection.execute(update(bots).where(bots.c.id == bot_id).values(webhook=mark))
        found = select(bots.c.webhook).where(bots.c.id == bot_id)
        return str((await connection.execute(found)).scalar_one())


@dataclass(frozen=True, slots=True)
class Stored:
    """A bot account's row; `token` is sealed, None for the one in the settings or a removed one."""

    id: int
    platform: str
    external: str
    name: str
    token: bytes | None


_STORED = tuple(bots.c[name] for name in Stored.__slots__)


async def all_bots(engine: AsyncEngine) -> list[Stored]:
    """Every bot account this deployment has ever had."""
    async with engine.begin() as connection:
        rows = await connection.execute(select(*_STORED).order_by(bots.c.id))
        return [Stored(**row._mapping) for row in rows]


async def keep_token(engine: AsyncEngine, bot_id: int, token: bytes) -> None:
    """The bot is opened with the next start; its chats are used again."""
    async with engine.begin() as connection:
        await connection.execute(update(bots).where(bots.c.id == bot_id).values(token=token))
        await connection.execute(
            update(chats).where(chats.c.bot_id == bot_id).values(blocked_at=None)
        )


async def drop_token(engine: AsyncEngine, bot_id: int, now: datetime) -> None:
    """The bot is opened no more: whoever has another account is written to there."""
    async with engine.begin() as connection:
        await connection.execute(
            update(bots).where(bots.c.id == bot_id).values(token=None, webhook="")
        )
        await connection.execute(
            update(chats)
            .where(chats.c.bot_id == bot_id, chats.c.blocked_at.is_(None))
            .values(blocked_at=now)
        )


async def places(engine: AsyncEngine) -> dict[int, int]:
    """Bot → people who occupy a place of it: whoever has a private chat with it."""
    async with engine.begin() as connection:
        rows = await connection.execute(
            select(chats.c.bot_id, func.count().label("people"))
            .where(chats.c.is_group.is_(False))
            .group_by(chats.c.bot_id)
        )
        return {row.bot_id: row.people for row in rows}
