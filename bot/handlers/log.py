"""Reading the log: for the inspection committee and the chair. Taking it away is logged."""

from dataclasses import replace
from datetime import timedelta

from bot import texts
from bot.said import Reply
from bot.talk import Button, Command, Talk
from union.rights import INSPECTOR

PAGE = 12


async def read(talk: Talk) -> Reply:
    before = talk.number() or None
    lines = await talk.work.log.read(PAGE, before)
    if before is not None:  # the whole chain is verified once, with the first page
        return texts.log.page(lines, None)
    return texts.log.page(lines, await talk.work.log.verify() is None)


async def file(talk: Talk) -> Reply:
    lines = await talk.work.log.read()
    text = "\n".join(texts.log.line(line) for line in reversed(lines)) + "\n"
    kept = await talk.work.files.keep(
        "nhat-ky.txt", "text/plain", text.encode(), "log", timedelta(days=1)
    )
    talk.log("log.read", "log")
    return replace(texts.log.file(), file=kept)


COMMANDS = (
    Command(
        "nhatky",
        INSPECTOR,
        read,
        texts.help.ABOUT["nhatky"],
        aliases=("log",),
        reads_only=True,
        phrases=("nhat ky", "xem nhat ky", "so nhat ky"),
    ),
)
BUTTONS = (
    Button("log.before", INSPECTOR, read, reads_only=True),
    Button("log.file", INSPECTOR, file),
)
