"""Buttons of reports carry days: what is no day, or no fund, only says so."""

import pytest
from sqlalchemy import func, select

from sandbox.saobien import BICH
from storage.models import tasks
from tests.bot.direct import Direct


@pytest.mark.parametrize(
    "data",
    [
        "report.xlsx", "report.xlsx:gold:20260101:20260301", "report.xlsx:mutual:1:2",
        "report.xlsx:finance:20260231:20260301", "report.xlsx:finance:20260101",
    ],
)  # fmt: skip
async def test_a_workbook_of_nothing(talk: Direct, data: str) -> None:
    (said,) = await talk.presses(BICH, data)
    assert said.startswith("Lựa chọn này")
    async with talk.engine.connect() as connection:
        assert (await connection.execute(select(func.count()).select_from(tasks))).scalar() == 0


@pytest.mark.parametrize("name", ["finance", "fund", "titles", "meetings"])
async def test_days_that_are_none_are_this_year(talk: Direct, name: str) -> None:
    for carried in ("", ":20260231:20260301", ":x:y", ":20260101"):
        (said,) = await talk.presses(BICH, f"report.{name}{carried}")
        assert "2026" in said, (carried, said)


async def test_years_nobody_can_report(talk: Direct) -> None:
    for year in (2027, 1999, 10**9):
        (said,) = await talk.presses(BICH, f"report.year:{year}")
        assert "chưa đến" in said or "chưa có số liệu" in said
    (said,) = await talk.presses(BICH, "report.year:2025")
    assert "Đang soạn báo cáo năm 2025" in said
    (said,) = await talk.presses(BICH, "report.year:2025")
    assert "đang được soạn rồi" in said
