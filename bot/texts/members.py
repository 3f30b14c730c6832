"""A member's own data."""

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.cases import FIELDS
from bot.texts.common import HOME
from bot.texts.wording import SEXES, called, capital, day, role, team
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
        f"• Số điện thoại: {shown_phone(member.phone) or 'chưa có'}",
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


def shown_phone(phone: str) -> str:
    """+84912345678 → 0912 345 678, as people write it."""
    local = "0" + phone[3:] if phone.startswith("+84") else phone
    return f"{local[:4]} {local[4:7]} {local[7:]}" if len(local) == 10 else local


def which_field() -> Reply:
    choices = [Choice(capital(label), tapped("sua", "field", name)) for name, label in FIELDS.items()]
    return Reply("Anh/chị muốn sửa thông tin nào?", rows(*choices))


def new_value(field: str, teams: list[Team]) -> Reply:
    asked = {
        "phone": "Anh/chị gõ số điện thoại mới, ví dụ 0912 345 678.",
        "birth_date": "Anh/chị gõ ngày sinh đúng, ví dụ 12/3/1985.",
        "name": "Anh/chị gõ họ tên đầy đủ, có dấu.",
        "sex": "Anh/chị chọn giới tính.",
        "team": "Anh/chị chọn tổ đang sinh hoạt.",
    }
    choices: list[Choice] = []
    if field == "sex":
        choices = [
            Choice("Nữ", tapped("sua", "value", "F")), Choice("Nam", tapped("sua", "value", "M"))
        ]
    if field == "team":
        choices = [Choice(one.name, tapped("sua", "value", str(one.id))) for one in teams]
    return Reply(asked[field], rows(*choices))


def new_value_again(field: str) -> Reply:
    again = {
        "phone": "Số này chưa đúng. Anh/chị gõ 10 chữ số giúp, ví dụ 0912 345 678.",
        "birth_date": "Ngày này chưa đúng. Anh/chị gõ ngày/tháng/năm giúp, ví dụ 12/3/1985.",
        "name": "Anh/chị gõ họ tên đầy đủ bằng chữ giúp, ví dụ: Lê Thị Hoa.",
        "sex": "Anh/chị chọn giúp: Nữ hay Nam.",
        "team": "Anh/chị chọn một tổ ở tin trên giúp, hoặc gõ số của tổ.",
    }
    return Reply(again[field] + " Gõ /huy để dừng.")


def confirm(field: str, before: str, after: str) -> Reply:
    text = f"Sửa {FIELDS[field]} từ {before or 'chưa có'} thành {after}?\nCán bộ sẽ xác nhận rồi mới ghi."
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
