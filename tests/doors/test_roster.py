"""`congdoan import members`: .csv and .xlsx, a preview first, and a second time nothing new."""

import unicodedata
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.doors import founding, roster
from bot.doors.roster import BadFile, Preview
from sandbox import saobien
from storage.work import open_work
from tests.doors.losing import all_rows, opened
from union.members import Member, Sex, State

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
HEADER = ("Họ và tên", "Ngày sinh", "Giới tính", "Tổ", "Số điện thoại")
LINES: tuple[tuple[Any, ...], ...] = (
    ("Trần Văn An", "8/3/1988", "Nam", "1", "0901 234 123"),
    ("Lê Thị Bích", "20/10/1984", "Nữ", "Tổ 2", "+84 901234202"),
    ("nguyễn thị chi", "1979", "nữ", "", ""),
)


def _csv(file: Path, *lines: tuple[Any, ...], between: str = ",", mark: str = "") -> Path:
    text = mark + "\r\n".join(between.join(map(str, line)) for line in (HEADER, *lines))
    file.write_text(text, encoding="utf-8")
    return file


def _xlsx(file: Path, *lines: tuple[Any, ...]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (HEADER, *lines):
        sheet.append(line)
    book.save(file)
    return file


@pytest.fixture
async def union(database_url: str) -> AsyncIterator[tuple[AsyncEngine, int]]:
    """Sao Biển with its teams and nobody in it."""
    bare = saobien.profile().model_copy(update={"seats": ()})
    async with opened(database_url) as engine:
        await founding.found(engine, bare, b"key", NOW)
        yield engine, await founding.union_id_of(engine, saobien.CODE) or 0


async def _preview(union: tuple[AsyncEngine, int], file: Path) -> Preview:
    entries, _ = roster.read(file, TODAY)
    async with open_work(*union, NOW) as work:
        return await roster.preview(work, entries)


async def _keep(union: tuple[AsyncEngine, int], file: Path) -> Preview:
    entries, problems = roster.read(file, TODAY)
    assert problems == []
    return await roster.keep(*union, entries, NOW)


async def _members(union: tuple[AsyncEngine, int]) -> dict[str, Member]:
    async with open_work(*union, NOW) as work:
        return {member.name: member for member in await work.members.on_the_books()}


@pytest.mark.parametrize(
    "way",
    [
        lambda folder: _csv(folder / "a.csv", *LINES),
        lambda folder: _csv(folder / "a.csv", *LINES, between=";", mark="\ufeff"),
        lambda folder: _csv(folder / "a.CSV", *LINES, between="\t"),
        lambda folder: _xlsx(folder / "a.xlsx", *LINES),
        lambda folder: _xlsx(
            folder / "a.XLSX",
            ("Trần Văn An", datetime.combine(date(1988, 3, 8), time()), "Nam", 1, 901234123),
            ("Lê Thị Bích", date(1984, 10, 20), "Nữ", 2.0, 901234202.0),
            ("nguyễn thị chi", 1979, "nữ", None, None),
        ),
    ],
    ids=["csv", "semicolons and a mark", "tabs", "xlsx of words", "xlsx of numbers"],
)
async def test_a_roster_comes_in_however_it_was_saved(
    union: tuple[AsyncEngine, int], tmp_path: Path, way: Any
) -> None:
    file = way(tmp_path)
    before = await all_rows(union[0])
    seen = await _preview(union, file)
    assert (len(seen.new), len(seen.changed), seen.same, seen.problems) == (3, 0, 0, [])
    assert await all_rows(union[0]) == before  # a preview writes nothing
    await _keep(union, file)
    kept = await _members(union)
    an, bich, chi = (kept[name] for name in ("Trần Văn An", "Lê Thị Bích", "Nguyễn Thị Chi"))
    assert (an.birth_date, an.sex, an.phone) == (date(1988, 3, 8), Sex.MALE, "+84901234123")
    assert (bich.team and bich.team.number, bich.sex) == (2, Sex.FEMALE)
    assert (chi.birth_date, chi.birth_year, chi.team, chi.phone) == (None, 1979, None, "")
    assert an.state is State.ROSTER


async def test_the_same_file_again_changes_nothing(
    union: tuple[AsyncEngine, int], tmp_path: Path
) -> None:
    file = _xlsx(tmp_path / "a.xlsx", *LINES)
    await _keep(union, file)
    before = await _members(union)
    seen = await _preview(union, file)
    assert (seen.new, seen.changed, seen.same) == ([], [], 3)
    await _keep(union, file)
    assert await _members(union) == before


async def test_what_differs_is_corrected_in_place(
    union: tuple[AsyncEngine, int], tmp_path: Path
) -> None:
    await _keep(union, _csv(tmp_path / "a.csv", *LINES))
    before = await _members(union)
    changed = _csv(
        tmp_path / "b.csv",
        ("Trần Văn An", "8/3/1988", "Nam", "3", "0901 234 123"),  # another team
        ("Lê Thị Bích", "20/10/1984", "Nữ", "2", "0988 777 666"),  # another telephone
        ("Nguyễn Thị Chi", "2/5/1979", "Nữ", "1", ""),  # the whole birth date by now
    )
    seen = await _preview(union, changed)
    assert (len(seen.new), len(seen.changed), seen.same) == (0, 3, 0)
    await _keep(union, changed)
    after = await _members(union)
    assert {name: member.id for name, member in after.items()} == {
        name: member.id for name, member in before.items()
    }
    assert after["Trần Văn An"].team is not None
    assert after["Trần Văn An"].team.number == 3
    assert after["Lê Thị Bích"].phone == "+84988777666"
    assert after["Nguyễn Thị Chi"].birth_date == date(1979, 5, 2)


async def test_namesakes_are_told_apart(union: tuple[AsyncEngine, int], tmp_path: Path) -> None:
    lines = (
        ("Lê Thị Hoa", "1/2/1980", "Nữ", "1", ""),
        ("Lê Thị Hoa", "3/4/1990", "Nữ", "1", ""),
        ("Lê Thị Hoa", "1985", "Nữ", "1", ""),
    )
    await _keep(union, _csv(tmp_path / "a.csv", *lines))
    seen = await _preview(union, _csv(tmp_path / "b.csv", *lines))
    assert (len(seen.new), seen.same) == (0, 3)
    async with open_work(*union, NOW) as work:
        assert len(await work.members.by_name("le thi hoa")) == 3


async def test_a_row_that_knew_no_birth_learns_the_year(
    union: tuple[AsyncEngine, int], tmp_path: Path
) -> None:
    """An officer from union.toml stands in the register by name alone."""
    await _keep(union, _csv(tmp_path / "a.csv", ("Vũ Thị Giang", "", "", "", "")))
    await _keep(union, _csv(tmp_path / "b.csv", ("Vũ Thị Giang", "1976", "Nữ", "4", "")))
    kept = await _members(union)
    assert list(kept) == ["Vũ Thị Giang"]
    assert kept["Vũ Thị Giang"].birth_year == 1976


async def test_an_unknown_team_leaves_the_line_out(
    union: tuple[AsyncEngine, int], tmp_path: Path
) -> None:
    file = _csv(tmp_path / "a.csv", *LINES, ("Võ Văn Sáu", "1/1/1990", "Nam", "99", ""))
    seen = await _preview(union, file)
    assert seen.problems == ["Dòng 5: chưa có tổ số 99."]
    assert len(seen.new) == 3
    await _keep(union, file)
    assert "Võ Văn Sáu" not in await _members(union)


BAD_LINES = {
    "no such day": (("Võ Văn Sáu", "31/2/1990", "", "", ""), "ngày sinh"),
    "not yet born": (("Võ Văn Sáu", "1/1/2990", "", "", ""), "ngày sinh"),
    "a year to come": (("Võ Văn Sáu", "2990", "", "", ""), "ngày sinh"),
    "no telephone": (("Võ Văn Sáu", "1/1/1990", "", "", "12345"), "số điện thoại"),
    "no name": (("", "1/1/1990", "", "", ""), "họ tên"),
    "a formula": (("=CMD()", "1/1/1990", "", "", ""), "họ tên"),
    "twice": (("Trần Văn An", "8/3/1988", "Nam", "1", "0901234123"), "trùng với dòng 2"),
}


@pytest.mark.parametrize("bad", BAD_LINES)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, bad: str) -> None:
    line, why = BAD_LINES[bad]
    entries, (problem,) = roster.read(_csv(tmp_path / "a.csv", *LINES, line), TODAY)
    assert len(entries) == 3
    assert problem.startswith("Dòng 5: ")
    assert why in problem


