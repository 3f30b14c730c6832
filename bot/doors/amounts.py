"""`congdoan import dues FILE`: what each member's dues are, by an amount or a salary.

Columns: họ tên, tổ (where two share a name), số tiền or lương, từ tháng (else the month now).
"""

import argparse
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import real_time
from bot.doors import sheets
from bot.doors.common import at_head
from bot.doors.joining import agreed, chosen_union
from bot.doors.sheets import MOST_ROWS, BadFile, text_of
from config.settings import Settings
from storage.engine import open_engine
from storage.work import Work, open_work
from union import dates, names, words
from union.calendar import day_of
from union.dues import HIGHEST_SALARY, Basis, BasisKind, basis_on, first_day_of, period_of
from union.members import Member
from union.money import money, money_text
from union.words import NotUnderstood

HEADERS = {
    "name": ("ho ten", "ho va ten", "ten", "name"),
    "team": ("to", "to cong doan", "so to", "team"),
    "amount": ("doan phi", "muc dong", "so tien", "doan phi moi thang", "amount"),
    "salary": ("luong", "luong dong bhxh", "tien luong", "salary"),
    "since": ("tu thang", "tu", "ap dung tu", "since"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    line: int
    name: str
    team: int | None
    kind: BasisKind
    amount: int
    period: int


@dataclass(slots=True)
class Preview:
    new: list[tuple[Member, Entry]] = field(default_factory=list)
    same: int = 0
    problems: list[str] = field(default_factory=list)


def read(path: Path, today: date) -> tuple[list[Entry], list[str]]:
    """The entries, and what could not be read: one Vietnamese sentence a line."""
    rows = sheets.rows(path)
    columns = sheets.columns(next(rows, []), HEADERS)
    if "name" not in columns or not {"amount", "salary"} & set(columns):
        raise BadFile("Dòng đầu của tệp cần cột “Họ tên” và cột “Số tiền” hoặc “Lương”.")
    entries: list[Entry] = []
    problems: list[str] = []
    for line, row in enumerate(rows, start=2):
        if line > MOST_ROWS:
            raise BadFile(f"Tệp có hơn {MOST_ROWS} dòng.")
        cells = {name: text_of(row[at]) if at < len(row) else "" for name, at in columns.items()}
        if not any(cells.values()):
            continue
        try:
            entries.append(_entry(line, cells, today))
        except NotUnderstood:
            problems.append(f"Dòng {line}: số tiền hoặc tháng chưa đọc được.")
        except BadFile as bad:
            problems.append(f"Dòng {line}: {bad}")
    return entries, problems


def _entry(line: int, cells: dict[str, str], today: date) -> Entry:
    if not cells["name"]:
        raise BadFile("thiếu họ tên.")
    given = {kind: cells.get(kind.value, "") for kind in BasisKind if cells.get(kind.value)}
    if len(given) != 1:
        raise BadFile("cần đúng một trong hai: số tiền hoặc lương.")
    ((kind, said),) = given.items()
    found = money(said)
    if not found.certain or found.amount > HIGHEST_SALARY:
        raise BadFile(f"số tiền “{said}” chưa rõ.")
    team = words.fold(cells.get("team", "")).removeprefix("to ")
    since = cells.get("since", "")
    period = period_of(dates.period(since, today)[0]) if since else period_of(today)
    return Entry(
        line,
        names.proper(cells["name"]),
        int(team) if team.isdigit() else None,
        kind,
        found.amount,
        period,
    )


async def preview(work: Work, entries: list[Entry]) -> Preview:
    made, seen = Preview(), dict[tuple[int, int], int]()
    for entry in entries:
        people = await work.members.by_name(entry.name)
        if entry.team is not None and len(people) > 1:
            people = [one for one in people if one.team and one.team.number == entry.team]
        if len(people) != 1:
            what = "có hơn một người tên này, ghi thêm tổ" if people else "không có trong danh sách"
            made.problems.append(f"Dòng {entry.line}: {entry.name} {what}.")
            continue
        if seen.setdefault((people[0].id, entry.period), entry.line) != entry.line:
            made.problems.append(f"Dòng {entry.line}: {entry.name} đã có ở một dòng trên.")
        elif await _is_known(work, people[0], entry):
            made.same += 1
        else:
            made.new.append((people[0], entry))
    return made


async def _is_known(work: Work, member: Member, entry: Entry) -> bool:
    known = basis_on(await work.dues.bases(member.id), entry.period)
    return known is not None and (known.kind, known.amount) == (entry.kind, entry.amount)


async def keep(engine: AsyncEngine, union_id: int, entries: list[Entry], now: datetime) -> Preview:
    """In one transaction; doing it again changes nothing. Months not charged yet are charged."""
    async with open_work(engine, union_id, now) as work:
        await work.lock()
        made = await preview(work, entries)
        for member, entry in made.new:
            basis = Basis(entry.kind, entry.amount, first_day_of(entry.period))
            await work.dues.set_basis(member.id, basis, None)
            await work.dues.charge(member.id, entry.period, period_of(work.today))
        if made.new:
            work.log.add("dues.imported", str(len(made.new)), None)
        return made


async def import_dues(settings: Settings, arguments: argparse.Namespace) -> None:
    await at_head(settings)
    now = real_time()
    entries, problems = read(Path(arguments.file), day_of(now))
    engine = open_engine(settings.database_url)
    try:
        union_id = await chosen_union(engine, arguments.union)
        async with open_work(engine, union_id, now) as work:
            made = await preview(work, entries)
        _show(problems, made)
        if not made.new:
            return
        if not arguments.yes and not agreed("Ghi mức đóng? (c/k) "):
            print("Chưa ghi gì.")
            return
        await keep(engine, union_id, entries, now)
        print("Đã ghi.")
    finally:
        await engine.dispose()


def _show(problems: list[str], made: Preview) -> None:
    for problem in problems + made.problems:
        print(problem)
    sums: dict[Any, int] = dict.fromkeys(BasisKind, 0)
    for _, entry in made.new:
        sums[entry.kind] += entry.amount
    print(
        f"Ghi mức đóng của {len(made.new)} người: số tiền cộng "
        f"{money_text(sums[BasisKind.AMOUNT])}, lương cộng {money_text(sums[BasisKind.SALARY])}; "
        f"giữ nguyên {made.same}."
    )
