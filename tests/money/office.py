"""Two processes on one database, which die in the middle of what they do and are built anew."""

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.conversation import Conversation, Heard
from bot.jobs.tick import Ticker
from bot.said import Said
from bot.subjects import JOBS
from storage.engine import open_engine
from storage.work import Work, open_work
from tests.bot.direct import Direct

STATEMENTS = 45  # about as many as the longest message has
DIES, REPEATED = 0.25, 0.15


class Died(BaseException):
    """Nothing of ours catches it, as nothing catches SIGKILL."""


class Process:
    """One bot; its connection is cut where it dies, so that the database itself rolls back."""

    def __init__(self, url: str, town: Direct) -> None:
        self.url, self.town = url, town
        self.left = 0  # statements until it dies
        self.at_commit = False
        self.engine: AsyncEngine
        self.conversation: Conversation
        self.open()

    def open(self) -> None:
        self.engine = open_engine(self.url)
        event.listen(self.engine.sync_engine, "before_cursor_execute", self._passed)
        event.listen(self.engine.sync_engine, "commit", self._commits)
        self.conversation = Conversation(self.engine, self.town.book, self.town.conversation.house)
        self.left, self.at_commit = 0, False

    def _passed(self, connection: Any, *_: Any) -> None:
        self.left -= 1
        if self.left == 0:
            self._die(connection)

    def _commits(self, connection: Any) -> None:
        if self.at_commit:
            self._die(connection)

    def _die(self, connection: Any) -> None:
        connection.invalidate()
        raise Died

    async def reborn(self) -> None:
        await self.engine.dispose()
        self.open()


@dataclass
class Office:
    """Messages reach one of two processes; what was not acknowledged is delivered again."""

    town: Direct
    processes: list[Process]
    dice: random.Random
    deaths = 0
    too_late = 0  # died after the commit, before the platform knew
    repeats = 0

    messages = 0

    def work(self) -> Any:
        return open_work(self.town.engine, self.town.union_id, self.town.now)

    async def says(self, person: int, words: str, process: int | None = None) -> None:
        await self._deliver(self._said(person, text=words), process)

    async def presses(self, person: int, data: str, process: int | None = None) -> None:
        said = self._said(person, choice=data, kind="choice", on="7", press="q")
        await self._deliver(said, process)

    async def clock(self) -> None:
        """A tick, which may die too and is then asked again."""
        process = self.dice.choice(self.processes)
        self._doom(process)
        while True:
            try:
                await Ticker(process.engine, JOBS).tick(self.town.now)
                break
            except Died:
                self.deaths += 1
                await process.reborn()
        process.left, process.at_commit = 0, False

    def _said(self, person: int, **more: Any) -> Said:
        self.town.now += timedelta(seconds=4)  # nobody types faster than twenty a minute
        self.messages += 1
        key, chat = f"o{self.messages}", str(person)
        return Said(self.town.bot_id, chat, chat, key, self.town.now, **more)

    def _doom(self, process: Process) -> None:
        if self.dice.random() < DIES:
            process.at_commit = self.dice.random() < 0.2
            process.left = 0 if process.at_commit else self.dice.randint(1, STATEMENTS)

    async def _deliver(self, said: Said, number: int | None) -> None:
        process = self.processes[self.dice.randrange(2) if number is None else number]
        self._doom(process)
        too_late = self.dice.random() < DIES / 3
        done: bool | None = False
        while True:
            try:
                await self._hear(process, said, done)
            except Died:
                self.deaths += 1
                done = None if process.at_commit else done
                await process.reborn()
                continue
            process.left, process.at_commit = 0, False
            if not too_late:
                break
            too_late, done, self.too_late = False, True, self.too_late + 1
            await process.reborn()
        if self.dice.random() < REPEATED:
            self.repeats += 1
            await self._hear(process, said, True)

    async def _hear(self, process: Process, said: Said, done: bool | None) -> None:
        """What was committed once is not done again: not even answered.

        `None`: it died at the commit, which had gone along with the last writes (decision 007).
        """
        heard = await process.conversation.hear(said)
        assert done is None or (heard == Heard()) is done, said


async def waiting(work: Work, kind: str) -> dict[int, tuple[int, int]]:
    """Open cases of a kind: case by member, and the amount."""
    found = await work.cases.waiting(kind)
    return {one.member_id or 0: (one.id, one.facts.get("amount", 0)) for one in found}
