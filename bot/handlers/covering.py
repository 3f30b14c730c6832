"""Lending a seat: who holds it lends it between two days, and takes it back when they like."""

from datetime import date, time, timedelta

from bot import texts
from bot.handlers import menus, people, seats
from bot.handlers.asking import Answers, as_id, sure, tapped_value
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from bot.texts.wording import called, role
from bot.texts.wording import days as days_text
from storage.outbox import Owed
from storage.seats import HeldSeat
from union import covering
from union.calendar import moment
from union.covering import Days
from union.members import Member, State
from union.refusals import Reason, Refusal
from union.rights import SEATED, Role
from union.words import NotUnderstood

NAME = texts.covering.DIALOG
TOLD_AT = time(7, 30)


async def _own(talk: Talk) -> list[HeldSeat]:
    """What the speaker may lend: what they hold themselves, not what was lent to them."""
    held = await talk.work.seats.held()
    return [seat for seat in held if seat.holder.id == talk.member.id and seat.stands_for is None]


async def begin(talk: Talk) -> Reply:
    """`/uyquyen`, or “giao việc từ 1/12 đến 15/12 cho Hạnh”."""
    own = {seat.id for seat in await _own(talk)}
    lent = [one for one in await talk.work.seats.lendings() if one.stands_for in own]
    if lent and not talk.words:
        return texts.covering.yours(lent)
    return await more(talk)


async def more(talk: Talk) -> Reply:
    answers: Answers = {}
    own = await _own(talk)
    if len(own) == 1:
        answers["seat"] = own[0].id
    unclear = ""
    if talk.words:
        name = covering.who_in(talk.words)
        found = await people.one(talk, name)
        answers |= {"who": found} if found else {"said": name} if name else {}
        try:
            days = covering.days_in(talk.words, talk.today)
            answers["days"] = [days.first.isoformat(), days.last.isoformat()]
        except NotUnderstood as problem:
            unclear = texts.unclear.why(problem)
    talk.begin(NAME, **answers)
    return Reply(unclear)


async def _seat(talk: Talk, answers: Answers) -> HeldSeat:
    seat = next((seat for seat in await _own(talk) if seat.id == answers["seat"]), None)
    if seat is None:
        raise Refusal(Reason.NOT_FOR_YOU)
    return seat


async def _ask_seat(talk: Talk, answers: Answers) -> Reply:
    return texts.covering.which_seat(await _own(talk))


async def _read_seat(talk: Talk, answers: Answers) -> int | None:
    wanted = as_id(tapped_value(talk) or "")
    return next((seat.id for seat in await _own(talk) if seat.id == wanted), None)


async def _ask_days(talk: Talk, answers: Answers) -> Reply:
    return texts.covering.which_days()


async def _read_days(talk: Talk, answers: Answers) -> list[str] | None:
    try:
        days = covering.days_in(talk.said.text, talk.today)
    except NotUnderstood:
        return None
    return [days.first.isoformat(), days.last.isoformat()]


async def _days_again(talk: Talk, answers: Answers) -> Reply:
    try:
        covering.days_in(talk.said.text, talk.today)
    except NotUnderstood as problem:
        return Reply(f"{texts.unclear.why(problem)}\n{texts.covering.which_days().text}")
    return texts.covering.which_days()


async def _checked(talk: Talk, answers: Answers) -> tuple[HeldSeat, Member, Days]:
    """What is to be lent, to whom, for which days; refused where the rules say so."""
    seat, whom = await _seat(talk, answers), await people.chosen(talk, answers)
    days = Days(*map(date.fromisoformat, answers["days"]))
    held = [one for one in await talk.work.seats.held() if one.holder.id == whom.id]
    own = [one.right for one in held if one.stands_for is None]
    covering.check_days(days, talk.today, seat.ends)
    covering.check_stand_in(seat.right, talk.member.id, whom.id, own)
    if whom.state is not State.MEMBER or not await talk.work.unions.is_linked(whom.id):
        raise Refusal(Reason.NOT_IN_BOT, name=whom.name)
    for other in await talk.work.seats.lendings():
        if other.stands_for == seat.id and days.meets(other.starts, other.ends):
            raise Refusal(Reason.LENT_ALREADY, name=called(other.holder))
        if other.holder.id == whom.id and days.meets(other.starts, other.ends):
            covering.check_apart(seat.role, other.role)
    return seat, whom, days


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    seat, whom, days = await _checked(talk, answers)
    return texts.covering.confirm(seat, whom, days.first, days.last)


async def lent(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.covering.kept()
    seat, whom, days = await _checked(talk, answers)
    starts = max(days.starts, talk.work.now)
    made = await talk.work.seats.lend(seat, whom.id, starts, days.ends)
    what = role(seat.role, seat.team)
    talk.log(
        "seat.lent",
        f"seat {made}",
        chức_vụ=what,
        ai=whom.name,
        ngày=days_text(days.first, days.last),
    )
    told = texts.covering.asked_to_stand_in(seat, whom, days.first, days.last)
    await seats.tell(talk, whom, told)
    for chair in await talk.work.seats.held([Role.CHAIR]):
        if chair.holder.id != whom.id:
            told = texts.covering.chair_told(seat, whom, days.first, days.last)
            await seats.tell(talk, chair.holder, told)
    await _remind(talk, made, whom, days)
    await menus.renew(talk, whom.id)
    return texts.covering.lent(seat, whom, days.first, days.last)


async def _remind(talk: Talk, seat_id: int, whom: Member, days: Days) -> None:
    """On the first morning, if it is not today; to both on the morning after the last."""
    after = days.last + timedelta(days=1)
    wanted = [("seat.over", whom.id, after), ("seat.over", talk.member.id, after)]
    if days.first > talk.today:
        wanted.append(("seat.begins", whom.id, days.first))
    owed = []
    for kind, member_id, on in wanted:
        chat_id = await talk.work.unions.private_chat(member_id)
        if chat_id is not None:
            about = f"{kind}:{seat_id}" + (":lender" if member_id == talk.member.id else "")
            at, facts = moment(on, TOLD_AT), {"seat": seat_id}
            owed.append(
                Owed(about, chat_id, talk.work.union_id, kind, facts, member_id, not_before=at)
            )
    await talk.work.outbox.owe(owed)


async def take_back(talk: Talk) -> Reply:
    """By who lent it; the chair ends it at /chucvu."""
    own = {seat.id for seat in await _own(talk)}
    lendings = await talk.work.seats.lendings()
    seat = next((one for one in lendings if one.id == talk.number()), None)
    if seat is None or seat.stands_for not in own:
        raise Refusal(Reason.ALREADY_DECIDED)
    await seats.close(talk, seat)
    return texts.covering.given_back(seat)


DIALOGS = (
    Dialog(
        NAME,
        SEATED,
        (
            Question("seat", _ask_seat, _read_seat, _ask_seat),
            people.which(NAME, texts.covering.to_whom),
            Question("days", _ask_days, _read_days, _days_again, number=True),
            sure(_ask_sure),
        ),
        lent,
    ),
)
COMMANDS = (
    Command(
        "uyquyen",
        SEATED,
        begin,
        texts.help.ABOUT["uyquyen"],
        aliases=("delegate",),
        phrases=("uy quyen", "giao viec tam thoi", "nho lam thay", "giao viec"),
        sentence=covering.sentence,
    ),
)
BUTTONS = (
    Button("cover.begin", SEATED, begin),
    Button("cover.more", SEATED, more),
    Button("cover.back", SEATED, take_back),
)
