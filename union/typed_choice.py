"""How a choice is typed where nothing can be pressed: “2”, “chọn 2”, “duyệt 17”, a label."""

import re

from union import words

_NUMBER = re.compile(r"(?:(?:chon|so|muc|cau)\s+)?(?:so\s+)?([1-9][0-9]{0,2})")
_CASE = re.compile(r"(.+?) (?:so )?([0-9]{1,9})")
SHORTEST = 3  # letters of a label's beginning that are enough to mean it


def bare_number(text: str) -> int | None:
    """“2”, “2.”, “chọn 2”: a number and nothing else."""
    read = _NUMBER.fullmatch(words.strip_courtesy(words.fold(text)))
    return int(read[1]) if read else None


def with_number(text: str) -> tuple[str, int] | None:
    """“duyệt 17”: a card's word, folded, and its number."""
    read = _CASE.fullmatch(words.strip_courtesy(words.fold(text)))
    return (read[1], int(read[2])) if read else None


def begins(said: str, label: str) -> bool:
    """Whether what was said is a label or enough of its beginning; both folded."""
    return len(said) >= SHORTEST and f"{label} ".startswith(f"{said} ")
