"""Banks and the six digits VietQR names them by (banks.toml)."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from union.words import fold


class Bank(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    bin: str = Field(pattern=r"^[0-9]{6}$")
    name: str
    other: tuple[str, ...] = ()


@cache
def banks() -> tuple[Bank, ...]:
    text = Path(__file__).with_name("banks.toml").read_text(encoding="utf-8")
    return tuple(Bank.model_validate(one) for one in tomllib.loads(text)["bank"])


@cache
def _by_name() -> dict[str, str]:
    return {_key(word): bank.bin for bank in banks() for word in (bank.bin, bank.name, *bank.other)}


def bin_of(name: str) -> str:
    """The six digits of “Vietcombank”, “VCB” or “Ngân hàng Ngoại thương”; empty if unknown."""
    return _by_name().get(_key(name), "")


def _key(name: str) -> str:
    words = [word for word in fold(name).split() if word not in ("ngan", "hang", "nh", "tmcp")]
    return "".join(words)
