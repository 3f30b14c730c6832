"""The frame of the annual report (report.toml): headings and what an officer must still write."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

Strict = ConfigDict(extra="forbid", frozen=True)
SECTIONS = (
    "care", "propaganda", "emulation", "organisation", "women", "finance", "inspection",
)  # fmt: skip
_NAMES = {"year": 2026, "next": 2027, "union": "CĐCS", "workers": "đoàn viên", "upper": "CĐ"}


class Section(BaseModel):
    model_config = Strict
    key: str
    name: str
    ask: tuple[str, ...] = ()


class General(BaseModel):
    model_config = Strict
    heading: str
    good: str
    hard: str
    people: str
    committee: str
    ask_good: str
    ask_hard: str
    ask_workers: str


class Headings(BaseModel):
    model_config = Strict
    results: str
    limits: str
    plans: str
    ask_limits: str
    ask_plan: str


class ReportFrame(BaseModel):
    model_config = Strict
    place: str = ""
    symbol: str
    draft: str = ""
    font: str = "Times New Roman"
    recipients: tuple[str, ...]
    keep: str
    title: str
    about: str
    opening: str
    closing: str
    workers: dict[str, str]
    section: tuple[Section, ...] = Field(min_length=7, max_length=7)
    general: General
    headings: Headings

    @model_validator(mode="after")
    def _readable(self) -> "ReportFrame":
        """The seven sections in their order, and no name in braces that nobody knows."""
        if tuple(one.key for one in self.section) != SECTIONS:
            raise ValueError(f"sections are {', '.join(SECTIONS)}")
        try:
            for text in _texts(self.model_dump()):
                text.format(**_NAMES)
        except (KeyError, IndexError, ValueError) as problem:
            raise ValueError(f"no such name in braces: {problem}") from None
        return self

    def workers_of(self, kind: str) -> str:
        """How a unit of this kind calls those who work there."""
        return self.workers.get(kind, self.workers["other"])


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value
    return [text for part in parts for text in _texts(part)]


@cache
def frame() -> ReportFrame:
    text = Path(__file__).with_name("report.toml").read_text(encoding="utf-8")
    return ReportFrame.model_validate(tomllib.loads(text))
