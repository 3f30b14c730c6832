"""Cases: something that waits for somebody's decision, with a number people can say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, Select, bindparam, func, insert, or_, select

from storage.models import approvals, cases
from storage.repository import UnionRepository


@dataclass(frozen=True, slots=True)
class Case:
    """One request as the rules and texts see it."""

    id: int
    number: int
    kind: str
    state: str
    member_id: int | None
    account_id: int | None
    chat_id: int | None
    team_id: int | None
    facts: dict[str, Any]
    opened_at: datetime
    raised_at: datetime | None
    decided_by: int | None
    decided_at: datetime | None
    entered_by: int | None = None  # an officer who typed it for somebody

    @property
    def open(self) -> bool:
        return self.state in ("open", "parked")


COLUMNS = tuple(cases.c[name] for name in Case.__slots__)


_WAITING = (
    select(*COLUMNS)
    .where(cases.c.union_id == bindparam("union"), cases.c.state.in_(("open", "parked")))
    .order_by(cases.c.number)
)


@cache
def _waiting(*columns: Column[Any]) -> Select[Any]:
    return _WAITING.where(*(column == bindparam(column.name) for column in columns))


class Cases(UnionRepository):
    """Numbered without gaps: the count is read with the union's lock and written with the log."""

    count = 0
    asked = False

    async def ask(
        self,
        kind: str,
        facts: dict[str, Any],
        *,
        member_id: int | None = None,
        account_id: int | None = None,
        chat_id: int | None = None,
        team_id: int | None = None,
        entered_by: int | None = None,
    ) -> Case:
        """Open a case under the union's next number."""
        self.work.writing()
        self.count += 1
        self.asked = True
        number = self.count
        case_id = await self.new_row(
            cases,
            number=number,
            kind=kind,
            member_id=member_id,
            account_id=account_id,
            chat_id=chat_id,
            team_id=team_id,
            entered_by=entered_by,
            facts=facts,
            opened_at=self.work.now,
        )
        return Case(
            case_id,
            number,
            kind,
            "open",
            member_id,
            account_id,
            chat_id,
            team_id,
            facts,
            self.work.now,
            None,
            None,
            None,
            entered_by,
        )

    async def get(self, case_id: int) -> Case | None:
        query = self.mine(select(*COLUMNS), cases).where(cases.c.id == case_id)
        row = (await self.run(query)).one_or_none()
        return Case(**row._mapping) if row else None

    async def numbered(self, number: int) -> Case | None:
        query = self.mine(select(*COLUMNS), cases).where(cases.c.number == number)
        row = (await self.run(query)).one_or_none()
        return Case(**row._mapping) if row else None

    async def waiting(
        self,
        kind: str | None = None,
        *,
        team_id: int | None = None,
        account_id: int | None = None,
        member_id: int | None = None,
    ) -> list[Case]:
        """Open cases, oldest first."""
        wanted = {
            cases.c.kind: kind,
            cases.c.team_id: team_id,
            cases.c.account_id: account_id,
            cases.c.member_id: member_id,
        }
        query = _waiting(*(column for column, value in wanted.items() if value is not None))
        asked = {column.name: value for column, value in wanted.items() if value is not None}
        rows = await self.run(query, {"union": self.union_id, **asked})
        return [Case(**row._mapping) for row in rows]

    async def decide(self, case_id: int, state: str, by: int | None) -> bool:
        """The first to press wins; False if somebody already decided."""
        decided = await self.run(
            self.update(cases)
            .where(cases.c.id == case_id, cases.c.state.in_(("open", "parked")))
            .values(state=state, decided_by=by, decided_at=self.work.now)
        )
        return decided.rowcount == 1

    async def park(self, case_id: int) -> bool:
        """Not now: the case waits for the chair."""
        parked = await self.run(
            self.update(cases)
            .where(cases.c.id == case_id, cases.c.state == "open")
            .values(state="parked")
        )
        return parked.rowcount == 1

    async def take_up(self, case_id: int) -> bool:
        """A parked case is open again."""
        taken = await self.run(
            self.update(cases)
            .where(cases.c.id == case_id, cases.c.state == "parked")
            .values(state="open")
        )
        return taken.rowcount == 1

    async def say(self, case_id: int, member_id: int, answer: str) -> None:
        """Somebody's yes or no to a case that takes several; said once and for good."""
        self.work.writing()
        said = {"case_id": case_id, "member_id": member_id, "answer": answer}
        await self.run(insert(approvals), said | {"union_id": self.union_id, "at": self.work.now})

    async def answers(self, case_id: int) -> dict[int, str]:
        """Member → yes or no, in the order they were said."""
        return (await self.answers_of([case_id])).get(case_id, {})

    async def answers_of(self, case_ids: Sequence[int]) -> dict[int, dict[int, str]]:
        """The same for several cases."""
        query = self.mine(select(approvals), approvals).where(
            approvals.c.case_id.in_(list(case_ids))
        )
        found: dict[int, dict[int, str]] = {}
        for row in await self.run(query.order_by(approvals.c.at, approvals.c.member_id)):
            found.setdefault(row.case_id, {})[row.member_id] = row.answer
        return found

    async def add_facts(self, case: Case, **facts: Any) -> None:
        await self.run(
            self.update(cases).where(cases.c.id == case.id).values(facts=case.facts | facts)
        )

    async def raise_up(self, case_id: int) -> None:
        await self.run(
            self.update(cases).where(cases.c.id == case_id).values(raised_at=self.work.now)
        )

    async def of_owner(self, member_id: int, account_id: int, limit: int) -> list[Case]:
        """What is about this member, or was asked from this account; the newest first."""
        query = self.mine(select(*COLUMNS), cases).where(
            or_(cases.c.member_id == member_id, cases.c.account_id == account_id)
        )
        rows = await self.run(query.order_by(cases.c.number.desc()).limit(limit))
        return [Case(**row._mapping) for row in rows]

    async def opened_by(self, account_id: int, since: datetime) -> int:
        """How many cases an account opened lately: one person cannot flood the officers."""
        query = self.mine(select(func.count()).select_from(cases), cases).where(
            cases.c.account_id == account_id, cases.c.opened_at >= since
        )
        return int((await self.run(query)).scalar_one())
