"""Emulation titles: the rounds of the years, who registered for what, and what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from config import titles as config
from storage.members import MEMBER_COLUMNS, member_of, team_of
from storage.models import members, registrations, rounds, teams
from storage.repository import UnionRepository
from union import titles as rules
from union.members import Count, Member, Sex
from union.titles import Figures, Outcome, Round, Title


def known() -> tuple[Title, ...]:
    """Every title of every year, to read sentences by before a union is known."""
    return config.titles()


@dataclass(frozen=True, slots=True)
class Registration:
    """A member in a round with one title; `outcome` is None until results are written."""

    id: int
    round_id: int
    year: int
    title: str
    member: Member
    registered_at: datetime
    outcome: Outcome | None
    decision: str
    decided_on: date | None


_ROUND = (
    rounds.c.id,
    rounds.c.year,
    rounds.c.opens_on,
    rounds.c.closes_on,
    rounds.c.closed_at,
)
_ROUNDS = (
    select(*_ROUND).where(rounds.c.union_id == bindparam("union")).order_by(rounds.c.year.desc())
)


def _registered() -> Select[Any]:
    """Who registered and has not withdrawn, by name."""
    return (
        select(
            registrations.c.id.label("registration_id"),
            registrations.c.round_id,
            registrations.c.title,
            registrations.c.registered_at,
            registrations.c.outcome,
            registrations.c.decision,
            registrations.c.decided_on,
            rounds.c.year,
            *MEMBER_COLUMNS,
        )
        .join(
            rounds,
            (rounds.c.id == registrations.c.round_id)
            & (rounds.c.union_id == registrations.c.union_id),
        )
        .join(
            members,
            (members.c.id == registrations.c.member_id)
            & (members.c.union_id == registrations.c.union_id),
        )
        .outerjoin(teams, team_of(members))
        .where(
            registrations.c.union_id == bindparam("union"),
            registrations.c.withdrawn_at.is_(None),
        )
        .order_by(members.c.sort_key, members.c.id, registrations.c.id)
    )


_REGISTERED = _registered()
_OF_YEAR = _REGISTERED.where(rounds.c.year == bindparam("year"))
_OF_MEMBER = _REGISTERED.where(registrations.c.member_id == bindparam("member")).order_by(None)
_OF_MEMBER = _OF_MEMBER.order_by(rounds.c.year.desc(), registrations.c.id)
_ONE = _REGISTERED.where(registrations.c.id == bindparam("id"))


class Titles(UnionRepository):
    async def offered(self, year: int) -> list[Title]:
        """The titles of a year, in the order lists print them."""
        return rules.of_year(config.titles(), year)

    async def usual_window(self) -> tuple[date, date]:
        """The days a round that is opened today would usually have."""
        settings = config.settings()
        return rules.window(self.work.today, settings.first, settings.last)

    # --- rounds -----------------------------------------------------------------------------

    async def rounds(self) -> list[Round]:
        """The newest year first."""
        return [_round(row) for row in await self.run(_ROUNDS, {"union": self.union_id})]

    async def set_round(self, year: int, opens: date, closes: date, by: int) -> int:
        """Open a year's round; one that exists is given these days and is open again."""
        self.work.writing()
        days = {"opens_on": opens, "closes_on": closes, "closed_at": None}
        made = await self.run(
            self.upsert(rounds, ["union_id", "year"], days)
            .values(union_id=self.union_id, year=year, opened_by=by, **days)
            .returning(rounds.c.id)
        )
        return int(made.scalar_one())

    async def close_round(self, round_id: int) -> bool:
        """False if somebody closed it before, or it is not of this union."""
        closed = await self.run(
            self.update(rounds)
            .where(rounds.c.id == round_id, rounds.c.closed_at.is_(None))
            .values(closed_at=self.work.now)
        )
        return closed.rowcount == 1

    # --- registrations ----------------------------------------------------------------------

    async def of_year(self, year: int, title: str = "") -> list[Registration]:
        """Everybody who registered for a year, by name; of one title if it is given."""
        rows = await self.run(_OF_YEAR, {"union": self.union_id, "year": year})
        return [_registration(row) for row in rows if title in ("", row.title)]

    async def of_member(self, member_id: int) -> list[Registration]:
        """What a member registered for and reached, the newest year first."""
        rows = await self.run(_OF_MEMBER, {"union": self.union_id, "member": member_id})
        return [_registration(row) for row in rows]

    async def registration(self, registration_id: int) -> Registration | None:
        asked = {"union": self.union_id, "id": registration_id}
        row = (await self.run(_ONE, asked)).one_or_none()
        return _registration(row) if row else None

    async def register(self, round_id: int, member_id: int, titles: Iterable[str]) -> list[str]:
        """Register for these titles; those that are new. What was withdrawn is taken up again."""
        self.work.writing()
        values = {"registered_at": self.work.now, "withdrawn_at": None}
        new = []
        for title in titles:
            made = await self.run(
                self._insert(registrations)
                .values(
                    union_id=self.union_id,
                    round_id=round_id,
                    member_id=member_id,
                    title=title,
                    **values,
                )
                .on_conflict_do_update(
                    index_elements=["round_id", "member_id", "title"],
                    set_=values,
                    where=registrations.c.withdrawn_at.is_not(None)
                    & (registrations.c.union_id == self.union_id),
                )
                .returning(registrations.c.id)
            )
            new += [title] * (made.first() is not None)
        return new

    async def withdraw(self, registration_ids: Sequence[int]) -> int:
        """Only what has no outcome yet. How many were withdrawn."""
        gone = await self.run(
            self.update(registrations)
            .where(
                registrations.c.id.in_(registration_ids),
                registrations.c.withdrawn_at.is_(None),
                registrations.c.outcome.is_(None),
            )
            .values(withdrawn_at=self.work.now)
        )
        return gone.rowcount

    async def decide(
        self, registration_id: int, outcome: Outcome, decision: str, on: date | None
    ) -> bool:
        """Write what came of it. False when it was withdrawn, or is not of this union."""
        written = await self.run(
            self.update(registrations)
            .where(registrations.c.id == registration_id, registrations.c.withdrawn_at.is_(None))
            .values(outcome=outcome.value, decision=decision, decided_on=on)
        )
        return written.rowcount == 1

    # --- counting ---------------------------------------------------------------------------

    async def figures(self, year: int) -> list[Figures]:
        """Every title of a year: registered, achieved and missed, and women among them."""
        found = await self.of_year(year)
        by_title: dict[str, list[Registration]] = {}
        for one in found:
            by_title.setdefault(one.title, []).append(one)
        return [
            Figures(
                title,
                _count(by_title.get(title.key, [])),
                _count(by_title.get(title.key, []), Outcome.ACHIEVED),
                _count(by_title.get(title.key, []), Outcome.MISSED),
            )
            for title in await self.offered(year)
        ]

    async def achieved(self, year: int) -> list[Registration]:
        """Who reached what in a year, with the decision: the list a report prints."""
        return [one for one in await self.of_year(year) if one.outcome is Outcome.ACHIEVED]


def _count(found: list[Registration], outcome: Outcome | None = None) -> Count:
    people = [one.member for one in found if outcome in (None, one.outcome)]
    return Count(len(people), sum(member.sex is Sex.FEMALE for member in people))


def _round(row: Row[Any]) -> Round:
    return Round(row.id, row.year, row.opens_on, row.closes_on, row.closed_at is not None)


def _registration(row: Row[Any]) -> Registration:
    return Registration(
        row.registration_id,
        row.round_id,
        row.year,
        row.title,
        member_of(row),
        row.registered_at,
        Outcome(row.outcome) if row.outcome else None,
        row.decision,
        row.decided_on,
    )
