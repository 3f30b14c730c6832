"""getMe, getChat, its members, and files."""

from sandbox.telegram import shapes
from sandbox.telegram.errors import bad
from sandbox.telegram.groups import Groups
from sandbox.telegram.methods.registry import method
from sandbox.telegram.model import Chat, Json
from sandbox.telegram.params import Params
from sandbox.telegram.world import World

LARGEST_DOWNLOAD = 20 * 1024 * 1024
NO_ADMINS = "there are no administrators in the private chat"


@method("getMe")
def get_me(world: World, params: Params) -> Json:
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("getChat")
def get_chat(world: World, params: Params) -> Json:
    chat = _readable(world, params)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    accepted = dict.fromkeys((*gifts, "gifts_from_channels"), chat.is_private)
    full = {"accent_color_id": 1, "max_reaction_count": 11, "accepted_gift_types": accepted}
    return {**world.chat_json(chat), **full}


@method("getChatMember")
def get_chat_member(world: Groups, params: Params) -> Json:
    user_id = params.number("user_id")
    chat = _readable(world, params)
    if user_id <= 0 or (user_id not in world.people and user_id != world.bot_id):
        raise bad("invalid user_id specified")
    status = world.status_of(chat, user_id)
    return shapes.member(world.user(user_id), "member" if chat.is_private else status)


@method("getChatMemberCount")
def get_chat_member_count(world: World, params: Params) -> int:
    chat = _readable(world, params)
    return len(chat.members) + (1 if chat.is_private or chat.bot_is_in else 0)


@method("getChatAdministrators")
def get_chat_administrators(world: Groups, params: Params) -> list[Json]:
    chat = _readable(world, params)
    if chat.is_private:
        raise bad(NO_ADMINS)
    statuses = {user_id: world.status_of(chat, user_id) for user_id in chat.members}
    return [
        shapes.member(world.user(user_id), status)
        for user_id, status in statuses.items()
        if status in ("creator", "administrator")
    ]


@method("leaveChat")
def leave_chat(world: Groups, params: Params) -> bool:
    chat = world.chat_of(params.values.get("chat_id"))
    if chat.is_private:
        raise bad("chat member status can't be changed in private chats")
    world.check_may_write(chat)
    world.bot_leaves(chat)
    return True


@method("getFile")
def get_file(world: World, params: Params) -> Json:
    if not params.text("file_id"):
        raise bad("file_id not specified")
    kept = world.files.by_id.get(params.text("file_id"))
    if kept is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(kept.data) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return {**shapes.file(kept), "file_path": kept.path}


def _readable(world: World, params: Params) -> Chat:
    chat = world.chat_of(params.values.get("chat_id"))
    if chat.kind == "supergroup" and not chat.bot_is_in:
        world.check_may_write(chat)
    return chat
