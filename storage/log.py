"""Who did what: one salted chain per union, read by the inspection committee."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Select, insert, select

from storage.ending import Last
from storage.models import log, log_details, members, unions
from storage.repository import UnionRepository
from union import chain

if TYPE_CHECKING:
    from storage.work import Work


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a person reads it; `details` is None once erased."""

    number: int
    at: datetime
    member_id: int | None
    name: str | None
    verb: str
    subject: str
    details: dict[str, str] | None


_ENTRIES, _DETAILS = insert(log), insert(log_details)
_LINES = (
    select(
        log.c.number,
        log.c.at,
        log.c.member_id,
        log.c.verb,
        log.c.subject,
        members.c.name,
        log_details.c.details,
    )
    .outerjoin(
        log_details,
        (log_details.c.union_id == log.c.union_id) & (log_details.c.number == log.c.number),
    )
    .outerjoin(
        members,
        (members.c.id == log.c.member_id) & (members.c.union_id == log.c.union_id),
    )
)


class Log(UnionRepository):
    """Entries are gathered and written once, when the transaction ends: one head, one update."""

    salt = ""
    count = 0
    head = ""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.entries: list[dict[str, object]] = []
        self.details: list[dict[str, object]] = []

    def add(self, verb: str, subject: str, by: int | None, **details: str) -> None:
        """Say who did what to which record. Names and words belong in `details`."""
        self.work.writing()
        salt, words = secrets.token_hex(8), orjson.dumps(details, option=orjson.OPT_SORT_KEYS)
        entry = chain.Entry(
            union_id=self.union_id,
            number=self.count + 1,
            at=self.work.now,
            member_id=by,
            verb=verb,
            subject=subject,
            salted=chain.salted(words.decode(), salt),
        )
        self.head = chain.digest(entry, self.head, self.salt)
        self.count += 1
        row = {name: getattr(entry, name) for name in entry.__slots__}
        self.entries.append(row | {"digest": self.head})
        self.details.append(
            {
                "union_id": self.union_id,
                "number": self.count,
                "salt": salt,
                "details": words.decode(),
            }
        )

    def flush(self) -> bool:
        """Hand over what was said; False if nothing was. Called by Work before it commits."""
        said = bool(self.entries)
        self.work.last += [Last(_ENTRIES, entry) for entry in self.entries]
        self.work.last += [Last(_DETAILS, details) for details in self.details]
        self.entries, self.details = [], []
        return said

    async def read(self, limit: int | None = None, before: int | None = None) -> list[Line]:
        """The newest lines first."""
        query = _LINES.order_by(log.c.number.desc()).limit(limit)
        if before is not None:
            query = query.where(log.c.number < before)
        return await self._lines(query)

    async def about(self, verb: str, subject: str) -> list[Line]:
        """Everybody who did this to one record, the earliest first."""
        query = _LINES.where(log.c.verb == verb, log.c.subject == subject)
        return await self._lines(query.order_by(log.c.number))

    async def _lines(self, query: Select[Any]) -> list[Line]:
        return [
            Line(
                row.number,
                row.at,
                row.member_id,
                row.name,
                row.verb,
                row.subject,
                orjson.loads(row.details) if row.details else None,
            )
            for row in await self.run(self.mine(query, log))
        ]

    async def verify(self) -> int | None:
        """The number of the first entry that does not hold, or None when all do."""
        union = (await self.run(select(unions).where(unions.c.id == self.union_id))).one()
        query = (
            select(log, log_details.c.salt, log_details.c.details)
            .outerjoin(
                log_details,
                (log_details.c.union_id == log.c.union_id) & (log_details.c.number == log.c.number),
            )
            .order_by(log.c.number)
        )
        head, expected = "", 0
        for row in await self.run(self.mine(query, log)):
            expected += 1
            entry = chain.Entry(
                row.union_id, row.number, row.at, row.member_id, row.verb, row.subject, row.salted
            )
            head = chain.digest(entry, head, union.log_salt)
            words_hold = row.details is None or chain.salted(row.details, row.salt) == row.salted
            if row.number != expected or row.digest != head or not words_hold:
                return int(row.number)
        if expected != union.log_count or head != union.log_head:
            return expected + 1
        return None
