"""What comes in from Zalo and what goes out: each kind of message, choices, long texts, files."""

from typing import Any

import pytest

from bot.channels import zalo_text, zalo_updates
from bot.channels.channel import Attachment
from sandbox.zalo.cast import GROUP
from tests.bot.zalo_line import AN, line

# --- what comes in --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["photo_url", "photo"])
async def test_a_picture_by_either_name(name: Any) -> None:
    async with line(photo_field=name) as made:
        body = made.world.sends_photo(AN, "https://zdn.vn/a.jpg", "biên lai")["body"]
        said = made.channel.said(body)
        assert said and said.kind == "file" and said.file and said.text == "biên lai"


async def test_what_the_platform_does_not_pass_on() -> None:
    async with line() as made:
        private = made.channel.said(made.world.sends_file(AN)["body"])
        assert private and private.kind == "unsupported" and not private.text
        event = dict(private_event := made.world.sends_file(AN)["body"])
        event["message"] = private_event["message"] | {"chat": {"id": GROUP, "chat_type": "GROUP"}}
        assert made.channel.said(event) is None, "in a group nobody asked for anything"
        made.world.people[AN].protected = True
        child = made.channel.said(made.world.says(AN, "con chào")["body"])
        assert child and child.kind == "unsupported" and not child.text


async def test_voice_sticker_and_whatever_is_invented_next() -> None:
    async with line() as made:
        voice = made.channel.said(made.world.sends_voice(AN)["body"])
        sticker = made.channel.said(made.world.sends_sticker(AN)["body"])
        body = made.world.says(AN, "x")["body"] | {"event_name": "message.poll.received"}
        assert (voice and voice.kind, sticker and sticker.kind) == ("voice", "sticker")
        other = made.channel.said(body)
        assert other and other.kind == "other"


def test_bodies_wrapped_bare_and_strange() -> None:
    bare = {"event_name": "x", "message": {"message_id": "m", "chat": {"id": "c"}}}
    assert zalo_updates.unwrapped(bare) == bare
    assert zalo_updates.unwrapped({"ok": True, "result": bare}) == bare
    for odd in (None, [], "x", 7, {}, {"ok": True, "result": {}}, {"message": []},
                {"message": {"message_id": "m"}}, {"message": {"chat": {"id": "c"}}}):  # fmt: skip
        assert zalo_updates.unwrapped(odd) is None


def test_no_text_brings_a_database_down() -> None:
    event = {"message": {"message_id": "m", "chat": {"id": "c"}, "text": "a\0b\ud800c"}}
    kept = zalo_updates.unwrapped(event)
    assert kept and kept["message"]["text"] == "abc"


# --- what goes out --------------------------------------------------------------------------


def body(text: str, *labels: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "choices": [[[label, label, "", False]] for label in labels], **more}


def test_choices_are_a_list_words_or_a_card() -> None:
    (page,) = zalo_text.page(body("Chọn?", "Nữ", "Nam")).parts
    assert page == "Chọn?\n1. Nữ\n2. Nam"
    (page,) = zalo_text.page(body("Mấy tháng?", "6 tháng", "10 tháng", worded=True)).parts
    assert page == "Mấy tháng?\nCó thể trả lời “6 tháng” hoặc “10 tháng”."
    card = zalo_text.page(body("Vay 27.", "Duyệt", "Chưa", "Hỏi thêm", case=27))
    assert card.parts == ("Vay 27.\nTrả lời “duyệt 27”, “chưa 27” hoặc “hỏi 27”.",)
    assert card.case_number == 27


async def test_a_long_text_comes_in_parts_and_its_choices_with_the_last() -> None:
    async with line() as made:
        text = "\n\n".join("đoạn " + "dài " * 300 for _ in range(4))
        sent = await made.channel.send(AN, body(text, "Có", "Không"), None)
        shown = made.world.messages(AN)
        assert sent.messages == len(shown) == 4 and sent.message == shown[-1].id
        assert shown[-1].text.endswith("1. Có\n2. Không") and not shown[0].text.endswith("Không")
        assert [len(message.styles) for message in shown] == [0, 0, 0, 2]


async def test_what_cannot_be_shown_is_not_sent() -> None:
    async with line() as made:
        for nothing in ({"menu": [["toi", "…"]]}, {"copy": True, "text": "x"}):
            assert (await made.channel.send(AN, nothing, None)).messages == 0
        assert made.world.messages(AN) == []


async def test_a_picture_that_cannot_be_fetched_becomes_a_link() -> None:
    async with line() as made:
        picture = Attachment("qr.png", "image/png", b"x", url="http://127.0.0.1:9/f/0a1b")
        sent = await made.channel.send(AN, {"text": "Tháng 11"}, picture)
        assert made.world.messages(AN)[-1].text == ("Tháng 11\nTải tệp: http://127.0.0.1:9/f/0a1b")
        assert sent.messages == 1


async def test_a_file_is_a_link_with_its_code() -> None:
    async with line() as made:
        file = Attachment("so.xlsx", "application/x", b"x", url="https://cd.vn/f/0a1b", code="7302")
        await made.channel.send(AN, {"text": "Sổ đây."}, file)
        assert "https://cd.vn/f/0a1b (mã mở 7302, hết hạn sau 24 giờ)" in (
            made.world.messages(AN)[-1].text
        )
