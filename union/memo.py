"""What a transfer says it is for: one token that survives banks, with a check digit at its end.

`DP112026DV00469`: dues, month 11/2026, member 46. `TV00278`: loan 27. Letters and digits only and
at most 19 of them (domain §h1): banks upper-case, glue and strip what stands around.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 19
_SHORTEST_NUMBER = 4  # digits: smaller numbers are filled up with zeros
_LONGEST_NUMBER = 8

# Damm's quasigroup of order ten: finds every single slip and every swap of neighbours.
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


class Kind(StrEnum):
    DUES = "dues"
    LOAN = "loan"


@dataclass(frozen=True, slots=True)
class Memo:
    """`number` is the member of a dues memo, the case's number of a loan's."""

    kind: Kind
    number: int
    period: int | None = None  # 202611


def dues(period: int, member_id: int) -> str:
    """`DP112026DV0046` and a check digit, for a month (202611) and a member."""
    year, month = divmod(period, 100)
    when, who = f"{month:02d}{year:04d}", _filled(member_id)
    return f"DP{when}DV{who}{check_digit(when + who)}"


def loan(number: int) -> str:
    """`TV0027` and a check digit, for loan 27."""
    digits = _filled(number)
    return f"TV{digits}{check_digit(digits)}"


def check_digit(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return interim


def find(text: str) -> Memo | None:
    """The one memo in a bank's text; None where there is none, or more than one.

    Digits are never cut off to make it fit: a slip of the finger then matches nobody instead of
    somebody else.
    """
    upper = text.upper()
    for pattern, among in ((_APART, upper), (_GLUED, re.sub(r"[^0-9A-Z]", "", upper))):
        if matches := list(pattern.finditer(among)):
            found = {_reading(match["period"] or "", match["digits"]) for match in matches}
            return found.pop() if len(found) == 1 else None
    return None


_HEAD = r"(?:DP{gap}(?P<period>[0-9]{{6}}){gap}DV|TV){gap}(?P<digits>[0-9]{{5,9}})(?![0-9])"
# As it was sent, perhaps with a space or a dash between its parts, and nothing glued to it …
_APART = re.compile(r"(?<![A-Z])" + _HEAD.format(gap="[ .-]?"))
# … or with everything stripped that is neither letter nor digit.
_GLUED = re.compile(_HEAD.format(gap=""))


def _reading(before: str, digits: str) -> Memo | None:
    number, check = digits[:-1], int(digits[-1])
    filled = len(number) > _SHORTEST_NUMBER and number[0] == "0"  # never written so
    if filled or not int(number) or check_digit(before + number) != check:
        return None
    if not before:
        return Memo(Kind.LOAN, int(number))
    month, year = int(before[:2]), int(before[2:])
    sane = 1 <= month <= 12 and 2000 <= year < 2100
    return Memo(Kind.DUES, int(number), year * 100 + month) if sane else None


def _filled(number: int) -> str:
    digits = f"{number:0{_SHORTEST_NUMBER}d}"
    if number <= 0 or len(digits) > _LONGEST_NUMBER:
        raise ValueError(f"no memo for number {number}")
    return digits
