"""The hours at which an officer wants cards to come together; without a row: at once."""

from collections.abc import Iterable, Sequence
from datetime import time

from sqlalchemy import bindparam, select

from storage.models import card_hours, members
from storage.repository import UnionRepository

_OF = select(card_hours.c.member_id, card_hours.c.hours).where(
    card_hours.c.union_id == bindparam("union"),
    card_hours.c.member_id.in_(bindparam("members", expanding=True)),
)


class CardHours(UnionRepository):
    async def of(self, member_ids: Iterable[int]) -> dict[int, list[time]]:
        """Member → hours, of those who chose any."""
        rows = await self.run(_OF, {"union": self.union_id, "members": list(member_ids)})
        return {row.member_id: [time.fromisoformat(at) for at in row.hours] for row in rows}

    async def choose(self, member_id: int, hours: Sequence[time]) -> None:
        """From now on at these hours; none of them: at once."""
        known = self.mine(select(members.c.id), members).where(members.c.id == member_id)
        if (await self.run(known)).first() is None:
            raise LookupError("no such member in this union")
        await self.run(self.delete(card_hours).where(card_hours.c.member_id == member_id))
        if hours:
            kept = [at.strftime("%H:%M") for at in hours]
            await self.new_row(card_hours, member_id=member_id, hours=kept)
