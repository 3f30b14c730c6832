"""`congdoan import dues`: amounts and salaries from a file, a preview first."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.doors import amounts, founding
from bot.doors.sheets import BadFile
from sandbox import saobien
from storage.work import open_work
from tests.doors.command import congdoan
from tests.doors.losing import all_rows, opened
from union.dues import Due
from union.members import Sex

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
UNION = Path(__file__).resolve().parents[2] / "config" / "union.example.toml"


def xlsx(file: Path, *lines: tuple[object, ...]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    book.save(file)
    return file


FILE = (
    ("Họ và tên", "Tổ", "Số tiền", "Lương", "Từ tháng"),
    ("Trần Văn An", 1, 46800, None, None),
    ("lê thị bích", "Tổ 2", None, "17.600.000", "12/2026"),
    ("Nguyễn Thị Chi", 2, "46.800đ", "", ""),
    ("Ai Đó Lạ", 1, 50000, None, None),
    ("Trần Văn An", 1, 50000, None, None),
    ("Vũ Thị Giang", 1, "năm chục", None, None),
    ("Vũ Thị Giang", 1, 46800, 9000000, None),
)


@pytest.fixture
async def union(database_url: str) -> AsyncIterator[tuple[AsyncEngine, int]]:
    bare = saobien.profile().model_copy(update={"seats": ()})
    async with opened(database_url) as engine:
        await founding.found(engine, bare, b"key", NOW)
        union_id = await founding.union_id_of(engine, saobien.CODE) or 0
        async with open_work(engine, union_id, NOW) as work:
            await work.lock()
            teams = {team.number: team.id for team in await work.teams.all()}
            for name, team in (
                ("Trần Văn An", 1), ("Lê Thị Bích", 2), ("Nguyễn Thị Chi", 1),
                ("Nguyễn Thị Chi", 2), ("Vũ Thị Giang", 1),
            ):  # fmt: skip
                await work.members.add(name, Sex.UNKNOWN, team_id=teams[team])
        yield engine, union_id


async def test_amounts_and_salaries_are_kept_once(
    union: tuple[AsyncEngine, int], tmp_path: Path
) -> None:
    entries, problems = amounts.read(xlsx(tmp_path / "dp.xlsx", *FILE), TODAY)
    assert len(entries) == 5 and [one.split(":")[0] for one in problems] == ["Dòng 7", "Dòng 8"]
    made = await amounts.keep(*union, entries, NOW)
    assert [member.name for member, _ in made.new] == [
        "Trần Văn An", "Lê Thị Bích", "Nguyễn Thị Chi",
    ]  # fmt: skip
    assert [one.split(":")[0] for one in made.problems] == ["Dòng 5", "Dòng 6"]
    async with open_work(*union, NOW) as work:
        (an,), (bich,) = [await work.members.by_name(n) for n in ("Trần Văn An", "Lê Thị Bích")]
        assert await work.dues.open(an.id) == [Due("dues", 202611, 46_800)]
        assert await work.dues.open(bich.id) == []
        assert (await work.dues.coming(bich.id))[0] == Due("dues", 202612, 88_000)
    before = await all_rows(union[0])
    again = await amounts.keep(*union, entries, NOW)
    assert (again.new, again.same) == ([], 3)
    assert await all_rows(union[0]) == before


def test_a_file_without_the_columns(tmp_path: Path) -> None:
    with pytest.raises(BadFile):
        amounts.read(xlsx(tmp_path / "x.xlsx", ("Họ tên", "Tổ"), ("An", 1)), TODAY)


async def test_the_door_looks_first(tmp_path: Path) -> None:
    good = {"DATABASE_URL": "sqlite:///d.db", "SECRET_KEY": "0123456789abcdef0123456789abcdef"}
    await congdoan(tmp_path, "init", str(UNION), **good)
    xlsx(tmp_path / "dp.xlsx", FILE[0], ("Nguyễn Thị Chi", 1, 46800, None, None))
    asked = await congdoan(tmp_path, "import", "dues", "dp.xlsx", **good)
    assert "của 1 người: số tiền cộng 46.800đ" in asked.out and "Chưa ghi gì." in asked.out
    kept = await congdoan(tmp_path, "import", "dues", "dp.xlsx", "--yes", **good)
    assert kept.code == 0 and "Đã ghi." in kept.out
