"""“Vừa xảy ra”: what the bot did, in plain words, read from its rows while it runs."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import texts
from storage.models import accounts, chats, links, members, outbox, unions
from storage.work import Work, open_work

LOOK_EVERY = 0.3
SHOWN = 90
KINDS = {
    "card": "thẻ cần duyệt",
    "edit": "thẻ đã sửa",
    "birthday": "lời chúc sinh nhật",
    "birthday.group": "lời chúc trong nhóm",
    "birthday.month": "danh sách sinh nhật trong tháng",
    "birthday.ask": "câu hỏi về lời chúc",
    "dues.reminder": "nhắc đoàn phí",
    "dues.receipt": "biên lai",
    "loan.pay": "việc chi tiền vay",
    "loan.due": "nhắc kỳ trả vay",
    "loan.late": "nhắc kỳ đã qua ngày hẹn",
    "loan.receipt": "biên lai trả vay",
    "occasion.group": "lời chúc ngày lễ trong nhóm",
    "occasion.private": "lời chúc ngày lễ",
    "occasion.ahead": "nhắc chuẩn bị",
    "occasions.plan": "lịch ngày lễ chờ duyệt",
    "meeting.proposal": "đề xuất ngày họp",
    "meeting.notice": "giấy mời họp",
    "meeting.chase": "hỏi lại giấy mời",
    "meeting.eve": "nhắc họp ngày mai",
    "meeting.roll": "điểm danh",
    "title.open": "mở đợt thi đua",
    "title.remind": "nhắc đăng ký thi đua",
    "title.closed": "khép đợt thi đua",
    "title.result": "kết quả thi đua",
}


class Changes:
    """Rows become sentences; the page long-polls for those it has not shown."""

    def __init__(self, engine: AsyncEngine, clock: Callable[[], datetime]) -> None:
        self.engine = engine
        self.clock = clock
        self.known: list[dict[str, Any]] = []
        self._seen: set[int] = set()
        self._logged: dict[int, int] = {}
        self._news = asyncio.Event()

    async def watch(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY)

    async def skip(self) -> None:
        """What is already there is not news."""
        await self.look()
        self.known = []

    async def after(self, seq: int, wait: float) -> list[dict[str, Any]]:
        if len(self.known) <= seq:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), wait)
            except TimeoutError:
                return []
        return self.known[seq:]

    async def look(self) -> None:
        async with open_work(self.engine, None, self.clock()) as work:
            said = await self._sent(work)
            known = (await work.connection.execute(select(unions.c.id))).scalars().all()
        for union_id in known:
            said += await self._log(union_id)
        for at, text in sorted(said):
            self.known.append({"seq": len(self.known) + 1, "at": at.isoformat(), "text": text})
        if said:
            self._news.set()

    async def _sent(self, work: Work) -> list[tuple[datetime, str]]:
        query = (
            select(
                outbox.c.id,
                outbox.c.kind,
                outbox.c.state,
                outbox.c.body,
                outbox.c.ended_at,
                chats.c.is_group,
                members.c.name,
            )
            .join(chats, chats.c.id == outbox.c.chat_id)
            .outerjoin(
                accounts,
                (accounts.c.bot_id == chats.c.bot_id) & (accounts.c.external == chats.c.external),
            )
            .outerjoin(links, links.c.account_id == accounts.c.id)
            .outerjoin(members, members.c.id == links.c.member_id)
            .where(outbox.c.state != "waiting", outbox.c.ended_at.is_not(None))
        )
        rows = [row for row in await work.connection.execute(query) if row.id not in self._seen]
        self._seen.update(row.id for row in rows)
        return [(row.ended_at, _sentence(row)) for row in rows if row.kind != "menu"]

    async def _log(self, union_id: int) -> list[tuple[datetime, str]]:
        async with open_work(self.engine, union_id, self.clock()) as work:
            last = self._logged.get(union_id, 0)
            lines = [line for line in await work.log.read(50) if line.number > last]
        if lines:
            self._logged[union_id] = max(line.number for line in lines)
        return [(line.at, f"Sổ nhật ký {texts.log.line(line)}") for line in lines]


def _sentence(row: Any) -> str:
    whom = "nhóm" if row.is_group else row.name or "người chưa là đoàn viên"
    what = KINDS.get(row.kind, "")
    words = str((row.body or {}).get("text", "")).replace("\n", " ")
    short = words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"
    if row.state == "cancelled":
        return f"Không gửi nữa cho {whom}: {what or 'tin không còn đúng lúc'}"
    return f"Bot nhắn {whom}{f' ({what})' if what else ''}: {short}"
