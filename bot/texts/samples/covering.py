"""Samples of the texts about who stands in, hours of cards, papers, and who looked."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from bot.texts.samples.people import (
    AN,
    CHAIR,
    CHI,
    CLAIMING,
    CORRECTING,
    DUNG,
    HANH,
    JOINING,
    LEADER,
    NOW,
    STANDING_IN,
    case,
)
from storage.log import Line
from union.consents import Answer
from union.covering import Days
from union.members import State
from union.paper import What

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 15)
DAYS = Days(FIRST, LAST)
LENT = replace(STANDING_IN, starts=DAYS.starts)
ROSTERED = replace(HANH, state=State.ROSTER)
OPENED = [Line(4, NOW, 3, "Nguyễn Thị Chi", "case.opened", "case 27", {})]
MANY = [case(n, "join", {"name": "Lê Văn Khách"}) for n in range(1, 13)]
EVENING = NOW + timedelta(hours=10)

SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "people.nobody": [("ai đó",)],
    "people.which_of": [([AN, HANH], "giao", "who")],
    "covering.which_seat": [([CHAIR, LEADER],)],
    "covering.to_whom": [()],
    "covering.which_days": [()],
    "covering.confirm": [(CHAIR, AN, FIRST, LAST), (LEADER, HANH, FIRST, FIRST)],
    "covering.kept": [()],
    "covering.lent": [(CHAIR, AN, FIRST, LAST)],
    "covering.asked_to_stand_in": [(CHAIR, AN, FIRST, LAST)],
    "covering.chair_told": [(LEADER, AN, FIRST, FIRST)],
    "covering.begins": [(LENT, 0), (LENT, 3)],
    "covering.over": [(LENT, True), (LENT, False)],
    "covering.yours": [([LENT],)],
    "covering.given_back": [(LENT,)],
    "card_hours.ask": [([],), ([time(11, 30), time(19)],)],
    "card_hours.chosen": [([],), ([time(11, 30), time(19)],)],
    "card_hours.waiting": [(CHI, EVENING, [JOINING, CLAIMING, CORRECTING]), (DUNG, NOW, MANY)],
    "paper.for_whom": [()],
    "paper.which": [
        (ROSTERED, (What.REGISTER, What.FIX), False),
        (HANH, (What.BIRTHDAY, What.LEAVE, What.FIX), False),
        (AN, (What.FIX,), True),
    ],
    "paper.which_answer": [(HANH,)],
    "paper.confirm": [
        (HANH, What.REGISTER, None), (HANH, What.BIRTHDAY, Answer.GROUP), (HANH, What.LEAVE, None),
    ],
    "paper.kept": [()],
    "paper.written": [
        (HANH, What.REGISTER, None), (HANH, What.BIRTHDAY, Answer.NO), (HANH, What.LEAVE, None),
    ],
    "lookers.which": [([],), ([CORRECTING, CLAIMING],)],
    "lookers.looked": [(CORRECTING, [CHI], OPENED), (CORRECTING, [], [])],
}  # fmt: skip
