"""The days a union greets to begin with (occasions.toml); what it keeps is chosen year by year."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from union.occasions import Counted, Occasion, Who

FILE = Path(__file__).with_name("occasions.toml")
_DAY = r"^[0-9]{1,2}/[0-9]{1,2}$"
# The eve has no number of its own, and no lunar month is sure to have a 30th.
_LONGEST = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST_BY_MOON = 29


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    key: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{1,23}$")
    name: str = Field(min_length=2, max_length=30)  # a button holds forty letters, with the date
    solar: str = Field("", pattern=_DAY)
    lunar: str = Field("", pattern=_DAY)
    eve: bool = False
    since: int = 1900
    who: Who = Who.ALL
    usual: bool = True
    gifts: bool = False
    cheerful: bool = True

    @model_validator(mode="after")
    def _one_day(self) -> "Entry":
        if sum((bool(self.solar), bool(self.lunar), self.eve)) != 1:
            raise ValueError(f"{self.key}: one of solar, lunar, eve")
        day, month = self.day_month
        longest = _LONGEST_BY_MOON if self.lunar else _LONGEST[(month - 1) % 12]
        if not self.eve and not (1 <= month <= 12 and 1 <= day <= longest):
            raise ValueError(f"{self.key}: no such day every year")
        return self

    @property
    def day_month(self) -> tuple[int, int]:
        day, _, month = (self.solar or self.lunar or "0/0").partition("/")
        return int(day), int(month)

    @property
    def by(self) -> Counted:
        return Counted.SUN if self.solar else Counted.MOON if self.lunar else Counted.EVE

    def occasion(self) -> Occasion:
        return Occasion(
            self.key, self.name, self.by, *self.day_month, self.since, self.who, self.usual,
            self.gifts, self.cheerful,
        )  # fmt: skip


@cache
def occasions() -> tuple[Occasion, ...]:
    """Every occasion of the file. A ValueError says what is wrong with it."""
    found = [
        Entry.model_validate(one) for one in tomllib.loads(FILE.read_text("utf-8"))["occasion"]
    ]
    keys = [one.key for one in found]
    if len(set(keys)) != len(keys):
        raise ValueError("two occasions of one key")
    return tuple(one.occasion() for one in found)
