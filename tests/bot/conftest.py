"""The union without a platform: built once a module, since most of these tests change nothing."""

from collections.abc import AsyncIterator

import pytest

from tests.bot.direct import Direct, direct
from tests.databases import Databases


@pytest.fixture
async def talk(databases: Databases) -> AsyncIterator[Direct]:
    async with direct(await databases.fresh("sqlite")) as made:
        yield made
