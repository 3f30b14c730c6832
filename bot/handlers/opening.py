"""`/sodudau`: what a fund's book begins with, which the chair and the treasurer answer for."""

from bot import texts
from bot.handlers.asking import Answers, sure, tapped_value
from bot.handlers.deciders import Kind, kind, send_cards
from bot.handlers.spending import asked_of, booked, tell
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from storage.cases import Case
from storage.work import Work
from union import words
from union.book import Draft, Fund, FundKind, Line, VoucherKind, check_begins
from union.money import money
from union.refusals import Reason, Refusal
from union.rights import BOOKKEEPER, Role
from union.words import NotUnderstood

# Both, whoever of them types it; a deputy where one of them is not in the chat.
CIRCLES = (frozenset({Role.CHAIR, Role.TREASURER}), frozenset({Role.DEPUTY}))


async def begin(talk: Talk) -> Reply:
    return talk.begin("sodudau")


async def _fund(talk: Talk, kind_: str) -> Fund:
    """Whose book has not begun; nor is somebody thinking about it."""
    fund = await talk.work.book.fund(FundKind(kind_))
    check_begins(fund, await talk.work.book.openings(fund.id))
    for case in await talk.work.cases.waiting("opening"):
        if case.facts["fund"] == kind_:
            raise Refusal(Reason.ALREADY_ASKED, number=case.number)
    return fund


async def _ask_fund(talk: Talk, answers: Answers) -> Reply:
    return texts.reversing.which_fund([await talk.work.book.fund(kind_) for kind_ in FundKind])


async def _read_fund(talk: Talk, answers: Answers) -> str | None:
    tap = tapped_value(talk)
    if tap is None:
        said = words.fold(talk.said.text)
        named = {kind_: await talk.work.book.fund(kind_) for kind_ in FundKind}
        met = [k for k, f in named.items() if said in (words.fold(f.name), words.fold(f.code))]
        tap = met[0].value if met else ""
    if tap not in set(FundKind):
        return None
    await _fund(talk, tap)
    return tap


async def _ask_amount(talk: Talk, answers: Answers) -> Reply:
    return texts.reversing.opening_amount((await _fund(talk, answers["fund"])).name)


async def _read_amount(talk: Talk, answers: Answers) -> int | None:
    try:
        read = money(talk.said.text)
    except NotUnderstood:
        return None
    return read.amount if read.certain else None


async def _amount_again(talk: Talk, answers: Answers) -> Reply:
    try:
        money(talk.said.text)
    except NotUnderstood as problem:
        return Reply(texts.unclear.why(problem))
    return await _ask_amount(talk, answers)


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    fund = await _fund(talk, answers["fund"])
    return texts.reversing.confirm_opening(fund.name, answers["amount"])


async def _send(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.book.dropped()
    await _fund(talk, answers["fund"])
    case = await talk.work.cases.ask(
        "opening",
        {"name": talk.member.name, "fund": answers["fund"], "amount": answers["amount"]},
        account_id=talk.who.account_id,
        chat_id=talk.who.chat_id,
        entered_by=talk.member.id,
    )
    talk.log("opening.asked", f"case {case.number} {answers['amount']}")
    asked = await asked_of(talk.work, case)
    await send_cards(talk.work, case)
    return texts.book.sent(case, asked)


async def _card(work: Work, case: Case) -> Reply:
    fund = await work.book.fund(FundKind(case.facts["fund"]))
    by = await work.members.get(case.entered_by or 0)
    return texts.reversing.opening_card(case, fund.name, by)


async def _opened(talk: Talk, case: Case) -> None:
    kind_, amount = FundKind(case.facts["fund"]), case.facts["amount"]
    begun = Draft(
        kind_, VoucherKind.OPENING, (Line("opening", amount),), talk.work.today,
        made_by=case.entered_by, agreed_by=talk.member.id, case_id=case.id,
    )  # fmt: skip
    voucher = await talk.work.book.book(begun)
    await booked(talk, case, voucher)
    fund = await talk.work.book.fund(kind_)
    await tell(talk, case.entered_by, texts.reversing.opened(talk.member, voucher, fund.name))


async def _not_opened(talk: Talk, case: Case) -> None:
    fund = await talk.work.book.fund(FundKind(case.facts["fund"]))
    await tell(talk, case.entered_by, texts.reversing.not_opened(talk.member, case, fund.name))


kind(
    Kind(
        "opening", _card, _opened, _not_opened, circles=CIRCLES,
        decided=texts.book.decided,
    )
)  # fmt: skip

DIALOGS = (
    Dialog(
        "sodudau",
        BOOKKEEPER,
        (
            Question("fund", _ask_fund, _read_fund, _ask_fund),
            Question("amount", _ask_amount, _read_amount, _amount_again, number=True),
            sure(_ask_sure),
        ),
        _send,
    ),
)
COMMANDS = (
    Command(
        "sodudau",
        BOOKKEEPER,
        begin,
        texts.help.ABOUT["sodudau"],
        aliases=("opening",),
        phrases=("so du dau ky", "ghi so du dau", "so du dau"),
    ),
)
BUTTONS = (Button("book.begin", BOOKKEEPER, begin),)
