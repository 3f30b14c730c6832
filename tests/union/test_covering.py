"""Lending a seat: which days, to whom, and how people say it."""

from datetime import date

import pytest

from union.covering import LONGEST, Days, check_days, check_stand_in, days_in, sentence, who_in
from union.refusals import Reason, Refusal
from union.rights import CHAIR, CHAIR_ALONE, SEATED, Role, Seat
from union.words import NotUnderstood

TODAY = date(2026, 11, 21)
D = date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("từ 1/12 đến 15/12", D(2026, 12, 1), D(2026, 12, 15)),
        ("tu 1/12 den het 15/12", D(2026, 12, 1), D(2026, 12, 15)),
        ("1/12 - 15/12", D(2026, 12, 1), D(2026, 12, 15)),
        ("1-15/12", D(2026, 12, 1), D(2026, 12, 15)),
        ("1 đến 15/12/2026", D(2026, 12, 1), D(2026, 12, 15)),
        ("từ nay đến 30/11", TODAY, D(2026, 11, 30)),
        ("từ mai đến thứ 6", D(2026, 11, 22), D(2026, 11, 27)),
        ("từ 28/12 đến 5/1", D(2026, 12, 28), D(2027, 1, 5)),
        ("5/12", D(2026, 12, 5), D(2026, 12, 5)),
        ("trong ngày 5/12", D(2026, 12, 5), D(2026, 12, 5)),
        ("cho Hạnh từ 1/12 đến 15/12", D(2026, 12, 1), D(2026, 12, 15)),
        ("từ 1/12 đến 15/12 cho Hạnh", D(2026, 12, 1), D(2026, 12, 15)),
        ("từ ngày 1 tháng 12 đến ngày 15 tháng 12", D(2026, 12, 1), D(2026, 12, 15)),
    ],
)
def test_days(text: str, first: date, last: date) -> None:
    assert days_in(text, TODAY) == Days(first, last)


@pytest.mark.parametrize("text", ["", "khi nào rảnh", "từ 31/11 đến 5/12", "từ 1/12 đến lúc về"])
def test_no_days(text: str) -> None:
    with pytest.raises(NotUnderstood):
        days_in(text, TODAY)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("giao việc từ 1/12 đến 15/12 cho Hạnh", "hanh"),
        ("uy quyen cho tu tu 1/12 den 15/12", "tu"),
        ("giao lại việc cho chị Hạnh từ mai đến thứ 6", "chi hanh"),
        ("ủy quyền cho Nguyễn Thị Hạnh 1-15/12", "nguyen thi hanh"),
    ],
)
def test_sentences(text: str, who: str) -> None:
    rest = sentence(text)
    assert rest is not None
    assert who_in(rest) == who
    assert days_in(rest, TODAY)


@pytest.mark.parametrize(
    "text",
    ["giao việc cho Hạnh", "giao hàng từ 1/12 đến 15/12 cho Hạnh", "hôm nay giao việc gì",
     "đi làm thay từ sáng đến tối", "chị giao việc từ sáng đến tối cho em mệt quá"],
)  # fmt: skip
def test_what_is_no_wish_to_lend(text: str) -> None:
    rest = sentence(text)
    assert rest is None or who_in(rest) == ""


def test_the_days_are_whole_in_vietnam() -> None:
    days = Days(D(2026, 12, 1), D(2026, 12, 15))
    assert days.starts.isoformat() == "2026-11-30T17:00:00+00:00"
    assert days.ends.isoformat() == "2026-12-15T17:00:00+00:00"
    after = Days(D(2026, 12, 16), D(2026, 12, 20))
    assert not after.meets(days.starts, days.ends) and days.meets(days.starts, days.ends)


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (D(2026, 11, 20), D(2026, 12, 1), Reason.BAD_DAYS),
        (D(2026, 12, 2), D(2026, 12, 1), Reason.BAD_DAYS),
        (D(2026, 12, 1), D(2027, 3, 3), Reason.LENT_TOO_LONG),
    ],
)
def test_days_that_cannot_be(first: date, last: date, reason: Reason) -> None:
    assert LONGEST == 92
    with pytest.raises(Refusal) as refused:
        check_days(Days(first, last), TODAY)
    assert refused.value.reason is reason


def test_not_beyond_the_seat_itself() -> None:
    days = Days(D(2026, 12, 1), D(2026, 12, 15))
    check_days(days, TODAY, days.ends)
    with pytest.raises(Refusal):
        check_days(days, TODAY, days.starts)


def test_who_may_stand_in() -> None:
    lent = Seat(Role.TREASURER)
    check_stand_in(lent, 1, 2, [Seat(Role.CHAIR), Seat(Role.TEAM_LEADER, 3)])
    for lender, theirs, reason in (
        (2, [], Reason.LENT_TO_HOLDER),
        (1, [Seat(Role.TREASURER)], Reason.LENT_TO_HOLDER),
        (1, [Seat(Role.INSPECTION)], Reason.KEPT_APART),
    ):
        with pytest.raises(Refusal) as refused:
            check_stand_in(lent, lender, 2, theirs)
        assert refused.value.reason is reason
    check_stand_in(Seat(Role.TEAM_LEADER, 1), 1, 2, [Seat(Role.TEAM_LEADER, 2)])


def test_a_lent_seat_opens_what_the_seat_does_but_not_the_seats() -> None:
    lent = [Seat(Role.CHAIR, stands_in=True)]
    assert CHAIR.admits(1, lent)
    assert not CHAIR_ALONE.admits(1, lent) and not SEATED.admits(1, lent)
    assert CHAIR_ALONE.admits(1, [*lent, Seat(Role.CHAIR)])
