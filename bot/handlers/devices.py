"""One's own accounts: a second telephone or the other platform, and where one is written to."""

from datetime import timedelta

from bot import texts
from bot.handlers import codes, menus, ways
from bot.said import Reply
from bot.talk import Button, Command, Talk
from union.codes import CodeKind
from union.refusals import Reason, Refusal
from union.rights import MEMBER

CODE_LIVES = timedelta(hours=1)  # it opens everything of its owner's


async def show(talk: Talk) -> Reply:
    devices = await talk.work.devices.of(talk.member.id)
    return texts.devices.mine(talk.member, devices, talk.who.account_id)


async def code(talk: Talk) -> Reply:
    """A one-time code for oneself, typed on the other telephone or platform."""
    made = await codes.fresh(
        talk.work, talk.house.key, CodeKind.MEMBER, talk.member.id, lifetime=CODE_LIVES
    )
    talk.log("device.code", f"member {talk.member.id}")
    until = talk.work.now + CODE_LIVES
    return texts.devices.code(talk.member, made, until, await ways.to_come_in(talk))


async def choose(talk: Talk) -> Reply:
    """Write to this one, whichever was used last."""
    if not await talk.work.devices.choose(talk.member.id, talk.number()):
        raise Refusal(Reason.NOT_FOUND)
    return await _changed(talk, "device.chosen")


async def last_used(talk: Talk) -> Reply:
    await talk.work.devices.choose(talk.member.id, None)
    return await _changed(talk, "device.chosen")


async def drop(talk: Talk) -> Reply:
    """Never the one that is speaking: whoever wants to leave altogether does that by name."""
    account, member = talk.number(), talk.member
    devices = await talk.work.devices.of(member.id)
    gone = next((one for one in devices if one.account_id == account), None)
    if gone is None or account == talk.who.account_id:
        raise Refusal(Reason.NOT_FOUND)
    await talk.work.devices.drop(member.id, account)
    await menus.clear(talk, gone.chat_id)
    return await _changed(talk, "device.dropped")


async def _changed(talk: Talk, verb: str) -> Reply:
    talk.log(verb, f"member {talk.member.id}")
    devices = await talk.work.devices.of(talk.member.id)
    return texts.devices.changed(talk.member, devices, talk.who.account_id)


COMMANDS = (
    Command(
        "themmay",
        MEMBER,
        show,
        texts.help.ABOUT["themmay"],
        aliases=("devices",),
        phrases=(
            "them may", "doi may", "may khac", "ma them may", "doi dien thoai khac",
            "dung them zalo", "dung them telegram", "chuyen sang zalo", "chuyen sang telegram",
        ),
        reads_only=True,
    ),
)  # fmt: skip
BUTTONS = (
    Button("device.list", MEMBER, show, reads_only=True),
    Button("device.code", MEMBER, code),
    Button("device.choose", MEMBER, choose),
    Button("device.last", MEMBER, last_used),
    Button("device.drop", MEMBER, drop),
)
