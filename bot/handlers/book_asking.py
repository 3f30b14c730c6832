"""What a payment and other income are asked about alike: how much, which item, of whom, sure?"""

from collections.abc import Awaitable, Callable

from bot import texts
from bot.handlers import book_reading, people
from bot.handlers.asking import Answers, as_id, tapped_value
from bot.said import Reply
from bot.talk import Dialog, Question, Talk
from storage.work import Work
from union import words
from union.answers import yes_no
from union.book import FundKind, Item
from union.members import Member
from union.money import Money, money
from union.rights import Audience
from union.words import NotUnderstood

Keep = Callable[[Talk, Answers], Awaitable[Reply]]
FIELDS = ("amount", "item", "who", "cash", "bank")
LONGEST_TEXT = 300
DIRECTION = {"chi": "out", "thukhac": "in"}
NOT_ASKED = {"dues"}  # has months and a payer: /thu


async def items(work: Work, dialog: str) -> list[Item]:
    """The items of the finance fund one may choose from today."""
    fund = await work.book.fund(FundKind.FINANCE)
    newest = {
        item.key: item
        for item in await work.book.items(fund.id)
        if item.direction == DIRECTION[dialog] and item.first_day <= work.today
    }
    return [item for item in newest.values() if item.key not in NOT_ASKED]


async def known(talk: Talk, dialog: str, said: str) -> Answers:
    """What the first sentence says already."""
    keys = {item.key for item in await items(talk.work, dialog)}
    spoken = talk.work.book.spoken(FundKind.FINANCE)
    wish = book_reading.wish(said, {key: ways for key, ways in spoken.items() if key in keys})
    found: Answers = {"method": wish.method or "cash", "text": wish.text[:LONGEST_TEXT]}
    if wish.amount:
        found["amount"] = wish.amount
    if wish.item:
        found["item"] = wish.item
    return found | await _person(talk, said)


async def _person(talk: Talk, said: str) -> Answers:
    """Somebody on the books who is named; several of that name are asked about."""
    for name in book_reading.names(said):
        members = await talk.work.members.search(name)
        if len(members) == 1:
            return {"who": members[0].id}
        if members:
            return {"among": words.normal(name)}
    return {}


async def member(work: Work, answers: Answers) -> Member | None:
    return await work.members.get(answers["who"]) if answers.get("who") else None


# --- the questions --------------------------------------------------------------------------


def _amount(dialog: str) -> Question:
    async def ask(talk: Talk, answers: Answers) -> Reply:
        return texts.spending.how_much(dialog == "chi")

    async def read(talk: Talk, answers: Answers) -> int | None:
        if (tap := tapped_value(talk)) is not None:
            return as_id(tap) or None
        found = _money(talk)
        return found.amount if found and found.certain else None

    async def again(talk: Talk, answers: Answers) -> Reply:
        try:
            found = money(talk.said.text)
        except NotUnderstood as problem:
            return Reply(texts.unclear.why(problem))
        readings = [one for one in (found.amount, found.other) if one]
        return texts.spending.which_amount(dialog, readings)

    return Question("amount", ask, read, again, number=True)


def _money(talk: Talk) -> Money | None:
    try:
        return money(talk.said.text) if talk.said.kind == "text" else None
    except NotUnderstood:
        return None


def _item(dialog: str) -> Question:
    async def ask(talk: Talk, answers: Answers) -> Reply:
        return texts.spending.which_item(dialog, await items(talk.work, dialog))

    async def read(talk: Talk, answers: Answers) -> str | None:
        offered = {item.key: item.name for item in await items(talk.work, dialog)}
        if (tap := tapped_value(talk)) is not None:
            return tap if tap in offered else None
        spoken = talk.work.book.spoken(FundKind.FINANCE)
        ways = {key: (name, *spoken.get(key, ())) for key, name in offered.items()}
        return book_reading.guess(talk.said.text, ways)

    return Question("item", ask, read, ask)


