"""`/vay`: a loan asked for in one sentence or by questions, and where it stands."""

from bot import texts
from bot.handlers import deciders, lending, loans_reading, loans_seen
from bot.handlers.asking import Answers, as_id, tapped_value
from bot.handlers.cases import rewrite_copies
from bot.handlers.loans_asking import QUESTIONS, amount_of, heard, over
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from bot.texts.wording import called
from union import loans, words
from union.loans import Loan
from union.members import Member
from union.money import Money
from union.refusals import Reason, Refusal
from union.rights import MEMBER


async def begin(talk: Talk) -> Reply:
    """`/vay`: a number looks a loan up, an amount asks for one, nothing shows what there is."""
    said = talk.words
    if said.isdigit():
        loan = await talk.work.loans.numbered(as_id(said))
        if loan is not None and loans_seen.may_see(talk, loan):
            return await loans_seen.status(talk, loan)
        if as_id(said) * 1000 < talk.work.loans.rules.lowest:  # no amount anybody means
            return texts.loans.no_such(said)
    if not said and talk.holds(*loans_seen.SEE):
        return await loans_seen.listed(talk)
    if not said and (loan := await _open(talk)):
        return await loans_seen.status(talk, loan)
    return await _ask(talk, loans_reading.read(said))


async def ask(talk: Talk) -> Reply:
    """By a button, perhaps with the amount somebody had typed."""
    amount = talk.number()
    return await _ask(talk, loans_reading.Wish(Money(amount, True) if amount else None))


async def _ask(talk: Talk, wish: loans_reading.Wish) -> Reply:
    await _check_may_borrow(talk)
    known: Answers = {"reason": wish.reason} if wish.reason else {}
    if wish.months and 0 < wish.months <= talk.work.loans.rules.longest:
        known["months"] = wish.months
    amounts = [one for one in wish.amount[::2] if one] if wish.amount else []
    if wish.amount and max(amounts) >= talk.work.loans.rules.lowest:
        known["said"] = await heard(talk, wish.amount)
    return talk.begin("vay", **known)


async def _open(talk: Talk) -> Loan | None:
    of_mine = await talk.work.loans.of_member(talk.member.id)
    return next((loan for loan in reversed(of_mine) if loan.open), None)


async def _check_may_borrow(talk: Talk) -> None:
    work, member_id = talk.work, talk.member.id
    loans.check_may_borrow(
        work.loans.rules,
        await work.loans.of_member(member_id),
        await work.contributions.current(member_id) is not None,
        await work.loans.repaid_on(member_id),
        work.today,
    )


# --- sent, changed, taken back --------------------------------------------------------------


async def asked(talk: Talk, answers: Answers) -> Reply:
    """The case with its private facts, the loan's row, and the cards to those who decide."""
    if over(answers) or answers["sure"] == "no":
        return texts.loans.kept()
    if answers["sure"] == "edit":
        return talk.begin("suavay", **{part: answers[part] for part in _ALL if part in answers})
    await _check_may_borrow(talk)
    work, amount, months = talk.work, amount_of(answers), answers["months"]
    loans.check_amount(work.loans.rules, amount)
    facts = {"name": talk.member.name, "amount": amount, "months": months}
    case = await work.cases.ask(
        "loan",
        facts | {"reason": answers["reason"]},
        member_id=talk.member.id,
        account_id=talk.who.account_id,
        chat_id=talk.who.chat_id,
    )
    await work.loans.ask(case.id, case.number, talk.member.id, amount, months)
    talk.log("loan.asked", f"loan {case.number}")
    await deciders.send_cards(work, case)
    return texts.loans.sent(case.number)


async def _ask_what(talk: Talk, answers: Answers) -> Reply:
    return texts.loans.which_to_edit()


_ALL = ("said", "amount", "fit", "months", "reason")
_PARTS = {"so tien": "said", "so thang": "months", "ly do": "reason"}


async def _read_what(talk: Talk, answers: Answers) -> str | None:
    said = tapped_value(talk) or _PARTS.get(words.strip_courtesy(words.fold(talk.said.text)), "")
    return said if said in _PARTS.values() else None


async def edited(talk: Talk, answers: Answers) -> Reply:
    """The form again with one part left open; nothing else is lost."""
    left_open = _ALL[:3] if answers["what"] == "said" else (answers["what"],)
    kept = {part: answers[part] for part in _ALL if part in answers and part not in left_open}
    return talk.begin("vay", **kept)


