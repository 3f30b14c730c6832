"""Which choice of a numbered list somebody means: “2”, “2.”, “chọn 2”, its label, “duyệt 17”.

A number picks from a list that shows numbers. What is said in words, a card or a question for a
number, is never picked by one; and a number that fits two lists picks nothing, it is asked back.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from storage.menus import Choice, Menu
from union import words
from union.answers import Reading, reading
from union.typed_choice import bare_number, begins, with_number

# Without its accents, one of these alone may be another word than a label begins with (§14).
_NOT_ALONE = frozenset(("anh", "ban", "chi", "cho", "dong", "dung", "muon", "the", "toi", "vay"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the choice decides, and the message that offered it."""

    data: str
    message: str


@dataclass(frozen=True, slots=True)
class Either:
    """Two lists are open: which one is meant has to be said in words."""

    choices: tuple[Choice, ...]


def choose(
    text: str,
    menus: Sequence[Menu],
    *,
    asked_for_number: bool = False,
    command: bool = False,
    weighs: Callable[[str], bool] = lambda data: True,
) -> Chosen | Either | None:
    """`menus` are the newest first, and with them every card that may still be answered.

    Where a question asks for a number, a number answers the question and picks nothing.
    `command`: the words are a command of their own, so the beginning of a label is not meant.
    `weighs`: whether a choice writes something, which no bare number does while two lists are open.
    """
    said = words.strip_courtesy(words.fold(text))
    if not said or not menus:
        return None
    found = _by_case(text, menus) or _by_label(text, said, menus, beginnings=not command)
    number = bare_number(text)
    if found is not None or number is None or asked_for_number:
        return found
    lists = _different(menus)
    meant = _numbered(number, lists)
    if len(meant) > 1 or (meant and len(lists) > 1 and weighs(meant[0].data)):
        return Either(tuple(meant))
    return Chosen(meant[0].data, meant[0].message) if meant else None


def _different(menus: Sequence[Menu]) -> list[Menu]:
    """Lists with numbers; a message that came twice is one."""
    lists = [menu for menu in menus if menu.numbered]
    return list({tuple(one.data for one in menu.choices): menu for menu in lists[::-1]}.values())[
        ::-1
    ]


def _numbered(number: int, lists: Sequence[Menu]) -> list[Choice]:
    """What the number stands for, in the newest list first; the same thing once."""
    found = [menu.choices[number - 1] for menu in lists if number <= len(menu.choices)]
    return list({choice.data: choice for choice in reversed(found)}.values())[::-1]


def _by_case(text: str, menus: Sequence[Menu]) -> Chosen | None:
    """“duyệt 17”: the card of that number, whichever of several is open, however old."""
    word, number = with_number(text) or ("", 0)
    for card in (menu for menu in menus if number and menu.case_number == number):
        labelled = [(words.fold(choice.label), choice) for choice in card.choices]
        if choice := _meant(word, labelled, beginnings=True):
            return Chosen(choice.data, choice.message)
    return None


def _by_label(text: str, said: str, menus: Sequence[Menu], beginnings: bool) -> Chosen | None:
    """A whole label, or the beginning of only one; of a card only while no other is open.

    Accents are not needed, but where typed they decide; “dung” may be đúng or dừng and is nobody's.
    """
    if reading(text) is Reading.ASK:
        return None
    cards = [menu for menu in menus if menu.case_number and menu.current]
    open_to_words = [menu for menu in menus if not menu.case_number] + cards * (len(cards) == 1)
    typed = words.normal(text).lower().split()
    labelled = [
        (words.fold(choice.label), choice)
        for menu in open_to_words
        for choice in menu.choices
        if not _other_accents(typed, said, choice.label)
    ]
    unclear = said in _NOT_ALONE and words.plain(text) == words.normal(text).lower()
    choice = _meant(said, labelled, beginnings=beginnings and not unclear)
    return Chosen(choice.data, choice.message) if choice else None


def _meant(said: str, labelled: Sequence[tuple[str, Choice]], beginnings: bool) -> Choice | None:
    exact = [choice for label, choice in labelled if label == said]
    if exact:
        return _only(exact)
    begun = [choice for label, choice in labelled if begins(said, label)]
    return _only(begun) if beginnings else None


def _only(found: Iterable[Choice]) -> Choice | None:
    """The newest of them, if all of them decide the same."""
    by_data = {choice.data: choice for choice in reversed([*found])}
    return next(iter(by_data.values())) if len(by_data) == 1 else None


def _other_accents(typed: Sequence[str], said: str, label: str) -> bool:
    """“chùa” is not the beginning of “Chưa”."""
    meant = words.normal(label).lower().split()
    together = list(zip(typed, meant, strict=False))
    if " ".join(typed) == said or words.fold(" ".join(typed)) != said:
        return False  # without accents, or with courtesy around it: compared folded
    return not all(words.agrees([_bare(one)], [_bare(other)]) for one, other in together)


def _bare(word: str) -> str:
    return "".join(letter for letter in word if letter.isalnum())
