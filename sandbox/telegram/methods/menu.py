"""The bot's menu of commands, by scope and language, and its descriptions."""

import re
from typing import Any

from sandbox.telegram.errors import bad
from sandbox.telegram.methods.registry import method
from sandbox.telegram.model import Json
from sandbox.telegram.params import Params
from sandbox.telegram.world import World

Scope = tuple[str, int, int, str]

WIDE = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
NARROW = ("chat", "chat_administrators", "chat_member")
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST = 100
LONGEST_DESCRIPTION = 256
DESCRIPTIONS = {"description": 512, "short_description": 120, "name": 64}


@method("setMyCommands")
def set_my_commands(world: World, params: Params) -> bool:
    commands = _commands(params)
    scope = _scope(world, params)
    if commands:
        world.commands[scope] = commands
    else:
        world.commands.pop(scope, None)
    names = " ".join(f"/{item['command']}" for item in commands)
    world.journal.note("command_menu", scope[1] or None, world.name, f"{scope[0]}: {names}")
    return True


@method("getMyCommands")
def get_my_commands(world: World, params: Params) -> list[Json]:
    return world.commands.get(_scope(world, params), [])


@method("deleteMyCommands")
def delete_my_commands(world: World, params: Params) -> bool:
    scope = _scope(world, params)
    world.commands.pop(scope, None)
    world.journal.note("command_menu", scope[1] or None, world.name, f"{scope[0]}: -")
    return True


@method("setMyDescription")
def set_my_description(world: World, params: Params) -> bool:
    return _describe(world, params, "description")


@method("setMyShortDescription")
def set_my_short_description(world: World, params: Params) -> bool:
    return _describe(world, params, "short_description")


@method("getMyDescription")
def get_my_description(world: World, params: Params) -> Json:
    key = ("description", params.text("language_code"))
    return {"description": world.about.get(key, "")}


@method("getMyShortDescription")
def get_my_short_description(world: World, params: Params) -> Json:
    key = ("short_description", params.text("language_code"))
    return {"short_description": world.about.get(key, "")}


def menu_for(world: World, person_id: int, chat_id: int, language: str = "vi") -> list[Json]:
    """What a person sees in a chat: the narrowest scope that has commands, their language first."""
    chat = world.chats[chat_id]
    if chat.is_private:
        order = [("chat", chat_id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    else:
        owner = bool(chat.members) and chat.members[0] == person_id
        order = [
            ("chat_member", chat_id, person_id),
            *([("chat_administrators", chat_id, 0)] if owner else []),
            ("chat", chat_id, 0),
            *([("all_chat_administrators", 0, 0)] if owner else []),
            ("all_group_chats", 0, 0),
            ("default", 0, 0),
        ]
    keys = ((*scope, code) for scope in order for code in (language, ""))
    return next((world.commands[key] for key in keys if key in world.commands), [])


def _describe(world: World, params: Params, what: str) -> bool:
    text = params.text(what)
    if len(text) > DESCRIPTIONS[what]:
        raise bad(f"{what.upper()}_TOO_LONG")
    world.about[(what, params.text("language_code"))] = text
    return True


def _commands(params: Params) -> list[Json]:
    try:
        given = params.structure("commands") or []
    except ValueError:
        raise bad("can't parse commands JSON object") from None
    if not isinstance(given, list):
        raise bad("expected an Array of BotCommand")
    if len(given) > MOST:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    return [_command(item) for item in given]


def _command(item: Any) -> Json:
    if not isinstance(item, dict):
        raise bad("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(item.get(name), str):
            raise bad(f"can't parse BotCommand: Can't find field \"{name}\"")
    command = item["command"].removeprefix("/")
    if not COMMAND.fullmatch(command):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(item["description"].strip()) <= LONGEST_DESCRIPTION:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": item["description"].strip()}


def _scope(world: World, params: Params) -> Scope:
    language = params.text("language_code")
    try:
        given = params.structure("scope") or {"type": "default"}
    except ValueError:
        raise bad("can't parse BotCommandScope JSON object") from None
    if not isinstance(given, dict):
        raise bad("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = given.get("type")
    if kind in WIDE:
        return kind, 0, 0, language
    if kind not in NARROW:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    if given.get("chat_id") in (None, ""):
        raise bad("can't parse BotCommandScope: Empty chat_id specified")
    user_id = int(given.get("user_id") or 0) if kind == "chat_member" else 0
    if kind == "chat_member" and user_id <= 0:
        raise bad("can't parse BotCommandScope: Invalid user_id specified")
    return kind, world.chat_of(given["chat_id"]).id, user_id, language
