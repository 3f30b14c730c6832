"""Small words every text needs, one way to write each."""

from datetime import date, datetime

from union import names
from union.calendar import VIETNAM
from union.members import Member, Sex, Team
from union.rights import Role


def you(member: Member | None) -> str:
    """anh, chị, or anh/chị when nobody said."""
    if member is None:
        return "anh/chị"
    return {Sex.MALE: "anh", Sex.FEMALE: "chị"}.get(member.sex, "anh/chị")


def called(member: Member) -> str:
    """“chị Hạnh”: how a person is spoken of."""
    return f"{you(member)} {names.given(member.name)}"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def day_month(value: date) -> str:
    return f"{value.day}/{value.month}"


def at(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")


def team(value: Team | None) -> str:
    return value.name if value else "chưa rõ tổ"


def phone(value: str) -> str:
    """+84912345678 → 0912 345 678, as people write it."""
    local = "0" + value[3:] if value.startswith("+84") else value
    return f"{local[:4]} {local[4:7]} {local[7:]}" if len(local) == 10 else local


def listed(words: list[str]) -> str:
    """“Hạnh, Lan và Phúc”."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} và {words[-1]}"


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
