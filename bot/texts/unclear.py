"""Why a number or a day could not be read, each as a sentence that says what to type instead."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.texts.wording import day, phone
from union.words import NotUnderstood, Unclear

Facts = dict[str, Any]
_DATE = "Anh/chị gõ ngày/tháng/năm giúp, ví dụ 12/3/1985."
_PHONE = "Anh/chị gõ số di động 10 chữ số giúp, ví dụ 0912 345 678."
_MONEY = "Anh/chị gõ số tiền giúp, ví dụ 500k hoặc 1.500.000."


def _on(facts: Facts) -> str:
    on = facts["on"]
    return day(on) if isinstance(on, date) else str(on)


def _no_such_day(facts: Facts) -> str:
    if not 1 <= facts["month"] <= 12:
        return f"Năm không có tháng {facts['month']}. {_DATE}"
    return f"Tháng {facts['month']} không có ngày {facts['day']}. {_DATE}"


def _too_young(facts: Facts) -> str:
    return f"Sinh ngày {_on(facts)} thì chưa đủ {facts['youngest']} tuổi. {_DATE}"


def _weekday(facts: Facts) -> str:
    return f"Ngày {_on(facts)} không đúng thứ vừa gõ. {_DATE}"


def _solar_or_lunar(facts: Facts) -> str:
    said = f"{facts['day']}/{facts['month']}"
    by_moon = f" ({day(facts['lunar'])})" if facts.get("lunar") else ""
    return (
        f"Ngày {said} là dương lịch ({day(facts['solar'])}) hay âm lịch{by_moon}? "
        f"Anh/chị gõ “{said} dương” hoặc “{said} âm” giúp."
    )


def _lunar(facts: Facts) -> str:
    if not facts.get("eve"):
        return f"Công đoàn cần ngày dương lịch. {_DATE}"
    return (
        f"Tháng Chạp ấy chỉ có 29 ngày, giao thừa là {day(facts['eve'])}. "
        "Anh/chị gõ “giao thừa” hoặc ngày dương lịch giúp."
    )


def _hour(facts: Facts) -> str:
    return f"Là {facts['hour']} giờ sáng hay chiều? Anh/chị gõ rõ giúp, ví dụ 14h hoặc 2 giờ chiều."


UNCLEAR: dict[Unclear, Callable[[Facts], str]] = {
    Unclear.NOT_MONEY: lambda _: f"Công đoàn chưa đọc được số tiền. {_MONEY}",
    Unclear.NEGATIVE: lambda _: f"Số tiền phải lớn hơn 0. {_MONEY}",
    Unclear.ZERO: lambda _: f"Số tiền phải lớn hơn 0. {_MONEY}",
    Unclear.DECIMALS: lambda _: f"Số tiền không có phần lẻ của đồng. {_MONEY}",
    Unclear.TOO_MUCH: lambda _: f"Số tiền lớn quá nên Công đoàn hỏi lại cho chắc. {_MONEY}",
    Unclear.NOT_A_PHONE: lambda _: f"Công đoàn chưa đọc được số điện thoại. {_PHONE}",
    Unclear.LANDLINE: lambda _: f"Đây là số máy bàn. {_PHONE}",
    Unclear.OLD_NUMBER: lambda f: (
        f"Đầu số này đã đổi từ năm 2018, số mới là {phone(f['now'])}. Anh/chị gõ số mới giúp."
    ),
    Unclear.NOT_A_DATE: lambda _: f"Công đoàn chưa đọc được ngày. {_DATE}",
    Unclear.NO_SUCH_DAY: _no_such_day,
    Unclear.NOT_LEAP: lambda f: f"Năm {f['year']} không có ngày 29/2. {_DATE}",
    Unclear.NO_YEAR: lambda f: f"Ngày {f['day']}/{f['month']} năm nào ạ? {_DATE}",
    Unclear.ONLY_YEAR: lambda f: f"Công đoàn cần cả ngày và tháng của năm {f['year']}. {_DATE}",
    Unclear.FUTURE: lambda f: f"Ngày {_on(f)} chưa đến. {_DATE}",
    Unclear.PAST: lambda f: f"Ngày {_on(f)} đã qua. {_DATE}",
    Unclear.TOO_OLD: lambda f: f"Ngày {_on(f)} xa quá, có lẽ gõ nhầm năm. {_DATE}",
    Unclear.TOO_YOUNG: _too_young,
    Unclear.LUNAR: _lunar,
    Unclear.SOLAR_OR_LUNAR: _solar_or_lunar,
    Unclear.WEEKDAY_DIFFERS: _weekday,
    Unclear.A_PERIOD: lambda f: (
        f"Từ {day(f['first'])} đến {day(f['last'])} có nhiều ngày. Anh/chị gõ một ngày giúp."
    ),
    Unclear.NOT_A_PERIOD: lambda _: (
        "Công đoàn chưa rõ khoảng thời gian. Anh/chị gõ giúp, ví dụ “tháng 11” hoặc “quý 4”."
    ),
    Unclear.NOT_A_TIME: lambda _: "Công đoàn chưa đọc được giờ. Anh/chị gõ giúp, ví dụ 14h30.",
    Unclear.MORNING_OR_AFTERNOON: _hour,
}


def why(problem: NotUnderstood) -> str:
    return UNCLEAR[problem.reason](problem.facts)
