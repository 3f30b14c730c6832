"""Taking a voucher back, and what a book begins with: both take two people."""

from bot.said import Choice, Reply, Rows, rows
from bot.talk import tapped
from bot.texts import wording
from bot.texts.book import BOOK, KINDS
from bot.texts.common import HOME
from bot.texts.wording import called, capital, day
from storage.cases import Case
from union.book import Fund, Voucher
from union.members import Member
from union.money import money_text

# --- taking back ----------------------------------------------------------------------------


def which_voucher() -> Reply:
    return Reply("Hủy phiếu nào? Anh/chị gõ số phiếu, ví dụ: TC-PT-118.")


def no_such_voucher(said: str) -> Reply:
    found = f"Chưa thấy phiếu “{said}” trong sổ. " if said else ""
    text = f"{found}Anh/chị gõ lại số phiếu giúp, ví dụ: TC-PT-118, hoặc TC-PT-118/2025."
    return Reply(text, rows(BOOK))


def why(voucher: Voucher) -> Reply:
    text = (
        f"{KINDS[voucher.kind]} {voucher.code} ngày {day(voucher.booked_on)}, "
        f"{money_text(voucher.total)}. Phiếu đã ghi sổ nên không xóa: Công đoàn lập phiếu hủy "
        "đi kèm, ai cũng xem lại được.\nVì sao hủy? Anh/chị gõ lý do giúp, ví dụ: ghi nhầm người."
    )
    return Reply(text)


def confirm_reversal(voucher: Voucher, reason: str) -> Reply:
    text = (
        f"Hủy {KINDS[voucher.kind].lower()} {voucher.code}, {wording.amount(voucher.total)}.\n"
        f"Lý do: {reason}\nCần một cán bộ khác đồng ý thì sổ mới đổi."
    )
    choices = rows(
        Choice("Gửi duyệt", tapped("huyphieu", "sure", "yes")),
        Choice("Thôi", tapped("huyphieu", "sure", "no")),
    )
    return Reply(text, choices)


def reversal_card(case: Case, voucher: Voucher, by: Member | None) -> Reply:
    lines = [
        f"Đề nghị số {case.number}: hủy {KINDS[voucher.kind].lower()} {voucher.code} "
        f"ngày {day(voucher.booked_on)}, {wording.amount(voucher.total)}.",
        f"• Lý do: {case.facts['reason']}",
    ]
    if by:
        lines.append(f"• Người đề nghị: {called(by)}")
    return Reply("\n".join(lines), _deciding(case))


def reversed_(by: Member, voucher: Voucher, reversal: Voucher) -> Reply:
    """To who asked for it."""
    text = (
        f"{capital(called(by))} đã đồng ý: phiếu hủy {reversal.code} đã ghi sổ, đi kèm phiếu "
        f"{voucher.code}. Quỹ còn {money_text(reversal.balance)}."
    )
    return Reply(text, rows(_see(reversal), BOOK))


def not_reversed(by: Member, case: Case) -> Reply:
    text = (
        f"{capital(called(by))} chưa đồng ý hủy phiếu {case.facts['voucher']} "
        f"(đề nghị số {case.number}). Sổ không đổi."
    )
    return Reply(text, rows(BOOK, HOME))


def payer_told(member: Member, voucher: Voucher, reversal: Voucher) -> Reply:
    """To whom the voucher was made out; the reason may speak of others and stays inside."""
    text = (
        f"Phiếu {voucher.code} ({money_text(voucher.total)}) của {called(member)} ngày "
        f"{day(voucher.booked_on)} có chỗ ghi chưa đúng nên Công đoàn đã lập phiếu hủy "
        f"{reversal.code}. Cần hỏi thêm, {called(member)} nhắn kế toán giúp nhé."
    )
    return Reply(text, rows(HOME))


# --- opening balance ------------------------------------------------------------------------


def which_fund(funds: list[Fund]) -> Reply:
    choices = [Choice(fund.name, tapped("sodudau", "fund", fund.kind.value)) for fund in funds]
    return Reply("Ghi số dư đầu kỳ của quỹ nào? Anh/chị chọn giúp:", rows(*choices, wide=1))


def opening_amount(fund: str) -> Reply:
    text = f"{fund} hiện có bao nhiêu? Anh/chị gõ số tiền trên sổ giấy, ví dụ: 22.463.113đ."
    return Reply(text)


def confirm_opening(fund: str, amount: int) -> Reply:
    text = (
        f"Số dư đầu kỳ {fund}: {wording.amount(amount)}.\n"
        "Số này ghi một lần, cần Chủ tịch và kế toán cùng xác nhận."
    )
    choices = rows(
        Choice("Gửi duyệt", tapped("sodudau", "sure", "yes")),
        Choice("Thôi", tapped("sodudau", "sure", "no")),
    )
    return Reply(text, choices)


def opening_card(case: Case, fund: str, by: Member | None) -> Reply:
    amount = wording.amount(case.facts["amount"])
    text = f"Đề nghị số {case.number}: ghi số dư đầu kỳ {fund} là {amount}."
    if by:
        text += f"\n• Người lập: {called(by)}"
    return Reply(text, _deciding(case))


def opened(by: Member, voucher: Voucher, fund: str) -> Reply:
    text = (
        f"{capital(called(by))} đã xác nhận: số dư đầu kỳ {fund} {money_text(voucher.total)}, "
        f"ghi sổ số {voucher.code}."
    )
    return Reply(text, rows(BOOK))


def not_opened(by: Member, case: Case, fund: str) -> Reply:
    text = (
        f"{capital(called(by))} chưa xác nhận số dư đầu kỳ {fund} "
        f"(đề nghị số {case.number}). Sổ không đổi."
    )
    return Reply(text, rows(BOOK))


def _deciding(case: Case) -> Rows:
    return rows(Choice("Duyệt", f"case.agree:{case.id}"), Choice("Chưa", f"case.refuse:{case.id}"))


def _see(voucher: Voucher) -> Choice:
    """By its place in the book: numbers begin anew every year, buttons stay."""
    return Choice("Xem phiếu", f"book.show:{voucher.fund_id}:{voucher.position}")
