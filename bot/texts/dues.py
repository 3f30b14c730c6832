"""Dues, the member's side: the bill, “đã chuyển”, the receipt, the year, the reminder."""

from collections.abc import Sequence
from datetime import date

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME
from bot.texts.wording import (
    DUES_ITEMS,
    called,
    capital,
    day,
    dues_parts,
    month,
    months,
    you,
)
from storage.cases import Case
from union.book import Voucher
from union.dues import CONTRIBUTION, Due, only, total
from union.members import Member
from union.money import money_text

BILL = Choice("Lấy mã QR", "dues.bill")
YEAR = Choice("Xem cả năm", "dues.year")
_LONGEST = 30  # letters of a label


def _sum(lines: Sequence[Due]) -> str:
    """“Đoàn phí 46.800đ + Quỹ tương trợ 100.000đ = 146.800đ”; of several months, line by line."""
    if len({due.period for due in lines}) > 1:
        told = [f"• {part}" for part in dues_parts(lines)]
        return "\n".join([*told, f"Cộng {money_text(total(lines))}"])
    found = [
        f"{name} {money_text(total(mine))}"
        for item, name in DUES_ITEMS.items()
        if (mine := only(item, lines))
    ]
    return " + ".join(found) + (f" = {money_text(total(lines))}" if len(found) > 1 else "")


def bill(
    member: Member,
    lines: Sequence[Due],
    paid: int,
    bank: dict[str, str],
    memo: str,
    qr: str,
    treasurer: Member | None,
    more: Sequence[str],
    whole: bool = False,
) -> Reply:
    """One bill for all that is open; `more` names the other bills that may be asked for.

    `paid` is all that was paid so far: a button pressed after the next payment is stale.
    `whole`: only whole messages can be copied there, so the account is one of its own.
    """
    text = f"{capital(months([due.period for due in lines]))} của {called(member)}:\n{_sum(lines)}"
    choices = _bill_choices(lines, paid, treasurer, more)
    if not bank.get("account"):
        text += f"\nCông đoàn chưa có tài khoản nhận tiền nên mời {you(member)} nộp tiền mặt."
        return Reply(text, tuple(row for row in choices if "dues.sent" not in row[0].data))
    if qr:
        text += (
            "\nTrên chính máy này: nhấn giữ ảnh, chọn Lưu; mở app ngân hàng, Quét mã, "
            "chọn ảnh vừa lưu."
        )
    lead = "Không quét được thì chuyển" if qr else f"{capital(you(member))} chuyển giúp"
    to = f"{bank['bank']} {bank['account']}, {bank['holder']}, {money_text(total(lines))}"
    copied = (bank["account"], memo) if whole else (memo,)
    what = "Số tài khoản, rồi nội dung" if whole else "Nội dung"
    how = f"{lead} {to}. {what} (nhấn giữ {'từng ' * whole}tin dưới để chép):"
    return Reply(text, choices, qr=qr).then(Reply(how), *(Reply(one) for one in copied))


def _bill_choices(
    lines: Sequence[Due], paid: int, treasurer: Member | None, more: Sequence[str]
) -> tuple[tuple[Choice, ...], ...]:
    scope = "all" if any(due.item == CONTRIBUTION for due in lines) else "dues"
    what = f"{scope}:{total(lines)}:{paid}"
    to = f" cho {called(treasurer)}" if treasurer else ""
    choices = [
        Choice("Tôi đã chuyển", f"dues.sent:{what}"),
        Choice(f"Nộp tiền mặt{to}"[:_LONGEST], f"dues.cash:{what}"),
    ]
    if "dues" in more:
        choices.append(Choice("Chỉ đóng đoàn phí", "dues.only"))
    if "quarter" in more:
        choices.append(Choice("Đóng cả quý", "dues.quarter"))
    return tuple((choice,) for choice in choices[:1]) + rows(*choices[1:])


def all_paid(member: Member, period: int, quarter: bool) -> Reply:
    text = f"Đến tháng {month(period)} {called(member)} đã đóng đủ, Công đoàn cảm ơn {you(member)}."
    choices = [YEAR] + ([Choice("Đóng trước cả quý", "dues.quarter")] if quarter else [])
    return Reply(text, rows(*choices, HOME))


def not_set_up(member: Member, officer: Member | None) -> Reply:
    """`officer`: who may write it; nobody writes their own."""
    who = called(officer) if officer else "kế toán"
    text = (
        f"Công đoàn chưa ghi mức đoàn phí của {called(member)} nên chưa tính được. "
        f"{capital(you(member))} nhắn {who} ghi giúp; ghi xong gõ lại “đóng đoàn phí”."
    )
    return Reply(text, rows(HOME))


# --- what the member says, and what comes of it -----------------------------------------------


