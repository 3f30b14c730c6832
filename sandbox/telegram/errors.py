"""What the platform refuses: to a bot in Telegram's words, to a person in Vietnamese."""

from typing import Any


class BotApiError(Exception):
    """An answer with "ok": false."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class Impossible(Exception):
    """No Telegram client would let a person do this; the sentence is for the chat page."""


def bad(reason: str, **parameters: Any) -> BotApiError:
    return BotApiError(400, f"Bad Request: {reason}", **parameters)


def forbidden(reason: str) -> BotApiError:
    return BotApiError(403, f"Forbidden: {reason}")


def too_many(retry_after: int) -> BotApiError:
    return BotApiError(
        429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after
    )


def conflict(reason: str) -> BotApiError:
    return BotApiError(409, f"Conflict: {reason}")
