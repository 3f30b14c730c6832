"""Asking the mutual fund for a loan, and where a loan stands: what the borrower reads."""

from datetime import date

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.common import HOME
from bot.texts.fund import ASK, SHOW
from bot.texts.wording import called, capital, day, listed, you
from union.loans import Instalment, Loan
from union.members import Member
from union.money import money_in_words, money_text

EXAMPLE = "vay 5tr sửa nhà trả 10 tháng"
REASONS = ("Sửa nhà", "Chữa bệnh", "Việc học của con", "Việc gia đình")


def how_much(member: Member, most: int) -> Reply:
    can = f" Hôm nay quỹ cho vay được tối đa {money_text(most)}." if most else ""
    text = (
        f"{capital(called(member))} muốn vay bao nhiêu?{can} Gõ số tiền, ví dụ 5tr; "
        f"hoặc cả câu: “{EXAMPLE}”."
    )
    return Reply(text)


def how_much_again(lowest: int) -> Reply:
    return Reply(f"Một lần vay ít nhất {money_text(lowest)}; anh/chị gõ số tiền giúp, ví dụ 5tr.")


def which_amount(amounts: list[int]) -> Reply:
    """What was typed may be read in more than one way, or is slang."""
    said = " hay ".join(money_text(amount) for amount in amounts)
    choices = [Choice(money_text(one), tapped("vay", "amount", str(one))) for one in amounts]
    return Reply(f"Là {said}, anh/chị? Chọn giúp, hoặc gõ lại số tiền, ví dụ 5tr.", rows(*choices))


def _month_of(first: date) -> str:
    return f"tháng {first.month}/{first.year}"


def fits(now: int, wanted: int, asked: int, when: date | None) -> Reply:
    """`asked` is what was said, `wanted` what the rules allow of it, `now` what the fund can."""
    over = f"Quy chế cho vay một lần nhiều nhất {money_text(wanted)}. " if wanted < asked else ""
    has = f"Hôm nay quỹ cho vay được tối đa {money_text(now)}."
    if not now:
        has = "Hôm nay quỹ chưa cho vay thêm được: tiền đã hết hoặc dành cho người chờ trước."
    choices = []
    if now:
        choices.append(Choice(f"Vay {money_text(now)} ngay", tapped("vay", "fit", str(now))))
    if now < wanted:
        about = f", khoảng {_month_of(when)}" if when else ""
        choices.append(
            Choice(f"Chờ {money_text(wanted)}{about}", tapped("vay", "fit", str(wanted)))
        )
    choices.append(Choice("Thôi", tapped("vay", "fit", "no")))
    text = f"{over}{has}" if now < wanted else over.strip()
    return Reply(f"{text} Anh/chị chọn giúp:", rows(*choices, wide=1))


def how_long(amount: int, offered: list[int], longest: int) -> Reply:
    choices = [Choice(f"{count} tháng", tapped("vay", "months", str(count))) for count in offered]
    text = (
        f"Vay {money_text(amount)}, trả dần trong mấy tháng? Nhiều nhất {longest} tháng; "
        "chọn hoặc gõ số tháng."
    )
    return Reply(text, rows(*choices, wide=3))


def how_long_again(longest: int) -> Reply:
    choices = rows(Choice(f"{longest} tháng", tapped("vay", "months", str(longest))))
    text = f"Anh/chị gõ số tháng từ 1 đến {longest} giúp, ví dụ {min(10, longest)}."
    return Reply(text, choices)


def what_for() -> Reply:
    text = (
        "Anh/chị vay để làm việc gì? Chọn hoặc gõ vài chữ. Lý do là chuyện riêng, "
        "chỉ người duyệt và Ủy ban Kiểm tra đọc."
    )
    choices = [Choice(one, tapped("vay", "reason", one)) for one in REASONS]
    return Reply(text, rows(*choices))


