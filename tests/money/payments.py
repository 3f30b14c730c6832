"""What the random play of payments should leave: charges, payments, two lists that grow."""

from collections import Counter
from dataclasses import dataclass, field

from sandbox.saobien import AN, BICH, DUNG, GIANG
from union.book import FundKind, VoucherKind
from union.dues import CONTRIBUTION, DUES

FINANCE, MUTUAL = FundKind.FINANCE, FundKind.MUTUAL
RECEIPT, PAYMENT = VoucherKind.RECEIPT, VoucherKind.PAYMENT
FUND = {DUES: FINANCE, CONTRIBUTION: MUTUAL}
CODES = {FINANCE: "TC", MUTUAL: "QTT"}
# What each owes a month: dues, contribution.
OWES = {AN: (46_800, 100_000), DUNG: (93_600, 50_000), GIANG: (11_700, 0), BICH: (60_000, 70_000)}


@dataclass
class Page:
    """A voucher as the model keeps it."""

    kind: VoucherKind
    number: int
    total: int
    balance: int
    payer: int = 0
    taken_back: bool = False


@dataclass
class Model:
    """Two lists that grow, what was charged and paid, and who waits for the treasurer."""

    pages: dict[FundKind, list[Page]] = field(default_factory=lambda: {f: [] for f in FundKind})
    charged: Counter[tuple[int, str]] = field(default_factory=Counter)
    paid: Counter[tuple[int, str]] = field(default_factory=Counter)
    waiting: dict[int, int] = field(default_factory=dict)

    def open(self, payer: int) -> int:
        return sum(self.charged[payer, item] - self.paid[payer, item] for item in FUND)

    def month(self) -> None:
        for payer, amounts in OWES.items():
            for item, amount in zip(FUND, amounts, strict=True):
                self.charged[payer, item] += amount

    def books(self, fund: FundKind, kind: VoucherKind, total: int, payer: int = 0) -> None:
        pages = self.pages[fund]
        number = 1 + sum(page.kind is kind for page in pages)
        before = pages[-1].balance if pages else 0
        pages.append(
            Page(kind, number, total, before + (total if kind is RECEIPT else -total), payer)
        )

    def pays(self, payer: int, amount: int) -> None:
        """Dues first, then the contribution; whatever the payer had told of is answered."""
        for item, fund in FUND.items():
            part = min(amount, self.charged[payer, item] - self.paid[payer, item])
            if part > 0:
                self.paid[payer, item] += part
                self.books(fund, RECEIPT, part, payer)
                amount -= part
        assert amount == 0
        self.waiting.pop(payer, None)

    def takes_back(self, fund: FundKind, page: Page) -> None:
        page.taken_back = True
        self.books(fund, page.kind, -page.total, page.payer)
        self.pages[fund][-1].taken_back = True
        for item in FUND:
            if page.payer and FUND[item] is fund:
                self.paid[page.payer, item] -= page.total
