"""The card of a payment somebody told of, to who confirms it; and what it says afterwards."""

from collections.abc import Sequence

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME
from bot.texts.wording import called, capital, dues_parts, team
from storage.cases import Case
from union.dues import Due
from union.members import Member
from union.money import money_text


def card(case: Case, member: Member, lines: Sequence[Due]) -> Reply:
    how = "nộp tiền mặt" if case.facts["method"] == "cash" else "đã chuyển khoản"
    told = [
        f"Đề nghị số {case.number}: {called(member)} ({member.name}, {team(member.team)}) "
        f"báo {how} {money_text(case.facts['amount'])}.",
        *(f"• {part}" for part in dues_parts(lines)),
    ]
    if case.facts["method"] == "bank":
        told.append(f"• Nội dung chuyển: {case.facts['memo']}")
    choices = rows(
        Choice("Đã nhận đủ", f"case.agree:{case.id}"),
        Choice("Số khác", f"dues.other:{case.id}"),
        Choice("Chưa thấy tiền", f"dues.missing:{case.id}"),
        wide=3,
    )
    return Reply("\n".join(told), choices)


def decided(case: Case, state: str, by: Member | None, mine: bool = False) -> Reply:
    """The card afterwards, in all its copies; the vouchers' codes to who booked them."""
    who = "Anh/chị" if mine else capital(called(by)) if by else "Người gửi"
    amount, name = money_text(case.facts["amount"]), case.facts["name"]
    told = {
        "agreed": f"{who} đã nhận {amount} của {name}{_told(case)}.",
        "refused": f"{who} chưa thấy {amount} của {name}; đoàn viên được báo xem lại.",
        "withdrawn": f"{name} đã rút lời báo đóng {amount}.",
        "parked": f"Khoản {amount} của {name} đã để lại cho Chủ tịch.",
    }[state]
    codes = case.facts.get("codes", [])
    booked = f" Phiếu {', '.join(codes)}; biên lai đã gửi." if codes and state == "agreed" else ""
    choices = rows(Choice("Việc còn chờ", "case.list")) if mine else ()
    return Reply(f"Đề nghị số {case.number}: {told}{booked}", choices, edit=True)


def _told(case: Case) -> str:
    """What the payer had said, where something else was booked."""
    told = case.facts.get("told", case.facts["amount"])
    return "" if told == case.facts["amount"] else f" (báo {money_text(told)})"


def other_amount(case: Case) -> Reply:
    text = (
        f"{case.facts['name']} báo {money_text(case.facts['amount'])}. Thực nhận bao nhiêu? "
        "Anh/chị gõ số tiền giúp, ví dụ 100k."
    )
    return Reply(text)


def other_sure(case: Case, amount: int, lines: Sequence[Due]) -> Reply:
    told = "\n".join(f"• {part}" for part in dues_parts(lines))
    text = f"Ghi {money_text(amount)} của {case.facts['name']}?\n{told}"
    return Reply(
        text,
        rows(Choice("Ghi", "d:sokhac:sure:yes"), Choice("Thôi", "d:sokhac:sure:no")),
    )


def left_open(case: Case) -> Reply:
    text = f"Vâng, chưa ghi gì. Đề nghị số {case.number} vẫn chờ anh/chị."
    return Reply(text, rows(Choice("Việc còn chờ", "case.list"), HOME))
