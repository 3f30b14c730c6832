"""An old book as a spreadsheet: each row a draft, or a sentence that says what to put right.

A row is one voucher. Without a reference of the bank it is known by everything that stands in it,
so that the same file, or a longer one with the same rows, books nothing twice.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot import texts
from bot.doors import sheets
from bot.doors.sheets import MOST_ROWS, BadFile, text_of
from config.items import funds
from storage.book import FIRST_DAY
from union import dates, words
from union.book import HIGHEST, Draft, FundKind, Line, VoucherKind
from union.money import money
from union.words import NotUnderstood

HEADERS = {
    "fund": ("quy", "fund"),
    "kind": ("loai", "loai phieu", "thu chi", "kind"),
    "date": ("ngay", "ngay chung tu", "ngay ghi so", "date"),
    "number": ("so phieu", "so chung tu", "so phieu giay", "number"),
    "item": ("muc", "khoan muc", "muc thu chi", "item"),
    "amount": ("so tien", "thanh tien", "amount"),
    "who": ("ho ten", "nguoi nop nhan", "nguoi nop", "nguoi nhan", "who"),
    "text": ("noi dung", "dien giai", "ly do", "text"),
    "reference": ("ma giao dich", "ma ngan hang", "tham chieu", "reference"),
    "method": ("hinh thuc", "cach tra", "method"),
}
NEEDED = {"date": "Ngày", "amount": "Số tiền"}
KINDS = {
    VoucherKind.RECEIPT: ("thu", "phieu thu", "receipt"),
    VoucherKind.PAYMENT: ("chi", "phieu chi", "payment"),
    VoucherKind.OPENING: ("so du dau ky", "dau ky", "so du dau", "so du", "opening"),
}
DIRECTIONS = {"in": VoucherKind.RECEIPT, "out": VoucherKind.PAYMENT, "opening": VoucherKind.OPENING}
LONGEST_WHO, LONGEST_REFERENCE = 200, 64
BANK = ("chuyen khoan", "ngan hang", "ck", "bank")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as a draft; `line` as a spreadsheet counts."""

    line: int
    draft: Draft


def read(path: Path, today: date) -> tuple[list[Entry], list[str]]:
    """The entries in booking order, and what could not be read: a Vietnamese sentence a line."""
    rows = sheets.rows(path)
    columns = sheets.columns(next(rows, []), HEADERS)
    missing = [shown for name, shown in NEEDED.items() if name not in columns]
    if missing:
        raise BadFile(f"Không thấy cột “{missing[0]}” ở dòng đầu của tệp.")
    entries, problems = [], []
    for line, row in enumerate(rows, start=2):
        if line > MOST_ROWS:
            raise BadFile(f"Tệp có hơn {MOST_ROWS} dòng.")
        cells = {name: row[at] if at < len(row) else None for name, at in columns.items()}
        if not any(text_of(cell) for cell in cells.values()):
            continue
        try:
            entries.append(Entry(line, _draft(cells, today)))
        except BadFile as bad:
            problems.append(f"Dòng {line}: {bad}")
    return _in_order(_named(entries)), problems


def _in_order(entries: list[Entry]) -> list[Entry]:
    """What a book begins with, then day by day as the file has it."""

    def place(entry: Entry) -> tuple[bool, date, int]:
        draft = entry.draft
        return draft.kind is not VoucherKind.OPENING, draft.booked_on, entry.line

    return sorted(entries, key=place)


def _named(entries: list[Entry]) -> list[Entry]:
    """A reference for rows without one; the second of two equal rows is another voucher."""
    seen: Counter[str] = Counter()
    made = []
    for entry in entries:
        draft = entry.draft
        if not draft.reference:
            known = (draft.fund, draft.kind, draft.booked_on, draft.lines[0].item, draft.total)
            said = "|".join(map(str, (*known, words.fold(draft.party), words.fold(draft.text))))
            seen[said] += 1
            digest = hashlib.sha256(f"{said}|{seen[said]}".encode()).hexdigest()
            draft = replace(draft, reference=f"import:{digest[:32]}")
        made.append(replace(entry, draft=draft))
    return made


