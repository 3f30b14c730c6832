"""Dues, the member's side: one bill for all that is open, “đã chuyển”, the year."""

from collections.abc import Sequence

from bot import texts
from bot.handlers import cases, deciders, dues_history, dues_reading
from bot.said import Reply
from bot.talk import Button, Command, Talk
from storage.outbox import Owed
from storage.work import Work
from union import memo, vietqr
from union.calendar import moment
from union.dues import (
    CONTRIBUTION,
    DUES,
    Due,
    only,
    pay,
    period_of,
    rest_of_quarter,
    total,
)
from union.members import Member
from union.refusals import Reason, Refusal
from union.rights import MEMBER, Role


async def treasurer(work: Work) -> Member | None:
    """Whom cash is brought to."""
    held = await work.seats.held([Role.TREASURER])
    return held[0].holder if held else None


async def ask(talk: Talk) -> Reply:
    """`/doanphi`: the bill; with a month or a year, what was paid for it."""
    if (year := dues_reading.year_named(talk.words, talk.today)) is not None:
        return await dues_history.of_year(talk, year)
    if (period := dues_reading.month_named(talk.words, talk.today)) is not None:
        return await dues_history.month(talk, period)
    return await bill(talk)


# --- the bill ---------------------------------------------------------------------------------


async def bill(talk: Talk) -> Reply:
    """Nobody is asked to pay again while a payment of theirs is being looked at."""
    waiting = await talk.work.cases.waiting("dues", member_id=talk.member.id)
    if waiting:
        return texts.dues.waiting(talk.member, waiting[0])
    return await _bill(talk)


async def again(talk: Talk) -> Reply:
    return await _bill(talk)


async def only_dues(talk: Talk) -> Reply:
    return await _bill(talk, just_dues=True)


async def quarter(talk: Talk) -> Reply:
    """What is open, and the months to the end of the quarter."""
    last = rest_of_quarter(period_of(talk.today))[-1]
    coming = await talk.work.dues.coming(talk.member.id)
    return await _bill(talk, [due for due in coming if due.period <= last])


async def _bill(talk: Talk, coming: Sequence[Due] = (), *, just_dues: bool = False) -> Reply:
    opened = await talk.work.dues.open(talk.member.id)
    lines = [*(only(DUES, opened) if just_dues else opened), *coming]
    if not lines:
        return await _nothing_open(talk)
    more = []
    paid = sum((await talk.work.dues.paid(talk.member.id)).values())
    if not coming and not just_dues:
        both = {due.item for due in opened} == {DUES, CONTRIBUTION}
        ahead = await talk.work.dues.coming(talk.member.id)
        more = ["dues"] * both + ["quarter"] * bool(ahead)
    bank = (await talk.work.unions.profile()).bank
    code = memo.dues(max(due.period for due in lines), talk.member.id)
    qr = _qr(talk.work, bank, total(lines), code) if talk.shows_pictures else ""
    who, whole = await treasurer(talk.work), talk.said.numbered
    return texts.dues.bill(talk.member, lines, paid, bank, code, qr, who, more, whole)


def _qr(work: Work, bank: dict[str, str], amount: int, code: str) -> str:
    """Empty where the bank is not known by its name, or the account is not one."""
    try:
        return vietqr.payload(work.dues.bin(bank["bank"]), bank["account"], amount, code)
    except (KeyError, ValueError):
        return ""


async def _who_sets_it(talk: Talk) -> Member | None:
    """The treasurer, or the chair where it is the treasurer's own amount."""
    held = await talk.work.seats.held([Role.TREASURER]) + await talk.work.seats.held([Role.CHAIR])
    return next((seat.holder for seat in held if seat.holder.id != talk.member.id), None)


async def _nothing_open(talk: Talk) -> Reply:
    coming = await talk.work.dues.coming(talk.member.id)
    charged = await talk.work.dues.charges(talk.member.id)
    if not coming and not charged:
        return texts.dues.not_set_up(talk.member, await _who_sets_it(talk))
    return texts.dues.all_paid(talk.member, period_of(talk.today), bool(coming))


# --- “đã chuyển” ------------------------------------------------------------------------------


async def sent(talk: Talk) -> Reply:
    return await _told(talk, "bank")


async def cash(talk: Talk) -> Reply:
    return await _told(talk, "cash")


async def _told(talk: Talk, method: str) -> Reply:
    """The button carries scope, amount, and all that was paid when it was offered.

    Where something was paid since, the amount is no longer what is to be paid: a new bill.
    """
    just = DUES if talk.args[:1] == ["dues"] else ""
    amount, was_paid = talk.number(1), talk.number(2)
    paid = sum((await talk.work.dues.paid(talk.member.id)).values())
    if not amount or paid != was_paid:
        return await _bill(talk)
    return await claim(talk, amount, method, just)


