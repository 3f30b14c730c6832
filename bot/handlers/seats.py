"""Seats: everybody may see who does what; the chair gives and ends them, at once."""

from collections.abc import Iterable

from bot import texts
from bot.handlers import menus, people
from bot.handlers.asking import Answers, sure, tapped_value
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from bot.texts.wording import ROLES, role
from storage.seats import HeldSeat
from union import covering, words
from union.members import Member, Team
from union.refusals import Reason, Refusal
from union.rights import CHAIR_ALONE, HANDED_ON, MEMBER, SINGLE, Role


async def listed(talk: Talk) -> Reply:
    return texts.seats.held(await talk.work.seats.held(), talk.holds(Role.CHAIR, own=True))


async def give(talk: Talk) -> Reply:
    return talk.begin("giao")


async def _ask_role(talk: Talk, answers: Answers) -> Reply:
    return texts.seats.which_role((await people.chosen(talk, answers)).name)


async def _read_role(talk: Talk, answers: Answers) -> str | None:
    value = tapped_value(talk)
    if value is not None:
        return value if value in set(Role) else None
    said = words.strip_courtesy(words.fold(talk.said.text))
    names = {one.value: words.fold(name) for one, name in ROLES.items()}
    near = [one for one, name in names.items() if said and said in name]
    exact = [one for one in near if names[one] == said]
    return (exact or near)[0] if len(exact or near) == 1 else None


async def _ask_team(talk: Talk, answers: Answers) -> Reply:
    return texts.seats.which_team(await talk.work.teams.all())


async def _read_team(talk: Talk, answers: Answers) -> int | None:
    value = tapped_value(talk) or words.fold(talk.said.text).removeprefix("to ")
    teams = await talk.work.teams.all()
    by_id = tapped_value(talk) is not None
    return next((t.id for t in teams if value == str(t.id if by_id else t.number)), None)


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    wanted, team = await _wanted(talk, answers)
    await _check_apart(talk, answers["who"], wanted)
    before = [seat.holder for seat in await _holders(talk, wanted, team)]
    whom = await people.chosen(talk, answers)
    replaces = before[0] if before and wanted in HANDED_ON and before[0].id != whom.id else None
    return texts.seats.confirm(whom, wanted, team, replaces)


async def _wanted(talk: Talk, answers: Answers) -> tuple[Role, Team | None]:
    team = await talk.work.teams.get(answers["team"]) if answers.get("team") else None
    return Role(answers["role"]), team


async def _check_apart(talk: Talk, member_id: int, wanted: Role) -> None:
    """Against what they hold, stand in for, or shall."""
    for seat in await talk.work.seats.of(member_id):
        covering.check_apart(wanted, seat.role, for_good=True)


async def _holders(talk: Talk, wanted: Role, team: Team | None) -> list[HeldSeat]:
    """Who holds it in their own right; a stand-in's part ends with the seat that was lent."""
    return [
        seat
        for seat in await talk.work.seats.held([wanted])
        if seat.stands_for is None and (seat.team == team or wanted is not Role.TEAM_LEADER)
    ]


