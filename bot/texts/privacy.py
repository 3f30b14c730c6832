"""What is kept and why, and how to take a consent back (Law 91/2025/QH15)."""

from datetime import datetime

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME
from bot.texts.wording import SEXES, at, day, phone, team
from union.consents import Answer, Purpose
from union.members import Member

KEPT = (
    "Công đoàn cơ sở giữ họ tên, ngày sinh, giới tính, tổ, số điện thoại của anh/chị để quản lý "
    "đoàn viên, thu đoàn phí và chăm lo. Chỉ cán bộ được phân công xem; không chia sẻ ra ngoài "
    "công đoàn cấp trên. Mỗi lần mở hồ sơ riêng đều được ghi lại.\n"
    "Anh/chị có quyền xem, sửa, rút đồng ý, yêu cầu xóa (Luật 91/2025/QH15, Nghị định "
    "356/2025/NĐ-CP). Im lặng không được coi là đồng ý.\n"
)
_WHERE = {  # what each platform does with the messages
    False: "Telegram lưu tin ở nước ngoài nên Bot chỉ nhắn những gì cần.",
    True: "Tin đã nhắn qua Zalo thì Bot không xóa lại được nên Bot chỉ nhắn những gì cần.",
}

PURPOSES = {
    Purpose.REGISTER: "quản lý đoàn viên",
    Purpose.BIRTHDAY: "chúc mừng sinh nhật",
    Purpose.FUND: "tham gia Quỹ tương trợ",
}
BIRTHDAY = {
    None: "chưa trả lời, nên chỉ nhắn riêng",
    Answer.PRIVATE: "chỉ nhắn riêng",
    Answer.GROUP: "cả trong nhóm, không nói tuổi",
    Answer.NO: "không cần",
}


ANSWERS = {"yes": "đồng ý", "no": "không", "private": "chỉ nhắn riêng", "group": "cả trong nhóm"}
_HOW = {"paper": " (trên giấy, cán bộ nhập)"}


def for_stranger(typed: bool = False) -> Reply:
    choices = rows(Choice("Tôi có mã", "join.code"), Choice("Xin vào công đoàn", "join.ask"))
    return Reply(
        f"{KEPT}{_WHERE[typed]}\nTài khoản này chưa gắn với ai trong danh sách của Công đoàn.",
        choices,
    )


def yours(birthday: Answer | None, registered: datetime | None, typed: bool = False) -> Reply:
    """`typed`: on Zalo."""
    lines = [f"{KEPT}{_WHERE[typed]}", ""]
    if registered:
        lines.append(f"• Quản lý đoàn viên: anh/chị đồng ý lúc {at(registered)}")
    lines.append(f"• Chúc mừng sinh nhật: {BIRTHDAY[birthday]}")
    choices = rows(
        Choice("Lời chúc sinh nhật", "birthday.ask"),
        Choice("Tải dữ liệu của tôi", "privacy.data"),
        Choice("Rút đồng ý", "privacy.leave"),
    )
    return Reply("\n".join(lines), choices)


def sure_to_leave() -> Reply:
    text = (
        "Rút đồng ý thì Bot ngừng nhắn và tài khoản này không còn gắn với tên anh/chị. "
        "Cán bộ được báo để xử lý hồ sơ trong hạn luật định; phần sổ tiền đã ghi vẫn phải giữ. "
        "Anh/chị chắc chứ?"
    )
    choices = rows(Choice("Rút đồng ý", "privacy.left"), Choice("Không, giữ nguyên", "home"))
    return Reply(text, choices)


def left() -> Reply:
    text = (
        "Đã rút đồng ý. Bot sẽ không nhắn gì nữa. "
        "Khi nào muốn trở lại, anh/chị nhắn “xin vào công đoàn”."
    )
    return Reply(text, edit=True)


def officer_told(member: Member) -> Reply:
    text = (
        f"{member.name}, {team(member.team)}, vừa rút đồng ý dùng Bot. "
        "Anh/chị trả lời đoàn viên trong 2 ngày làm việc, xử lý hồ sơ trong 15 ngày "
        "(Nghị định 356/2025/NĐ-CP)."
    )
    return Reply(text)


def data_file(
    member: Member, consents: list[tuple[str, str, datetime, str]], fund: str = ""
) -> str:
    born = day(member.birth_date) if member.birth_date else str(member.birth_year or "")
    lines = [
        "DỮ LIỆU CÔNG ĐOÀN ĐANG GIỮ",
        f"Họ tên: {member.name}",
        f"Ngày sinh: {born}",
        f"Giới tính: {SEXES[member.sex]}",
        f"Tổ: {team(member.team)}",
        f"Số điện thoại: {phone(member.phone) or 'chưa có'}",
        f"Vào công đoàn: {day(member.joined_on) if member.joined_on else ''}",
        "",
        "Các lần trả lời về đồng ý:",
        *(
            f"- {at(when)}: {PURPOSES[Purpose(purpose)]}: {_answer(answer)}{_HOW.get(how, '')}"
            for purpose, answer, when, how in consents
        ),
        *(["", fund] if fund else []),
    ]
    return "\n".join(lines) + "\n"


def _answer(code: str) -> str:
    return ANSWERS.get(code, code)


def data() -> Reply:
    return Reply("Đây là dữ liệu Công đoàn đang giữ về anh/chị.", rows(HOME))
