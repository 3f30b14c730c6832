"""Every reason of union/refusals.py as a kind sentence that says what to do instead."""

from collections.abc import Callable
from typing import Any

from bot.said import Choice, Reply, rows
from bot.texts import refusals_money, refusals_titles
from bot.texts.common import HOME
from union.refusals import Reason, Refusal

Facts = dict[str, Any]


def _not_for_you(facts: Facts) -> str:
    return "Việc này dành cho cán bộ được phân công. Cần việc khác, anh/chị cứ nhắn Công đoàn nhé."


def _members_only(facts: Facts) -> str:
    return (
        "Việc này dành cho đoàn viên. Anh/chị gõ mã 6 số tổ trưởng đã gửi, "
        "hoặc chọn “Xin vào công đoàn”."
    )


def _own_case(facts: Facts) -> str:
    return "Đây là việc của chính anh/chị nên cần một cán bộ khác quyết định."


def _already_decided(facts: Facts) -> str:
    who = facts.get("by")
    return f"Việc này {who} đã giải quyết rồi." if who else "Việc này đã được giải quyết rồi."


def _already_said(facts: Facts) -> str:
    return "Anh/chị đã trả lời việc này rồi; Công đoàn đang chờ người còn lại."


def _already_member(facts: Facts) -> str:
    return "Anh/chị đã là đoàn viên ở đây rồi, không phải làm gì thêm."


def _already_asked(facts: Facts) -> str:
    return (
        f"Đề nghị của anh/chị (số {facts.get('number', '')}) đang chờ cán bộ xem. "
        "Có kết quả Công đoàn báo ngay."
    )


def _row_taken(facts: Facts) -> str:
    if name := facts.get("name"):  # said to who decides, not to who asks
        who = f"{name} đã vào Bot bằng một tài khoản khác. "
        return who + "Anh/chị hỏi lại giúp; nếu không phải người đó thì chọn “Chưa”."
    return (
        "Tên này đã có người nhận trong Bot. Nếu đó không phải anh/chị, "
        "anh/chị báo tổ trưởng giúp; Công đoàn cũng đã báo cán bộ."
    )


def _not_own_contact(facts: Facts) -> str:
    return "Đây là số của người khác. Anh/chị bấm nút bên dưới để gửi số của mình."


def _no_match(facts: Facts) -> str:
    return (
        "Công đoàn chưa thấy số này trong danh sách. Anh/chị gõ mã 6 số tổ trưởng đã gửi, "
        "hoặc chọn “Xin vào công đoàn” để cán bộ xem."
    )


def _wrong_code(facts: Facts) -> str:
    return "Mã này chưa đúng. Anh/chị xem lại tin của tổ trưởng giúp; gõ nhầm vài lần không sao."


def _too_many_codes(facts: Facts) -> str:
    return "Mã chưa đúng nhiều lần. Anh/chị thử lại sau 1 giờ, hoặc hỏi tổ trưởng."


def _code_used_up(facts: Facts) -> str:
    return "Mã này đã dùng hết hoặc hết hạn. Anh/chị xin tổ trưởng mã mới giúp nhé."


def _private_only(facts: Facts) -> str:
    return "Chuyện này Công đoàn nói riêng với anh/chị: mở khung chat với Bot."


def _group_only(facts: Facts) -> str:
    return "Lệnh này gõ trong nhóm của công đoàn. Anh/chị mở nhóm rồi gõ lại giúp nhé."


def _not_found(facts: Facts) -> str:
    words = facts.get("words", "")
    return (
        f"Công đoàn chưa tìm thấy {f'“{words}”' if words else 'mục này'}. Anh/chị gõ lại giúp nhé."
    )


def _two_found(facts: Facts) -> str:
    return "Có hơn một người tên như vậy. Anh/chị gõ cả họ tên giúp nhé."


def _seat_held(facts: Facts) -> str:
    return (
        f"Chức vụ này {facts.get('name', 'một người khác')} đang giữ. "
        "Anh/chị cho thôi chức vụ đó trước rồi giao lại nhé."
    )


def _last_chair(facts: Facts) -> str:
    return "Công đoàn phải có Chủ tịch: anh/chị giao chức vụ Chủ tịch cho người mới trước."


def _bad_days(facts: Facts) -> str:
    return (
        "Những ngày này chưa dùng được: phải từ hôm nay trở đi, ngày cuối không trước ngày đầu "
        "và còn trong hạn chức vụ. Anh/chị gõ lại giúp, ví dụ: từ 1/12 đến 15/12."
    )


def _lent_too_long(facts: Facts) -> str:
    return (
        f"Giao việc tạm thời nhiều nhất {facts['most']} ngày. Lâu hơn, Chủ tịch giao hẳn chức vụ "
        "cho người mới bằng /chucvu giúp nhé."
    )


def _lent_to_holder(facts: Facts) -> str:
    return "Người này đang giữ đúng chức vụ đó rồi. Anh/chị chọn một người khác giúp nhé."


def _lent_already(facts: Facts) -> str:
    return (
        f"Trong những ngày này chức vụ đã giao {facts['name']} làm thay. "
        "Anh/chị nhận lại việc trước (gõ /uyquyen), rồi giao người khác nhé."
    )


