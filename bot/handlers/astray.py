"""Where choices are typed: a number or a card's word that fits nothing open says why."""

from bot import texts
from bot.said import Choice, Reply
from bot.talk import Talk
from storage.menus import Menu
from union import words
from union.typed_choice import bare_number, begins, with_number


async def astray(talk: Talk) -> Reply | None:
    """None where the words are neither, or choices are pressed."""
    number, meant = bare_number(talk.said.text), with_number(talk.said.text)
    if not talk.said.numbered or (number is None and meant is None):
        return None
    live = await talk.work.menus.live(talk.who.chat_id)
    if number is not None:
        return _number(number, live) or texts.common.no_list(number, talk.who.member)
    return _case(*meant, live) if meant else None


def _number(number: int, live: list[Menu]) -> Reply | None:
    """A card wants its word too; a list that has fewer is shown again."""
    cards = [menu for menu in live if menu.case_number == number]
    lists = [menu for menu in live if menu.numbered]
    if cards and not (lists and lists[0].sent_at > cards[0].sent_at):
        return texts.common.card_word(number, [one.label for one in cards[0].choices])
    return texts.common.no_such_number(_again(lists[0])) if lists else None


def _case(word: str, number: int, live: list[Menu]) -> Reply | None:
    """“đã chuyển khoản 2” where only another card offers these words."""
    offered = any(
        begins(word, words.fold(one.label))
        for menu in live
        if menu.case_number
        for one in menu.choices
    )
    return texts.common.no_such_case(number) if offered else None


def _again(menu: Menu) -> list[Choice]:
    return [Choice(one.label, one.data, on=one.message) for one in menu.choices]
