"""Asking to join: name, birth date, sex, team; an officer says yes, not yet, or asks back."""

from datetime import date, timedelta
from typing import Any

from bot import texts
from bot.handlers import cases, claim
from bot.handlers.asking import Answers, sure, tapped_value
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from storage.cases import Case
from storage.work import Work
from union import dates, names, words
from union.members import Member, Sex, State, Team
from union.refusals import Reason, Refusal
from union.rights import ANYONE
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
    return talk.begin("dangky", **_read_who(talk.words, talk.today))


def _read_who(text: str, today: date) -> dict[str, Any]:
    """“Lê Thị Hoa 12/3/1975”: the name, and the birth date if it stands there too."""
    said = words.normal(text)
    cut = next((at for at, letter in enumerate(said) if letter.isdigit()), len(said))
    name = said[:cut].strip(" ,;:-")
    for tail in ("sinh ngày", "sinh ngay", "ngày", "sinh", "ns", "sn", "mùng"):
        if words.fold(name).endswith(f" {words.fold(tail)}"):
            name = name[: -len(tail)].strip(" ,;:-")
            break
    if not names.looks_like_name(name) or " " not in name:
        return {}
    read = {"name": names.proper(name)}
    try:
        return read | {"birth": dates.birth_date(said[cut:], today).isoformat()}
    except NotUnderstood:
        return read


async def _ask_name(talk: Talk, answers: Answers) -> Reply:
    return texts.joining.your_name()


async def _read_name(talk: Talk, answers: Answers) -> str | None:
    read = _read_who(talk.said.text, talk.today) if talk.said.kind == "text" else {}
    if "birth" in read:
        answers["birth"] = read["birth"]
    return read.get("name")


async def _name_again(talk: Talk, answers: Answers) -> Reply:
    return texts.joining.your_name_again()


async def _ask_birth(talk: Talk, answers: Answers) -> Reply:
    return texts.joining.your_birth_date(answers["name"])


async def _read_birth(talk: Talk, answers: Answers) -> str | None:
    try:
        return dates.birth_date(talk.said.text, talk.today).isoformat()
    except NotUnderstood:
        return None


async def _birth_again(talk: Talk, answers: Answers) -> Reply:
    return texts.joining.your_birth_date_again()


async def _ask_sex(talk: Talk, answers: Answers) -> Reply:
    return texts.joining.your_sex()


async def read_sex(talk: Talk, answers: Answers) -> str | None:
    said = tapped_value(talk) or words.fold(talk.said.text)
    return {"F": "F", "nu": "F", "M": "M", "nam": "M"}.get(said)


async def _ask_team(talk: Talk, answers: Answers) -> Reply:
    return texts.joining.your_team(await talk.work.teams.all())


async def read_team(talk: Talk, answers: Answers) -> int | None:
    """A tapped id, or the number or name of a team as typed; 0 for “I do not know”."""
    teams = await talk.work.teams.all()
    value = tapped_value(talk)
    if value is not None:
        return next((t.id for t in teams if str(t.id) == value), 0 if value == "0" else None)
    said = words.fold(talk.said.text)
    digits = "".join(letter for letter in said if letter.isdigit())
    return next(
        (t.id for t in teams if words.fold(t.name) == said or str(t.number) == digits), None
    )


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
    await cases.send_cards(talk.work, case)
    talk.stranger = False
    return texts.joining.requested(case.number)


# --- the officer's side ---------------------------------------------------------------------


async def _same(work: Work, case: Case) -> list[Member]:
    """Unclaimed rows of the roster with the same name and birth date (or year)."""
    born = date.fromisoformat(case.facts["birth"])
    rows = await work.members.by_name(case.facts["name"])
    return [
        row
        for row in rows
        if (row.birth_date == born if row.birth_date else row.birth_year in (None, born.year))
        and not await work.members.is_claimed(row.id)
    ]


async def _card(work: Work, case: Case) -> Reply:
    return texts.cases.join(case, await _team(work, case.team_id), await _same(work, case))


async def _agreed(talk: Talk, case: Case) -> None:
    """A matching row of the roster is claimed; otherwise a member is added."""
    if case.account_id is None or case.chat_id is None:
        raise LookupError("a request without an account")
    same = await _same(talk.work, case)
    born = date.fromisoformat(case.facts["birth"])
    member_id = same[0].id if same else await talk.work.members.add(
        case.facts["name"], Sex(case.facts["sex"]), born=born, team_id=case.team_id,
        state=State.MEMBER, joined_on=talk.today,
    )
    if same and same[0].birth_date is None:
        await talk.work.members.change(member_id, birth_date=born)
    row = await talk.work.members.get(member_id)
    if row is None:
        raise LookupError("the row was just made")
    await claim.let_in(talk.work, row, case.account_id)
    told = texts.joining.admitted(row, talk.member)
    await talk.work.outbox.add(case.chat_id, talk.work.union_id, told.body(), member_id=row.id)


async def _refused(talk: Talk, case: Case) -> None:
    if case.chat_id is not None:
        told = texts.joining.not_yet(case.facts["name"])
        await talk.work.outbox.add(case.chat_id, talk.work.union_id, told.body())


cases.kind(cases.Kind("join", _card, _agreed, _refused))

DIALOGS = (
    Dialog(
        "dangky",
        ANYONE,
        (
            Question("name", _ask_name, _read_name, _name_again),
            Question("birth", _ask_birth, _read_birth, _birth_again),
            Question("sex", _ask_sex, read_sex, _ask_sex),
            Question("team", _ask_team, read_team, _ask_team),
            sure("dangky", _ask_sure, also=("edit",)),
        ),
        requested,
    ),
)
COMMANDS = (
    Command(
        "dangky", ANYONE, ask_to_join, texts.help.ABOUT["dangky"], aliases=("register",),
        phrases=(
            "dang ky", "xin vao", "xin vao cong doan", "xin vao to", "vao cong doan",
            "gia nhap cong doan", "tham gia cong doan", "dang ky doan vien", "toi khong co ma",
            "khong co ma",
        ),
    ),
)
BUTTONS = (Button("join.ask", ANYONE, ask_to_join),)
