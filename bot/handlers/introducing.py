"""What somebody says of themselves in one sentence: name, birth date, sex, team."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from union import dates, names, words
from union.members import YOUNGEST
from union.words import NotUnderstood

_TEAM = re.compile(r"[,;]?\s*\b(?:tổ|to)\s+(?:số\s+|so\s+)?([0-9]{1,3})\b(?!\s*[/.-])", re.I)
_I_AM = re.compile(
    r"^(?:(?:em|tôi|toi|cháu|chau|mình|minh)\s+(?:tên\s+|ten\s+)?(?:là|la)\s+|"
    r"(?:em|tôi|toi|cháu|chau)\s+|là\s+|(?:họ\s+|ho\s+)?(?:tên|ten)\s+(?:là\s+|la\s+)?)",
    re.I,
)
_BORN = ("sinh ngay", "ngay sinh", "sinh nam", "ngay", "sinh", "ns", "sn", "mung")
_LONGEST_DATE = 7  # words: “ngày 12 tháng 3 năm 1975”
_ENDS = " ,.;:-"


def introduced(text: str, today: date) -> dict[str, Any]:
    """“Lê Thị Hoa 12/3/1975, nữ, tổ 3”: name, birth, sex and the team's number, where told.

    Without a name nothing is read; what is left over is left to the questions that follow.
    """
    said = words.normal(text)
    found = _TEAM.search(said)
    if found:
        said = said[: found.start()] + " " + said[found.end() :]
    cut = next((at for at, letter in enumerate(said) if letter.isdigit()), len(said))
    name, *others = re.split(r"[,;]", _I_AM.sub("", said[:cut].strip(_ENDS)))
    name = _without_born(name.strip(_ENDS))
    if not names.looks_like_name(name) or " " not in name:
        return {}
    birth, rest = _birth(said[cut:], today)
    read: dict[str, Any] = {"name": names.proper(name), "birth": birth}
    read["sex"] = _sex(f"{' '.join(others)} {rest}")
    read["team"] = int(found[1]) if found else None
    return {name: value for name, value in read.items() if value is not None}


def after_phrase(text: str, phrases: Iterable[str]) -> str | None:
    """What follows when a text begins with one of these (folded) phrases; None if it does not."""
    wanted, parts = set(phrases), words.normal(text).split()
    for length in range(1, min(len(parts), 10)):
        begun = words.strip_courtesy(words.expand(words.fold(" ".join(parts[:length]))))
        if begun in wanted:
            return " ".join(parts[length:])
    return None


def _without_born(name: str) -> str:
    for tail in _BORN:
        if words.fold(name).endswith(f" {tail}"):
            return " ".join(name.split()[: -len(tail.split())]).strip(_ENDS)
    return name


def _birth(text: str, today: date) -> tuple[str | None, str]:
    """The date a text begins with, and what follows it."""
    parts = text.split()
    for length in range(min(len(parts), _LONGEST_DATE), 0, -1):
        try:
            said = " ".join(parts[:length]).strip(_ENDS)
            born = dates.birth_date(said, today, YOUNGEST)
            return born.isoformat(), " ".join(parts[length:])
        except NotUnderstood:
            continue
    return None, text


def _sex(text: str) -> str | None:
    said = set(words.fold(text).split())
    return next((sex for word, sex in (("nu", "F"), ("nam", "M")) if word in said), None)
