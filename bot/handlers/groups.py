"""The union's group: linked by an officer's one-time code, followed when its id changes."""

from bot import texts
from bot.handlers import deciders
from bot.handlers.codes import fresh
from bot.said import Reply
from bot.talk import Button, Command, Talk
from union import codes
from union.codes import CodeKind, as_code
from union.refusals import Reason, Refusal
from union.rights import OFFICER


async def how(talk: Talk) -> Reply:
    code = await fresh(talk.work, talk.house.key, CodeKind.GROUP)
    talk.log("code.issued", "group", cho=texts.help.GROUP_LINK)
    groups = await talk.work.unions.groups()
    bot = talk.house.bot_names.get(talk.who.bot_id, "")
    by_hand = (await talk.work.unions.profile()).posts_by_hand
    return texts.groups.how_to_link(code, len(groups), bot, talk.said.numbered, by_hand)


async def by_hand(talk: Talk) -> Reply:
    """A platform lets a bot into three groups: in all others somebody copies what it would say."""
    on = talk.number() == 1
    await talk.work.unions.change(posts_by_hand=on)
    talk.log("group.by_hand" if on else "group.by_itself", "group")
    return texts.groups.by_hand(on)


async def link(talk: Talk) -> Reply:
    """`/noinhom 123456`, typed in the group by an officer of the union that issued the code."""
    if not talk.who.is_group:
        return texts.groups.type_in_group()
    code = as_code(talk.words)
    if code is None or talk.who.union_id is None:
        return texts.groups.not_linked()
    if talk.who.group_union not in (None, talk.who.union_id):
        raise Refusal(Reason.NOT_FOR_YOU)
    talk.work.union = talk.who.union_id
    await talk.work.lock()
    found = await talk.work.codes.find(codes.digest(code, talk.work.union_id, talk.house.key))
    if found is None or found.kind is not CodeKind.GROUP:
        return texts.groups.not_linked()
    await talk.work.codes.use(found.id)
    await talk.work.unions.link_group(talk.who.chat_id)
    talk.log("group.linked", f"chat {talk.who.chat_id}")
    return texts.groups.linked((await talk.work.unions.profile()).name)


async def unlink(talk: Talk) -> Reply:
    groups = await talk.work.unions.groups()
    for chat_id in groups:
        await talk.work.unions.unlink_group(chat_id)
        talk.log("group.unlinked", f"chat {chat_id}")
    return texts.groups.unlinked(len(groups))


async def happened(talk: Talk) -> Reply | None:
    """Events of a chat: the bot came, was removed, was blocked, or the group moved."""
    said, who = talk.said, talk.who
    talk.stranger = False
    if said.text == "moved":
        await talk.work.accounts.chat_moved(who.chat_id, said.choice)
        return None
    if not who.is_group:
        if said.text == "gone":
            await talk.work.accounts.chat_gone(who.chat_id)
        return None
    if said.text == "came":
        return texts.groups.came() if who.group_union is None else None
    await talk.work.accounts.chat_gone(who.chat_id)
    if who.group_union is not None:
        await talk.work.lock()
        await talk.work.unions.unlink_group(who.chat_id)
        talk.log("group.unlinked", f"chat {who.chat_id}")
        await deciders.alert(talk.work, texts.groups.removed())
    return None


COMMANDS = (
    Command(
        "nhom",
        OFFICER,
        how,
        texts.help.ABOUT["nhom"],
        aliases=("group",),
        phrases=("noi nhom", "nhom cong doan"),
    ),
    Command(
        "noinhom",
        OFFICER,
        link,
        texts.help.ABOUT["noinhom"],
        aliases=("linkgroup",),
        in_group=True,
        hidden=True,
        reads_only=True,
    ),
)
BUTTONS = (
    Button("group.how", OFFICER, how),
    Button("group.unlink", OFFICER, unlink),
    Button("group.hand", OFFICER, by_hand),
)
