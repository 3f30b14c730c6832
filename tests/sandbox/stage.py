"""A real browser, the real sandbox, and a small bot behind the chat page."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from sandbox import page as chat_page
from sandbox.clock import MovableClock
from sandbox.telegram import Address, Telegram, app, serve

CHI = 1003
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cf500f0003830181b4d1c1540000000049454e44ae426082"
)


# The bot behind the page


async def talk(bot: Bot) -> None:
    offset = 0
    while True:
        for update in await bot.get_updates(offset, timeout=5):
            offset = update.update_id + 1
            if update.callback_query:
                await hear_press(update.callback_query)
            elif update.message:
                await hear(bot, update.message)


async def hear(bot: Bot, message: Message) -> None:
    said = message.text or ""
    if message.contact:
        keys = ReplyKeyboardRemove()
        await message.reply_text(f"Số {message.contact.phone_number} đã khớp.", reply_markup=keys)
    elif message.document:
        await message.reply_text(f"Đã nhận tệp {message.document.file_name}.")
    elif said.startswith("/start"):
        asks = [[KeyboardButton("Gửi số của tôi", request_contact=True)], ["Tôi có mã"]]
        await message.reply_text("Chào anh/chị.", reply_markup=ReplyKeyboardMarkup(asks))
    elif said == "xin vào công đoàn":
        await message.reply_text("Đã gửi lời tới chị Chi.")
        await bot.send_message(
            CHI, "Khách xin vào", reply_markup=choices("Duyệt", "Xem kỹ", "Nghĩ đã")
        )
    elif said.startswith("/anh"):
        await message.reply_photo(PICTURE, caption="Mã QR tháng 11")
        await message.reply_document(b"so lieu", filename="Bao cao.docx")
    elif said.startswith("/quy"):
        await message.reply_html("Còn <b>12.400.000đ</b>, xem /anh")


async def hear_press(query: CallbackQuery) -> None:
    if query.data == "Xem kỹ":
        await query.answer("Chưa có trong danh sách.", show_alert=True)
        return
    if query.data == "Nghĩ đã":
        await asyncio.sleep(1)
    await query.answer("Đã ghi.")
    await query.edit_message_text("Chị Chi đã duyệt Khách.")


def choices(*words: str) -> InlineKeyboardMarkup:
    row = [InlineKeyboardButton(word, callback_data=word) for word in words]
    return InlineKeyboardMarkup([row])


# What only the demo has


def demo_doors(clock: MovableClock) -> list[BaseRoute]:
    changes = [{"seq": 1, "at": clock.now().isoformat(), "text": "Đã nhắc hội nghị 46 người"}]

    async def read_clock(request: Request) -> Response:
        return JSONResponse({"now": clock.now().isoformat(), "shortcuts": []})

    async def move_clock(request: Request) -> Response:
        asked = await request.json()
        if asked["to"] != "tới 8/3/2027":
            return JSONResponse({"ok": False, "error": "Chưa hiểu ngày này."}, 400)
        clock.move_to(datetime(2027, 3, 8, 0, 30, tzinfo=UTC))
        told = f"Đã chúc 8/3, mất điện: {asked['outage']}"
        changes.append({"seq": 2, "at": clock.now().isoformat(), "text": told})
        return JSONResponse({"ok": True, "now": clock.now().isoformat()})

    async def read_changes(request: Request) -> Response:
        after = int(request.query_params["after"])
        news = [change for change in changes if int(str(change["seq"])) > after]
        return JSONResponse({"seq": len(changes), "changes": news})

    async def steps(request: Request) -> Response:
        step = {"title": "Khách xin vào", "person": "khach", "text": "xin vào công đoàn"}
        return JSONResponse({"steps": [step]})

    return [
        Route("/sandbox/clock", read_clock),
        Route("/sandbox/clock", move_clock, methods=["POST"]),
        Route("/sandbox/changes", read_changes),
        Route("/sandbox/steps", steps),
    ]


# The stage


@asynccontextmanager
async def a_browser() -> AsyncIterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("no Chromium on this machine: set CHROMIUM to one")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def staged(world: Telegram, doors: list[BaseRoute]) -> AsyncIterator[str]:
    application = app(world, [*chat_page.routes(), *doors])
    async with serve(world, application=application) as address, a_bot(world, address):
        yield address.url


@asynccontextmanager
async def a_bot(world: Telegram, address: Address) -> AsyncIterator[None]:
    async with Bot(world.token, address.bot_url, address.file_url) as bot:
        await bot.set_my_commands([("quy", "Quỹ còn bao nhiêu"), ("anh", "Ảnh và tệp")])
        talking = asyncio.ensure_future(talk(bot))
        yield
        talking.cancel()
        with suppress(asyncio.CancelledError):
            await talking


@asynccontextmanager
async def opened(
    browser: Browser, url: str, width: int = 1280, height: int = 800
) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": width, "height": height})
    page = await context.new_page()
    page.set_default_timeout(10_000)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    await page.goto(url)
    await expect(page.locator("#head-name")).not_to_be_empty()
    yield page
    assert broken == []
    await context.close()


# A visitor's hands


async def be(page: Page, person: int) -> None:
    await page.click(f'[data-chat="{person}"]')


async def write(page: Page, text: str) -> None:
    await page.fill("#write", text)
    await page.press("#write", "Enter")


async def start(page: Page, person: int) -> None:
    await be(page, person)
    await page.click("#start")
    await expect(page.locator(".bot .said")).to_have_text("Chào anh/chị.")


def last(page: Page) -> Locator:
    return page.locator(".row").last
