"""“Gửi tệp”: where a platform takes no files, a page that takes one, once."""

import secrets

from bot import texts
from bot.said import Reply
from bot.talk import Button, Command, Talk
from union.rights import MEMBER


async def send(talk: Talk) -> Reply:
    """What is uploaded is heard as a file said in this chat."""
    bot = talk.house.bots.get(talk.who.bot_id)
    if bot is None or bot.platform != "zalo":
        return texts.uploads.send_it_here()
    if not talk.house.public_url:
        return texts.uploads.no_page()
    path, code = secrets.token_hex(16), f"{secrets.randbelow(10_000):04d}"
    said = talk.said
    await talk.work.uploads.offer(said.bot, said.chat, said.person or said.chat, path, code)
    return texts.uploads.page(f"{talk.house.public_url}/u/{path}", code)


COMMANDS = (
    Command(
        "guitep",
        MEMBER,
        send,
        texts.help.ABOUT["guitep"],
        aliases=("upload",),
        phrases=("gui tep", "gui file", "tai tep len", "muon gui tep", "muon gui file"),
        reads_only=True,
    ),
)
BUTTONS = (Button("file.send", MEMBER, send, reads_only=True),)
