"""A union's profile as its committee writes it (union.toml), checked before anything is stored."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Strict = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Bank(BaseModel):
    model_config = Strict
    bank: str = ""
    account: str = ""
    holder: str = ""


class TeamEntry(BaseModel):
    model_config = Strict
    number: int = Field(ge=1, le=999)
    name: str = Field(min_length=1, max_length=100)


class SeatEntry(BaseModel):
    """A seat and who holds it; the person is found in the roster by name, or added to it."""

    model_config = Strict
    role: Literal["chair", "deputy", "treasurer", "committee", "inspection", "women", "team_leader"]
    name: str = Field(min_length=2, max_length=100)
    birth_date: date | None = None
    sex: Literal["F", "M", ""] = ""
    phone: str = ""
    team: int | None = None


class UnionFile(BaseModel):
    model_config = Strict
    code: str = Field(pattern=r"^[a-z][a-z0-9]{2,31}$")
    name: str = Field(min_length=3, max_length=200)
    kind: Literal["enterprise", "public_service", "commune", "other"] = "enterprise"
    upper_name: str = ""
    bank: Bank = Bank()
    teams: tuple[TeamEntry, ...] = ()
    seats: tuple[SeatEntry, ...] = ()


def load(path: Path) -> UnionFile:
    """Read and check a union's file. Raises pydantic's ValidationError or TOMLDecodeError."""
    return UnionFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
