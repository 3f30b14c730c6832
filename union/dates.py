"""Days as people type them: day first, leaning to the future, never guessed (j2)."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from union import lunar_reading
from union.calendar import is_leap, months_after, start_of_month
from union.periods import SHIFT, WHEN, YEAR, stretch
from union.words import NotUnderstood, Unclear, normal, plain

OLDEST = 110  # years; beyond it a birth date is a slip of the finger


def birth_date(text: str, today: date, youngest: int | None = None) -> date:
    """A whole birth date, the solar one: "12/3/1971", "12031971", "12 thang 3 nam 1971".

    Two digits are the latest such year not after today. `youngest` in years is the caller's rule.
    Raises NotUnderstood: NOT_A_DATE, NO_YEAR, ONLY_YEAR, NO_SUCH_DAY, NOT_LEAP, LUNAR, FUTURE,
    TOO_OLD, TOO_YOUNG.
    """
    said = _BORN.sub("", _readable(text))
    lunar_reading.refuse(said)
    if re.fullmatch(r"(?:nam )?(?:19|20)[0-9]{2}", said):
        raise NotUnderstood(Unclear.ONLY_YEAR, year=int(said[-4:]))
    found = _DATED.fullmatch(said) or _RUN.fullmatch(said) or _ISO.fullmatch(said)
    if not found:
        raise NotUnderstood(Unclear.NOT_A_DATE)
    number, month, year = _parts(found)
    if year is None:
        raise NotUnderstood(Unclear.NO_YEAR, day=number, month=month)
    if year < 100:
        year += 2000
        year -= 100 if (year, month, number) > (today.year, today.month, today.day) else 0
    born = _date(number, month, year)
    _check_age(born, today, youngest)
    return born


def day(text: str, today: date, back: bool = False) -> date:
    """The day a text names, today or later: "20/11", "thứ 6 tuần sau", "mai", "rằm tháng 8".

    A time in it is left to `time_in`. With `back` a day without a year is the latest one not
    after today, for what has already happened. Raises NotUnderstood: NOT_A_DATE, NO_SUCH_DAY,
    NOT_LEAP, PAST, LUNAR, SOLAR_OR_LUNAR ("mùng 8 tháng 3"), WEEKDAY_DIFFERS, A_PERIOD.
    """
    said = " ".join(_PART.sub(" ", _TIME.sub(" ", _readable(text))).split())
    said = re.sub(r"^vao ", "", _TAIL.sub("", said))
    if said in ("tet duong lich", "tet tay"):
        said = "1/1"
    found = (
        lunar_reading.day(said, today, back) or _relative(said, today) or _counted(said, today)
        or _edge(said, today) or _weekday(said, today, back) or _dated(said, today, back)
    )  # fmt: skip
    if found is None:
        if named := stretch(said, today):
            raise NotUnderstood(Unclear.A_PERIOD, first=named[0], last=named[1])
        raise NotUnderstood(Unclear.NOT_A_DATE)
    if found < today and not back:
        raise NotUnderstood(Unclear.PAST, on=found)
    return found


def time_in(text: str) -> time:
    """The hour named in a text, on Vietnamese clocks: "14h30 ngày 25/11", "2 giờ chiều", "8g sáng".

    "2 giờ" alone is MORNING_OR_AFTERNOON; NOT_A_TIME when no hour is named.
    """
    found = _TIME.search(_readable(text))
    if not found:
        raise NotUnderstood(Unclear.NOT_A_TIME)
    hour = int(found["h"])
    minute = 30 if found["half"] else int(found["min"] or 0)
    part = found["part"]
    if not part and len(found["h"]) == 1 and 1 <= hour <= 6 and not found["min"]:
        raise NotUnderstood(Unclear.MORNING_OR_AFTERNOON, hour=hour)
    if part in _LATER and hour in _LATER[part]:
        hour += 12
    elif part == "dem" and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise NotUnderstood(Unclear.NOT_A_TIME)
    return time(hour, minute)


def period(text: str, today: date) -> tuple[date, date]:
    """First and last day of a named stretch: "quý 4", "tháng 11/2026", "năm nay", "tuần trước".

    Without a year it is this year's, for reports look at both sides of today. Raises NOT_A_PERIOD.
    """
    found = stretch(_readable(text), today)
    if found is None:
        raise NotUnderstood(Unclear.NOT_A_PERIOD)
    return found


def day_text(day: date) -> str:
    """A day as papers write it: "20/11/2026"."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def weekday_text(day: date) -> str:
    """ "thứ Sáu", as in "14:00 thứ Năm 10/12"."""
    return _WEEKDAY_NAMES[day.weekday()]


