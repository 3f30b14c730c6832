"""The chat page in a real browser, against the real sandbox, with a small bot behind it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from sandbox.clock import MovableClock
from sandbox.telegram import Telegram
from sandbox.telegram.cast import GROUP, settle
from tests.sandbox.stage import a_browser, be, demo_doors, last, opened, staged, start, write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

AN, BICH, CHI, DUNG, KHACH = 1001, 1002, 1003, 1004, 1006
WIDER_THAN_THE_SCREEN = """() => [...document.querySelectorAll("body *")].filter((e) =>
    e.checkVisibility({visibilityProperty: true}) && !e.closest("ul, ol, svg, .unseen, .skip")
    && (e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1))
    .map((e) => e.id || e.className).concat(
        document.documentElement.scrollWidth > innerWidth ? ["scrolls"] : [])"""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as browser:
        yield browser


@pytest.fixture
def world() -> Telegram:
    world = Telegram(now=MovableClock(datetime(2026, 11, 21, 0, 30, tzinfo=UTC)))
    settle(world)
    return world


@pytest_asyncio.fixture(loop_scope="module")
async def bare(world: Telegram) -> AsyncIterator[str]:
    async with staged(world, []) as url:
        yield url


@pytest_asyncio.fixture(loop_scope="module")
async def demo(world: Telegram) -> AsyncIterator[str]:
    async with staged(world, demo_doors(world.now)) as url:
        yield url


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, bare: str) -> AsyncIterator[Page]:
    async with opened(browser, bare) as page:
        yield page


# What people do


async def test_a_first_visitor_starts_and_shares_the_phone(page: Page) -> None:
    await expect(page.locator("#hello-title")).to_have_text("An chưa trò chuyện với bot")
    await page.click("#start")
    await expect(page.locator(".keys .contact")).to_have_text("Gửi số của tôi")
    await expect(page.locator("#hello")).to_be_hidden()
    await expect(page.locator(".day")).to_have_text("Thứ Bảy 21/11/2026")
    await page.click(".keys .contact")
    await expect(last(page)).to_contain_text("Số 84901234123 đã khớp.")
    await expect(page.locator("#keys")).to_be_hidden()


async def test_writing_and_bold_text_and_a_command_inside_it(page: Page) -> None:
    await write(page, "/quy")
    await expect(page.locator(".bot b")).to_have_text("12.400.000đ")
    await expect(page.locator(".mine time")).to_have_text("07:30")
    await page.click(".bot .in-text")
    await expect(page.locator(".bot .photo img")).to_be_visible()


async def test_the_menu_of_commands_is_worked_by_keys(page: Page) -> None:
    await page.locator("#slash").wait_for()
    await page.fill("#write", "/")
    await expect(page.locator("#commands button")).to_have_count(2)
    await page.press("#write", "ArrowDown")
    await expect(page.locator("#commands [aria-selected=true]")).to_contain_text("Ảnh và tệp")
    await page.press("#write", "Escape")
    await expect(page.locator("#commands")).to_be_hidden()
    await page.type("#write", "q")
    await page.press("#write", "Enter")
    await expect(page.locator(".bot .said")).to_contain_text("12.400.000đ")


async def test_another_one_gets_a_badge_and_taps(page: Page) -> None:
    await start(page, CHI)
    await be(page, KHACH)
    await write(page, "xin vào công đoàn")
    await expect(page.locator(f'[data-chat="{CHI}"] .badge')).to_have_text("1 tin mới")
    await page.click("#nudge")
    await expect(page.locator("#head-name")).to_have_text("Nguyễn Thị Chi")
    await expect(page.locator(f'[data-chat="{CHI}"] .badge')).to_be_hidden()
    await page.click("text=Xem kỹ")
    await expect(page.locator("#alert")).to_contain_text("Chưa có trong danh sách.")
    await page.keyboard.press("Enter")
    await expect(page.locator("#alert")).to_be_hidden()
    await page.click("text=Duyệt")
    await expect(page.locator("#toast")).to_have_text("Đã ghi.")
    await expect(last(page)).to_contain_text("Chị Chi đã duyệt Khách.")
    await expect(last(page)).to_contain_text("đã sửa")
    await expect(page.locator(".choices")).to_have_count(0)


async def test_a_button_turns_until_the_bot_has_answered(page: Page) -> None:
    await start(page, CHI)
    await be(page, KHACH)
    await write(page, "xin vào công đoàn")
    await page.click("#nudge")
    await page.click("text=Nghĩ đã")
    await expect(page.locator(".choices .busy")).to_have_text("Nghĩ đã")
    await expect(page.locator("#toast")).to_have_text("Đã ghi.")
    await expect(page.locator(".choices .busy")).to_have_count(0)


async def test_badges_outlive_a_reload(page: Page) -> None:
    await start(page, CHI)
    await be(page, KHACH)
    await write(page, "xin vào công đoàn")
    badge = page.locator(f'[data-chat="{CHI}"] .badge')
    await expect(badge).to_have_text("1 tin mới")
    await page.reload()
    await expect(badge).to_have_text("1 tin mới")


async def test_a_file_goes_and_comes(page: Page) -> None:
    file = {"name": "sao ke.xlsx", "mimeType": "application/octet-stream", "buffer": b"x" * 2048}
    await page.set_input_files("#file", files=[file])
    await expect(page.locator("#picked")).to_contain_text("sao ke.xlsx · 2,0 KB")
    await page.press("#write", "Enter")
    await expect(page.locator(".mine .document")).to_contain_text("sao ke.xlsx")
    await expect(last(page)).to_contain_text("Đã nhận tệp sao ke.xlsx.")
    await write(page, "/anh")
    await expect(page.locator(".bot .document")).to_contain_text("Bao cao.docx")
    async with page.expect_download() as download:
        await page.click(".bot .document")
    assert (await download.value).suggested_filename == "Bao cao.docx"
    await page.click(".photo")
    await expect(page.locator("#picture img")).to_be_visible()


async def test_the_group_has_one_writer_at_a_time(page: Page, world: Telegram) -> None:
    await be(page, GROUP)
    await page.click("text=Thêm bot vào nhóm")
    await expect(page.locator("#bar")).to_be_hidden()
    await expect(page.locator("#write")).to_have_attribute("placeholder", "An viết trong nhóm…")
    await write(page, "cả nhà ơi")
    await expect(page.locator(".mine")).to_contain_text("cả nhà ơi")
    await page.click('#as [aria-label="Chi"]')
    await expect(page.locator(".theirs .author")).to_have_text("An")
    await write(page, "/quy")
    await expect(page.locator(".bot")).to_contain_text("12.400.000đ")
    assert [message.text for message in world.messages(GROUP)][-2] == "/quy@congdoan_bot"


async def test_what_people_write_stays_text(page: Page) -> None:
    words = "<img src=x onerror=document.title=1> <b>đậm</b>"
    await write(page, words)
    await expect(page.locator(".mine .said")).to_have_text(words)
    assert await page.locator(".mine .said :is(img, b)").count() == 0


async def test_only_known_tags_pass(page: Page) -> None:
    shown = await page.evaluate(
        """async (html) => {
            const box = document.createElement("div");
            box.append((await import("/page/words.js")).safe(html));
            return box.innerHTML;
        }""",
        '<script>1</script><b class="x">đậm</b><a href="javascript:1">xấu</a><svg><i>là</i></svg>',
    )
    assert shown == "<b>đậm</b>xấu<i>là</i>"


async def test_a_refusal_is_told_in_words(page: Page) -> None:
    await page.click("#more")
    await page.click("text=Chặn bot")
    await expect(page.locator("#bar")).to_contain_text("An đang chặn bot")
    await write(page, "alo")
    await expect(page.locator("#toast")).to_contain_text("đang chặn bot")
    await expect(page.locator("#write")).to_have_value("alo")
    await page.click("#bar-act")
    await expect(page.locator("#bar")).to_be_hidden()


# How it looks


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1280])
async def test_nothing_is_wider_than_the_screen(browser: Browser, demo: str, width: int) -> None:
    async with opened(browser, demo, width, 780) as page:
        await page.click("#start")
        await expect(page.locator(".keys .contact")).to_be_visible()
        await write(page, "/anh")
        await expect(page.locator(".bot .document")).to_be_visible()
        await write(page, "x" * 300)
        await expect(page.locator(".mine")).to_have_count(3)
        assert await page.evaluate(WIDER_THAN_THE_SCREEN) == []
        await be(page, GROUP)
        assert await page.evaluate(WIDER_THAN_THE_SCREEN) == []


async def test_a_bare_sandbox_hides_what_it_lacks(page: Page) -> None:
    await page.click("#start")
    await expect(page.locator("#news")).to_contain_text("Bot nhắn An: “Chào anh/chị.”")
    for what in ("#clock", "#clock-chip", "#steps", "#steps-show"):
        await expect(page.locator(what)).to_be_hidden()


# With the demo behind it


async def test_a_step_is_done_for_the_visitor(browser: Browser, demo: str) -> None:
    async with opened(browser, demo) as page:
        await start(page, CHI)
        await page.click("#step-list button")
        await expect(page.locator("#head-name")).to_have_text("Khách")
        await expect(last(page)).to_contain_text("Đã gửi lời tới chị Chi.")
        await expect(page.locator("#step-list .done")).to_be_visible()
        await expect(page.locator(f'[data-chat="{CHI}"] .badge')).to_be_visible()


async def test_the_clock_is_moved_and_tells_what_happened(browser: Browser, demo: str) -> None:
    async with opened(browser, demo) as page:
        await expect(page.locator("#clock-date")).to_have_text("Thứ Bảy 21/11/2026")
        await expect(page.locator("#news li")).to_contain_text("Đã nhắc hội nghị 46 người")
        await page.fill("#clock-to", "hôm nào đó")
        await page.press("#clock-to", "Enter")
        await expect(page.locator("#clock-word")).to_have_text("Chưa hiểu ngày này.")
        await page.fill("#clock-to", "tới 8/3/2027")
        await page.check("#outage")
        await page.press("#clock-to", "Enter")
        await expect(page.locator("#clock-date")).to_have_text("Thứ Hai 08/03/2027")
        await expect(page.locator("#news li").first).to_contain_text("Đã chúc 8/3, mất điện: True")


async def test_a_phone_has_the_clock_in_a_drawer(browser: Browser, demo: str) -> None:
    async with opened(browser, demo, 390, 844) as page:
        await expect(page.locator("#clock-chip")).to_have_text("07:30 · 21/11/2026")
        await expect(page.locator("#side")).to_be_hidden()
        await page.click("#clock-chip")
        await expect(page.locator("#clock-to")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.locator("#side")).to_be_hidden()


async def test_one_page_holds_two_connections_at_most(browser: Browser, demo: str) -> None:
    async with opened(browser, demo) as page:
        waiting: set[object] = set()
        page.on("request", lambda request: waiting.add(request))
        for done in ("requestfinished", "requestfailed"):
            page.on(done, lambda request: waiting.discard(request))
        for person in (BICH, CHI, DUNG, AN):
            await be(page, person)
        await write(page, "/quy")
        await expect(last(page)).to_contain_text("12.400.000đ")
        await asyncio.sleep(0.5)
        assert len(waiting) <= 2
