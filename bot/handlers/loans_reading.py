"""Reading a wish to borrow: one sentence may hold the amount, the months and the reason.

A sentence is one only when nothing but address and courtesy stands before the verb; “vậy hả” is
no loan, and “chị Lan vay 5tr” is about somebody else.
"""

import re
from dataclasses import dataclass

from union import words
from union.money import Money, amounts_in, money
from union.words import NotUnderstood

_BEFORE = frozenset(
    (
        "da", "em", "e", "anh", "chi", "toi", "minh", "cho", "xin", "muon", "can", "de", "nghi",
        "oi", "alo", "bot", "cong", "doan", "duoc", "dang", "ky", "bac", "co", "chu", "a", "nho",
        "lam", "on", "giup", "ad", "c",
    )
)  # fmt: skip
_LONGEST_BEFORE = 8
_FUND = (("quy", "tuong", "tro"), ("von", "quy"), ("quy",), ("von",), ("tien",))
_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "muoi hai": 12,
}  # fmt: skip
_COUNT = rf"(?:[0-9]{{1,2}}|muoi hai|{'|'.join(_NUMBERS)})"
_MONTHS = re.compile(
    rf"(?:(?:gop|tra|dan|het|trong|vong|ky|han|thoi) )*"
    rf"(?:(?P<n>{_COUNT}) ?(?:thang|th)|(?P<half>nua nam)|(?P<y>1|mot) nam)(?! (?:moi|mot) )\b"
)
_AROUND = frozenset(
    (
        "de", "cho", "vi", "do", "lay", "tra", "gop", "dan", "trong", "a", "nhe", "nha", "em",
        "voi", "giup", "duoc", "khong", "k", "ko", "ok", "oi", "va", "thi", "la", "nham", "den",
        "muc", "dich", "ly",
    )
)  # fmt: skip
_KEPT_LAST = frozenset(("nha",))  # “sửa nhà” ends in a house, not in a courtesy
_LONGEST_AMOUNT = 8  # words of one amount
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Wish:
    """What a sentence says of a loan; what it does not say is asked."""

    amount: Money | None = None
    months: int | None = None
    reason: str = ""


def one_sentence(text: str) -> str | None:
    """What follows “vay”, when the sentence asks for a loan or names one: “vay 27”."""
    typed = words.normal(text).split()
    folded = _folded(typed)
    at = _verb(typed, folded)
    if at is None:
        return None
    rest = typed[at + 1 + len(_fund(folded[at + 1 :])) :]
    if not rest:
        return None
    if number := re.fullmatch(
        "(?:so )?([0-9]{1,9})", words.strip_courtesy(words.fold(" ".join(rest)))
    ):
        return number[1]
    wish = read(" ".join(rest))
    begins = _amount_at(rest, 0) is not None
    return " ".join(rest) if begins or (wish.amount and wish.amount.certain) else None


def _folded(typed: list[str]) -> list[str]:
    """One folded word for each typed one, so that places agree."""
    return [words.fold(word).replace(" ", "") or "." for word in typed]


def _verb(typed: list[str], folded: list[str]) -> int | None:
    for at, word in enumerate(folded[: _LONGEST_BEFORE + 1]):
        if word == "vay" and words.agrees([typed[at].lower().strip(".,!?:")], ["vay"]):
            return at
        # Without its mark “muon” is also “muốn”: only the typed “mượn” borrows.
        if words.normal(typed[at]).lower() == "mượn":
            return at
        if word not in _BEFORE:
            return None
    return None


def _fund(folded: list[str]) -> tuple[str, ...]:
    return next((name for name in _FUND if tuple(folded[: len(name)]) == name), ())


def perhaps(text: str) -> int | None:
    """Borrow or want, written alike without accents: both a wish for money, to be asked about."""
    said = words.expand(words.fold(text))
    met = re.match(r"(?:em |toi |minh )?muon (?=[0-9])", said)
    found = amounts_in(text)
    return found[0].amount if met and len(found) == 1 and found[0].certain else None


def read(text: str) -> Wish:
    """Amount, months and reason of what follows “vay”; two amounts are asked about."""
    typed = words.normal(text).split()
    months, typed = _take_months(typed)
    found = amounts_in(" ".join(typed))
    if len({one.amount for one in found}) > 1:
        return Wish(None, months)
    amount, typed = _take_amount(typed, found[0] if found else None)
    return Wish(amount, months, _reason(typed))