async def say(talk: Talk) -> Reply:
    """“Ck rồi nha”, said without a bill: all that is open was meant."""
    opened = await talk.work.dues.open(talk.member.id)
    if not opened:
        waiting = await talk.work.cases.waiting("dues", member_id=talk.member.id)
        if waiting:
            return texts.dues.waiting(talk.member, waiting[0])
        return await _nothing_open(talk)
    return await claim(talk, total(opened), "bank", "")


async def claim(talk: Talk, amount: int, method: str, just: str) -> Reply:
    """A card to the treasurer; the same said twice is one case, another word replaces it."""
    period = period_of(talk.today)
    facts = {
        "name": talk.member.name,
        "amount": amount,
        "method": method,
        "only": just,
        "memo": memo.dues(period, talk.member.id),
    }
    who = await treasurer(talk.work)
    told = texts.dues.said(talk.member, amount, method, who)
    for older in await talk.work.cases.waiting("dues", member_id=talk.member.id):
        if (older.facts["amount"], older.facts["method"]) == (amount, method):
            return told
        await talk.work.cases.decide(older.id, "withdrawn", talk.member.id)
        await cases.rewrite_copies(talk, older, "withdrawn")
    await what_it_pays(talk.work, talk.member.id, amount, just)  # refused at once if beyond belief
    case = await talk.work.cases.ask(
        "dues",
        facts,
        member_id=talk.member.id,
        account_id=talk.who.account_id,
        chat_id=talk.who.chat_id,
    )
    talk.log("dues.said", f"case {case.number}")
    await deciders.send_cards(talk.work, case)
    return told


async def what_it_pays(work: Work, member_id: int, amount: int, just: str = "") -> list[Due]:
    """The lines of a payment as it would be booked now."""
    opened, coming = await work.dues.open(member_id), []
    if just:
        opened = only(just, opened)
    if amount > total(opened):
        coming = await work.dues.coming(member_id)
        coming = only(just, coming) if just else coming
    if not opened and not coming:
        raise Refusal(Reason.NO_DUES_AMOUNT)
    return pay(amount, opened, coming)


async def later(talk: Talk) -> Reply:
    """Reminded once more in a few days, if something is still open then."""
    days = talk.work.dues.remind_again_days()
    on, at = talk.work.dues.reminded_again(talk.today)
    about = f"dues.again:{period_of(talk.today)}:{talk.member.id}"
    owed = Owed(
        about, talk.who.chat_id, talk.work.union_id, "dues.reminder", {}, talk.member.id,
        moment(on, at),
    )  # fmt: skip
    await talk.work.outbox.owe([owed])
    return texts.dues.later(days)


COMMANDS = (
    Command(
        "doanphi",
        MEMBER,
        ask,
        texts.help.ABOUT["doanphi"],
        aliases=("dues",),
        sentence=dues_reading.asks,
        reads_only=True,
        phrases=(
            "dong doan phi", "doan phi", "toi muon dong doan phi", "nop doan phi", "dong dp",
            "doan phi cua toi", "xem doan phi", "dong doan phi the nao", "lay ma qr",
            "lay ma qr doan phi", "toi con thieu doan phi khong", "con thieu doan phi khong",
            "toi dong doan phi chua",
        ),
    ),
    Command(
        "dachuyen",
        MEMBER,
        say,
        texts.help.ABOUT["dachuyen"],
        hidden=True,
        phrases=(
            "da chuyen", "da chuyen khoan", "chuyen khoan roi", "da chuyen roi", "chuyen roi",
            "da chuyen tien", "chuyen tien roi", "da chuyen khoan roi", "toi da chuyen",
            "toi da chuyen roi", "toi da chuyen khoan", "toi chuyen khoan roi", "toi chuyen roi",
            "da dong doan phi", "dong doan phi roi", "da dong doan phi roi",
            "da nop doan phi", "toi da dong doan phi",
        ),
    ),
)  # fmt: skip
BUTTONS = (
    Button("dues.bill", MEMBER, bill, reads_only=True),
    Button("dues.again", MEMBER, again, reads_only=True),
    Button("dues.only", MEMBER, only_dues, reads_only=True),
    Button("dues.quarter", MEMBER, quarter, reads_only=True),
    Button("dues.year", MEMBER, dues_history.year, reads_only=True),
    Button("dues.sent", MEMBER, sent),
    Button("dues.cash", MEMBER, cash),
    Button("dues.said", MEMBER, say),
    Button("dues.later", MEMBER, later),
)