_WEEKDAY_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAYS = {
    "2": 0, "hai": 0, "3": 1, "ba": 1, "4": 2, "tu": 2, "5": 3, "nam": 3, "6": 4, "sau": 4,
    "7": 5, "bay": 5, "chu nhat": 6, "cn": 6,
}  # fmt: skip
_MONTHS = {
    "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "bay": 7, "tam": 8, "chin": 9,
    "muoi mot": 11, "muoi hai": 12, "muoi": 10,
}  # fmt: skip
_COUNTS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10,
}  # fmt: skip
_RELATIVE = {
    "nay": 0, "hom nay": 0, "bua nay": 0, "ngay hom nay": 0, "mai": 1, "ngay mai": 1, "mot": 2,
    "ngay mot": 2, "ngay kia": 2, "hom qua": -1, "ngay hom qua": -1, "hom kia": -2,
}  # fmt: skip
_LATER = {"chieu": range(1, 12), "toi": range(5, 12), "trua": range(1, 3), "dem": range(8, 12)}

_TIME = re.compile(
    r"\b(?:luc |vao )?(?P<h>[0-9]{1,2}) ?(?:h|g|gio|:(?=[0-9]{2}))(?![a-z])"
    r"(?: ?(?P<min>[0-9]{2})(?![0-9/.-]))?(?: ?(?:phut|p)\b)?(?P<half> ruoi\b)?"
    r"(?: (?P<part>sang|trua|chieu|toi|dem)\b)?"
)
# "tuần tới", "thứ năm tới" keep their "toi".
_PART = re.compile(
    r"\b(?:buoi )?(?:sang|trua|chieu|dem|(?<!tuan )(?<!thang )(?<!quy )(?<!nam )toi)\b"
)
_TAIL = re.compile(r"(?: (?:nhe|nha|a|em|anh|chi))+$|[.!?,]+$")
_BORN = re.compile(r"^(?:(?:em|toi|minh) )?(?:sinh ngay|ngay sinh|sinh|sn|ns)[ :]+")
_SEP = r"(?: ?[/.-] ?| thang )"
_SOLAR = re.compile(r" (?:duong lich|duong|dl)$")
_DATED = re.compile(
    rf"(?:ngay )?(?P<mung>mung |mong )?(?P<d>[0-9]{{1,2}})"
    rf"(?:{_SEP}| (?=[0-9]{{1,2}} [0-9]{{4}}$))(?P<m>[0-9]{{1,2}})"
    r"(?:(?: ?[/.-] ?| nam )(?P<y>(?:19|20)[0-9]{2}|[0-9]{2})| (?P<y4>(?:19|20)[0-9]{2}))?"
)
_RUN = re.compile(rf"(?P<d>[0-9]{{2}})(?P<m>[0-9]{{2}})(?:{YEAR}|(?P<y2>[0-9]{{2}}))")
_ISO = re.compile(rf"{YEAR}-(?P<m>[0-9]{{1,2}})-(?P<d>[0-9]{{1,2}})")
_OF_MONTH = re.compile(rf"(?:ngay |mung |mong )?(?P<d>[0-9]{{1,2}})(?P<month> thang {WHEN})?")
_WEEKDAY = re.compile(
    r"(?:thu |t(?=[2-7])|(?=chu nhat|cn))(?P<day>[2-7]|hai|ba|tu|nam|sau|bay|chu nhat|cn)\b"
    rf"(?: tuan {WHEN}| nay| toi)?(?:,? (?P<rest>.+))?"
)


def _readable(text: str) -> str:
    """Plain, with months in figures. "tháng sáu" is June; "thang sau" is taken for next month."""
    said = plain(normal(text[:_LONGEST]).lower().replace("tháng sáu", "tháng 6"))
    return _MONTH.sub(lambda found: f"thang {_MONTHS[found[1]]}", said)


_LONGEST = 200  # letters read; a day stands at the beginning of what is typed
_MONTH = re.compile(rf"\bthang ({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b")


def _parts(found: re.Match[str]) -> tuple[int, int, int | None]:
    groups = found.groupdict()
    year = groups.get("y") or groups.get("y4") or groups.get("y2")
    return int(groups["d"]), int(groups["m"]), int(year) if year else None


