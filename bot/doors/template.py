"""The empty workbook for `congdoan import vouchers`, with every item by its name."""

from pathlib import Path
from typing import Any

from config.items import FundEntry, funds

HEADER = (
    "Quỹ", "Loại", "Ngày", "Số phiếu", "Mục", "Số tiền", "Họ tên", "Nội dung", "Mã giao dịch",
    "Hình thức",
)  # fmt: skip
WIDTHS = (22, 14, 12, 12, 30, 16, 24, 40, 20, 14)
HOW = (
    "Mỗi dòng của trang “Phiếu” là một phiếu. Không sửa dòng đầu.",
    "Loại: thu, chi hoặc số dư đầu kỳ. Số dư đầu kỳ chỉ ghi khi sổ của quỹ còn trống.",
    "Ngày: ngày/tháng/năm. Số tiền: số nguyên đồng, ví dụ 22463113 hoặc 22.463.113đ.",
    "Mục: ghi tên mục dưới đây, không ghi mã (mã 22 và 23 đã đổi nghĩa cho nhau).",
    "Hình thức: tiền mặt (để trống) hoặc chuyển khoản. Mã giao dịch: mã của ngân hàng, nếu có.",
    "Nhập lại cùng một tệp không ghi lần thứ hai.",
)
DIRECTIONS = {"in": "thu", "out": "chi", "opening": "số dư đầu kỳ"}


def write(path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Phiếu"
    sheet.append(HEADER)
    sheet.freeze_panes = "A2"
    for cell, width in zip(sheet[1], WIDTHS, strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    help_: Any = book.create_sheet("Hướng dẫn")
    for line in HOW:
        help_.append((line,))
    for fund in funds():
        _items(help_, fund)
    help_.column_dimensions["A"].width = 30
    help_.column_dimensions["B"].width = 16
    book.save(path)


def _items(sheet: Any, fund: FundEntry) -> None:
    from openpyxl.styles import Font

    sheet.append(())
    sheet.append((f"Quỹ: {fund.name}",))
    sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    for item in fund.item:
        sheet.append((item.name, DIRECTIONS[item.direction]))
