"""How the machine is doing: the age of the last tick and of the oldest waiting message."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.models import outbox, ticks
from storage.outbox import milliseconds


@dataclass(frozen=True, slots=True)
class Health:
    """Ages in seconds; `tick_age` is None before the first tick."""

    tick_age: float | None
    waiting: int
    unknown: int
    oldest_waiting: float


async def health(engine: AsyncEngine, now: datetime) -> Health:
    due = (outbox.c.state == "waiting") & (outbox.c.not_before <= milliseconds(now))
    async with engine.connect() as connection, connection.begin():
        tick = (await connection.execute(select(ticks.c.at).where(ticks.c.id == 1))).scalar()
        count, oldest = (
            await connection.execute(
                select(func.count(), func.min(outbox.c.created_at)).select_from(outbox).where(due)
            )
        ).one()
        unknown = (
            await connection.execute(
                select(func.count()).select_from(outbox).where(outbox.c.state == "unknown")
            )
        ).scalar_one()
    age = (now - tick).total_seconds() if tick else None
    return Health(age, count, unknown, (now - oldest).total_seconds() if oldest else 0.0)
