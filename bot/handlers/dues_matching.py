"""A list against the register and the book: what is clear, and what is put aside with why.

`{"rows": [[member, amount, open, reference, day, words]], "aside": [[words, why]]}` is what a
dialog keeps of it.
"""

from datetime import timedelta
from typing import Any

from bot.handlers import bank_reading, dues_reading
from bot.handlers.bank_reading import BankLine
from bot.handlers.dues import what_it_pays
from bot.handlers.dues_reading import Named
from bot.talk import Talk
from union import memo
from union.book import FundKind
from union.calendar import day_of
from union.dues import total
from union.members import Member
from union.refusals import Reason, Refusal

Found = dict[str, Any]
LATELY = timedelta(days=7)  # a notice of no day is about a transfer of these
LAST_CASES = 20


async def cash(talk: Talk, text: str) -> Found:
    found: Found = {"rows": [], "aside": []}
    for piece in dues_reading.pieces(text):
        one = dues_reading.named(piece)
        people = await talk.work.members.search(one.name)
        exact = [person for person in people if person.name.lower() == one.name.lower()]
        people = exact if len(exact) == 1 else people
        why = await _add(talk, found, people, one)
        if why:
            found["aside"].append([piece, why])
    return found


async def _add(talk: Talk, found: Found, people: list[Member], one: Named) -> str:
    """Adds a clear line; why it is not clear otherwise."""
    if len(people) != 1:
        return "several" if people else "nobody"
    member = people[0]
    opened = total(await talk.work.dues.open(member.id))
    amount = one.amount if one.amount is not None else opened
    if not one.sure:
        return "amount"
    if not amount:
        return "nothing"
    return await _take(talk, found, member, amount, [opened, "", "", ""])


async def _take(talk: Talk, found: Found, member: Member, amount: int, more: list[Any]) -> str:
    if member.id == talk.member.id:
        return "own"
    if any(row[0] == member.id for row in found["rows"]):
        return "twice"
    try:
        await what_it_pays(talk.work, member.id, amount)
    except Refusal as refusal:
        return "no_basis" if refusal.reason is Reason.NO_DUES_AMOUNT else "too_much"
    found["rows"].append([member.id, amount, *more])
    return ""


async def bank(talk: Talk, text: str) -> Found:
    found: Found = {"rows": [], "aside": []}
    for line in bank_reading.bank_lines(text):
        if why := await _add_bank(talk, found, line):
            found["aside"].append([line.words[:120], why])
    return found


async def _add_bank(talk: Talk, found: Found, line: BankLine) -> str:
    if not line.amount:
        return "amount"
    if line.memo is None:
        return "no_memo"
    if line.memo.kind is memo.Kind.LOAN:
        return "loan"
    member = await talk.work.members.get(line.memo.number)
    if member is None:
        return "nobody"
    opened = total(await talk.work.dues.open(member.id))
    on = line.on.isoformat() if line.on and line.on <= talk.today else ""
    if await is_booked(talk, member.id, line.amount, line.reference, on):
        return "booked"
    return await _take(
        talk, found, member, line.amount, [opened, line.reference, on, line.words[:300]]
    )


async def is_booked(talk: Talk, member_id: int, amount: int, reference: str, on: str) -> bool:
    """Under this reference, or on the card of who told of this transfer: a card has none."""
    since = bank_reading.iso(on) or talk.today - LATELY
    for case in await talk.work.cases.of_owner(member_id, 0, LAST_CASES):
        told = case.kind == "dues" and case.state == "agreed" and case.decided_at is not None
        if not told or (case.facts["method"], case.facts["amount"]) != ("bank", amount):
            continue
        if day_of(case.decided_at or talk.work.now) >= since and await _stands(talk, case.id):
            return True
    for kind in FundKind:
        fund = await talk.work.book.fund(kind)
        if await talk.work.book.referenced(fund.id, reference):
            return True
    return False


async def _stands(talk: Talk, case_id: int) -> bool:
    """Whether what a case booked was not taken back."""
    made = [one for one in await talk.work.book.of_case(case_id) if one.reverses is None]
    return not [one for one in made if await talk.work.book.reversal_of(one)]
