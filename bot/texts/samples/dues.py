"""Samples of dues: bills, receipts, cards, lists, amounts."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.texts.dues_lists import Setting, Taken
from bot.texts.samples.people import AN, CHI, DUNG, HANH, TODAY, case
from union import memo, vietqr
from union.book import Voucher, VoucherKind
from union.dues import CONTRIBUTION, DUES, BasisKind, Due

NOW = 202611
OPEN = [Due(DUES, NOW, 46_800), Due(CONTRIBUTION, NOW, 100_000)]
MANY = [Due(DUES, 202610, 46_800), *OPEN, Due(DUES, 202612, 46_800), Due(DUES, 202701, 46_800)]
BANK = {"bank": "Vietcombank", "account": "0123456789", "holder": "CĐCS Sao Biển"}
CODE = memo.dues(NOW, 46)
QR = vietqr.payload("970436", "0123456789", 146_800, CODE)
SAID = {"name": HANH.name, "amount": 146_800, "method": "bank", "only": "", "memo": CODE}
TRANSFER = case(12, "dues", SAID, 6)
CASH = case(13, "dues", SAID | {"method": "cash"}, 6)
BOOKED = case(12, "dues", SAID | {"codes": ["TC-PT-118", "QTT-PT-064"]}, 6)


def voucher(code: str, fund: int, total: int) -> Voucher:
    return Voucher(
        fund, 1, code, VoucherKind.RECEIPT, 2026, 118, TODAY, total, total, None, "bank", 6, 2,
        None, 12,
    )  # fmt: skip


FINANCE, MUTUAL = voucher("TC-PT-118", 1, 46_800), voucher("QTT-PT-064", 2, 100_000)
ASIDE = [("Xyz 100k", "nobody"), ("LE VAN TAM CHUYEN TIEN", "no_memo")]
TAKEN = [Taken(HANH, 146_800), Taken(AN, 100_000, [OPEN[0], replace(OPEN[1], amount=53_200)])]
SETTINGS = [
    Setting(AN, BasisKind.AMOUNT, 46_800, NOW, 46_800),
    Setting(HANH, BasisKind.SALARY, 17_600_000, 202612, 88_000),
]

SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "dues.bill": [
        (HANH, OPEN, 146_800, BANK, CODE, QR, CHI, ["dues", "quarter"]),
        (HANH, MANY, 146_800, BANK, CODE, QR, CHI, []),
        (HANH, OPEN[:1], 46_800, BANK, CODE, "", None, []),
        (HANH, OPEN, 146_800, {}, CODE, "", CHI, ["dues"]),
        (HANH, OPEN, 146_800, BANK, CODE, QR, CHI, [], True),
    ],
    "dues.all_paid": [(HANH, NOW, True), (AN, NOW, False)],
    "dues.not_set_up": [(AN, CHI), (AN, None)],
    "dues.said": [(HANH, 146_800, "bank", CHI), (HANH, 146_800, "cash", None)],
    "dues.waiting": [(HANH, TRANSFER), (HANH, CASH)],
    "dues.not_seen": [(HANH, 146_800)],
    "dues.receipt": [
        (HANH, [(FINANCE, OPEN[:1]), (MUTUAL, OPEN[1:])], [], NOW),
        (HANH, [(FINANCE, OPEN[:1])], OPEN[1:], NOW),
        (HANH, [(FINANCE, MANY)], [], NOW),
    ],
    "dues.of_month": [
        (HANH, 202610, 146_800, [], date(2026, 10, 14)),
        (HANH, NOW, 146_800, OPEN, None),
        (HANH, NOW, 146_800, OPEN[1:], TODAY),
        (HANH, 202609, 0, [], None),
    ],
    "dues.year": [
        (HANH, 2026, [(202610, 146_800, 0), (NOW, 146_800, 100_000)]),
        (HANH, 2026, [(202610, 146_800, 0)]),
        (HANH, 2025, []),
    ],
    "dues.reminder": [(HANH, OPEN)],
    "dues.later": [(3,)],
    "dues_cards.card": [(TRANSFER, HANH, OPEN), (CASH, HANH, OPEN)],
    "dues_cards.decided": [
        (BOOKED, "agreed", CHI, True),
        (BOOKED, "agreed", CHI),
        (TRANSFER, "refused", CHI),
        (TRANSFER, "withdrawn", None),
        (TRANSFER, "parked", CHI),
    ],
    "dues_cards.other_amount": [(TRANSFER,)],
    "dues_cards.other_sure": [(TRANSFER, 100_000, OPEN)],
    "dues_cards.left_open": [(TRANSFER,)],
    "dues_lists.how_to_list": [()],
    "dues_lists.how_to_paste": [()],
    "dues_lists.nothing_clear": [(ASIDE, False), (ASIDE, True)],
    "dues_lists.preview": [("thu", TAKEN, ASIDE, False), ("saoke", TAKEN[:1], [], True)],
    "dues_lists.booked": [
        ([Taken(HANH, 146_800, [], ["TC-PT-118", "QTT-PT-064"])], ASIDE, 0),
        ([Taken(DUNG, 46_800, [], ["TC-PT-119"])], [], 1),
    ],
    "dues_lists.kept": [()],
    "dues_lists.unpaid": [
        (NOW, [(AN, [Due(DUES, NOW, 88_000)]), (HANH, [Due(DUES, NOW, 46_800)])], {6}, True),
        (NOW, [], set(), False),
    ],
    "dues_lists.only_own": [(AN,)],
    "dues_lists.summary": [(NOW, 2_152_800, 1_404_000, 3), (NOW, 0, 0, 0)],
    "dues_lists.amounts": [(46, [AN, HANH]), (46, [])],
    "dues_lists.no_amounts": [(ASIDE[:1],)],
    "dues_lists.ask_amounts": [()],
    "dues_lists.amounts_sure": [(SETTINGS, ASIDE[:1])],
    "dues_lists.amounts_kept": [(SETTINGS, OPEN[:1]), (SETTINGS, [])],
    "dues_lists.how_to_exempt": [()],
    "dues_lists.exempt_unclear": [("An 13/2026", "when")],
    "dues_lists.exempt_sure": [(AN, NOW, 202702)],
    "dues_lists.exempted": [(AN, NOW, 202702, 1), (AN, NOW, NOW, 0)],
}