async def of_who_went(talk: Talk, member: Member) -> Reply | None:
    """Somebody left, retired or died: what waits is withdrawn, what is open is told the officer."""
    work = talk.work
    dropped = await work.loans.forget(member.id)
    for loan in dropped:
        case = await work.cases.get(loan.case_id)
        if case is not None and await work.cases.decide(case.id, "withdrawn", talk.member.id):
            await rewrite_copies(talk, case, "withdrawn")
        talk.log("loan.withdrawn", f"loan {loan.number}")
    await work.contributions.stop(member.id, talk.today.year * 100 + talk.today.month)
    out = [loan for loan in await work.loans.of_member(member.id) if loan.left > 0]
    paid = await work.contributions.paid(member.id)
    if dropped:
        await lending.offer_first(work)
    if not (out or dropped or paid):
        return None
    return texts.lending.still_open(member, paid, out, dropped)


async def _own_waiting(talk: Talk) -> Loan:
    """The speaker's loan that has not been paid out yet."""
    loan = await talk.work.loans.get(talk.number())
    if loan is None or loan.member_id != talk.member.id:
        raise Refusal(Reason.NOT_FOUND)
    if loan.state not in ("asked", "agreed"):
        raise Refusal(Reason.ALREADY_DECIDED)
    return loan


async def ask_withdraw(talk: Talk) -> Reply:
    return texts.loans.sure_to_withdraw(await _own_waiting(talk))


async def withdraw(talk: Talk) -> Reply:
    loan = await _own_waiting(talk)
    await talk.work.loans.move(loan.id, loan.state, "withdrawn")
    case = await talk.work.cases.get(loan.case_id)
    if case is not None:
        await talk.work.cases.decide(case.id, "withdrawn", talk.member.id)
        await rewrite_copies(talk, case, "withdrawn")
    talk.log("loan.withdrawn", f"loan {loan.number}")
    await lending.offer_first(talk.work)  # whoever is next need not wait for the morning
    return texts.loans.withdrawn(loan)


# --- the money came, or did not -------------------------------------------------------------


async def _own_paid(talk: Talk) -> Loan:
    loan = await talk.work.loans.get(talk.number())
    if loan is None or loan.member_id != talk.member.id or loan.paid_on is None:
        raise Refusal(Reason.NOT_FOUND)
    return loan


async def received(talk: Talk) -> Reply:
    loan = await _own_paid(talk)
    case = await talk.work.cases.get(loan.case_id)
    if case is not None and "received" not in case.facts:
        await talk.work.cases.add_facts(case, received=talk.today.isoformat())
        talk.log("loan.received", f"loan {loan.number}")
    return texts.loans.received(talk.member, talk.work.loans.rules.remind_before)


async def missing(talk: Talk) -> Reply:
    """Told to who said it was paid; the book is not touched by it."""
    loan = await _own_paid(talk)
    payer = await lending.cashier(talk.work, talk.member.id)
    if payer is not None:
        await lending.tell(talk.work, payer[0], texts.lending.money_missing(loan, talk.member))
    talk.log("loan.missing", f"loan {loan.number}")
    return texts.loans.missing(called(payer[0]) if payer else "")


async def mine(talk: Talk) -> Reply:
    loan = await _open(talk)
    return await loans_seen.status(talk, loan) if loan else texts.loans.none_yet(talk.member)


DIALOGS = (
    Dialog("vay", MEMBER, QUESTIONS, asked),
    Dialog("suavay", MEMBER, (Question("what", _ask_what, _read_what, _ask_what),), edited),
)
COMMANDS = (
    Command(
        "vay",
        MEMBER,
        begin,
        texts.help.ABOUT["vay"],
        aliases=("loan",),
        phrases=(
            "vay von",
            "vay tien",
            "vay quy",
            "vay quy tuong tro",
            "xin vay von",
            "khoan vay cua toi",
            "xem khoan vay",
            "danh sach khoan vay",
            "de nghi vay",
        ),
        sentence=loans_reading.one_sentence,
    ),
)
BUTTONS = (
    Button("loan.ask", MEMBER, ask),
    Button("loan.mine", MEMBER, mine),
    Button("loan.withdraw", MEMBER, ask_withdraw, reads_only=True),
    Button("loan.withdrawn", MEMBER, withdraw),
    Button("loan.received", MEMBER, received),
    Button("loan.missing", MEMBER, missing),
)
