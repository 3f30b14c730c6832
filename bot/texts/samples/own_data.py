"""Samples of the file of one's own data."""

from datetime import date
from typing import Any

from bot.texts.samples.dues import FINANCE, MUTUAL
from bot.texts.samples.meetings import REGULAR
from union.dues import CONTRIBUTION, DUES, Basis, BasisKind
from union.meetings import Invited
from union.titles import Outcome

BASES = [
    Basis(BasisKind.AMOUNT, 46_800, date(2026, 1, 1)),
    Basis(BasisKind.SALARY, 9_360_000, date(2026, 7, 1)),
]
MONTHS = [(DUES, 202610, 46_800, 46_800), (CONTRIBUTION, 202611, 100_000, 0)]
TITLES = [
    (2026, "Lao động tiên tiến", Outcome.ACHIEVED, "15/QĐ-CĐ", date(2026, 12, 20)),
    (2027, "Lao động tiên tiến", None, "", None),
]
ANSWERS = [
    (REGULAR, Invited(1, "", "no", "đi công tác", False)),
    (REGULAR, Invited(1, "")),
]

SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "own_data.dues": [(BASES, [(202601, 202603)], MONTHS)],
    "own_data.vouchers": [([(FINANCE, ""), (MUTUAL, "Trả vay 27")],)],
    "own_data.titles": [(TITLES,)],
    "own_data.invitations": [(ANSWERS,)],
}
