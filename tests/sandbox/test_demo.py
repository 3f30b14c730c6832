"""`congdoan demo` as it is started: from stranger to member, and greeted when the clock moves."""

import asyncio
from typing import Any

import aiohttp

from tests.sandbox.started import SECONDS, demo

CHI, KHACH = 1003, 1006


class Page:
    """What the chat page does for its visitor."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.http = http

    async def does(self, what: str, **asked: Any) -> None:
        async with self.http.post(f"/sandbox/{what}", json=asked) as answer:
            assert answer.status == 200, await answer.text()

    async def hears(self, person: int, words: str) -> dict[str, Any]:
        """The newest message with these words, as soon as it is there."""
        place, seq, seen = f"/sandbox/chats/{person}/messages", 0, dict[int, dict[str, Any]]()
        async with asyncio.timeout(SECONDS):
            while True:
                asked = {"as": person, "after": seq, "wait": 20}
                async with self.http.get(place, params=asked) as answer:
                    news = await answer.json()
                seq = news["seq"]
                seen |= {message["id"]: message for message in news["messages"]}
                for message in reversed(seen.values()):
                    said = message["text"].replace("\u00a0", " ")  # numbers stay together
                    if words in said and message["from"]["is_bot"]:
                        return message

    async def says(self, person: int, words: str, hears: str) -> dict[str, Any]:
        await self.does("say", person=person, text=words)
        return await self.hears(person, hears)

    async def taps(self, person: int, on: dict[str, Any], label: str) -> None:
        (data,) = (
            button["data"]
            for row in on["buttons"]
            for button in row
            if button["text"].startswith(label)
        )
        await self.does("press", person=person, chat=person, message=on["id"], data=data)


async def test_a_stranger_becomes_a_member_and_is_greeted() -> None:
    async with demo() as url, aiohttp.ClientSession(url) as http:
        async with http.get("/") as answer:
            assert answer.status == 200 and "text/html" in answer.headers["Content-Type"]
        page = Page(http)
        await page.hears(CHI, "0912 345 678")  # something to do from the beginning
        await page.says(KHACH, "xin vào công đoàn", "họ tên và ngày sinh")
        asked = await page.says(KHACH, "Lê Văn Khách 23/11/1990", "nữ hay nam")
        await page.taps(KHACH, asked, "Nam")
        await page.taps(KHACH, await page.hears(KHACH, "tổ nào"), "Tổ 2")
        await page.taps(KHACH, await page.hears(KHACH, "23/11/1990"), "Đúng")
        card = await page.hears(CHI, "Lê Văn Khách xin vào công đoàn")
        await page.taps(CHI, card, "Duyệt")
        await page.hears(KHACH, "Chào mừng anh Khách")
        await page.does("clock", to="tới 23/11/2026")
        await page.hears(KHACH, "Chúc mừng sinh nhật anh Khách")
