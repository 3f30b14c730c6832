"""Sentences about meetings: the table is the specification."""

from datetime import date, time
from typing import Any

import pytest

from bot.handlers.meetings_reading import absent, called, moved, wanted
from union.meetings import Kind
from union.words import Unclear

TODAY = date(2026, 11, 21)  # a Saturday
THURSDAY = {"day": date(2026, 12, 10), "at": time(14)}

CALLED: list[tuple[str, dict[str, Any]]] = [
    ("họp BCH 14h thứ 5 10/12 tại phòng họp, bàn Tết",
     THURSDAY | {"place": "phòng họp", "agenda": "Tết"}),
    ("hop bch 14h thu 5 10/12 tai phong hop ban tet",
     THURSDAY | {"place": "phong hop", "agenda": "tet"}),
    ("họp BCH, 14h, thứ Năm 10/12, bàn quà Tết tại hội trường", THURSDAY
     | {"place": "hội trường", "agenda": "quà Tết"}),
    ("chị ơi cho em gọi họp ban chấp hành chiều mai 2h ở hội trường lớn",
     {"day": date(2026, 11, 22), "at": time(14), "place": "hội trường lớn"}),
    ("họp BCH đột xuất 8h30 sáng thứ hai, nội dung: thăm hỏi, mua quà, tại phòng ban giám đốc",
     {"day": date(2026, 11, 23), "at": time(8, 30), "kind": Kind.ADHOC,
      "place": "phòng ban giám đốc", "agenda": "thăm hỏi, mua quà"}),
    ("họp BCH quý 4 14h thứ Năm 10/12", THURSDAY | {"kind": Kind.REGULAR, "quarter": 4}),
    ("họp BCH thường kỳ quý IV 14h thứ Năm 10/12",
     THURSDAY | {"kind": Kind.REGULAR, "quarter": 4}),
    ("triệu tập họp BCH vào lúc 14h ngày 10/12", THURSDAY),
    ("họp BCH 15 giờ 30 ngày 12/12/2026 bàn về quà 8/3",
     {"day": date(2026, 12, 12), "at": time(15, 30), "agenda": "quà 8/3"}),
    ("họp BCH mai", {"day": date(2026, 11, 22)}),
    ("họp bch 14h", {"at": time(14)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), CALLED, ids=[text for text, _ in CALLED])
def test_called(text: str, facts: dict[str, Any]) -> None:
    rest = called(text)
    assert rest is not None
    found = wanted(rest, TODAY)
    empty = {"day": None, "at": None, "place": "", "agenda": "", "kind": None, "quarter": None}
    assert {name: getattr(found, name) for name in empty} == empty | facts
    assert found.problem is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("họp BCH 14h 1/11/2026", Unclear.PAST),
        ("họp BCH 14h hôm qua", Unclear.PAST),
        ("họp BCH 2h ngày mai", Unclear.MORNING_OR_AFTERNOON),
        ("họp BCH 14h thứ hai 10/12", Unclear.WEEKDAY_DIFFERS),
        ("họp BCH 14h mùng 8 tháng 3", Unclear.SOLAR_OR_LUNAR),
        ("họp BCH 14h 31/11", Unclear.NO_SUCH_DAY),
    ],
)
def test_what_is_said_and_cannot_be(text: str, reason: Unclear) -> None:
    found = wanted(called(text) or "", TODAY)
    assert found.problem is not None and found.problem.reason is reason


@pytest.mark.parametrize(
    "text",
    ["họp BCH", "tối nay họp BCH không", "họp bch mai chưa", "họp BCH mai?", "ngày mai họp",
     "họp tổ 14h mai", "họp lớp thứ năm", "toi nay hop k", "hôm qua họp BCH vui"],
)  # fmt: skip
def test_no_call(text: str) -> None:
    assert called(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("dời sang 14h thứ Năm tuần sau", "14h thứ Năm tuần sau"),
        ("doi sang 14h thu nam tuan sau a", "14h thu nam tuan sau a"),
        ("dời họp đến 17/12", "17/12"),
        ("em ơi hoãn họp BCH sang 15h", "15h"),
        ("lùi lại 1 tuần nữa", "1 tuần nữa"),
        ("đổi lịch họp sang thứ 6", "thứ 6"),
        ("chuyển họp qua 1/11/2020", "1/11/2020"),  # it has passed; that is said, not overheard
        ("đợi sang thứ 5", None),
        ("đổi số điện thoại sang 0912345678", None),
        ("đổi sang 12/3/1985", None),
        ("chuyển sang tổ 3", None),
        ("chuyen sang 146.800", None),
        ("dời sang thứ 5 được không?", None),
        ("đổi ca thứ 5", None),
    ],
)
def test_moved(text: str, rest: str | None) -> None:
    assert moved(text) == rest


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("tôi vắng họp vì con ốm", "con ốm"),
        ("xin vắng họp BCH do đi công tác", "đi công tác"),
        ("vang hop a", ""),
        ("em xin vắng họp ạ", ""),
        ("nhà vắng họp lớp", None),
        ("vắng họp lớp", None),
        ("ai vắng họp", None),
        ("vắng họp vì", None),
    ],
)
def test_absent(text: str, reason: str | None) -> None:
    assert absent(text) == reason
