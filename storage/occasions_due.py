"""What the jobs ask about the occasions of all unions at once."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, exists, select

from storage.models import members, occasion_years, unions
from storage.occasions import known, year_plan
from storage.plan import Plan, Reachable, live, reachable
from storage.posts import posts_to
from union.members import Sex
from union.occasions import Occasion, YearPlan
from union.rights import Role


def _approved(year: int, union: ColumnElement[int]) -> ColumnElement[bool]:
    return exists().where(
        occasion_years.c.union_id == union,
        occasion_years.c.year == year,
        occasion_years.c.approved_at.is_not(None),
    )


class OccasionsDue(Plan):
    @property
    def calendar(self) -> tuple[Occasion, ...]:
        return known()

    async def approved(self, year: int) -> dict[int, YearPlan]:
        """The plan of every union that has approved this year; on trial or not."""
        rows = await self.run(
            select(
                occasion_years.c.union_id,
                occasion_years.c.year,
                occasion_years.c.kept,
                occasion_years.c.approved_by,
                occasion_years.c.approved_at,
            ).where(occasion_years.c.year == year, occasion_years.c.approved_at.is_not(None))
        )
        return {row.union_id: year_plan(row) for row in rows}

    async def groups(self, year: int) -> list[tuple[int, int]]:
        """Union and where it is posted, of unions that have approved this year."""
        places = posts_to(self.work.now)
        rows = await self.run(
            select(unions.c.id, places.c.chat_id)
            .join(places, places.c.union_id == unions.c.id)
            .where(live(), places.c.chat_id.is_not(None), _approved(year, unions.c.id))
            .order_by(places.c.chat_id)
        )
        return [(row.id, row.chat_id) for row in rows]

    async def women(self, year: int) -> list[Reachable]:
        """Women who can be written to, of unions that have approved this year."""
        female = members.c.sex == Sex.FEMALE.value
        return await self._reachable(
            reachable(and_(female, live(), _approved(year, members.c.union_id)))
        )

    async def first_of(self, circles: Iterable[Role]) -> list[Reachable]:
        """Per union, who holds the first of these seats in which somebody can be reached."""
        found: list[Reachable] = []
        for role in circles:
            served = {one.union_id for one in found}
            found += [one for one in await self.officers([role]) if one.union_id not in served]
        return found
