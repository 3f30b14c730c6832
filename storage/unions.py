"""The union itself: its profile, its switches, its groups and its members' accounts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, exists, or_, select, update

from storage.models import accounts, bots, chats, links, members, outbox, unions
from storage.repository import UnionRepository


@dataclass(frozen=True, slots=True)
class Profile:
    id: int
    code: str
    name: str
    kind: str
    upper_name: str
    bank: dict[str, Any]
    trial: bool
    quiet_until: date | None
    posts_by_hand: bool = False  # no bot is in the group: an officer copies what it would say


COLUMNS = tuple(unions.c[name] for name in Profile.__slots__)

_PRIVATE_CHAT = (
    select(chats.c.id)
    .join(
        accounts,
        (accounts.c.bot_id == chats.c.bot_id) & (accounts.c.external == chats.c.external),
    )
    .join(links, links.c.account_id == accounts.c.id)
    .where(
        links.c.union_id == bindparam("union"),
        links.c.member_id == bindparam("member"),
        chats.c.is_group.is_(False),
        chats.c.blocked_at.is_(None),
    )
    .order_by(links.c.chosen.desc(), chats.c.heard_at.desc().nulls_last(), chats.c.id)
    .limit(1)
)


class Unions(UnionRepository):
    async def profile(self) -> Profile:
        row = (await self.run(select(*COLUMNS).where(unions.c.id == self.union_id))).one()
        return Profile(**row._mapping)

    async def change(self, **values: Any) -> None:
        self.work.writing()
        await self.run(update(unions).where(unions.c.id == self.union_id).values(**values))

    async def link(self, account_id: int, member_id: int) -> None:
        """This account is this member from now on."""
        self.work.writing()
        known = self.mine(select(members.c.id), members).where(members.c.id == member_id)
        if (await self.run(known)).first() is None:
            raise LookupError("no such member in this union")
        values = {"member_id": member_id, "since": self.work.now, "used_at": self.work.now}
        statement = self.upsert(links, ["account_id", "union_id"], values)
        await self.run(statement.values(union_id=self.union_id, account_id=account_id, **values))
        await self.run(
            # Somebody who is busy in another union is not moved under their feet.
            update(accounts)
            .where(accounts.c.id == account_id, accounts.c.union_id.is_(None))
            .values(union_id=self.union_id)
        )

    async def unlink_all(self, member_id: int) -> int:
        """None of a member's accounts leads here any more. How many did."""
        gone = await self.run(self.delete(links).where(links.c.member_id == member_id))
        return gone.rowcount

    async def is_linked(self, member_id: int) -> bool:
        query = select(
            exists().where(links.c.union_id == self.union_id, links.c.member_id == member_id)
        )
        return bool((await self.run(query)).scalar_one())

    async def private_chat(self, member_id: int) -> int | None:
        """Where a member is written to: the chat they chose or used last, if it is not blocked."""
        asked = {"union": self.union_id, "member": member_id}
        return (await self.run(_PRIVATE_CHAT, asked)).scalar_one_or_none()

    async def groups(self) -> list[int]:
        """The chats of the union's linked groups."""
        rows = await self.run(
            select(chats.c.id).where(
                chats.c.union_id == self.union_id,
                chats.c.is_group,
                chats.c.blocked_at.is_(None),
            )
        )
        return [row.id for row in rows]

    async def link_group(self, chat_id: int) -> None:
        """A group nobody has; another union's is left to them."""
        self.work.writing()
        free = or_(chats.c.union_id.is_(None), chats.c.union_id == self.union_id)
        await self.run(
            update(chats)
            .where(chats.c.id == chat_id, chats.c.is_group, free)
            .values(union_id=self.union_id, blocked_at=None)
        )

    async def unlink_group(self, chat_id: int) -> bool:
        self.work.writing()
        gone = await self.run(
            update(chats)
            .where(chats.c.id == chat_id, chats.c.union_id == self.union_id)
            .values(union_id=None)
        )
        if gone.rowcount == 1:  # nothing of ours is said there any more
            await self.run(
                update(outbox)
                .where(outbox.c.chat_id == chat_id, outbox.c.state == "waiting", outbox.c.unasked)
                .values(state="cancelled", ended_at=self.work.now)
            )
        return gone.rowcount == 1

    async def bot_name(self, bot_id: int) -> str:
        name = (await self.run(select(bots.c.name).where(bots.c.id == bot_id))).scalar_one()
        return str(name)