async def given(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.seats.kept()
    member = await people.chosen(talk, answers)
    wanted, team = await _wanted(talk, answers)
    await _check_apart(talk, member.id, wanted)
    for seat in await _holders(talk, wanted, team):
        if seat.holder.id == member.id:
            raise Refusal(Reason.SEAT_HELD, name=member.name)
        # The new one replaces the old in the same breath: neither union nor team is without.
        if wanted in HANDED_ON:
            await close(talk, seat)
        elif wanted in SINGLE:
            raise Refusal(Reason.SEAT_HELD, name=seat.holder.name)
    await talk.work.seats.give(member.id, wanted, team.id if team else None)
    talk.log("seat.given", f"member {member.id}", chức_vụ=role(wanted, team), ai=member.name)
    await tell(talk, member, texts.seats.yours_now(member, wanted, team))
    await menus.renew(talk, member.id)
    return texts.seats.given(member, wanted, team)


async def which_to_end(talk: Talk) -> Reply:
    held = [seat for seat in await talk.work.seats.held() if seat.role is not Role.CHAIR]
    own = [seat for seat in held if seat.stands_for is None]
    return texts.seats.which_to_end(own + await talk.work.seats.lendings())


async def end(talk: Talk) -> Reply:
    held = await talk.work.seats.held() + await talk.work.seats.lendings()
    seat = next((seat for seat in held if seat.id == talk.number()), None)
    if seat is None:
        raise Refusal(Reason.ALREADY_DECIDED)
    if seat.role is Role.CHAIR and seat.stands_for is None:
        raise Refusal(Reason.LAST_CHAIR)
    await close(talk, seat)
    return texts.seats.ended(seat)


async def close(talk: Talk, seat: HeldSeat, silent: int = 0) -> None:
    """End a seat, and what was lent of it: logged, told, and the menus follow.

    `silent` is a member who hears nothing of it: they have left, or died.
    """
    lent = [one for one in await talk.work.seats.lendings() if one.stands_for == seat.id]
    if not await talk.work.seats.end(seat.id):
        raise Refusal(Reason.ALREADY_DECIDED)
    for one in (seat, *lent):
        talk.log(
            "seat.ended" if one.stands_for is None else "seat.returned",
            f"seat {one.id}",
            chức_vụ=role(one.role, one.team),
            ai=one.holder.name,
        )
        if one.stands_for is not None:
            await talk.work.outbox.cancel_owed(
                [f"seat.begins:{one.id}", f"seat.over:{one.id}", f"seat.over:{one.id}:lender"]
            )
        if one.holder.id != silent:
            await tell(talk, one.holder, texts.seats.yours_no_more(one))
        await menus.renew(talk, one.holder.id)
    if seat.lender is not None:
        await tell(talk, seat.lender, texts.covering.given_back(seat))


async def end_all(talk: Talk, member: Member) -> None:
    """Of somebody who goes, and hears nothing of it. A chair hands the seat on first."""
    theirs = await talk.work.seats.of(member.id)
    check_no_chair(theirs)
    for seat in theirs:
        await close(talk, seat, silent=member.id)


def check_no_chair(theirs: Iterable[HeldSeat]) -> None:
    if any(seat.role is Role.CHAIR and seat.stands_for is None for seat in theirs):
        raise Refusal(Reason.LAST_CHAIR)


async def tell(talk: Talk, member: Member, reply: Reply) -> None:
    chat_id = await talk.work.unions.private_chat(member.id)
    if chat_id is not None and member.id != talk.member.id:
        await talk.work.outbox.add(chat_id, talk.work.union_id, reply.body(), member_id=member.id)


DIALOGS = (
    Dialog(
        "giao",
        CHAIR_ALONE,
        (
            people.which("giao", texts.seats.to_whom),
            Question("role", _ask_role, _read_role, _ask_role),
            Question(
                "team",
                _ask_team,
                _read_team,
                _ask_team,
                skip=lambda answers: answers.get("role") != Role.TEAM_LEADER,
                number=True,
            ),
            sure(_ask_sure),
        ),
        given,
    ),
)
COMMANDS = (
    Command(
        "chucvu",
        MEMBER,
        listed,
        texts.help.ABOUT["chucvu"],
        aliases=("seats",),
        reads_only=True,
        phrases=("chuc vu", "ban chap hanh", "ai phu trach viec gi", "ai phu trach"),
    ),
)
BUTTONS = (
    Button("seat.list", MEMBER, listed, reads_only=True),
    Button("seat.give", CHAIR_ALONE, give),
    Button("seat.end", CHAIR_ALONE, which_to_end, reads_only=True),
    Button("seat.stop", CHAIR_ALONE, end),
)
