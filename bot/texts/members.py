"""A member's own data."""

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.cases import FIELDS
from bot.texts.common import HOME
from bot.texts.wording import SEXES, called, capital, day, phone, role, team
from union.members import Member, Team
from union.rights import Seat


def me(member: Member, seats: tuple[Seat, ...], waiting: int) -> Reply:
    born = day(member.birth_date) if member.birth_date else str(member.birth_year or "chưa có")
    lines = [
        f"Thông tin của {called(member)} ở Công đoàn:",
        f"• Họ tên: {member.name}",
        f"• Ngày sinh: {born}",
        f"• Giới tính: {SEXES[member.sex]}",
        f"• Tổ: {team(member.team)}",
        f"• Số điện thoại: {phone(member.phone) or 'chưa có'}",
    ]
    if member.joined_on:
        lines.append(f"• Vào công đoàn: {day(member.joined_on)}")
    if seats:
        lines.append(f"• Nhiệm vụ: {', '.join(dict.fromkeys(role(seat.role) for seat in seats))}")
    if waiting:
        lines.append(f"Có {waiting} đề nghị sửa đang chờ cán bộ xác nhận.")
    choices = rows(
        Choice("Sửa thông tin", "me.fix"),
        Choice("Quyền riêng tư", "privacy"),
    )
    return Reply("\n".join(lines), choices)


def which_field() -> Reply:
    choices = [
        Choice(capital(label), tapped("sua", "field", name)) for name, label in FIELDS.items()
    ]
    return Reply("Anh/chị muốn sửa thông tin nào?", rows(*choices))


def new_value(field: str, teams: list[Team]) -> Reply:
    asked = {
        "phone": "Anh/chị gõ số điện thoại mới, ví dụ 0912 345 678.",
        "birth_date": "Anh/chị gõ ngày sinh đúng, ví dụ 12/3/1985.",
        "name": "Anh/chị gõ họ tên đầy đủ, có dấu, ví dụ: Lê Thị Hoa.",
        "sex": "Anh/chị là nữ hay nam?",
        "team": "Anh/chị đang sinh hoạt ở tổ nào?",
    }
    choices: list[Choice] = []
    if field == "sex":
        choices = [
            Choice("Nữ", tapped("sua", "value", "F")),
            Choice("Nam", tapped("sua", "value", "M")),
        ]
    if field == "team":
        choices = [Choice(one.name, tapped("sua", "value", str(one.id))) for one in teams]
    return Reply(asked[field], rows(*choices))


def confirm(field: str, before: str, after: str, of: Member | None = None) -> Reply:
    """`of`: somebody else, for whom an officer writes."""
    name = f"{FIELDS[field]} của {called(of)}" if of else FIELDS[field]
    what = f"Sửa {name} từ {before} thành" if before else f"Ghi {name} là"
    text = f"{what} {after}?\nCán bộ sẽ xác nhận rồi mới ghi."
    choices = rows(
        Choice("Đúng, gửi đi", tapped("sua", "sure", "yes")),
        Choice("Thôi", tapped("sua", "sure", "no")),
    )
    return Reply(text, choices)


def sent(number: int) -> Reply:
    text = f"Đã gửi đề nghị sửa số {number}. Cán bộ xác nhận xong Công đoàn báo ngay."
    return Reply(text, rows(HOME))


def kept() -> Reply:
    return Reply("Vâng, Công đoàn giữ nguyên thông tin cũ.", rows(HOME))
