"""A backup of two unions, to restore or to damage."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.doors import backup
from storage.models import outbox
from tests.databases import Databases
from tests.doors.losing import opened
from tests.storage.two_unions import NOW, two


async def full(engine: AsyncEngine) -> None:
    """Two unions, and a row of every kind in every table."""
    await two(engine)
    async with engine.begin() as connection:
        await connection.execute(outbox.insert().values(_message(1, "sent")))


def _message(chat: int, state: str) -> dict[str, Any]:
    return {
        "chat_id": chat,
        "kind": "answer",
        "body": {"text": "Chào anh An 👋"},
        "state": state,
        "created_at": NOW,
    }


@pytest.fixture
async def saved(databases: Databases, tmp_path: Path) -> Path:
    """A backup of two unions."""
    file = tmp_path / "saved.zip"
    async with opened(await databases.fresh("sqlite")) as engine:
        await full(engine)
        await backup.write(engine, file, NOW)
    return file
