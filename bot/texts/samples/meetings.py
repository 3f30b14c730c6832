"""Samples of what is said about committee meetings."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.texts.samples.people import AN, CHI, NOW
from union.meetings import Attendance, Figures, Invited, Kind, Meeting, State, Topics
from union.words import NotUnderstood, Unclear

TOPICS = Topics(
    date(2026, 10, 1), date(2026, 11, 30), 12_400_000, 3_500_000, 7, 1, 2026, 12, date(2026, 12, 15)
)
QUIET = replace(TOPICS, loans=0, waiting=0, round_year=None, registered=0, round_closes=None)
AGENDA = "– Tài chính quý IV\n– Việc quý tới"
REGULAR = Meeting(
    5, Kind.REGULAR, 2026, 4, datetime(2026, 12, 10, 7, 0, tzinfo=UTC), "Phòng họp công đoàn",
    AGENDA, State.CONFIRMED, None, 3, NOW, 1,
)  # fmt: skip
PROPOSED = replace(REGULAR, state=State.PROPOSED, agenda="", confirmed_by=None, confirmed_at=None)
ADHOC = replace(REGULAR, id=6, kind=Kind.ADHOC, agenda="quà Tết", place="hội trường")
LATER = replace(REGULAR, starts_at=datetime(2026, 12, 17, 8, 0, tzinfo=UTC), version=2)
ROLL = [
    Invited(1, "Trần Văn An", "yes"),
    Invited(2, "Lê Thị Bích", "no", "con ốm"),
    Invited(3, "Nguyễn Thị Chi"),
    Invited(7, "Lê Văn An", "no"),
]
DONE = [replace(one, present=one.answer == "yes") for one in ROLL]
FIGURES = Figures(4, 2, 3, 30, 28, 25)
NONE = Figures(0, 0, 0, 0, 0, 0)
UNREAD = (
    NotUnderstood(Unclear.PAST, on=date(2026, 11, 1)),
    NotUnderstood(Unclear.TOO_OLD, on=date(2029, 1, 1)),
    NotUnderstood(Unclear.WEEKDAY_DIFFERS, on=date(2026, 12, 10)),
    NotUnderstood(Unclear.LUNAR, day=15, month=8),
    NotUnderstood(Unclear.SOLAR_OR_LUNAR, day=8, month=3, solar=date(2027, 3, 8)),
    NotUnderstood(Unclear.MORNING_OR_AFTERNOON, hour=2),
    NotUnderstood(Unclear.NOT_A_TIME),
    None,
)

SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "meetings.proposal": [(PROPOSED, CHI, TOPICS, False), (PROPOSED, AN, QUIET, True)],
    "meetings.later": [(replace(PROPOSED, version=2), 7)],
    "meetings.day_passed": [(PROPOSED,)],
    "meetings.nothing_proposed": [()],
    "meetings.ask_when": [()],
    "meetings.ask_hour": [()],
    "meetings.ask_agenda": [()],
    "meetings.ask_new_time": [(REGULAR,)],
    "meetings.unclear": [(problem,) for problem in UNREAD],
    "meetings.confirm": [(REGULAR, False), (ADHOC, True), (replace(ADHOC, agenda=""), False)],
    "meetings.confirm_move": [(REGULAR, LATER)],
    "meetings.settled": [(REGULAR, 5, []), (ADHOC, 3, ["anh Dũng", "chị Hạnh"])],
    "meetings.kept_as_was": [()],
    "meetings.there_is_one": [(REGULAR,)],
    "meetings.sure_to_cancel": [(REGULAR, True), (PROPOSED, False)],
    "meetings.cancelled": [(REGULAR,)],
    "attendance.invitation": [(REGULAR, AN, False), (LATER, CHI, True)],
    "attendance.called_off": [(ADHOC, AN)],
    "attendance.chase": [(REGULAR, AN)],
    "attendance.eve": [(ADHOC, CHI)],
    "attendance.coming": [(REGULAR, CHI)],
    "attendance.ask_reason": [(REGULAR, AN)],
    "attendance.absent": [(REGULAR, AN, "con ốm"), (ADHOC, CHI, "")],
    "attendance.none_to_come": [()],
    "attendance.begun": [(REGULAR,)],
    "attendance.listed": [
        ([], False),
        ([], True),
        ([(REGULAR, ROLL), (PROPOSED, ROLL), (ADHOC, ROLL[:1])], True),
    ],
    "attendance.shown": [
        (REGULAR, ROLL, False, False),
        (ADHOC, ROLL, False, True),
        (REGULAR, ROLL, True, True),
    ],
    "attendance.was_cancelled": [(REGULAR,)],
    "attendance.not_begun": [(REGULAR,)],
    "attendance.roll": [(REGULAR, ROLL)],
    "attendance.nobody": [(REGULAR,)],
    "attendance.held": [(REGULAR, DONE, False, True), (ADHOC, DONE[:1], True, False)],
    "attendance.roll_wanted": [(REGULAR, ROLL, CHI)],
    "attendance.year": [
        (date(2026, 1, 1), date(2026, 12, 31), FIGURES, [Attendance("Trần Văn An", 6, 5)]),
        (date(2026, 1, 1), date(2026, 12, 31), NONE, []),
    ],
}
