"""Which report is asked for: the table is the specification."""

from datetime import date

import pytest

from union.reporting import Asked, Kind, asked

TODAY = date(2026, 11, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
THIRD = (date(2026, 7, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", Asked(None)),
        ("đoàn viên", Asked(Kind.MEMBERS)),
        ("dv", Asked(Kind.MEMBERS)),
        ("doanvien", Asked(Kind.MEMBERS)),
        (
            "taichinh 01/01/2015 30/04/2017",
            Asked(Kind.FINANCE, date(2015, 1, 1), date(2017, 4, 30)),
        ),
        ("tài chính quý 3", Asked(Kind.FINANCE, *THIRD)),
        ("tai chinh quy III nam 2025", Asked(Kind.FINANCE, date(2025, 7, 1), date(2025, 9, 30))),
        ("tai chinh thang 10", Asked(Kind.FINANCE, date(2026, 10, 1), date(2026, 10, 31))),
        ("tài chính năm 2026", Asked(Kind.FINANCE, *YEAR)),
        ("tài chính 2026", Asked(Kind.FINANCE, *YEAR)),
        ("thu chi tháng trước", Asked(Kind.FINANCE, date(2026, 10, 1), date(2026, 10, 31))),
        (
            "tài chính từ 1/1 đến 31/3/2026",
            Asked(Kind.FINANCE, date(2026, 1, 1), date(2026, 3, 31)),
        ),
        (
            "tai chinh 1/4/2026 - 30/6/2026",
            Asked(Kind.FINANCE, date(2026, 4, 1), date(2026, 6, 30)),
        ),
        ("tài chính", Asked(Kind.FINANCE)),
        ("quỹ", Asked(Kind.FUND)),
        ("quy", Asked(None)),  # quỹ or quý: asked, not guessed
        ("quy 3", Asked(None, *THIRD)),
        ("quý 3", Asked(None, *THIRD)),
        ("quỹ quý 3", Asked(Kind.FUND, *THIRD)),
        ("qtt năm 2026", Asked(Kind.FUND, *YEAR)),
        (
            "quỹ tương trợ 1/1/2018 31/12/2022",
            Asked(Kind.FUND, date(2018, 1, 1), date(2022, 12, 31)),
        ),
        ("thi đua năm 2026", Asked(Kind.TITLES, *YEAR)),
        ("họp quý 3", Asked(Kind.MEETINGS, *THIRD)),
        ("họp bch", Asked(Kind.MEETINGS)),
        ("nam 2026", Asked(Kind.YEAR, *YEAR)),
        ("năm", Asked(Kind.YEAR, *YEAR)),
        ("năm nay", Asked(Kind.YEAR, *YEAR)),
        ("năm ngoái", Asked(Kind.YEAR, date(2025, 1, 1), date(2025, 12, 31))),
        ("tổng kết năm 2025", Asked(Kind.YEAR, date(2025, 1, 1), date(2025, 12, 31))),
        ("2026", Asked(Kind.YEAR, *YEAR)),
        ("tháng 10", Asked(None, date(2026, 10, 1), date(2026, 10, 31))),
    ],
)
def test_asked(text: str, meant: Asked) -> None:
    assert asked(text, TODAY) == meant


@pytest.mark.parametrize(
    "text",
    [
        "1", "tổ 3", "tài chính linh tinh", "tài chính 31/02/2026 1/3/2026", "với anh là em ốm",
        "hoạt động quý 3", "năm 3", "tài chính 1/1/2026", "tài chính 1/1 2/2 3/3", "họp mai",
        "tài chính " + "rất " * 40,
    ],
)  # fmt: skip
def test_what_is_not_read_whole_is_not_read(text: str) -> None:
    assert asked(text, TODAY) is None