def _take_months(typed: list[str]) -> tuple[int | None, list[str]]:
    folded = _folded(typed)
    met = _MONTHS.search(" ".join(folded))
    if not met:
        return None, typed
    before = len(" ".join(folded)[: met.start()].split())
    after = before + len(met[0].split())
    return _counted(met), typed[:before] + typed[after:]


def _counted(met: re.Match[str]) -> int:
    if met["half"]:
        return 6
    if met["y"]:
        return 12
    count = met["n"]
    return int(count) if count.isdigit() else _NUMBERS[count]


def months_in(text: str) -> int | None:
    """What is typed when asked for how many months: a number, with or without its unit."""
    typed = words.strip_courtesy(words.fold(text)).split()
    while typed and typed[-1] in _AROUND:
        typed = typed[:-1]
    said = " ".join(typed)
    if re.fullmatch(_COUNT, said):
        return int(said) if said.isdigit() else _NUMBERS[said]
    met = _MONTHS.fullmatch(said)
    return _counted(met) if met else None


def _take_amount(typed: list[str], wanted: Money | None) -> tuple[Money | None, list[str]]:
    """The words of the amount taken out; without a unit it must stand right after the verb."""
    for start in range(len(typed) if wanted else 1):
        met = _amount_at(typed, start, wanted)
        if met:
            amount, length = met
            return amount, typed[:start] + typed[start + length :]
    return None, typed


def _amount_at(
    typed: list[str], start: int, wanted: Money | None = None
) -> tuple[Money, int] | None:
    for length in range(min(_LONGEST_AMOUNT, len(typed) - start), 0, -1):
        run = typed[start : start + length]
        # Politeness around it belongs to nobody here: it must begin with the amount itself.
        if words.fold(run[0]) in _BEFORE | _AROUND and len(run) > 1:
            return None
        try:
            met = money(" ".join(run))
        except NotUnderstood:
            continue
        if wanted is None or met.amount == wanted.amount:
            return met, length
    return None


def _reason(typed: list[str]) -> str:
    while typed and words.fold(typed[0]) in _AROUND | {""}:
        typed = typed[1:]
    while typed and words.fold(typed[-1]) in (_AROUND - _KEPT_LAST) | {""}:
        typed = typed[:-1]
    return " ".join(typed).strip(" .,;:-")[:LONGEST_REASON]


def repayment(text: str) -> str | None:
    """What follows a verb of paying back, when it is about a loan."""
    said = words.strip_courtesy(words.expand(words.fold(text)))
    typed = words.normal(text)
    met = _REPAY.match(said)
    if met is None:
        return None
    found = amounts_in(typed)
    if met["what"] and met.end() == len(said):
        return "het" if met["what"] in ("het", "het no", "het vay", "tat ca") else "?"
    if len(found) == 1 and _ONLY_AMOUNT.fullmatch(said[met.end() :].strip()):
        number = re.search(r"\bvay (?:so )?([0-9]{1,9})\b(?! ?(?:k|tr|trieu|nghin|ngan|d))", said)
        return f"{number[1] if number else ''}|{found[0].amount}"
    return None


_REPAY = re.compile(
    r"(?:em |toi |minh |anh |chi )?(?:muon |xin |gui )?tra "
    r"(?P<what>no vay|tien vay|khoan vay|no|vay|truoc han|truoc|bot|het no|het vay|het|tat ca|gop)?"
    r"(?: so)?(?: [0-9]{1,9}(?= [0-9]))?"
)
_ONLY_AMOUNT = re.compile(r"(?:[0-9][0-9 ]*(?:k|tr|trieu|nghin|ngan|d|dong|vnd| |ruoi|[0-9])*)")


def collected(text: str) -> str | None:
    """The loan and the amount an officer received."""
    typed = words.normal(text).split()
    folded = [words.fold(word) for word in typed]
    if folded[:2] != ["thu", "vay"]:
        return None
    rest = typed[2:]
    if rest and words.fold(rest[0]) == "so":
        rest = rest[1:]
    return " ".join(rest) if rest and words.fold(rest[0]).isdigit() else None
