"""“Gửi tệp” on Zalo: a page that takes one file, heard as if it had been sent in the chat."""

import re

import aiohttp
import pytest
from sqlalchemy import select

from storage.models import heard, uploads
from tests.chat import Mode, Town
from tests.person import Person

on_zalo = pytest.mark.parametrize("mode", [Mode("sqlite", "webhook", platform="zalo")], ids=str)
CONTENT = b"ten,nam sinh\n"


async def page_of(person: Person) -> tuple[str, str]:
    """The address and the code the bot has just given."""
    await person.says("gửi tệp")
    found = re.search(r"(http://\S+/u/[0-9a-f]{32})", person.news)
    code = re.search(r"Mã mở trang: (\d{4})", person.news)
    assert found, person.news
    assert code, person.news
    return found[1], code[1]


async def sends(
    url: str, code: str, content: bytes | None = CONTENT, name: str = "danh-sach.csv"
) -> tuple[int, str]:
    """What a browser posts, and what it is shown."""
    form = aiohttp.FormData({"code": code})
    if content is not None:
        form.add_field("file", content, filename=name, content_type="text/csv")
    async with aiohttp.ClientSession() as session, session.post(url, data=form) as answer:
        return answer.status, await answer.text()


async def looks(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


@on_zalo
async def test_a_file_is_sent_and_answered_in_the_chat(sao_bien: Town) -> None:
    an = sao_bien.an
    url, code = await page_of(an)
    status, shown = await looks(url)
    assert status == 200
    assert "Gửi tệp" in shown
    an.mark()
    status, shown = await sends(url, code)
    await sao_bien.app.idle()
    assert status == 200
    assert "danh-sach.csv" in shown
    assert an.hears("chưa cần tệp nào lúc này", "dán")  # nothing wants one: where it belongs
    # One file: neither the page nor a second post does anything more.
    assert (await looks(url))[0] == 404
    an.mark()
    assert (await sends(url, code))[0] == 404
    await sao_bien.app.idle()
    an.hears_nothing()


@on_zalo
async def test_without_the_code_nothing_is_taken(sao_bien: Town) -> None:
    an = sao_bien.an
    url, code = await page_of(an)
    an.mark()
    wrong = "0000" if code != "0000" else "1111"
    for _ in range(4):
        status, shown = await sends(url, wrong)
        assert status == 403
        assert "Mã chưa đúng" in shown
    assert (await sends(url, code, None))[0] == 400
    assert (await sends(url, code, b""))[0] == 400
    assert (await sends(url, wrong))[0] == 403
    assert (await sends(url, code))[0] == 404  # five wrong ones end it
    await sao_bien.app.idle()
    an.hears_nothing()
    async with sao_bien.work() as work:
        keys = (await work.connection.execute(select(heard.c.key))).scalars()
        assert not any(key.startswith("upload") for key in keys)


@on_zalo
async def test_ten_megabytes_ten_minutes_and_the_newest_page(sao_bien: Town) -> None:
    an = sao_bien.an
    old, code = await page_of(an)
    url, code = await page_of(an)
    assert (await looks(old))[0] == 404  # one page at a time
    status, shown = await sends(url, code, b"x" * (10 * 1024 * 1024 + 1))
    assert (status, "lớn hơn 10 MB" in shown) == (413, True)
    assert (await sends(url, code, b"x" * (11 * 1024 * 1024)))[0] == 413
    assert (await looks(url))[0] == 200
    await sao_bien.jump_to(2026, 11, 21, hour=9, minute=11)
    assert (await sends(url, code))[0] == 404
    await sao_bien.jump_to(2026, 11, 22, hour=9)
    async with sao_bien.work() as work:
        assert not (await work.connection.execute(select(uploads))).all()


@on_zalo
async def test_whoever_dies_after_hearing_says_it_once(sao_bien: Town) -> None:
    """The key of the upload is a repeat; the page may be sent again and does nothing more."""
    an = sao_bien.an
    url, code = await page_of(an)
    assert (await sends(url, code))[0] == 200
    async with sao_bien.work() as work:
        await work.connection.execute(uploads.update().values(used_at=None))
    an.mark()
    assert (await sends(url, code))[0] == 200
    await sao_bien.app.idle()
    an.hears_nothing()


@on_zalo
async def test_a_strange_name_is_harmless(sao_bien: Town) -> None:
    url, code = await page_of(sao_bien.an)
    status, shown = await sends(url, code, name="../../<b>x</b>.csv")
    assert status == 200
    assert "<b>" not in shown


@pytest.mark.parametrize("mode", [Mode("sqlite")], ids=str)
async def test_on_telegram_a_file_is_sent_in_the_chat(sao_bien: Town) -> None:
    await sao_bien.an.says("gửi tệp")
    assert sao_bien.an.hears("ghim giấy")


@pytest.mark.parametrize("mode", [Mode("sqlite", platform="zalo")], ids=str)
async def test_without_a_public_address_there_is_no_page(sao_bien: Town) -> None:
    await sao_bien.an.says("gửi tệp")
    assert sao_bien.an.hears("chưa có trang nhận tệp")
