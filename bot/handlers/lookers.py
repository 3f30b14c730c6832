"""Who looked at my case? Only its owner may ask; the answer stands in the log."""

import re

from bot import texts
from bot.handlers.asking import as_id
from bot.said import Reply
from bot.talk import Button, Command, Talk
from storage.cases import Case
from union import words
from union.refusals import Reason, Refusal
from union.rights import MEMBER

OFFERED = 6
_SENTENCE = re.compile(
    r"(?:co |nhung )?ai (?:da |vua )?(?:xem|mo|mo xem|doc) "
    r"(?:(?:de nghi|ho so|don|vay|viec|khoan vay) )?(?:so )?(?P<number>[0-9]{1,9})"
    r"(?: cua(?: toi| em| minh)?)?"
)


def sentence(text: str) -> str | None:
    """“ai xem đề nghị 27 của tôi”: the number, when the sentence is nothing else."""
    found = _SENTENCE.fullmatch(words.strip_courtesy(words.fold(text)))
    return found["number"] if found else None


async def who_looked(talk: Talk) -> Reply:
    """Another's case and no case are answered alike."""
    if talk.said.kind == "choice" and talk.number():
        case = await talk.work.cases.get(talk.number())
    elif talk.words:
        case = await talk.work.cases.numbered(as_id(talk.words.removeprefix("số ")))
    else:
        mine = await talk.work.cases.of_owner(talk.member.id, talk.who.account_id, OFFERED)
        return texts.lookers.which(mine)
    if case is None or not _owns(talk, case):
        raise Refusal(Reason.NOT_FOUND, words=talk.words)
    opened = await talk.work.log.about("case.opened", f"case {case.number}")
    copies = await talk.work.outbox.copies(case.id)
    got = {member_id for _, _, member_id in copies if member_id not in (None, talk.member.id)}
    sent_to = await talk.work.members.named(member_id for member_id in got if member_id)
    return texts.lookers.looked(case, sent_to, opened)


def _owns(talk: Talk, case: Case) -> bool:
    return talk.member.id == case.member_id or talk.who.account_id == case.account_id


COMMANDS = (
    Command(
        "aixem",
        MEMBER,
        who_looked,
        texts.help.ABOUT["aixem"],
        aliases=("lookers",),
        phrases=("ai xem ho so cua toi", "ai da xem ho so cua toi", "ai xem de nghi cua toi"),
        sentence=sentence,
        reads_only=True,
    ),
)
BUTTONS = (Button("case.lookers", MEMBER, who_looked, reads_only=True),)