def said(member: Member, amount: int, method: str, treasurer: Member | None) -> Reply:
    """After “đã chuyển” or “nộp tiền mặt”, however often it is said."""
    who = called(treasurer) if treasurer else "kế toán"
    if method == "cash":
        text = (
            f"Vâng, {called(member)} nộp {money_text(amount)} tiền mặt cho {who}. "
            f"{capital(who)} nhận đủ, Công đoàn gửi biên lai cho {you(member)} ngay."
        )
    else:
        text = (
            f"Cảm ơn {called(member)}. {capital(who)} đối chiếu xong Công đoàn báo {you(member)} "
            f"ngay; {you(member)} không cần gửi ảnh."
        )
    return Reply(text, rows(YEAR, HOME))


def waiting(member: Member, case: Case) -> Reply:
    """A bill asked for while a payment is being looked at: nobody should pay twice."""
    how = "nộp tiền mặt" if case.facts["method"] == "cash" else "chuyển khoản"
    text = (
        f"{capital(called(member))} đã báo {how} {money_text(case.facts['amount'])} "
        f"(số {case.number}), kế toán đang đối chiếu nên {you(member)} chưa cần đóng gì thêm."
    )
    return Reply(text, rows(Choice("Lấy lại mã QR", "dues.again"), YEAR, HOME))


def not_seen(member: Member, amount: int) -> Reply:
    text = (
        f"Kế toán chưa thấy {money_text(amount)} của {called(member)}. Có khi ngân hàng chuyển "
        f"chậm; {you(member)} xem lại giúp đã chuyển đúng tài khoản và đúng nội dung chưa nhé."
    )
    return Reply(text, rows(Choice("Tôi đã chuyển rồi", "dues.said"), BILL))


def receipt(
    member: Member, vouchers: Sequence[tuple[Voucher, Sequence[Due]]], opened: Sequence[Due],
    now: int,
) -> Reply:  # fmt: skip
    """What was received, voucher by voucher; what is still open, kindly."""
    lines = [due for _, dues in vouchers for due in dues]
    head = f"Công đoàn đã nhận {money_text(total(lines))} của {called(member)}."
    told = [
        f"{'; '.join(dues_parts(dues))}, biên lai {voucher.code}." for voucher, dues in vouchers
    ]
    if early := [due for due in lines if due.period > now]:
        told.append(
            f"Trong đó {money_text(total(early))} ghi trước cho "
            f"{months([due.period for due in early])}."
        )
    if opened:
        left = "; ".join(dues_parts(opened))
        told.append(f"Còn {left}, khi nào tiện {you(member)} gửi nhé.")
        return Reply("\n".join([head, *told]), rows(BILL, YEAR))
    told.append(f"Đến tháng {month(now)} {you(member)} đã đóng đủ. Cảm ơn {called(member)}.")
    return Reply("\n".join([head, *told]), rows(YEAR))


# --- looking back -----------------------------------------------------------------------------


def of_month(
    member: Member, period: int, charged: int, opened: Sequence[Due], on: date | None
) -> Reply:
    """“Tháng trước tôi đóng chưa?”"""
    who, when = called(member), f"Tháng {month(period)}"
    if not charged and on is None:
        text = f"{when} {who} không phải đóng khoản nào."
    elif not opened:
        text = f"{when} {who} đã đóng đủ {money_text(charged)}" + (
            f" ngày {day(on)}." if on else "."
        )
    elif on is None:
        text = f"{when} {who} chưa đóng {money_text(total(opened))}."
    else:
        text = f"{when} {who} đã đóng một phần, còn {money_text(total(opened))}."
    return Reply(text, rows(*([BILL] if opened else []), YEAR, HOME))


def year(member: Member, of: int, lines: Sequence[tuple[int, int, int]]) -> Reply:
    """`lines`: month, charged, still open."""
    if not lines:
        text = f"Năm {of} {called(member)} chưa có khoản nào phải đóng."
        return Reply(text, rows(HOME))
    told = [
        f"• Tháng {month(period)}: {money_text(charged)}, "
        + ("đã đủ" if not left else f"còn {money_text(left)}")
        for period, charged, left in lines
    ]
    left = sum(left for *_, left in lines)
    end = f"Còn {money_text(left)} chưa đóng." if left else "Mọi tháng đã đóng đủ."
    text = f"Đoàn phí và Quỹ tương trợ năm {of} của {called(member)}:\n" + "\n".join([*told, end])
    before = Choice(f"Năm {of - 1}", f"dues.year:{of - 1}")
    return Reply(text, rows(*([BILL] if left else []), before, HOME))


def reminder(member: Member, lines: Sequence[Due]) -> Reply:
    text = (
        f"{capital(called(member))} ơi, {months([due.period for due in lines])} "
        f"còn {money_text(total(lines))}."
    )
    choices = rows(
        BILL, Choice("Đã đóng rồi", "dues.said"), Choice("Nhắc lại sau", "dues.later"), wide=3
    )
    return Reply(text, choices)


def later(days: int) -> Reply:
    return Reply(f"Vâng, {days} ngày nữa Công đoàn nhắc lại.", rows(HOME), edit=True)
