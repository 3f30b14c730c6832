"""A payment a member told of, on the treasurer's card: received, another amount, not seen."""

from dataclasses import replace

from bot import texts
from bot.handlers import cases, deciders, dues_booking
from bot.handlers.asking import Answers, sure
from bot.handlers.dues import what_it_pays
from bot.said import Reply
from bot.talk import Button, Dialog, Question, Talk
from storage.cases import Case
from storage.work import Work
from union import words
from union.members import Member
from union.money import money
from union.refusals import Reason, Refusal
from union.rights import MONEY, Role
from union.words import NotUnderstood


async def _payer(work: Work, case: Case) -> Member:
    member = await work.members.get(case.member_id or 0)
    if member is None:
        raise LookupError("a payment of nobody")
    return member


async def _card(work: Work, case: Case) -> Reply:
    member = await _payer(work, case)
    try:
        lines = await what_it_pays(work, member.id, case.facts["amount"], case.facts["only"])
    except Refusal:  # paid meanwhile in another way: the treasurer sees the amount alone
        lines = []
    return texts.dues_cards.card(case, member, lines)


async def _agreed(talk: Talk, case: Case) -> None:
    """Books it; the codes go into the case, so that every copy of the card can show them.

    By the treasurer; by another officer only once it has waited a day and was passed on.
    """
    asked = dict(await deciders.deciders(talk.work, case))
    if case.raised_at is None and talk.member.id not in asked:
        raise Refusal(Reason.NOT_FOR_YOU)
    payment = dues_booking.Payment(
        await _payer(talk.work, case),
        case.facts["amount"],
        case.facts["method"],
        case.facts["only"],
        case_id=case.id,
    )
    made = await dues_booking.book(talk, payment)
    case.facts["codes"] = [voucher.code for voucher in made]
    await talk.work.cases.add_facts(case)


async def _refused(talk: Talk, case: Case) -> None:
    member = await _payer(talk.work, case)
    chat_id = await talk.work.unions.private_chat(member.id)
    if chat_id is not None:
        told = texts.dues.not_seen(member, case.facts["amount"])
        await talk.work.outbox.add(chat_id, talk.work.union_id, told.body(), member_id=member.id)


deciders.kind(
    deciders.Kind(
        "dues",
        _card,
        _agreed,
        _refused,
        circles=(
            frozenset({Role.TREASURER}),
            frozenset({Role.CHAIR}),
            frozenset({Role.DEPUTY}),
        ),
        decided=texts.dues_cards.decided,
    )
)


async def missing(talk: Talk) -> Reply:
    """“Chưa thấy tiền”: the member is asked to look again, and may tell anew."""
    return await cases.decide(talk, await cases.the_case(talk, "dues"), "refused")


# --- another amount ---------------------------------------------------------------------------


async def other(talk: Talk) -> Reply:
    case = await cases.the_case(talk, "dues")
    return talk.begin("sokhac", case=case.id)


async def _still_mine(talk: Talk, answers: Answers) -> Case:
    """The card while it is being answered: somebody else may have been quicker."""
    case = await talk.work.cases.get(answers["case"])
    if case is None or not deciders.may_see(talk, case):
        raise Refusal(Reason.NOT_FOUND)
    if not case.open:
        raise Refusal(Reason.ALREADY_DECIDED)
    if not deciders.may_decide(talk, case):
        raise Refusal(Reason.OWN_CASE)
    return case


async def _ask_amount(talk: Talk, answers: Answers) -> Reply:
    return texts.dues_cards.other_amount(await _still_mine(talk, answers))


async def _read_amount(talk: Talk, answers: Answers) -> int | None:
    if talk.said.kind != "text":
        return None
    try:
        found = money(talk.said.text)
    except NotUnderstood:
        return None
    return found.amount if found.certain else None


async def _amount_again(talk: Talk, answers: Answers) -> Reply:
    try:
        money(words.normal(talk.said.text))
    except NotUnderstood as problem:
        return Reply(texts.unclear.why(problem))
    return texts.dues_cards.other_amount(await _still_mine(talk, answers))


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    case = await _still_mine(talk, answers)
    lines = await what_it_pays(
        talk.work, case.member_id or 0, answers["amount"], case.facts["only"]
    )
    return texts.dues_cards.other_sure(case, answers["amount"], lines)


async def other_taken(talk: Talk, answers: Answers) -> Reply:
    case = await _still_mine(talk, answers)
    if answers["sure"] != "yes":
        return texts.dues_cards.left_open(case)
    booked = {"amount": answers["amount"], "told": case.facts["amount"]}
    case = replace(case, facts=case.facts | booked)
    return await cases.decide(talk, case, "agreed")


DIALOGS = (
    Dialog(
        "sokhac",
        MONEY,
        (
            Question("amount", _ask_amount, _read_amount, _amount_again, number=True),
            sure(_ask_sure),
        ),
        other_taken,
    ),
)
BUTTONS = (
    Button("dues.other", MONEY, other),
    Button("dues.missing", MONEY, missing),
)
