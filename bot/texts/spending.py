"""Drafts of payments and of other receipts, from the first word to the booked voucher."""

from bot.said import Choice, Reply, Rows, rows
from bot.talk import tapped
from bot.texts import wording
from bot.texts.book import BOOK, METHODS
from bot.texts.common import HOME
from bot.texts.wording import called, capital, day
from storage.cases import Case
from union.book import Fund, Item, Voucher
from union.members import Member
from union.money import money_text

# --- questions ------------------------------------------------------------------------------


def how_much(spending: bool) -> Reply:
    verb = "Chi" if spending else "Thu"
    return Reply(f"{verb} bao nhiêu? Anh/chị gõ số tiền, ví dụ: 500k hoặc 1.500.000đ.")


def which_amount(dialog: str, amounts: list[int]) -> Reply:
    choices = [Choice(money_text(one), tapped(dialog, "amount", str(one))) for one in amounts]
    text = "Anh/chị chọn đúng số tiền giúp, hoặc gõ lại cho rõ, ví dụ: 500k."
    return Reply(text, rows(*choices))


def which_item(dialog: str, items: list[Item]) -> Reply:
    choices = [Choice(item.name, tapped(dialog, "item", item.key)) for item in items]
    return Reply("Ghi vào mục nào? Anh/chị chọn giúp:", rows(*choices))


def for_whom(dialog: str, spending: bool) -> Reply:
    asked = "Chi cho ai" if spending else "Thu của ai"
    text = f"{asked}? Anh/chị gõ tên đoàn viên, hoặc chọn nếu không ghi tên."
    return Reply(text, rows(Choice("Không ghi tên", tapped(dialog, "who", "0"))))


def what_to_change(dialog: str, spending: bool) -> Reply:
    whom = "Người nhận" if spending else "Người nộp"
    choices = [
        Choice(label, tapped(f"{dialog}sua", "field", field))
        for field, label in (
            ("amount", "Số tiền"), ("item", "Mục"), ("who", whom), ("cash", "Tiền mặt"),
            ("bank", "Chuyển khoản"),
        )
    ]  # fmt: skip
    return Reply("Anh/chị muốn sửa gì? Chọn giúp:", rows(*choices, wide=3))


# --- a payment, agreed by somebody else -----------------------------------------------------


def draft(
    dialog: str, item: str, amount: int, who: Member | None, method: str, fund: str, text: str
) -> Reply:
    """What was understood; nothing is booked and nobody has the money yet."""
    spending = dialog == "chi"
    whom = f", {called(who)} ({who.name})" if who else ""
    kind = "Phiếu chi nháp" if spending else "Phiếu thu nháp"
    said = f"{kind}: {item}{whom}, {wording.amount(amount)}, quỹ {fund}, {METHODS[method]}."
    if text:
        said += f"\nNội dung: {text}"
    choices = rows(
        Choice("Gửi duyệt" if spending else "Ghi sổ", tapped(dialog, "sure", "yes")),
        Choice("Sửa", tapped(dialog, "sure", "edit")),
        Choice("Bỏ", tapped(dialog, "sure", "no")),
        wide=3,
    )
    return Reply(said, choices)


def payment_card(case: Case, item: str, who: Member | None, by: Member | None, fund: Fund) -> Reply:
    facts = case.facts
    amount = facts["amount"]
    lines = [
        f"Đề nghị số {case.number}: phiếu chi {wording.amount(amount)}.",
        f"• Mục: {item}, {METHODS[facts['method']]}",
    ]
    if who:
        lines.append(f"• Cho: {who.name}")
    if facts.get("text"):
        lines.append(f"• Nội dung: {facts['text']}")
    if by:
        lines.append(f"• Người lập: {called(by)}")
    lines.append(f"• Quỹ {fund.name} còn {money_text(fund.balance)}")
    return Reply("\n".join(lines), _deciding(case))


def paid(by: Member, voucher: Voucher, item: str) -> Reply:
    """To who entered the payment."""
    text = (
        f"{capital(called(by))} đã duyệt: phiếu chi {voucher.code}, {item}, "
        f"{money_text(voucher.total)}, {METHODS[voucher.method]}, đã ghi sổ. "
        f"Quỹ còn {money_text(voucher.balance)}. Anh/chị chi tiền được rồi."
    )
    return Reply(text, rows(_see(voucher), BOOK))


def not_paid(by: Member, case: Case) -> Reply:
    text = (
        f"{capital(called(by))} chưa duyệt phiếu chi {money_text(case.facts['amount'])} "
        f"(đề nghị số {case.number}). Sổ không đổi; anh/chị trao đổi thêm với "
        f"{called(by)} giúp nhé."
    )
    return Reply(text, rows(BOOK, HOME))


# --- other income ---------------------------------------------------------------------------


def received(voucher: Voucher, item: str, told: Member | None) -> Reply:
    text = (
        f"Đã ghi phiếu thu {voucher.code}: {item}, {money_text(voucher.total)}. "
        f"Quỹ còn {money_text(voucher.balance)}."
    )
    if told:
        text += f" {capital(called(told))} đã được báo."
    return Reply(text, rows(_see(voucher), BOOK))


def receipt(member: Member, voucher: Voucher, item: str) -> Reply:
    """To the payer."""
    text = (
        f"Công đoàn đã nhận {money_text(voucher.total)} của {called(member)}: {item}, "
        f"biên lai {voucher.code} ngày {day(voucher.booked_on)}. Cảm ơn {called(member)}."
    )
    return Reply(text, rows(HOME))


def _deciding(case: Case) -> Rows:
    return rows(Choice("Duyệt", f"case.agree:{case.id}"), Choice("Chưa", f"case.refuse:{case.id}"))


def _see(voucher: Voucher) -> Choice:
    """By its place in the book: numbers begin anew every year, buttons stay."""
    return Choice("Xem phiếu", f"book.show:{voucher.fund_id}:{voucher.position}")
