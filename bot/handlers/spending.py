"""`/chi`, `/thukhac`: a payment that another officer agrees to, and other income booked at once."""

from bot import texts
from bot.handlers import book_asking, book_reading
from bot.handlers.asking import Answers
from bot.handlers.book_asking import items, known, member
from bot.handlers.deciders import Kind, deciders, kind, send_cards
from bot.said import Reply
from bot.talk import Button, Command, Talk
from storage.cases import Case
from storage.work import Work
from union.book import Draft, FundKind, Line, Voucher, VoucherKind
from union.members import Member
from union.refusals import Reason, Refusal
from union.rights import BOOKKEEPER, Role

# The chair first; whoever entered it, and whom it benefits, are never asked.
CIRCLES = (
    frozenset({Role.CHAIR}),
    frozenset({Role.TREASURER, Role.DEPUTY}),
    frozenset({Role.COMMITTEE}),
)


async def spend(talk: Talk) -> Reply:
    return await _begin(talk, "chi")


async def receive(talk: Talk) -> Reply:
    return await _begin(talk, "thukhac")


async def _begin(talk: Talk, dialog: str) -> Reply:
    return talk.begin(dialog, **await known(talk, dialog, talk.words))


async def asked_of(work: Work, case: Case) -> list[Member]:
    """Those a card goes to now."""
    return await work.members.named([member_id for member_id, _ in await deciders(work, case)])


async def tell(talk: Talk, member_id: int | None, reply: Reply) -> None:
    """In their private chat, where they have one; never the speaker, who is answered."""
    if member_id is None or member_id == talk.member.id:
        return
    chat_id = await talk.work.unions.private_chat(member_id)
    if chat_id is not None:
        await talk.work.outbox.add(chat_id, talk.work.union_id, reply.body(), member_id=member_id)


async def booked(talk: Talk, case: Case, voucher: Voucher) -> None:
    """What an agreed case became: its number stands in the case, on the card and in the log."""
    case.facts["code"] = voucher.code
    await talk.work.cases.add_facts(case, code=voucher.code)
    talk.log("voucher.booked", f"{voucher.code} {voucher.total}")


async def _item_name(work: Work, dialog: str, key: str) -> str:
    return next((item.name for item in await items(work, dialog) if item.key == key), key)


# --- a payment ------------------------------------------------------------------------------


async def _send(talk: Talk, answers: Answers) -> Reply:
    facts = {name: answers[name] for name in ("item", "amount", "method", "text")}
    case = await talk.work.cases.ask(
        "pay",
        facts | {"name": talk.member.name},
        member_id=answers.get("who") or None,
        account_id=talk.who.account_id,
        chat_id=talk.who.chat_id,
        entered_by=talk.member.id,
    )
    talk.log("pay.asked", f"case {case.number} {facts['amount']}")
    asked = await asked_of(talk.work, case)
    await send_cards(talk.work, case)
    return texts.book.sent(case, asked)


async def _card(work: Work, case: Case) -> Reply:
    return texts.spending.payment_card(
        case,
        await _item_name(work, "chi", case.facts["item"]),
        await work.members.get(case.member_id or 0),
        await work.members.get(case.entered_by or 0),
        await work.book.fund(FundKind.FINANCE),
    )


async def _paid(talk: Talk, case: Case) -> None:
    """Booked in the same transaction: made by who entered it, agreed by who pressed."""
    facts, work = case.facts, talk.work
    who = await work.members.get(case.member_id or 0)
    voucher = await work.book.book(
        Draft(
            FundKind.FINANCE, VoucherKind.PAYMENT,
            (Line(facts["item"], facts["amount"], case.member_id),), work.today,
            method=facts["method"], member_id=case.member_id, made_by=case.entered_by,
            agreed_by=talk.member.id, case_id=case.id, party=who.name if who else "",
            text=facts["text"],
        )
    )  # fmt: skip
    await booked(talk, case, voucher)
    name = await _item_name(work, "chi", facts["item"])
    await tell(talk, case.entered_by, texts.spending.paid(talk.member, voucher, name))


async def _not_paid(talk: Talk, case: Case) -> None:
    await tell(talk, case.entered_by, texts.spending.not_paid(talk.member, case))


kind(Kind("pay", _card, _paid, _not_paid, circles=CIRCLES, decided=texts.book.decided))


# --- other income ---------------------------------------------------------------------------


async def _keep(talk: Talk, answers: Answers) -> Reply:
    """Money in needs the treasurer; what she pays herself, the chair."""
    who = await member(talk.work, answers)
    await check_receives(talk, who.id if who else None)
    voucher = await talk.work.book.book(
        Draft(
            FundKind.FINANCE, VoucherKind.RECEIPT,
            (Line(answers["item"], answers["amount"], who.id if who else None),),
            talk.work.today, method=answers["method"], member_id=who.id if who else None,
            made_by=talk.member.id, party=who.name if who else "", text=answers["text"],
        )
    )  # fmt: skip
    talk.log("voucher.booked", f"{voucher.code} {voucher.total}")
    name = await _item_name(talk.work, "thukhac", answers["item"])
    if who:
        await tell(talk, who.id, texts.spending.receipt(who, voucher, name))
    told = who if who and await talk.work.unions.private_chat(who.id) else None
    return texts.spending.received(voucher, name, told)


async def check_receives(talk: Talk, payer: int | None) -> None:
    if payer == talk.member.id:
        raise Refusal(Reason.OWN_CASE)
    if talk.holds(Role.TREASURER):
        return
    held = [seat.holder.id for seat in await talk.work.seats.held([Role.TREASURER])]
    if held and payer not in held:
        raise Refusal(Reason.NOT_FOR_YOU)


DIALOGS = (
    *book_asking.draft("chi", BOOKKEEPER, _send),
    *book_asking.draft("thukhac", BOOKKEEPER, _keep),
)
COMMANDS = (
    Command(
        "chi",
        BOOKKEEPER,
        spend,
        texts.help.ABOUT["chi"],
        aliases=("pay",),
        phrases=("lap phieu chi", "phieu chi", "chi tien"),
        sentence=book_reading.spends,
    ),
    Command(
        "thukhac",
        BOOKKEEPER,
        receive,
        texts.help.ABOUT["thukhac"],
        aliases=("receive",),
        phrases=("thu khac", "lap phieu thu khac", "thu tien khac"),
        sentence=book_reading.receives,
    ),
)
BUTTONS = (
    Button("book.spend", BOOKKEEPER, spend),
    Button("book.receive", BOOKKEEPER, receive),
)
