"""The hours at which cards come together."""

from datetime import UTC, date, datetime, time

import pytest

from union.calendar import moment
from union.card_hours import hours_in, next_hour
from union.refusals import Refusal
from union.words import NotUnderstood

NOON, SEVEN = time(11, 30), time(19, 0)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("11:30 và 19:00", [NOON, SEVEN]),
        ("19h, 11h30", [NOON, SEVEN]),
        ("11:30 19:00", [NOON, SEVEN]),
        ("lúc 7 giờ tối", [SEVEN]),
        ("11h30 và 7 giờ tối", [NOON, SEVEN]),
        ("19:00 va 19h", [SEVEN]),
        ("ngay", []),
        ("Ngay khi có", []),
    ],
)
def test_hours(text: str, hours: list[time]) -> None:
    assert hours_in(text) == hours


@pytest.mark.parametrize("text", ["", "tối", "2 giờ", "mai", "và"])
def test_no_hours(text: str) -> None:
    with pytest.raises(NotUnderstood):
        hours_in(text)


@pytest.mark.parametrize("text", ["21:00", "06:59", "23h", "8h, 9h, 10h, 11h, 12h"])
def test_hours_that_cannot_be(text: str) -> None:
    with pytest.raises(Refusal):
        hours_in(text)


def test_the_next_hour_is_still_to_come() -> None:
    day, hours = date(2026, 11, 21), [SEVEN, NOON]
    assert next_hour(hours, datetime(2026, 11, 21, 2, 0, tzinfo=UTC)) == moment(day, NOON)
    # In its last minute the list may be on its way: the next one then.
    assert next_hour(hours, moment(day, time(11, 29))) == moment(day, SEVEN)
    assert next_hour(hours, moment(day, NOON)) == moment(day, SEVEN)
    assert next_hour(hours, moment(day, time(20, 0))) == moment(date(2026, 11, 22), NOON)
    assert next_hour([NOON], moment(day, NOON)) == moment(date(2026, 11, 22), NOON)
