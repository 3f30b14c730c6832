"""The sender: takes claimed rows, renders what is owed, sends, and marks what was accepted.

A chat's messages go out one after the other; chats go out side by side. Replies are sent at
least once, greetings at most once (`marked_first`). Leases and backoff use real time.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import texts
from bot.channels.channel import (
    Attachment,
    Blocked,
    Channel,
    Flooded,
    Moved,
    NotSent,
    NotTaken,
    PerhapsTaken,
    Sent,
)
from bot.links import Links
from bot.lists import is_list, only_leads_on
from bot.pacing import Pace, Pacing
from bot.said import Reply
from bot.talk import Notice
from reports import qr
from storage.outbox import Owed, Written
from storage.work import Work, open_work, tried
from union.calendar import after_quiet, moment, quiet, start_of_month

logger = logging.getLogger(__name__)
UNASKED_A_MONTH = 4
AT_ONCE = 64
ADDRESSES_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Address:
    bot_id: int
    chat: str
    is_group: bool


@dataclass(frozen=True, slots=True)
class Delivered:
    """A row, who took it, and what the platform made of it."""

    row: Written
    channel: Channel
    sent: Sent

    @property
    def begins(self) -> bool:
        """The first message of an answer: menus before it are over."""
        return self.row.kind == "answer" and not (self.row.body or {}).get("follows")


@dataclass(slots=True)
class Counters:
    """For /metrics."""

    sent: int = 0
    failed: int = 0
    retried: int = 0


class Sender:
    """Everything outgoing passes here, on whichever replica claimed it."""

    def __init__(
        self,
        engine: AsyncEngine,
        channels: Mapping[int, Channel],
        notices: Mapping[str, Notice],
        clock: Callable[[], datetime],
        pace: Pace,
        public_url: str = "",
        weighs: Callable[[str], bool] = lambda data: True,
    ) -> None:
        self.engine = engine
        self.weighs = weighs  # whether a choice writes something
        self.links = Links(engine, public_url)
        self.channels = channels
        self.notices = notices
        self.clock = clock
        self.pace = pace
        self.pacing = Pacing(pace)
        self.counters = Counters()
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._behind: set[int] = set()
        self._addresses: dict[int, Address] = {}
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._done: list[Delivered] = []
        self._marking: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._stopping = False

    # --- taking work ------------------------------------------------------------------------

    def met(self, chat_id: int, bot_id: int, chat: str, is_group: bool) -> None:
        """Where an answer to this chat goes; saves asking the database."""
        if len(self._addresses) > ADDRESSES_KEPT:
            self._addresses.clear()
        self._addresses[chat_id] = Address(bot_id, chat, is_group)

    def take(self, rows: list[Written], waiting: set[int]) -> None:
        """After a commit: rows born claimed are sent now, other chats are looked at."""
        for row in rows:
            self._start(row.chat_id, row)
        for chat_id in waiting - {row.chat_id for row in rows}:
            self._start(chat_id)

    def _start(self, chat_id: int, row: Written | None = None) -> None:
        running = self._busy.get(chat_id)
        if running is not None and not running.done():
            if row is None:
                self._behind.add(chat_id)
                return
            # Born claimed behind one of ours that is on its way: send it after that one.
            self._busy[chat_id] = asyncio.create_task(self._after(running, chat_id, row))
            return
        self._busy[chat_id] = asyncio.create_task(self._lane(chat_id, row))

    async def _after(self, first: asyncio.Task[None], chat_id: int, row: Written) -> None:
        await asyncio.wait([first])
        await self._lane(chat_id, row)

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        """Look for what other processes wrote and for what has become due, for ever."""
        while not self._stopping:
            wait = self.pace.look_every
            try:
                await self.scan()
                wait = await self._until_retry(wait)
            except (SQLAlchemyError, OSError):
                logger.warning("the database does not answer; looking again")
            self._wake.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), wait)

    async def scan(self) -> int:
        """Start a lane for every chat with something due. How many were started."""
        async with open_work(self.engine, None, self.clock()) as work:
            found = await work.claims.chats_waiting()
        fresh = 0
        for row in found:
            if row.chat_id in self._busy:
                continue
            if row.unasked:
                fresh += self.pacing.queue(
                    (row.bot_id, row.chat_id if row.is_group else None), row.chat_id, self._start
                )
            else:
                self._start(row.chat_id)
                fresh += 1
        return fresh

    async def _until_retry(self, at_most: float) -> float:
        async with open_work(self.engine, None, self.clock()) as work:
            milliseconds = await work.claims.next_retry_ms()
        return at_most if milliseconds is None else min(at_most, max(milliseconds, 1) / 1000)

    async def idle(self) -> None:
        """Wait until nothing is on its way and nothing due is left. For tests and the demo."""
        while True:
            while tasks := self._under_way():
                await asyncio.wait(tasks)
                await asyncio.sleep(0)
            async with open_work(self.engine, None, self.clock()) as work:
                # Asked first: a retry that falls due in between is then found by the scan.
                retry = await work.claims.next_retry_ms()
            if await self.scan() or self._under_way():
                continue
            if retry is None:
                return
            await asyncio.sleep(max(retry, 1) / 1000)

    async def stop(self) -> None:
        """Let what is on its way arrive; the rest stays in the outbox."""
        self._stopping = True
        self._wake.set()
        await self.pacing.stop()
        while tasks := self._under_way():
            await asyncio.wait(tasks, timeout=30)
            await asyncio.sleep(0)

    def _under_way(self) -> list[asyncio.Task[None]]:
        marking = [self._marking] if self._marking else []
        return [*self._busy.values(), *marking, *self.pacing.tasks()]

    # --- one chat ---------------------------------------------------------------------------

    async def _lane(self, chat_id: int, row: Written | None) -> None:
        try:
            if row is not None:
                await self._deliver(row)
            while (row is None or chat_id in self._behind) and not self._stopping:
                self._behind.discard(chat_id)
                claimed = await self._claim(chat_id)
                if claimed is None:
                    if chat_id in self._behind:
                        continue  # that one does not go now, another may
                    break
                self._behind.add(chat_id)  # look again after this one
                if not await self._deliver(claimed):
                    break
                if claimed.unasked:  # the next one of this kind waits for its own turn
                    self._behind.discard(chat_id)
                    self._wake.set()
                    break
        except (SQLAlchemyError, OSError):
            logger.warning("the database does not answer; chat %s is looked at again", chat_id)
        finally:
            if self._busy.get(chat_id) is asyncio.current_task():
                del self._busy[chat_id]
                if chat_id in self._behind:
                    self._behind.discard(chat_id)
                    self._wake.set()

    async def _claim(self, chat_id: int) -> Written | None:
        """The chat's oldest due message. What is owed is rendered anew with every claim."""
        taken: list[int] = []

        async def once() -> Written | None:
            async with open_work(self.engine, None, self.clock()) as work:
                row = await work.claims.claim(chat_id)
                if row is None or row.facts is None:
                    return row
                taken[:] = [row.id]
                work.union = row.union_id
                rendered = await self._rendered(work, row)
                if rendered is None:
                    self._behind.add(chat_id)
                return rendered

        try:
            return await tried(once)
        except (SQLAlchemyError, OSError):
            raise
        except Exception:
            # One message that cannot be rendered must not hold up its chat for ever.
            logger.exception("row %s could not be rendered", taken)
            self._behind.add(chat_id)
            async with open_work(self.engine, None, self.clock()) as work:
                await work.claims.failed(taken[0])
            return None

    async def _rendered(self, work: Work, row: Written) -> Written | None:
        """Re-check and render a notice at the last moment; None if it does not go now."""
        if row.unasked and await self._hold_back(work, row):
            return None
        notice = self.notices[row.kind]
        reply = await notice.render(work, row.facts or {}, row.member_id)
        if reply is None:
            await work.claims.cancelled(row.id)
            return None
        if row.unasked and self._asks(row.kind, reply.body()) and await self._in_talk(work, row):
            return None
        if notice.in_group and not (await work.claims.address(row.chat_id)).is_group:
            reply = await self._by_hand(work, row, reply)
        body = reply.body()
        await work.claims.rendered(row.id, body, row.marked_first)
        return replace(row, body=body)

    def _asks(self, kind: str, body: dict[str, Any]) -> bool:
        """A list whose numbers do something; a receipt only shows the way on."""
        notice = self.notices.get(kind)
        awaited = notice is not None and notice.awaited
        return is_list(body) and not awaited and not only_leads_on(body, self.weighs)

    async def _beside(self, row: Written, channel: Channel) -> dict[str, Any]:
        """Where choices are typed, ways on that nobody asked for take no numbers from a list
        that is before somebody."""
        body = row.body or {}
        if row.kind == "answer" or not channel.numbered or self._asks(row.kind, body):
            return body
        if not is_list(body):
            return body
        async with open_work(self.engine, None, self.clock()) as work:
            live = await work.menus.live(row.chat_id)
        return body | {"worded": any(menu.numbered for menu in live)}

    async def _in_talk(self, work: Work, row: Written) -> bool:
        """Where choices are typed, a list nobody asked for would come between somebody and the
        list they have before them: it waits until they have been silent for a while."""
        address = await work.claims.address(row.chat_id)
        channel = self.channels.get(address.bot_id)
        if channel is None or not channel.numbered or address.is_group:
            return False
        until = await work.menus.in_talk_until(row.chat_id)
        if until is not None:
            await work.claims.postpone(row.id, until)
        return until is not None

    async def _by_hand(self, work: Work, row: Written, reply: Reply) -> Reply:
        """No bot is in the group: the words come after this, in a message that can be copied."""
        words = Owed(
            f"by hand:{row.id}", row.chat_id, row.union_id or 0, "posted.by_hand",
            {"text": reply.text}, marked_first=True,
        )  # fmt: skip
        await work.outbox.owe([words])
        self._wake.set()
        return texts.groups.copy_this()

    async def _hold_back(self, work: Work, row: Written) -> bool:
        """Quiet hours, the month's measure of unasked messages, and a changed chat."""
        if quiet(work.now):
            await work.claims.postpone(row.id, after_quiet(work.now))
            return True
        if row.member_id is None:
            return False
        chat_id = await work.unions.private_chat(row.member_id)
        if chat_id is not None and chat_id != row.chat_id:
            await work.claims.move(row.id, chat_id)
            self._wake.set()
            return True
        if row.marked_first and await work.quota.spared(row.chat_id):
            await work.claims.cancelled(row.id)  # the group's post stands for it
            return True
        since = moment(start_of_month(work.today), time(0))
        counted = [kind for kind, notice in self.notices.items() if notice.counted]
        if row.kind not in counted:
            return False
        if await work.outbox.unasked_since(row.member_id, since, counted) < UNASKED_A_MONTH:
            return False
        await work.claims.cancelled(row.id)
        return True

    # --- one message ------------------------------------------------------------------------

    async def _deliver(self, row: Written) -> bool:
        """Send and mark. False if the chat must wait."""
        address = await self._address(row.chat_id)
        channel = self.channels.get(address.bot_id)
        if channel is None:
            await self._end(row, "failed")
            return True
        if channel.numbered and row.kind == "edit":
            # Nothing can be rewritten there, and who pressed has been told.
            await self._mark(Delivered(row, channel, Sent("", messages=0)))
            return True
        file = await self._attachment(row, channel)
        body = await self._beside(row, channel)
        try:
            async with self._slots:
                sent = await channel.send(address.chat, body, file)
        except NotSent as problem:
            return await self._not_sent(row, problem)
        self.counters.sent += 1
        await self._mark(Delivered(row, channel, sent))
        return True

    async def _not_sent(self, row: Written, problem: NotSent) -> bool:
        if isinstance(problem, Moved):
            self._addresses.pop(row.chat_id, None)
            async with open_work(self.engine, None, self.clock()) as work:
                await work.claims.retry(row.id, row.chat_id, 0)
                await work.claims.migrated(row.chat_id, problem.chat)
            self._behind.add(row.chat_id)
            self._wake.set()
            return True
        if isinstance(problem, PerhapsTaken) and row.marked_first:
            return True  # it stays “unknown”: counted, listed, never doubled
        if isinstance(problem, Flooded):
            return await self._later(row, problem.seconds)
        if isinstance(problem, NotTaken | PerhapsTaken):
            return await self._later(row, self.pace.backoff(row.attempts))
        self.counters.failed += 1
        logger.warning("row %s was refused for good: %s", row.id, type(problem).__name__)
        await self._end(row, "failed", block=isinstance(problem, Blocked))
        return True

    async def _later(self, row: Written, seconds: float) -> bool:
        self.counters.retried += 1
        async with open_work(self.engine, None, self.clock()) as work:
            await work.claims.retry(row.id, row.chat_id, int(seconds * 1000))
        self._behind.discard(row.chat_id)
        self._wake.set()
        return False

    async def _end(self, row: Written, state: str, block: bool = False) -> None:
        async with open_work(self.engine, None, self.clock()) as work:
            if state == "failed":
                await work.claims.failed(row.id)
            if block:
                await work.claims.block(row.chat_id)

    async def _address(self, chat_id: int) -> Address:
        known = self._addresses.get(chat_id)
        if known is None:
            async with open_work(self.engine, None, self.clock()) as work:
                found = await work.claims.address(chat_id)
            self.met(chat_id, found.bot_id, found.external, found.is_group)
            known = self._addresses[chat_id]
        return known

    async def _attachment(self, row: Written, channel: Channel) -> Attachment | None:
        file = await self._file(row)
        if file is not None and channel.numbered:
            return await self.links.attach(row, file, self.clock())
        return file

    async def _file(self, row: Written) -> Attachment | None:
        body = row.body or {}
        if payload := body.get("qr"):
            return Attachment("ma-qr.png", "image/png", await asyncio.to_thread(qr.png, payload))
        file_id = body.get("file")
        if file_id is None:
            return None
        async with open_work(self.engine, row.union_id, self.clock()) as work:
            kept = await work.files.get(file_id)
        return Attachment(*kept) if kept else None

    # --- marking: many at a time ------------------------------------------------------------

    async def _mark(self, delivered: Delivered) -> None:
        self._done.append(delivered)
        if self._marking is None:
            self._marking = asyncio.create_task(self._flush())
        await asyncio.wait([self._marking])

    async def _flush(self) -> None:
        try:
            while self._done:
                await asyncio.sleep(0)  # let the others who are just back join this batch
                batch, self._done = self._done, []
                await tried(lambda batch=batch: self._write_sent(batch))  # type: ignore[misc]
        except (SQLAlchemyError, OSError):
            # Accepted but not marked: the lease ends and it is sent again. At least once.
            logger.warning("%s sent messages could not be marked", len(self._done))
        finally:
            self._marking = None

    async def _write_sent(self, batch: list[Delivered]) -> None:
        async with open_work(self.engine, None, self.clock()) as work:
            rows: list[tuple[int, str | None]] = [(one.row.id, one.sent.message) for one in batch]
            await work.claims.sent(rows, work.now)
            for one in batch:
                if one.channel.numbered and one.sent.messages:
                    await self._write_menu(work, one)

    async def _write_menu(self, work: Work, one: Delivered) -> None:
        """Choices are live once they were sent; the month's quota is counted with them."""
        sent = one.sent
        await work.quota.count(one.channel.bot_id, sent=sent.messages)
        if sent.choices or one.begins:
            await work.menus.sent(
                one.row.chat_id,
                sent.message,
                list(sent.choices),
                asked=one.begins,
                case_number=sent.case_number,
            )
