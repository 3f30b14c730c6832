"""Asking to join: name, birth date, sex, team; an officer says yes, not yet, or asks back."""

from datetime import date, timedelta

from bot import texts
from bot.handlers import claim, deciders, introducing, menus
from bot.handlers.asking import Answers, as_id, sure, tapped_value
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from storage.cases import Case
from storage.titles import known
from storage.work import Work
from union import dates, titles, words
from union.members import YOUNGEST, Member, Sex, State, Team
from union.refusals import Reason, Refusal
from union.rights import ANYONE, NEWCOMER
from union.words import NotUnderstood

REQUESTS_A_DAY = 3


async def ask_to_join(talk: Talk) -> Reply:
    """`/dangky`; one request at a time, three a day."""
    if talk.who.member is not None:
        raise Refusal(Reason.ALREADY_MEMBER)
    if talk.work.union is None:
        return texts.joining.which_union()
    waiting = await talk.work.cases.waiting(account_id=talk.who.account_id)
    if waiting:
        raise Refusal(Reason.ALREADY_ASKED, number=waiting[0].number)
    since = talk.work.now - timedelta(days=1)
    if await talk.work.cases.opened_by(talk.who.account_id, since) >= REQUESTS_A_DAY:
        raise Refusal(Reason.WAITING_OTHER)
    return talk.begin("dangky", **await introduced(talk, talk.words))


async def introduced(talk: Talk, text: str) -> Answers:
    """What a sentence tells of a person, as answers of the dialog."""
    read = introducing.introduced(text, talk.today)
    if "team" in read:
        team = await talk.work.teams.numbered(read.pop("team"))
        read |= {"team": team.id} if team else {}
    return read


async def _ask_name(talk: Talk, answers: Answers) -> Reply:
    return texts.joining.your_name()


async def _read_name(talk: Talk, answers: Answers) -> str | None:
    read = await introduced(talk, talk.said.text) if talk.said.kind == "text" else {}
    name: str | None = read.pop("name", None)
    answers |= read  # what else the sentence told is not asked again
    return name


async def _name_again(talk: Talk, answers: Answers) -> Reply:
    return texts.joining.your_name_again()


async def _ask_birth(talk: Talk, answers: Answers) -> Reply:
    return texts.joining.your_birth_date(answers["name"])


async def _read_birth(talk: Talk, answers: Answers) -> str | None:
    try:
        return dates.birth_date(talk.said.text, talk.today, YOUNGEST).isoformat()
    except NotUnderstood:
        return None


async def _birth_again(talk: Talk, answers: Answers) -> Reply:
    try:
        dates.birth_date(talk.said.text, talk.today, YOUNGEST)
    except NotUnderstood as problem:
        return Reply(texts.unclear.why(problem))
    return texts.joining.your_birth_date(answers["name"])


async def _ask_sex(talk: Talk, answers: Answers) -> Reply:
    return texts.joining.your_sex()


async def read_sex(talk: Talk, answers: Answers) -> str | None:
    said = tapped_value(talk) or words.strip_courtesy(words.fold(talk.said.text))
    return {"F": "F", "nu": "F", "M": "M", "nam": "M"}.get(said.removeprefix("la "))


async def _ask_team(talk: Talk, answers: Answers) -> Reply:
    return texts.joining.your_team(await talk.work.teams.all())


async def read_team(talk: Talk, answers: Answers) -> int | None:
    """A tapped id, or the number or name of a team as typed; 0 for “I do not know”."""
    teams = await talk.work.teams.all()
    value = tapped_value(talk)
    if value is not None:
        return next((t.id for t in teams if str(t.id) == value), 0 if value == "0" else None)
    said = words.strip_courtesy(words.fold(talk.said.text))
    number = as_id(said.removeprefix("to ").removeprefix("so "))
    if said in ("chua ro", "khong biet", "khong ro", "toi chua ro to", "chua ro to", "chua biet"):
        return 0
    return next((t.id for t in teams if words.fold(t.name) == said or t.number == number), None)


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    return texts.joining.request(
        answers["name"],
        date.fromisoformat(answers["birth"]),
        Sex(answers["sex"]),
        await _team(talk.work, answers["team"]),
    )


async def _team(work: Work, team_id: int | None) -> Team | None:
    return await work.teams.get(team_id) if team_id else None


