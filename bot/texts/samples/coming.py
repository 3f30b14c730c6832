"""Samples of the list of what is coming."""

from datetime import date
from typing import Any

from bot.texts.coming import Coming
from bot.texts.samples.meetings import PROPOSED, REGULAR
from bot.texts.samples.people import AN, CHI, HANH
from bot.texts.samples.titles import ROUND
from union.loans import Instalment

UNTIL = date(2027, 1, 20)
COMING = [
    Coming.meeting(REGULAR, None),
    Coming.round_closes(ROUND),
    Coming.instalment(Instalment(1, date(2026, 12, 15), 500_000), 27, 500_000),
    Coming(date(2026, 12, 22), "Thành lập Quân đội nhân dân"),
    Coming.birthday(date(2027, 1, 12), HANH, own=False),
]

SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "coming.listed": [
        (AN, UNTIL, [], False, False),
        (AN, UNTIL, COMING, False, False),
        (CHI, UNTIL, [Coming.proposed(PROPOSED), *COMING * 3], True, True),
    ],
}
