"""When the committee meets (meetings.toml); a union's own rows may say otherwise later."""

import tomllib
from datetime import time
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from union.meetings import Rhythm

Strict = ConfigDict(extra="forbid", frozen=True)


class Regular(BaseModel):
    model_config = Strict
    month_of_quarter: int = Field(ge=1, le=3)
    week: int = Field(ge=1, le=4)
    weekday: int = Field(ge=2, le=8)  # as people count them; 8 is Sunday
    hour: time
    place: str = Field(min_length=2, max_length=200)


class Asking(BaseModel):
    model_config = Strict
    propose_days_before: int = Field(ge=5, le=60)
    repeat_after_days: int = Field(ge=1)
    deputy_after_days: int = Field(ge=2)
    put_off_days: int = Field(ge=1, le=31)
    chase_days_before: int = Field(ge=1, le=14)
    roll_again_days: int = Field(ge=1, le=14)

    @model_validator(mode="after")
    def in_order(self) -> "Asking":
        if not self.repeat_after_days < self.deputy_after_days < self.propose_days_before:
            raise ValueError("first again, then the deputy, then the meeting")
        return self


class Quorum(BaseModel):
    model_config = Strict
    present: int = Field(ge=1)
    of: int = Field(ge=1)


class MeetingsFile(BaseModel):
    model_config = Strict
    regular: Regular
    asking: Asking
    quorum: Quorum


def read(text: str) -> Rhythm:
    file = MeetingsFile.model_validate(tomllib.loads(text))
    return Rhythm(
        month=file.regular.month_of_quarter,
        week=file.regular.week,
        weekday=file.regular.weekday - 2,
        hour=file.regular.hour,
        place=file.regular.place,
        propose_before=file.asking.propose_days_before,
        repeat_after=file.asking.repeat_after_days,
        deputy_after=file.asking.deputy_after_days,
        put_off=file.asking.put_off_days,
        chase_before=file.asking.chase_days_before,
        roll_again=file.asking.roll_again_days,
        quorum=(file.quorum.present, file.quorum.of),
    )


@cache
def rhythm() -> Rhythm:
    return read(Path(__file__).with_name("meetings.toml").read_text(encoding="utf-8"))
