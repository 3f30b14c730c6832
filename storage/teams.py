"""The union's teams (tổ công đoàn)."""

from sqlalchemy import select

from storage.models import teams
from storage.repository import UnionRepository
from union.members import Team


class Teams(UnionRepository):
    async def all(self) -> list[Team]:
        query = self.mine(select(teams.c.id, teams.c.number, teams.c.name), teams)
        rows = await self.run(query.order_by(teams.c.number))
        return [Team(row.id, row.number, row.name) for row in rows]

    async def get(self, team_id: int) -> Team | None:
        return next((team for team in await self.all() if team.id == team_id), None)

    async def numbered(self, number: int) -> Team | None:
        return next((team for team in await self.all() if team.number == number), None)

    async def add(self, number: int, name: str) -> int:
        return await self.new_row(teams, number=number, name=name)

    async def rename(self, number: int, name: str) -> None:
        await self.run(self.update(teams).where(teams.c.number == number).values(name=name))
