"""Seats: everybody may see who does what; the chair gives and ends them, at once."""

from bot import texts
from bot.handlers import menus
from bot.handlers.asking import Answers, as_id, sure, tapped_value
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from bot.texts.wording import ROLES, role
from union import words
from union.members import Member
from union.refusals import Reason, Refusal
from union.rights import CHAIR_ALONE, MEMBER, SINGLE, Role


async def listed(talk: Talk) -> Reply:
    return texts.seats.held(await talk.work.seats.held(), talk.holds(Role.CHAIR))


async def give(talk: Talk) -> Reply:
    return talk.begin("giao")


async def _ask_who(talk: Talk, answers: Answers) -> Reply:
    return texts.seats.to_whom()


async def _read_who(talk: Talk, answers: Answers) -> int | None:
    """One person's id; two of one name are shown to choose from."""
    value = tapped_value(talk)
    if value is not None:
        found = await talk.work.members.get(as_id(value))
        return found.id if found else None
    people = await talk.work.members.search(talk.said.text) if talk.said.text.strip() else []
    return people[0].id if len(people) == 1 else None


async def who_again(talk: Talk, dialog: str) -> Reply:
    said = words.normal(talk.said.text)
    people = await talk.work.members.search(said) if said else []
    if people:
        return texts.seats.which_of(people, dialog, "who")
    return texts.seats.to_whom_again(said)


async def _who_again(talk: Talk, answers: Answers) -> Reply:
    return await who_again(talk, "giao")


async def _whom(talk: Talk, answers: Answers) -> Member:
    member = await talk.work.members.get(answers["who"])
    if member is None:
        raise Refusal(Reason.NOT_FOUND)
    return member


async def _ask_role(talk: Talk, answers: Answers) -> Reply:
    return texts.seats.which_role((await _whom(talk, answers)).name)


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
    team = await talk.work.teams.get(answers["team"]) if answers.get("team") else None
    return texts.seats.confirm(await _whom(talk, answers), Role(answers["role"]), team)


async def given(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.seats.kept()
    member, wanted = await _whom(talk, answers), Role(answers["role"])
    team = await talk.work.teams.get(answers["team"]) if answers.get("team") else None
    for seat in await talk.work.seats.held([wanted]):
        if seat.holder.id == member.id and seat.team == team:
            raise Refusal(Reason.SEAT_HELD, name=member.name)
        # A new chair replaces the old one in the same breath: the union is never without.
        if wanted is Role.CHAIR:
            await talk.work.seats.end(seat.id)
            await menus.renew(talk, seat.holder.id)
        elif wanted in SINGLE:
            raise Refusal(Reason.SEAT_HELD, name=seat.holder.name)
    await talk.work.seats.give(member.id, wanted, team.id if team else None)
    talk.log("seat.given", f"member {member.id}", chức_vụ=role(wanted, team), ai=member.name)
    await _tell(talk, member, texts.seats.yours_now(member, wanted, team))
    await menus.renew(talk, member.id)
    return texts.seats.given(member, wanted, team)


async def which_to_end(talk: Talk) -> Reply:
    held = [seat for seat in await talk.work.seats.held() if seat.role is not Role.CHAIR]
    return texts.seats.which_to_end(held)


async def end(talk: Talk) -> Reply:
    held = await talk.work.seats.held()
    seat = next((seat for seat in held if seat.id == talk.number()), None)
    if seat is None:
        raise Refusal(Reason.ALREADY_DECIDED)
    if seat.role is Role.CHAIR:
        raise Refusal(Reason.LAST_CHAIR)
    await talk.work.seats.end(seat.id)
    talk.log(
        "seat.ended", f"seat {seat.id}", chức_vụ=role(seat.role, seat.team), ai=seat.holder.name
    )
    await _tell(talk, seat.holder, texts.seats.yours_no_more(seat))
    await menus.renew(talk, seat.holder.id)
    return texts.seats.ended(seat)


async def _tell(talk: Talk, member: Member, reply: Reply) -> None:
    chat_id = await talk.work.unions.private_chat(member.id)
    if chat_id is not None and member.id != talk.member.id:
        await talk.work.outbox.add(chat_id, talk.work.union_id, reply.body(), member_id=member.id)


DIALOGS = (
    Dialog(
        "giao",
        CHAIR_ALONE,
        (
            Question("who", _ask_who, _read_who, _who_again),
            Question("role", _ask_role, _read_role, _ask_role),
            Question(
                "team",
                _ask_team,
                _read_team,
                _ask_team,
                skip=lambda answers: answers.get("role") != Role.TEAM_LEADER,
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
