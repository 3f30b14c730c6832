"""Asking back: an officer's question goes to who sent the case, the answer to who asked."""

from datetime import timedelta
from typing import Any

from bot import texts
from bot.handlers import cases, deciders
from bot.handlers.asking import as_id
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from storage.cases import Case
from union import words
from union.refusals import Reason, Refusal
from union.rights import ANYONE, LEADER

Answers = dict[str, Any]
STRANGERS = ("join", "claim")  # kinds of cases of those who are no members yet
FORGOTTEN_AFTER = timedelta(days=7)  # a dialog nobody went on with is not in the way


async def ask_more(talk: Talk) -> Reply:
    if talk.said.kind != "choice" and not as_id(talk.words):
        return texts.cases.which_number("hỏi")
    case = await cases.the_case(talk)
    if await _gone(talk, case):
        return texts.cases.gone(case)
    return talk.begin("hoithem", case=case.id)


async def _gone(talk: Talk, case: Case) -> bool:
    """Whether a member sent it who is none any more; a stranger may always be asked."""
    sent_by = case.entered_by or (None if case.kind in STRANGERS else case.member_id)
    return sent_by is not None and not await talk.work.unions.is_linked(sent_by)


async def _ask_what(talk: Talk, answers: Answers) -> Reply:
    case = await talk.work.cases.get(answers["case"])
    if case is None:
        raise Refusal(Reason.NOT_FOUND)
    return texts.cases.what_to_ask(case)


async def _sentence(talk: Talk, answers: Answers) -> str | None:
    text = words.normal(talk.said.text)
    return text[:500] if talk.said.kind == "text" and text else None


async def pass_question_on(talk: Talk, answers: Answers) -> Reply:
    case = await talk.work.cases.get(answers["case"])
    if case is None or not case.open or not deciders.may_see(talk, case) or case.chat_id is None:
        raise Refusal(Reason.ALREADY_DECIDED)
    if await _gone(talk, case):
        return texts.cases.gone(case)
    await talk.work.cases.add_facts(
        case, question=answers["question"], reply="", asked_by=talk.member.id
    )
    talk.log("case.asked", f"case {case.number}")
    free = case.account_id is not None and await talk.work.dialogs.open_if_free(
        case.chat_id,
        case.account_id,
        REPLYING.name,
        REPLYING.version,
        {"case": case.id},
        talk.work.now - FORGOTTEN_AFTER,
    )
    said, busy = answers["question"], not free
    asked = texts.joining.question(said, case.id, busy, case.number)
    # At once, at any hour: what they type next is taken for the answer.
    await talk.work.outbox.add(case.chat_id, talk.work.union_id, asked.body(), at_night=True)
    return texts.cases.asked(case)


async def reply_now(talk: Talk) -> Reply:
    """The question waited until whoever was asked had ended what they were at."""
    known = talk.work.union is not None  # a stranger may not even have named one
    case = await talk.work.cases.get(talk.number()) if known else None
    if case is None or case.account_id != talk.who.account_id:
        raise Refusal(Reason.NOT_FOUND)
    if not case.open or not case.facts.get("question") or case.facts.get("reply"):
        raise Refusal(Reason.ALREADY_DECIDED)
    return talk.begin(REPLYING.name, case=case.id)


async def take_reply(talk: Talk, answers: Answers) -> Reply:
    case = await talk.work.cases.get(answers["case"])
    if case is None or not case.open or case.account_id != talk.who.account_id:
        raise Refusal(Reason.ALREADY_DECIDED)
    await talk.work.cases.add_facts(case, reply=answers["reply"])
    # To who asked, as was promised, and to those who decide anyway.
    asker = await deciders.reachable(talk.work, case, [case.facts.get("asked_by", 0)])
    others = await deciders.deciders(talk.work, case)
    await deciders.send_to(talk.work, case, list(dict.fromkeys([*asker, *others])))
    return texts.joining.answer_passed_on()


async def _question_again(talk: Talk, answers: Answers) -> Reply:
    case = await talk.work.cases.get(answers["case"])
    return texts.joining.question(case.facts.get("question", "") if case else "", answers["case"])


REPLYING = Dialog(
    "traloi",
    ANYONE,
    (Question("reply", _question_again, _sentence, _question_again),),
    take_reply,
)
ASKING = Dialog(
    "hoithem",
    LEADER,
    (Question("question", _ask_what, _sentence, _ask_what),),
    pass_question_on,
)
DIALOGS = (ASKING, REPLYING)

COMMANDS = (
    Command(
        "hoi",
        LEADER,
        ask_more,
        texts.help.ABOUT["hoi"],
        sentence=cases.numbered("hoi"),
        hidden=True,
    ),
)
BUTTONS = (Button("case.ask", LEADER, ask_more), Button("case.reply", ANYONE, reply_now))
