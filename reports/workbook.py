"""A fund's figures as .xlsx: every sum is a formula over the vouchers behind it, and is checked.

A column beside the formulas holds what the book itself summed; a third says whether both agree.
Programs that compute nothing (previews on telephones) still show the book's column.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.annual_words import in_full
from reports.paper import clean
from union.figures import Behind, BookedLine, Finance, ItemSum, paper_day, tenths_of_percent
from union.money import money_in_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONEY, DAY, SHARE = "#,##0", "DD/MM/YYYY", "0.0%"
SUMMARY, OPENING = "Tổng hợp", "Số dư đầu kỳ"
METHODS = {"cash": "tiền mặt", "bank": "chuyển khoản"}
HEAD = ("TT", "Mã", "Nội dung", "Số tiền (cộng từ phiếu)", "Theo sổ", "Đối chiếu", "Tỷ lệ chi")
LINES_HEAD = ("TT", "Ngày ghi sổ", "Ngày chứng từ", "Số phiếu", "Hình thức", "Nội dung", "Số tiền")
SIGNERS = ("Người lập", "Kế toán", "Ủy ban Kiểm tra", "Chủ tịch")

_FONT = "Times New Roman"
_PLAIN, _BOLD = Font(name=_FONT, size=12), Font(name=_FONT, size=12, bold=True)
_TITLE = Font(name=_FONT, size=14, bold=True)
_THIN = Side(style="thin")
_RULED = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def xlsx(behind: Behind) -> bytes:
    """A sheet of figures, a sheet of what was carried over, a sheet for every item."""
    book = Workbook()
    summary: Worksheet = book.active  # type: ignore[assignment]
    summary.title = SUMMARY
    opening = _opening(book, behind)
    totals = {
        (direction, item.key): _item(book, item, behind.lines)
        for direction, items in (("in", behind.finance.income), ("out", behind.finance.spending))
        for item in items
    }
    _summary(summary, behind, opening, totals)
    book.calculation.fullCalcOnLoad = True
    book.properties.creator = clean(behind.union.name)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


# --- the vouchers ---------------------------------------------------------------------------


def _item(book: Workbook, item: ItemSum, lines: Sequence[BookedLine]) -> str:
    """One item's vouchers; where its sum stands, as a formula names it."""
    sheet = book.create_sheet(_free_name(book, item.name))
    return _listed(sheet, item.name, [line for line in lines if line.item == item.key])


def _opening(book: Workbook, behind: Behind) -> str:
    """What was in the book before the first day, by item, and opening vouchers since."""
    sheet = book.create_sheet(OPENING)
    _heading(sheet, f"{OPENING} ({paper_day(behind.finance.since)})", LINES_HEAD)
    row = 4
    for item in behind.carried:
        _row(sheet, row, [row - 3, None, None, None, None, f"Kỳ trước: {item.name}", item.amount])
        row += 1
    for line in behind.lines:
        if line.opening:
            _row(sheet, row, _cells(row - 3, line))
            row += 1
    return _total(sheet, row)


def _listed(sheet: Worksheet, title: str, lines: Sequence[BookedLine]) -> str:
    _heading(sheet, title, LINES_HEAD)
    for place, line in enumerate(lines, 1):
        _row(sheet, place + 3, _cells(place, line))
    return _total(sheet, len(lines) + 4)


def _cells(place: int, line: BookedLine) -> list[Any]:
    text = f"Hủy phiếu {line.reverses}. {line.text}".rstrip(". ") if line.reverses else line.text
    method = METHODS.get(line.method, "")
    return [place, line.booked_on, line.happened_on, line.code, method, text, line.amount]


def _heading(sheet: Worksheet, title: str, head: Sequence[str]) -> None:
    _put(sheet, 1, 1, title, font=_TITLE)
    for column, name in enumerate(head, 1):
        _put(sheet, 3, column, name, font=_BOLD, border=_RULED, alignment=_CENTRE)
    _laid_out(sheet, (6, 14, 14, 16, 14, 48, 20), "A4")


def _row(sheet: Worksheet, row: int, values: Sequence[Any]) -> None:
    for column, value in enumerate(values, 1):
        made = _put(sheet, row, column, value, border=_RULED, alignment=_WRAPPED)
        if column in (2, 3):
            made.number_format = DAY
        elif column == len(values):
            made.number_format = MONEY


def _total(sheet: Worksheet, row: int) -> str:
    """The last row: a formula over all above it."""
    _put(sheet, row, 6, "Cộng", font=_BOLD, border=_RULED)
    formula = f"=SUM(G4:G{row - 1})" if row > 4 else "=0"
    _put(sheet, row, 7, formula, font=_BOLD, border=_RULED, number_format=MONEY, formula=True)
    return f"'{sheet.title}'!G{row}"


# --- the figures ----------------------------------------------------------------------------


