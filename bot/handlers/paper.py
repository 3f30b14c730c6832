"""An officer acts for a member without a telephone: a signed paper, or a wish to correct."""

from dataclasses import replace

from bot import texts
from bot.handlers import deciders, loans, people
from bot.handlers.asking import Answers, sure, tapped_value
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from union import words
from union.consents import Answer, Purpose
from union.members import Member, State
from union.paper import What, may_write
from union.refusals import Reason, Refusal
from union.rights import OFFICER

NAME = texts.paper.DIALOG
_BIRTHDAY = (Answer.PRIVATE, Answer.GROUP, Answer.NO)


async def begin(talk: Talk) -> Reply:
    """`/nhapho Hạnh`: the person may stand in the sentence."""
    return await people.begin(talk, NAME, talk.words)


async def _whom(talk: Talk, answers: Answers) -> Member:
    """Never oneself."""
    member = await people.chosen(talk, answers)
    if member.id == talk.member.id:
        raise Refusal(Reason.OWN_CASE)
    return member


async def _may(talk: Talk, member: Member) -> tuple[What, ...]:
    latest = await talk.work.consents.latest(member.id, Purpose.REGISTER)
    may = may_write(
        member.state,
        in_bot=await talk.work.unions.is_linked(member.id),
        agreed=latest is not None and latest[0] is Answer.YES,
    )
    if not may:
        raise Refusal(Reason.NOT_FOUND)
    return may


async def _ask_what(talk: Talk, answers: Answers) -> Reply:
    member = await _whom(talk, answers)
    in_bot = await talk.work.unions.is_linked(member.id)
    return texts.paper.which(member, await _may(talk, member), in_bot)


async def _read_what(talk: Talk, answers: Answers) -> str | None:
    may = await _may(talk, await _whom(talk, answers))
    value = tapped_value(talk)
    if value is not None:
        return value if value in may else None
    said = words.strip_courtesy(words.fold(talk.said.text))
    labels = {words.fold(texts.paper.LABELS[what]): what.value for what in may}
    return labels.get(said)


async def _ask_answer(talk: Talk, answers: Answers) -> Reply:
    return texts.paper.which_answer(await _whom(talk, answers))


async def _read_answer(talk: Talk, answers: Answers) -> str | None:
    value = tapped_value(talk)
    if value is not None:
        return value if value in _BIRTHDAY else None
    said = words.strip_courtesy(words.fold(talk.said.text))
    labels = {words.fold(texts.privacy.BIRTHDAY[answer]): answer.value for answer in _BIRTHDAY}
    return labels.get(said)


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    member = await _whom(talk, answers)
    return texts.paper.confirm(member, What(answers["what"]), _answer(answers))


def _answer(answers: Answers) -> Answer | None:
    return Answer(answers["answer"]) if "answer" in answers else None


async def written(talk: Talk, answers: Answers) -> Reply:
    """Asked again what may be written: the member may have come into the chat meanwhile."""
    member, what = await _whom(talk, answers), What(answers["what"])
    if what is What.FIX:
        return talk.begin("sua", who=member.id)
    if answers["sure"] != "yes":
        return texts.paper.kept()
    if what not in await _may(talk, member):
        if await talk.work.unions.is_linked(member.id):
            raise Refusal(Reason.IN_BOT, name=member.name)
        raise Refusal(Reason.ALREADY_DECIDED)
    await _WRITE[what](talk, member, _answer(answers))
    return texts.paper.written(member, what, _answer(answers))


async def _record(talk: Talk, member: Member, purpose: Purpose, answer: Answer) -> None:
    await talk.work.consents.record(member.id, purpose, answer, how="paper")
    what = texts.privacy.PURPOSES[purpose]
    said = texts.privacy.ANSWERS[answer.value]
    talk.log("consent.paper", f"member {member.id}", ai=member.name, mục=what, trả_lời=said)


async def _register(talk: Talk, member: Member, answer: Answer | None) -> None:
    """From the roster to a member, with no account and none needed."""
    await _record(talk, member, Purpose.REGISTER, Answer.YES)
    if member.state is State.ROSTER:
        joined = member.joined_on or talk.today
        await talk.work.members.change(member.id, state=State.MEMBER.value, joined_on=joined)
        talk.log("member.admitted", f"member {member.id}", ai=member.name)


async def _birthday(talk: Talk, member: Member, answer: Answer | None) -> None:
    await _record(talk, member, Purpose.BIRTHDAY, answer or Answer.NO)


async def _leave(talk: Talk, member: Member, answer: Answer | None) -> None:
    await _record(talk, member, Purpose.REGISTER, Answer.NO)
    await talk.work.members.change(member.id, state=State.ROSTER.value)
    await talk.work.outbox.cancel_member(member.id)
    if open_ := await loans.of_who_went(talk, member):
        await deciders.alert(talk.work, open_)
    await deciders.alert(talk.work, texts.privacy.officer_told(member))


_WRITE = {What.REGISTER: _register, What.BIRTHDAY: _birthday, What.LEAVE: _leave}


def _no_paper(answers: Answers) -> bool:
    return answers.get("what") == What.FIX


DIALOGS = (
    Dialog(
        NAME,
        OFFICER,
        (
            people.which(NAME, texts.paper.for_whom),
            Question("what", _ask_what, _read_what, _ask_what),
            Question(
                "answer",
                _ask_answer,
                _read_answer,
                _ask_answer,
                skip=lambda answers: answers.get("what") != What.BIRTHDAY,
            ),
            replace(sure(_ask_sure), skip=_no_paper),
        ),
        written,
    ),
)
COMMANDS = (
    Command(
        "nhapho",
        OFFICER,
        begin,
        texts.help.ABOUT["nhapho"],
        aliases=("paper",),
        phrases=("ghi giup doan vien", "nhap ho", "ghi ho doan vien", "ghi phieu giay"),
    ),
)
BUTTONS = (Button("paper.begin", OFFICER, begin),)
