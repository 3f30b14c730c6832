"""The occasions a union keeps in a year, as its chair has approved them."""

from sqlalchemy import Row, bindparam, select

from config import occasions as config
from storage.models import occasion_years
from storage.repository import UnionRepository
from union.occasions import Dated, Occasion, YearPlan, of_year, proposed


def known() -> tuple[Occasion, ...]:
    """Every occasion there is; a union's own come beside them some day."""
    return config.occasions()


def year_plan(row: Row[tuple[object, ...]]) -> YearPlan:
    return YearPlan(row.year, frozenset(row.kept), row.approved_by, row.approved_at)


_YEAR = select(
    occasion_years.c.year,
    occasion_years.c.kept,
    occasion_years.c.approved_by,
    occasion_years.c.approved_at,
).where(occasion_years.c.union_id == bindparam("union"), occasion_years.c.year == bindparam("year"))


class Occasions(UnionRepository):
    """Rows of a union; `calendar` is the same for all until unions have days of their own."""

    @property
    def calendar(self) -> tuple[Occasion, ...]:
        return known()

    def find(self, key: str) -> Occasion | None:
        return next((one for one in self.calendar if one.key == key), None)

    def days(self, year: int) -> list[Dated]:
        return of_year(self.calendar, year)

    async def year(self, year: int) -> YearPlan:
        """What was chosen; before anybody chose, what is proposed."""
        row = (await self.run(_YEAR, {"union": self.union_id, "year": year})).one_or_none()
        return year_plan(row) if row else proposed(self.calendar, year)

    async def keep(self, plan: YearPlan, key: str, kept: bool) -> None:
        """Leave an occasion in or out; the approval stays what it was."""
        chosen = plan.kept | {key} if kept else plan.kept - {key}
        await self._write(plan.year, {"kept": sorted(chosen)})

    async def approve(self, plan: YearPlan, member_id: int) -> None:
        """From now on exactly these are greeted."""
        approved = {"approved_by": member_id, "approved_at": self.work.now}
        await self._write(plan.year, {"kept": sorted(plan.kept), **approved})

    async def _write(self, year: int, values: dict[str, object]) -> None:
        self.work.writing()
        statement = self.upsert(occasion_years, ["union_id", "year"], values)
        await self.run(statement.values(union_id=self.union_id, year=year, **values))
