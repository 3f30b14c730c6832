"""The menu behind “/”: each person's own, by what they may do now."""

from collections.abc import Iterable

from bot import texts
from bot.talk import Command, Talk
from union.rights import Seat

IN_GROUPS = [[name, about] for name, about in texts.help.IN_GROUPS.items()]


def offered(
    commands: Iterable[Command], member_id: int | None, seats: Iterable[Seat]
) -> list[list[str]]:
    """Command and explanation, as the platform lists them. For strangers: what anybody may."""
    held = tuple(seats)
    return [
        [command.name, command.about]
        for command in commands
        if not command.hidden and command.audience.offered(member_id, held)
    ]


async def forget(talk: Talk) -> None:
    """The speaker is no member any more: the menu is a stranger's again."""
    await clear(talk, talk.who.chat_id)


async def clear(talk: Talk, chat_id: int) -> None:
    """Nobody there is a member any more."""
    menu = offered(talk.house.commands, None, ())
    await talk.work.outbox.add(chat_id, talk.work.union_id, {"menu": menu}, kind="menu")


async def renew(talk: Talk, member_id: int) -> None:
    """Rights moved: the member's menu follows in the same minute.

    And again at each moment to come at which a seat of theirs begins or ends by itself.
    """
    work = talk.work
    chat_id = await work.unions.private_chat(member_id)
    if chat_id is None:
        return
    await work.outbox.cancel_kind(member_id, "menu")
    for at in (work.now, *await work.seats.changes(member_id)):
        held = await work.seats.held(at=at)
        seats = [seat.right for seat in held if seat.holder.id == member_id]
        menu = {"menu": offered(talk.house.commands, member_id, seats)}
        await work.outbox.add(
            chat_id, work.union_id, menu, kind="menu", member_id=member_id, not_before=at
        )