async def requested(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] == "edit":
        return talk.begin("dangky")
    if answers["sure"] != "yes":
        return texts.joining.dropped()
    if talk.who.member is not None:
        raise Refusal(Reason.ALREADY_MEMBER)
    facts = {name: answers[name] for name in ("name", "birth", "sex")}
    case = await talk.work.cases.ask(
        "join",
        facts,
        account_id=talk.who.account_id,
        chat_id=talk.who.chat_id,
        team_id=answers["team"] or None,
    )
    talk.log("join.asked", f"case {case.number}", ai=case.facts["name"])
    await deciders.send_cards(talk.work, case)
    talk.stranger = False
    return texts.joining.requested(case.number)


# --- the officer's side ---------------------------------------------------------------------


async def _named(work: Work, case: Case) -> tuple[list[Member], list[Member]]:
    """Rows of the register with this name and birth date (or year): free ones, and claimed ones.

    Of several free ones the one in the team that was named comes first.
    """
    born = date.fromisoformat(case.facts["birth"])
    free: list[Member] = []
    taken: list[Member] = []
    for row in await work.members.by_name(case.facts["name"]):
        if row.birth_date == born if row.birth_date else row.birth_year in (None, born.year):
            (taken if await work.members.is_claimed(row.id) else free).append(row)
    free.sort(key=lambda row: (row.team.id if row.team else None) != case.team_id)
    return free, taken


async def _card(work: Work, case: Case) -> Reply:
    free, taken = await _named(work, case)
    return texts.cases.join(case, await _team(work, case.team_id), free, taken)


async def _agreed(talk: Talk, case: Case) -> None:
    """A matching row of the roster is claimed; otherwise a member is added."""
    if case.account_id is None or case.chat_id is None:
        raise LookupError("a request without an account")
    free, _ = await _named(talk.work, case)
    row = free[0] if free else await _new_row(talk.work, case)
    await claim.check_may_let_in(talk, row)
    if row.birth_date is None:
        born = date.fromisoformat(case.facts["birth"])
        await talk.work.members.change(row.id, birth_date=born)
    await claim.let_in(talk.work, row, case.account_id)
    told = texts.joining.admitted(row, talk.member)
    await talk.work.outbox.add(case.chat_id, talk.work.union_id, told.body(), member_id=row.id)
    await menus.renew(talk, row.id)


async def _new_row(work: Work, case: Case) -> Member:
    made = await work.members.add(
        case.facts["name"],
        Sex(case.facts["sex"]),
        born=date.fromisoformat(case.facts["birth"]),
        team_id=case.team_id,
        state=State.MEMBER,
        joined_on=work.today,
    )
    row = await work.members.get(made)
    if row is None:
        raise LookupError("the row was just made")
    return row


deciders.kind(deciders.Kind("join", _card, _agreed, claim.not_let_in, benefits=False))

DIALOGS = (
    Dialog(
        "dangky",
        ANYONE,
        (
            Question("name", _ask_name, _read_name, _name_again),
            Question("birth", _ask_birth, _read_birth, _birth_again, number=True),
            Question("sex", _ask_sex, read_sex, _ask_sex),
            Question("team", _ask_team, read_team, _ask_team, number=True),
            sure(_ask_sure, also={"sua lai": "edit", "sua": "edit"}),
        ),
        requested,
    ),
)
PHRASES = (
    "dang ky", "xin vao", "xin vao cong doan", "xin vao to", "vao cong doan",
    "gia nhap cong doan", "xin gia nhap cong doan", "tham gia cong doan", "dang ky doan vien",
    "toi khong co ma", "khong co ma", "chua co ma",
)  # fmt: skip


def _sentence(text: str) -> str | None:
    """“Cho em xin vào công đoàn, em là Lê Thị Hoa 12/3/1975”: what follows the wish."""
    rest = introducing.after_phrase(text, PHRASES)
    if rest and titles.named(rest, known())[0]:  # “đăng ký lao động tiên tiến” is no name
        return None
    return rest if rest and introducing.introduced(rest, date.max) else None


COMMANDS = (
    Command(
        "dangky", NEWCOMER, ask_to_join, texts.help.ABOUT["dangky"], aliases=("register",),
        phrases=PHRASES, sentence=_sentence,
    ),
)  # fmt: skip
BUTTONS = (Button("join.ask", ANYONE, ask_to_join),)
