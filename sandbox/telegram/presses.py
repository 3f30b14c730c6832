"""Presses of buttons, and what the bot answered to them."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from sandbox.telegram.model import Json, Query


class Presses:
    def __init__(self, now: Callable[[], datetime], lifetime: timedelta) -> None:
        self.lifetime = lifetime
        self.by_id: dict[str, Query] = {}
        self.alerts: dict[tuple[int, int], tuple[int, Json]] = {}
        self._now = now

    def add(self, person_id: int, chat_id: int, message_id: int, data: str) -> Query:
        query_id = str(secrets.randbits(62) | 1 << 61)
        query = Query(query_id, person_id, chat_id, message_id, data, self._now())
        self.by_id[query_id] = query
        return query

    def waiting(self, query_id: str) -> Query | None:
        """A press that can still be answered."""
        query = self.by_id.get(query_id)
        if query is None or query.answer is not None or self._now() - query.at > self.lifetime:
            return None
        return query

    def answer(self, query: Query, answer: Json, seq: int) -> None:
        query.answer = answer
        if answer["text"]:
            self.alerts[(query.person_id, query.chat_id)] = (seq, answer)
