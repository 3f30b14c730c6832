"""Lending: two agree, and the first in line is paid out by voucher while the fund covers it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot import texts
from bot.handlers import deciders
from bot.said import Reply
from bot.talk import Button, Notice, Talk
from bot.texts.wording import called
from storage.cases import Case
from storage.loans import offer_key
from storage.outbox import Owed
from storage.work import Work
from union import loans
from union.book import Draft, FundKind, Line, Voucher, VoucherKind
from union.loans import Loan
from union.members import Member
from union.refusals import Reason, Refusal
from union.rights import OFFICER, Role

DECIDE = (
    frozenset({Role.CHAIR, Role.TREASURER}),
    frozenset({Role.DEPUTY, Role.COMMITTEE}),
)
NEEDS = 2
# Who hands the money over: the treasurer; another officer where it is the treasurer's own loan.
CASHIERS = (
    frozenset({Role.TREASURER}),
    frozenset({Role.CHAIR}),
    frozenset({Role.DEPUTY, Role.COMMITTEE}),
)
OFFER_AGAIN = timedelta(days=3)
OFFERS = 3  # then the chair hears of it (bot/jobs/loans.py), and who was asked is left in peace
HOWS = ("bank", "cash")


async def borrower(work: Work, loan: Loan) -> Member:
    found = await work.members.get(loan.member_id)
    if found is None:
        raise LookupError("a loan of nobody")
    return found


async def of_case(work: Work, case: Case) -> Loan:
    loan = await work.loans.of_case(case.id)
    if loan is None:
        raise LookupError("a loan's case without its loan")
    return loan


async def tell(work: Work, member: Member, reply: Reply) -> None:
    chat_id = await work.unions.private_chat(member.id)
    if chat_id is not None:
        await work.outbox.add(chat_id, work.union_id, reply.body(), member_id=member.id)


async def cashiers(work: Work, member_id: int) -> list[tuple[Member, int]]:
    """Who may count or hand over the money of this member, and their chats: never themselves.

    The treasurer, and whoever stands in; where the money is the treasurer's own, the next circle.
    """
    held = await work.seats.held()
    for circle in CASHIERS:
        found = {}
        for seat in held:
            if seat.role not in circle or seat.holder.id == member_id:
                continue
            if chat_id := await work.unions.private_chat(seat.holder.id):
                found[seat.holder.id] = (seat.holder, chat_id)
        if found:
            return list(found.values())
    return []


async def cashier(work: Work, member_id: int) -> tuple[Member, int] | None:
    return next(iter(await cashiers(work, member_id)), None)


async def check_cashier(talk: Talk, loan: Loan) -> None:
    """Nobody counts or hands out their own money."""
    if talk.member.id == loan.member_id:
        raise Refusal(Reason.OWN_CASE)
    may = [member.id for member, _ in await cashiers(talk.work, loan.member_id)]
    if talk.member.id not in may:
        raise Refusal(Reason.NOT_FOR_YOU)


async def approvers(work: Work, case_id: int) -> list[Member]:
    said = await work.cases.answers(case_id)
    yes = [who for who, answer in said.items() if answer == "yes"]
    named = {member.id: member for member in await work.members.named(yes)}
    return [named[who] for who in yes if who in named]


# --- deciding -------------------------------------------------------------------------------


async def _card(work: Work, case: Case) -> Reply:
    member = await borrower(work, await of_case(work, case))
    return texts.lending.card(case, member, await work.loans.standing())


async def _agreed(talk: Talk, case: Case) -> None:
    """Its place in the queue is this moment; the borrower is told by whom."""
    work, loan = talk.work, await of_case(talk.work, case)
    if not await work.loans.agree(loan.id):
        raise Refusal(Reason.ALREADY_DECIDED)
    queue, balance = await work.loans.queue(), (await work.loans.standing()).balance
    first = loans.first_in_line(queue, balance)
    place = next((at for at, one in enumerate(queue) if one.id == loan.id), 0)
    member, by = await borrower(work, loan), await approvers(work, case.id)
    payer = await cashier(work, loan.member_id)
    names = [called(one) for one in by]
    now = first is not None and first.id == loan.id and payer is not None
    who = called(payer[0]) if payer else ""
    await tell(work, member, texts.loans.agreed(member, loan.number, names, who, place, now))
    await offer_first(work)


async def _refused(talk: Talk, case: Case) -> None:
    loan = await of_case(talk.work, case)
    await talk.work.loans.move(loan.id, "asked", "refused")
    held = await talk.work.seats.held([Role.CHAIR])
    chair = next((called(seat.holder) for seat in held if seat.holder.id != loan.member_id), "")
    member = await borrower(talk.work, loan)
    await tell(talk.work, member, texts.loans.not_now(member, loan.number, chair))


deciders.kind(deciders.Kind("loan", _card, _agreed, _refused, needs=NEEDS, circles=DECIDE))


# --- paying out -----------------------------------------------------------------------------


async def offer_first(work: Work) -> None:
    """Ask the treasurer to pay the first in line, once the fund covers it; again after days."""
    queue = await work.loans.queue()
    if not queue:
        return
    first = loans.first_in_line(queue, (await work.loans.standing()).balance)
    if first is None or await work.loans.offered(first.id, work.now - OFFER_AGAIN):
        return
    payer = await cashier(work, first.member_id)
    if payer is None:
        return
    member, chat_id = payer
    if await work.loans.offers(first.id, member.id) >= OFFERS:
        return
    about = offer_key(first.id, member.id, work.now)
    await work.outbox.owe(
        [Owed(about, chat_id, work.union_id, "loan.pay", {"loan": first.id}, member.id)]
    )
    work.outbox.waiting.add(chat_id)


async def render_offer(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Re-checked when claimed: still its turn, still covered, still this officer's to pay."""
    loan = await work.loans.get(facts["loan"])
    if loan is None or loan.state != "agreed":
        return None
    queue, balance = await work.loans.queue(), (await work.loans.standing()).balance
    first = loans.first_in_line(queue, balance)
    may = [member.id for member, _ in await cashiers(work, loan.member_id)]
    if first is None or first.id != loan.id or member_id not in may:
        return None
    by = [called(one) for one in await approvers(work, loan.case_id)]
    return texts.lending.pay_out(loan, await borrower(work, loan), by, balance)


