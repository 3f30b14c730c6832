"""Titles, rounds and shares as tables: the examples are the specification."""

from datetime import date

import pytest

from bot.handlers.titles_reading import Listed, Result, Wish, decision, listed, result, wish
from config.titles import TitlesFile, settings, titles
from union.members import Member, Sex, State, Team
from union.refusals import Reason, Refusal
from union.titles import (
    Round,
    called_so,
    check_open,
    check_suits,
    check_window,
    is_open,
    leaning_on,
    named,
    of_year,
    share,
    spoken_of,
    suits,
    titled,
    to_decide,
    window,
    with_needed,
    years_in_a_row,
)

NOW = of_year(titles(), 2027)


def person(name: str, sex: Sex = Sex.FEMALE, team: int = 1, id: int = 0) -> Member:
    born = date(1990, 1, 1)
    return Member(id, name, sex, born, 1990, "", Team(team, team, f"Tổ {team}"), State.MEMBER)


def keys(found: list) -> list[str]:
    return [title.key for title in found]


# --- the list of titles ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "key", "name"),
    [
        (2019, "dvxs", "Đoàn viên công đoàn xuất sắc"),
        (2020, "dvxs", "Đoàn viên hoàn thành xuất sắc nhiệm vụ"),
        (2023, "ldtt", "Lao động tiên tiến"),
        (2027, "cstd", "Chiến sĩ thi đua cơ sở"),
        (1990, "gvn", "Giỏi việc nước, đảm việc nhà"),
    ],
)
def test_a_title_has_the_name_of_its_year(year: int, key: str, name: str) -> None:
    found = titled(of_year(titles(), year), key)
    assert found is not None and found.name == name


def test_a_year_has_each_title_once_and_no_title_before_its_first() -> None:
    for year in (1988, 2003, 2010, 2019, 2020, 2023, 2024, 2030):
        found = keys(of_year(titles(), year))
        assert len(found) == len(set(found))
    assert of_year(titles(), 1988) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t["title"].append(t["title"][0]),  # one title twice in a year
        lambda t: t["title"][0].update(words=["Lao Động"]),  # not folded
        lambda t: t["title"][0].update(needs="xyz"),
        lambda t: t["title"][0].update(who="nobody"),
        lambda t: t["title"][1].update(key="other", last=None),  # one word, two titles
    ],
)
def test_a_list_that_cannot_be(change) -> None:  # type: ignore[no-untyped-def]
    raw = settings().model_dump(mode="json")
    change(raw)
    with pytest.raises(ValueError):
        TitlesFile.model_validate(raw)


@pytest.mark.parametrize(
    ("key", "sex", "may"),
    [
        ("ldtt", Sex.MALE, True),
        ("ldtt", Sex.UNKNOWN, True),
        ("gvn", Sex.FEMALE, True),
        ("gvn", Sex.MALE, False),
        ("gvn", Sex.UNKNOWN, False),
        ("nam", Sex.MALE, True),
        ("nam", Sex.FEMALE, False),
    ],
)
def test_who_may(key: str, sex: Sex, may: bool) -> None:
    title = titled(NOW, key)
    assert title is not None and suits(title, person("X", sex)) is may
    if not may:
        with pytest.raises(Refusal) as refused:
            check_suits(title, person("X", sex))
        assert refused.value.reason is Reason.TITLE_NOT_FOR
        assert refused.value.facts["unknown"] is (sex is Sex.UNKNOWN)


def test_what_a_title_needs_comes_along_and_goes_along() -> None:
    assert keys(with_needed(NOW, ["cstd"])) == ["ldtt", "cstd"]
    assert keys(with_needed(NOW, ["cstd_tinh", "gvn"])) == ["ldtt", "cstd", "cstd_tinh", "gvn"]
    assert keys(with_needed(NOW, ["xyz"])) == []
    assert keys(leaning_on(NOW, "ldtt", ["ldtt", "cstd"])) == ["cstd"]
    assert keys(leaning_on(NOW, "ldtt", ["ldtt", "cstd", "cstd_tinh"])) == ["cstd", "cstd_tinh"]
    assert leaning_on(NOW, "ldtt", ["ldtt", "gvn"]) == []
    assert leaning_on(NOW, "cstd", ["ldtt", "cstd"]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lao động tiên tiến", ["ldtt"]),
        ("LĐTT", ["ldtt"]),
        ("ldtt và GVN-ĐVN", ["ldtt", "gvn"]),
        ("gvn dvn, cstđ", ["gvn", "cstd"]),
        ("chiến sỹ thi đua", ["cstd"]),
        ("chiến sĩ thi đua cấp tỉnh", ["cstd_tinh"]),
        ("cstd tinh", ["cstd_tinh"]),
        ("LĐTT (lao động tiên tiến)", ["ldtt"]),
        ("Đoàn viên xuất sắc", ["dvxs"]),
        ("nam san sẻ việc nhà", ["nam"]),
        ("đoàn viên", []),
        ("lao động", []),
    ],
)
def test_titles_people_name(text: str, found: list[str]) -> None:
    assert keys(named(text, NOW)[0]) == found


