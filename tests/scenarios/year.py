"""A year of the demo’s union: who is in the chat, what people do, and what was sent when."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from sandbox import past_doings, past_loans, past_money, saobien
from sandbox.past import NAMES, Past
from storage.models import members, outbox
from tests.chat import QUICK, Town
from tests.person import Person
from tests.scenarios.lending import lent
from tests.scenarios.story import links_the_group
from tests.scenarios.test_occasions import approve
from union.calendar import day_of
from union.consents import Answer, Purpose
from union.meetings import State

AN, DUNG, GIANG = "Trần Văn An", "Phạm Văn Dũng", "Vũ Thị Giang"
HANH, KIM, VY, UYEN, THAO = (
    "Nguyễn Thị Hạnh", "Phạm Thị Kim", "Lê Thị Vy", "Võ Thị Uyên", "Lý Thị Thảo",
)  # fmt: skip
DIED, LEFT = ("Ngô Thị Rạng", date(2027, 5, 14)), ("Dương Thị Sen", date(2027, 9, 13))
MORE = (*NAMES[5:20], *NAMES[31:39])  # in the chat beside the five
IN_THE_CHAT = (*NAMES[:5], *MORE)
FIRST = 2001  # platform ids of those
ANSWERED = {HANH: Answer.GROUP, UYEN: Answer.GROUP, THAO: Answer.NO}
SILENT = (AN, GIANG, KIM)  # in the chat, and seek no title
COMMITTEE = past_doings.COMMITTEE
NOON, EVENING = (12, 0), (20, 59)

Deed = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Sent:
    """Something the bot started itself and that went out; the group is “nhóm”."""

    at: datetime
    kind: str
    who: str
    text: str

    @property
    def day(self) -> date:
        return day_of(self.at)


class Year:
    """Plays days by the clock; people act at noon."""

    def __init__(self, made: Town) -> None:
        self.made = made
        self.past = Past(made.app.engine, made.union_id)
        self.sent: list[Sent] = []
        self._seen: set[int] = set()

    async def begin(self) -> None:
        """The last evening of 2026: the group is linked, the occasions of 2027 are approved."""
        made = self.made
        made.app.sender.pace = replace(QUICK, look_every=60)  # `clock_to` looks by itself
        bot_id = next(iter(made.app.channels))
        more = dict(enumerate(MORE, FIRST))
        for id, name in more.items():
            made.world.add_person(id, name, "", f"8490000{id}", key=f"p{id}", about="")
            made.world.people[id].started = True
            made.people[f"p{id}"] = Person(made, f"p{id}", id)
        await links_the_group(made)
        await made.app.ticker.tick(made.clock.now())
        await made.jump_to(2026, 12, 31, hour=20)
        await saobien.settle(made.app.engine, made.union_id, bot_id, made.clock.now(), more)
        await approve(made, 2027)
        async with self.past.at(date(2026, 12, 31)) as work:
            await past_doings.held(past_doings.COMING, self.past, work)
        for name in (DUNG, HANH):
            await self.paid_back(name)  # December's
        await self._gather()
        self.sent.clear()

    def named(self, name: str) -> Person:
        if name in NAMES[:5]:
            return list(self.made.people.values())[NAMES.index(name)]
        return self.made.people[f"p{FIRST + MORE.index(name)}"]

    async def to(self, day: date, hour: int, minute: int) -> None:
        await self.made.clock_to(day.year, day.month, day.day, hour=hour, minute=minute)

    async def day(self, day: date, deeds: list[Deed]) -> list[Sent]:
        """The whole day; what went out on it."""
        if deeds:
            await self.to(day, *NOON)
        for deed in deeds:
            await deed()
        await self.to(day, *EVENING)
        return await self._gather()

    async def _gather(self) -> list[Sent]:
        """Before the words are purged, what ended since the last time."""
        query = (
            select(outbox, members.c.name)
            .outerjoin(members, members.c.id == outbox.c.member_id)
            .where(
                outbox.c.unasked,
                outbox.c.state.in_(("sent", "unknown")),
                outbox.c.ended_at >= self.made.clock.now() - timedelta(days=3),
            )
            .order_by(outbox.c.ended_at, outbox.c.id)
        )
        async with self.made.work() as work:
            rows = (await work.connection.execute(query)).all()
        new = [row for row in rows if row.id not in self._seen]
        self._seen |= {row.id for row in new}
        found = [Sent(r.ended_at, r.kind, r.name or "nhóm", _text(r.body)) for r in new]
        self.sent += found
        return found

    # --- what people do -------------------------------------------------------------------------

    async def dues_paid(self) -> None:
        """Kim never pays, An only in even months, Vy leaves one contribution open."""
        async with self.made.work() as work:
            await work.lock()
            odd = work.today.month % 2
            known = {one.name for one in await work.members.on_the_books()}
            for name in NAMES:
                if name in known and name != KIM and not (name == AN and odd):
                    await past_money.paid(name, self.past, work)

    async def paid_back(self, name: str) -> None:
        """One instalment, if somebody still has a loan."""
        async with self.made.work() as work:
            await work.lock()
            of_theirs = [o for o in await work.loans.out() if o.member_id == self.past.id(name)]
            for loan in of_theirs:
                (part, *_) = [one.amount for one in await work.loans.plan(loan.id)]
                borrowed = past_loans.Borrowed(
                    name, loan.principal, loan.months, "", work.today, work.today, ()
                )
                await past_loans.paid_back(borrowed, min(part, loan.left), self.past, work)

    async def borrows(self) -> None:
        await lent(self.made, self.made.an, "vay 4tr sửa nhà trả 8 tháng")

    async def opens_round(self) -> None:
        await self.made.chi.says("/thidua")
        await self.made.chi.taps("Mở hoặc đổi ngày")
        await self.made.chi.says("hôm nay đến 31/3")
        await self.made.chi.taps("Đúng")

    async def registered(self) -> None:
        async with self.made.work() as work:
            await work.lock()
            (round_,) = [one for one in await work.titles.rounds() if one.year == 2027]
            for name in NAMES:
                if name not in SILENT:
                    await work.titles.register(round_.id, self.past.id(name), ["ldtt"])

    async def wishes(self) -> None:
        async with self.made.work() as work:
            await work.lock()
            for name, answer in ANSWERED.items():
                await work.consents.record(self.past.id(name), Purpose.BIRTHDAY, answer)

    async def keeps(self, name: str) -> None:
        await self.named(name).taps("Giữ")

    async def answered(self, *silent: str) -> None:
        """Everybody on the committee comes, but who says nothing."""
        async with self.made.work() as work:
            await work.lock()
            (meeting,) = await work.meetings.open()
            who = [self.past.id(name) for name in COMMITTEE if name not in silent]
            await work.meetings.note(meeting.id, who, answer="yes", answered_at=work.now)

    async def held(self) -> None:
        async with self.made.work() as work:
            await work.lock()
            (meeting,) = await work.meetings.open()
            who = [self.past.id(name) for name in COMMITTEE]
            await work.meetings.note(meeting.id, who, present=True)
            await work.meetings.change(meeting, state=State.HELD.value)

    async def writes_down(self, name: str, state: str) -> None:
        await self.made.chi.says(f"/tinhtrang {name}")
        await self.made.chi.taps(state, "Đúng, ghi")


def _text(body: Any) -> str:
    return str((body or {}).get("text", ""))
