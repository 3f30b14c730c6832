"""The file of a backup: a zip with a manifest and one list of rows a table."""

import hashlib
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson

from bot.doors.common import Wrong

FORMAT = 1
MANIFEST = "manifest.json"
UNREADABLE = "Tệp không phải bản sao lưu đọc được, hoặc đã hỏng."
# KeyError: no such part. RuntimeError: somebody put a password on it.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, orjson.JSONDecodeError, KeyError, RuntimeError)


class BadBackup(Wrong):
    """The file or the database does not allow it; the message is for the operator."""


@dataclass(frozen=True, slots=True)
class Part:
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in the file, and how it proves that it is whole."""

    revision: str
    created: str
    tables: dict[str, Part] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.tables.values())


class Writer:
    def __init__(self, made: zipfile.ZipFile, manifest: Manifest) -> None:
        self._zip = made
        self.manifest = manifest

    def add(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        """One table, a row a line, never more than one batch in memory."""
        digest, count = hashlib.sha256(), 0
        with self._zip.open(_name(table), "w", force_zip64=True) as part:
            for row in rows:
                line = orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
                digest.update(line)
                part.write(line)
                count += 1
        self.manifest.tables[table] = Part(count, digest.hexdigest())


@contextmanager
def writing(file: Path, revision: str, created: str) -> Iterator[Writer]:
    """A new archive. It gets its name when it is complete and on the disk; others see nothing."""
    number, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)  # mode 0600
    try:
        with os.fdopen(number, "wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as made:
                writer = Writer(made, Manifest(revision, created))
                yield writer
                content = {"format": FORMAT, **asdict(writer.manifest)}
                made.writestr(MANIFEST, orjson.dumps(content, option=orjson.OPT_INDENT_2))
            raw.flush()
            os.fsync(raw.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def manifest_of(file: Path) -> Manifest:
    with _opened(file) as made:
        content = orjson.loads(made.read(MANIFEST))
    try:
        if content["format"] != FORMAT:
            raise BadBackup("Tệp sao lưu có dạng mà bản này chưa đọc được. Hãy cập nhật trước.")
        tables = {name: Part(**part) for name, part in content["tables"].items()}
        return Manifest(content["revision"], content["created"], tables)
    except (KeyError, TypeError, AttributeError) as damage:
        raise BadBackup(UNREADABLE) from damage


def check(file: Path, manifest: Manifest, step: Callable[[int], None]) -> None:
    """Read everything once: each table must be there exactly as it was written."""
    with _opened(file) as made:
        inside = set(made.namelist())
        if inside != {MANIFEST, *map(_name, manifest.tables)}:
            raise BadBackup("Tệp sao lưu thiếu hoặc thừa bảng dữ liệu.")
        for table, part in manifest.tables.items():
            digest, count = hashlib.sha256(), 0
            with made.open(_name(table)) as lines:
                for line in lines:
                    digest.update(line)
                    count += 1
            if (count, digest.hexdigest()) != (part.rows, part.sha256):
                raise BadBackup(f"Tệp sao lưu đã hỏng ở bảng {table}. Hãy dùng một tệp khác.")
            step(count)


def rows(file: Path, table: str) -> Iterator[dict[str, Any]]:
    with _opened(file) as made, made.open(_name(table)) as lines:
        for line in lines:
            yield orjson.loads(line)


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as made:
            yield made
    except _DAMAGE as damage:
        raise BadBackup(UNREADABLE) from damage


def _name(table: str) -> str:
    return f"{table}.jsonl"
