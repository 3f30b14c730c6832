"""What every test may ask for: a database of each kind, and the town on it."""

import sys
from collections.abc import AsyncIterator, Iterator
from datetime import date, time

import pytest

from tests.chat import START, Mode, Town, founded, town
from tests.databases import ENGINES, Databases
from union.calendar import moment

# Every scenario runs on both platforms and databases, by both doors, in one process and in many.
# Zalo is polled for trying out only: tests/scenarios/test_zalo.py does that.
MODES = [
    Mode("sqlite", "polling"),
    Mode("postgresql", "webhook", platform="zalo"),
]
# With --everywhere; a new process for every message is played by the others too.
MORE = [
    Mode("postgresql", "polling", fresh=True),
    Mode("sqlite", "webhook", fresh=True),
    Mode("sqlite", "webhook", fresh=True, platform="zalo"),
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--everywhere",
        action="store_true",
        help="new processes, a year and every death on PostgreSQL too",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What a platform cannot do is not run there: `telegram_only` and `zalo_only` say why."""
    everywhere = bool(config.getoption("--everywhere"))
    played = [
        item
        for item in items
        if _possible(item) and (everywhere or not item.get_closest_marker("everywhere"))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(played)])
    items[:] = played


def _possible(item: pytest.Item) -> bool:
    callspec = getattr(item, "callspec", None)
    mode = callspec.params.get("mode") if callspec else None
    if not isinstance(mode, Mode):
        return True
    other = "zalo_only" if mode.platform == "telegram" else "telegram_only"
    return item.get_closest_marker(other) is None


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    made = Databases()
    yield made
    made.clear()


@pytest.fixture(params=ENGINES)
async def database_url(request: pytest.FixtureRequest, databases: Databases) -> AsyncIterator[str]:
    url = await databases.fresh(request.param)
    yield url
    databases.forget(url)


@pytest.fixture(
    params=[
        *(mode for mode in MODES if mode.database in ENGINES),
        *(pytest.param(mode, marks=pytest.mark.everywhere) for mode in MORE),
    ],
    ids=str,
)
def mode(request: pytest.FixtureRequest) -> Mode:
    made: Mode = request.param
    return made


@pytest.fixture
async def sao_bien(
    mode: Mode, databases: Databases, request: pytest.FixtureRequest
) -> AsyncIterator[Town]:
    """The union with its officers in the chat. `@pytest.mark.members(…)` names who is,
    `@pytest.mark.starts(2027, 3, 5)` the day it begins, at nine."""
    marker = request.node.get_closest_marker("members")
    members = marker.args if marker else ("an", "bich", "chi", "dung", "giang")
    starts = request.node.get_closest_marker("starts")
    start = moment(date(*starts.args), time(9)) if starts else START
    url, union_id = await databases.copied(
        mode.database,
        (mode.platform, members, start),
        lambda url: founded(mode, url, members, start),
    )
    async with town(mode, url, members=members, start=start, founded=union_id) as made:
        yield made
    databases.forget(url)


if sys.platform == "win32":
    import asyncio

    asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
