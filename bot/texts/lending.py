"""Lending: the cards of those who decide and of who pays out, and the list of open loans."""

from datetime import date

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME, WAITING
from bot.texts.fund import ASK, SHOW
from bot.texts.wording import called, capital, day, listed, team
from storage.cases import Case
from union.loans import Loan, Standing
from union.members import Member
from union.money import money_text


def card(case: Case, member: Member, standing: Standing) -> Reply:
    """To who decides; the reason stands in the case and nowhere else."""
    facts, number = case.facts, case.number
    before = f"{standing.waiting} người chờ trước" if standing.waiting else "không ai chờ trước"
    lines = [
        f"Vay {number}: {member.name}, {team(member.team)}, {money_text(facts['amount'])}, "
        f"{facts['months']} tháng. Lý do: {capital(facts['reason'])}. "
        f"Quỹ còn {money_text(standing.balance)}, {before}.",
        f"Trả lời “duyệt {number}”, “chưa {number}” hoặc “hỏi {number}”.",
    ]
    if facts.get("question"):
        lines.append(f"• Hỏi: “{facts['question']}”")
    if facts.get("reply"):
        lines.append(f"• Trả lời: “{facts['reply']}”")
    choices = rows(
        Choice("Duyệt", f"case.agree:{case.id}"),
        Choice("Chưa", f"case.refuse:{case.id}"),
        Choice("Hỏi thêm", f"case.ask:{case.id}"),
        wide=3,
    )
    return Reply("\n".join(lines), choices)


def pay_out(loan: Loan, member: Member, by: list[str], balance: int) -> Reply:
    """To who pays: it is this loan's turn, and the fund covers it."""
    text = (
        f"Vay {loan.number} đến lượt: chuyển {money_text(loan.principal)} cho {member.name}, "
        f"{team(member.team)}. {capital(listed(by))} đã duyệt; quỹ còn {money_text(balance)}.\n"
        "Chuyển xong anh/chị chọn giúp, phiếu chi được ghi ngay."
    )
    choices = rows(
        Choice("Đã chuyển khoản", f"loan.paid:{loan.id}:bank"),
        Choice("Đã đưa tiền mặt", f"loan.paid:{loan.id}:cash"),
    )
    return Reply(text, choices, case=loan.number)


def paid(loan: Loan, member: Member, by: Member, code: str, mine: bool) -> Reply:
    """The card once the money went out; in all its copies."""
    who = "Anh/chị" if mine else capital(called(by))
    text = (
        f"Vay {loan.number}: {who} đã chuyển {money_text(loan.principal)} cho {called(member)}, "
        f"phiếu chi {code}."
    )
    return Reply(text, rows(WAITING, SHOW) if mine else (), edit=True, toast="Đã ghi sổ.")


def not_paid_out(loan: Loan, payer: str) -> Reply:
    """To the chair, once: who pays it out was asked three times."""
    text = (
        f"Vay {loan.number} đã được duyệt mà {payer} chưa chuyển {money_text(loan.principal)}, "
        "Bot đã nhắc ba lần và thôi nhắc. Anh/chị hỏi giúp; cần người làm thay, gõ /chucvu."
    )
    return Reply(text, rows(HOME))


def money_missing(loan: Loan, member: Member) -> Reply:
    text = (
        f"{capital(called(member))} báo chưa thấy {money_text(loan.principal)} của vay "
        f"{loan.number}. Anh/chị xem lại giúp; nhầm thì gõ /huyphieu để lập phiếu hủy."
    )
    return Reply(text, rows(HOME))


def listed_open(lines: list[tuple[Loan, Member, date | None]], standing: Standing) -> Reply:
    """Open loans for who may see them: number, name, what is left, the next day."""
    text = (
        f"Quỹ tương trợ còn {money_text(standing.balance)}, đang cho vay "
        f"{money_text(standing.lent)} ({standing.borrowers} người)."
    )
    for loan, member, due in lines[:30]:
        text += f"\n• Vay {loan.number}, {member.name}: {_where(loan, due)}"
    if len(lines) > 30:
        text += f"\n… và {len(lines) - 30} khoản nữa."
    if not lines:
        text += "\nHiện không có khoản vay nào đang mở."
    choices = [Choice(f"Xem vay {loan.number}", f"loan.show:{loan.number}") for loan, *_ in lines]
    return Reply(text, rows(*choices[:8], ASK, SHOW, HOME))


def _where(loan: Loan, due: date | None) -> str:
    if loan.left > 0:
        when = f", kỳ tới {day(due)}" if due else ""
        return f"còn {money_text(loan.left)}{when}"
    waits = "chờ duyệt" if loan.state == "asked" else "đã duyệt, chờ tiền"
    return f"{money_text(loan.principal)}, {waits}"


def still_open(member: Member, paid: int, out: list[Loan], dropped: list[Loan]) -> Reply:
    """To the officer who wrote down that somebody left, retired or died."""
    lines = [f"{member.name} còn việc với Quỹ tương trợ:"]
    if paid:
        lines.append(f"• Đã góp {money_text(paid)}, nay thôi góp; trả lại theo quy chế")
    for loan in out:
        lines.append(f"• Vay {loan.number}: còn {money_text(loan.left)} chưa trả")
    for loan in dropped:
        lines.append(f"• Đề nghị vay {loan.number} chưa nhận tiền: đã rút")
    if out:
        lines.append(
            "Phần góp của đoàn viên được trừ vào khoản này trước; Bot không nhắn gia đình."
        )
    return Reply("\n".join(lines), rows(*(_seen(one) for one in out[:4]), HOME))


def _seen(loan: Loan) -> Choice:
    return Choice(f"Xem vay {loan.number}", f"loan.show:{loan.number}")


def on_voucher(number: int) -> str:
    """What the voucher says it is for; nothing of the reason."""
    return f"Cho vay Quỹ tương trợ, vay {number}"
