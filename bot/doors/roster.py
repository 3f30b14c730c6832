"""`congdoan import members FILE`: a roster from .csv or .xlsx, previewed before it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.doors import sheets
from bot.doors.progress import Bar
from bot.doors.sheets import MOST_ROWS, BadFile, text_of
from storage.work import Work, open_work
from union import dates, names, phones, words
from union.members import Member, Sex
from union.words import NotUnderstood

HEADERS = {
    "name": ("ho ten", "ho va ten", "ten", "name"),
    "birth": ("ngay sinh", "nam sinh", "sinh ngay", "birth date"),
    "sex": ("gioi tinh", "nu", "phai", "sex"),
    "team": ("to", "to cong doan", "to so", "team"),
    "phone": ("so dien thoai", "dien thoai", "sdt", "phone"),
}
OLDEST = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the roster; `line` as a spreadsheet counts."""

    line: int
    name: str
    born: date | None
    birth_year: int | None
    sex: Sex
    team: int | None
    phone: str


@dataclass(slots=True)
class Preview:
    new: list[Entry] = field(default_factory=list)
    changed: list[tuple[Member, Entry]] = field(default_factory=list)
    same: int = 0
    problems: list[str] = field(default_factory=list)


def read(path: Path, today: date) -> tuple[list[Entry], list[str]]:
    """The entries, and what could not be read: one Vietnamese sentence a line."""
    rows = sheets.rows(path)
    columns = sheets.columns(next(rows, []), HEADERS)
    if "name" not in columns:
        raise BadFile("Không thấy cột “Họ tên” ở dòng đầu của tệp.")
    return _entries(rows, columns, today)


def _entries(
    rows: Iterator[list[Any]], columns: dict[str, int], today: date
) -> tuple[list[Entry], list[str]]:
    entries: list[Entry] = []
    problems, seen = [], dict[tuple[Any, ...], int]()
    for line, row in enumerate(rows, start=2):
        if line > MOST_ROWS:
            raise BadFile(f"Tệp có hơn {MOST_ROWS} dòng.")
        cells = {name: row[at] if at < len(row) else None for name, at in columns.items()}
        if not any(cells.values()):
            continue
        try:
            entry = _entry(line, cells, today)
            who = (entry.name, entry.born, entry.birth_year, entry.phone)
            if seen.setdefault(who, line) != line:
                raise BadFile(f"trùng với dòng {seen[who]}.")
            entries.append(entry)
        except NotUnderstood:
            problems.append(f"Dòng {line}: ngày sinh hoặc số điện thoại chưa đúng.")
        except BadFile as bad:
            problems.append(f"Dòng {line}: {bad}")
    return entries, problems


def _entry(line: int, cells: dict[str, Any], today: date) -> Entry:
    name = words.normal(str(cells.get("name") or ""))
    if not names.looks_like_name(name):
        raise BadFile(f"họ tên “{name}” chưa đúng.")
    born, year = _birth(cells.get("birth"), today)
    team = "".join(letter for letter in text_of(cells.get("team")) if letter.isdecimal())
    phone = text_of(cells.get("phone"))
    return Entry(
        line,
        names.proper(name),
        born,
        year,
        _sex(cells.get("sex")),
        int(team) if team else None,
        phones.phone(phone) if phone else "",
    )


def _birth(cell: Any, today: date) -> tuple[date | None, int | None]:
    if isinstance(cell, datetime):
        return cell.date(), cell.year
    if isinstance(cell, date):
        return cell, cell.year
    text = text_of(cell)
    if not text:
        return None, None
    if text.isdecimal() and len(text) == 4 and today.year - OLDEST < int(text) < today.year:
        return None, int(text)
    born = dates.birth_date(text, today)
    return born, born.year


def _sex(cell: Any) -> Sex:
    said = words.fold(str(cell or ""))
    if said in ("nu", "f", "x", "female"):
        return Sex.FEMALE
    return Sex.MALE if said in ("nam", "m", "male") else Sex.UNKNOWN


# --- against the register -------------------------------------------------------------------


async def preview(work: Work, entries: list[Entry]) -> Preview:
    """What keeping these entries would add and change; nothing is written."""
    made = Preview()
    numbers = {team.number for team in await work.teams.all()}
    with Bar("Đối chiếu danh sách", len(entries)) as bar:
        for entry in entries:
            bar.step(1)
            if entry.team is not None and entry.team not in numbers:
                made.problems.append(f"Dòng {entry.line}: chưa có tổ số {entry.team}.")
            elif (row := await _row_of(work, entry)) is None:
                made.new.append(entry)
            elif _differs(row, entry):
                made.changed.append((row, entry))
            else:
                made.same += 1
    return made


async def _row_of(work: Work, entry: Entry) -> Member | None:
    """The same person: name and birth date (or year), or name and telephone."""
    for row in await work.members.by_name(entry.name):
        if entry.phone and row.phone == entry.phone:
            return row
        year = row.birth_year in (None, entry.birth_year)
        if entry.born and (row.birth_date == entry.born or (row.birth_date is None and year)):
            return row
        if not entry.born and (entry.birth_year is None or year):
            return row
    return None


def _differs(row: Member, entry: Entry) -> bool:
    return (
        (entry.born is not None and row.birth_date != entry.born)
        or (entry.birth_year is not None and row.birth_year != entry.birth_year)
        or (bool(entry.phone) and row.phone != entry.phone)
        or (entry.sex is not Sex.UNKNOWN and row.sex is not entry.sex)
        or (entry.team is not None and (row.team is None or row.team.number != entry.team))
    )


async def keep(engine: AsyncEngine, union_id: int, entries: list[Entry], now: datetime) -> Preview:
    """Write the roster in one transaction; doing it again changes nothing."""
    async with open_work(engine, union_id, now) as work:
        await work.lock()
        made = await preview(work, entries)
        teams = {team.number: team.id for team in await work.teams.all()}
        for entry in made.new:
            await work.members.add(
                entry.name,
                entry.sex,
                born=entry.born,
                birth_year=entry.birth_year,
                phone=entry.phone,
                team_id=teams.get(entry.team or 0),
            )
        for row, entry in made.changed:
            await work.members.change(row.id, **_values(entry, teams))
        work.log.add("roster.imported", f"{len(made.new)}+{len(made.changed)}", None)
        return made


def _values(entry: Entry, teams: dict[int, int]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if entry.born:
        values["birth_date"] = entry.born
    elif entry.birth_year:
        values["birth_year"] = entry.birth_year
    if entry.phone:
        values["phone"] = entry.phone
    if entry.sex is not Sex.UNKNOWN:
        values["sex"] = entry.sex.value
    if entry.team is not None:
        values["team_id"] = teams[entry.team]
    return values
