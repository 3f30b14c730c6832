"""Days and hours as typed; the base is Friday 20/11/2026 (j2)."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from union.dates import birth_date, day, day_text, period, time_in, weekday_text
from union.words import NotUnderstood, Unclear

TODAY = date(2026, 11, 20)
PIECES = st.lists(
    st.sampled_from(
        ["20", "/", "11", "2026", "-", ".", " ", "ngày", "tháng", "mùng", "âm", "rằm", "tết", "thứ",
         "6", "sáu", "tuần", "sau", "tới", "nay", "mai", "quý", "cuối", "đầu", "năm", "nữa", "999",
         "h", "30", "giờ", "chiều", "0", "29", "2", "sinh", "chủ nhật", "dương"]
    ),
    max_size=8,
).flatmap(lambda parts: st.sampled_from(["".join(parts), " ".join(parts)]))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("20/11", date(2026, 11, 20)),
        ("ngày 20/11", date(2026, 11, 20)),
        ("8/3", date(2027, 3, 8)),
        ("08-03", date(2027, 3, 8)),
        ("thứ 6 tuần sau", date(2026, 11, 27)),
        ("thu 6 tuan sau", date(2026, 11, 27)),
        ("thứ hai", date(2026, 11, 23)),
        ("mai", date(2026, 11, 21)),
        ("chiều mai", date(2026, 11, 21)),
        ("sáng mốt", date(2026, 11, 22)),
        ("ngày kia", date(2026, 11, 22)),
        ("cuối tháng", date(2026, 11, 30)),
        ("đầu tháng sau", date(2026, 12, 1)),
        ("3 ngày nữa", date(2026, 11, 23)),
        ("14h30 ngày 25/11", date(2026, 11, 25)),
        # beyond the table
        ("14:00 thứ Năm 10/12", date(2026, 12, 10)),
        ("thứ sáu", date(2026, 11, 27)),
        ("thứ sáu tuần này", date(2026, 11, 20)),
        ("thu sau tuan sau", date(2026, 11, 27)),
        ("thứ năm tới", date(2026, 11, 26)),
        ("t7", date(2026, 11, 21)),
        ("CN", date(2026, 11, 22)),
        ("chủ nhật tuần sau", date(2026, 11, 29)),
        ("toi nay", date(2026, 11, 20)),
        ("lúc 8g sáng mai", date(2026, 11, 21)),
        ("sau 3 ngày", date(2026, 11, 23)),
        ("hai tuần nữa", date(2026, 12, 4)),
        ("1 tháng nữa", date(2026, 12, 20)),
        ("ngày 25", date(2026, 11, 25)),
        ("ngày 5", date(2026, 12, 5)),
        ("ngày 5 tháng sau", date(2026, 12, 5)),
        ("20 tháng sáu", date(2027, 6, 20)),
        ("20 thang muoi hai", date(2026, 12, 20)),
        ("20/11/26", date(2026, 11, 20)),
        ("20112026", date(2026, 11, 20)),
        ("2027-01-05", date(2027, 1, 5)),
        ("20 tháng 11 năm 2026", date(2026, 11, 20)),
        ("20/11 nhé", date(2026, 11, 20)),
        ("mùng 8/3 dương lịch", date(2027, 3, 8)),
        ("tết dương lịch", date(2027, 1, 1)),
    ],
)
def test_day(text, wanted):
    assert day(text, TODAY) == wanted


@pytest.mark.parametrize(
    ("text", "reason", "facts"),
    [
        ("mùng 8 tháng 3", Unclear.SOLAR_OR_LUNAR,
         {"day": 8, "month": 3, "solar": date(2027, 3, 8), "lunar": date(2027, 4, 14)}),
        ("mồng 8/3", Unclear.SOLAR_OR_LUNAR,
         {"day": 8, "month": 3, "solar": date(2027, 3, 8), "lunar": date(2027, 4, 14)}),
        ("30 tết", Unclear.LUNAR, {"day": 30, "month": 12, "eve": date(2027, 2, 5)}),
        ("quý 4", Unclear.A_PERIOD, {"first": date(2026, 10, 1), "last": date(2026, 12, 31)}),
        ("tháng 12", Unclear.A_PERIOD, {"first": date(2026, 12, 1), "last": date(2026, 12, 31)}),
        ("cuối tuần", Unclear.A_PERIOD, {"first": date(2026, 11, 21), "last": date(2026, 11, 22)}),
        ("thứ Tư 10/12", Unclear.WEEKDAY_DIFFERS, {"on": date(2026, 12, 10)}),
        ("20/11/2025", Unclear.PAST, {"on": date(2025, 11, 20)}),
        ("hôm qua", Unclear.PAST, {"on": date(2026, 11, 19)}),
        ("thứ 2 tuần này", Unclear.PAST, {"on": date(2026, 11, 16)}),
        ("đầu tháng", Unclear.PAST, {"on": date(2026, 11, 1)}),
        ("31/4", Unclear.NO_SUCH_DAY, {"day": 31, "month": 4}),
        ("3/20/2026", Unclear.NO_SUCH_DAY, {"day": 3, "month": 20}),
        ("29/2", Unclear.NOT_LEAP, {"year": 2026}),
        ("ban Mai", Unclear.NOT_A_DATE, {}),
        ("2 giờ chiều", Unclear.NOT_A_DATE, {}),
        ("25", Unclear.NOT_A_DATE, {}),
        ("6", Unclear.NOT_A_DATE, {}),
        ("hai", Unclear.NOT_A_DATE, {}),
        ("482106", Unclear.NOT_A_DATE, {}),
        ("", Unclear.NOT_A_DATE, {}),
    ],
)  # fmt: skip
def test_not_a_single_day(text, reason, facts):
    with pytest.raises(NotUnderstood) as refused:
        day(text, TODAY)
    assert (refused.value.reason, refused.value.facts) == (reason, facts)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("20/11", date(2026, 11, 20)),
        ("25/12", date(2025, 12, 25)),
        ("8/3", date(2026, 3, 8)),
        ("thứ 6", date(2026, 11, 13)),
        ("hôm qua", date(2026, 11, 19)),
        ("ngày 25", date(2026, 10, 25)),
    ],
)
def test_what_has_happened_looks_back(text, wanted):
    assert day(text, TODAY, back=True) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("14h30 ngày 25/11", time(14, 30)),
        ("2 giờ chiều", time(14)),
        ("8g sáng", time(8)),
        ("14:00 thứ Năm 10/12", time(14)),
        ("8h 20/11", time(8)),
        ("8h", time(8)),
        ("02:00", time(2)),
        ("7 giờ tối", time(19)),
        ("12h trưa", time(12)),
        ("1 giờ trưa", time(13)),
        ("12 giờ đêm", time(0)),
        ("2h rưỡi chiều", time(14, 30)),
        ("9 giờ 15 phút", time(9, 15)),
    ],
)
def test_time_in(text, wanted):
    assert time_in(text) == wanted


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2 giờ", Unclear.MORNING_OR_AFTERNOON),
        ("25h", Unclear.NOT_A_TIME),
        ("10h75", Unclear.NOT_A_TIME),
        ("20/11", Unclear.NOT_A_TIME),
        ("", Unclear.NOT_A_TIME),
    ],
)
def test_no_time(text, reason):
    with pytest.raises(NotUnderstood) as refused:
        time_in(text)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("quý 4", date(2026, 10, 1), date(2026, 12, 31)),
        ("quý IV/2025", date(2025, 10, 1), date(2025, 12, 31)),
        ("quý trước", date(2026, 7, 1), date(2026, 9, 30)),
        ("tháng 2", date(2026, 2, 1), date(2026, 2, 28)),
        ("11/2026", date(2026, 11, 1), date(2026, 11, 30)),
        ("tháng sau", date(2026, 12, 1), date(2026, 12, 31)),
        ("năm nay", date(2026, 1, 1), date(2026, 12, 31)),
        ("nam ngoai", date(2025, 1, 1), date(2025, 12, 31)),
        ("năm 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("tuần trước", date(2026, 11, 9), date(2026, 11, 15)),
        ("6 tháng đầu năm", date(2026, 1, 1), date(2026, 6, 30)),
    ],
)
def test_period(text, first, last):
    assert period(text, TODAY) == (first, last)


@pytest.mark.parametrize("text", ["tháng 13", "abc", "", "20/11"])
def test_not_a_period(text):
    with pytest.raises(NotUnderstood) as refused:
        period(text, TODAY)
    assert refused.value.reason is Unclear.NOT_A_PERIOD


@pytest.mark.parametrize(
    "text",
    ["12/3/1971", "12-03-71", "12.3.1971", "12031971", "120371", "12 thang 3 nam 1971",
     "12 tháng 3 năm 71", "12 tháng ba năm 1971", "ngày 12/3/71", "sinh ngày 12/3/1971",
     "sn 12/3/71", "12 3 1971", "1971-03-12", "１２/３/１９７１", "12 / 3 / 1971"],
)  # fmt: skip
def test_birth_date(text):
    assert birth_date(text, TODAY) == date(1971, 3, 12)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mùng 8 tháng 3 năm 1975", date(1975, 3, 8)),
        ("29/2/1972", date(1972, 2, 29)),
        ("12/3/05", date(2005, 3, 12)),
        ("20/11/26", date(2026, 11, 20)),
        ("21/11/26", date(1926, 11, 21)),
        ("20/11/1916", date(1916, 11, 20)),
    ],
)
def test_birth_dates_at_the_edges(text, wanted):
    assert birth_date(text, TODAY) == wanted


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("29/2/1971", Unclear.NOT_LEAP),
        ("31/4/1971", Unclear.NO_SUCH_DAY),
        ("3/20/1971", Unclear.NO_SUCH_DAY),
        ("0/0/1971", Unclear.NO_SUCH_DAY),
        ("21/11/2026", Unclear.FUTURE),
        ("19/11/1916", Unclear.TOO_OLD),
        ("12/3", Unclear.NO_YEAR),
        ("1971", Unclear.ONLY_YEAR),
        ("12/3/1971 âm lịch", Unclear.LUNAR),
        ("abc", Unclear.NOT_A_DATE),
        ("12/3/197", Unclear.NOT_A_DATE),
        ("", Unclear.NOT_A_DATE),
    ],
)
def test_no_birth_date(text, reason):
    with pytest.raises(NotUnderstood) as refused:
        birth_date(text, TODAY)
    assert refused.value.reason is reason


def test_the_caller_says_how_young():
    assert birth_date("20/11/2011", TODAY, youngest=15) == date(2011, 11, 20)
    with pytest.raises(NotUnderstood) as refused:
        birth_date("21/11/2011", TODAY, youngest=15)
    assert refused.value.facts == {"on": date(2011, 11, 21), "youngest": 15}


def test_as_written():
    assert day_text(date(2026, 3, 8)) == "08/03/2026"
    assert weekday_text(TODAY) == "thứ Sáu"
    assert weekday_text(date(2026, 11, 22)) == "Chủ nhật"


@given(st.dates(date(1917, 1, 1), TODAY))
def test_a_birth_date_reads_back(born):
    assert birth_date(day_text(born), TODAY) == born


@given(st.dates(TODAY, date(2099, 12, 31)))
def test_a_day_reads_back(wanted):
    assert day(day_text(wanted), TODAY) == wanted


@given(st.dates(date(1968, 1, 1), date(2098, 12, 31)), PIECES)
def test_a_day_is_never_in_the_past(today, text):
    with suppress(NotUnderstood):
        assert day(text, today) >= today


@given(st.text() | PIECES)
def test_nothing_but_not_understood(text):
    for read in (day, birth_date, period, lambda said, _: time_in(said)):
        with suppress(NotUnderstood):
            read(text, TODAY)
    with suppress(NotUnderstood):
        day(text, TODAY, back=True)
