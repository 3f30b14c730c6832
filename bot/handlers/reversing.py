"""`/huyphieu`: a booked voucher is taken back by another one, which two people answer for."""

from bot import texts
from bot.handlers import book_reading
from bot.handlers.asking import Answers, sure
from bot.handlers.deciders import Kind, kind, send_cards
from bot.handlers.spending import CIRCLES, asked_of, booked, tell
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from storage.cases import Case
from storage.work import Work
from union import words
from union.book import Voucher
from union.refusals import Reason, Refusal
from union.rights import BOOKKEEPER

LONGEST_REASON = 300


async def found(talk: Talk, said: str) -> Voucher | None:
    """A voucher by its number: this year's, or the last one's while people still say so."""
    year = talk.today.year
    return await talk.work.book.coded(said, year) or await talk.work.book.coded(said, year - 1)


async def reverse(talk: Talk) -> Reply:
    """`/huyphieu TC-PT-118`."""
    voucher = await found(talk, talk.words) if talk.words else None
    if talk.words and voucher is None:
        return texts.reversing.no_such_voucher(talk.words)
    return talk.begin("huyphieu", **(await _named(talk, voucher) if voucher else {}))


async def _named(talk: Talk, voucher: Voucher) -> Answers:
    await _check_reversible(talk, voucher)
    return {"voucher": [voucher.fund_id, voucher.position]}


async def _check_reversible(talk: Talk, voucher: Voucher) -> None:
    """Not twice, not while somebody thinks about it, and what was lent after what came back."""
    if voucher.reverses is not None or await talk.work.book.reversal_of(voucher):
        raise Refusal(Reason.ALREADY_REVERSED, code=voucher.code)
    for case in await talk.work.cases.waiting("reverse"):
        if case.facts["of"] == [voucher.fund_id, voucher.position]:
            raise Refusal(Reason.ALREADY_ASKED, number=case.number)
    lines = await talk.work.book.lines(voucher)
    lent = [line.loan_id for line in lines if line.item == "lent" and line.loan_id]
    if lent and any((await talk.work.book.repaid(lent)).values()):
        raise Refusal(Reason.LENT_OUT, code=voucher.code)


async def _voucher(work: Work, of: list[int]) -> Voucher:
    voucher = await work.book.get(*of)
    if voucher is None:
        raise LookupError("vouchers only grow")
    return voucher


async def _ask_voucher(talk: Talk, answers: Answers) -> Reply:
    return texts.reversing.which_voucher()


async def _read_voucher(talk: Talk, answers: Answers) -> list[int] | None:
    voucher = await found(talk, talk.said.text)
    return (await _named(talk, voucher))["voucher"] if voucher else None


async def _voucher_again(talk: Talk, answers: Answers) -> Reply:
    return texts.reversing.no_such_voucher(words.normal(talk.said.text))


async def _ask_reason(talk: Talk, answers: Answers) -> Reply:
    return texts.reversing.why(await _voucher(talk.work, answers["voucher"]))


async def _read_reason(talk: Talk, answers: Answers) -> str | None:
    said = words.normal(talk.said.text)
    if talk.said.kind != "text" or len(words.fold(said).split()) < 2:
        return None
    return said[:LONGEST_REASON]


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    voucher = await _voucher(talk.work, answers["voucher"])
    return texts.reversing.confirm_reversal(voucher, answers["reason"])


async def _send(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.book.dropped()
    voucher = await _voucher(talk.work, answers["voucher"])
    await _check_reversible(talk, voucher)
    case = await talk.work.cases.ask(
        "reverse",
        {
            "name": talk.member.name, "voucher": voucher.code, "of": answers["voucher"],
            "reason": answers["reason"],
        },
        member_id=voucher.member_id,
        account_id=talk.who.account_id,
        chat_id=talk.who.chat_id,
        entered_by=talk.member.id,
    )  # fmt: skip
    talk.log("reverse.asked", f"case {case.number} {voucher.code}")
    asked = await asked_of(talk.work, case)
    await send_cards(talk.work, case)
    return texts.book.sent(case, asked)


async def _card(work: Work, case: Case) -> Reply:
    voucher = await _voucher(work, case.facts["of"])
    by = await work.members.get(case.entered_by or 0)
    return texts.reversing.reversal_card(case, voucher, by)


async def _reversed(talk: Talk, case: Case) -> None:
    work = talk.work
    voucher = await _voucher(work, case.facts["of"])
    await _check_reversible(talk, voucher)  # something may have come back since it was asked for
    reversal = await work.book.reverse(
        voucher,
        made_by=case.entered_by or 0,
        agreed_by=talk.member.id,
        reason=case.facts["reason"],
        case_id=case.id,
    )
    await booked(talk, case, reversal)
    told = texts.reversing.reversed_(talk.member, voucher, reversal)
    await tell(talk, case.entered_by, told)
    payer = await work.members.get(voucher.member_id or 0)
    if payer and payer.id != case.entered_by:
        await tell(talk, payer.id, texts.reversing.payer_told(payer, voucher, reversal))


async def _not_reversed(talk: Talk, case: Case) -> None:
    await tell(talk, case.entered_by, texts.reversing.not_reversed(talk.member, case))


kind(Kind("reverse", _card, _reversed, _not_reversed, circles=CIRCLES, decided=texts.book.decided))

DIALOGS = (
    Dialog(
        "huyphieu",
        BOOKKEEPER,
        (
            Question("voucher", _ask_voucher, _read_voucher, _voucher_again, number=True),
            Question("reason", _ask_reason, _read_reason, _ask_reason),
            sure(_ask_sure),
        ),
        _send,
    ),
)
COMMANDS = (
    Command(
        "huyphieu",
        BOOKKEEPER,
        reverse,
        texts.help.ABOUT["huyphieu"],
        aliases=("reverse",),
        phrases=("huy phieu", "huy phieu thu", "huy phieu chi"),
        sentence=book_reading.reverses,
    ),
)
BUTTONS = (Button("book.reverse", BOOKKEEPER, reverse),)
