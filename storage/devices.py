"""A member's own accounts: on which platforms and bots they are, and where they are written to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.models import accounts, bots, chats, links
from storage.repository import UnionRepository


@dataclass(frozen=True, slots=True)
class Device:
    """One account of a member, with the private chat it has."""

    account_id: int
    chat_id: int
    platform: str
    bot: str
    chosen: bool
    blocked: bool
    used: datetime | None


class Devices(UnionRepository):
    async def of(self, member_id: int) -> list[Device]:
        """In the order in which they would be written to."""
        query = (
            select(
                links.c.account_id,
                chats.c.id.label("chat_id"),
                bots.c.platform,
                bots.c.name,
                links.c.chosen,
                chats.c.blocked_at,
                chats.c.heard_at,
            )
            .join(accounts, accounts.c.id == links.c.account_id)
            .join(bots, bots.c.id == accounts.c.bot_id)
            .join(
                chats,
                (chats.c.bot_id == accounts.c.bot_id) & (chats.c.external == accounts.c.external),
            )
            .where(links.c.member_id == member_id, chats.c.is_group.is_(False))
            .order_by(
                chats.c.blocked_at.is_not(None),
                links.c.chosen.desc(),
                chats.c.heard_at.desc().nulls_last(),
                chats.c.id,
            )
        )
        return [
            Device(
                row.account_id, row.chat_id, row.platform, row.name, row.chosen,
                row.blocked_at is not None, row.heard_at,
            )
            for row in await self.run(self.mine(query, links))
        ]  # fmt: skip

    async def choose(self, member_id: int, account_id: int | None) -> bool:
        """Write to this one, whichever was used last; None: to the one used last."""
        await self.run(
            self.update(links).where(links.c.member_id == member_id).values(chosen=False)
        )
        if account_id is None:
            return True
        changed = await self.run(
            self.update(links)
            .where(links.c.member_id == member_id, links.c.account_id == account_id)
            .values(chosen=True)
        )
        return changed.rowcount == 1

    async def drop(self, member_id: int, account_id: int) -> bool:
        """This account is this member's no more."""
        gone = await self.run(
            self.delete(links).where(
                links.c.member_id == member_id, links.c.account_id == account_id
            )
        )
        return gone.rowcount == 1
