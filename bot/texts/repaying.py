"""Paying a loan back: the bill, the card of who counts the money, receipts, reminders."""

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.common import HOME
from bot.texts.fund import SHOW
from bot.texts.wording import called, capital, day, you
from storage.cases import Case
from union.loans import Instalment, Loan
from union.members import Member
from union.money import money_text

Due = tuple[Instalment, int]


def how_much(loan: Loan, now: int) -> Reply:
    text = (
        f"Vay {loan.number} còn {money_text(loan.left)}. Anh/chị trả bao nhiêu lần này? "
        "Chọn, hoặc gõ số tiền, ví dụ 500k."
    )
    choices = [Choice(f"Kỳ này {money_text(now)}", tapped("tra", "amount", str(now)))]
    if now != loan.left:
        choices.append(
            Choice(f"Trả hết {money_text(loan.left)}", tapped("tra", "amount", str(loan.left)))
        )
    return Reply(text, rows(*choices, wide=1))


def which_amount(amounts: list[int]) -> Reply:
    said = " hay ".join(money_text(amount) for amount in amounts)
    choices = [Choice(money_text(one), tapped("tra", "amount", str(one))) for one in amounts]
    return Reply(f"Là {said}, anh/chị? Chọn giúp, hoặc gõ lại số tiền, ví dụ 500k.", rows(*choices))


def which_loan(loans: list[Loan]) -> Reply:
    choices = [Choice(f"Vay {one.number}", tapped("tra", "loan", str(one.id))) for one in loans]
    return Reply("Anh/chị trả khoản nào? Chọn giúp:", rows(*choices))


def bill(
    loan: Loan, amount: int, to: str, account: str, memo: str, cashier: str, scan: bool,
    number: str = "",
) -> Reply:  # fmt: skip
    """`account` is empty while the union has none written down; `scan`: a QR comes with it.

    `number`: only whole messages can be copied there, so the account's is one of its own.
    """
    left = loan.left - amount
    after = f"sau lần này còn {money_text(left)}" if left else "sau lần này là trả hết"
    text = f"Trả vay {loan.number}: {money_text(amount)}, {after}."
    if scan:
        text += "\nTrên chính máy này: nhấn giữ ảnh, chọn Lưu; mở app ngân hàng, quét ảnh vừa lưu."
    if account:
        text += (
            f"\n{'Không quét được thì chuyển' if scan else 'Chuyển'} {account}, {to}, "
            f"{money_text(amount)}, "
            f"{'số tài khoản và nội dung ở hai tin dưới' if number else 'nội dung ở tin dưới'}."
        )
    choices = []
    if account:
        choices.append(Choice("Tôi đã chuyển", f"repay.sent:{loan.id}:{amount}:bank"))
    cash = f"Nộp tiền mặt cho {cashier or 'cán bộ'}"
    choices.append(Choice(cash, f"repay.sent:{loan.id}:{amount}:cash"))
    shown = Reply(text, rows(*choices, Choice("Để sau", "home"), wide=1))
    if not account:
        return shown
    return shown.then(*([Reply(number)] if number else []), Reply(memo))


def sent(member: Member, cashier: str, how: str) -> Reply:
    does = "đối chiếu" if how == "bank" else "nhận tiền"
    text = (
        f"Cảm ơn {called(member)}. {capital(cashier or 'cán bộ')} {does} xong, Công đoàn gửi "
        f"biên lai ngay; {you(member)} không cần gửi ảnh."
    )
    return Reply(text, rows(Choice("Khoản vay của tôi", "loan.mine"), HOME))


def card(case: Case, member: Member, loan: Loan, memo: str) -> Reply:
    facts = case.facts
    how = f"báo đã chuyển khoản (nội dung {memo})"
    if facts["how"] == "cash":
        how = "nộp tiền mặt"
    text = (
        f"Đề nghị số {case.number}: {member.name} {how} {money_text(facts['amount'])} trả vay "
        f"{loan.number}, đang còn {money_text(loan.left)}.\n"
        f"Số khác thì gõ “thu vay {loan.number} 300k” với số đã nhận."
    )
    choices = rows(
        Choice("Đã nhận đủ", f"case.agree:{case.id}"),
        Choice("Chưa thấy tiền", f"repay.missing:{case.id}"),
    )
    return Reply(text, choices)


