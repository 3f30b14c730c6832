"""Every reason of union/refusals.py as a kind sentence that says what to do instead."""

from collections.abc import Callable
from typing import Any

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME
from union.dates import day_text
from union.money import money_text
from union.refusals import Reason, Refusal

Facts = dict[str, Any]


def _not_for_you(facts: Facts) -> str:
    return "Việc này dành cho cán bộ được phân công. Cần việc khác, anh/chị cứ nhắn Công đoàn nhé."


def _members_only(facts: Facts) -> str:
    return (
        "Việc này dành cho đoàn viên. Anh/chị gõ mã 6 số tổ trưởng đã gửi, "
        "hoặc bấm “Xin vào công đoàn”."
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
        return who + "Anh/chị hỏi lại giúp; nếu không phải người đó thì bấm Chưa."
    return (
        "Tên này đã có người nhận trong Bot. Nếu đó không phải anh/chị, "
        "anh/chị báo tổ trưởng giúp; Công đoàn cũng đã báo cán bộ."
    )


def _not_own_contact(facts: Facts) -> str:
    return "Đây là số của người khác. Anh/chị bấm nút bên dưới để gửi số của mình."


def _no_match(facts: Facts) -> str:
    return (
        "Công đoàn chưa thấy số này trong danh sách. Anh/chị gõ mã 6 số tổ trưởng đã gửi, "
        "hoặc bấm “Xin vào công đoàn” để cán bộ xem."
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
    return (
        "Kế toán, thủ quỹ và Ủy ban Kiểm tra không làm thay nhau, dù vài ngày. "
        "Anh/chị chọn một người khác giúp nhé."
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


def _bad_amount(facts: Facts) -> str:
    return "Số tiền chưa rõ. Anh/chị gõ số tiền lớn hơn 0 giúp, ví dụ: 500k hoặc 1.500.000đ."


def _needs_two(facts: Facts) -> str:
    return "Tiền ra cần hai người: một người lập, một người khác duyệt."


def _fund_too_low(facts: Facts) -> str:
    return f"Quỹ hiện còn {money_text(facts['left'])} nên chưa chi được khoản này."


def _already_booked(facts: Facts) -> str:
    return f"Giao dịch {facts['reference']} đã ghi sổ rồi nên Công đoàn không ghi lần nữa."


def _already_reversed(facts: Facts) -> str:
    return f"Phiếu {facts['code']} đã có phiếu hủy hoặc chính là phiếu hủy."


def _lent_out(facts: Facts) -> str:
    return (
        f"Phiếu {facts['code']} là tiền cho vay đã có phần trả lại. "
        "Anh/chị hủy các phiếu trả trước, rồi mới hủy phiếu này nhé."
    )


def _book_begun(facts: Facts) -> str:
    return (
        f"Sổ {facts['name']} đã bắt đầu nên không ghi thêm số dư đầu kỳ. "
        "Cần sửa số dư, anh/chị lập phiếu hủy cho phiếu số dư cũ rồi ghi lại nhé."
    )


def _no_dues_amount(facts: Facts) -> str:
    return (
        "Công đoàn chưa ghi mức đoàn phí nên chưa ghi được khoản này. "
        "Kế toán gõ “mức đóng” kèm tên và số tiền trước giúp."
    )


def _paid_too_much(facts: Facts) -> str:
    return (
        f"Số tiền này nhiều hơn cả năm tới phải đóng ({money_text(facts['most'])}). "
        "Anh/chị xem lại giúp, có lẽ gõ thừa số 0."
    )


def _too_many_lines(facts: Facts) -> str:
    return (
        f"Khoảng này có hơn {facts['most']} dòng phiếu, một tệp Excel không chứa hết. "
        "Anh/chị chọn khoảng ngắn hơn giúp, ví dụ: báo cáo tài chính quý 3."
    )


def _no_round(facts: Facts) -> str:
    return (
        "Công đoàn chưa mở đợt đăng ký thi đua. Có đợt mới Công đoàn báo trong nhóm; "
        f"cần biết thêm, anh/chị hỏi {facts['ask'] or 'cán bộ công đoàn'} nhé."
    )


def _round_not_yet(facts: Facts) -> str:
    on = day_text(facts["on"])
    return f"Đợt đăng ký thi đua năm {facts['year']} mở từ {on}. Đến ngày đó anh/chị nhắn lại nhé."


def _round_closed(facts: Facts) -> str:
    on = f" ngày {day_text(facts['on'])}" if facts["on"] else ""
    return (
        f"Đợt đăng ký thi đua năm {facts['year']} đã khép{on}. Cần thêm hay bớt, "
        f"anh/chị nhắn {facts['ask'] or 'cán bộ công đoàn'} giúp; cán bộ ghi bổ sung được, "
        "kèm lý do."
    )


def _round_still_open(facts: Facts) -> str:
    return (
        f"Đợt đăng ký thi đua năm {facts['year']} còn mở đến {day_text(facts['on'])} nên chưa ghi "
        "kết quả. Anh/chị khép đợt trước, hoặc ghi sau ngày đó nhé."
    )


def _bad_window(facts: Facts) -> str:
    return (
        "Ngày khép phải từ hôm nay trở đi, sau ngày mở và không quá một năm. "
        "Anh/chị gõ lại giúp, ví dụ: 1/1/2027 đến 31/3/2027."
    )


def _title_not_for(facts: Facts) -> str:
    who = {"women": "nữ", "men": "nam"}.get(facts["who"], "")
    text = f"Danh hiệu “{facts['title']}” dành cho đoàn viên {who}."
    if facts["unknown"]:
        text += " Hồ sơ chưa ghi giới tính: anh/chị gõ /sua để bổ sung rồi đăng ký nhé."
    return text


def _not_registered(facts: Facts) -> str:
    return f"Chưa có đăng ký {facts['title']} nên không có gì để rút."


def _loan_open(facts: Facts) -> str:
    return (
        f"Anh/chị đang có vay {facts['number']}. Mỗi lần một khoản: xong khoản đó anh/chị đề nghị "
        "lại được; cần gấp, anh/chị gọi Chủ tịch công đoàn giúp."
    )


def _loan_too_small(facts: Facts) -> str:
    return f"Một lần vay ít nhất {money_text(facts['lowest'])}. Anh/chị gõ lại số tiền giúp nhé."


def _loan_too_soon(facts: Facts) -> str:
    return f"Theo quy chế quỹ, anh/chị đề nghị vay lại được từ ngày {day_text(facts['on'])}."


def _loan_repaid(facts: Facts) -> str:
    return f"Vay {facts['number']} đã trả hết rồi, Công đoàn cảm ơn anh/chị."


def _no_loan(facts: Facts) -> str:
    return "Anh/chị hiện không có khoản vay nào phải trả."


def _not_in_fund(facts: Facts) -> str:
    return "Theo quy chế quỹ, người đang góp quỹ mới vay được. Anh/chị gõ /quy để tham gia nhé."


def _overpaid(facts: Facts) -> str:
    return (
        f"Vay {facts['number']} chỉ còn {money_text(facts['left'])} nên Công đoàn chưa ghi số này. "
        "Anh/chị gõ lại số tiền giúp nhé."
    )


def _another_first(facts: Facts) -> str:
    return f"Vay {facts['number']} được duyệt trước nên nhận tiền trước; khoản này chờ đến lượt."


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
    Reason.NOT_IN_BOT: _not_in_bot,
    Reason.IN_BOT: _in_bot,
    Reason.BAD_HOURS: _bad_hours,
    Reason.NOTHING_CHANGED: _nothing_changed,
    Reason.BAD_DATE: _bad_date,
    Reason.WAITING_OTHER: _waiting_other,
    Reason.BAD_AMOUNT: _bad_amount,
    Reason.NEEDS_TWO: _needs_two,
    Reason.FUND_TOO_LOW: _fund_too_low,
    Reason.ALREADY_BOOKED: _already_booked,
    Reason.ALREADY_REVERSED: _already_reversed,
    Reason.LENT_OUT: _lent_out,
    Reason.BOOK_BEGUN: _book_begun,
    Reason.NO_DUES_AMOUNT: _no_dues_amount,
    Reason.PAID_TOO_MUCH: _paid_too_much,
    Reason.TOO_MANY_LINES: _too_many_lines,
    Reason.NO_ROUND: _no_round,
    Reason.ROUND_NOT_YET: _round_not_yet,
    Reason.ROUND_CLOSED: _round_closed,
    Reason.ROUND_STILL_OPEN: _round_still_open,
    Reason.BAD_WINDOW: _bad_window,
    Reason.TITLE_NOT_FOR: _title_not_for,
    Reason.NOT_REGISTERED: _not_registered,
    Reason.LOAN_OPEN: _loan_open,
    Reason.LOAN_TOO_SMALL: _loan_too_small,
    Reason.LOAN_TOO_SOON: _loan_too_soon,
    Reason.LOAN_REPAID: _loan_repaid,
    Reason.NO_LOAN: _no_loan,
    Reason.NOT_IN_FUND: _not_in_fund,
    Reason.OVERPAID: _overpaid,
    Reason.ANOTHER_FIRST: _another_first,
    Reason.CLOSED: _closed,
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
