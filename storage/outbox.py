"""What the bot has to say: written with the change it speaks of, sent after the commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, case, func, insert, literal, or_, select, update

from storage.ending import Last
from storage.models import chats, outbox, ticks
from storage.repository import Repository
from storage.types import database_now
from union.calendar import after_quiet, quiet

if TYPE_CHECKING:
    from storage.work import Work

LEASE_MS = 60_000  # longer than the HTTP timeout, or a slow answer would be sent twice
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# After a restore nothing leaves, answers included, until an operator has looked.
paused = select(literal(1)).where(ticks.c.id == 1, ticks.c.paused).exists()


def milliseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Written:
    """A row of the outbox as the sender takes it up."""

    id: int
    chat_id: int
    union_id: int | None
    member_id: int | None
    kind: str
    facts: dict[str, Any] | None
    body: dict[str, Any] | None
    case_id: int | None
    unasked: bool
    marked_first: bool
    attempts: int


WRITTEN = tuple(outbox.c[name] for name in Written.__slots__)


@dataclass(frozen=True, slots=True)
class Owed:
    """What a job owes: unique by `about`, rendered when claimed."""

    about: str
    chat_id: int
    union_id: int
    kind: str
    facts: dict[str, Any]
    member_id: int | None = None
    not_before: datetime | None = None
    marked_first: bool = False

    def values(self, now: datetime) -> dict[str, Any]:
        return {
            "owed": self.about,
            "chat_id": self.chat_id,
            "union_id": self.union_id,
            "kind": self.kind,
            "facts": self.facts,
            "member_id": self.member_id,
            "not_before": milliseconds(self.not_before) if self.not_before else 0,
            "marked_first": self.marked_first,
            "unasked": True,
            "created_at": now,
        }


def _answer() -> Any:
    """Built once, like every statement of the message path."""
    chat = bindparam("chat", type_=outbox.c.chat_id.type)
    others = (
        select(literal(1))
        .where(
            outbox.c.chat_id == chat,
            outbox.c.state == "waiting",
            or_(outbox.c.unasked.is_(False), outbox.c.claimed_until > database_now()),
        )
        .exists()
    )
    flooded = (
        select(literal(1)).where(chats.c.id == chat, chats.c.retry_at > database_now()).exists()
    )
    return (
        insert(outbox)
        .values(
            chat_id=bindparam("chat_id"),
            union_id=bindparam("union_id"),
            kind="answer",
            body=bindparam("body"),
            claimed_until=case((others | flooded | paused, 0), else_=database_now() + LEASE_MS),
            attempts=1,
            created_at=bindparam("created_at"),
        )
        .returning(outbox.c.id, outbox.c.claimed_until)
    )


_ANSWER = _answer()


class Outbox(Repository):
    """Rows of messages. Sending them is storage/claims.py and bot/outbox.py."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.waiting: set[int] = set()  # chats the sender should look at after the commit
        self.claimed: list[Written] = []  # answers this process sends at once after the commit

    def answer(self, chat_id: int, union_id: int | None, body: dict[str, Any]) -> None:
        """An answer to the chat that just spoke; born claimed by this process.

        Not when an older message still waits in that chat: then the sender takes both, in
        order. Otherwise it can be sent right after the commit without another transaction. An
        unasked message that nobody is sending yet may be overtaken: answers are not paced.
        """

        def made(row: Any) -> None:
            if not row.claimed_until:
                self.waiting.add(chat_id)
                return
            self.claimed.append(
                Written(
                    row.id, chat_id, union_id, None, "answer", None, body, None, False, False, 1
                )
            )

        values = {
            "chat_id": chat_id,
            "chat": chat_id,
            "union_id": union_id,
            "body": body,
            "created_at": self.work.now,
        }
        self.work.last.append(Last(_ANSWER, values, made))

    async def add(
        self,
        chat_id: int,
        union_id: int | None,
        body: dict[str, Any],
        *,
        kind: str = "message",
        member_id: int | None = None,
        not_before: datetime | None = None,
        at_night: bool = False,
    ) -> None:
        """A finished message to another chat, sent at least once.

        Who is written to has not just spoken: between 21:00 and 07:00 it waits, like a receipt,
        unless somebody watches out for it (`at_night`). Rewriting a card or a menu wakes nobody.
        """
        self.waiting.add(chat_id)
        if kind == "message" and not at_night and quiet(self.work.now):
            not_before = max(not_before or self.work.now, after_quiet(self.work.now))
        await self.run(
            insert(outbox).values(
                chat_id=chat_id,
                union_id=union_id,
                member_id=member_id,
                kind=kind,
                body=body,
                not_before=milliseconds(not_before) if not_before else 0,
                created_at=self.work.now,
            )
        )

    async def card(
        self,
        chat_id: int,
        union_id: int,
        member_id: int,
        case_id: int,
        kind: str,
        facts: dict[str, Any],
        about: str | None = None,
        not_before: datetime | None = None,
    ) -> None:
        """A card to one who may decide; re-checked and rendered when claimed."""
        self.waiting.add(chat_id)
        await self.run(
            self.add_once(outbox).values(
                owed=about,
                chat_id=chat_id,
                union_id=union_id,
                member_id=member_id,
                case_id=case_id,
                kind=kind,
                facts=facts,
                not_before=milliseconds(not_before) if not_before else 0,
                created_at=self.work.now,
            )
        )

    async def owe(self, rows: Sequence[Owed]) -> None:
        """Write what is owed; asking twice writes nothing new."""
        if rows:
            await self.run(self.add_once(outbox), [row.values(self.work.now) for row in rows])

    async def together(self, row: Owed) -> bool:
        """One message for all that comes to somebody at one hour; False if it is being made.

        The row of that hour is touched, so that whoever makes the message waits for this
        transaction and sees what it wrote.
        """
        once = self.add_once(outbox).values(**row.values(self.work.now))
        if (await self.run(once.returning(outbox.c.id))).first() is not None:
            return True
        joined = await self.run(
            update(outbox)
            .where(
                outbox.c.owed == row.about,
                outbox.c.state.in_(("waiting", "cancelled")),
                outbox.c.claimed_until < database_now(),
            )
            .values(state="waiting", chat_id=row.chat_id, ended_at=None)
            .returning(outbox.c.id)
        )
        return joined.first() is not None

    async def copies(self, case_id: int) -> list[tuple[int, str, int | None]]:
        """Where a case's cards were sent: chat, platform message id, member."""
        rows = await self.run(
            select(outbox.c.chat_id, outbox.c.sent_as, outbox.c.member_id).where(
                outbox.c.case_id == case_id,
                outbox.c.state == "sent",
                outbox.c.sent_as.is_not(None),
            )
        )
        return [(row.chat_id, row.sent_as, row.member_id) for row in rows]

    async def cancel_case(self, case_id: int) -> None:
        """Cards that have not gone out yet need not any more."""
        await self._cancel(outbox.c.case_id == case_id)

    async def cancel_member(self, member_id: int) -> None:
        """Whoever died, left or is away long has their unsent messages cancelled at once."""
        await self._cancel(outbox.c.member_id == member_id)

    async def cancel_kind(self, member_id: int, kind: str) -> bool:
        """What of this kind still waits for a member goes out no more. Whether there was any."""
        return await self._cancel(and_(outbox.c.member_id == member_id, outbox.c.kind == kind))

    async def cancel_owed(self, about: Sequence[str]) -> None:
        """What was owed about these is owed no more."""
        await self._cancel(outbox.c.owed.in_(list(about)))

    async def _cancel(self, which: Any) -> bool:
        cancelled = await self.run(
            update(outbox)
            .where(which, outbox.c.state == "waiting")
            .values(state="cancelled", ended_at=self.work.now)
        )
        return cancelled.rowcount > 0

    async def unasked_since(self, member_id: int, since: datetime, kinds: list[str]) -> int:
        """Unasked private messages of these kinds a member got since a moment."""
        query = (
            select(func.count())
            .select_from(outbox)
            .where(
                outbox.c.member_id == member_id,
                outbox.c.kind.in_(kinds),
                outbox.c.state.in_(("sent", "unknown")),
                outbox.c.ended_at >= since,
            )
        )
        return int((await self.run(query)).scalar_one())