def _who(dialog: str) -> Question:
    """Asked only where a name was not clear, or is to be changed; 0 is nobody."""

    async def ask(talk: Talk, answers: Answers) -> Reply:
        if said := answers["among"].strip():
            return await people.again(talk, said, dialog)
        return texts.spending.for_whom(dialog, dialog == "chi")

    async def read(talk: Talk, answers: Answers) -> int | None:
        if (tap := tapped_value(talk)) is not None:
            found = await talk.work.members.get(as_id(tap))
            return found.id if found else (0 if tap == "0" else None)
        if yes_no(talk.said.text) is False:
            return 0
        return await people.one(talk, talk.said.text)

    async def again(talk: Talk, answers: Answers) -> Reply:
        return await people.again(talk, talk.said.text, dialog)

    return Question("who", ask, read, again, skip=lambda answers: not answers.get("among", ""))


def _sure(dialog: str) -> Question:
    """Yes, no, “sửa”; a new amount or way of paying changes the draft (“nhầm, 300k thôi”)."""

    async def ask(talk: Talk, answers: Answers) -> Reply:
        named = {item.key: item.name for item in await items(talk.work, dialog)}
        fund = await talk.work.book.fund(FundKind.FINANCE)
        return texts.spending.draft(
            dialog, named.get(answers["item"], ""), answers["amount"],
            await member(talk.work, answers), answers["method"], fund.name, answers["text"],
        )  # fmt: skip

    async def read(talk: Talk, answers: Answers) -> str | None:
        if (tap := tapped_value(talk)) is not None:
            return tap if tap in ("yes", "no", "edit") else None
        if talk.said.kind != "text":
            return None
        if words.strip_courtesy(words.fold(talk.said.text)) in ("sua", "sua lai", "doi"):
            return "edit"
        if (found := _money(talk)) and found.certain:
            return f"amount:{found.amount}"
        if (way := book_reading.method(talk.said.text)) is not None:
            return f"method:{way}"
        said = yes_no(talk.said.text)
        return None if said is None else ("yes" if said else "no")

    return Question("sure", ask, read, ask)


# --- the dialogs ----------------------------------------------------------------------------


def draft(dialog: str, audience: Audience, keep: Keep) -> tuple[Dialog, Dialog]:
    """The draft and its changing; `keep` is called with a draft somebody is sure of."""

    async def done(talk: Talk, answers: Answers) -> Reply:
        told = _plain(answers)
        what, _, value = answers["sure"].partition(":")
        if what == "amount":
            return talk.begin(dialog, **told | {"amount": as_id(value)})
        if what == "method":
            return talk.begin(dialog, **told | {"method": value})
        if what == "edit":
            return talk.begin(f"{dialog}sua", draft=told)
        if what == "no":
            return texts.book.dropped()
        return await keep(talk, told)

    questions = (_amount(dialog), _item(dialog), _who(dialog), _sure(dialog))
    return Dialog(dialog, audience, questions, done), _changing(dialog, audience)


def _plain(answers: Answers) -> Answers:
    """Without the marks of the run, and of a question that is answered."""
    kept = ("amount", "item", "who", "method", "text")
    return {name: answers[name] for name in kept if name in answers}


def _changing(dialog: str, audience: Audience) -> Dialog:
    async def ask(talk: Talk, answers: Answers) -> Reply:
        return texts.spending.what_to_change(dialog, dialog == "chi")

    async def read(talk: Talk, answers: Answers) -> str | None:
        tap = tapped_value(talk)
        return tap if tap in FIELDS else book_reading.method(talk.said.text)

    async def done(talk: Talk, answers: Answers) -> Reply:
        told, field = dict(answers["draft"]), answers["field"]
        if field in ("cash", "bank"):
            return talk.begin(dialog, **told | {"method": field})
        told.pop(field, None)
        if field == "who":
            told["among"] = " "  # nobody's name: the question is asked openly
        return talk.begin(dialog, **told)

    return Dialog(f"{dialog}sua", audience, (Question("field", ask, read, ask),), done)
