"""Who is on the strict platform, what they write and press, and what they see."""

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator
from typing import Any

from tests.crash.strict_checks import Upload

ME = {"id": 424242, "is_bot": True, "first_name": "Bot", "username": "strict_bot"}
PATIENCE = 60


class World:
    """People with private chats, one bot, and everything it was refused."""

    def __init__(self) -> None:
        self.messages: dict[int, dict[int, dict[str, Any]]] = {}
        self.updates: list[dict[str, Any]] = []
        self.wanted: list[str] = []  # kinds of updates; empty: all
        self.queries: dict[str, bool] = {}  # id → answered
        self.files: dict[str, Upload] = {}
        self.blocked: set[int] = set()
        self.refused: list[tuple[str, str, dict[str, Any]]] = []
        self.overlooked: set[tuple[str, str]] = set()  # parameters no method knows
        self.called: set[str] = set()
        self._ids = itertools.count(1)
        self.news = asyncio.Condition()

    # --- what people do ---------------------------------------------------------------------

    async def says(self, person: int, words: str) -> None:
        await self._written(person, text=words)

    async def sends(self, person: int, name: str, content: bytes) -> None:
        file = self.keep(Upload(name, content))
        await self._written(person, document=file | {"mime_type": "text/plain"})

    async def presses(self, person: int, label: str) -> None:
        for message in reversed(self.messages[person].values()):
            for button in _buttons(message):
                if button["text"].startswith(label):
                    return await self._pressed(person, message, button["callback_data"])
        raise AssertionError(f"no button {label}")

    async def _written(self, person: int, **content: Any) -> None:
        message = self.message(person, user(person), **content)
        await self.tell("message", message)

    async def _pressed(self, person: int, message: dict[str, Any], data: str) -> None:
        query = str(10**17 + next(self._ids))
        self.queries[query] = False
        told = {"id": query, "from": user(person), "message": message, "chat_instance": "1"}
        await self.tell("callback_query", told | {"data": data})

    def heard(self, person: int) -> str:
        """All the bot has said to them, oldest first."""
        its = self.messages.get(person, {}).values()
        return "\n".join(_said(one) for one in its if one["from"]["is_bot"])

    async def until(self, true: Callable[[], Any]) -> None:
        try:
            async with self.news, asyncio.timeout(PATIENCE):
                await self.news.wait_for(true)
        except TimeoutError:
            said = [self.heard(person)[-400:] for person in self.messages]
            raise AssertionError(f"refused: {self.refused}, said: {said}") from None

    # --- what happens -----------------------------------------------------------------------

    def message(self, chat: int, sender: dict[str, Any], **content: Any) -> dict[str, Any]:
        where = {"id": chat, "type": "private", "first_name": f"P{chat}"}
        made = {"message_id": next(self._ids), "date": int(time.time()), "chat": where}
        made |= {"from": sender, **content}
        self.messages.setdefault(chat, {})[made["message_id"]] = made
        return made

    def keep(self, file: Upload) -> dict[str, Any]:
        known = f"file-{next(self._ids)}"
        self.files[known] = file
        size = {"file_name": file.name, "file_size": len(file.content)}
        return {"file_id": known, "file_unique_id": f"u{known}"} | size

    async def tell(self, kind: str, body: dict[str, Any]) -> None:
        if not self.wanted or kind in self.wanted:
            self.updates.append({"update_id": 900_000_000 + next(self._ids), kind: body})
        await self.changed()

    async def changed(self) -> None:
        async with self.news:
            self.news.notify_all()


def user(person: int) -> dict[str, Any]:
    return {"id": person, "is_bot": False, "first_name": f"P{person}", "language_code": "vi"}


def _buttons(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return itertools.chain(*message.get("reply_markup", {}).get("inline_keyboard", []))


def _said(message: dict[str, Any]) -> str:
    shown = [message.get("text", ""), message.get("caption", "")]
    shown += [f"[{kind}]" for kind in ("photo", "document") if kind in message]
    return " ".join(filter(None, shown))
