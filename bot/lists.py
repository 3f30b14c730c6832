"""Choices of a body: are they picked by a bare number where they are typed, and do they act?"""

from collections.abc import Callable
from typing import Any


def is_list(body: dict[str, Any]) -> bool:
    """Not a card, which is answered with its number, nor what is said in words."""
    return bool(_carried(body)) and not body.get("case") and not body.get("worded")


def only_leads_on(body: dict[str, Any], weighs: Callable[[str], bool]) -> bool:
    """Nothing of it writes anything."""
    return not any(map(weighs, _carried(body)))


def only_way_on(body: dict[str, Any], weighs: Callable[[str], bool]) -> bool:
    """A single choice that writes nothing (“Trang chính”)."""
    return len(_carried(body)) == 1 and only_leads_on(body, weighs)


def _carried(body: dict[str, Any]) -> list[str]:
    return [data for row in body.get("choices") or () for _, data, *_ in row if data]
