"""Where loans stand: one's own, and those of others for who may see them, which is logged."""

from bot import texts
from bot.handlers.asking import as_id
from bot.handlers.lending import DECIDE, NEEDS, approvers, borrower
from bot.said import Reply
from bot.talk import Button, Talk
from union import loans
from union.loans import Loan
from union.refusals import Reason, Refusal
from union.rights import MEMBER, Role

SEE = (Role.CHAIR, Role.TREASURER, Role.INSPECTION)


def may_see(talk: Talk, loan: Loan) -> bool:
    """Its borrower, the chair, the treasurer, the inspection committee; officers to decide it."""
    if talk.member.id == loan.member_id or talk.holds(*SEE):
        return True
    return loan.state == "asked" and any(talk.holds(*circle) for circle in DECIDE)


async def status(talk: Talk, loan: Loan) -> Reply:
    """Where a loan stands. Looking into somebody else's is logged."""
    work, whose = talk.work, ""
    if loan.member_id != talk.member.id:
        whose = (await borrower(work, loan)).name
        talk.log("case.opened", f"case {loan.number}")
    said = len(await approvers(work, loan.case_id)) if loan.state == "asked" else 0
    queue = await work.loans.queue() if loan.state == "agreed" else []
    place = next((at for at, one in enumerate(queue, 1) if one.id == loan.id), 0)
    open_ = loans.unpaid(await work.loans.plan(loan.id), loan.principal - loan.left)
    next_ = open_[0] if open_ and loan.left > 0 else None
    return texts.loans.status(loan, whose, said, NEEDS, place, next_)


async def show(talk: Talk) -> Reply:
    loan = await talk.work.loans.numbered(as_id(talk.args[0]) if talk.args else 0)
    if loan is None or not may_see(talk, loan):
        raise Refusal(Reason.NOT_FOUND)
    return await status(talk, loan)


async def listed(talk: Talk) -> Reply:
    """Every open loan: number, name, what is left, the next day."""
    work = talk.work
    open_ = await work.loans.open()
    named = await work.members.named([loan.member_id for loan in open_])
    people = {member.id: member for member in named}
    due = await work.loans.next_due([loan for loan in open_ if loan.left > 0])
    lines = [(one, people[one.member_id], due.get(one.id)) for one in open_]
    talk.log("loan.listed", "mutual fund")
    return texts.lending.listed_open(lines, await work.loans.standing())


async def own_data(talk: Talk) -> str:
    """All that is kept of the speaker about the fund, with the reasons only they gave."""
    work, member_id = talk.work, talk.member.id
    reasons = []
    for loan in await work.loans.of_member(member_id):
        case = await work.cases.get(loan.case_id)
        reasons.append((loan, str(case.facts.get("reason", "")) if case else ""))
    taking = await work.contributions.current(member_id)
    return texts.fund.data_lines(taking, await work.contributions.paid(member_id), reasons)


BUTTONS = (Button("loan.show", MEMBER, show),)
