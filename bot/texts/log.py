"""The log in plain Vietnamese, for the inspection committee."""

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME
from bot.texts.wording import at
from storage.log import Line

VERBS = {
    "union.made": "lập hồ sơ công đoàn",
    "union.changed": "sửa hồ sơ công đoàn",
    "union.live": "cho Bot hoạt động chính thức",
    "roster.imported": "nhập danh sách đoàn viên",
    "code.issued": "cấp mã",
    "code.guessed": "có tài khoản gõ sai mã nhiều lần",
    "join.asked": "gửi đề nghị vào công đoàn",
    "join.agreed": "duyệt đề nghị vào công đoàn",
    "join.refused": "chưa đồng ý đề nghị vào công đoàn",
    "claim.asked": "xin vào tổ bằng mã",
    "claim.agreed": "xác nhận người của tổ",
    "claim.refused": "không xác nhận người xin vào tổ",
    "claim.done": "nhận tên trong danh sách",
    "claim.twice": "có tài khoản thử nhận tên đã có người nhận",
    "correct.asked": "đề nghị sửa thông tin",
    "correct.agreed": "xác nhận sửa thông tin",
    "correct.refused": "chưa đồng ý sửa thông tin",
    "case.parked": "để lại việc cho Chủ tịch",
    "case.asked": "hỏi thêm người gửi đề nghị",
    "case.opened": "mở xem hồ sơ riêng",
    "case.raised": "việc chờ quá một ngày được chuyển tiếp",
    "seat.given": "giao chức vụ",
    "seat.ended": "cho thôi chức vụ",
    "consent.given": "trả lời về đồng ý",
    "consent.withdrawn": "rút đồng ý",
    "data.exported": "tải dữ liệu của mình",
    "group.linked": "nối nhóm",
    "group.unlinked": "gỡ nhóm",
    "greetings.paused": "tạm dừng lời chúc",
    "greetings.resumed": "cho lời chúc trở lại",
    "log.read": "xem sổ nhật ký",
    "report.read": "xem báo cáo",
}


def line(entry: Line) -> str:
    who = entry.name or ("một người chưa là đoàn viên" if entry.member_id is None else "đoàn viên cũ")
    about = f" ({', '.join(entry.details.values())})" if entry.details else ""
    return f"{entry.number}. {at(entry.at)}: {who} {VERBS.get(entry.verb, entry.verb)}{about}"


def page(lines: list[Line], holds: bool) -> Reply:
    state = "Sổ nguyên vẹn." if holds else "CẢNH BÁO: sổ có dấu hiệu bị sửa, cần kiểm tra ngay."
    text = f"Nhật ký việc làm, mới nhất trước. {state}\n" + "\n".join(map(line, lines))
    choices = [Choice("Tải cả sổ", "log.file")]
    if lines and lines[-1].number > 1:
        choices.insert(0, Choice("Xem tiếp", f"log.before:{lines[-1].number}"))
    return Reply(text, rows(*choices, HOME))


def file() -> Reply:
    return Reply("Toàn bộ nhật ký đến lúc này.", rows(HOME))
