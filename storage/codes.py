"""One-time codes: only their digests are kept."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from storage.models import codes
from storage.repository import UnionRepository
from union.codes import LIFETIME, CodeKind


@dataclass(frozen=True, slots=True)
class Code:
    id: int
    kind: CodeKind
    member_id: int | None
    team_id: int | None


class Codes(UnionRepository):
    async def issue(
        self,
        digest: str,
        kind: CodeKind,
        *,
        uses: int = 1,
        member_id: int | None = None,
        team_id: int | None = None,
        lifetime: timedelta | None = None,
    ) -> int:
        """Store a code. An older one for the same member or team stops working."""
        await self.run(
            self.update(codes)
            .where(
                codes.c.kind == kind.value,
                codes.c.member_id.is_not_distinct_from(member_id),
                codes.c.team_id.is_not_distinct_from(team_id),
            )
            .values(uses_left=0)
        )
        return await self.new_row(
            codes,
            digest=digest,
            kind=kind.value,
            member_id=member_id,
            team_id=team_id,
            uses_left=uses,
            expires_at=self.work.now + (lifetime or LIFETIME[kind]),
            created_at=self.work.now,
        )

    async def exists(self, digest: str) -> bool:
        """Whether this code was ever given out here; a new one must be another."""
        query = self.mine(select(codes.c.id), codes).where(codes.c.digest == digest)
        return (await self.run(query)).first() is not None

    async def find(self, digest: str) -> Code | None:
        """A code that still works."""
        query = self.mine(
            select(codes.c.id, codes.c.kind, codes.c.member_id, codes.c.team_id), codes
        ).where(
            codes.c.digest == digest,
            codes.c.uses_left > 0,
            codes.c.expires_at > self.work.now,
        )
        row = (await self.run(query)).one_or_none()
        return Code(row.id, CodeKind(row.kind), row.member_id, row.team_id) if row else None

    async def use(self, code_id: int) -> bool:
        """Take one use. False if another press took the last one."""
        used = await self.run(
            self.update(codes)
            .where(codes.c.id == code_id, codes.c.uses_left > 0)
            .values(uses_left=codes.c.uses_left - 1)
        )
        return used.rowcount == 1
