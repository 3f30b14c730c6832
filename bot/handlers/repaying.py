"""`/tra`: the borrower says how much, is shown how to pay it, and says that it was paid."""

from dataclasses import replace

from bot import texts
from bot.handlers import deciders, lending, loans_reading
from bot.handlers.asking import Answers, as_id, tapped_value
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from bot.texts.wording import called
from union import loans, memo, vietqr, words
from union.loans import Loan
from union.money import amounts_in, money
from union.refusals import Reason, Refusal
from union.rights import MEMBER
from union.words import NotUnderstood


async def pay_back(talk: Talk) -> Reply:
    """`/tra 500k`, “trả trước”: with an amount straight to the bill, else asked."""
    out = await _out(talk)
    number, amount = _meant(talk.words)
    chosen = [loan for loan in out if loan.number == number] or out
    known: Answers = {"loan": chosen[0].id} if len(chosen) == 1 else {}
    if known and amount is not None:
        loans.check_repayment(chosen[0], amount or chosen[0].left)
        known["amount"] = amount or chosen[0].left
    return talk.begin("tra", **known)


def _meant(said: str) -> tuple[int, int | None]:
    """The loan's number or 0, and the amount: 0 for all of it, None when none was said."""
    read = said if "|" in said or said in ("het", "?") else loans_reading.repayment(f"tra {said}")
    if read == "het":
        return 0, 0
    if read and "|" in read:
        number, amount = read.split("|")
        return as_id(number), as_id(amount)
    found = amounts_in(said)
    return 0, found[0].amount if len(found) == 1 and found[0].certain else None


async def _out(talk: Talk) -> list[Loan]:
    out = [one for one in await talk.work.loans.of_member(talk.member.id) if one.left > 0]
    if not out:
        raise Refusal(Reason.NO_LOAN)
    return out


async def _loan_of(talk: Talk, loan_id: int) -> Loan:
    loan = await talk.work.loans.get(loan_id)
    if loan is None or loan.member_id != talk.member.id:
        raise Refusal(Reason.NOT_FOUND)
    return loan


async def ask(talk: Talk) -> Reply:
    loan = await _loan_of(talk, talk.number())
    return talk.begin("tra", loan=loan.id)


async def again(talk: Talk) -> Reply:
    loan = await talk.work.loans.numbered(talk.number())
    return talk.begin("tra", loan=(await _loan_of(talk, loan.id if loan else 0)).id)


async def _ask_which(talk: Talk, answers: Answers) -> Reply:
    return texts.repaying.which_loan(await _out(talk))


async def _read_which(talk: Talk, answers: Answers) -> int | None:
    tap = tapped_value(talk)
    said = as_id(tap) if tap is not None else as_id(words.fold(talk.said.text).split(" ")[-1])
    out = await _out(talk)
    return next((o.id for o in out if said == (o.id if tap is not None else o.number)), None)


async def _ask_amount(talk: Talk, answers: Answers) -> Reply:
    loan = await _loan_of(talk, answers["loan"])
    plan = await talk.work.loans.plan(loan.id)
    now = loans.due_now(plan, loan.principal - loan.left, talk.today)
    return texts.repaying.how_much(loan, min(now or loan.left, loan.left))


async def _read_amount(talk: Talk, answers: Answers) -> int | None:
    loan = await _loan_of(talk, answers["loan"])
    if (tap := tapped_value(talk)) is not None:
        amount = as_id(tap)
    else:
        try:
            read = money(talk.said.text)
        except NotUnderstood:
            return None
        if not read.certain:
            return None
        amount = read.amount
    loans.check_repayment(loan, amount)
    return amount


async def _amount_again(talk: Talk, answers: Answers) -> Reply:
    loan = await _loan_of(talk, answers["loan"])
    try:
        read = money(talk.said.text)
    except NotUnderstood:
        return await _ask_amount(talk, answers)
    both = [one for one in (read.amount, read.other) if one and one <= loan.left]
    return texts.repaying.which_amount(both) if both else await _ask_amount(talk, answers)


async def billed(talk: Talk, answers: Answers) -> Reply:
    return await _bill(talk, await _loan_of(talk, answers["loan"]), answers["amount"])


async def bill(talk: Talk) -> Reply:
    loan = await _loan_of(talk, talk.number())
    return await _bill(talk, loan, talk.number(1))


async def _bill(talk: Talk, loan: Loan, amount: int) -> Reply:
    """How to pay: a QR drawn here, the account and the memo, or cash to who counts it."""
    loans.check_repayment(loan, amount)
    work, bank = talk.work, (await talk.work.unions.profile()).bank
    who = await lending.cashier(work, loan.member_id)
    bin_ = work.dues.bin(str(bank.get("bank", "")))
    account, note = str(bank.get("account", "")), memo.loan(loan.number)
    shown = f"{bank.get('bank', '')} {account}".strip() if account else ""
    scan = bool(bin_ and account) and talk.shows_pictures
    number = account if talk.said.numbered else ""
    to, cashier = str(bank.get("holder", "")), called(who[0]) if who else ""
    reply = texts.repaying.bill(loan, amount, to, shown, note, cashier, scan, number)
    return replace(reply, qr=vietqr.payload(bin_, account, amount, note)) if scan else reply


async def sent(talk: Talk) -> Reply:
    """“Tôi đã chuyển”: a case for who counts the money. Said twice, it is one case."""
    loan, amount = await _loan_of(talk, talk.number()), talk.number(1)
    how = talk.args[2] if len(talk.args) > 2 else "bank"
    loans.check_repayment(loan, amount)
    for older in await talk.work.cases.waiting("repay", member_id=talk.member.id):
        if older.facts["loan"] == loan.id:
            raise Refusal(Reason.ALREADY_ASKED, number=older.number)
    case = await talk.work.cases.ask(
        "repay",
        {
            "name": talk.member.name,
            "loan": loan.id,
            "number": loan.number,
            "amount": amount,
            "how": how if how in lending.HOWS else "bank",
        },
        member_id=talk.member.id,
        account_id=talk.who.account_id,
        chat_id=talk.who.chat_id,
    )
    talk.log("repay.asked", f"loan {loan.number}")
    await deciders.send_cards(talk.work, case)
    who = await lending.cashier(talk.work, talk.member.id)
    return texts.repaying.sent(talk.member, called(who[0]) if who else "", how)


DIALOGS = (
    Dialog(
        "tra",
        MEMBER,
        (
            Question("loan", _ask_which, _read_which, _ask_which, number=True),
            Question("amount", _ask_amount, _read_amount, _amount_again, number=True),
        ),
        billed,
    ),
)
COMMANDS = (
    Command(
        "tra",
        MEMBER,
        pay_back,
        texts.help.ABOUT["tra"],
        aliases=("repay",),
        sentence=loans_reading.repayment,
    ),
)
BUTTONS = (
    Button("repay.ask", MEMBER, ask),
    Button("repay.again", MEMBER, again),
    Button("repay.bill", MEMBER, bill, reads_only=True),
    Button("repay.sent", MEMBER, sent),
)
