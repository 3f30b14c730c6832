"""Loans at eight: a word before an instalment's day and one after it, and whose turn it is.

Both are spoken of in private only and are not counted among the few unasked messages of a month:
a borrower has asked for them by borrowing.
"""

from datetime import date, time
from typing import Any

from bot import texts
from bot.handlers import lending
from bot.jobs.job import Job
from bot.said import Reply
from bot.talk import Notice
from bot.texts.wording import called
from storage.outbox import Owed
from storage.plan import Plan
from storage.work import Work
from union import loans
from union.calendar import moment
from union.loans import Instalment, Loan
from union.members import Member, State
from union.rights import Role

AT = time(8, 0)
LATE_DAYS = 2


async def reminders(plan: Plan, day: date) -> None:
    """Unique by instalment: asked about twice, each is said once before and once after."""
    due = plan.work.loans_due
    found = [("loan.due", row) for row in await due.before(day)]
    found += [("loan.late", row) for row in await due.after(day)]
    await plan.work.outbox.owe(
        [
            Owed(
                about=f"{kind}:{row.loan_id}:{row.number}",
                chat_id=row.chat_id,
                union_id=row.union_id,
                kind=kind,
                facts={"loan": row.loan_id, "number": row.number},
                member_id=row.member_id,
                not_before=moment(day, AT),
            )
            for kind, row in found
        ]
    )


async def offers(plan: Plan, day: date) -> None:
    """The first in line of each union, to the officers; only who pays is asked when it is sent.

    What comes in by the chat is offered at once; this is for what came in by another door, and
    for a card that lies unanswered.
    """
    await plan.work.outbox.owe(
        [
            Owed(
                about=f"loan.pay:{loan_id}:{one.member_id}:{day.isoformat()}",
                chat_id=one.chat_id,
                union_id=one.union_id,
                kind="loan.pay.day",
                facts={"loan": loan_id},
                member_id=one.member_id,
                not_before=moment(day, AT),
            )
            for loan_id, one in await plan.work.loans_due.waiting()
        ]
    )


# --- rendered when claimed ------------------------------------------------------------------


async def _open(
    work: Work, facts: dict[str, Any]
) -> tuple[Member, Loan, tuple[Instalment, int]] | None:
    """The instalment and what is still missing of it; None once it is paid or nobody's."""
    loan = await work.loans.get(facts["loan"])
    member = await work.members.get(loan.member_id) if loan and loan.left > 0 else None
    if loan is None or member is None or member.state is not State.MEMBER:
        return None
    open_ = loans.unpaid(await work.loans.plan(loan.id), loan.principal - loan.left)
    due = next((one for one in open_ if one[0].number == facts["number"]), None)
    return (member, loan, due) if due else None


async def due_soon(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    found = await _open(work, facts)
    if found is None or found[2][0].due_on < work.today:
        return None
    return texts.repaying.remind(*found)


async def passed(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    found = await _open(work, facts)
    if found is None:
        return None
    cashier = await lending.cashier(work, found[0].id)
    return texts.repaying.remind_after(*found, called(cashier[0]) if cashier else "")


async def offer(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    """Not while an earlier card is fresh, nor for ever: then it is for the chair to ask."""
    if await work.loans.offered(facts["loan"], work.now - lending.OFFER_AGAIN):
        return None
    card = await lending.render_offer(work, facts, member_id)
    asked = await work.loans.offers(facts["loan"], member_id or 0)
    if card is None or asked < lending.OFFERS:
        return card
    await _tell_chair(work, facts["loan"], member_id)
    return None


async def _tell_chair(work: Work, loan_id: int, payer: int | None) -> None:
    """Once; not a chair who pays it out, nor one whose own loan it is."""
    loan = await work.loans.get(loan_id)
    for seat in await work.seats.held([Role.CHAIR]):
        chat_id = await work.unions.private_chat(seat.holder.id)
        if chat_id is None or loan is None or seat.holder.id in (payer, loan.member_id):
            continue
        facts = {"loan": loan_id, "payer": payer}
        about = f"loan.lies:{loan_id}:{seat.holder.id}"
        owed = Owed(about, chat_id, work.union_id, "loan.lies", facts, seat.holder.id)
        await work.outbox.owe([owed])


async def lies(work: Work, facts: dict[str, Any], member_id: int | None) -> Reply | None:
    loan = await work.loans.get(facts["loan"])
    payer = await work.members.get(facts["payer"])
    if loan is None or loan.state != "agreed" or payer is None:
        return None
    return texts.lending.not_paid_out(loan, called(payer))


JOBS = (
    Job("loans.reminders", AT, reminders, late=LATE_DAYS),
    Job("loans.offers", AT, offers),
)
NOTICES = (
    Notice("loan.due", due_soon),
    Notice("loan.late", passed),
    Notice("loan.pay.day", offer),
    Notice("loan.lies", lies),
)