# --- the round -------------------------------------------------------------------------------

ROUND = Round(1, 2027, date(2027, 1, 1), date(2027, 3, 31))
OLD = Round(2, 2026, date(2026, 1, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 11, 21), (date(2027, 1, 1), date(2027, 3, 31))),
        (date(2027, 1, 1), (date(2027, 1, 1), date(2027, 3, 31))),
        (date(2027, 2, 3), (date(2027, 2, 3), date(2027, 3, 31))),
        (date(2027, 3, 31), (date(2027, 3, 31), date(2027, 3, 31))),
        (date(2027, 4, 1), (date(2028, 1, 1), date(2028, 3, 31))),
    ],
)
def test_the_usual_window(today: date, days: tuple[date, date]) -> None:
    assert window(today, (1, 1), (3, 31)) == days


@pytest.mark.parametrize(
    ("today", "closed", "open_"),
    [
        (date(2026, 12, 31), False, False),
        (date(2027, 1, 1), False, True),
        (date(2027, 3, 31), False, True),
        (date(2027, 4, 1), False, False),
        (date(2027, 2, 1), True, False),
    ],
)
def test_open_from_the_first_day_to_the_last(today: date, closed: bool, open_: bool) -> None:
    assert is_open(Round(1, 2027, ROUND.opens_on, ROUND.closes_on, closed), today) is open_


@pytest.mark.parametrize(
    ("today", "reason"),
    [(date(2026, 11, 1), Reason.ROUND_NOT_YET), (date(2027, 5, 1), Reason.ROUND_CLOSED)],
)
def test_why_there_is_no_open_round(today: date, reason: Reason) -> None:
    with pytest.raises(Refusal) as refused:
        check_open([ROUND, OLD], today, "chị Chi")
    assert refused.value.reason is reason and refused.value.facts["year"] == 2027
    with pytest.raises(Refusal) as refused:
        check_open([], today, "chị Chi")
    assert refused.value.reason is Reason.NO_ROUND


def test_which_round_is_meant() -> None:
    both = [ROUND, OLD]
    assert check_open(both, date(2027, 2, 1), "") is ROUND
    assert spoken_of(both, date(2026, 5, 1)) is ROUND
    assert spoken_of([OLD], date(2026, 5, 1)) is OLD
    assert spoken_of([], date(2026, 5, 1)) is None
    assert to_decide(both, date(2026, 12, 20)) is OLD
    assert to_decide(both, date(2026, 12, 20), 2027) is ROUND
    assert to_decide(both, date(2026, 2, 20)) is None


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        (date(2027, 3, 1), date(2027, 2, 1)),
        (date(2026, 1, 1), date(2026, 2, 1)),
        (date(2026, 12, 1), date(2028, 2, 1)),
    ],
)
def test_days_that_make_no_round(opens: date, closes: date) -> None:
    with pytest.raises(Refusal) as refused:
        check_window(opens, closes, date(2026, 11, 21))
    assert refused.value.reason is Reason.BAD_WINDOW


@pytest.mark.parametrize(
    ("base", "most"), [(0, 0), (3, 0), (4, 1), (10, 2), (20, 3), (31, 5), (46, 7)]
)
def test_fifteen_in_a_hundred(base: int, most: int) -> None:
    title = titled(NOW, "cstd")
    assert title is not None
    found = share(title, base)
    assert found is not None and (found.percent, found.base, found.most) == (15, base, most)
    assert share(NOW[0], base) is None


@pytest.mark.parametrize(
    ("years", "row"), [([], 0), ([2026], 1), ([2026, 2025, 2023], 2), ([2025], 0)]
)
def test_years_in_a_row(years: list[int], row: int) -> None:
    assert years_in_a_row(years, 2027) == row


# --- people of a list ------------------------------------------------------------------------

PEOPLE = [
    person("Trần Thị Lan", team=1),
    person("Lê Thị Lan", team=3),
    person("Phạm Thị Lân", team=2),
    person("Trần Văn An", Sex.MALE, team=1),
    person("Dương Văn Đạt", Sex.MALE, team=4),
]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("An", ["Trần Văn An"]),
        ("anh An", ["Trần Văn An"]),
        ("Trần Văn An", ["Trần Văn An"]),
        ("van an", ["Trần Văn An"]),
        ("đ/c An", ["Trần Văn An"]),
        ("Lan tổ 3", ["Lê Thị Lan"]),
        ("chi Lan to 3", ["Lê Thị Lan"]),
        ("Lê Thị Lan", ["Lê Thị Lan"]),
        ("Lân", ["Phạm Thị Lân"]),
        ("chị Lân", ["Phạm Thị Lân"]),
        ("lan", ["Trần Thị Lan", "Lê Thị Lan", "Phạm Thị Lân"]),
        ("đạt", ["Dương Văn Đạt"]),
        ("Hoa", []),
        ("an van", []),
        ("", []),
        ("chị", []),
    ],
)
def test_who_is_meant(said: str, found: list[str]) -> None:
    assert [one.name for one in called_so(said, PEOPLE)] == found


