"""Who is away, has left, retired or died: an officer writes it down, and the bot falls silent."""

from bot import texts
from bot.handlers import loans, menus, people, seats
from bot.handlers.asking import Answers, sure, tapped_value
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from union import words
from union.consents import Answer, Purpose
from union.members import ENDED, Member, State
from union.refusals import Reason, Refusal
from union.rights import OFFICER, Role


async def begin(talk: Talk) -> Reply:
    """`/tinhtrang Khoa`: the person may stand in the sentence."""
    return await people.begin(talk, "tinhtrang", talk.words, all_states=True)


async def _whom(talk: Talk, answers: Answers) -> Member:
    """Never oneself; a chair hands the seat on first (see `_end_seats`)."""
    member = await people.chosen(talk, answers)
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
    if state is State.MEMBER and not linked and not await _agreed_on_paper(talk, member):
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
    told = texts.standing.written(member, State(answers["state"]))
    open_ = await loans.of_who_went(talk, member) if state in ENDED else None
    return told.then(open_) if open_ else told


async def _agreed_on_paper(talk: Talk, member: Member) -> bool:
    """A member without a telephone has no account, and is a member all the same."""
    return await talk.work.consents.latest(member.id, Purpose.REGISTER) == (Answer.YES, "paper")


async def _end_seats(talk: Talk, member: Member) -> None:
    """Seats are ended by the chair herself."""
    theirs = await talk.work.seats.of(member.id)
    seats.check_no_chair(theirs)
    if theirs and not talk.holds(Role.CHAIR, own=True):
        raise Refusal(Reason.NOT_FOR_YOU)
    await seats.end_all(talk, member)


DIALOGS = (
    Dialog(
        "tinhtrang",
        OFFICER,
        (
            people.which("tinhtrang", texts.standing.of_whom, all_states=True),
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
