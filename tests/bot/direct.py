"""The conversation itself, fed with `Said` on a real SQLite file: no platform, so very many."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from bot.book import Book
from bot.conversation import Conversation
from bot.said import Said
from bot.subjects import book
from bot.talk import House
from sandbox import saobien
from storage.bots import known_bot
from storage.engine import open_engine
from storage.models import chats, heard, metadata, outbox
from storage.work import open_work
from tests.chat import START
from tests.scenarios.story import HOUSE
from union.members import State
from union.rights import Role

KEY = b"a key that only the tests use"
DEPUTY = 1010
# Platform id → name: one of every kind of person, and a stranger who has no row.
PEOPLE = {
    saobien.AN: "Trần Văn An", saobien.BICH: "Lê Thị Bích", saobien.CHI: "Nguyễn Thị Chi",
    saobien.DUNG: "Phạm Văn Dũng", saobien.GIANG: "Vũ Thị Giang", DEPUTY: "Nguyễn Văn Sơn",
}  # fmt: skip
KINDS = {
    "stranger": saobien.KHACH, "member": saobien.AN, "leader": saobien.DUNG,
    "treasurer": saobien.BICH, "inspection": saobien.GIANG, "deputy": DEPUTY, "chair": saobien.CHI,
}  # fmt: skip


class Direct:
    """Says and presses as anybody; knows the rows before and after."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self.book: Book = book()
        self.now: datetime = START
        self.union_id = self.bot_id = 0
        self.conversation: Conversation = None  # type: ignore[assignment]
        self._keys = itertools.count(1)

    async def found(self) -> None:
        self.union_id = await saobien.found(self.engine, KEY, self.now)
        self.bot_id = await known_bot(self.engine, "telegram", "1", "congdoan_bot")
        house = House(KEY, {self.bot_id: "congdoan_bot"}, self.book.commands)
        self.conversation = Conversation(self.engine, self.book, house)
        await saobien.settle(self.engine, self.union_id, self.bot_id, self.now, PEOPLE)
        async with open_work(self.engine, self.union_id, self.now) as work:
            await work.lock()
            (deputy,) = await work.members.by_name(PEOPLE[DEPUTY])
            assert deputy.state is State.MEMBER
            await work.seats.give(deputy.id, Role.DEPUTY)
            await work.accounts.meet(self.bot_id, str(saobien.GROUP), str(saobien.CHI), True)
            group = select(chats.c.id).where(chats.c.is_group)
            await work.unions.link_group((await work.connection.execute(group)).scalar_one())

    async def hears(self, person: int, words: str = "", **more: Any) -> list[str]:
        """The texts that one message is answered with, in the chat it was said in."""
        chat = str(saobien.GROUP if more.get("group") else person)
        key = f"k{next(self._keys)}"
        self.now += timedelta(seconds=4)  # nobody types faster than twenty a minute
        said = Said(self.bot_id, chat, str(person), key, self.now, text=words, **more)
        async with self.engine.connect() as connection:
            last = (await connection.execute(select(func.max(outbox.c.id)))).scalar() or 0
        await self.conversation.hear(said)
        return await self._answers(chat, last)

    async def presses(self, person: int, data: str, **more: Any) -> list[str]:
        return await self.hears(person, choice=data, kind="choice", on="7", press="q", **more)

    async def _answers(self, chat: str, after: int) -> list[str]:
        query = (
            select(outbox.c.body)
            .join(chats, chats.c.id == outbox.c.chat_id)
            .where(outbox.c.id > after, chats.c.external == chat, outbox.c.kind == "answer")
            .order_by(outbox.c.id)
        )
        async with self.engine.connect() as connection:
            rows = (await connection.execute(query)).all()
        return [row.body.get("text", "") for row in rows]

    async def rows(self) -> str:
        """Every row of the union's own tables, to compare."""
        kept = []
        async with self.engine.connect() as connection:
            for table in metadata.sorted_tables:
                if table.name not in HOUSE:
                    found = await connection.execute(select(table))
                    kept.append(f"{table.name}: {sorted(map(str, found))}")
        return "\n".join(kept)

    async def incidents(self) -> int:
        query = select(func.count()).where(heard.c.incident.is_not(None))
        async with self.engine.connect() as connection:
            return int((await connection.execute(query)).scalar_one())


@asynccontextmanager
async def direct(url: str) -> AsyncIterator[Direct]:
    made = Direct(url)
    await made.found()
    try:
        yield made
    finally:
        await made.engine.dispose()
