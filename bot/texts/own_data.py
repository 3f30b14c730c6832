"""What stands in the file of one's own data, part by part; empty where nothing is kept."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.texts.meeting_words import when
from bot.texts.wording import DUES_ITEMS, day, month, outcome_of
from union.book import Voucher, VoucherKind
from union.dues import Basis, BasisKind
from union.meetings import Invited, Meeting
from union.money import money_text
from union.titles import Outcome

_ANSWERS = {"yes": "dự", "no": "vắng", None: "chưa trả lời"}
_PRESENT = {True: ", có mặt", False: ", không có mặt", None: ""}
_BASIS = {BasisKind.SALARY: "tính theo lương", BasisKind.AMOUNT: "mỗi tháng"}


def _part(head: str, lines: Iterable[str]) -> str:
    told = [f"- {line}" for line in lines]
    return "\n".join([head, *told]) if told else ""


def dues(
    bases: Sequence[Basis],
    exempt: Sequence[tuple[int, int]],
    months: Sequence[tuple[str, int, int, int]],
) -> str:
    """`months`: item, month, charged, paid."""
    lines = [
        f"Mức đóng từ {day(one.first_day)}: {_BASIS[one.kind]} {money_text(one.amount)}"
        for one in bases
    ]
    lines += [f"Miễn từ tháng {month(first)} đến {month(last)}" for first, last in exempt]
    lines += [
        f"{DUES_ITEMS.get(item, item)} tháng {month(period)}: phải đóng {money_text(charged)}, "
        f"đã đóng {money_text(paid)}"
        for item, period, charged, paid in months
    ]
    return _part("Đoàn phí và góp quỹ:", lines)


def vouchers(found: Sequence[tuple[Voucher, str]]) -> str:
    kinds = {VoucherKind.PAYMENT: "chi"}
    return _part(
        "Các phiếu đứng tên:",
        (
            f"{one.code} ngày {day(one.booked_on)}: {kinds.get(one.kind, 'thu')} "
            f"{money_text(one.total)}" + (f", {text}" if text else "")
            for one, text in found
        ),
    )


def titles(lines: Sequence[tuple[int, str, Outcome | None, str, date | None]]) -> str:
    return _part("Thi đua:", (f"{one[0]}: {one[1]}, {outcome_of(*one[2:])}" for one in lines))


def invitations(found: Sequence[tuple[Meeting, Invited]]) -> str:
    """To which meetings, what was answered and why, and whether they were there."""
    return _part(
        "Giấy mời họp:",
        (
            f"{when(meeting)}: {_ANSWERS.get(mine.answer, mine.answer)}"
            + (f" ({mine.reason})" if mine.reason else "")
            + _PRESENT[mine.present]
            for meeting, mine in found
        ),
    )
