"""One transaction: opened here, committed here, nowhere else."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import ending
from storage.accounts import Accounts
from storage.agenda import Agenda
from storage.book import Book
from storage.card_hours import CardHours
from storage.cases import Cases
from storage.claims import Claims
from storage.codes import Codes
from storage.consents import Consents
from storage.contributions import Contributions
from storage.devices import Devices
from storage.dialogs import Dialogs
from storage.dues import Dues
from storage.dues_due import DuesDue
from storage.ending import Last
from storage.engine import snapshot
from storage.figures import Figures
from storage.files import Files, Served
from storage.inbox import Inbox
from storage.loans import Loans
from storage.loans_due import LoansDue
from storage.log import Log
from storage.meetings import Meetings
from storage.meetings_due import MeetingsDue
from storage.members import Members
from storage.menus import Menus
from storage.models import unions
from storage.occasions import Occasions
from storage.occasions_due import OccasionsDue
from storage.outbox import Outbox
from storage.plan import Plan
from storage.quota import Quota
from storage.seats import Seats
from storage.tasks import TaskClaims, Tasks
from storage.teams import Teams
from storage.titles import Titles
from storage.titles_due import TitlesDue
from storage.unions import Unions
from storage.uploads import Uploads
from union.book import Voucher
from union.calendar import day_of

T = TypeVar("T")
TRIES = 3
# serialization failure, deadlock, lock not available
_TRANSIENT = frozenset({"40001", "40P01", "55P03"})

_LOCK = (
    select(unions.c.log_salt, unions.c.log_count, unions.c.log_head, unions.c.case_count)
    .where(unions.c.id == bindparam("union"))
    .with_for_update()
)
_COUNTERS = (
    update(unions)
    .where(unions.c.id == bindparam("union"))
    .values(
        log_count=bindparam("logged"), log_head=bindparam("head"), case_count=bindparam("cases")
    )
)


class NotLocked(RuntimeError):
    """A handler declared read-only tried to write to its union."""


class Work:
    """What one message, card or job may touch: the house, and the rows of one union.

    `union` is None while nobody knows which union is meant (a stranger's first word). The
    repositories of a union then refuse to be reached.
    """

    def __init__(self, connection: AsyncConnection, union: int | None, now: datetime) -> None:
        self.connection = connection
        self.union = union
        self.now = now
        self.locked = False
        self.booked: list[Voucher] = []  # what this transaction wrote into the book
        self.tasks_asked = False  # a worker is woken after the commit
        self.last: list[Last] = []  # written together, just before the commit

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return day_of(self.now)

    @property
    def union_id(self) -> int:
        if self.union is None:
            raise LookupError("this work was opened for no union")
        return self.union

    async def lock(self) -> None:
        """Take the union's one lock; whoever means to write takes it before reading.

        It carries gapless numbers, the log's chain and two officers at once. On SQLite
        `BEGIN IMMEDIATE` has already done it, and the row is read for the log's head.
        """
        if self.locked:
            return
        found = await self.connection.execute(_LOCK, {"union": self.union_id})
        self.log.salt, self.log.count, self.log.head, self.cases.count = found.one()
        self.locked = True

    def writing(self) -> None:
        if not self.locked:
            raise NotLocked("take the union's lock before writing: work.lock()")

    async def finish(self) -> None:
        """What is written last: the log, whose head must be known to the end, and the counters."""
        if self.locked and (self.log.flush() or self.cases.asked):
            counted = {"logged": self.log.count, "head": self.log.head, "cases": self.cases.count}
            self.last.append(Last(_COUNTERS, {"union": self.union_id, **counted}))
        if self.last:
            await ending.write(self.connection, self.last)

    # The house: each is made when it is first asked for.
    accounts = cached_property(Accounts)
    dialogs = cached_property(Dialogs)
    outbox = cached_property(Outbox)
    claims = cached_property(Claims)
    task_claims = cached_property(TaskClaims)
    inbox = cached_property(Inbox)
    menus = cached_property(Menus)
    quota = cached_property(Quota)
    served = cached_property(Served)
    uploads = cached_property(Uploads)
    plan = cached_property(Plan)
    meetings_due = cached_property(MeetingsDue)
    titles_due = cached_property(TitlesDue)
    loans_due = cached_property(LoansDue)
    dues_due = cached_property(DuesDue)
    occasions_due = cached_property(OccasionsDue)

    # The union.
    unions = cached_property(Unions)
    devices = cached_property(Devices)
    teams = cached_property(Teams)
    members = cached_property(Members)
    titles = cached_property(Titles)
    seats = cached_property(Seats)
    consents = cached_property(Consents)
    card_hours = cached_property(CardHours)
    cases = cached_property(Cases)
    codes = cached_property(Codes)
    book = cached_property(Book)
    contributions = cached_property(Contributions)
    loans = cached_property(Loans)
    meetings = cached_property(Meetings)
    agenda = cached_property(Agenda)
    figures = cached_property(Figures)
    tasks = cached_property(Tasks)
    dues = cached_property(Dues)
    occasions = cached_property(Occasions)
    files = cached_property(Files)
    log = cached_property(Log)


@asynccontextmanager
async def open_work(engine: AsyncEngine, union: int | None, now: datetime) -> AsyncIterator[Work]:
    """One transaction for one union: commits on the way out, rolls back on any exception."""
    async with engine.connect() as connection, connection.begin():
        work = Work(connection, union, now)
        yield work
        await work.finish()


@asynccontextmanager
async def open_reading(
    engine: AsyncEngine, union: int | None, now: datetime
) -> AsyncIterator[Work]:
    """One union as it is at one moment; reads only, and whoever writes meanwhile does not wait."""
    async with snapshot(engine) as connection:
        yield Work(connection, union, now)


def is_transient(error: BaseException) -> bool:
    """Whether the same work, tried again, may succeed: a deadlock, a busy file, a double key."""
    if isinstance(error, IntegrityError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlstate", None)
    return code in _TRANSIENT or "database is locked" in str(error.orig)


async def tried(do: Callable[[], Awaitable[T]]) -> T:
    """Run whole transactions up to three times when the database asks for it."""
    for attempt in range(1, TRIES):
        try:
            return await do()
        except DBAPIError as error:
            if not is_transient(error):
                raise
            await asyncio.sleep(0.01 * attempt)
    return await do()
