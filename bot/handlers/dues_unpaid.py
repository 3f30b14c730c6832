"""“Còn ai chưa đóng đoàn phí?”: the list for who keeps the money, a kind word for others."""

import re

from bot import texts
from bot.said import Reply
from bot.talk import Button, Command, Talk
from union import words
from union.dues import period_of
from union.rights import MEMBER, MONEY, TREASURER

_WHO = r"(?:ai|nhung ai|nguoi nao|nhung nguoi nao|bao nhieu nguoi|may nguoi)"
_NOT_PAID = r"chua (?:dong(?: du)?|nop|dong hoac nop)"
_ASKED = re.compile(
    rf"(?:xem )?(?:con |co )?(?:nhung )?{_WHO} (?:con |van )?"
    rf"(?:{_NOT_PAID} doan phi|chua dong(?: du)?)"
    r"(?: thang nay| quy nay)?(?: khong| vay| the| nhi)?"
    r"|(?:xem )?(?:danh sach |nhung )?(?:nguoi )?(?:con )?chua (?:dong|nop) doan phi(?: thang nay)?"
    rf"|doan phi (?:thang nay )?con (?:nhung )?{_WHO} chua dong(?: du)?"
)


def asked(text: str) -> str | None:
    """“Còn ai chưa đóng đoàn phí”, “nhung ai chua dong”; who has no amount set is another list."""
    said = words.strip_courtesy(words.expand(words.fold(text)))
    return "" if _ASKED.fullmatch(said) else None


async def show(talk: Talk) -> Reply:
    who = (talk.member.id, talk.who.seats)
    if not MONEY.admits(*who):
        return texts.dues_lists.only_own(talk.member)
    found = await talk.work.dues.unpaid()
    told = {case.member_id for case in await talk.work.cases.waiting("dues") if case.member_id}
    takes = TREASURER.admits(*who)
    return texts.dues_lists.unpaid(period_of(talk.today), found, told, takes)


COMMANDS = (
    Command(
        "chuadong",
        MEMBER,
        show,
        texts.help.ABOUT["chuadong"],
        aliases=("unpaid",),
        sentence=asked,
        hidden=True,
        reads_only=True,
    ),
)
BUTTONS = (Button("dues.unpaid", MONEY, show, reads_only=True),)
