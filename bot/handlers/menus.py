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
    menu = offered(talk.house.commands, None, ())
    await talk.work.outbox.add(talk.who.chat_id, talk.work.union_id, {"menu": menu}, kind="menu")


async def renew(talk: Talk, member_id: int) -> None:
    """Rights moved: the member's menu follows in the same minute."""
    chat_id = await talk.work.unions.private_chat(member_id)
    if chat_id is None:
        return
    held = await talk.work.seats.held()
    seats = [
        Seat(seat.role, seat.team.id if seat.team else None)
        for seat in held
        if seat.holder.id == member_id
    ]
    menu = offered(talk.house.commands, member_id, seats)
    await talk.work.outbox.add(
        chat_id, talk.work.union_id, {"menu": menu}, kind="menu", member_id=member_id
    )
