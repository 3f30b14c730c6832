"""Who is away, has left, retired or died: an officer writes it down, and the bot falls silent."""

from bot import texts
from bot.handlers import menus
from bot.handlers.asking import Answers, as_id, sure, tapped_value
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from union import words
from union.members import ENDED, Member, State
from union.refusals import Reason, Refusal
from union.rights import OFFICER, Role


async def begin(talk: Talk) -> Reply:
    """`/tinhtrang Khoa`: the person may stand in the sentence."""
    found = await _found(talk, talk.words)
    return talk.begin("tinhtrang", **({"who": found} if found else {}))


async def _found(talk: Talk, said: str) -> int | None:
    people = await talk.work.members.search(said, all_states=True) if words.fold(said) else []
    return people[0].id if len(people) == 1 else None


async def _ask_who(talk: Talk, answers: Answers) -> Reply:
    return texts.standing.of_whom()


async def _read_who(talk: Talk, answers: Answers) -> int | None:
    value = tapped_value(talk)
    if value is None:
        return await _found(talk, talk.said.text)
    member = await talk.work.members.get(as_id(value))
    return member.id if member else None


async def _who_again(talk: Talk, answers: Answers) -> Reply:
    said = words.normal(talk.said.text)
    people = await talk.work.members.search(said, all_states=True) if words.fold(said) else []
    if people:
        return texts.seats.which_of(people, "tinhtrang", "who")
    return texts.seats.to_whom_again(said)


async def _whom(talk: Talk, answers: Answers) -> Member:
    """Never oneself; a chair hands the seat on first (see `_end_seats`)."""
    member = await talk.work.members.get(answers["who"])
    if member is None:
        raise Refusal(Reason.NOT_FOUND)
    if member.id == talk.member.id:
        raise Refusal(Reason.OWN_CASE)
    return member


async def _ask_state(talk: Talk, answers: Answers) -> Reply:
    return texts.standing.which_state(await _whom(talk, answers))


async def _read_state(talk: Talk, answers: Answers) -> str | None:
    value = tapped_value(talk)
    if value is not None:
        return value if value in set(texts.standing.STATES) else None
    said = words.fold(talk.said.text)
    known = texts.standing.STATES.items()
    return next((state.value for state, name in known if words.fold(name) == said), None)


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    return texts.standing.confirm(await _whom(talk, answers), State(answers["state"]))


async def written(talk: Talk, answers: Answers) -> Reply:
    """Unsent messages are cancelled at once; whoever is gone holds no seat and no account."""
    if answers["sure"] != "yes":
        return texts.standing.kept()
    member, state = await _whom(talk, answers), State(answers["state"])
    linked = await talk.work.unions.is_linked(member.id)
    if state is State.MEMBER and not linked:
        state = State.ROSTER  # back on the list; they come in as everybody does
    if state is not State.MEMBER:
        await talk.work.outbox.cancel_member(member.id)
    if state in ENDED:
        await _end_seats(talk, member)
        await menus.renew(talk, member.id)
        await talk.work.unions.unlink_all(member.id)
    ended = talk.today if state in ENDED else None
    await talk.work.members.change(member.id, state=state.value, ended_on=ended)
    talk.log("member.state", f"member {member.id} {state.value}", ai=member.name)
    return texts.standing.written(member, State(answers["state"]))


async def _end_seats(talk: Talk, member: Member) -> None:
    held = [s for s in await talk.work.seats.held() if s.holder.id == member.id]
    if any(seat.role is Role.CHAIR for seat in held):
        raise Refusal(Reason.LAST_CHAIR)
    if held and not talk.holds(Role.CHAIR):  # seats are ended by the chair alone
        raise Refusal(Reason.NOT_FOR_YOU)
    for seat in held:
        await talk.work.seats.end(seat.id)
        talk.log("seat.ended", f"seat {seat.id}", ai=member.name)


DIALOGS = (
    Dialog(
        "tinhtrang",
        OFFICER,
        (
            Question("who", _ask_who, _read_who, _who_again),
            Question("state", _ask_state, _read_state, _ask_state),
            sure(_ask_sure),
        ),
        written,
    ),
)
COMMANDS = (
    Command(
        "tinhtrang",
        OFFICER,
        begin,
        texts.help.ABOUT["tinhtrang"],
        aliases=("status",),
        phrases=("ghi tinh trang", "tinh trang doan vien"),
    ),
)
BUTTONS = (Button("member.state", OFFICER, begin),)
