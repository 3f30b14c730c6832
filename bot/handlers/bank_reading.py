"""Reading bank notices as they are pasted: what came in, for whom, and what names it for ever."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from union import memo, words
from union.money import amounts_in

MOST = 60  # notices of one message


@dataclass(frozen=True, slots=True)
class BankLine:
    """One notice: what came in, for whom by its memo, and a reference that is booked once."""

    words: str
    amount: int
    memo: memo.Memo | None
    reference: str
    on: date | None


_PLUS = re.compile(r"\+ ?([0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{4,12})")
_REFERENCE = re.compile(
    r"\b(?:REF|MA GD|SO GD|MGD|SO CT|TRACE)[ .:#]*([A-Z0-9]{6,40})|\b(FT[0-9]{8,20})\b", re.I
)
_DAY = re.compile(r"\b([0-3]?[0-9])[/-]([01]?[0-9])[/-](20[0-9]{2})\b")
# What an account holds, and what its sender wrote: neither is what came in.
_BALANCE = re.compile(r"\b(?:s\w ?d\w|sd)\b[^;\n]*?[0-9][0-9.,]{3,}", re.I)
_CONTENT = re.compile(r"\b(?:nd|n\wi dung)\b", re.I)
_MEMO = re.compile(r"DP *[0-9]{6} *DV *[0-9]+|TV *[0-9]{5,}", re.I)


def pasted(text: str) -> str | None:
    """Whether a message is a bank's notice: money that came in, and one of our memos."""
    told = _MEMO.search(text) and (_credit(text) or _PLUS.search(_BALANCE.sub(" ", text)))
    return words.normal(text) if told else None


def bank_lines(text: str) -> Iterator[BankLine]:
    """Each notice begins on a line with an amount; lines without one belong to the one before.

    In a sheet that begins with a memo, it begins with the memo: the amount stands below.
    """
    notices: list[str] = []
    by_memo = None
    for line in text.splitlines():
        if not words.fold(line):
            continue
        amount, code = bool(_credit(line)), bool(_MEMO.search(line))
        if by_memo is None and (amount or code):
            by_memo = not amount
        if not notices or (by_memo and code) or (amount and _is_next(notices[-1], line, by_memo)):
            notices.append(line)
        else:
            notices[-1] += f" {line}"
    for notice in notices[:MOST]:
        said = words.normal(notice)
        yield BankLine(said, _credit(said), memo.find(said), _reference(said), _day(said))


def _is_next(notice: str, line: str, by_memo: bool | None) -> bool:
    """Whether the amount of a line is another notice's, not the one above it."""
    if not _credit(notice):
        return not by_memo
    sender_s = _CONTENT.match(line.strip()) and not _MEMO.search(notice)
    return not sender_s


def _credit(line: str) -> int:
    """What came in, đồng; 0 where nothing did. Money that went out is passed over.

    What stands before the sender's words counts first: nobody writes an amount for the bank.
    """
    told = _BALANCE.sub(" ", _MEMO.sub(" ", line))
    by_bank = _came_in(_CONTENT.split(told, maxsplit=1)[0])
    return (_came_in(told) or 0) if by_bank is None else by_bank


def _came_in(part: str) -> int | None:
    """None where no amount is told, 0 where money went out or two amounts are told."""
    plus = {int(re.sub("[.,]", "", found[1])) for found in _PLUS.finditer(part)}
    if plus:
        return plus.pop() if len(plus) == 1 else 0
    if re.search(r"(?:^|\s)-[0-9]{1,3}[.,][0-9]{3}", part):
        return 0
    amounts = amounts_in(part)
    return amounts[0].amount if amounts else None


def _reference(said: str) -> str:
    """The bank's, or a digest of the notice: the same notice pasted twice is booked once."""
    if found := _REFERENCE.search(said):
        return (found[1] or found[2]).upper()
    return f"tin-{hashlib.sha256(words.fold(said).encode()).hexdigest()[:24]}"


def _day(said: str) -> date | None:
    found = _DAY.search(said)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def iso(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