# --- sentences -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("đăng ký lao động tiên tiến", Wish("join", ("ldtt",))),
        ("Em đăng ký LĐTT năm 2027 ạ", Wish("join", ("ldtt",))),
        ("cho em dang ky ldtt voi cstd nhe", Wish("join", ("ldtt", "cstd"))),
        ("tôi muốn đăng ký danh hiệu giỏi việc nước đảm việc nhà", Wish("join", ("gvn",))),
        ("rút LĐTT", Wish("drop", ("ldtt",))),
        ("hủy đăng ký cstd", Wish("drop", ("cstd",))),
        ("năm ngoái tôi đạt gì", Wish("past", year=-1)),
        ("nam ngoai toi dat danh hieu gi", Wish("past", year=-1)),
        ("lịch sử thi đua", Wish("past")),
        ("đăng ký", None),
        ("đăng ký khám sức khỏe", None),
        ("không đăng ký LĐTT nữa", None),
        ("đăng ký LĐTT cho chị Lan", None),
        ("chị Lan đăng ký LĐTT chưa", None),
        ("rút đồng ý", None),
        ("điều kiện LĐTT là gì", None),
    ],
)
def test_a_wish(text: str, meant: Wish | None) -> None:
    assert wish(text, titles()) == meant


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("An, Hạnh, Lan", Listed(("An", "Hạnh", "Lan"))),
        ("An và Hạnh", Listed(("An", "Hạnh"))),
        ("An\nHạnh\nLan", Listed(("An", "Hạnh", "Lan"))),
        ("An, Đạt; không đạt: Phúc, Vy", Listed(("An", "Đạt"), ("Phúc", "Vy"))),
        ("đạt: An, Đạt; chưa đạt: Phúc", Listed(("An", "Đạt"), ("Phúc",))),
        ("không đạt Đạt", Listed((), ("Đạt",))),
        ("tất cả", Listed(everybody=True)),
        ("tat ca tru Phuc va Vy", Listed((), ("Phuc", "Vy"), True)),
        ("Tất cả đều đạt", Listed(everybody=True)),
        ("Cả", Listed(everybody=True)),
        ("Ca Văn Tú", Listed(("Ca Văn Tú",))),
        ("", Listed()),
        ("không đạt:", Listed()),
        (";,;", Listed()),
    ],
)
def test_a_list_of_people(text: str, people: Listed) -> None:
    assert listed(text) == people


def test_results_in_one_sentence() -> None:
    said = "kết quả LĐTT: An, Hạnh, Lan; QĐ 15/QĐ-CĐ ngày 20/12/2026"
    people = Listed(("An", "Hạnh", "Lan"))
    whole = Result("ldtt", 0, people, "15/QĐ-CĐ ngày 20/12/2026")
    assert result(said, titles()) == whole
    assert result("ghi ket qua thi dua ldtt nam 2026: an, hanh", titles()) == Result(
        "ldtt", 2026, Listed(("an", "hanh")), ""
    )
    assert result("Kết quả GVN-ĐVN năm 2026: tất cả trừ Vy, quyết định số 7", titles()) == Result(
        "gvn", 2026, Listed((), ("Vy",), True), "7"
    )
    lines = "Kết quả LĐTT:\nAn\nHạnh\nLan\nQĐ 15/QĐ-CĐ ngày 20/12/2026"
    assert result(lines, titles()) == whole


@pytest.mark.parametrize(
    "text",
    [
        "kết quả LĐTT của tôi thế nào", "kết quả thi đua", "kết quả", "kết quả LĐTT:",
        "bao giờ có kết quả LĐTT: em hỏi", "kết quả xổ số: An",
    ],
)  # fmt: skip
def test_what_is_no_list_of_results(text: str) -> None:
    assert result(text, titles()) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("15/QĐ-CĐ ngày 20/12/2026", ("15/QĐ-CĐ", "20/12/2026")),
        ("QĐ số 15/QĐ-CĐ, 20/12/2026", ("15/QĐ-CĐ", "20/12/2026")),
        ("quyet dinh 15 ngay 20/12", ("15", "20/12")),
        ("15/QĐ-CĐ", ("15/QĐ-CĐ", "")),
        ("chưa có", None),
        ("", None),
    ],
)
def test_a_decision(text: str, read: tuple[str, str] | None) -> None:
    assert decision(text) == read
