"""The book: drafts, cards, what is taken back, and what each fund holds."""

from datetime import UTC, date, datetime
from typing import Any

from storage.cases import Case
from union.book import Fund, FundKind, Item, Line, Voucher, VoucherKind
from union.members import Member, Sex, State

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 21)
LAN = Member(7, "Trần Thị Lan", Sex.FEMALE, None, None, "", None, State.MEMBER, None)
BICH = Member(2, "Lê Thị Bích", Sex.FEMALE, None, None, "", None, State.MEMBER, None)
CHI = Member(3, "Nguyễn Thị Chi", Sex.FEMALE, None, None, "", None, State.MEMBER, None)
FINANCE = Fund(1, FundKind.FINANCE, "TC", "Tài chính công đoàn", 118, 12_400_000)
MUTUAL = Fund(2, FundKind.MUTUAL, "QTT", "Quỹ tương trợ")
VISITS = Item(9, 1, "visits", "out", "", "Chi thăm hỏi", 8, date(2000, 1, 1))
OTHER = Item(13, 1, "other_out", "out", "", "Chi khác", 12, date(2000, 1, 1))


def _case(kind: str, **facts: Any) -> Case:
    return Case(
        27, 27, kind, "open", 7, 1, 1, None, {"name": "Lê Thị Bích", **facts}, NOW, None, None,
        None, 2,
    )  # fmt: skip


def _voucher(kind: VoucherKind, code: str, total: int, reverses: int | None = None) -> Voucher:
    return Voucher(
        1, 118, code, kind, 2026, 118, DAY, total, 12_400_000, reverses, "cash", 7, 2, 3, 27
    )


PAID = _voucher(VoucherKind.PAYMENT, "TC-PC-009", 500_000)
TAKEN = _voucher(VoucherKind.RECEIPT, "TC-PT-118", 146_800)
BACK = _voucher(VoucherKind.RECEIPT, "TC-PT-119", -146_800, 118)
BEGUN = _voucher(VoucherKind.OPENING, "TC-SD-001", 22_463_113)
PAY = _case("pay", item="visits", amount=500_000, method="cash", text="thăm chị Lan ốm")
BARE = _case("pay", item="other_out", amount=500_000, method="bank", text="")
DONE = _case("pay", amount=500_000, code="TC-PC-009")
REVERSE = _case("reverse", voucher="TC-PT-118", reason="ghi nhầm người")
OPENING = _case("opening", fund="finance", amount=22_463_113)
NAME = FINANCE.name

SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "book.sent": [(PAY, [CHI]), (REVERSE, [CHI, BICH]), (PAY, [])],
    "book.dropped": [()],
    "book.decided": [
        (DONE, "agreed", CHI, True), (DONE, "agreed", CHI), (PAY, "refused", CHI),
        (REVERSE, "parked", BICH), (OPENING, "withdrawn", None),
    ],
    "book.funds": [([(FINANCE, [BACK, PAID, BEGUN]), (MUTUAL, [])],)],
    "book.page": [(FINANCE, [TAKEN, PAID]), (FINANCE, [])],
    "book.voucher": [
        (PAID, [(Line("visits", 500_000), "Chi thăm hỏi")], ("Trần Thị Lan", "ốm"),
         ("Lê Thị Bích", "Nguyễn Thị Chi"), None),
        (TAKEN, [(Line("dues", 146_800), "Thu đoàn phí")], ("", ""), ("Lê Thị Bích", ""), BACK),
        (BACK, [(Line("dues", -146_800), "Thu đoàn phí")], ("", ""), ("", ""), None),
    ],
    "spending.how_much": [(True,), (False,)],
    "spending.which_amount": [("chi", [200_000, 200])],
    "spending.which_item": [("chi", [VISITS, OTHER])],
    "spending.for_whom": [("chi", True), ("thukhac", False)],
    "spending.what_to_change": [("chi", True)],
    "spending.draft": [
        ("chi", "Chi thăm hỏi", 500_000, LAN, "cash", NAME, "thăm chị Lan ốm"),
        ("thukhac", "Thu khác", 2_000_000, None, "bank", NAME, ""),
    ],
    "spending.payment_card": [
        (PAY, "Chi thăm hỏi", LAN, BICH, FINANCE), (BARE, "Chi khác", None, None, FINANCE),
    ],
    "spending.paid": [(CHI, PAID, "Chi thăm hỏi")],
    "spending.not_paid": [(CHI, PAY)],
    "spending.received": [(TAKEN, "Thu khác", None), (TAKEN, "Ủng hộ, xã hội hóa", LAN)],
    "spending.receipt": [(LAN, TAKEN, "Ủng hộ, xã hội hóa")],
    "reversing.which_voucher": [()],
    "reversing.no_such_voucher": [("TC-PT-999",), ("",)],
    "reversing.why": [(TAKEN,)],
    "reversing.confirm_reversal": [(TAKEN, "ghi nhầm người")],
    "reversing.reversal_card": [(REVERSE, TAKEN, BICH), (REVERSE, PAID, None)],
    "reversing.reversed_": [(CHI, TAKEN, BACK)],
    "reversing.not_reversed": [(CHI, REVERSE)],
    "reversing.payer_told": [(LAN, TAKEN, BACK)],
    "reversing.which_fund": [([FINANCE, MUTUAL],)],
    "reversing.opening_amount": [(NAME,)],
    "reversing.confirm_opening": [(NAME, 22_463_113)],
    "reversing.opening_card": [(OPENING, NAME, BICH), (OPENING, NAME, None)],
    "reversing.opened": [(CHI, BEGUN, NAME)],
    "reversing.not_opened": [(CHI, OPENING, NAME)],
}  # fmt: skip
