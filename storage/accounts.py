"""Accounts and chats of the deployment: who is met, which union is meant, what was heard."""

from datetime import datetime, timedelta

from sqlalchemy import insert, literal, select, update

from storage.ending import Last
from storage.models import accounts, chats, heard, links, outbox, unions
from storage.moving import moved
from storage.repository import Repository
from storage.speaker import SPEAKER, Speaker, speaker_of

_HEARD = insert(heard)


class Accounts(Repository):
    """Deployment tables: an account belongs to a bot, not to a union."""

    async def speaker(
        self, bot_id: int, chat: str, person: str, key: str, now: datetime
    ) -> Speaker | None:
        """Who says this, and the chat's row locked; None for a chat or person never seen."""
        asked = {
            "bot": bot_id,
            "chat": chat,
            "person": person,
            "key": key,
            "now": now,
            "minute_ago": now - timedelta(minutes=1),
            "day_ago": now - timedelta(days=1),
        }
        row = (await self.run(SPEAKER, asked)).one_or_none()
        return speaker_of(bot_id, row) if row else None

    async def meet(self, bot_id: int, chat: str, person: str, is_group: bool) -> None:
        """The first word of a chat or a person: rows for both, whoever comes first."""
        only = (await self.run(select(unions.c.id).where(unions.c.closed_at.is_(None)))).all()
        await self.run(
            self.add_once(chats).values(
                bot_id=bot_id, external=chat, is_group=is_group, heard_at=self.work.now
            )
        )
        await self.run(
            self.add_once(accounts).values(
                bot_id=bot_id,
                external=person,
                # With one union on this deployment a stranger need not say which is meant.
                union_id=only[0].id if len(only) == 1 else None,
                created_at=self.work.now,
            )
        )

    async def choose_union(self, account_id: int, union_id: int) -> None:
        await self.run(
            update(accounts).where(accounts.c.id == account_id).values(union_id=union_id)
        )

    async def unions_of(self, account_id: int) -> list[tuple[int, str]]:
        """The unions this account is a member of: id and name."""
        rows = await self.run(
            select(unions.c.id, unions.c.name)
            .join(links, links.c.union_id == unions.c.id)
            .where(links.c.account_id == account_id)
            .order_by(unions.c.name)
        )
        return [(row.id, row.name) for row in rows]

    async def union_of_message(self, chat_id: int, sent_as: str) -> int | None:
        """Which union's message this was, as the platform numbered it in this chat."""
        query = select(outbox.c.union_id).where(
            outbox.c.chat_id == chat_id, outbox.c.sent_as == sent_as
        )
        return (await self.run(query.order_by(outbox.c.id.desc()).limit(1))).scalar()

    async def wrong_code(self, account_id: int, wrong: int, since: datetime | None) -> None:
        await self.run(
            update(accounts)
            .where(accounts.c.id == account_id)
            .values(wrong_codes=wrong, wrong_since=since)
        )

    def mark_heard(
        self,
        bot_id: int,
        key: str,
        account_id: int | None,
        *,
        stranger: bool = False,
        incident: str | None = None,
    ) -> None:
        """Last of a message's writes: the primary key is what 'heard before' means."""
        row = {
            "bot_id": bot_id,
            "key": key,
            "account_id": account_id,
            "at": self.work.now,
            "stranger": stranger,
            "incident": incident,
        }
        self.work.last.append(Last(_HEARD, row))

    async def was_heard(self, bot_id: int, key: str) -> bool:
        query = select(literal(1)).where(heard.c.bot_id == bot_id, heard.c.key == key)
        return (await self.run(query)).first() is not None

    async def union_by_code(self, code: str) -> int | None:
        """An open union by the code in its link."""
        query = select(unions.c.id).where(unions.c.code == code, unions.c.closed_at.is_(None))
        return (await self.run(query)).scalar_one_or_none()

    async def chat_gone(self, chat_id: int) -> None:
        await self.run(update(chats).where(chats.c.id == chat_id).values(blocked_at=self.work.now))

    async def chat_moved(self, chat_id: int, external: str) -> None:
        """A group became a supergroup: the same chat under another id."""
        await moved(self, chat_id, external)

    async def chat_used(self, chat_id: int) -> None:
        """Written to lately and evidently not blocked: where its member is answered next."""
        await self.run(
            update(chats)
            .where(chats.c.id == chat_id)
            .values(blocked_at=None, heard_at=self.work.now)
        )
