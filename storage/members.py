"""The register: one union's members, found by id, phone, name or birthday."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, Select, bindparam, func, select

from storage.models import links, members, teams
from storage.repository import UnionRepository
from union import names
from union.members import ON_THE_BOOKS, Member, Sex, State, Team, birth_md

MEMBER_COLUMNS = (
    members.c.id,
    members.c.name,
    members.c.sex,
    members.c.birth_date,
    members.c.birth_year,
    members.c.phone,
    members.c.state,
    members.c.joined_on,
    members.c.team_id,
    teams.c.number.label("team_number"),
    teams.c.name.label("team_name"),
)


def team_of(table: FromClause) -> ColumnElement[bool]:
    """Joins teams; a row that names another union's team has none."""
    return (teams.c.id == table.c.team_id) & (teams.c.union_id == table.c.union_id)


def member_of(row: Row[Any]) -> Member:
    """A row of MEMBER_COLUMNS as the rules know it."""
    known = row.team_number is not None
    team = Team(row.team_id, row.team_number, row.team_name) if known else None
    return Member(
        id=row.id,
        name=row.name,
        sex=Sex(row.sex),
        birth_date=row.birth_date,
        birth_year=row.birth_year,
        phone=row.phone,
        team=team,
        state=State(row.state),
        joined_on=row.joined_on,
    )


def _keys(name: str) -> dict[str, str]:
    return {"name": name, "sort_key": names.sort_key(name), "search_key": names.search_key(name)}


_JOINED = select(*MEMBER_COLUMNS).select_from(members.outerjoin(teams, team_of(members)))
_ONE = _JOINED.where(members.c.union_id == bindparam("union"), members.c.id == bindparam("id"))


class Members(UnionRepository):
    def _query(self) -> Select[Any]:
        return self.mine(_JOINED, members)

    async def _all(self, query: Select[Any]) -> list[Member]:
        rows = await self.run(query.order_by(members.c.sort_key, members.c.id))
        return [member_of(row) for row in rows]

    async def get(self, member_id: int) -> Member | None:
        asked = {"union": self.union_id, "id": member_id}
        row = (await self.run(_ONE, asked)).one_or_none()
        return member_of(row) if row else None

    async def named(self, ids: Iterable[int]) -> list[Member]:
        return await self._all(self._query().where(members.c.id.in_(list(ids))))

    async def by_phone(self, phone: str) -> list[Member]:
        return await self._all(
            self._query().where(members.c.phone == phone, members.c.state.in_(ON_THE_BOOKS))
        )

    async def by_name(self, name: str, team_id: int | None = None) -> list[Member]:
        """Everybody on the books whose whole name folds alike; accents are judged by the rules."""
        query = self._query().where(
            members.c.search_key == names.search_key(name), members.c.state.in_(ON_THE_BOOKS)
        )
        if team_id is not None:
            query = query.where(members.c.team_id == team_id)
        return await self._all(query)

    async def search(self, words: str, limit: int = 6, *, all_states: bool = False) -> list[Member]:
        """Names that end in, or contain, what was typed: people are called by the last word."""
        folded = names.search_key(words)
        query = self._query().where(
            (" " + members.c.search_key + " ").contains(f" {folded} ", autoescape=True)
        )
        if not all_states:
            query = query.where(members.c.state.in_(ON_THE_BOOKS))
        return (await self._all(query))[:limit]

    async def on_the_books(self) -> list[Member]:
        return await self._all(self._query().where(members.c.state.in_(ON_THE_BOOKS)))

    async def born_on(self, days: Sequence[int]) -> list[Member]:
        """Present members whose birthday is one of these month-and-day numbers."""
        return await self._all(
            self._query().where(
                members.c.birth_md.in_(days),
                members.c.state.in_((State.MEMBER, State.ROSTER)),
            )
        )

    async def born_in_month(self, month: int) -> list[Member]:
        """In the order of the days; names of one day in theirs."""
        born = await self._all(
            self._query().where(
                members.c.birth_md.between(month * 100 + 1, month * 100 + 31),
                members.c.state.in_((State.MEMBER, State.ROSTER)),
            )
        )
        return sorted(born, key=lambda member: birth_md(member.birth_date) or 0)

    async def is_claimed(self, member_id: int) -> bool:
        query = select(func.count()).where(
            links.c.union_id == self.union_id, links.c.member_id == member_id
        )
        return bool((await self.run(query)).scalar_one())

    async def outside(self, team_id: int) -> int:
        """How many of a team are not in the chat yet."""
        inside = select(links.c.member_id).where(links.c.union_id == self.union_id)
        query = self.mine(select(func.count()), members).where(
            members.c.team_id == team_id,
            members.c.state.in_((State.MEMBER, State.ROSTER)),
            members.c.id.not_in(inside),
        )
        return int((await self.run(query)).scalar_one())

    async def add(
        self,
        name: str,
        sex: Sex,
        *,
        born: date | None = None,
        birth_year: int | None = None,
        phone: str = "",
        team_id: int | None = None,
        state: State = State.ROSTER,
        joined_on: date | None = None,
    ) -> int:
        """A new row of the register; its id."""
        return await self.new_row(
            members,
            **_keys(name),
            sex=sex.value,
            birth_date=born,
            birth_year=born.year if born else birth_year,
            birth_md=birth_md(born),
            phone=phone,
            team_id=team_id,
            state=state.value,
            joined_on=joined_on,
            created_at=self.work.now,
        )

    async def change(self, member_id: int, **values: Any) -> bool:
        """Correct a member's own data. False if there is no such member here."""
        if "name" in values:
            values |= _keys(values["name"])
        if "birth_date" in values:
            born = values["birth_date"]
            values |= {"birth_year": born.year, "birth_md": birth_md(born)}
        changed = await self.run(
            self.update(members).where(members.c.id == member_id).values(**values)
        )
        return changed.rowcount == 1
