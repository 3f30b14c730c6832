"""The clock that is moved in the demo and the tests."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.clock import MovableClock


def test_the_clock_only_moves_forwards() -> None:
    start = datetime(2027, 3, 8, tzinfo=UTC)
    clock = MovableClock(start)
    assert start <= clock() <= clock.now()
    clock.move_by(timedelta(days=2))
    assert clock() >= start + timedelta(days=2)
    with pytest.raises(ValueError, match="only moves forwards"):
        clock.move_to(start)
    with pytest.raises(ValueError, match="time zone"):
        clock.move_to(datetime(2030, 1, 1))


def test_a_frozen_clock_stands_still() -> None:
    clock = MovableClock(datetime(2027, 3, 8, tzinfo=UTC), frozen=True)
    assert clock() == clock()
