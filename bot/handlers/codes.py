"""Codes: an officer for anybody, a team leader for the own team."""

import secrets
from datetime import timedelta

from bot import texts
from bot.handlers import people, ways
from bot.handlers.asking import Answers, as_id, tapped_value
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from storage.work import Work
from union import codes, words
from union.codes import DIGITS, LIFETIME, TEAM_USES, CodeKind
from union.members import Team
from union.refusals import Reason, Refusal
from union.rights import COMMITTEE, LEADER, Role


async def fresh(
    work: Work,
    key: bytes,
    kind: CodeKind,
    member_id: int | None = None,
    team_id: int | None = None,
    lifetime: timedelta | None = None,
) -> str:
    """A new code, stored as its digest; the older one for the same stops working."""
    while True:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        digest = codes.digest(code, work.union_id, key)
        if not await work.codes.exists(digest):
            break
    uses = TEAM_USES if kind is CodeKind.TEAM else 1
    whose = {"member_id": member_id, "team_id": team_id}
    await work.codes.issue(digest, kind, uses=uses, lifetime=lifetime, **whose)
    return code


async def issue(talk: Talk) -> Reply:
    answers: Answers = {}
    if talk.words and (found := await _read(talk, talk.words)):
        answers["who"] = found
    return talk.begin("ma", **answers)


async def _teams(talk: Talk) -> list[Team]:
    teams = await talk.work.teams.all()
    return teams if talk.holds(*COMMITTEE) else [team for team in teams if talk.leads(team.id)]


async def _ask_who(talk: Talk, answers: Answers) -> Reply:
    return texts.codes.for_whom(await _teams(talk))


async def _read(talk: Talk, text: str) -> str | None:
    """`t7` for team 7's row, `m41` for a member's, as buttons and words give them."""
    said = words.fold(text)
    if said.startswith("to ") and as_id(said[3:]):
        team = await talk.work.teams.numbered(as_id(said[3:]))
        return f"t{team.id}" if team else None
    found = await people.one(talk, text)
    return f"m{found}" if found else None


async def _read_who(talk: Talk, answers: Answers) -> str | None:
    value = tapped_value(talk)
    if value is None:
        return await _read(talk, talk.said.text)
    if value[:1] == "t" and as_id(value[1:]):
        return value
    return f"m{value}" if as_id(value) else None


async def _who_again(talk: Talk, answers: Answers) -> Reply:
    again = await people.again(talk, talk.said.text, "ma")
    return again if again.choices else texts.codes.for_whom_again(words.normal(talk.said.text))


async def issued(talk: Talk, answers: Answers) -> Reply:
    kind, number = answers["who"][:1], int(answers["who"][1:])
    start = (await talk.work.unions.profile()).code
    if kind == "t":
        team = await talk.work.teams.get(number)
        if team is None or team not in await _teams(talk):
            raise Refusal(Reason.NOT_FOR_YOU)
        code = await fresh(talk.work, talk.house.key, CodeKind.TEAM, team_id=team.id)
        talk.log("code.issued", f"team {team.id}", cho=team.name)
        by = await ways.to_come_in(talk, await talk.work.members.outside(team.id))
        until = talk.work.now + LIFETIME[CodeKind.TEAM]
        return texts.codes.for_team(team, code, until, by, start)
    member = await talk.work.members.get(number)
    if member is None:
        raise Refusal(Reason.NOT_FOUND)
    seated = bool(await talk.work.seats.of(member.id))
    if seated and not talk.holds(Role.CHAIR, own=True):  # a code opens the seat's rights
        raise Refusal(Reason.NOT_FOR_YOU)
    if not talk.holds(*COMMITTEE) and not (member.team and talk.leads(member.team.id)):
        raise Refusal(Reason.NOT_FOR_YOU)
    code = await fresh(talk.work, talk.house.key, CodeKind.MEMBER, member_id=member.id)
    talk.log("code.issued", f"member {member.id}", cho=member.name)
    by, until = await ways.to_come_in(talk), talk.work.now + LIFETIME[CodeKind.MEMBER]
    return texts.codes.for_member(member, code, until, by, start)


DIALOGS = (Dialog("ma", LEADER, (Question("who", _ask_who, _read_who, _who_again),), issued),)
COMMANDS = (
    Command(
        "ma",
        LEADER,
        issue,
        texts.help.ABOUT["ma"],
        aliases=("invite",),
        phrases=("cap ma", "lay ma", "cap ma cho to", "moi vao bot"),
    ),
)
BUTTONS = (Button("code.issue", LEADER, issue),)
