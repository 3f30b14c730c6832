"""The demo's Zalo pane in a browser, as a visitor uses it: join, pick, a picture, a file."""

import re

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from sandbox.zalo.cast import zalo_id
from tests.sandbox.stage import a_browser
from tests.sandbox.started import demo

pytestmark = [pytest.mark.browser, pytest.mark.asyncio]
AN, CHI, KHACH = (zalo_id(id_) for id_ in (1001, 1003, 1006))


class Phone:
    """One pane; whoever holds it changes."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def of(self, person: str) -> None:
        await self.page.get_by_label("Tôi là").select_option(person)

    def said(self, words: str | re.Pattern[str]) -> Locator:
        return self.page.locator("#messages li.theirs").filter(has_text=words).last

    async def says(self, text: str, hears: str) -> str:
        """The words of the answer."""
        await self.page.get_by_label("Tin nhắn Zalo").fill(text)
        await self.page.get_by_role("button", name="Gửi trên Zalo").click()
        await expect(self.said(hears)).to_be_visible()
        return await self.said(hears).inner_text()

    async def picks(self, label: str, among: str, hears: str) -> str:
        """By the number that stands before it."""
        found = re.search(rf"(\d+)\. {label}", among)
        assert found, among
        return await self.says(found[1], hears)


async def joins(phone: Phone) -> None:
    await phone.of(CHI)
    await phone.says("alo", "Chào chị Chi")  # from now on her cards come here
    await phone.of(KHACH)
    asked = await phone.says("alo", "Đây là Bot của")
    await phone.picks("Xin vào công đoàn", asked, "họ tên và ngày sinh")
    asked = await phone.says("Lê Văn Khách 23/11/1990", "nữ hay nam")
    await phone.picks("Nam", asked, "tổ nào")
    asked = await phone.says("tổ 2", "23/11/1990")
    await phone.picks("Đúng", asked, "Đã gửi đề nghị")
    await phone.of(CHI)
    card = await phone.said("xin vào công đoàn").inner_text()
    found = re.search(r"“(duyệt \d+)”", card)
    assert found, card
    await phone.says(found[1], "Chị đã duyệt")
    await phone.of(KHACH)
    await expect(phone.said("Chào mừng anh Khách")).to_be_visible()


async def receives_a_picture(phone: Phone) -> None:
    await phone.of(AN)
    await phone.says("đóng đoàn phí", "Đoàn phí")
    picture = phone.page.get_by_alt_text("Ảnh Bot gửi").last
    await expect(picture).to_be_visible()
    wide = "one => one.decode().then(() => one.naturalWidth)"
    assert await picture.evaluate(wide) > 200


async def receives_a_file(phone: Phone, browser: Browser) -> None:
    """By its link, opened with the code that stands beside it."""
    asked = await phone.says("/riengtu", "Tải dữ liệu")
    told = await phone.picks("Tải dữ liệu", asked, "mã mở")
    link, code = re.findall(r"(http\S+/f/\w+)\s*\(mã mở (\d{4})", told)[-1]
    page = await browser.new_page(accept_downloads=True)
    await page.goto(link)
    await page.get_by_label("Mã mở").fill(code)
    async with page.expect_download() as downloading:
        await page.get_by_role("button", name="Mở tệp").click()
    path = await (await downloading.value).path()
    assert "Họ tên: Trần Văn An" in path.read_text(encoding="utf-8")


async def test_join_answer_pick_a_picture_and_a_file() -> None:
    async with demo() as url, a_browser() as browser:
        page = await browser.new_page(viewport={"width": 390, "height": 780})
        page.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        broken: list[str] = []
        page.on("pageerror", lambda error: broken.append(str(error)))
        await page.goto(f"{url}/zalo?person=khach")
        phone = Phone(page)
        await joins(phone)
        await receives_a_picture(phone)
        await receives_a_file(phone, browser)
        assert broken == []