def _parts(plan: list[Instalment]) -> str:
    """“Trả 10 tháng, mỗi tháng 500.000đ, kỳ đầu 10/12/2026.”"""
    first, last = plan[0], plan[-1]
    if len(plan) == 1:
        return f"Trả một lần {money_text(first.amount)} ngày {day(first.due_on)}."
    end = "" if first.amount == last.amount else f", kỳ cuối {money_text(last.amount)}"
    return (
        f"Trả {len(plan)} tháng, mỗi tháng {money_text(first.amount)}{end}, "
        f"kỳ đầu {day(first.due_on)}."
    )


def confirm(
    member: Member, amount: int, plan: list[Instalment], reason: str, usual: bool, waits: bool
) -> Reply:
    """`usual`: chair and treasurer decide; otherwise it is one of them who borrows."""
    who = "Chủ tịch, kế toán" if usual else "người được duyệt"
    text = (
        f"{capital(called(member))} đề nghị vay Quỹ tương trợ {money_text(amount)} "
        f"({money_in_words(amount)}), không lãi.\n{_parts(plan)} Lý do: {capital(reason)}.\n"
        f"Chỉ {who} và Ủy ban Kiểm tra xem được; không bao giờ nêu trong nhóm."
    )
    if waits:
        text += "\nQuỹ hôm nay chưa đủ: duyệt xong thì chờ theo thứ tự, có tiền Công đoàn báo ngay."
    choices = rows(
        Choice("Đúng, gửi đề nghị", tapped("vay", "sure", "yes")),
        Choice("Sửa", tapped("vay", "sure", "edit")),
        Choice("Thôi không vay", tapped("vay", "sure", "no")),
    )
    return Reply(text, choices)


def which_to_edit() -> Reply:
    choices = rows(
        Choice("Số tiền", tapped("suavay", "what", "said")),
        Choice("Số tháng", tapped("suavay", "what", "months")),
        Choice("Lý do", tapped("suavay", "what", "reason")),
    )
    return Reply("Anh/chị muốn sửa phần nào? Các phần khác giữ nguyên.", choices)


def kept() -> Reply:
    return Reply("Vâng, Công đoàn chưa gửi gì. Khi nào cần anh/chị cứ nhắn.", rows(SHOW, HOME))


def sent(number: int, needs: int = 2) -> Reply:
    text = (
        f"Đã gửi, mã vay {number}. Cần {'hai' if needs == 2 else needs} người duyệt, thường 1–2 "
        f"ngày. Anh/chị nhắn “vay {number}” để xem đến đâu."
    )
    return Reply(text, rows(Choice("Xem đến đâu", f"loan.show:{number}"), HOME))


def agreed(member: Member, number: int, by: list[str], payer: str, before: int, now: bool) -> Reply:
    """`before` wait for the fund's money ahead; `now` it is covered and its turn."""
    text = f"Đề nghị vay {number} của {called(member)} đã được {listed(by)} duyệt. "
    if now:
        text += f"{capital(payer)} sẽ chuyển tiền, Công đoàn báo ngay khi chuyển."
    elif before:
        text += f"Quỹ trả theo thứ tự, trước {called(member)} còn {before} người; đến lượt là báo."
    else:
        text += f"Quỹ chưa đủ tiền; {called(member)} đứng đầu danh sách chờ, có tiền là báo."
    return Reply(text, rows(Choice("Xem đến đâu", f"loan.show:{number}")))


def not_now(member: Member, number: int, chair: str) -> Reply:
    text = (
        f"Ban Chấp hành chưa thể cho vay lần này (vay {number}). {capital(called(member))} cần gấp "
        f"hoặc muốn biết thêm, {you(member)} gọi {chair or 'Chủ tịch công đoàn'} giúp; "
        "sau này vẫn đề nghị lại được."
    )
    return Reply(text, rows(SHOW, HOME))


