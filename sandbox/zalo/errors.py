"""What the platform refuses: to a bot in Zalo's words, to a person in Vietnamese."""

from typing import Any


class ZaloError(Exception):
    """An answer with "ok": false. There is no retry_after on this platform."""

    def __init__(self, code: int, description: str, key: str = "error_code") -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.key = key  # one method is documented with another name for it

    def as_json(self) -> dict[str, Any]:
        return {"ok": False, self.key: self.code, "description": self.description}


class Impossible(Exception):
    """No Zalo client would let a person do this; the sentence is for the chat page."""


def bad(reason: str) -> ZaloError:
    return ZaloError(400, f"Bad request: {reason}")


UNAUTHORIZED = ZaloError(401, "Unauthorized")
NOT_FOUND = ZaloError(404, "Not found")
TIMED_OUT = ZaloError(408, "Request timeout")
TESTED_ENOUGH = ZaloError(426, "Daily limit of testWebhook exceeded", key="errorCode")
QUOTA = ZaloError(429, "Quota exceeded")
