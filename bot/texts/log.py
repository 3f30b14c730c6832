"""The log in plain Vietnamese, for the inspection committee."""

import re
from datetime import date

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME
from bot.texts.wording import ROLES, at, day
from storage.log import Line
from union.rights import Role

VERBS = {
    "union.made": "lập hồ sơ công đoàn",
    "union.changed": "sửa hồ sơ công đoàn",
    "union.live": "cho Bot hoạt động chính thức",
    "roster.imported": "nhập danh sách đoàn viên",
    "code.issued": "cấp mã",
    "group.by_hand": "nhờ Chủ tịch chép lời chúc vào nhóm",
    "group.by_itself": "thôi nhờ chép lời chúc vào nhóm",
    "device.code": "lấy mã thêm máy cho mình",
    "device.chosen": "chọn nơi nhận tin",
    "device.dropped": "gỡ một máy của mình",
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
    "dues.said": "báo đã đóng đoàn phí",
    "dues.booked": "ghi sổ đoàn phí đã nhận",
    "dues.agreed": "xác nhận đã nhận đoàn phí",
    "dues.refused": "chưa thấy tiền đoàn phí",
    "dues.amount": "ghi mức đóng đoàn phí",
    "dues.exempted": "miễn đoàn phí",
    "dues.imported": "nhập mức đóng đoàn phí",
    "pay.asked": "lập phiếu chi, chờ duyệt",
    "pay.agreed": "duyệt phiếu chi",
    "pay.refused": "chưa duyệt phiếu chi",
    "reverse.asked": "đề nghị hủy phiếu",
    "reverse.agreed": "duyệt phiếu hủy",
    "reverse.refused": "chưa đồng ý hủy phiếu",
    "opening.asked": "ghi số dư đầu kỳ, chờ xác nhận",
    "opening.agreed": "xác nhận số dư đầu kỳ",
    "opening.refused": "chưa xác nhận số dư đầu kỳ",
    "voucher.booked": "ghi sổ một phiếu",
    "vouchers.imported": "nhập phiếu từ sổ cũ",
    "case.said": "đồng ý một việc cần hai người duyệt",
    "case.parked": "để lại việc cho Chủ tịch",
    "case.asked": "hỏi thêm người gửi đề nghị",
    "case.opened": "mở xem hồ sơ riêng",
    "case.raised": "chuyển tiếp việc đã chờ quá một ngày",
    "fund.joined": "tham gia Quỹ tương trợ",
    "fund.left": "thôi tham gia Quỹ tương trợ",
    "loan.asked": "đề nghị vay Quỹ tương trợ",
    "loan.agreed": "duyệt vay Quỹ tương trợ",
    "loan.refused": "chưa đồng ý cho vay",
    "loan.withdrawn": "rút đề nghị vay",
    "loan.listed": "xem danh sách khoản vay",
    "loan.paid": "chuyển tiền vay",
    "loan.received": "báo đã nhận tiền vay",
    "loan.missing": "báo chưa thấy tiền vay",
    "loan.repaid": "ghi tiền trả vay",
    "repay.asked": "báo đã trả vay",
    "repay.agreed": "xác nhận đã nhận tiền trả vay",
    "repay.refused": "chưa thấy tiền trả vay",
    "report.asked": "lấy báo cáo",
    "member.state": "ghi tình trạng đoàn viên",
    "seat.given": "giao chức vụ",
    "seat.ended": "cho thôi chức vụ",
    "seat.lent": "nhờ làm thay",
    "seat.returned": "kết thúc làm thay",
    "cards.hours": "chọn giờ nhận việc chờ duyệt",
    "consent.paper": "nhập phiếu giấy của đoàn viên",
    "member.admitted": "ghi vào công đoàn theo phiếu giấy",
    "consent.given": "trả lời về đồng ý",
    "consent.withdrawn": "rút đồng ý",
    "data.exported": "tải dữ liệu của mình",
    "group.linked": "nối nhóm",
    "group.unlinked": "gỡ nhóm",
    "occasions.approved": "duyệt ngày lễ của năm",
    "occasion.kept": "thêm một ngày lễ",
    "occasion.dropped": "bỏ một ngày lễ",
    "greetings.paused": "tạm dừng lời chúc",
    "greetings.resumed": "cho lời chúc trở lại",
    "round.opened": "mở đợt đăng ký thi đua",
    "round.changed": "đổi ngày đợt đăng ký thi đua",
    "round.closed": "khép đợt đăng ký thi đua",
    "title.registered": "đăng ký thi đua",
    "title.late": "đăng ký thi đua bổ sung sau khi khép",
    "title.withdrawn": "rút đăng ký thi đua",
    "title.decided": "ghi kết quả thi đua",
    "title.asked": "ghi kết quả thi đua của mình, chờ xác nhận",
    "title.agreed": "xác nhận kết quả thi đua của người khác",
    "title.refused": "chưa xác nhận kết quả thi đua",
    "meeting.called": "gọi họp Ban Chấp hành",
    "meeting.kept": "giữ lịch họp được đề xuất",
    "meeting.moved": "đổi lịch họp",
    "meeting.put_off": "để lịch họp lại sau",
    "meeting.cancelled": "hủy cuộc họp",
    "meeting.yes": "trả lời dự họp",
    "meeting.no": "trả lời vắng họp",
    "meeting.held": "ghi điểm danh cuộc họp",
    "meeting.corrected": "sửa điểm danh",
    "log.read": "tải cả sổ nhật ký",
}
# What somebody does who is no member yet; without a member, anything else is the Bot's.
_OF_STRANGERS = {"join.asked", "claim.asked", "claim.twice", "code.guessed"}
_DAY = re.compile("[0-9]{4}-[0-1][0-9]-[0-3][0-9]")


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
    """A role and a day as people say them; older lines and the first officers carry a code."""
    if _DAY.fullmatch(detail):
        return day(date.fromisoformat(detail))
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
