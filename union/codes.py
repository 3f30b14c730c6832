"""One-time and team codes: six digits, few days, few tries."""

import hashlib
import hmac
import re
from datetime import datetime, timedelta
from enum import StrEnum

DIGITS = 6
TRIES = 5  # wrong codes of one account within an hour
LOCKED_FOR = timedelta(hours=1)
TEAM_USES = 60  # a team's code serves the whole team


class CodeKind(StrEnum):
    MEMBER = "member"
    TEAM = "team"
    GROUP = "group"


LIFETIME = {
    CodeKind.MEMBER: timedelta(days=7),
    CodeKind.TEAM: timedelta(days=7),
    CodeKind.GROUP: timedelta(hours=1),
}


def as_code(text: str) -> str | None:
    """`482 106`, `482-106` or `482106` → `482106`; anything else is no code."""
    digits = re.sub(r"[\s.\-]", "", text)
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else None


def digest(code: str, union_id: int, key: bytes) -> str:
    """What is stored of a code: six digits alone would be guessed from a stolen backup."""
    return hmac.new(key, f"{union_id}:{code}".encode(), hashlib.sha256).hexdigest()


def locked_until(wrong: int, since: datetime | None, now: datetime) -> datetime | None:
    """When an account that guessed too often may try again; None if it may now."""
    if since is None or wrong < TRIES or now >= since + LOCKED_FOR:
        return None
    return since + LOCKED_FOR