def money_sent(member: Member, loan: Loan, payer: str, how: str, plan: list[Instalment]) -> Reply:
    did = "chuyển khoản" if how == "bank" else "đưa tiền mặt"
    text = (
        f"{capital(payer)} đã {did} {money_text(loan.principal)} vay {loan.number} cho "
        f"{called(member)}.\n{_parts(plan)}\nNhận được, {you(member)} chọn “Đã nhận” giúp."
    )
    choices = rows(
        Choice("Đã nhận", f"loan.received:{loan.id}"),
        Choice("Chưa thấy tiền", f"loan.missing:{loan.id}"),
    )
    return Reply(text, choices)


def received(member: Member, before: int) -> Reply:
    text = (
        f"Cảm ơn {called(member)}. Trước mỗi kỳ {before} ngày Công đoàn nhắn riêng "
        f"{you(member)}. Trả sớm lúc nào cũng được: nhắn “trả trước”."
    )
    return Reply(text, rows(Choice("Khoản vay của tôi", "loan.mine"), HOME), edit=True)


def missing(payer: str) -> Reply:
    text = (
        f"Công đoàn đã báo {payer or 'cán bộ'} xem lại ngay. "
        "Tiền đến, anh/chị chọn “Đã nhận” ở tin trên giúp."
    )
    return Reply(text, rows(HOME))


STATES = {
    "agreed": "đã duyệt, chờ chuyển tiền",
    "repaid": "đã trả hết, Công đoàn cảm ơn",
    "refused": "lần này chưa thể cho vay",
    "withdrawn": "đã rút",
}


def status(
    loan: Loan, whose: str, said: int, needs: int, place: int, next_: tuple[Instalment, int] | None
) -> Reply:
    """`whose` is empty for the borrower; `place` in the queue counts from one."""
    head = f"Vay {loan.number}{f' của {whose}' if whose else ''}: {money_text(loan.principal)}"
    text = f"{head}, {loan.months} tháng; "
    choices: list[Choice] = []
    if loan.left > 0:
        text += f"còn {money_text(loan.left)} chưa trả."
        if next_:
            one, amount = next_
            text += f" Kỳ {one.number}: {money_text(amount)}, hẹn ngày {day(one.due_on)}."
        choices.append(Choice("Trả vay", f"repay.ask:{loan.id}"))
    elif loan.state == "asked":
        text += f"đang chờ duyệt, đã có {said} trong {needs} người."
        choices.append(Choice("Rút đề nghị", f"loan.withdraw:{loan.id}"))
    else:
        text += STATES.get(loan.state, STATES["repaid"])
        if loan.state == "agreed":
            text += f", thứ {place} trong danh sách" if place else ""
            choices.append(Choice("Rút đề nghị", f"loan.withdraw:{loan.id}"))
        text += "."
    return Reply(text, rows(*(() if whose else choices), SHOW, HOME))


def no_such(number: str) -> Reply:
    text = f"Công đoàn chưa tìm thấy vay {number} của anh/chị. Muốn vay, gõ ví dụ “{EXAMPLE}”."
    return Reply(text, rows(Choice("Khoản vay của tôi", "loan.mine"), ASK, HOME))


def none_yet(member: Member) -> Reply:
    text = f"{capital(called(member))} hiện không có khoản vay nào."
    return Reply(text, rows(ASK, SHOW, HOME))


def sure_to_withdraw(loan: Loan) -> Reply:
    text = (
        f"Rút đề nghị vay {loan.number}, {money_text(loan.principal)}? "
        "Sau này đề nghị lại thì xếp từ cuối danh sách."
    )
    choices = rows(
        Choice("Đúng, rút", f"loan.withdrawn:{loan.id}"),
        Choice("Giữ nguyên", f"loan.show:{loan.number}"),
    )
    return Reply(text, choices)


def withdrawn(loan: Loan) -> Reply:
    text = f"Đã rút đề nghị vay {loan.number}. Khi nào cần anh/chị cứ nhắn."
    return Reply(text, rows(SHOW, HOME), edit=True)
