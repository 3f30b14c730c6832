"""Rules of the mutual fund with their first day (fund.toml); a union's own may replace them."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from union.loans import Rules


class RuleEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    first_day: date
    monthly: int = Field(gt=0)
    highest: int = Field(gt=0)
    lowest: int = Field(gt=0)
    share: int = Field(gt=0, le=100)
    step: int = Field(gt=0)
    longest: int = Field(gt=0, le=60)
    offered: tuple[int, ...] = Field(min_length=1)
    open_loans: int = Field(gt=0)
    rest_months: int = Field(ge=0)
    contributors_only: bool
    due_day: int = Field(ge=1, le=28)
    first_after: int = Field(ge=0, le=60)
    remind_before: int = Field(ge=0, le=15)
    remind_after: int = Field(gt=0, le=60)


@cache
def rules() -> tuple[Rules, ...]:
    """Every rule, the oldest first."""
    text = Path(__file__).with_name("fund.toml").read_text(encoding="utf-8")
    entries = [RuleEntry.model_validate(one) for one in tomllib.loads(text)["rule"]]
    return tuple(
        Rules(**entry.model_dump()) for entry in sorted(entries, key=lambda entry: entry.first_day)
    )
