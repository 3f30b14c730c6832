"""Funds and item codes a union begins with (items.toml); its own rows are changed after that."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Strict = ConfigDict(extra="forbid", frozen=True)


class ItemEntry(BaseModel):
    model_config = Strict
    key: str = Field(pattern=r"^[a-z_]{2,24}$")
    direction: Literal["opening", "in", "out"]
    code: str = ""
    name: str = Field(min_length=2, max_length=100)


class FundEntry(BaseModel):
    model_config = Strict
    kind: Literal["finance", "mutual"]
    code: str = Field(pattern=r"^[A-Z]{2,8}$")
    name: str
    item: tuple[ItemEntry, ...]
    words: dict[str, tuple[str, ...]] = {}  # item key → what people call it, folded


@cache
def funds() -> tuple[FundEntry, ...]:
    """Every fund with its items, in the order reports print them."""
    text = Path(__file__).with_name("items.toml").read_text(encoding="utf-8")
    return tuple(FundEntry.model_validate(one) for one in tomllib.loads(text)["fund"])
