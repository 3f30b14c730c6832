"""The log in plain Vietnamese, for the inspection committee."""

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME
from bot.texts.wording import ROLES, at
from storage.log import Line
from union.rights import Role

VERBS = {
    "union.made": "lập hồ sơ công đoàn",
    "union.changed": "sửa hồ sơ công đoàn",
    "union.live": "cho Bot hoạt động chính thức",
    "roster.imported": "nhập danh sách đoàn viên",
    "code.issued": "cấp mã",
    "code.guessed": "gõ sai mã nhiều lần",
    "join.asked": "gửi đề nghị vào công đoàn",
    "join.agreed": "duyệt đề nghị vào công đoàn",
    "join.refused": "chưa đồng ý đề nghị vào công đoàn",
    "claim.asked": "xin vào tổ bằng mã",
    "claim.agreed": "xác nhận người của tổ",
    "claim.refused": "chưa xác nhận người xin vào tổ",
    "claim.done": "nhận tên trong danh sách",
    "claim.twice": "thử nhận tên đã có người nhận",
    "correct.asked": "đề nghị sửa thông tin",
    "correct.agreed": "xác nhận sửa thông tin",
    "correct.refused": "chưa đồng ý sửa thông tin",
    "case.parked": "để lại việc cho Chủ tịch",
    "case.asked": "hỏi thêm người gửi đề nghị",
    "case.opened": "mở xem hồ sơ riêng",
    "case.raised": "chuyển tiếp việc đã chờ quá một ngày",
    "member.state": "ghi tình trạng đoàn viên",
    "seat.given": "giao chức vụ",
    "seat.ended": "cho thôi chức vụ",
    "consent.given": "trả lời về đồng ý",
    "consent.withdrawn": "rút đồng ý",
    "data.exported": "tải dữ liệu của mình",
    "group.linked": "nối nhóm",
    "group.unlinked": "gỡ nhóm",
    "greetings.paused": "tạm dừng lời chúc",
    "greetings.resumed": "cho lời chúc trở lại",
    "log.read": "tải cả sổ nhật ký",
}
# What somebody does who is no member yet; without a member, anything else is the Bot's.
_OF_STRANGERS = {"join.asked", "claim.asked", "claim.twice", "code.guessed"}


def line(entry: Line) -> str:
    details = [_shown(value) for value in (entry.details or {}).values() if value]
    about = f" ({', '.join(details)})" if details else ""
    what = VERBS.get(entry.verb, entry.verb)
    return f"{entry.number}. {at(entry.at)}: {_who(entry)} {what}{about}"


def _who(entry: Line) -> str:
    if entry.member_id is not None:
        return entry.name or "đoàn viên cũ"
    return "một người chưa vào Bot" if entry.verb in _OF_STRANGERS else "Bot"


def _shown(detail: str) -> str:
    """A role as people call it; older lines and the first officers carry its code."""
    return ROLES[Role(detail)] if detail in set(Role) else detail


STATES = {
    True: "Sổ nguyên vẹn.",
    False: "CẢNH BÁO: sổ có dấu hiệu bị sửa, cần kiểm tra ngay.",
    None: "",
}


def page(lines: list[Line], holds: bool | None) -> Reply:
    """`holds` is None on the following pages: the chain was verified with the first."""
    text = f"Nhật ký việc làm, mới nhất trước. {STATES[holds]}".rstrip()
    text += "\n" + "\n".join(map(line, lines))
    choices = [Choice("Tải cả sổ", "log.file")]
    if lines and lines[-1].number > 1:
        choices.insert(0, Choice("Xem tiếp", f"log.before:{lines[-1].number}"))
    return Reply(text, rows(*choices, HOME))


def file() -> Reply:
    return Reply("Toàn bộ nhật ký đến lúc này.", rows(HOME))