def receipt(member: Member, loan: Loan, amount: int, code: str, next_: Due | None) -> Reply:
    """`loan.left` is what is left after this."""
    text = (
        f"Công đoàn đã nhận {money_text(amount)} của {called(member)} trả vay {loan.number}, "
        f"biên lai {code}. "
    )
    if loan.left <= 0:
        text += f"{capital(called(member))} đã trả hết vay {loan.number}, Công đoàn cảm ơn."
    else:
        text += f"Còn {money_text(loan.left)}."
        if next_:
            text += (
                f" Kỳ {next_[0].number}: {money_text(next_[1])}, hẹn ngày {day(next_[0].due_on)}."
            )
    return Reply(text, rows(Choice("Khoản vay của tôi", "loan.mine"), SHOW))


def not_seen(member: Member, amount: int, number: int, cashier: str) -> Reply:
    text = (
        f"{capital(cashier)} chưa thấy {money_text(amount)} trả vay {number} của "
        f"{called(member)}. {capital(you(member))} xem lại giúp; tiền đến sau thì chọn lại."
    )
    return Reply(text, rows(Choice("Trả vay", f"repay.again:{number}"), HOME))


def collect_how() -> Reply:
    return Reply("Anh/chị ghi số vay và số tiền đã nhận giúp, ví dụ “thu vay 27 500k”.", rows(HOME))


def collect(loan: Loan, member: Member, amount: int) -> Reply:
    left = loan.left - amount
    after = f"còn {money_text(left)}" if left else "trả hết"
    text = (
        f"Ghi {member.name} trả vay {loan.number}: {money_text(amount)}, {after}? "
        "Biên lai được gửi ngay cho người trả."
    )
    choices = rows(
        Choice("Tiền mặt, ghi", f"repay.took:{loan.id}:{amount}:cash:{loan.left}"),
        Choice("Chuyển khoản, ghi", f"repay.took:{loan.id}:{amount}:bank:{loan.left}"),
        Choice("Thôi", "home"),
    )
    return Reply(text, choices)


def took(loan: Loan, member: Member, amount: int, code: str) -> Reply:
    left = f"còn {money_text(loan.left)}" if loan.left > 0 else "đã trả hết"
    text = (
        f"Đã ghi {code}: {member.name} trả vay {loan.number} {money_text(amount)}, {left}. "
        "Biên lai đã gửi."
    )
    return Reply(text, rows(SHOW, HOME), edit=True, toast="Đã ghi sổ.")


def decided(case: Case, state: str, by: Member | None, mine: bool) -> Reply:
    """The card once somebody counted the money, or did not find it."""
    who = "Anh/chị" if mine else capital(called(by)) if by else "Người gửi"
    did = {"agreed": "đã nhận", "withdrawn": "đã rút"}.get(state, "chưa thấy")
    text = (
        f"Đề nghị số {case.number}: {case.facts['name']} trả vay {case.facts['number']}, "
        f"{money_text(case.facts['amount'])}.\n{who} {did}."
    )
    return Reply(text, rows(SHOW, HOME) if mine else (), edit=True, toast=f"{who} {did}.")


def remind(member: Member, loan: Loan, due: Due) -> Reply:
    """Some days before; spoken in private only."""
    one, amount = due
    text = (
        f"Kỳ {one.number} vay {loan.number} của {called(member)}: {money_text(amount)}, hẹn ngày "
        f"{day(one.due_on)}."
    )
    return Reply(text, _pays(loan, amount))


def remind_after(member: Member, loan: Loan, due: Due, treasurer: str) -> Reply:
    """Once, some days after; a word, not a threat."""
    one, amount = due
    text = (
        f"Kỳ {one.number} vay {loan.number}, {money_text(amount)}, đã qua ngày hẹn "
        f"{day(one.due_on)}. Nếu {you(member)} đang kẹt, {you(member)} gọi "
        f"{treasurer or 'kế toán công đoàn'} một tiếng; Công đoàn hiểu."
    )
    return Reply(text, _pays(loan, amount))


def _pays(loan: Loan, amount: int) -> tuple[tuple[Choice, ...], ...]:
    return rows(
        Choice("Mã QR", f"repay.bill:{loan.id}:{amount}"),
        Choice("Đã trả", f"repay.sent:{loan.id}:{amount}:bank"),
        Choice("Trả số khác", f"repay.ask:{loan.id}"),
    )


def on_voucher(number: int) -> str:
    return f"Trả vay Quỹ tương trợ, vay {number}"