def _summary(
    sheet: Worksheet, behind: Behind, opening: str, totals: dict[tuple[str, str], str]
) -> None:
    found = behind.finance
    _top(sheet, behind)
    rows: list[tuple[str, str, str, str, int, bool]] = []  # TT, code, name, formula, value, strong
    first_in, first_out = 10, 12 + len(found.income)
    last_in, last_out = first_in + len(found.income) - 1, first_out + len(found.spending) - 1
    rows.append(
        ("I", "", f"Số dư đầu kỳ ({paper_day(found.since)})", f"={opening}", found.opening, True)
    )
    income, spent = _summed(first_in, last_in), _summed(first_out, last_out)
    rows.append(("II", "", "Tổng thu trong kỳ", income, found.total_income, True))
    rows += _of(found.income, "in", totals)
    rows.append(("III", "", "Tổng nguồn (I + II)", "=D8+D9", found.total_sources, True))
    rows.append(("IV", "", "Tổng chi", spent, found.total_spending, True))
    rows += _of(found.spending, "out", totals)
    closing = f"Số dư cuối kỳ ({paper_day(found.until)}) (III - IV)"
    sources = 10 + len(found.income)
    rows.append(("V", "", closing, f"=D{sources}-D{sources + 1}", found.closing, True))
    for place, row in enumerate(rows, 8):
        _summary_row(sheet, place, row, sources + 1 if place > sources else 0, found)
    _bottom(sheet, 8 + len(rows) + 1, found)


def _of(
    items: Sequence[ItemSum], direction: str, totals: dict[tuple[str, str], str]
) -> list[tuple[str, str, str, str, int, bool]]:
    return [
        (str(n), item.code, item.name, f"={totals[(direction, item.key)]}", item.amount, False)
        for n, item in enumerate(items, 1)
    ]


def _summed(first: int, last: int) -> str:
    return f"=SUM(D{first}:D{last})" if last >= first else "=0"


def _summary_row(
    sheet: Worksheet,
    place: int,
    row: tuple[str, str, str, str, int, bool],
    spent_row: int,
    found: Finance,
) -> None:
    number, code, name, formula, value, strong = row
    font = _BOLD if strong else _PLAIN
    for column, text in enumerate((number, code, name), 1):
        _put(sheet, place, column, text, font=font, border=_RULED, alignment=_WRAPPED)
    money: dict[str, Any] = {"font": font, "border": _RULED, "number_format": MONEY}
    _put(sheet, place, 4, formula, formula=True, **money)
    _put(sheet, place, 5, value, **money)
    agrees = f'=IF(D{place}=E{place},"khớp","lệch")'
    _put(sheet, place, 6, agrees, formula=True, font=font, border=_RULED, alignment=_CENTRE)
    share = tenths_of_percent(value, found.total_spending) / 1000
    is_share = spent_row and place >= spent_row and number != "V"
    _put(
        sheet, place, 7, share if is_share else None,
        font=font, border=_RULED, number_format=SHARE,
    )  # fmt: skip


def _top(sheet: Worksheet, behind: Behind) -> None:
    found = behind.finance
    _put(sheet, 1, 1, behind.union.upper_name.upper())
    _put(sheet, 2, 1, in_full(behind.union.name).upper(), font=_BOLD)
    titles = (
        (4, "BÁO CÁO TÀI CHÍNH", _TITLE),
        (5, f"Quỹ: {found.fund}. Từ ngày {paper_day(found.since)} đến ngày "
            f"{paper_day(found.until)}", _PLAIN),
    )  # fmt: skip
    for row, text, font in titles:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(HEAD))
        _put(sheet, row, 1, text, font=font, alignment=_CENTRE)
    for column, name in enumerate(HEAD, 1):
        _put(sheet, 7, column, name, font=_BOLD, border=_RULED, alignment=_CENTRE)
    _laid_out(sheet, (6, 8, 46, 22, 20, 12, 12), "A8")


def _bottom(sheet: Worksheet, row: int, found: Finance) -> None:
    _put(sheet, row, 1, f"Số dư cuối kỳ bằng chữ: {money_in_words(found.closing)}.")
    for column, signer in zip((1, 3, 4, 6), SIGNERS, strict=True):
        _put(sheet, row + 2, column, signer, font=_BOLD)
        _put(sheet, row + 3, column, "(ký, họ tên)")


# --- small things ---------------------------------------------------------------------------


def _put(
    sheet: Worksheet, row: int, column: int, value: Any, *, formula: bool = False,
    font: Font = _PLAIN, **style: Any,
) -> Any:  # fmt: skip
    """A cell. Words that begin like a formula stay words."""
    cell = sheet.cell(row, column)
    cell.value = clean(value) if isinstance(value, str) else value
    if isinstance(value, str) and not formula:
        cell.data_type = "s"
    cell.font = font
    for name, wanted in style.items():
        setattr(cell, name, wanted)
    return cell


def _laid_out(sheet: Worksheet, widths: Sequence[int], frozen: str) -> None:
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = frozen
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = 9, 0  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = f"{int(frozen[1:]) - 1}:{int(frozen[1:]) - 1}"


def _free_name(book: Workbook, name: str) -> str:
    """At most 31 letters, none that a sheet may not bear, and not taken (in any case)."""
    bare = "".join(" " if letter in "[]:*?/\\'" else letter for letter in name).strip()[:31]
    taken = {sheet.lower() for sheet in book.sheetnames}
    made, place = bare or "Mục", 2
    while made.lower() in taken:
        made, place = f"{bare[:27]} ({place})", place + 1
    return made
