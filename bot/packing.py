"""A row is made ready to leave: where it goes, which file goes along, how its choices are said."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.channel import Attachment, Channel
from bot.links import Links
from bot.lists import is_list
from reports import qr
from storage.outbox import Written
from storage.work import open_work

ADDRESSES_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Address:
    bot_id: int
    chat: str
    is_group: bool


class Packing:
    """Knows the addresses of chats it has seen; `asks` tells which bodies are lists that act."""

    def __init__(
        self,
        engine: AsyncEngine,
        clock: Callable[[], datetime],
        public_url: str,
        asks: Callable[[str, dict[str, Any]], bool],
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.asks = asks
        self.links = Links(engine, public_url)
        self._addresses: dict[int, Address] = {}

    def met(self, chat_id: int, address: Address) -> None:
        """Where an answer to this chat goes; saves asking the database."""
        if len(self._addresses) > ADDRESSES_KEPT:
            self._addresses.clear()
        self._addresses[chat_id] = address

    def moved(self, chat_id: int) -> None:
        """The chat has another id now."""
        self._addresses.pop(chat_id, None)

    async def address(self, chat_id: int) -> Address:
        known = self._addresses.get(chat_id)
        if known is None:
            async with open_work(self.engine, None, self.clock()) as work:
                found = await work.claims.address(chat_id)
            known = Address(found.bot_id, found.external, found.is_group)
            self.met(chat_id, known)
        return known

    async def attachment(self, row: Written, channel: Channel) -> Attachment | None:
        """The row's file, with a link to it where the platform takes no files."""
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

    async def body(self, row: Written, channel: Channel) -> dict[str, Any]:
        """Where choices are typed, ways on that nobody asked for take no numbers from a list
        that is before somebody."""
        body = row.body or {}
        if row.kind == "answer" or not channel.numbered or self.asks(row.kind, body):
            return body
        if not is_list(body):
            return body
        async with open_work(self.engine, None, self.clock()) as work:
            live = await work.menus.live(row.chat_id)
        return body | {"worded": any(menu.numbered for menu in live)}
