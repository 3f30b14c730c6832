"""What each member's dues are, and for which months somebody is exempt: officers say it."""

from typing import Any

from bot import texts
from bot.handlers import dues_reading
from bot.handlers.asking import Answers, sure
from bot.handlers.dues_reading import Amount
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from bot.texts.dues_lists import Setting
from union.dues import (
    HIGHEST_SALARY,
    PAYING,
    Basis,
    BasisKind,
    Due,
    dues_of,
    first_day_of,
    period_of,
)
from union.members import Member
from union.refusals import Reason, Refusal
from union.rights import MONEY

_AMOUNT = dues_reading.after("muc dong doan phi", "dat muc dong", "ghi muc dong", "muc dong")
_EXEMPT = dues_reading.after("mien doan phi cho", "mien doan phi", "mien dong doan phi")
Found = dict[str, Any]  # {"rows": [[member, kind, amount, month]], "aside": [[words, why]]}


def amounts_said(text: str) -> str | None:
    return dues_reading.with_figures(dues_reading.following(text, _AMOUNT))


def exemption_said(text: str) -> str | None:
    return dues_reading.with_figures(dues_reading.following(text, _EXEMPT))


# --- amounts ----------------------------------------------------------------------------------


async def amounts(talk: Talk) -> Reply:
    """`/mucdong`: who has none yet; or a list, looked at before it is kept."""
    if not talk.words:
        lacking = await talk.work.dues.without_basis()
        paying = [m for m in await talk.work.members.on_the_books() if m.state in PAYING]
        return texts.dues_lists.amounts(len(paying), lacking)
    found = await _read(talk, dues_reading.rest_of(talk.said.text, talk.words))
    if not found["rows"]:
        return texts.dues_lists.no_amounts(found["aside"])
    return talk.begin("mucdong", found=found)


async def _read(talk: Talk, text: str) -> Found:
    found: Found = {"rows": [], "aside": []}
    for piece in dues_reading.pieces(text):
        one = dues_reading.amount_set(piece, talk.today)
        people = await talk.work.members.search(one.name) if one.name else []
        if why := _add(talk, found, people, one):
            found["aside"].append([piece, why])
    return found


def _add(talk: Talk, found: Found, people: list[Member], one: Amount) -> str:
    if len(people) != 1:
        return "several" if people else "nobody"
    if people[0].id == talk.member.id:
        return "own_amount"
    if one.amount is None or not 0 < one.amount <= HIGHEST_SALARY:
        return "amount"
    if one.period is None:
        return "when"
    if any(row[0] == people[0].id for row in found["rows"]):
        return "twice"
    found["rows"].append([people[0].id, one.kind.value, one.amount, one.period])
    return ""


async def _settings(talk: Talk, found: Found) -> list[Setting]:
    rules = await talk.work.dues.rules()
    made = []
    for member_id, kind, amount, period in found["rows"]:
        member = await talk.work.members.get(member_id)
        if member is None:
            raise Refusal(Reason.NOT_FOUND)
        basis = Basis(BasisKind(kind), amount, first_day_of(period))
        dues = dues_of(basis, period, rules)
        made.append(Setting(member, basis.kind, amount, period, dues))
    return made


async def _ask_list(talk: Talk, answers: Answers) -> Reply:
    return texts.dues_lists.ask_amounts()


async def _take_list(talk: Talk, answers: Answers) -> Found | None:
    if talk.said.kind != "text":
        return None
    found = await _read(talk, talk.said.text)
    return found if found["rows"] else None


async def _list_again(talk: Talk, answers: Answers) -> Reply:
    if talk.said.kind != "text":
        return texts.dues_lists.ask_amounts()
    return texts.dues_lists.no_amounts((await _read(talk, talk.said.text))["aside"])


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    settings = await _settings(talk, answers["found"])
    return texts.dues_lists.amounts_sure(settings, answers["found"]["aside"])


