"""Days named by the moon; the base is Friday 20/11/2026, 12 tháng 10 năm Bính Ngọ (j2)."""

from datetime import date

import pytest

from union.dates import birth_date, day
from union.words import NotUnderstood, Unclear

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mùng 10 tháng 3 âm", date(2027, 4, 16)),
        ("10/3 ÂL", date(2027, 4, 16)),
        ("10/3 âm lịch", date(2027, 4, 16)),
        ("ngày mùng 10/3 âm lịch nhé", date(2027, 4, 16)),
        ("giỗ tổ", date(2027, 4, 16)),
        ("rằm tháng 8", date(2027, 9, 15)),
        ("ram thang tam", date(2027, 9, 15)),
        ("trung thu", date(2027, 9, 15)),
        ("tết trung thu", date(2027, 9, 15)),
        ("trung thu năm 2034", date(2034, 9, 26)),
        ("rằm tháng 8 năm 2041", date(2041, 9, 9)),
        ("rằm", date(2026, 11, 23)),
        ("rằm tháng giêng", date(2027, 2, 20)),
        ("tết", date(2027, 2, 6)),
        ("Tết Nguyên đán", date(2027, 2, 6)),
        ("tết 2030", date(2030, 2, 2)),
        ("mùng 1 tết năm 2030", date(2030, 2, 2)),
        ("mùng 3 tết", date(2027, 2, 8)),
        ("28 tết", date(2027, 2, 4)),
        ("29 tết", date(2027, 2, 5)),
        ("giao thừa", date(2027, 2, 5)),
        ("giao thừa 2030", date(2030, 2, 1)),
        ("30 tết 2033", date(2033, 1, 30)),
        ("23 tháng chạp", date(2027, 1, 30)),
        ("15/7 âm", date(2027, 8, 16)),
        ("vu lan", date(2027, 8, 16)),
        ("tết đoan ngọ", date(2027, 6, 9)),
        ("2/5 nhuận", date(2028, 6, 24)),
        ("10/3/2028 âm lịch", date(2028, 4, 4)),
        ("10/3 âm lịch năm 2028", date(2028, 4, 4)),
        ("mùng 8/3 dương", date(2027, 3, 8)),
        ("8/3 âm", date(2027, 4, 14)),
        ("20h rằm tháng 8", date(2027, 9, 15)),
    ],
)
def test_the_next_such_day(text: str, wanted: date) -> None:
    assert day(text, TODAY) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("rằm tháng 8", date(2026, 9, 25)),
        ("tết", date(2026, 2, 17)),
        ("rằm", date(2026, 10, 24)),
        ("giao thừa", date(2026, 2, 16)),
    ],
)
def test_the_last_such_day(text: str, wanted: date) -> None:
    assert day(text, TODAY, back=True) == wanted


def test_the_day_itself_counts() -> None:
    assert day("tết", date(2027, 2, 6)) == date(2027, 2, 6)
    assert day("tết", date(2027, 2, 7)) == date(2028, 1, 26)


@pytest.mark.parametrize(
    ("text", "reason", "facts"),
    [
        ("30 tết", Unclear.LUNAR, {"day": 30, "month": 12, "eve": date(2027, 2, 5)}),
        ("30 tháng chạp", Unclear.LUNAR, {"day": 30, "month": 12, "eve": date(2027, 2, 5)}),
        ("30 tết 2030", Unclear.LUNAR, {"day": 30, "month": 12, "eve": date(2030, 2, 1)}),
        ("31 tết", Unclear.LUNAR, {"day": 31, "month": 12}),
        ("10/13 âm", Unclear.LUNAR, {"day": 10, "month": 13}),
        ("2/6 nhuận", Unclear.LUNAR, {"day": 2, "month": 6}),
        ("tết nhất bận lắm", Unclear.LUNAR, {"day": None, "month": None}),
        ("rằm tháng 8 năm 2020", Unclear.PAST, {"on": date(2020, 10, 1)}),
    ],
)
def test_what_is_asked_back(text: str, reason: Unclear, facts: dict[str, object]) -> None:
    with pytest.raises(NotUnderstood) as refused:
        day(text, TODAY)
    assert (refused.value.reason, refused.value.facts) == (reason, facts)


def test_a_30th_there_will_be_is_not_put_off() -> None:
    assert day("30 tết", date(2033, 1, 5)) == date(2033, 1, 30)
    with pytest.raises(NotUnderstood):
        day("30 tết", date(2032, 1, 20))  # the eve of 2032 is the 29th; 2033 is not meant


def test_a_birth_date_by_the_moon_is_asked_for_by_the_sun() -> None:
    with pytest.raises(NotUnderstood) as refused:
        birth_date("rằm tháng 7 năm 1975", TODAY)
    assert refused.value.facts == {"day": 15, "month": 7}
