"""The workbook: formulas over the vouchers come to what the book says."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from reports import workbook
from tests.reports.sample import fin_003, year
from union.figures import Behind, BookedLine, ItemSum

SUM = re.compile(r"=SUM\(([A-Z])(\d+):[A-Z](\d+)\)")
CELL = re.compile(r"(?:'([^']+)'!)?([A-Z])(\d+)")


def line(item: str, amount: int, number: int, **more: Any) -> BookedLine:
    found = fin_003()
    told = {"text": "", "reverses": ""} | more
    return BookedLine(
        item, f"TC-PT-{number:03}", 2016, found.since, found.until, "bank", amount, **told
    )


def behind() -> Behind:
    """Every item in two vouchers and one that was taken back; half of opening inside."""
    found = fin_003()
    lines = [line("opening", 463_113, 1, opening=True)]
    for n, item in enumerate((*found.income, *found.spending), 2):
        lines += [line(item.key, item.amount - 1000, n), line(item.key, 1000, n)]
    lines += [line("dues", 500, 80, text="=HYPERLINK(1)\x07"), line("dues", -500, 81, reverses="X")]
    carried = (ItemSum("opening", "10", "Số dư đầu kỳ", 22_000_000),)
    return Behind(year().union, "TC", found, tuple(lines), carried, found.until)


def value(book: Workbook, sheet: str, name: str) -> Any:
    """What a program that computes would show."""
    held = book[sheet][name].value
    if not (isinstance(held, str) and held.startswith("=") and book[sheet][name].data_type == "f"):
        return held
    if found := SUM.fullmatch(held):
        column, first, last = found[1], int(found[2]), int(found[3])
        return sum(value(book, sheet, f"{column}{row}") or 0 for row in range(first, last + 1))
    if held.startswith("=IF"):
        one, other = (value(book, sheet, cell) for cell in re.findall(r"[DE]\d+", held))
        return "khớp" if one == other else "lệch"
    parts = re.split(r"([+-])", held[1:])
    total = 0
    for sign, part in zip(["+", *parts[1::2]], parts[::2], strict=True):
        where = CELL.fullmatch(part)
        got = value(book, where[1] or sheet, where[2] + where[3]) if where else int(part)
        total += -got if sign == "-" else got
    return total


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def rows(book: Workbook) -> dict[str, tuple[Any, Any, Any, Any]]:
    """Name → formula's value, book's value, whether they agree, share."""
    sheet = book[workbook.SUMMARY]
    return {
        sheet[f"C{row}"].value: tuple(value(book, sheet.title, f"{c}{row}") for c in "DEFG")
        for row in range(8, sheet.max_row + 1)
        if sheet[f"D{row}"].data_type == "f"
    }  # type: ignore[misc]


def test_formulas_come_to_what_the_book_says() -> None:
    found, read = fin_003(), rows(opened(workbook.xlsx(behind())))
    assert [row[0] for row in read.values()] == [row[1] for row in read.values()]
    assert {row[2] for row in read.values()} == {"khớp"}
    assert read["Số dư đầu kỳ (01/01/2015)"][0] == found.opening == 22_463_113
    assert read["Tổng thu trong kỳ"][0] == 280_248_980
    assert read["Tổng nguồn (I + II)"][0] == 302_712_093
    assert read["Tổng chi"][0] == 283_822_400
    assert read["Số dư cuối kỳ (30/4/2017) (III - IV)"][0] == 18_889_693
    assert read["Chi hoạt động phong trào"][3] == 0.256
    assert read["Thu đoàn phí"][3] is None
    assert len(read) == 5 + 9


def test_a_figure_that_its_vouchers_do_not_come_to_is_seen() -> None:
    wrong = replace(behind(), lines=behind().lines[:-1])
    assert rows(opened(workbook.xlsx(wrong)))["Thu đoàn phí"][2] == "lệch"


def test_every_item_has_a_sheet_with_its_vouchers() -> None:
    book = opened(workbook.xlsx(behind()))
    assert book.sheetnames[:3] == ["Tổng hợp", "Số dư đầu kỳ", "Thu đoàn phí"]
    sheet = book["Thu đoàn phí"]
    codes = [sheet[f"D{row}"].value for row in range(4, 8)]
    assert codes == ["TC-PT-002", "TC-PT-002", "TC-PT-080", "TC-PT-081"]
    assert sheet["F7"].value == "Hủy phiếu X"
    assert (sheet["F6"].value, sheet["F6"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["G8"].value == "=SUM(G4:G7)"


def test_an_empty_book_and_names_no_sheet_may_bear() -> None:
    found = replace(fin_003(), opening=0, income=(), spending=())
    empty = Behind(year().union, "TC", found, (), (), found.until)
    assert {row[:3] for row in rows(opened(workbook.xlsx(empty))).values()} == {(0, 0, "khớp")}
    names = ("Chi: 'a/b' [c]*?", "Chi: 'a/b' [C]*?", "tổng hợp", "x" * 40, "x" * 40 + "y", "'")
    items = tuple(ItemSum(f"k{n}", "", name, 0) for n, name in enumerate(names))
    book = opened(workbook.xlsx(replace(empty, finance=replace(found, income=items))))
    assert len({name.lower() for name in book.sheetnames}) == 2 + len(names)
    assert all(len(name) <= 31 for name in book.sheetnames)
