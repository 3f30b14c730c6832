"""What a job is: asked about a day at its hour, and about the days it missed that still matter."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from storage.plan import Plan
from union.calendar import day_of, moment


@dataclass(frozen=True, slots=True)
class Job:
    """`owe` writes what a day owes; asking twice writes nothing new.

    `late` is how many days later it is still worth asking (0: only on the day).
    """

    name: str
    at: time
    owe: Callable[[Plan, date], Awaitable[None]]
    late: int = 0


def due_days(job: Job, now: datetime, last: date | None) -> list[date]:
    """The days to ask about at this moment, oldest first.

    After an outage the missed days come too, as far back as the job cares; a deployment that
    has never asked does not look back.
    """
    today = day_of(now)
    newest = today if moment(today, job.at) <= now else today - timedelta(days=1)
    oldest = (
        newest if last is None else max(last + timedelta(days=1), today - timedelta(days=job.late))
    )
    if last is None and newest < today:
        return []
    return [oldest + timedelta(days=n) for n in range((newest - oldest).days + 1)]
