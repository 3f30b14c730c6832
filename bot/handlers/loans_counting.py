"""Repayments counted: by one tap on the borrower's word, or written down by who took the money."""

from dataclasses import replace
from typing import Any

from bot import texts
from bot.handlers import deciders, lending, loans_reading
from bot.handlers.asking import as_id
from bot.handlers.cases import decide, rewrite_copies, the_case
from bot.said import Reply
from bot.talk import Button, Command, Notice, Talk
from bot.texts.wording import called
from storage.cases import Case
from storage.outbox import Owed
from storage.work import Work
from union import loans, memo
from union.book import Draft, FundKind, Line, Voucher, VoucherKind
from union.loans import Loan
from union.money import money
from union.refusals import Reason, Refusal
from union.rights import OFFICER
from union.words import NotUnderstood


async def _loan(work: Work, case: Case) -> Loan:
    loan = await work.loans.get(case.facts["loan"])
    if loan is None:
        raise LookupError("a repayment of no loan")
    return loan


async def _card(work: Work, case: Case) -> Reply:
    loan = await _loan(work, case)
    member = await lending.borrower(work, loan)
    return texts.repaying.card(case, member, loan, memo.loan(loan.number))


async def _agreed(talk: Talk, case: Case) -> None:
    """By the treasurer; by another officer only once it has waited a day and was passed on."""
    loan = await _loan(talk.work, case)
    if case.raised_at is None:
        await lending.check_cashier(talk, loan)
    await book(talk, loan, case.facts["amount"], case.facts["how"], case.id)


async def _refused(talk: Talk, case: Case) -> None:
    loan = await _loan(talk.work, case)
    member, who = await lending.borrower(talk.work, loan), called(talk.member)
    told = texts.repaying.not_seen(member, case.facts["amount"], loan.number, who)
    await lending.tell(talk.work, member, told)


async def book(talk: Talk, loan: Loan, amount: int, how: str, case_id: int | None) -> Voucher:
    """The receipt voucher, the loan closed with its last part, the receipt to the borrower."""
    loans.check_repayment(loan, amount)
    work, member = talk.work, await lending.borrower(talk.work, loan)
    voucher = await work.book.book(
        Draft(
            FundKind.MUTUAL,
            VoucherKind.RECEIPT,
            (Line("repaid", amount, loan.member_id, None, loan.id),),
            work.today,
            method=how,
            member_id=loan.member_id,
            made_by=talk.member.id,
            case_id=case_id,
            party=member.name,
            text=texts.repaying.on_voucher(loan.number),
        )
    )
    after = replace(loan, left=loan.left - amount)
    await work.loans.settle(after)
    talk.log("loan.repaid", f"loan {loan.number}", ai=member.name)
    await _owe_receipt(work, after, voucher)
    return voucher


async def _owe_receipt(work: Work, loan: Loan, voucher: Voucher) -> None:
    """Once a voucher; what is counted late in the evening is receipted in the morning."""
    chat_id = await work.unions.private_chat(loan.member_id)
    if chat_id is None:
        return
    facts = {"loan": loan.id, "left": loan.left, "fund": voucher.fund_id, "at": voucher.position}
    about = f"loan.receipt:{voucher.fund_id}:{voucher.position}"
    await work.outbox.owe(
        [Owed(about, chat_id, work.union_id, "loan.receipt", facts, loan.member_id)]
    )
    work.outbox.waiting.add(chat_id)


async def receipt(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Not for a voucher that was taken back meanwhile."""
    loan = await work.loans.get(facts["loan"])
    voucher = await work.book.get(facts["fund"], facts["at"])
    if loan is None or voucher is None or await work.book.reversal_of(voucher) is not None:
        return None
    after = replace(loan, left=facts["left"])
    open_ = loans.unpaid(await work.loans.plan(loan.id), loan.principal - after.left)
    member, next_ = await lending.borrower(work, loan), open_[0] if open_ else None
    return texts.repaying.receipt(member, after, voucher.total, voucher.code, next_)


async def not_seen(talk: Talk) -> Reply:
    """“Chưa thấy tiền” ends it: nothing was booked, and the borrower may say it again."""
    return await decide(talk, await the_case(talk, "repay"), "refused")


deciders.kind(
    deciders.Kind(
        "repay",
        _card,
        _agreed,
        _refused,
        circles=lending.CASHIERS,
        decided=texts.repaying.decided,
    )
)

# --- an officer writes down what came in ----------------------------------------------------


async def collect(talk: Talk) -> Reply:
    """`/thuvay 27 500k`: shown once, booked by one tap."""
    parts = talk.words.split(maxsplit=1)
    loan = await talk.work.loans.numbered(as_id(parts[0]) if parts else 0)
    if loan is None or len(parts) < 2:
        return texts.repaying.collect_how()
    await lending.check_cashier(talk, loan)
    try:
        read = money(parts[1])
    except NotUnderstood as problem:
        return Reply(texts.unclear.why(problem))
    if not read.certain:
        return texts.repaying.collect_how()
    loans.check_repayment(loan, read.amount)
    return texts.repaying.collect(loan, await lending.borrower(talk.work, loan), read.amount)


async def took(talk: Talk) -> Reply:
    """The button carries what was left when it was shown: pressed twice, it books once."""
    loan = await talk.work.loans.get(talk.number())
    amount, how, left = talk.number(1), (talk.args[2:3] or [""])[0], talk.number(3)
    if loan is None or how not in lending.HOWS:
        raise Refusal(Reason.NOT_FOUND)
    await lending.check_cashier(talk, loan)
    if loan.left != left:
        raise Refusal(Reason.ALREADY_DECIDED)
    waiting = await talk.work.cases.waiting("repay", member_id=loan.member_id)
    case = next((one for one in waiting if one.facts["loan"] == loan.id), None)
    voucher = await book(talk, loan, amount, how, case.id if case else None)
    if case is not None:  # the borrower's own word is answered by it
        await talk.work.cases.decide(case.id, "agreed", talk.member.id)
        case.facts.update(amount=amount, how=how)  # the card says what was counted
        await talk.work.cases.add_facts(case)
        await rewrite_copies(talk, case, "agreed")
    member = await lending.borrower(talk.work, loan)
    return texts.repaying.took(replace(loan, left=left - amount), member, amount, voucher.code)


COMMANDS = (
    Command(
        "thuvay",
        OFFICER,
        collect,
        texts.help.ABOUT["thuvay"],
        aliases=("collect",),
        sentence=loans_reading.collected,
        hidden=True,
    ),
)
BUTTONS = (
    Button("repay.missing", OFFICER, not_seen),
    Button("repay.took", OFFICER, took),
)
NOTICES = (Notice("loan.receipt", receipt, awaited=True),)
