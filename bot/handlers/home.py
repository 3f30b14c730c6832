"""The first word, the help, the way out, and what nobody understood."""

from bot import texts
from bot.handlers import claim, deciders, groups, join, loans_reading, ways
from bot.handlers.astray import astray
from bot.handlers.introducing import introduced
from bot.said import Reply
from bot.talk import Button, Command, Talk
from bot.understand import Understanding
from storage.outbox import Owed
from union import titles, words
from union.answers import is_emoji_only, two_readings
from union.codes import as_code
from union.rights import ANYONE, LEADER

_PLEASANTRIES = frozenset((
    "cam on", "cam on nhieu", "cam on nhe", "xin cam on", "thank", "thanks", "thank you", "tks",
    "ok", "oke", "vang", "da", "da vang", "u", "uh", "duoc", "duoc roi", "hieu roi", "tot qua",
    "ok roi", "oke roi", "vang roi",
))  # fmt: skip


async def start(talk: Talk) -> Reply:
    """`/start`, with what a link carried: a union's code or a person's one-time code."""
    if talk.words and talk.who.member is None and as_code(talk.words):
        return await claim.code(talk)
    if talk.words and await choose_union(talk, talk.words):
        return await _came_to(talk)
    return await home(talk)


async def _came_to(talk: Talk) -> Reply:
    """By a link to a union: a member elsewhere goes over, or meets it as a stranger."""
    if talk.who.member is None or talk.work.union == talk.who.union_id:
        return await home(talk)
    await talk.work.dialogs.close(talk.who.chat_id, talk.who.account_id)
    name = (await talk.work.unions.profile()).name
    known = dict(await talk.work.accounts.unions_of(talk.who.account_id))
    if talk.work.union_id in known:
        return texts.unions.switched(name)
    return texts.joining.welcome(name, talk.said.numbered).then(texts.unions.elsewhere())


async def choose_union(talk: Talk, code: str) -> bool:
    """A stranger names the union by the code of its link."""
    union_id = await talk.work.accounts.union_by_code(words.fold(code).replace(" ", ""))
    if union_id is None:
        return False
    await talk.work.accounts.choose_union(talk.who.account_id, union_id)
    talk.work.union = union_id
    return True


async def home(talk: Talk) -> Reply:
    if talk.who.member is not None:
        round_ = titles.open_now(await talk.work.titles.rounds(), talk.today)
        return texts.common.home(talk.who.member, await _to_do(talk), round_ is not None)
    if talk.work.union is None:
        return texts.joining.which_union()
    return texts.joining.welcome((await talk.work.unions.profile()).name, talk.said.numbered)


async def _to_do(talk: Talk) -> int:
    member = talk.member
    if not LEADER.admits(member.id, talk.who.seats):
        return 0
    return len(await deciders.waiting_for(talk))


async def help_(talk: Talk) -> Reply:
    """What *this* person may do; nobody is shown a door that is shut."""
    member = talk.who.member
    mine = [
        command
        for command in talk_commands(talk)
        if command.audience.offered(member.id if member else None, talk.who.seats)
    ]
    lines = [(command.name, command.about) for command in mine]
    taps = [
        texts.help.SHORTCUTS[command.name]
        for command in mine
        if command.name in texts.help.SHORTCUTS
    ]
    return texts.help.help(lines, taps[:6])


def talk_commands(talk: Talk) -> tuple[Command, ...]:
    return tuple(command for command in talk.house.commands if not command.hidden)


async def cancel(talk: Talk) -> Reply:
    was_open = talk.who.dialog is not None
    await talk.work.dialogs.close(talk.who.chat_id, talk.who.account_id)
    return texts.common.cancelled(talk.who.member, was_open)


async def otherwise(talk: Talk, understanding: Understanding) -> Reply | None:
    """What is no command, no phrase and no answer."""
    said = talk.said
    if said.kind == "event":
        return await groups.happened(talk)
    if talk.who.is_group:
        return None if understanding.for_another(talk) else await _in_group(talk)
    if said.kind == "contact":
        return await claim.contact(talk)
    if said.kind != "text":
        return texts.common.cannot_hear(talk.who.member, said.kind)
    if readings := two_readings(said.text):
        if talk.who.member is not None and (amount := loans_reading.perhaps(said.text)):
            return texts.fund.perhaps(amount)
        return texts.common.two_readings(*readings, words.normal(said.text))
    if talk.who.member is None:
        return await _stranger(talk, understanding)
    if _is_pleasantry(said.text):
        return texts.common.at_your_service(talk.who.member)
    if (told := await astray(talk)) is not None:
        return told
    if said.numbered and await choose_union(talk, said.text):  # there no link can carry it
        return await _came_to(talk)
    return _nearest(talk, understanding, "toi", "trogiup")


def _is_pleasantry(text: str) -> bool:
    said = words.strip_courtesy(words.expand(words.fold(text)))
    return is_emoji_only(text) or said in _PLEASANTRIES


def _nearest(talk: Talk, understanding: Understanding, *otherwise: str) -> Reply:
    near = [command.name for command in understanding.nearest(talk)]
    found = [texts.help.SHORTCUTS[name] for name in near if name in texts.help.SHORTCUTS]
    return texts.common.nearest(found or [texts.help.SHORTCUTS[name] for name in otherwise])


async def _stranger(talk: Talk, understanding: Understanding) -> Reply:
    """Whoever writes first is welcomed; a name with a birth date asks to join."""
    if talk.work.union is None and await choose_union(talk, talk.said.text):
        return await home(talk)
    if talk.work.union is not None and "birth" in introduced(talk.said.text, talk.today):
        talk.words = talk.said.text
        return await join.ask_to_join(talk)
    if talk.who.answered_stranger == 0 or talk.work.union is None:
        return await home(talk)
    if _is_pleasantry(talk.said.text):
        return texts.common.at_your_service(None)
    return _nearest(talk, understanding, "dangky", "nhapma")


async def _in_group(talk: Talk) -> Reply | None:
    """In the group: members are shown the private way; strangers get nothing, and are counted."""
    if talk.who.member is not None:
        return texts.common.only_in_private(ways.private_link(talk))
    await report_stranger(talk)
    return None


async def report_stranger(talk: Talk) -> None:
    """Told to the chair once a day and group, however often it happens."""
    if talk.who.group_union is None:
        return
    day = f"stranger:{talk.who.chat_id}:{talk.today.isoformat()}"
    await talk.work.outbox.owe(
        [
            Owed(f"{day}:{member_id}", chat_id, talk.work.union_id, "stranger", {}, member_id)
            for member_id, chat_id in await deciders.first_circle(talk.work)
        ]
    )


COMMANDS = (
    Command(
        "start",
        ANYONE,
        start,
        texts.help.ABOUT["start"],
        hidden=True,
        reads_only=True,
        phrases=("bat dau", "alo", "xin chao", "chao", "hello", "hi", "trang chinh", "menu"),
    ),
    Command(
        "trogiup",
        ANYONE,
        help_,
        texts.help.ABOUT["trogiup"],
        aliases=("help",),
        reads_only=True,
        phrases=("tro giup", "giup toi", "huong dan", "lam duoc gi", "giup"),
    ),
    Command(
        "huy",
        ANYONE,
        cancel,
        texts.help.ABOUT["huy"],
        aliases=("cancel",),
        reads_only=True,
        phrases=("huy bo", "dung lai", "thoat"),
    ),
)
BUTTONS = (
    Button("home", ANYONE, home, reads_only=True),
    Button("help", ANYONE, help_, reads_only=True),
)
