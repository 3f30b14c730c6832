"""The channel against the sandbox, at the wire: updates come in as Said, bodies go out."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels import telegram_updates
from bot.channels.channel import Attachment, Blocked
from bot.channels.telegram import Telegram
from bot.said import Said
from sandbox.clock import MovableClock
from sandbox.telegram import Telegram as World
from sandbox.telegram import serve
from sandbox.telegram.cast import GROUP, settle

AN = 1001
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
PDF = Attachment("Bao cao.pdf", "application/pdf", b"%PDF-")
QR = Attachment(
    "qr.png",
    "image/png",
    bytes.fromhex("89504e470d0a1a0a0000000d494844520000012c0000012c08060000007e6ed2bd"),
)
YES: list[Any] = [[["Có", "yes", "", False]]]


@dataclass
class Line:
    world: World
    channel: Telegram

    async def heard(self) -> list[Said]:
        """What the bot makes of all that waits."""
        updates = await self.channel.bot.get_updates()
        made = [await telegram_updates.said(update, self.channel.bot, 1, NOW) for update in updates]
        return [said for said in made if said is not None]

    async def only(self) -> Said:
        (said,) = await self.heard()
        return said

    def shown(self) -> list[Any]:
        return [message for message in self.world.messages(AN) if message.from_bot]


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    world = World(now=MovableClock(NOW, frozen=True))
    settle(world)
    world.people[AN].started = True
    async with serve(world) as address:
        channel = Telegram(world.token, address.bot_url, address.file_url, 1, lambda: NOW)
        await channel.start()
        yield Line(world, channel)
        await channel.stop()


# --- in -------------------------------------------------------------------------------------


async def test_a_document_comes_with_its_bytes(line: Line) -> None:
    line.world.sends_document(AN, "sao kê.xlsx", b"rows", "application/x-xlsx", "/nhap")
    said = await line.only()
    assert (said.kind, said.text) == ("file", "/nhap")
    assert said.file
    assert (said.file.name, said.file.size, said.file.content) == ("sao kê.xlsx", 4, b"rows")


async def test_a_photo_comes_in_its_largest_size(line: Line) -> None:
    line.world.sends_photo(AN, "anh.png", QR.content, "image/png", "biên lai")
    said = await line.only()
    assert (said.kind, said.text) == ("file", "biên lai")
    assert said.file and said.file.content == QR.content and said.file.mime == "image/jpeg"


@pytest.mark.parametrize("size", [telegram_updates.MAX_FETCH, telegram_updates.MAX_FETCH + 1])
async def test_what_is_too_large_is_told_and_not_fetched(line: Line, size: int) -> None:
    line.world.sends_document(AN, "a.bin", b"x" * size)
    said = await line.only()
    fetched = size <= telegram_updates.MAX_FETCH
    assert said.file and said.file.size == size
    assert (said.file.content is not None) is fetched
    assert any(call.method == "getFile" for call in line.world.calls) is fetched


async def test_a_file_that_cannot_be_fetched_is_still_heard(line: Line) -> None:
    line.world.faults.add("getFile", "500")
    line.world.sends_document(AN, "a.txt", b"abc")
    said = await line.only()
    assert said.file and (said.file.name, said.file.content) == ("a.txt", None)


async def test_whose_card_it_is(line: Line) -> None:
    line.world.shares_contact(AN)
    line.world.shares_contact(AN, of=1003)
    line.world.shares_contact(AN, "84901234123", of=None)
    assert [said.contact.own for said in await line.heard() if said.contact] == [True, False, False]


async def test_what_has_no_words(line: Line) -> None:
    line.world.sends_voice(AN)
    line.world.sends_sticker(AN)
    assert [said.kind for said in await line.heard()] == ["voice", "sticker"]


async def test_in_a_group_only_what_is_said_to_us(line: Line) -> None:
    line.world.chats[GROUP].bot = "member"
    for words in ("ăn gì chưa", "/toi", f"@{line.world.username} quỹ còn bao nhiêu"):
        line.world.says(AN, words, GROUP)
    heard = [said for said in await line.heard() if said.kind == "text"]
    assert [said.text for said in heard] == ["/toi", "quỹ còn bao nhiêu"]
    assert all(said.group for said in heard)


# --- out ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("file", "kind"), [(QR, "photo"), (PDF, "document")])
async def test_pictures_and_documents_carry_words_and_buttons(
    line: Line, file: Attachment, kind: str
) -> None:
    sent = await line.channel.send(str(AN), {"text": "Đây ạ.", "choices": YES}, file)
    (message,) = line.shown()
    assert (str(message.id), message.text) == (sent.message, "Đây ạ.")
    assert getattr(message, kind).data == file.content and message.buttons


async def test_words_too_long_for_a_picture_go_before_it(line: Line) -> None:
    await line.channel.send(str(AN), {"text": "x" * 1025}, QR)
    words, picture = line.shown()
    assert len(words.text) == 1025 and picture.photo and not picture.text


async def test_an_edit_changes_the_message_and_the_same_edit_harms_nothing(line: Line) -> None:
    first = await line.channel.send(str(AN), {"text": "Chờ duyệt", "choices": YES}, None)
    for _ in range(2):
        body = {"text": "Đã duyệt", "edit": first.message}
        assert (await line.channel.send(str(AN), body, None)).message == first.message
    (message,) = line.shown()
    assert (message.text, message.buttons) == ("Đã duyệt", [])


async def test_an_edit_of_what_is_gone_is_a_new_message(line: Line) -> None:
    sent = await line.channel.send(str(AN), {"text": "Đã duyệt", "edit": "999"}, None)
    (message,) = line.shown()
    assert (str(message.id), message.text) == (sent.message, "Đã duyệt")


async def test_who_has_never_come_is_out_of_reach(line: Line) -> None:
    with pytest.raises(Blocked):
        await line.channel.send("4040", {"text": "x"}, None)


async def test_a_toast_is_cut_to_what_the_platform_takes(line: Line) -> None:
    await line.channel.send(str(AN), {"text": "x", "choices": YES}, None)
    (message,) = line.shown()
    line.world.taps(AN, AN, message.id, "yes")
    said = await line.only()
    await line.channel.answer_press(said.press, "Đã ghi. " * 40)
    (call,) = [call for call in line.world.calls if call.method == "answerCallbackQuery"]
    assert call.answer and call.answer["ok"] and len(call.params["text"]) == 200
