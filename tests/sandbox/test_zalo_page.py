"""The Zalo pane in a real browser: no buttons, numbers typed, links that open, pictures shown."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect
from starlette.applications import Starlette

from sandbox import page as chat_page
from sandbox.clock import MovableClock
from sandbox.zalo import Zalo, serve
from sandbox.zalo.cast import GROUP, settle, zalo_id
from sandbox.zalo.control import Control
from tests.sandbox.stage import PICTURE, a_browser

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
AN, CHI = zalo_id(1001), zalo_id(1003)


@dataclass
class Pane:
    page: Page
    world: Zalo

    async def says(self, text: str) -> None:
        await self.page.get_by_label("Tin nhắn Zalo").fill(text)
        await self.page.get_by_role("button", name="Gửi trên Zalo").click()

    def answers(self, text: str, chat: str = AN, photo: bytes | None = None) -> None:
        kind = "image" if photo else "text"
        place = self.world.chats[chat]
        self.world.post(place, self.world.bot_id, text=text, photo=photo, kind=kind)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pane() -> AsyncIterator[Pane]:
    world = Zalo(now=MovableClock(datetime(2026, 11, 21, 2, 0, tzinfo=UTC), frozen=True))
    settle(world)
    both = Starlette(routes=[*chat_page.routes(), *Control(world).routes()])
    async with serve(world, application=both) as address, a_browser() as browser:
        page = await browser.new_page(viewport={"width": 390, "height": 780})
        await page.goto(f"{address.url}/zalo?person=an")
        yield Pane(page, world)


async def test_the_first_word_and_a_numbered_answer(pane: Pane) -> None:
    page = pane.page
    await expect(page.get_by_label("Tôi là")).to_have_value(AN)
    await expect(page.get_by_text("Chưa có tin nào")).to_be_visible()
    await pane.says("alo")
    lines = page.locator("#messages li")
    await expect(lines).to_have_count(1)
    await expect(lines.first).to_contain_text("alo")
    pane.answers("Công đoàn giúp được gì ạ?\n1. Đoàn phí\n2. Trợ giúp")
    await expect(lines.nth(1)).to_contain_text("1. Đoàn phí")
    assert await page.locator("#messages button").count() == 0
    await pane.says("1")
    await expect(lines).to_have_count(3)
    assert [m.text for m in pane.world.messages(AN) if not m.from_bot] == ["alo", "1"]
    await expect(page.locator("#quota")).to_contain_text("3.000")


async def test_links_open_and_pictures_are_shown(pane: Pane) -> None:
    pane.answers("Tải tệp: http://127.0.0.1/f/0a1b (mã mở 1234)")
    link = pane.page.get_by_role("link", name="http://127.0.0.1/f/0a1b")
    await expect(link).to_have_attribute("href", "http://127.0.0.1/f/0a1b")
    pane.answers("Mã QR", photo=PICTURE)
    picture = pane.page.get_by_alt_text("Ảnh Bot gửi")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("one => one.complete ? one.naturalWidth : -1") == 1


async def test_what_is_said_is_never_read_as_markup(pane: Pane) -> None:
    await pane.says("<img src=x onerror=alert(1)><b>chào</b>")
    await expect(pane.page.locator("#messages li").last).to_contain_text("<b>chào</b>")


async def test_another_person_and_the_group(pane: Pane) -> None:
    page = pane.page
    await page.get_by_label("Tôi là").select_option(f"{CHI} {GROUP}")
    await expect(page.locator("#mention-box")).to_be_visible()
    await pane.says("/noinhom 123456")
    said = page.locator("#messages li").last
    await expect(said).to_contain_text("@Bot Công đoàn Sao Biển /noinhom 123456")
    wide = "document.documentElement.scrollWidth <= innerWidth"
    assert await page.evaluate(wide)