def _kept_apart(facts: Facts) -> str:
    never = "không giao cho cùng một người" if facts.get("for_good") else "không làm thay nhau"
    return (
        f"Kế toán, thủ quỹ và Ủy ban Kiểm tra {never}, dù vài ngày. "
        "Anh/chị chọn một người khác giúp nhé."
    )


def _seated(facts: Facts) -> str:
    return (
        f"{facts['name']} đang giữ chức vụ nên chỉ Chủ tịch xác nhận người vào bằng tên này. "
        "Anh/chị nhắn Chủ tịch giúp nhé."
    )


def _not_in_bot(facts: Facts) -> str:
    return (
        f"{facts['name']} chưa vào Bot nên chưa làm thay được. Anh/chị gõ /ma để cấp mã, "
        "hoặc chọn một người khác."
    )


def _in_bot(facts: Facts) -> str:
    return (
        f"{facts['name']} đang dùng Bot nên tự trả lời về đồng ý; không cần phiếu giấy. "
        "Cần sửa thông tin, anh/chị chọn “Sửa thông tin” nhé."
    )


def _bad_hours(facts: Facts) -> str:
    return (
        f"Anh/chị chọn giúp nhiều nhất {facts['most']} giờ, từ 07:00 đến trước 21:00, "
        "ví dụ: 11:30 và 19:00."
    )


def _nothing_changed(facts: Facts) -> str:
    return "Thông tin này giống hệt thông tin đang có nên không cần sửa."


def _bad_date(facts: Facts) -> str:
    return "Ngày này chưa đúng. Anh/chị gõ ngày/tháng/năm giúp, ví dụ 12/3/1985."


def _waiting_other(facts: Facts) -> str:
    return "Hôm nay anh/chị đã gửi ba lần. Ngày mai anh/chị gửi lại, hoặc nhờ tổ trưởng giúp nhé."


def _closed(facts: Facts) -> str:
    return "Công đoàn cơ sở này đã ngừng dùng Bot. Anh/chị liên hệ cán bộ công đoàn giúp nhé."


REFUSED: dict[Reason, Callable[[Facts], str]] = {
    Reason.NOT_FOR_YOU: _not_for_you,
    Reason.MEMBERS_ONLY: _members_only,
    Reason.OWN_CASE: _own_case,
    Reason.ALREADY_DECIDED: _already_decided,
    Reason.ALREADY_SAID: _already_said,
    Reason.ALREADY_MEMBER: _already_member,
    Reason.ALREADY_ASKED: _already_asked,
    Reason.ROW_TAKEN: _row_taken,
    Reason.NOT_OWN_CONTACT: _not_own_contact,
    Reason.NO_MATCH: _no_match,
    Reason.WRONG_CODE: _wrong_code,
    Reason.TOO_MANY_CODES: _too_many_codes,
    Reason.CODE_USED_UP: _code_used_up,
    Reason.PRIVATE_ONLY: _private_only,
    Reason.GROUP_ONLY: _group_only,
    Reason.NOT_FOUND: _not_found,
    Reason.TWO_FOUND: _two_found,
    Reason.SEAT_HELD: _seat_held,
    Reason.LAST_CHAIR: _last_chair,
    Reason.BAD_DAYS: _bad_days,
    Reason.LENT_TOO_LONG: _lent_too_long,
    Reason.LENT_TO_HOLDER: _lent_to_holder,
    Reason.LENT_ALREADY: _lent_already,
    Reason.KEPT_APART: _kept_apart,
    Reason.SEATED: _seated,
    Reason.NOT_IN_BOT: _not_in_bot,
    Reason.IN_BOT: _in_bot,
    Reason.BAD_HOURS: _bad_hours,
    Reason.NOTHING_CHANGED: _nothing_changed,
    Reason.BAD_DATE: _bad_date,
    Reason.WAITING_OTHER: _waiting_other,
    Reason.CLOSED: _closed,
    **refusals_money.REFUSED,
    **refusals_titles.REFUSED,
}

_ENTER = (Choice("Tôi có mã", "join.code"), Choice("Xin vào công đoàn", "join.ask"))
_OFFERED = {
    Reason.MEMBERS_ONLY: _ENTER,
    Reason.NO_MATCH: _ENTER,
    Reason.WRONG_CODE: _ENTER,
    Reason.CODE_USED_UP: _ENTER,
    Reason.CLOSED: (),
    Reason.TOO_MANY_CODES: (Choice("Xin vào công đoàn", "join.ask"),),
    Reason.NOT_OWN_CONTACT: (Choice("Gửi số của tôi", contact=True),),
    Reason.LOAN_OPEN: (Choice("Khoản vay của tôi", "loan.mine"), HOME),
    Reason.NOT_IN_FUND: (Choice("Quỹ tương trợ", "fund.show"), HOME),
    Reason.NO_LOAN: (Choice("Quỹ tương trợ", "fund.show"), HOME),
}


def refused(refusal: Refusal) -> Reply:
    text = REFUSED[refusal.reason](refusal.facts)
    toast = text if len(text) <= 200 else ""
    return Reply(text, rows(*_OFFERED.get(refusal.reason, (HOME,))), toast=toast)
