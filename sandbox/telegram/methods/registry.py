"""The methods of the Bot API this server knows, by their name in lower case."""

from collections.abc import Callable
from typing import Any, TypeVar

Method = Callable[..., Any]
M = TypeVar("M", bound=Method)
METHODS: dict[str, tuple[str, Method]] = {}


def method(name: str) -> Callable[[M], M]:
    def remember(function: M) -> M:
        METHODS[name.lower()] = (name, function)
        return function

    return remember
