"""A clock that can be moved forwards, for the demo and the tests."""

import time
from datetime import UTC, datetime, timedelta


class MovableClock:
    """Tells the time in UTC. It runs like a real one unless frozen, and never goes back."""

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        self._base = _aware(start) if start is not None else datetime.now(UTC)
        self._since = time.monotonic()
        self.frozen = frozen

    def now(self) -> datetime:
        if self.frozen:
            return self._base
        return self._base + timedelta(seconds=time.monotonic() - self._since)

    def __call__(self) -> datetime:
        return self.now()

    def move_to(self, moment: datetime) -> None:
        moment = _aware(moment)
        if moment < self.now():
            raise ValueError(
                f"the clock only moves forwards: it is {self.now()}, asked for {moment}"
            )
        self._base = moment
        self._since = time.monotonic()

    def move_by(self, step: timedelta) -> None:
        self.move_to(self.now() + step)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC)
