"""Groups: what the bot is told of there, who is in them, and the menus people see."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
)
from telegram.error import BadRequest, Forbidden

from sandbox.telegram import Impossible
from sandbox.telegram.cast import GROUP
from sandbox.telegram.methods.menu import menu_for
from sandbox.telegram.trial import Trial, trial

pytestmark = pytest.mark.asyncio
AN, BICH, CHI, KHACH = 1001, 1002, 1003, 1006


@pytest_asyncio.fixture
async def t() -> AsyncIterator[Trial]:
    async with trial() as opened:
        opened.world.adds_bot_to(GROUP)
        opened.world.updates.clear()
        yield opened


async def heard(t: Trial) -> list[str | None]:
    return [u.message.text for u in await t.bot.get_updates() if u.message]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("chào cả nhà", False),
        ("/quy", True),
        ("cho hỏi /quy nhé", True),
        ("/quy@congdoan_bot", True),
        ("/quy@another_bot", False),
        ("@congdoan_bot quỹ còn bao nhiêu", True),
        ("@congdoan_bots", False),
        ("liên kết http://a.vn/quy", False),
    ],
)
async def test_in_a_group_the_bot_hears_what_is_meant_for_it(
    t: Trial, text: str, told: bool
) -> None:
    made = t.world.says(AN, text, GROUP)
    assert await heard(t) == ([text] if told else [])
    assert (made["update_id"] is not None) == told


async def test_an_answer_to_the_bot_is_meant_for_it(t: Trial) -> None:
    question = await t.bot.send_message(GROUP, "Ai đi thăm?")
    t.world.says(AN, "tôi", GROUP, reply_to=question.message_id)
    t.world.says(BICH, "tôi nữa", GROUP, reply_to=question.message_id + 1)
    assert await heard(t) == ["tôi"]


async def test_an_administrator_hears_everything(t: Trial) -> None:
    t.world.makes_bot_admin(GROUP)
    t.world.says(AN, "chào cả nhà", GROUP)
    assert await heard(t) == ["chào cả nhà"]


async def test_coming_and_going_is_told(t: Trial) -> None:
    t.world.joins(KHACH, GROUP)
    t.world.leaves(KHACH, GROUP)
    t.world.removes(GROUP)
    joined, left, out, gone = await t.bot.get_updates()
    assert joined.message and joined.message.new_chat_members[0].id == KHACH
    assert left.message and left.message.left_chat_member
    assert out.message and out.message.left_chat_member
    assert out.message.left_chat_member.is_bot
    assert gone.my_chat_member and gone.my_chat_member.new_chat_member.status == "kicked"
    t.world.says(AN, "/quy", GROUP)
    assert len(await t.bot.get_updates()) == 4


async def test_the_bot_is_told_that_it_was_added(t: Trial) -> None:
    t.world.removes(GROUP)
    t.world.updates.clear()
    t.world.adds_bot_to(GROUP, BICH)
    membership, message = await t.bot.get_updates()
    assert membership.my_chat_member and membership.my_chat_member.from_user.id == BICH
    assert membership.my_chat_member.old_chat_member.status == "kicked"
    assert message.message and message.message.new_chat_members[0].username == "congdoan_bot"


async def test_an_upgrade_is_told_on_both_sides(t: Trial) -> None:
    new = t.world.migrate_group(GROUP)
    old_side, new_side = await t.bot.get_updates()
    assert old_side.message and old_side.message.migrate_to_chat_id == new
    assert new_side.message and new_side.message.migrate_from_chat_id == GROUP
    assert str(new).startswith("-100")
    with pytest.raises(Impossible):
        t.world.says(AN, "chào", GROUP)
    t.world.says(AN, "/quy", new)
    assert (await t.bot.get_updates())[-1].message


async def test_members_of_a_group(t: Trial) -> None:
    statuses = [
        (await t.bot.get_chat_member(GROUP, who)).status for who in (CHI, AN, KHACH, t.bot.id)
    ]
    assert statuses == ["creator", "member", "left", "member"]
    assert [a.user.id for a in await t.bot.get_chat_administrators(GROUP)] == [CHI]
    t.world.starts(AN)
    with pytest.raises(BadRequest, match="There are no administrators in the private chat"):
        await t.bot.get_chat_administrators(AN)
    with pytest.raises(BadRequest, match="Invalid user_id specified"):
        await t.bot.get_chat_member(GROUP, 5)
    assert (await t.bot.get_chat(GROUP)).title == "Công đoàn Sao Biển"
    assert (await t.bot.get_chat(AN)).full_name == "Trần Văn An"


async def test_the_bot_may_leave(t: Trial) -> None:
    assert await t.bot.leave_chat(GROUP)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await t.bot.send_message(GROUP, "a")


async def test_the_narrowest_menu_is_shown(t: Trial) -> None:
    t.world.starts(AN)
    scopes = {
        "chung": None,
        "rieng": BotCommandScopeAllPrivateChats(),
        "nhom": BotCommandScopeAllGroupChats(),
        "an": BotCommandScopeChat(AN),
        "chi": BotCommandScopeChatMember(GROUP, CHI),
    }
    for name, scope in scopes.items():
        assert await t.bot.set_my_commands([BotCommand(name, "Mô tả")], scope=scope)
    places = [(AN, AN), (BICH, BICH), (AN, GROUP), (CHI, GROUP)]
    shown = [menu_for(t.world, person, chat)[0]["command"] for person, chat in places]
    assert shown == ["an", "rieng", "nhom", "chi"]
    await t.bot.delete_my_commands(scope=BotCommandScopeChat(AN))
    assert menu_for(t.world, AN, AN)[0]["command"] == "rieng"
    assert [c.command for c in await t.bot.get_my_commands()] == ["chung"]


@pytest.mark.parametrize(
    ("command", "description", "refusal"),
    [
        ("Quy", "Quỹ", "BOT_COMMAND_INVALID"),
        ("quỹ", "Quỹ", "BOT_COMMAND_INVALID"),
        ("quy", "a" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_a_wrong_command_is_refused(
    t: Trial, command: str, description: str, refusal: str
) -> None:
    given = [{"command": command, "description": description}]
    assert await t.refusal("setMyCommands", commands=given) == f"Bad Request: {refusal}"


async def test_a_menu_for_a_chat_needs_that_chat(t: Trial) -> None:
    scope = {"type": "chat", "chat_id": 424242}
    refusal = await t.refusal("setMyCommands", commands=[], scope=scope)
    assert refusal == "Bad Request: chat not found"


async def test_descriptions_are_kept(t: Trial) -> None:
    assert await t.bot.set_my_description("Bot của Công đoàn")
    assert (await t.bot.get_my_description()).description == "Bot của Công đoàn"
    assert await t.bot.set_my_short_description("Công đoàn")
    assert await t.bot.send_chat_action(GROUP, "typing")
