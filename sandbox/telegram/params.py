"""The parameters of a call, whether they came as JSON, as a form or in parts."""

from dataclasses import dataclass, field
from typing import Any

import orjson


@dataclass(slots=True)
class Upload:
    name: str
    mime: str
    data: bytes

    def __repr__(self) -> str:
        return f"<{self.name}, {self.mime}, {len(self.data)} bytes>"


@dataclass(slots=True)
class Params:
    values: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if isinstance(value, str):
            return value
        return "" if value is None else orjson.dumps(value).decode()

    def number(
        self, name: str, default: int = 0, least: int | None = None, most: int | None = None
    ) -> int:
        """Like the server: what is no number is zero, what is out of range is moved into it."""
        value = self.values.get(name)
        if value in (None, ""):
            return default
        try:
            number = int(value)
        except (TypeError, ValueError):
            number = 0
        number = number if least is None else max(number, least)
        return number if most is None else min(number, most)

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def structure(self, name: str) -> Any:
        """A JSON value, or None; raises ValueError on what is not JSON."""
        value = self.values.get(name)
        if value in (None, ""):
            return None
        return orjson.loads(value) if isinstance(value, str) else value

    @property
    def chat_id(self) -> int | None:
        try:
            return int(self.values.get("chat_id"))  # type: ignore[arg-type]
        except (TypeError, ValueError):
            return None

    def as_seen(self) -> dict[str, Any]:
        return {**self.values, **self.files}
