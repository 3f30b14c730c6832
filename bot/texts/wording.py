"""Small words every text needs, one way to write each."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from union import names
from union.bots import Account, Ways
from union.calendar import VIETNAM, day_of
from union.dues import CONTRIBUTION, DUES, Due, only, total
from union.members import Member, Sex, Team
from union.money import money_in_words, money_text
from union.rights import Role
from union.titles import Outcome


def you(member: Member | None) -> str:
    """anh, chị, or anh/chị when nobody said."""
    if member is None:
        return "anh/chị"
    return {Sex.MALE: "anh", Sex.FEMALE: "chị"}.get(member.sex, "anh/chị")


def called(member: Member) -> str:
    """“chị Hạnh”: how a person is spoken of."""
    return f"{you(member)} {names.given(member.name)}"


def addressed(text: str, member: Member | None) -> str:
    """“anh/chị” in the reader's own form, once it is known who reads."""
    who = you(member)
    return text.replace("anh/chị", who).replace("Anh/chị", capital(who))


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def days(first: date, last: date) -> str:
    """Whole days, the last included."""
    if first == last:
        return f"trong ngày {day(first)}"
    return f"từ {day(first)} đến hết {day(last)}"


def last_day(ends: datetime) -> date:
    """What ends at midnight lasted to the end of the day before."""
    return day_of(ends - timedelta(microseconds=1))


def day_month(value: date) -> str:
    return f"{value.day}/{value.month}"


def paper(number: str, on: date | None) -> str:
    """“quyết định 15/QĐ-CĐ ngày 20/12/2026”."""
    return f"quyết định {number}" + (f" ngày {day(on)}" if on else "")


def outcome_of(outcome: Outcome | None, decision: str, on: date | None) -> str:
    if outcome is Outcome.ACHIEVED:
        return f"đạt ({paper(decision, on)})" if decision else "đạt"
    return "chưa đạt" if outcome is Outcome.MISSED else "đã đăng ký, chưa có kết quả"


def at(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")


def team(value: Team | None) -> str:
    return value.name if value else "chưa rõ tổ"


def phone(value: str) -> str:
    """+84912345678 → 0912 345 678, as people write it."""
    local = "0" + value[3:] if value.startswith("+84") else value
    return f"{local[:4]} {local[4:7]} {local[7:]}" if len(local) == 10 else local


def amount(value: int) -> str:
    """“5.000.000đ (Năm triệu đồng)”, as it is said back before it is used."""
    return f"{money_text(value)} ({money_in_words(value)})"


def clock(hours: Sequence[time]) -> str:
    """“11:30 và 19:00”."""
    return listed([at.strftime("%H:%M") for at in hours])


def listed(words: list[str]) -> str:
    """“Hạnh, Lan và Phúc”."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} và {words[-1]}"


def month(period: int) -> str:
    """202611 → 11/2026."""
    return f"{period % 100}/{period // 100}"


def months(periods: Iterable[int]) -> str:
    """“tháng 10 và 11/2026”; each year once."""
    years: dict[int, list[str]] = {}
    for period in sorted(set(periods)):
        years.setdefault(period // 100, []).append(str(period % 100))
    parts = [f"{listed(found)}/{year}" for year, found in years.items()]
    return f"tháng {', '.join(parts)}"


DUES_ITEMS = {DUES: "Đoàn phí", CONTRIBUTION: "Quỹ tương trợ"}


def dues_parts(dues: Iterable[Due]) -> list[str]:
    """“Đoàn phí tháng 11/2026: 46.800đ”, one an item."""
    every = list(dues)
    return [
        f"{name} {months(due.period for due in mine)}: {money_text(total(mine))}"
        for item, name in DUES_ITEMS.items()
        if (mine := only(item, every))
    ]


ROLES = {
    Role.CHAIR: "Chủ tịch",
    Role.DEPUTY: "Phó Chủ tịch",
    Role.TREASURER: "Kế toán, thủ quỹ",
    Role.COMMITTEE: "Ủy viên Ban Chấp hành",
    Role.INSPECTION: "Ủy ban Kiểm tra",
    Role.WOMEN: "Ban Nữ công",
    Role.TEAM_LEADER: "Tổ trưởng",
}


def role(value: Role, of_team: Team | None = None) -> str:
    return f"{ROLES[value]} {of_team.name}" if of_team else ROLES[value]


SEXES = {Sex.FEMALE: "nữ", Sex.MALE: "nam", Sex.UNKNOWN: "chưa ghi"}


# --- codes, and where they are typed --------------------------------------------------------

PLATFORMS = {"zalo": "Zalo", "telegram": "Telegram"}
FEW = 5  # free places from which on they are told


def spaced_code(code: str) -> str:
    return f"{code[:3]} {code[3:]}"


def ways_in(ways: Ways, start: str = "") -> str:
    """Which bots take the code, by name and link; Zalo's have few places."""
    lines = [_way(bot, free, start) for bot, free in ways.bots]
    return "".join(f"\n{line}" for line in [*lines, *([FULL] if ways.full else [])])


def _way(bot: Account, free: int | None, start: str) -> str:
    few = f" (còn {free} chỗ)" if free is not None and free <= FEW else ""
    named = f" “{bot.name}”" if bot.platform == "zalo" and bot.name else ""
    return f"Vào Bot{named} trên {PLATFORMS[bot.platform]}{few}: {bot.link(start)}"


FULL = "Các Bot Zalo đã đủ 50 người. Nhờ người cài đặt thêm một Bot trước khi gửi mã này."
