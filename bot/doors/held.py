"""A restored database sends nothing until an operator has looked: `congdoan resume`."""

from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.models import accounts, chats, links, members, outbox, ticks, unions
from storage.types import database_now

FEW_LETTERS = 40
KINDS = {
    "answer": "câu trả lời",
    "card": "thẻ việc chờ duyệt",
    "edit": "sửa thẻ cũ",
    "menu": "thực đơn",
    "birthday": "lời chúc sinh nhật",
    "birthday.group": "lời chúc sinh nhật trong nhóm",
    "birthday.month": "danh sách sinh nhật tháng",
    "birthday.ask": "câu hỏi về lời chúc sinh nhật",
}


def hold(connection: Connection) -> list[str]:
    """Hold what was unsent: some of it may have gone out after the backup was made."""
    if not connection.execute(update(ticks).where(ticks.c.id == 1).values(paused=True)).rowcount:
        connection.execute(insert(ticks).values(id=1, paused=True))
    connection.execute(
        update(outbox).where(outbox.c.state == "waiting").values(state="held", claimed_until=0)
    )
    return [_line(row) for row in connection.execute(_held())]


def _held() -> Select[Any]:
    """The messages with their listeners; an answer names only its chat."""
    listener = (
        select(members.c.name)
        .join(links, links.c.member_id == members.c.id)
        .join(accounts, accounts.c.id == links.c.account_id)
        .where(accounts.c.bot_id == chats.c.bot_id, accounts.c.external == chats.c.external)
        .order_by(links.c.used_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(outbox, chats.c.is_group, unions.c.name.label("union_name"))
        .add_columns(func.coalesce(members.c.name, listener).label("listener"))
        .join(chats, chats.c.id == outbox.c.chat_id)
        .outerjoin(members, members.c.id == outbox.c.member_id)
        .outerjoin(unions, unions.c.id == outbox.c.union_id)
        .where(outbox.c.state == "held")
        .order_by(outbox.c.id)
    )


def _line(row: Any) -> str:
    """Enough to decide whether it should still go out, and not more of what is private."""
    whom = f"nhóm của {row.union_name}" if row.is_group else row.listener or "người chưa vào"
    words = " ".join(str((row.body or {}).get("text", "")).split())
    about = row.owed or (words if len(words) <= FEW_LETTERS else f"{words[:FEW_LETTERS]}…")
    return f"{KINDS.get(row.kind, 'tin')} cho {whom}" + (f": {about}" if about else "")


async def resume(engine: AsyncEngine, *, cancel: bool) -> int:
    """Send what was held, or give it up; either way the bot sends again. How many rows."""
    values: dict[str, Any] = {"state": "waiting", "claimed_until": 0}
    if cancel:
        values = {"state": "cancelled", "claimed_until": 0, "ended_at": database_now()}
    async with engine.begin() as connection:
        held = await connection.execute(
            update(outbox).where(outbox.c.state == "held").values(**values)
        )
        await connection.execute(update(ticks).where(ticks.c.id == 1).values(paused=False))
        return held.rowcount
