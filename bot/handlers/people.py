"""“Which person?”: one question for every dialog that asks it."""

from collections.abc import Callable

from bot import texts
from bot.handlers.asking import Answers, as_id, tapped_value
from bot.said import Reply
from bot.talk import Question, Talk
from union import words
from union.members import Member
from union.refusals import Reason, Refusal


async def one(talk: Talk, said: str, *, all_states: bool = False) -> int | None:
    """The one person these words name; None for nobody and for several."""
    if not words.fold(said):
        return None
    people = await talk.work.members.search(said, all_states=all_states)
    return people[0].id if len(people) == 1 else None


async def again(
    talk: Talk, said: str, dialog: str, question: str = "who", *, all_states: bool = False
) -> Reply:
    """Several of that name to choose from, or nobody."""
    said = words.normal(said)
    found = words.fold(said)
    people = await talk.work.members.search(said, all_states=all_states) if found else []
    return texts.people.which_of(people, dialog, question) if people else texts.people.nobody(said)


def which(
    dialog: str, ask: Callable[[], Reply], question: str = "who", *, all_states: bool = False
) -> Question:
    """One person's id; two of one name are shown to choose from.

    A name in the sentence that began the dialog may stand among the answers as `said`.
    """

    async def asks(talk: Talk, answers: Answers) -> Reply:
        if said := answers.get("said"):
            return await again(talk, said, dialog, question, all_states=all_states)
        return ask()

    async def read(talk: Talk, answers: Answers) -> int | None:
        value = tapped_value(talk)
        if value is None:
            return await one(talk, talk.said.text, all_states=all_states)
        member = await talk.work.members.get(as_id(value))
        return member.id if member else None

    async def asks_again(talk: Talk, answers: Answers) -> Reply:
        return await again(talk, talk.said.text, dialog, question, all_states=all_states)

    return Question(question, asks, read, asks_again)


async def begin(talk: Talk, dialog: str, said: str, *, all_states: bool = False) -> Reply:
    """Open a dialog whose first question is a person, who may stand in the sentence already."""
    if not words.fold(said):
        return talk.begin(dialog)
    found = await one(talk, said, all_states=all_states)
    return talk.begin(dialog, **({"who": found} if found else {"said": said}))


async def chosen(talk: Talk, answers: Answers, question: str = "who") -> Member:
    member = await talk.work.members.get(answers[question])
    if member is None:
        raise Refusal(Reason.NOT_FOUND)
    return member
