"""The queue of updates: what the bot has not acknowledged yet."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

import orjson

from sandbox.telegram.errors import BotApiError, conflict
from sandbox.telegram.model import Json
from sandbox.telegram.pulse import Pulse

Lane = tuple[str, int]
FIRST_ID = 700_000_001
OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


@dataclass(slots=True)
class Update:
    id: int
    kind: str
    body: Json
    lane: Lane
    chat_id: int
    copies: int = 1
    delivered: bool = False
    withheld: bool = False
    raw: bytes = b""

    def as_bytes(self) -> bytes:
        if not self.raw:
            self.raw = orjson.dumps({"update_id": self.id, self.kind: self.body})
        return self.raw


class Updates:
    """Ordered by id; each also stands in the lane in which webhooks deliver one at a time."""

    def __init__(self) -> None:
        self.pending: dict[int, Update] = {}
        self.lanes: dict[Lane, deque[Update]] = {}
        self.allowed: frozenset[str] | None = None
        self.held: set[int] = set()
        self.duplicate_next = False
        self.on_push: Callable[[Lane], None] | None = None
        self._next_id = FIRST_ID
        self._poller: asyncio.Future[None] | None = None
        self.closed = False
        self._gone = Pulse()
        self._parked = Pulse()
        self._watched: dict[int, Pulse] = {}

    def push(self, kind: str, body: Json, lane: Lane, chat_id: int) -> int | None:
        if self.allowed is not None and kind not in self.allowed:
            return None
        update = Update(
            self._next_id, kind, body, lane, chat_id, copies=2 if self.duplicate_next else 1
        )
        update.withheld = self.is_held(update)
        self._next_id += 1
        self.duplicate_next = False
        self.pending[update.id] = update
        self.lanes.setdefault(lane, deque()).append(update)
        self._wake(lane)
        return update.id

    def _wake(self, lane: Lane) -> None:
        if self._poller is not None and not self._poller.done() and self.ready(1):
            self._poller.set_result(None)
        if self.on_push is not None:
            self.on_push(lane)

    def hold(self, chat_id: int) -> None:
        """A press may now overtake a message, as when a chat's lane is stuck at the real server."""
        self.held.add(chat_id)
        for update in self.pending.values():
            update.withheld |= self.is_held(update)

    def release(self, chat_id: int) -> None:
        self.held.discard(chat_id)
        for lane in [lane for lane, waiting in self.lanes.items() if waiting[0].chat_id == chat_id]:
            self._wake(lane)

    def is_held(self, update: Update) -> bool:
        return update.lane[0] == "message" and update.chat_id in self.held

    def head(self, lane: Lane) -> Update | None:
        waiting = self.lanes.get(lane)
        return waiting[0] if waiting and not self.is_held(waiting[0]) else None

    def ready(self, limit: int) -> list[Update]:
        return list(
            islice(
                (u for u in self.pending.values() if not self.held or not self.is_held(u)), limit
            )
        )

    def done(self, update: Update) -> None:
        """Acknowledged once; one with a copy left is delivered again."""
        update.copies -= 1
        if update.copies <= 0:
            self._drop(update)

    def _drop(self, update: Update) -> None:
        if self.pending.pop(update.id, None) is None:
            return
        waiting = self.lanes[update.lane]
        waiting.remove(update)
        if not waiting:
            del self.lanes[update.lane]
        self._gone.beat()
        if (watched := self._watched.pop(update.id, None)) is not None:
            watched.beat()

    def confirm(self, offset: int) -> None:
        known = []
        for update in self.pending.values():
            if update.id >= offset:
                break
            # What was held back was never shown, so that no offset can mean it.
            if update.delivered or not update.withheld:
                known.append(update)
        for update in known:
            self.done(update)

    def clear(self, keep: int = 0) -> None:
        for update in list(self.pending.values())[: len(self.pending) - keep]:
            self._drop(update)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        if offset < 0:
            self.clear(keep=-offset)
        elif offset > 0:
            self.confirm(offset)
        found = self.ready(limit)
        if not found and seconds > 0 and not self.closed:
            await self._wait(seconds)
            found = self.ready(limit)
        for update in found:
            update.delivered = True
        return found

    async def _wait(self, seconds: float) -> None:
        self.abort(conflict(OTHER_POLLER))
        poller = self._poller = asyncio.get_running_loop().create_future()
        self._parked.beat()
        try:
            await asyncio.wait_for(poller, seconds)
        except TimeoutError:
            pass
        finally:
            if self._poller is poller:
                self._poller = None

    def abort(self, error: BotApiError | None = None) -> None:
        """End a waiting poll: with an error, or empty-handed."""
        if self._poller is None or self._poller.done():
            return
        if error is None:
            self._poller.set_result(None)
        else:
            self._poller.set_exception(error)

    async def polled(self) -> None:
        """Until a bot waits in a long poll."""
        while self._poller is None:
            await self._parked.wait()

    async def gone(self, update_id: int | None) -> None:
        while update_id is not None and update_id in self.pending:
            await self._watched.setdefault(update_id, Pulse()).wait()

    async def empty(self) -> None:
        while any(not self.is_held(update) for update in self.pending.values()):
            await self._gone.wait()
