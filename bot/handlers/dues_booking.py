"""A payment of dues into the book: a receipt voucher for each fund, and a receipt to the payer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot import texts
from bot.handlers import cases
from bot.handlers.dues import what_it_pays
from bot.said import Reply
from bot.talk import Notice, Talk
from storage.outbox import Owed
from storage.work import Work
from union.book import Draft, FundKind, Line, Voucher, VoucherKind
from union.dues import CONTRIBUTION, DUES, Due, only, period_of
from union.members import Member, State
from union.refusals import Reason, Refusal

FUND_OF = {DUES: FundKind.FINANCE, CONTRIBUTION: FundKind.MUTUAL}


@dataclass(frozen=True, slots=True)
class Payment:
    """What came in: from whom, how much, how; `just` is an item it is for alone."""

    member: Member
    amount: int
    method: str  # cash | bank
    just: str = ""
    case_id: int | None = None
    reference: str | None = None
    on: date | None = None
    text: str = ""


async def book(talk: Talk, payment: Payment) -> list[Voucher]:
    """Finance first, then the mutual fund. Nobody books what they paid themselves."""
    member = payment.member
    if member.id == talk.member.id:
        raise Refusal(Reason.OWN_CASE)
    lines = await what_it_pays(talk.work, member.id, payment.amount, payment.just)
    made = []
    for item, fund in FUND_OF.items():
        if mine := only(item, lines):
            made.append(await talk.work.book.book(_draft(talk, payment, fund, mine)))
    codes = ", ".join(voucher.code for voucher in made)
    talk.log("dues.booked", f"member {member.id} {codes}", ai=member.name)
    await _owe_receipt(talk.work, member, made)
    return made


def _draft(talk: Talk, payment: Payment, fund: FundKind, lines: Sequence[Due]) -> Draft:
    return Draft(
        fund,
        VoucherKind.RECEIPT,
        tuple(Line(due.item, due.amount, payment.member.id, due.period) for due in lines),
        talk.today,
        happened_on=payment.on,
        method=payment.method,
        reference=payment.reference,
        member_id=payment.member.id,
        made_by=talk.member.id,
        case_id=payment.case_id,
        party=payment.member.name,
        text=payment.text,
    )


async def close_waiting(talk: Talk, paid: Payment, codes: list[str]) -> None:
    """What a member had told of is answered by the list it was booked from: not booked again.

    The card says what was booked, which may be another amount than was told.
    """
    for case in await talk.work.cases.waiting("dues", member_id=paid.member.id):
        if await talk.work.cases.decide(case.id, "agreed", talk.member.id):
            told = case.facts["amount"]
            case.facts.update(codes=codes, amount=paid.amount, told=told, method=paid.method)
            await talk.work.cases.add_facts(case)
            talk.log("dues.agreed", f"case {case.number}")
            await cases.rewrite_copies(talk, case, "agreed")


# --- the receipt ------------------------------------------------------------------------------


async def _owe_receipt(work: Work, member: Member, vouchers: Sequence[Voucher]) -> None:
    """In the same transaction; between 21:00 and 07:00 it waits, as all that is not an answer."""
    chat_id = await work.unions.private_chat(member.id)
    if chat_id is None or not vouchers:
        return
    first = vouchers[0]
    work.outbox.waiting.add(chat_id)
    await work.outbox.owe(
        [
            Owed(
                f"dues.receipt:{first.fund_id}:{first.position}",
                chat_id,
                work.union_id,
                "dues.receipt",
                {"vouchers": [[one.fund_id, one.position] for one in vouchers]},
                member.id,
            )
        ]
    )


async def receipt(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    member = await work.members.get(member_id) if member_id else None
    if member is None or member.state is not State.MEMBER:
        return None
    found = []
    for fund_id, position in facts["vouchers"]:
        if (voucher := await work.book.get(fund_id, position)) is None:
            continue
        lines = await work.book.lines(voucher)
        dues = [Due(line.item, line.period or 0, line.amount) for line in lines]
        found.append((voucher, dues))
    opened = await work.dues.open(member.id)
    return texts.dues.receipt(member, found, opened, period_of(work.today)) if found else None


NOTICES = (Notice("dues.receipt", receipt, awaited=True),)
