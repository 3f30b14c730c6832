"""Samples of the reports."""

from datetime import date
from typing import Any

from bot.texts.samples.people import NOW, ONE, UNION
from union.figures import Finance, ItemSum
from union.loans import Figures as Mutual
from union.meetings import Figures as Meetings
from union.members import Count
from union.titles import Figures as Titles
from union.titles import Title, Who

DAYS = (date(2015, 1, 1), date(2017, 4, 30))
FINANCE = Finance(
    "Tài chính công đoàn",
    *DAYS,
    22_463_113,
    (
        ItemSum("dues", "22", "Thu đoàn phí", 59_853_925),
        ItemSum("from_upper", "", "Kinh phí cấp trên cấp", 96_150_000),
        ItemSum("other_in", "", "Thu khác", 124_245_055),
    ),
    (
        ItemSum("movement", "", "Chi hoạt động phong trào", 72_564_800),
        ItemSum("visits", "", "Chi thăm hỏi", 19_167_100),
        ItemSum("administration", "", "Chi hành chính", 6_396_000),
        ItemSum("allowance", "", "Chi phụ cấp", 34_910_000),
        ItemSum("other_out", "", "Chi khác", 121_884_500),
        ItemSum("remitted", "", "Nộp kinh phí về trên", 28_900_000),
    ),
)
MUTUAL = Mutual(251_000_000, 500_000, 60, 270_000_000, 248_500_000, 21_500_000, 7, 0, 8_500_000)
WORKER = Title("ldtt", "Lao động tiên tiến", "LĐTT", ("ldtt",), Who.ALL, 2024)
TITLES = [
    Titles(WORKER, Count(31, 20), Count(25, 16), Count(6, 4)),
    Titles(WORKER, Count(7, 4), Count(0, 0), Count(0, 0)),
    Titles(WORKER, Count(0, 0), Count(0, 0), Count(0, 0)),
]

SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "report.which": [(True, None, 2026), (False, None, 2026), (True, DAYS, 2026)],
    "report.unclear": [(True, 2026), (False, 2026)],
    "report.not_begun": [(date(2027, 1, 1),)],
    "report.turned_round": [("report.finance", DAYS[::-1])],
    "report.members": [
        (UNION, NOW, Count(46, 29), 5, [(ONE, Count(7, 4)), (None, Count(1, 0))]),
    ],
    "report.finance": [(FINANCE,), (Finance("Tài chính công đoàn", *DAYS, 0),)],
    "report.fund": [(MUTUAL, DAYS), (Mutual(0, 0, 0, 0, 0, 0, 0, 0, 0), DAYS)],
    "report.titles": [(2026, TITLES), (2027, [])],
    "report.meetings": [
        (Meetings(20, 25, 19, 315, 300, 301), DAYS),
        (Meetings(0, 0, 0, 0, 0, 0), DAYS),
    ],
    "report.making_year": [(2026, True), (2026, False)],
    "report.making_workbook": [(True,), (False,)],
    "report.year_made": [(2026, date(2026, 11, 21), 18), (2025, date(2025, 12, 31), 0)],
    "report.workbook_made": [("Tài chính công đoàn", DAYS, 9)],
    "report.not_made": [("report.year:2026",)],
}