def _date(number: int, month: int, year: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        if (number, month) == (29, 2) and not is_leap(year):
            raise NotUnderstood(Unclear.NOT_LEAP, year=year) from None
        raise NotUnderstood(Unclear.NO_SUCH_DAY, day=number, month=month) from None


def _check_age(born: date, today: date, youngest: int | None) -> None:
    now = (today.year, today.month, today.day)
    if born > today:
        raise NotUnderstood(Unclear.FUTURE, on=born)
    if (born.year + OLDEST, born.month, born.day) < now:
        raise NotUnderstood(Unclear.TOO_OLD, on=born)
    if youngest is not None and (born.year + youngest, born.month, born.day) > now:
        raise NotUnderstood(Unclear.TOO_YOUNG, on=born, youngest=youngest)


def _relative(said: str, today: date) -> date | None:
    shift = _RELATIVE.get(said)
    return None if shift is None else today + timedelta(days=shift)


def _counted(said: str, today: date) -> date | None:
    """ "3 ngày nữa", "sau 2 tuần", "1 tháng nữa"."""
    found = _COUNTED.fullmatch(said)
    if not found or bool(found["sau"]) == bool(found["nua"]):
        return None
    count = _COUNTS.get(found["n"]) or int(found["n"])
    if found["unit"] == "thang":
        return months_after(today, count)
    return today + timedelta(days=count * (7 if found["unit"] == "tuan" else 1))


_COUNTED = re.compile(
    rf"(?P<sau>sau )?(?P<n>[0-9]{{1,3}}|{'|'.join(_COUNTS)}) (?P<unit>ngay|hom|tuan|thang)"
    r"(?P<nua> nua| sau)?"
)


def _edge(said: str, today: date) -> date | None:
    """ "cuối tháng", "đầu tháng sau", "giữa tuần": one day; "cuối tuần" is two, so A_PERIOD."""
    edge, _, whole = said.partition(" ")
    unit = whole.partition(" ")[0]
    if edge not in ("dau", "giua", "cuoi") or unit not in ("thang", "quy", "nam", "tuan"):
        return None
    named = stretch(whole if whole != unit else f"{unit} nay", today)
    if named is None or (edge == "giua" and unit in ("quy", "nam")):
        return None
    first, last = named
    if edge == "cuoi" and unit == "tuan":
        raise NotUnderstood(Unclear.A_PERIOD, first=last - timedelta(days=1), last=last)
    middle = first + timedelta(days=14 if unit == "thang" else 2)
    return {"dau": first, "giua": middle, "cuoi": last}[edge]


def _weekday(said: str, today: date, back: bool) -> date | None:
    """The coming such weekday, never today: whoever means today says "hôm nay"."""
    found = _WEEKDAY.fullmatch(said)
    if not found:
        return None
    wanted = _WEEKDAYS[found["day"]]
    if found["rest"]:
        named = _dated(found["rest"], today, back)
        if named and named.weekday() != wanted:
            raise NotUnderstood(Unclear.WEEKDAY_DIFFERS, on=named)
        return named
    if found["when"]:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=7 * SHIFT[found["when"]] + wanted)
    if back:
        return today - timedelta(days=(today.weekday() - wanted) % 7 or 7)
    return today + timedelta(days=(wanted - today.weekday()) % 7 or 7)


def _dated(said: str, today: date, back: bool) -> date | None:
    bare = _SOLAR.sub("", said)
    found = _DATED.fullmatch(bare) or _ISO.fullmatch(bare)
    if not found and len(bare) == 8:  # six digits are somebody's code
        found = _RUN.fullmatch(bare)
    if not found:
        return _in_month(bare, today, back)
    number, month, year = _parts(found)
    if year is None:
        solar = _leaning(number, month, today, back)
    else:
        solar = _date(number, month, year + 2000 if year < 100 else year)
    if found.groupdict().get("mung") and bare == said:
        other = lunar_reading.other_reading(number, month, year, today)
        facts = {"day": number, "month": month, "solar": solar, "lunar": other}
        raise NotUnderstood(Unclear.SOLAR_OR_LUNAR, **facts)
    return solar


def _leaning(number: int, month: int, today: date, back: bool) -> date:
    here = _date(number, month, today.year)
    if here < today and not back:
        return _date(number, month, today.year + 1)
    return _date(number, month, today.year - 1) if here > today and back else here


def _in_month(said: str, today: date, back: bool) -> date | None:
    """ "ngày 25", "ngày 5 tháng sau"; a bare "25" is a choice or an amount, not a day."""
    found = _OF_MONTH.fullmatch(said)
    if not found or said.isdigit():
        return None
    number = int(found["d"])
    if found["when"]:
        first = months_after(start_of_month(today), SHIFT[found["when"]])
        return _date(number, first.month, first.year)
    passed = number > today.day if back else number < today.day
    first = months_after(start_of_month(today), (-1 if back else 1) if passed else 0)
    return _date(number, first.month, first.year)
