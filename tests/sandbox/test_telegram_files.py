"""Pictures and documents, sent by people and by the bot."""

import struct
import zlib
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram.error import BadRequest, NetworkError

from sandbox.telegram.trial import Trial, trial

pytestmark = pytest.mark.asyncio
AN = 1001
MEGABYTE = 1024 * 1024


def png(width: int = 300, height: int = 200, padding: int = 0) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13)
    return start + header + struct.pack(">I", zlib.crc32(header)) + bytes(padding)


@pytest_asyncio.fixture
async def t() -> AsyncIterator[Trial]:
    async with trial() as opened:
        opened.world.starts(AN)
        opened.world.updates.clear()
        yield opened


async def test_a_document_of_a_person_is_fetched(t: Trial) -> None:
    t.world.sends_document(AN, "Đoàn viên.xlsx", b"rows", "application/x-xlsx", "/nhap")
    (update,) = await t.bot.get_updates()
    message = update.message
    assert message and message.document and message.caption == "/nhap"
    assert (message.document.file_name, message.document.file_size) == ("Đoàn viên.xlsx", 4)
    file = await t.bot.get_file(message.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"rows"


async def test_a_photo_of_a_person_has_sizes(t: Trial) -> None:
    t.world.sends_photo(AN, "anh.png", png(), "image/png", "biên lai")
    (update,) = await t.bot.get_updates()
    assert update.message and update.message.caption == "biên lai"
    small, large = update.message.photo
    assert (small.width, large.width, large.height) == (90, 300, 200)
    file = await t.bot.get_file(large.file_id)
    assert bytes(await file.download_as_bytearray()) == png()


async def test_a_voice_and_a_sticker_are_told(t: Trial) -> None:
    t.world.sends_voice(AN)
    t.world.sends_sticker(AN)
    voice, sticker = [u.message for u in await t.bot.get_updates()]
    assert voice and voice.voice and sticker and sticker.sticker
    assert sticker.sticker.emoji == "👍" and sticker.text is None


async def test_the_bot_sends_a_picture_and_sends_it_again_by_its_id(t: Trial) -> None:
    sent = await t.bot.send_photo(AN, png(), caption="<b>QR</b>", parse_mode="HTML")
    again = await t.bot.send_photo(AN, sent.photo[-1].file_id)
    first, second = t.world.messages(AN)[-2:]
    assert first.photo is second.photo and first.photo and first.photo.data == png()
    assert first.html == "<b>QR</b>" and again.caption is None


async def test_the_bot_sends_a_document_and_edits_its_caption(t: Trial) -> None:
    sent = await t.bot.send_document(AN, b"docx", caption="Nháp", filename="Báo cáo.docx")
    await t.bot.edit_message_caption(AN, sent.message_id, caption="Bản cuối")
    seen = t.world.messages(AN)[-1]
    assert seen.document and (seen.document.name, seen.text) == ("Báo cáo.docx", "Bản cuối")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await t.bot.edit_message_text("a", AN, sent.message_id)


async def test_a_caption_has_its_own_limit(t: Trial) -> None:
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await t.bot.send_photo(AN, png(), caption="a" * 1025)
    assert await t.bot.send_photo(AN, png(), caption="ă" * 1024)


async def test_a_picture_has_to_be_one(t: Trial) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await t.bot.send_photo(AN, b"not a picture")
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await t.bot.send_photo(AN, png(9000, 2000))
    with pytest.raises(BadRequest, match="is too big for a photo; the maximum size is 10485760"):
        await t.bot.send_photo(AN, png(padding=10 * MEGABYTE))


async def test_files_that_are_not_there_are_refused(t: Trial) -> None:
    assert await t.refusal("getFile", file_id="x") == (
        "Bad Request: wrong file_id or the file is temporarily unavailable"
    )
    assert await t.refusal("getFile") == "Bad Request: file_id not specified"
    refusal = await t.refusal("sendPhoto", chat_id=AN)
    assert refusal == "Bad Request: there is no photo in the request"
    refusal = await t.refusal("sendDocument", chat_id=AN, document="x")
    assert refusal == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_twenty_megabytes_can_be_fetched_and_not_more(t: Trial) -> None:
    sizes = (20 * MEGABYTE, 20 * MEGABYTE + 1)
    small, large = (t.world.sends_document(AN, "a.zip", bytes(size)) for size in sizes)
    assert await t.bot.get_file(small["message"]["document"]["file_id"])
    with pytest.raises(BadRequest, match="File is too big"):
        await t.bot.get_file(large["message"]["document"]["file_id"])


async def test_fifty_megabytes_can_be_sent_and_not_more(t: Trial) -> None:
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await t.bot.send_document(AN, bytes(51 * MEGABYTE), filename="a.zip")


async def test_a_file_needs_the_token(t: Trial) -> None:
    t.world.sends_document(AN, "a.txt", b"a")
    path = next(iter(t.world.files.by_path))
    for token, status in ((t.world.token, 200), (f"1:{'x' * 35}", 401)):
        async with t.http.get(f"{t.address.file_url}{token}/{path}") as response:
            assert response.status == status
