"""A table from a .xlsx or .csv, as offices save them: the rows, and which column is which."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from bot.doors.common import Wrong
from union import words

MOST_ROWS = 20_000


class BadFile(Wrong):
    """The file cannot be read as what it should be; the message is Vietnamese."""


def rows(path: Path) -> Iterator[list[Any]]:
    """Every row with its cells; the first is the header."""
    yield from _sheet(path) if path.suffix.lower() == ".xlsx" else _csv(path)


def _sheet(path: Path) -> Iterator[list[Any]]:
    # Imported here: it is a quarter of the start of every other door.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise BadFile("Tệp không phải .xlsx đọc được.") from error
    with closing(book):
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield list(row)


def _csv(path: Path) -> Iterator[list[Any]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile("Tệp .csv cần lưu dạng UTF-8 (Excel: CSV UTF-8).") from None
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    try:
        yield from csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise BadFile("Tệp .csv viết sai: kiểm tra các dấu ngoặc kép.") from error


def columns(header: Iterable[Any], ways_of: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Column name → its place, by any of the ways people head it."""
    folded = [words.fold(str(cell or "")) for cell in header]
    return {
        name: folded.index(way)
        for name, ways in ways_of.items()
        for way in ways[::-1]
        if way in folded
    }


def text_of(cell: Any) -> str:
    """As a person reads it: a spreadsheet may keep team 2 as 2.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
