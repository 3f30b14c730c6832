"""Killed at every step between an update and a sent message: rows once, answers not lost."""

import asyncio

import pytest

from tests.crash import story
from tests.crash.lives import Nursery, telephone
from tests.crash.points import NOTHING_DOUBLE, POINTS, RARE
from tests.crash.story import Trace
from tests.crash.village import Village, village
from tests.databases import ENGINES, Databases

pytestmark = pytest.mark.crash
FIRST = {"polling": 1, "webhook": 2}  # together they kill at every message, not every second
_undisturbed: dict[str, Trace] = {}


async def _played(
    nursery: Nursery, databases: Databases, kind: str, door: str, point: str | None = None
) -> tuple[Trace, Village]:
    url = await databases.fresh(kind)
    first = 1 if point in RARE else FIRST[door]
    async with telephone(nursery) as line, village(line, url, door, point=point, first=first) as it:
        await story.play(it)
        return await story.trace(it), it


async def _quiet(nursery: Nursery, databases: Databases, kind: str) -> Trace:
    if kind not in _undisturbed:
        quiet, _ = await _played(nursery, databases, kind, "polling")
        assert quiet.greetings.total() == 2  # Dũng's own, and the group's
        _undisturbed[kind] = quiet
    return _undisturbed[kind]


# On PostgreSQL those where its transaction ends otherwise; `--everywhere` dies at all of them.
ON_BOTH = {
    "taken from the platform",
    "about to commit",
    "sent, not marked",
    "greeting marked, not sent",
}
DEATHS = [
    pytest.param(
        point, kind, marks=() if kind == "sqlite" or point in ON_BOTH else pytest.mark.everywhere
    )
    for kind in ENGINES
    for point in POINTS
]


@pytest.mark.parametrize(("point", "kind"), DEATHS)
async def test_killed(point: str, kind: str, nursery: Nursery, databases: Databases) -> None:
    """Both doors side by side, to use both cores."""
    quiet = await _quiet(nursery, databases, kind)
    ways = [_played(nursery, databases, kind, door, point) for door in FIRST]
    for door, (loud, there) in zip(FIRST, await asyncio.gather(*ways), strict=True):
        _check(point, door, quiet, loud, there)


def _check(point: str, door: str, quiet: Trace, loud: Trace, there: Village) -> None:
    assert there.deaths >= (1 if point in RARE else 2), door
    for what in quiet.rows:
        assert loud.rows[what] == quiet.rows[what], f"{door}: {what}"
    assert story.lost(quiet, loud) == {}, door
    twice = story.doubled(quiet, loud)
    assert twice <= there.gaps, f"{door}: doubled without having been on its way"
    assert all(count <= 1 for count in loud.greetings.values()), door
    assert loud.told == min(loud.unknown, 1), f"{door}: lost greetings are told, once"
    if point in NOTHING_DOUBLE:
        assert not twice, door
        assert loud.greetings == quiet.greetings, door
    if point == "sent, not marked":
        assert twice, "this suite has no teeth"
    if point == "greeting marked, not sent":
        assert loud.unknown and loud.greetings != quiet.greetings, "this suite has no teeth"


async def test_all_databases_tell_the_same_story(nursery: Nursery, databases: Databases) -> None:
    traces = [await _quiet(nursery, databases, kind) for kind in ENGINES]
    assert all(trace == traces[0] for trace in traces)
