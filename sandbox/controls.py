"""What the demo's page may ask beside chatting: the time, what changed, what to try first."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.app import App
from sandbox.changes import Changes
from sandbox.clock import MovableClock
from union import dates, words
from union.calendar import day_of, moment
from union.words import NotUnderstood

MORNING = time(7, 30)
FARTHEST = timedelta(days=366 * 5)
LONGEST_WAIT = 25  # seconds
SHORTCUTS = (
    (12, 9, "Tới 9/12 (nhắc vay, nhắc thi đua)"),
    (3, 8, "Tới 8/3 (sinh nhật An)"),
    (2, 28, "Tới 28/2"),
)
STEPS = [
    {"title": "An đóng đoàn phí", "person": "an", "text": "đóng đoàn phí"},
    {
        "title": "An xin vay Quỹ tương trợ",
        "person": "an",
        "text": "cho em vay 5tr sua nha tra 10 thang",
    },
    {"title": "An đăng ký thi đua", "person": "an", "text": "đăng ký lao động tiên tiến"},
    {"title": "Bích trả lời giấy mời họp", "person": "bich", "text": "tôi dự họp"},
    {"title": "Chi xem việc chờ duyệt", "person": "chi", "text": "duyệt"},
    {"title": "Chi tải báo cáo năm", "person": "chi", "text": "/baocao nam 2026"},
    {"title": "Khách xin vào công đoàn", "person": "khach", "text": "xin vào công đoàn"},
]


class Unclear(ValueError):
    """Where to move the clock could not be read; the message is for the page."""


class Controls:
    """`bot` and `changes` are set once the bot has started."""

    def __init__(self, clock: MovableClock) -> None:
        self.clock = clock
        self.bot: App | None = None
        self.changes: Changes | None = None
        self._moving = asyncio.Lock()

    def routes(self) -> list[Route]:
        return [
            Route("/sandbox/clock", self.now, methods=["GET"]),
            Route("/sandbox/clock", self.move, methods=["POST"]),
            Route("/sandbox/changes", self.changed, methods=["GET"]),
            Route("/sandbox/steps", self.steps, methods=["GET"]),
        ]

    async def now(self, request: Request) -> Response:
        today = day_of(self.clock())
        tomorrow = moment(today + timedelta(days=1), MORNING)
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        shortcuts = [
            {"label": "Sáng mai 07:30", "to": tomorrow.isoformat()},
            {"label": f"Mùng 1/{first.month}", "to": moment(first, MORNING).isoformat()},
        ]
        for month, day, label in SHORTCUTS:
            year = today.year + ((month, day) <= (today.month, today.day))
            to = moment(today.replace(year=year, month=month, day=day), MORNING)
            shortcuts.append({"label": label, "to": to.isoformat()})
        return JSONResponse({"now": self.clock().isoformat(), "shortcuts": shortcuts})

    async def move(self, request: Request) -> Response:
        """Forwards only. A jump plays every skipped day, unless it is called an outage."""
        asked = await request.json()
        try:
            goal = self._goal(str(asked.get("to", "")))
        except Unclear as unclear:
            return JSONResponse({"ok": False, "error": str(unclear)}, status_code=400)
        async with self._moving:
            await self._move(goal, outage=bool(asked.get("outage")))
        return JSONResponse({"ok": True, "now": self.clock().isoformat()})

    def _goal(self, text: str) -> datetime:
        try:
            goal = datetime.fromisoformat(text)
        except ValueError:
            goal = self._spoken(text)
        goal = goal.replace(tzinfo=goal.tzinfo or UTC)
        if goal <= self.clock():
            raise Unclear("Đồng hồ chỉ đi tới, không quay lại được.")
        if goal > self.clock() + FARTHEST:
            raise Unclear("Xa quá, mời chọn trong vòng năm năm.")
        return goal

    def _spoken(self, text: str) -> datetime:
        said = words.normal(text)
        for lead in ("tới", "toi", "đến", "den", "ngày", "ngay"):
            said = said.removeprefix(f"{lead} ")
        try:
            return moment(dates.day(said, day_of(self.clock())), MORNING)
        except NotUnderstood:
            raise Unclear("Chưa hiểu ngày này. Mời gõ như 8/3/2027.") from None

    async def _move(self, goal: datetime, *, outage: bool) -> None:
        if self.bot is None:
            return
        while goal > self.clock():
            step = goal if outage else min(self.bot.ticker.next_moment(self.clock()), goal)
            self.clock.move_to(max(step, self.clock()))
            await self.bot.ticker.tick(self.clock())
            await self.bot.idle()

    async def changed(self, request: Request) -> Response:
        if self.changes is None:
            return JSONResponse({"seq": 0, "changes": []})
        after = _number(request, "after")
        found: list[dict[str, Any]] = await self.changes.after(
            after, min(_number(request, "wait"), 25)
        )
        seq = found[-1]["seq"] if found else after
        return JSONResponse({"seq": seq, "changes": found})

    async def steps(self, request: Request) -> Response:
        return JSONResponse({"steps": STEPS})


def _number(request: Request, name: str) -> int:
    text = request.query_params.get(name, "0")
    return int(text) if text.isdigit() else 0