def test_empty_lines_and_other_columns_are_passed_over(tmp_path: Path) -> None:
    text = "STT,HỌ TÊN,Ghi chú,Ngày sinh\n1,Trần Văn An,trưởng nhóm,8/3/1988\n,,,\n\n"
    file = tmp_path / "a.csv"
    file.write_text(unicodedata.normalize("NFD", text), encoding="utf-8")
    entries, problems = roster.read(file, TODAY)
    assert [(entry.name, entry.born) for entry in entries] == [("Trần Văn An", date(1988, 3, 8))]
    assert problems == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", "Số,Ngày\n1,2\n".encode()),
        ("a.csv", "Họ tên\nTrần Văn An".encode("utf-16")),
        ("a.csv", 'Họ tên\n"Trần Văn An'.encode()),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.xlsx", b"this is no workbook"),
        ("a.xlsx", b""),
    ],
)
def test_a_file_that_is_no_roster_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadFile):
        roster.read(tmp_path / name, TODAY)


def test_too_many_lines_are_refused(tmp_path: Path) -> None:
    lines = [("Trần Văn An", "", "", "", "")] * roster.MOST_ROWS
    with pytest.raises(BadFile, match="20000"):
        roster.read(_csv(tmp_path / "a.csv", *lines), TODAY)
