"""Where choices are typed: one list with numbers at a time, and a question when there are two."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot import texts
from bot.choosing import Either
from bot.said import Choice, Reply
from storage.accounts import Speaker
from storage.work import Work
from union import words


def one_list(parts: Sequence[Reply], weighs: Callable[[str], bool]) -> tuple[Reply, ...]:
    """Of the messages of one answer only the last with choices numbers them.

    A single way on that does nothing (“Trang chính”) has no number, or it would stand against
    the next list that comes.
    """
    lists = [place for place, one in enumerate(parts) if _is_list(one)]
    return tuple(
        replace(one, worded=True)
        if place in lists and (place != lists[-1] or _only_leads_on(one, weighs))
        else one
        for place, one in enumerate(parts)
    )


def _carried(one: Reply) -> list[str]:
    return [choice.data for row in one.choices for choice in row if choice.data]


def _is_list(one: Reply) -> bool:
    return bool(_carried(one)) and one.case is None and not one.worded


def _only_leads_on(one: Reply, weighs: Callable[[str], bool]) -> bool:
    carried = _carried(one)
    return len(carried) == 1 and not weighs(carried[0])


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
