"""Why money does not move now: the book, dues and loans; what to do instead."""

from collections.abc import Callable
from typing import Any

from union.dates import day_text
from union.money import money_text
from union.refusals import Reason

Facts = dict[str, Any]


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


REFUSED: dict[Reason, Callable[[Facts], str]] = {
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
    Reason.LOAN_OPEN: _loan_open,
    Reason.LOAN_TOO_SMALL: _loan_too_small,
    Reason.LOAN_TOO_SOON: _loan_too_soon,
    Reason.LOAN_REPAID: _loan_repaid,
    Reason.NO_LOAN: _no_loan,
    Reason.NOT_IN_FUND: _not_in_fund,
    Reason.OVERPAID: _overpaid,
    Reason.ANOTHER_FIRST: _another_first,
}
