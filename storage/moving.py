"""A group became a supergroup: an update or a refused message tells, and both end here."""

from sqlalchemy import func, select, update

from storage.models import chats, outbox
from storage.repository import Repository


async def moved(repository: Repository, chat_id: int, external: str) -> None:
    """Follow the new id. Where it was met already, that row takes the union and what waits."""
    here = (
        await repository.run(select(chats.c.bot_id, chats.c.union_id).where(chats.c.id == chat_id))
    ).one()
    known = select(chats.c.id).where(chats.c.bot_id == here.bot_id, chats.c.external == external)
    newer = (await repository.run(known)).scalar_one_or_none()
    if newer == chat_id:
        return
    if newer is None:
        await repository.run(update(chats).where(chats.c.id == chat_id).values(external=external))
        return
    await repository.run(
        update(outbox)
        .where(outbox.c.chat_id == chat_id, outbox.c.state == "waiting")
        .values(chat_id=newer, claimed_until=0)
    )
    await repository.run(
        update(chats)
        .where(chats.c.id == newer)
        .values(union_id=func.coalesce(here.union_id, chats.c.union_id))
    )
    await repository.run(update(chats).where(chats.c.id == chat_id).values(union_id=None))
