"""The dues rules by date (dues.toml): rates by kind of unit, base salaries, the reminder's day."""

import tomllib
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from union.dues import Rule, Rules

Group = Literal["public_service", "state_enterprise", "enterprise", "unsalaried"]
Strict = ConfigDict(extra="forbid", frozen=True)


class BaseSalary(BaseModel):
    model_config = Strict
    first_day: date
    amount: int = Field(gt=0)
    source: str


class RuleEntry(BaseModel):
    model_config = Strict
    group: Group
    first_day: date
    per_mille: int = Field(gt=0, le=100)
    cap: int = Field(default=0, ge=0, le=100)
    minimum_per_mille: int = Field(default=0, ge=0, le=100)
    source: str


class DuesFile(BaseModel):
    model_config = Strict
    reminder_day: int = Field(ge=1, le=28)
    reminder_at: time
    remind_again_days: int = Field(ge=1, le=10)
    base_salary: tuple[BaseSalary, ...]
    rule: tuple[RuleEntry, ...]
    groups: dict[str, Group]


@cache
def dues_file() -> DuesFile:
    text = Path(__file__).with_name("dues.toml").read_text(encoding="utf-8")
    return DuesFile.model_validate(tomllib.loads(text))


@cache
def rules_of(union_kind: str) -> Rules:
    """What a union of this kind reckons by, day by day; an unknown kind is among the others."""
    file = dues_file()
    group = file.groups.get(union_kind, "unsalaried")
    return Rules(
        tuple(
            Rule(one.first_day, one.per_mille, one.cap, one.minimum_per_mille, one.source)
            for one in file.rule
            if one.group == group
        ),
        tuple((one.first_day, one.amount) for one in file.base_salary),
    )
