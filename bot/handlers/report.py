"""`/baocao`: figures counted from rows, for those who report."""

from bot import texts
from bot.said import Reply
from bot.talk import Button, Command, Talk
from union import members, words
from union.members import State
from union.rights import REPORTER


async def report(talk: Talk) -> Reply:
    if words.fold(talk.words) in ("doan vien", "doanvien", "members"):
        return await of_members(talk)
    return texts.report.which()


async def of_members(talk: Talk) -> Reply:
    """Counts today, by sex and team; each is the number of rows it was counted from."""
    present = await talk.work.members.on_the_books()
    teams = [
        (team, members.count(m for m in present if m.team == team))
        for team in await talk.work.teams.all()
    ]
    loose = members.count(m for m in present if m.team is None)
    joined = sum(member.state is State.MEMBER for member in present)
    profile = await talk.work.unions.profile()
    return texts.report.members(
        profile.name,
        talk.work.now,
        members.count(present),
        joined,
        [*teams, *([(None, loose)] if loose.all else [])],
    )


def _sentence(text: str) -> str | None:
    said = words.strip_courtesy(words.expand(words.fold(text)))
    return "doan vien" if said in ("bao cao doan vien", "co bao nhieu doan vien") else None


COMMANDS = (
    Command(
        "baocao",
        REPORTER,
        report,
        texts.help.ABOUT["baocao"],
        aliases=("report",),
        phrases=("bao cao",),
        sentence=_sentence,
        reads_only=True,
    ),
)
BUTTONS = (Button("report.members", REPORTER, of_members, reads_only=True),)
