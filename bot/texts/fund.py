"""The mutual fund: what it has, who takes part, its rules."""

from bot.said import Choice, Reply, rows
from bot.texts import templates
from bot.texts.common import HOME
from bot.texts.wording import called, capital
from union.loans import Loan, Rules, Standing
from union.members import Member
from union.money import money_text

SHOW = Choice("Quỹ tương trợ", "fund.show")
ASK = Choice("Vay Quỹ tương trợ", "loan.ask")


def _month(period: int) -> str:
    """202612 → tháng 12/2026."""
    return f"tháng {period % 100}/{period // 100}"


def _lent(standing: Standing) -> str:
    if not standing.lent:
        return "chưa cho ai vay"
    return f"đang cho vay {money_text(standing.lent)} ({standing.borrowers} người)"


def _waiting(standing: Standing) -> str:
    return f"{standing.waiting} người đang chờ" if standing.waiting else "không ai đang chờ"


def standing(
    member: Member, fund: Standing, rules: Rules, taking: tuple[int, int] | None, borrows: bool
) -> Reply:
    """`taking` is the amount a month and the first month of whoever takes part."""
    text = (
        f"Quỹ tương trợ hôm nay: còn {money_text(fund.balance)}; {_lent(fund)}; {_waiting(fund)}.\n"
    )
    read = Choice("Đọc quy chế", "fund.rules")
    loan = Choice("Khoản vay của tôi", "loan.mine") if borrows else ASK
    if taking:
        amount, first = taking
        text += f"{capital(called(member))} góp {money_text(amount)} mỗi tháng, từ {_month(first)}."
        return Reply(text, rows(loan, read, Choice("Thôi tham gia", "fund.leave")))
    text += (
        f"{capital(called(member))} chưa tham gia. Tự nguyện, {money_text(rules.monthly)} mỗi "
        "tháng. Chọn “Tham gia” là đồng ý để Công đoàn ghi khoản góp này; thôi lúc nào cũng được."
    )
    return Reply(text, rows(Choice("Tham gia", "fund.join"), read, loan, Choice("Để sau", "home")))


def joined(member: Member, amount: int, first: int) -> Reply:
    text = (
        f"Cảm ơn {called(member)}. Từ {_month(first)}, phần góp quỹ {money_text(amount)} đi cùng "
        f"cách {called(member)} đóng đoàn phí. Thôi lúc nào cũng được, nhận lại phần đã góp theo "
        "quy chế."
    )
    return Reply(text, rows(SHOW, Choice("Đọc quy chế", "fund.rules"), HOME))


def joined_already(member: Member, amount: int, first: int) -> Reply:
    text = (
        f"{capital(called(member))} đã tham gia rồi: {money_text(amount)} mỗi tháng, "
        f"từ {_month(first)}."
    )
    return Reply(text, rows(SHOW, HOME))


def sure_to_leave(member: Member, paid: int) -> Reply:
    text = (
        f"Thôi tham gia thì từ tháng sau {called(member)} không góp nữa. "
        f"Đến nay {called(member)} đã góp {money_text(paid)}; phần này trả lại theo quy chế, "
        "do Ban Chấp hành quyết định."
    )
    choices = rows(Choice("Đúng, thôi tham gia", "fund.left"), Choice("Giữ nguyên", "home"))
    return Reply(text, choices)


def left(member: Member, last: int, paid: int) -> Reply:
    text = f"Đã ghi {called(member)} thôi tham gia, tháng cuối là {_month(last)}."
    if paid:
        text += (
            f" Phần đã góp {money_text(paid)}: Công đoàn đã báo kế toán để xem việc trả lại "
            "theo quy chế."
        )
    return Reply(text, rows(SHOW, HOME), edit=True)


def left_told(member: Member, paid: int, owing: int) -> Reply:
    """To the treasurer: somebody left, and what of theirs is in the fund."""
    text = (
        f"{member.name} vừa thôi tham gia Quỹ tương trợ; đến nay đã góp {money_text(paid)}. "
        "Trả lại bao nhiêu, lúc nào là do Ban Chấp hành quyết định theo quy chế."
    )
    if owing:
        text += f"\nCòn {money_text(owing)} vay chưa trả: trừ phần này trước rồi mới trả lại."
    return Reply(text, rows(SHOW, HOME))


def not_in(member: Member) -> Reply:
    return Reply(f"{capital(called(member))} hiện không tham gia Quỹ tương trợ.", rows(SHOW, HOME))


def rules(value: Rules) -> Reply:
    """The committee words it (config/templates/vi/quy_che_quy.txt); the numbers are the rules'."""
    text = templates.filled(
        "quy_che_quy",
        mỗi_tháng=money_text(value.monthly),
        nhiều_nhất=money_text(value.highest),
        số_tháng=str(value.longest),
        ngày_hẹn=str(value.due_day),
        nhắc_trước=str(value.remind_before),
    )
    return Reply(text, rows(SHOW, ASK, HOME))


def perhaps(amount: int) -> Reply:
    """“em muon 5 trieu” is mượn or muốn: both open the same form, neither sends anything."""
    text = (
        f"Anh/chị muốn vay Quỹ tương trợ {money_text(amount)}, có phải không? "
        "Chọn là mở đơn vay, Công đoàn còn hỏi lại rồi mới gửi."
    )
    return Reply(text, rows(Choice(f"Vay {money_text(amount)}", f"loan.ask:{amount}"), HOME))


def data_lines(taking: tuple[int, int] | None, paid: int, loans: list[tuple[Loan, str]]) -> str:
    """For the file of one's own data: the share in the fund, and each loan with its reason."""
    lines = [f"Quỹ tương trợ: đã góp {money_text(paid)}"] if taking or paid else []
    if taking:
        lines.append(f"Đang góp {money_text(taking[0])} mỗi tháng, từ {_month(taking[1])}")
    for loan, reason in loans:
        left = f", còn {money_text(loan.left)}" if loan.left > 0 else ""
        about = f"{loan.months} tháng{left}. Lý do: {reason or 'không ghi'}"
        lines.append(f"Vay {loan.number}: {money_text(loan.principal)}, {about}")
    return "\n".join(lines)