def _draft(cells: dict[str, Any], today: date) -> Draft:
    fund = _fund(cells.get("fund"))
    kind, item = _kind_and_item(fund, cells)
    number = text_of(cells.get("number"))
    text = words.normal(text_of(cells.get("text")))
    reference = text_of(cells.get("reference"))
    if len(reference) > LONGEST_REFERENCE:
        raise BadFile("mã giao dịch dài quá 64 ký tự.")
    way = words.fold(text_of(cells.get("method")))
    return Draft(
        FundKind(fund),
        kind,
        (Line(item, _amount(cells.get("amount"))),),
        _day(cells.get("date"), today),
        method="bank" if way in BANK else "cash",
        source="import",
        reference=reference or None,
        party=words.normal(text_of(cells.get("who")))[:LONGEST_WHO],
        text=f"[{number}] {text}".strip() if number else text,
    )


def _fund(cell: Any) -> str:
    said = words.fold(text_of(cell))
    for entry in funds():
        if said in (entry.kind, words.fold(entry.code), words.fold(entry.name)):
            return entry.kind
    if said:
        names = " hoặc ".join(entry.name for entry in funds())
        raise BadFile(f"chưa biết quỹ “{text_of(cell)}”. Ghi {names}.")
    return funds()[0].kind


def _kind_and_item(fund: str, cells: dict[str, Any]) -> tuple[VoucherKind, str]:
    """The item by its key or name, never by a code: 22 and 23 have changed their meaning."""
    said_kind, said = words.fold(text_of(cells.get("kind"))), words.fold(text_of(cells.get("item")))
    kind = next((one for one, ways in KINDS.items() if said_kind in ways), None)
    if said_kind and kind is None:
        raise BadFile(f"loại phiếu “{text_of(cells['kind'])}” chưa rõ. Ghi thu, chi hoặc số dư.")
    if kind is VoucherKind.OPENING and not said:
        return kind, "opening"
    entry = next(one for one in funds() if one.kind == fund)
    found = [i for i in entry.item if said in (words.fold(i.key), words.fold(i.name), i.key)]
    fits = [item for item in found if kind in (None, DIRECTIONS[item.direction])]
    if not fits:
        raise BadFile(_no_item(text_of(cells.get("item")), kind))
    return DIRECTIONS[fits[0].direction], fits[0].key


def _no_item(said: str, kind: VoucherKind | None) -> str:
    if not said:
        return "chưa có mục thu, chi."
    if said.replace(".", "").isdecimal():
        return f"mục “{said}” là mã; ghi tên mục giúp, vì mã đã đổi nghĩa qua các năm."
    of = {VoucherKind.RECEIPT: " thu", VoucherKind.PAYMENT: " chi"}.get(kind, "") if kind else ""
    return f"chưa có mục{of} “{said}”. Xem tên các mục: congdoan import vouchers --template."


def _amount(cell: Any) -> int:
    """A whole number as a spreadsheet keeps it, or đồng as people type them."""
    if isinstance(cell, bool) or cell is None or not text_of(cell):
        raise BadFile("chưa có số tiền.")
    if isinstance(cell, (int, float)):
        if cell != int(cell):
            raise BadFile(f"số tiền {cell} có số lẻ; đồng không có số lẻ.")
        amount = int(cell)
    else:
        amount = _typed(str(cell))
    if not 0 < amount <= HIGHEST:
        raise BadFile(f"số tiền {amount} phải lớn hơn 0 và không quá một nghìn tỷ.")
    return amount


def _typed(said: str) -> int:
    try:
        found = money(said)
    except NotUnderstood as problem:
        raise BadFile(f"số tiền “{said}”: {texts.unclear.why(problem)}") from problem
    if not found.certain:
        raise BadFile(f"số tiền “{said}” có thể hiểu hai cách; ghi đủ các số không.")
    return found.amount


def _day(cell: Any, today: date) -> date:
    if isinstance(cell, datetime):
        day = cell.date()
    elif isinstance(cell, date):
        day = cell
    else:
        try:
            day = dates.day(text_of(cell), today, back=True)
        except NotUnderstood as problem:
            raise BadFile(f"ngày “{text_of(cell)}” chưa rõ. Ghi ngày/tháng/năm.") from problem
    if not FIRST_DAY <= day <= today:
        raise BadFile(f"ngày {day:%d/%m/%Y} chưa tới hoặc đã quá lâu.")
    return day
