"""What the fault tests look at: calls as the platform saw them, rows as the outbox keeps them."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from storage.models import chats, outbox
from tests.chat import Town
from tests.crash.lives import PATIENCE
from tests.person import Person


def sends(town: Town, chat: int) -> list[Any]:
    """Calls that meant to say something in a chat, taken or refused."""
    return [
        call
        for call in town.world.calls
        if call.method == "sendMessage" and str(call.params.get("chat_id")) == str(chat)
    ]


def heard_by(person: Person) -> list[str]:
    return [m.text for m in person.world.messages(person.id) if m.from_bot]


async def until(town: Town, true: Callable[[], Any]) -> None:
    """Look again whenever the platform has something new."""
    while not true():
        assert await town.world.journal.pulse.wait(PATIENCE), "nothing happens any more"


async def rows(town: Town, chat: int) -> list[Any]:
    """The outbox of one chat, oldest first."""
    query = (
        select(outbox, chats.c.blocked_at, chats.c.external)
        .join(chats, chats.c.id == outbox.c.chat_id)
        .where(chats.c.external == str(chat))
        .order_by(outbox.c.id)
    )
    async with town.work() as work:
        return list((await work.connection.execute(query)).all())


async def chat_row(town: Town, external: int) -> Any:
    async with town.work() as work:
        query = select(chats).where(chats.c.external == str(external))
        return (await work.connection.execute(query)).one_or_none()


async def write_to(town: Town, person: Person, body: dict[str, Any]) -> None:
    """A message of the bot's own, and wait until it is out."""
    row = await chat_row(town, person.id)
    async with town.work() as work:
        await work.outbox.add(row.id, town.union_id, body)
    town.app.sender.take([], {row.id})
    await town.app.idle()
