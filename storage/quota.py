"""How many messages a bot account has used of its month; both directions count."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from storage.models import accounts, bot_months, bots, chats, links
from storage.repository import Repository
from union.bots import SPARED_AT, spent

_PRIVATE = (
    (chats.c.bot_id == accounts.c.bot_id)
    & (chats.c.external == accounts.c.external)
    & chats.c.is_group.is_(False)
)


def month_of(day: date) -> int:
    return day.year * 100 + day.month


class Quota(Repository):
    async def count(self, bot_id: int, *, sent: int = 0, heard: int = 0) -> None:
        """Add to the month of now."""
        key = {"bot_id": bot_id, "month": month_of(self.work.today)}
        grown: dict[str, Any] = {
            "sent": bot_months.c.sent + sent,
            "heard": bot_months.c.heard + heard,
        }
        statement = self.upsert(bot_months, ["bot_id", "month"], grown)
        await self.run(statement.values(**key, sent=sent, heard=heard))

    async def used(self, bot_id: int) -> tuple[int, int | None]:
        """Messages of this month, and how many the platform allows; None where it names none."""
        query = (
            select(
                bots.c.quota, func.coalesce(bot_months.c.sent + bot_months.c.heard, 0).label("used")
            )
            .outerjoin(
                bot_months,
                (bot_months.c.bot_id == bots.c.id)
                & (bot_months.c.month == month_of(self.work.today)),
            )
            .where(bots.c.id == bot_id)
        )
        row = (await self.run(query)).one_or_none()
        return (int(row.used), row.quota) if row else (0, None)

    async def places(self, bot_id: int) -> tuple[int, int]:
        """How many people occupy a place of the bot, and how many of them are strangers.

        Whoever wrote in private; who only speaks in a group takes no place.
        """
        linked = select(links.c.account_id)
        query = (
            select(
                func.count().label("all"),
                func.count().filter(accounts.c.id.not_in(linked)).label("strangers"),
            )
            .join(chats, _PRIVATE)
            .where(accounts.c.bot_id == bot_id)
        )
        row = (await self.run(query)).one()
        return int(row.all), int(row.strangers)

    async def occupied(self, union_id: int) -> dict[int, tuple[int, int]]:
        """Bot → people who occupy a place, and how many of them are members of this union."""
        ours = select(links.c.account_id).where(links.c.union_id == union_id)
        query = (
            select(
                accounts.c.bot_id,
                func.count().label("all"),
                func.count().filter(accounts.c.id.in_(ours)).label("ours"),
            )
            .join(chats, _PRIVATE)
            .group_by(accounts.c.bot_id)
        )
        return {row.bot_id: (int(row.all), int(row.ours)) for row in await self.run(query)}

    async def bots(self) -> list[tuple[int, str, int]]:
        """Bots whose platform counts messages: id, name, messages a month."""
        query = select(bots.c.id, bots.c.name, bots.c.quota).where(bots.c.quota.is_not(None))
        return [(row.id, row.name, row.quota) for row in await self.run(query.order_by(bots.c.id))]

    async def unions(self, bot_id: int) -> set[int]:
        """The unions that have members at this bot."""
        query = select(links.c.union_id).join(accounts, accounts.c.id == links.c.account_id)
        rows = await self.run(query.where(accounts.c.bot_id == bot_id).distinct())
        return {row.union_id for row in rows}

    async def spared(self, chat_id: int) -> bool:
        """Whether what is left of the month, for the bot of this chat, is kept for answers."""
        bot_id = select(chats.c.bot_id).where(chats.c.id == chat_id)
        used, allowed = await self.used((await self.run(bot_id)).scalar_one())
        return spent(used, allowed, SPARED_AT)