async def amounts_kept(talk: Talk, answers: Answers) -> Reply:
    """In force from their first month; months nobody was charged for yet are charged now."""
    if answers["sure"] == "again":
        return talk.begin("mucdong")
    if answers["sure"] != "yes":
        return texts.dues_lists.kept()
    settings = await _settings(talk, answers["found"])
    charged: list[Due] = []
    for one in settings:
        basis = Basis(one.kind, one.amount, first_day_of(one.period))
        await talk.work.dues.set_basis(one.member.id, basis, talk.member.id)
        charged += await talk.work.dues.charge(one.member.id, one.period, period_of(talk.today))
        talk.log("dues.amount", f"member {one.member.id} {one.period}", ai=one.member.name)
    return texts.dues_lists.amounts_kept(settings, charged)


# --- exemptions -------------------------------------------------------------------------------


async def exempt(talk: Talk) -> Reply:
    """`/miendong An 11/2026 đến 2/2027`."""
    if not talk.words:
        return talk.begin("miendong")
    found, why = await _whom(talk, talk.words)
    if found is None:
        return texts.dues_lists.exempt_unclear(talk.words, why)
    return talk.begin("miendong", what=found)


async def _whom(talk: Talk, said: str) -> tuple[list[int] | None, str]:
    read = dues_reading.exemption(said)
    if read is None:
        return None, "when"
    name, first, last = read
    people = await talk.work.members.search(name)
    if len(people) != 1:
        return None, "several" if people else "nobody"
    if people[0].id == talk.member.id:
        raise Refusal(Reason.OWN_CASE)
    return [people[0].id, first, last], ""


async def _ask_whom(talk: Talk, answers: Answers) -> Reply:
    return texts.dues_lists.how_to_exempt()


async def _take_whom(talk: Talk, answers: Answers) -> list[int] | None:
    if talk.said.kind != "text":
        return None
    said = exemption_said(talk.said.text) or talk.said.text
    return (await _whom(talk, said))[0]


async def _whom_again(talk: Talk, answers: Answers) -> Reply:
    if talk.said.kind != "text":
        return texts.dues_lists.how_to_exempt()
    _, why = await _whom(talk, talk.said.text)
    return texts.dues_lists.exempt_unclear(talk.said.text[:100], why or "when")


async def _member(talk: Talk, answers: Answers) -> Member:
    member = await talk.work.members.get(answers["what"][0])
    if member is None:
        raise Refusal(Reason.NOT_FOUND)
    return member


async def _exempt_sure(talk: Talk, answers: Answers) -> Reply:
    _, first, last = answers["what"]
    return texts.dues_lists.exempt_sure(await _member(talk, answers), first, last)


async def exempted(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] == "again":
        return talk.begin("miendong")
    if answers["sure"] != "yes":
        return texts.dues_lists.kept()
    member = await _member(talk, answers)
    _, first, last = answers["what"]
    gone = await talk.work.dues.exempt(member.id, first, last, talk.member.id)
    talk.log("dues.exempted", f"member {member.id} {first}-{last}", ai=member.name)
    return texts.dues_lists.exempted(member, first, last, gone)


_AGAIN = {"sua": "again"}
DIALOGS = (
    Dialog(
        "mucdong",
        MONEY,
        (
            Question("found", _ask_list, _take_list, _list_again, number=True),
            sure(_ask_sure, _AGAIN),
        ),
        amounts_kept,
    ),
    Dialog(
        "miendong",
        MONEY,
        (
            Question("what", _ask_whom, _take_whom, _whom_again, number=True),
            sure(_exempt_sure, _AGAIN),
        ),
        exempted,
    ),
)
COMMANDS = (
    Command(
        "mucdong",
        MONEY,
        amounts,
        texts.help.ABOUT["mucdong"],
        aliases=("amounts",),
        sentence=amounts_said,
        phrases=("muc dong", "muc dong doan phi", "ai chua co muc dong"),
    ),
    Command(
        "miendong",
        MONEY,
        exempt,
        texts.help.ABOUT["miendong"],
        aliases=("exempt",),
        sentence=exemption_said,
        phrases=("mien doan phi", "mien dong doan phi"),
    ),
)
BUTTONS = (
    Button("dues.amounts", MONEY, amounts, reads_only=True),
    Button("dues.exempt", MONEY, exempt),
)
