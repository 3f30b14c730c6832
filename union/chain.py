"""The log's chain: each entry's digest covers the one before, so none can be changed unseen.

Only a salted digest of the details enters the chain. A person's words can therefore be erased
and the chain still holds.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log as it is chained: ids, codes and times, no names."""

    union_id: int
    number: int
    at: datetime
    member_id: int | None
    verb: str
    subject: str
    salted: str


def salted(details: str, salt: str) -> str:
    return hashlib.sha256(f"{salt}\n{details}".encode()).hexdigest()


def digest(entry: Entry, before: str, union_salt: str) -> str:
    parts = (
        union_salt,
        before,
        str(entry.union_id),
        str(entry.number),
        str((entry.at - _EPOCH) // _MILLISECOND),
        "" if entry.member_id is None else str(entry.member_id),
        entry.verb,
        entry.subject,
        entry.salted,
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
