"""Reading what is said about the book: money spent, money received, a voucher to look at.

A sentence is taken for a payment only when it begins like one and names an amount; it opens a
draft that is asked about, never a voucher: “chi” spends and is also an elder sister (§14).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from union import words
from union.book import named
from union.money import amounts_in

LONGEST_ADDRESS = 6  # words before the verb: “chị ơi cho em”
LONGEST_NAME = 4
_VISITS = ("tham", "vieng", "phung", "mung")
_NOT_A_VISIT = ("gia", "quan", "khao", "muu", "luan", "du")  # tham gia, tham quan, tham khảo …
_SPENT_ON = ("tham", "vieng", "phung", "mung", "mua", "tra", "tien", "nop", "ung")
_INCOME = ("cap tren", "ung ho", "ho tro", "tai tro", "kinh phi", "thu khac", "xa hoi hoa", "lai")
_ADDRESSED = ("anh", "chi", "em", "ban", "co", "chu", "bac", "ong", "ba", "dc", "cho")
_BANK = ("chuyen khoan", "ngan hang", "banking", "qua the")
_CASH = ("tien mat",)
_CODE = re.compile(
    r"\b[a-z]{2,8}[- ]?(?:pt|pc|sd)[- ]?[0-9]{1,9}(?:/20[0-9]{2})?\b", re.I | re.ASCII
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a sentence says already; empty where it says nothing sure."""

    amount: int | None
    item: str | None
    method: str | None
    text: str


def wish(text: str, spoken: Mapping[str, Sequence[str]]) -> Wish:
    amounts = amounts_in(text)
    sure = len(amounts) == 1 and amounts[0].certain
    amount = amounts[0].amount if sure else None
    return Wish(amount, guess(text, spoken), method(text), words.normal(text))


def guess(text: str, spoken: Mapping[str, Sequence[str]]) -> str | None:
    """The one item whose words stand in a text; the longer words win, two items win nothing."""
    said = f" {words.expand(words.fold(text))} "
    folded = [(words.fold(way), key) for key, ways in spoken.items() for way in ways]
    met = [(len(way), key) for way, key in folded if f" {way} " in said]
    best = {key for length, key in met if length == max(met)[0]}
    return best.pop() if len(best) == 1 else None


def method(text: str) -> str | None:
    said = f" {words.expand(words.fold(text))} "
    by = {"bank": _BANK, "cash": _CASH}
    met = {way for way, ways in by.items() if any(f" {one} " in said for one in ways)}
    return met.pop() if len(met) == 1 else None


def names(text: str) -> Iterator[str]:
    """Words that may be somebody's name: after an address or a verb, the longest first."""
    parts = words.normal(text).split()
    folded = [words.fold(part) for part in parts]
    for at, word in enumerate(folded):
        if word not in (*_ADDRESSED, *_VISITS):
            continue
        after = at + 1
        while after < len(folded) and folded[after] in (*_ADDRESSED, "hoi", "benh"):
            after += 1
        for length in range(LONGEST_NAME, 0, -1):
            name = folded[after : after + length]
            if len(name) == length and all(re.fullmatch("[a-z]+", one) for one in name):
                yield " ".join(parts[after : after + length])


# --- whole sentences ------------------------------------------------------------------------


def spends(text: str) -> str | None:
    """A sentence that spends, by its verb or by a visit: without its address."""
    return _begins(text, _spends)


def receives(text: str) -> str | None:
    """A sentence that receives: an amount right after the verb, and a word of other income."""
    return _begins(text, _receives)


def reverses(text: str) -> str | None:
    """The voucher to be reversed, by its code."""
    return _voucher(text, ("huy phieu", "huy phieu so"))


def looks(text: str) -> str | None:
    """The voucher somebody wants to see, by its code."""
    return _voucher(text, ("", "phieu", "xem", "xem phieu"))


def _voucher(text: str, around: tuple[str, ...]) -> str | None:
    said = words.normal(text)
    found = _CODE.search(said)
    if not found or not named(found[0]):
        return None
    rest = f"{said[: found.start()]} x {said[found.end() :]}"
    bare = words.strip_courtesy(words.fold(rest))
    return found[0].upper() if bare in {f"{before} x".strip() for before in around} else None


def _begins(text: str, meant: Callable[[list[str], list[str]], bool]) -> str | None:
    parts = words.normal(text).split()
    folded = [words.fold(part) for part in parts]
    for start in range(min(len(parts), LONGEST_ADDRESS)):
        address = " ".join([*folded[:start], "x"])
        if start and words.strip_courtesy(address) != "x":
            continue
        if meant(parts[start:], folded[start:]):
            return " ".join(parts[start:])
    return None


def _spends(parts: list[str], folded: list[str]) -> bool:
    if len(parts) < 2 or not _one_amount(parts):
        return False
    if folded[0] == "chi" and words.agrees([parts[0].lower()], ["chi"]):
        return _is_figure(parts[1]) or folded[1] in _SPENT_ON
    if folded[0] in _VISITS:
        return folded[1] not in _NOT_A_VISIT
    return folded[:3] == ["lap", "phieu", "chi"]


def _receives(parts: list[str], folded: list[str]) -> bool:
    if len(parts) < 3 or folded[0] != "thu" or not words.agrees([parts[0].lower()], ["thu"]):
        return False
    rest = f" {' '.join(folded)} "
    return _is_figure(parts[1]) and _one_amount(parts) and any(f" {w} " in rest for w in _INCOME)


def _one_amount(parts: list[str]) -> bool:
    return len(amounts_in(" ".join(parts))) == 1


def _is_figure(word: str) -> bool:
    return word[:1].isdigit()