async def paid_out(talk: Talk) -> Reply:
    """“Đã chuyển”: the voucher, the instalments and the word to the borrower, or nothing."""
    work, how = talk.work, talk.args[1] if len(talk.args) > 1 else ""
    loan = await work.loans.get(talk.number())
    if loan is None or how not in HOWS:
        raise Refusal(Reason.NOT_FOUND)
    await check_cashier(talk, loan)
    queue, balance = await work.loans.queue(), (await work.loans.standing()).balance
    loans.check_pay_out(loan, queue, balance)
    agreed = [one.id for one in await approvers(work, loan.case_id)]
    member = await borrower(work, loan)
    plan = loans.schedule(work.loans.rules, loan.principal, loan.months, work.today)
    if not await work.loans.pay_out(loan.id, plan):
        raise Refusal(Reason.ALREADY_DECIDED)
    voucher = await work.book.book(
        Draft(
            FundKind.MUTUAL,
            VoucherKind.PAYMENT,
            (Line("lent", loan.principal, loan.member_id, None, loan.id),),
            work.today,
            method=how,
            member_id=loan.member_id,
            made_by=talk.member.id,
            agreed_by=loans.answerer(agreed, talk.member.id),
            case_id=loan.case_id,
            party=member.name,
            text=texts.lending.on_voucher(loan.number),
        )
    )
    talk.log("loan.paid", f"loan {loan.number}", ai=member.name)
    sent = texts.loans.money_sent(member, loan, called(talk.member), how, plan)
    await tell(work, member, sent)
    await _rewrite(talk, loan, texts.lending.paid(loan, member, talk.member, voucher.code, False))
    return texts.lending.paid(loan, member, talk.member, voucher.code, True)


async def _rewrite(talk: Talk, loan: Loan, told: Reply) -> None:
    await talk.work.outbox.cancel_case(loan.case_id)
    for chat_id, message, member_id in await talk.work.outbox.copies(loan.case_id):
        if chat_id != talk.who.chat_id or message != talk.said.on:
            body = told.body(message)
            await talk.work.outbox.add(
                chat_id, talk.work.union_id, body, kind="edit", member_id=member_id
            )


async def booked(work: Work, vouchers: Sequence[Voucher]) -> None:
    """After anything was booked: a reversal may open or undo a loan, a receipt may pay the next."""
    fund = await work.book.fund(FundKind.MUTUAL)
    ours = [one for one in vouchers if one.fund_id == fund.id]
    for voucher in ours:
        if voucher.reverses is not None:
            for line in await work.book.lines(voucher):
                await _taken_back(work, voucher, line)
    if ours:
        await offer_first(work)


async def _taken_back(work: Work, voucher: Voucher, line: Line) -> None:
    loan = await work.loans.get(line.loan_id or 0)
    if loan is None:
        return
    if voucher.kind is VoucherKind.PAYMENT:  # the money never came: the loan is none
        await work.loans.move(loan.id, loan.state, "withdrawn")
    else:
        await work.loans.settle(loan)


BUTTONS = (Button("loan.paid", OFFICER, paid_out),)
NOTICES = (Notice("loan.pay", render_offer),)
