"""The worker: long tasks are read in one moment, computed beside the loop, delivered once.

A task is a row. Whoever claims it holds it for a lease; a dead worker's is taken up by another.
Only the worker whose claim still stands may end it, so a result is told once however many tried.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import texts
from bot.pacing import Pace
from bot.said import Reply
from bot.talk import LongTask, Made
from storage.tasks import Task
from storage.work import Work, open_reading, open_work, tried
from union.refusals import Reason, Refusal

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
STEPS = 2  # read, made; delivering ends it


class Worker:
    """One task at a time a process; other chats are answered meanwhile."""

    def __init__(
        self,
        engine: AsyncEngine,
        kinds: Mapping[str, LongTask],
        clock: Callable[[], datetime],
        pace: Pace,
        told: Callable[[set[int]], None],
    ) -> None:
        self.engine = engine
        self.kinds = kinds
        self.clock = clock
        self.pace = pace
        self.told = told  # chats where something was written
        self._wake = asyncio.Event()
        self._wake.set()  # what a process before this one left
        self._one = asyncio.Lock()
        self._stopping = False

    # --- life -------------------------------------------------------------------------------

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        """Take up what is asked for, for ever. The tick wakes it too, for leases that ended."""
        while not self._stopping:
            await self._wake.wait()
            self._wake.clear()
            try:
                wait = await self.drain()
            except (SQLAlchemyError, OSError):
                logger.warning("the database does not answer; tasks are looked at again")
                wait = int(self.pace.backoff(3) * 1000)
            if wait is not None:
                asyncio.get_running_loop().call_later(wait / 1000, self.wake)

    async def drain(self) -> int | None:
        """Do everything nobody is at. Milliseconds until somebody's lease ends, if one is held."""
        async with self._one:
            while not self._stopping:
                task, wait = await self._claim()
                if task is None:
                    return wait
                await self._perform(task)
        return None

    async def idle(self) -> None:
        """Until no task waits, in this process or another. For tests and the demo."""
        while True:
            wait = await self.drain()
            if wait is None:
                return
            await asyncio.sleep(min(wait, 50) / 1000)

    async def stop(self) -> None:
        """Finish the one at hand; others are rows."""
        self._stopping = True
        self.wake()
        with suppress(TimeoutError):
            async with asyncio.timeout(30), self._one:
                pass

    async def _claim(self) -> tuple[Task | None, int | None]:
        async def once() -> tuple[Task | None, int | None]:
            async with open_work(self.engine, None, self.clock()) as work:
                task = await work.task_claims.claim()
                return task, None if task else await work.task_claims.next_free_ms()

        return await tried(once)

    # --- one task ---------------------------------------------------------------------------

    async def _perform(self, task: Task) -> None:
        kind = self.kinds.get(task.kind)
        try:
            if kind is None or task.attempts > MOST_ATTEMPTS:
                await self._failed(task, kind)
                return
            made = await self._made(task, kind)
            await self._delivered(task, kind, made)
        except Refusal as refusal:
            await self._failed(task, kind, texts.refusals.refused(refusal))
        except (SQLAlchemyError, OSError):
            raise  # the lease ends by itself, and it is tried again
        except Exception:
            logger.exception("task %s failed, attempt %s", task.id, task.attempts)
            if task.attempts >= MOST_ATTEMPTS:
                await self._failed(task, kind)
                return
            async with open_work(self.engine, None, self.clock()) as work:
                after = int(self.pace.backoff(task.attempts) * 1000)
                await work.task_claims.later(task, after)

    async def _made(self, task: Task, kind: LongTask) -> Made:
        """Read at one moment, then computed in no transaction and on no loop."""
        async with open_reading(self.engine, task.union_id, self.clock()) as work:
            await _check(work, task, kind)
            figures = await kind.read(work, task.facts)
        async with open_work(self.engine, None, self.clock()) as work:
            await work.task_claims.progress(task, 1, STEPS)
        return await asyncio.to_thread(kind.make, figures)

    async def _delivered(self, task: Task, kind: LongTask, made: Made) -> None:
        async def once(work: Work) -> Reply:
            file = await work.files.keep(
                made.name, made.mime, made.content, f"task {task.id}", made.kept
            )
            return replace(kind.tell(task.facts, made.notes), file=file)

        await self._end(task, once, {"name": made.name, **made.notes})

    async def _failed(self, task: Task, kind: LongTask | None, reply: Reply | None = None) -> None:
        told = reply or (kind.failed(task.facts) if kind else texts.common.stale())

        async def once(work: Work) -> Reply:
            return told

        await self._end(task, once, None)

    async def _end(
        self,
        task: Task,
        answer: Callable[[Work], Awaitable[Reply]],
        result: dict[str, Any] | None,
    ) -> None:
        """The end of the task, its file and its message: one short transaction."""

        async def once() -> set[int]:
            async with open_work(self.engine, task.union_id, self.clock()) as work:
                await work.lock()
                if not await work.tasks.end(task, result, failed=result is None):
                    return set()  # another worker has told it
                body = (await answer(work)).body()
                if task.chat_id is not None:
                    await work.outbox.add(
                        task.chat_id, task.union_id, body, kind="task", member_id=task.member_id
                    )
                return work.outbox.waiting

        self.told(await tried(once))


async def _check(work: Work, task: Task, kind: LongTask) -> None:
    """Rights are asked again: a seat may have ended since."""
    held = await work.seats.held()
    seats = [seat.right for seat in held if seat.holder.id == task.member_id]
    if not kind.audience.admits(task.member_id, seats):
        raise Refusal(Reason.NOT_FOR_YOU)
