"""Where choices are typed: one list with numbers at a time, and a question when there are two."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot import texts
from bot.choosing import Either
from bot.lists import is_list, only_way_on
from bot.said import Choice, Reply
from storage.speaker import Speaker
from storage.work import Work
from union import words


def one_list(parts: Sequence[Reply], weighs: Callable[[str], bool]) -> tuple[Reply, ...]:
    """Of the messages of one answer only the last with choices numbers them.

    A single way on that does nothing has no number, or it would stand against the next list.
    """
    bodies = [one.body() for one in parts]
    lists = [place for place, body in enumerate(bodies) if is_list(body)]
    worded = {place for place in lists if place != lists[-1] or only_way_on(bodies[place], weighs)}
    return tuple(
        replace(one, worded=True) if place in worded else one for place, one in enumerate(parts)
    )


async def which(work: Work, who: Speaker, either: Either) -> Reply:
    """Which of two lists a number was meant for: answered by the words of the choice, or by the
    message where two lists offer the same words."""
    said = {words.fold(choice.label) for choice in either.choices}
    if len(said) == len(either.choices):
        offered = [Choice(one.label, one.data, on=one.message) for one in either.choices]
        return texts.common.which_choice(offered)
    heads = await work.menus.heads(who.chat_id, [one.message for one in either.choices])
    return texts.common.which_message(
        [(heads.get(one.message, ""), one.label, one.data, one.message) for one in either.choices]
    )
