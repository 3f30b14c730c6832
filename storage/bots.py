"""Bot accounts are rows: replies are addressed by them, not by tokens."""

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.models import bots


async def known_bot(engine: AsyncEngine, platform: str, external: str, name: str) -> int:
    """Our row for a bot account, made at its first start."""
    make = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
    async with engine.begin() as connection:
        found = select(bots.c.id, bots.c.name).where(
            bots.c.platform == platform, bots.c.external == external
        )
        row = (await connection.execute(found)).one_or_none()
        if row is None or row.name != name:
            statement = make(bots).values(platform=platform, external=external, name=name)
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
