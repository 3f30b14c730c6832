"""Styles beside the text: what can be typed is bold, counted in UTF-16 units, part by part."""

from typing import Any

import pytest

from bot.channels import zalo_text
from bot.channels.channel import Attachment
from bot.channels.zalo import Zalo
from sandbox.zalo import Switches, serve
from sandbox.zalo import Zalo as World
from sandbox.zalo.cast import settle, zalo_id
from tests.chat import START

AN = zalo_id(1001)


def body(text: str, *labels: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "choices": [[[label, label, "", False]] for label in labels], **more}


def bold(part: str, styles: Any) -> list[str]:
    """The words a phone would show in bold: positions are UTF-16 units there."""
    wide = part.encode("utf-16-le")
    assert all(one["st"] == ["b"] for one in styles)
    cut = [wide[one["start"] * 2 : (one["start"] + one["len"]) * 2] for one in styles]
    return [piece.decode("utf-16-le") for piece in cut]


def shown(made: dict[str, Any], *file: str) -> list[list[str]]:
    page = zalo_text.page(made, *file)
    return [bold(*one) for one in zip(page.parts, page.styles, strict=True)]


def test_a_choice_s_number_is_bold_whatever_stands_before_it() -> None:
    assert shown(body("Chọn? 🎂 **đậm** <b>1. Nữ</b>", "Nữ", "Nam")) == [["1.", "2."]]


def test_what_a_member_wrote_hides_no_choice() -> None:
    (page,) = zalo_text.page(body("Ghi chú: 1. Nữ 11. Nam", "Nữ", "Nam")).parts
    assert page.endswith("\n1. Nữ\n2. Nam")


def test_a_card_s_words_and_a_question_s_words_are_bold() -> None:
    card = body("🏠 Vay 27 “sửa nhà”.", "Duyệt", "Hỏi thêm", case=27)
    assert shown(card) == [["“duyệt 27”", "“hỏi 27”"]]
    assert shown(body("Mấy tháng?", "6 tháng", worded=True)) == [["“6 tháng”"]]


def test_in_parts_each_counts_for_itself() -> None:
    text = "\n\n".join("🎂 đoạn " + "dài " * 300 for _ in range(4))
    *before, last = shown(body(text, "Có", "Không"))
    assert last == ["1.", "2."]
    assert before == [[]] * len(before)


def test_no_link_is_inside_a_style() -> None:
    made = body("Tệp đây.", "Xong")
    made["choices"].append([["Mở trang", "", "https://cd.vn/“x”", False]])
    (page,) = zalo_text.page(made, "https://cd.vn/f/0a1b", "7302").parts
    assert page.endswith("(mã mở 7302, hết hạn sau 24 giờ)\n1. Xong")
    assert shown(made, "https://cd.vn/f/0a1b", "7302") == [["1."]]


def test_what_a_card_says_itself_is_not_said_twice_nor_bold() -> None:
    assert shown(body("Trả lời “duyệt 27”.", "Duyệt", case=27)) == [[]]
    assert shown({"text": "Chào."}) == [[]]


@pytest.mark.parametrize("taken", [True, False])
async def test_a_platform_that_refuses_styles_gets_the_words(taken: bool) -> None:
    world = World(now=lambda: START, switches=Switches(takes_styles=taken))
    settle(world)
    world.people[AN].met = True
    async with serve(world) as address:
        channel = Zalo(world.token, address.bot_url, 1, lambda: START)
        sent = await channel.send(AN, body("Chọn?", "Nữ", "Nam"), None)
        picture = Attachment("qr.png", "image/png", b"x", url="http://127.0.0.1:9/f/0")
        await channel.send(AN, body("Ảnh", "Xong"), picture)
        await channel.stop()
    first, second = world.messages(AN)
    assert sent.message == first.id and sent.messages == 1
    assert first.text == "Chọn?\n1. Nữ\n2. Nam" and second.text.endswith("1. Xong")
    assert bold(first.text, first.styles) == (["1.", "2."] if taken else [])
