"""What every test may ask for: a database of each kind, and the town on it."""

import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.chat import Mode, Town, town
from tests.databases import ENGINES, Databases

# Every scenario runs on both databases, by both doors, in one process and in many.
MODES = [
    Mode("sqlite", "polling"),
    Mode("sqlite", "webhook", fresh=True),
    Mode("postgresql", "webhook"),
    Mode("postgresql", "polling", fresh=True),
]


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    # Not pytest's own folder: PostgreSQL's user must be able to reach it (floor.md §C).
    folder = Path(tempfile.mkdtemp(prefix="congdoan-tests-"))
    folder.chmod(0o755)
    yield Databases(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=ENGINES)
async def database_url(request: pytest.FixtureRequest, databases: Databases) -> str:
    return await databases.fresh(request.param)


@pytest.fixture(params=[mode for mode in MODES if mode.database in ENGINES], ids=str)
def mode(request: pytest.FixtureRequest) -> Mode:
    made: Mode = request.param
    return made


@pytest.fixture
async def sao_bien(
    mode: Mode, databases: Databases, request: pytest.FixtureRequest
) -> AsyncIterator[Town]:
    """The union with its officers in the chat. `@pytest.mark.members(…)` names who is."""
    marker = request.node.get_closest_marker("members")
    members = marker.args if marker else ("an", "bich", "chi", "dung", "giang")
    async with town(mode, await databases.fresh(mode.database), members=members) as made:
        yield made


if sys.platform == "win32":
    import asyncio

    asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
