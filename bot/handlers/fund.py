"""`/quy`: what the mutual fund has, taking part in it, leaving it."""

from bot import texts
from bot.handlers import lending
from bot.said import Reply
from bot.talk import Button, Command, Talk
from union.calendar import months_after
from union.consents import Answer, Purpose
from union.rights import MEMBER


def _month(talk: Talk, ahead: int) -> int:
    """202611: the month so many months from now."""
    day = months_after(talk.today, ahead)
    return day.year * 100 + day.month


async def show(talk: Talk) -> Reply:
    work, member = talk.work, talk.member
    taking = await work.contributions.current(member.id)
    borrows = any(loan.open for loan in await work.loans.of_member(member.id))
    standing = await work.loans.standing()
    return texts.fund.standing(member, standing, work.loans.rules, taking, borrows)


async def rules(talk: Talk) -> Reply:
    return texts.fund.rules(talk.work.loans.rules)


async def join(talk: Talk) -> Reply:
    """“Tham gia” is the consent, kept with its text's version; it counts from next month on."""
    work, member = talk.work, talk.member
    if taking := await work.contributions.current(member.id):
        return texts.fund.joined_already(member, *taking)
    amount, first = work.loans.rules.monthly, _month(talk, 1)
    await work.consents.record(member.id, Purpose.FUND, Answer.YES)
    await work.contributions.join(member.id, amount, first)
    talk.log("fund.joined", f"member {member.id}")
    return texts.fund.joined(member, amount, first)


async def ask_leave(talk: Talk) -> Reply:
    if await talk.work.contributions.current(talk.member.id) is None:
        return texts.fund.not_in(talk.member)
    return texts.fund.sure_to_leave(talk.member, await talk.work.contributions.paid(talk.member.id))


async def leave(talk: Talk) -> Reply:
    """The last month is this one; the treasurer is told what giving back would be about."""
    work, member, last = talk.work, talk.member, _month(talk, 0)
    if not await work.contributions.stop(member.id, last):
        return texts.fund.not_in(member)
    await work.consents.record(member.id, Purpose.FUND, Answer.NO)
    talk.log("fund.left", f"member {member.id}")
    paid = await work.contributions.paid(member.id)
    cashier = await lending.cashier(work, member.id)
    if paid and cashier:
        owing = sum(loan.left for loan in await work.loans.of_member(member.id))
        await lending.tell(work, cashier[0], texts.fund.left_told(member, paid, owing))
    return texts.fund.left(member, last, paid)


COMMANDS = (
    Command(
        "quy",
        MEMBER,
        show,
        texts.help.ABOUT["quy"],
        aliases=("fund",),
        reads_only=True,
        phrases=(
            "quy tuong tro",
            "quy con bao nhieu",
            "quy tuong tro con bao nhieu",
            "quy con bao nhieu tien",
            "quy con khong",
            "xem quy",
            "xem quy tuong tro",
            "tham gia quy",
            "tham gia quy tuong tro",
            "thoi tham gia quy",
            "gop quy",
        ),
    ),
)
BUTTONS = (
    Button("fund.show", MEMBER, show, reads_only=True),
    Button("fund.rules", MEMBER, rules, reads_only=True),
    Button("fund.join", MEMBER, join),
    Button("fund.leave", MEMBER, ask_leave, reads_only=True),
    Button("fund.left", MEMBER, leave),
)
