"""Killed on Zalo: what was acknowledged is never lost; what polling can promise, and what not."""

import asyncio

import pytest

from tests.crash import story
from tests.crash.lives import Nursery, telephone
from tests.crash.points import ON_ZALO
from tests.crash.story import Trace
from tests.crash.zalo_village import PATIENT, OnZalo, on_zalo
from tests.databases import Databases

pytestmark = pytest.mark.crash
# Here the platform has nothing of ours that is not marked, so that not one message may double.
NOTHING_DOUBLE = {
    "handed out, not kept", "kept, not committed", "kept, not acknowledged",
    "on zalo, acknowledged", "claimed to be heard",
}  # fmt: skip
_undisturbed: dict[str, Trace] = {}


async def _played(
    nursery: Nursery, databases: Databases, kind: str, point: str | None = None, first: int = 1
) -> tuple[Trace, OnZalo]:
    url = await databases.fresh(kind)
    async with telephone(nursery) as line, on_zalo(line, url, point=point, first=first) as there:
        await story.play(there)
        assert await there.never_heard() == []
        return await story.trace(there), there


async def _quiet(nursery: Nursery, databases: Databases, kind: str) -> Trace:
    if kind not in _undisturbed:
        quiet, _ = await _played(nursery, databases, kind)
        assert quiet.greetings.total() == 2  # Dũng's own, and the group's
        _undisturbed[kind] = quiet
    return _undisturbed[kind]


def deaths(*always: str) -> pytest.MarkDecorator:
    """These at every run; `--everywhere` dies at each step."""
    return pytest.mark.parametrize(
        "point",
        [
            pytest.param(point, marks=() if point in always else pytest.mark.everywhere)
            for point in ON_ZALO
        ],
    )


@deaths("sent on zalo, not marked")
async def test_killed_where_the_platform_tries_again(
    point: str, nursery: Nursery, databases: Databases
) -> None:
    """The whole story by webhook, on both databases side by side."""
    kinds = ("sqlite", "postgresql")
    quiet = [await _quiet(nursery, databases, kind) for kind in kinds]
    ways = [_played(nursery, databases, kind, point, first) for first, kind in enumerate(kinds, 1)]
    for before, (loud, there) in zip(quiet, await asyncio.gather(*ways), strict=True):
        assert there.deaths >= 2
        for what in before.rows:
            assert loud.rows[what] == before.rows[what], what
        assert story.lost(before, loud) == {}
        twice = story.doubled(before, loud)
        assert twice <= there.gaps, "doubled without having been on its way"
        assert all(count <= 1 for count in loud.greetings.values())
        if point in NOTHING_DOUBLE:
            assert not twice
        if point == "sent on zalo, not marked":
            assert twice, "this suite has no teeth"


WORDS = [f"sửa số điện thoại 09123456{n:02d}" for n in range(10, 18)]


async def _talked(there: OnZalo) -> None:
    """Something is said, and died of, again and again; nobody says anything twice."""
    for words in WORDS:
        there.world.says(there.an.id, words)
        await there.settled()


@pytest.mark.parametrize("point", ON_ZALO)
async def test_what_was_acknowledged_is_heard_where_the_platform_never_tries_again(
    point: str, nursery: Nursery, databases: Databases
) -> None:
    url = await databases.fresh("sqlite")
    async with telephone(nursery) as line, on_zalo(line, url, retries=0, point=point) as there:
        await _talked(there)
        assert there.deaths >= 2
        assert await there.never_heard() == []


@deaths("handed out, not kept", "claimed to be heard", "sent on zalo, not marked")
async def test_polling_loses_only_what_was_in_its_hands(
    point: str, nursery: Nursery, databases: Databases
) -> None:
    """Between being handed out and being kept an event exists nowhere else (decision 011)."""
    url = await databases.fresh("sqlite")
    async with (
        telephone(nursery) as line,
        on_zalo(line, url, "polling", PATIENT, point=point) as there,
    ):
        await _talked(there)
        assert there.deaths >= 2
        lost = await there.never_heard()
        if point in ("handed out, not kept", "kept, not committed"):
            assert 0 < len(lost) <= there.deaths
        else:
            assert lost == []
