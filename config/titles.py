"""Emulation titles by year and the usual days of a round (titles.toml)."""

import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from union.titles import Title, Who
from union.words import fold

Strict = ConfigDict(extra="forbid", frozen=True)
MonthDay = tuple[int, int]


class TitleEntry(BaseModel):
    model_config = Strict
    key: str = Field(pattern=r"^[a-z_]{2,24}$")
    name: str = Field(min_length=2, max_length=100)
    short: str = Field(min_length=2, max_length=24)
    words: tuple[str, ...] = Field(min_length=1)
    who: Who
    first: int
    last: int | None = None
    needs: str = ""
    share: int = Field(default=0, ge=0, le=100)
    streak: tuple[str, int] | None = None
    condition: str = ""

    @model_validator(mode="after")
    def _typed_plainly(self) -> Self:
        for word in self.words:
            if word != fold(word):
                raise ValueError(f"{self.key}: “{word}” is not folded")
        return self


class TitlesFile(BaseModel):
    model_config = Strict
    first: MonthDay
    last: MonthDay
    remind_before: int = Field(gt=0, le=60)
    title: tuple[TitleEntry, ...]

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        """A year has each title once, each word means one of them, and what is needed exists."""
        check_years(self.title)
        keys = {entry.key for entry in self.title}
        for entry in self.title:
            wanted = {entry.needs, entry.streak[0] if entry.streak else ""} - {""}
            if wanted - keys:
                raise ValueError(f"{entry.key}: no title {', '.join(wanted - keys)}")
        return self


def check_years(entries: Sequence[TitleEntry]) -> None:
    for one, other in combinations(entries, 2):
        apart = (one.last or 9999) < other.first or (other.last or 9999) < one.first
        if apart:
            continue
        if one.key == other.key:
            raise ValueError(f"{one.key} stands twice in a year")
        if both := set(one.words) & set(other.words):
            raise ValueError(f"“{both.pop()}” would mean {one.key} and {other.key}")


@cache
def settings() -> TitlesFile:
    text = Path(__file__).with_name("titles.toml").read_text(encoding="utf-8")
    return TitlesFile.model_validate(tomllib.loads(text))


@cache
def titles() -> tuple[Title, ...]:
    """Every title of every year, in the order lists print them."""
    return tuple(Title(**entry.model_dump()) for entry in settings().title)
