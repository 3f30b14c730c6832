"""Samples of what is said of the mutual fund, loans and paying them back."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.texts.samples.people import AN, CHI, DUNG, case
from config.fund import rules
from union.loans import Loan, Standing, schedule

RULES = rules()[-1]
WHEN = date(2026, 11, 21)
FUND = Standing(12_400_000, 21_500_000, 7, 0, 0)
EMPTY = Standing(4_180_000, 0, 0, 5_000_000, 1)
ASKED = Loan(1, 1, 27, 1, 5_000_000, 10, "asked")
AGREED = replace(ASKED, state="agreed")
PAID = replace(ASKED, state="paid", paid_on=WHEN, left=4_500_000)
REPAID = replace(PAID, state="repaid", left=0)
TEN = schedule(RULES, 5_000_000, 10, WHEN)
THREE = schedule(RULES, 5_000_000, 3, WHEN)
DUE = (TEN[1], 500_000)
FACTS: dict[str, Any] = {
    "name": "Trần Văn An", "amount": 5_000_000, "months": 10, "reason": "sửa nhà",
}  # fmt: skip
MORE = {"question": "Anh sửa phần nào?", "reply": "mái nhà dột"}
BACK: dict[str, Any] = {
    "name": "Trần Văn An", "loan": 1, "number": 27, "amount": 500_000, "how": "bank",
}  # fmt: skip
ASKING, ASKED_BACK = case(27, "loan", FACTS, 1), case(27, "loan", FACTS | MORE, 1)
REPAYING, IN_CASH = case(31, "repay", BACK, 1), case(31, "repay", BACK | {"how": "cash"}, 1)
BANK = "Vietcombank 0123456789"

SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "fund.standing": [
        (AN, FUND, RULES, None, False), (AN, EMPTY, RULES, (100_000, 202612), True),
    ],
    "fund.joined": [(AN, 100_000, 202612)],
    "fund.joined_already": [(AN, 100_000, 202612)],
    "fund.sure_to_leave": [(AN, 300_000)],
    "fund.left": [(AN, 202611, 300_000), (AN, 202611, 0)],
    "fund.left_told": [(AN, 300_000, 0), (AN, 300_000, 4_500_000)],
    "fund.not_in": [(AN,)],
    "fund.data_lines": [
        ((100_000, 202612), 300_000, [(PAID, "sửa nhà"), (REPAID, "")]),
    ],
    "fund.perhaps": [(5_000_000,)],
    "fund.rules": [(RULES,)],
    "loans.how_much": [(AN, 10_000_000), (AN, 0)],
    "loans.how_much_again": [(100_000,)],
    "loans.which_amount": [([200_000],), ([27_000_000, 270_000],)],
    "loans.fits": [
        (4_180_000, 5_000_000, 5_000_000, date(2027, 3, 1)), (0, 5_000_000, 5_000_000, None),
        (10_000_000, 10_000_000, 15_000_000, None), (4_180_000, 10_000_000, 15_000_000, None),
    ],
    "loans.how_long": [(5_000_000, [3, 6, 10], 10)],
    "loans.how_long_again": [(10,)],
    "loans.what_for": [()],
    "loans.confirm": [
        (AN, 5_000_000, TEN, "sửa nhà", True, False), (AN, 5_000_000, THREE, "ốm", False, True),
    ],
    "loans.which_to_edit": [()],
    "loans.kept": [()],
    "loans.sent": [(27,)],
    "loans.agreed": [
        (AN, 27, ["chị Chi", "chị Bích"], "chị Bích", 0, True),
        (AN, 27, ["chị Chi", "chị Bích"], "chị Bích", 2, False),
        (AN, 27, ["chị Chi", "chị Bích"], "", 0, False),
    ],
    "loans.not_now": [(AN, 27, "chị Chi"), (CHI, 27, "")],
    "loans.money_sent": [(AN, PAID, "chị Bích", "bank", TEN), (AN, PAID, "chị Chi", "cash", THREE),
        (AN, PAID, "chị Chi", "cash", schedule(RULES, 5_000_000, 1, WHEN)),
   ],
    "loans.received": [(AN, 3)],
    "loans.missing": [("chị Bích",)],
    "loans.status": [
        (ASKED, "", 1, 2, 0, None), (ASKED, "Trần Văn An", 0, 2, 0, None),
        (AGREED, "", 2, 2, 1, None), (PAID, "", 0, 2, 0, DUE), (PAID, "Trần Văn An", 0, 2, 0, DUE),
        (REPAID, "", 0, 2, 0, None), (replace(ASKED, state="withdrawn"), "", 0, 2, 0, None),
        (replace(ASKED, state="refused"), "", 0, 2, 0, None),
    ],
    "loans.no_such": [("27",)],
    "loans.none_yet": [(AN,)],
    "loans.sure_to_withdraw": [(AGREED,)],
    "loans.withdrawn": [(AGREED,)],
    "lending.card": [(ASKING, AN, FUND), (ASKED_BACK, AN, EMPTY)],
    "lending.pay_out": [(AGREED, AN, ["chị Chi", "chị Bích"], 12_400_000)],
    "lending.paid": [(PAID, AN, CHI, "QTT-PC-012", True), (PAID, AN, CHI, "QTT-PC-012", False)],
    "lending.not_paid_out": [(PAID, "chị Bích")],
    "lending.money_missing": [(PAID, AN)],
    "lending.listed_open": [
        ([(PAID, AN, date(2027, 1, 10)), (ASKED, DUNG, None), (AGREED, CHI, None)], FUND),
        ([], EMPTY),
    ],
    "lending.still_open": [(AN, 300_000, [PAID], [ASKED]), (AN, 0, [], [ASKED])],
    "lending.on_voucher": [(27,)],
    "repaying.how_much": [(PAID, 500_000), (PAID, 4_500_000)],
    "repaying.which_amount": [([500_000],)],
    "repaying.which_loan": [([PAID],)],
    "repaying.bill": [
        (PAID, 500_000, "CĐCS Sao Biển", BANK, "TV00278", "chị Bích", True),
        (PAID, 500_000, "CĐCS Sao Biển", BANK, "TV00278", "chị Bích", False),
        (PAID, 4_500_000, "", "", "TV00278", "chị Bích", False),
        (PAID, 500_000, "CĐCS Sao Biển", BANK, "TV00278", "chị Bích", False, "0123456789"),
    ],
    "repaying.sent": [(AN, "chị Bích", "bank"), (AN, "chị Bích", "cash")],
    "repaying.card": [(REPAYING, AN, PAID, "TV00278"), (IN_CASH, AN, PAID, "TV00278")],
    "repaying.receipt": [
        (AN, PAID, 500_000, "QTT-PT-064", DUE), (AN, REPAID, 500_000, "QTT-PT-070", None),
    ],
    "repaying.not_seen": [(AN, 500_000, 27, "chị Bích")],
    "repaying.collect_how": [()],
    "repaying.collect": [(PAID, AN, 500_000), (PAID, AN, 4_500_000)],
    "repaying.took": [(PAID, AN, 500_000, "QTT-PT-064"), (REPAID, AN, 500_000, "QTT-PT-070")],
    "repaying.decided": [
        (REPAYING, "agreed", CHI, True), (REPAYING, "refused", CHI, False),
        (REPAYING, "withdrawn", None, False),
    ],
    "repaying.remind": [(AN, PAID, DUE)],
    "repaying.remind_after": [(AN, PAID, DUE, "chị Bích"), (AN, PAID, DUE, "")],
    "repaying.on_voucher": [(27,)],
}  # fmt: skip
