"""Lending a seat between two days: who stands in for whom, from when, until when."""

from datetime import date

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.common import HOME, WAITING
from bot.texts.wording import called, capital, days, last_day, role
from storage.seats import HeldSeat
from union.calendar import day_of
from union.members import Member

DIALOG = "uyquyen"
LIST = Choice("Xem chức vụ", "seat.list")
EXAMPLE = "ví dụ: từ 1/12 đến 15/12"


def _what(seat: HeldSeat) -> str:
    return role(seat.role, seat.team)


def _days_of(seat: HeldSeat) -> str:
    if seat.starts is None or seat.ends is None:
        return ""
    return days(day_of(seat.starts), last_day(seat.ends))


def which_seat(seats: list[HeldSeat]) -> Reply:
    choices = [Choice(_what(seat), tapped(DIALOG, "seat", str(seat.id))) for seat in seats]
    return Reply("Anh/chị giao tạm việc nào?", rows(*choices, wide=1))


def to_whom() -> Reply:
    return Reply("Nhờ ai làm thay? Anh/chị gõ tên, ví dụ: Hạnh hoặc Nguyễn Thị Hạnh.")


def which_days() -> Reply:
    text = f"Từ ngày nào đến ngày nào? Anh/chị gõ giúp, {EXAMPLE}. Một ngày thì gõ: 5/12."
    return Reply(text)


def confirm(seat: HeldSeat, whom: Member, first: date, last: date) -> Reply:
    text = (
        f"Nhờ {called(whom)} ({whom.name}) làm thay {_what(seat)} {days(first, last)}?\n"
        f"Khi đó {called(whom)} có quyền như {called(seat.holder)}; "
        f"{called(seat.holder)} vẫn giữ chức vụ và nhận lại việc lúc nào cũng được."
    )
    if seat.role == "chair":
        text += "\nRiêng việc giao và cho thôi chức vụ vẫn chỉ Chủ tịch làm."
    choices = rows(
        Choice("Đúng, nhờ làm thay", tapped(DIALOG, "sure", "yes")),
        Choice("Thôi", tapped(DIALOG, "sure", "no")),
    )
    return Reply(text, choices)


def kept() -> Reply:
    return Reply("Vâng, chưa giao gì cho ai.", rows(HOME))


def lent(seat: HeldSeat, whom: Member, first: date, last: date) -> Reply:
    text = (
        f"Đã nhờ {called(whom)} làm thay {_what(seat)} {days(first, last)}; "
        f"{called(whom)} được báo ngay. Muốn nhận lại sớm hơn, gõ /uyquyen."
    )
    return Reply(text, rows(LIST, HOME))


def asked_to_stand_in(seat: HeldSeat, whom: Member, first: date, last: date) -> Reply:
    text = (
        f"{capital(called(seat.holder))} nhờ {called(whom)} làm thay {_what(seat)} "
        f"{days(first, last)}. Khi đó việc chờ duyệt cũng đến {called(whom)}. "
        f"Có gì chưa rõ, {called(whom)} hỏi {called(seat.holder)} nhé."
    )
    return Reply(text, rows(LIST, Choice("Trợ giúp", "help")))


def chair_told(seat: HeldSeat, whom: Member, first: date, last: date) -> Reply:
    text = (
        f"{capital(called(seat.holder))} vừa nhờ {called(whom)} làm thay {_what(seat)} "
        f"{days(first, last)}. Cần cho thôi sớm hơn, anh/chị gõ /chucvu."
    )
    return Reply(text, rows(LIST))


def begins(seat: HeldSeat, waiting: int) -> Reply:
    """On the first morning, to who stands in."""
    thay = f"thay {called(seat.lender)} " if seat.lender else ""
    text = f"Từ hôm nay {called(seat.holder)} làm {thay}việc {_what(seat)}, {_days_of(seat)}."
    if not waiting:
        return Reply(f"{text} Hiện chưa có việc nào chờ.", rows(Choice("Trợ giúp", "help")))
    return Reply(f"{text} Có {waiting} việc đang chờ.", rows(WAITING))


def over(seat: HeldSeat, to_lender: bool) -> Reply:
    """On the morning after the last day."""
    if to_lender and seat.lender:
        text = (
            f"{capital(called(seat.lender))} ơi, {called(seat.holder)} đã làm thay xong việc "
            f"{_what(seat)}. Từ hôm nay việc lại đến {called(seat.lender)}."
        )
    else:
        text = (
            f"Việc làm thay {_what(seat)} của {called(seat.holder)} đã xong hôm qua. "
            f"Công đoàn cảm ơn {called(seat.holder)}."
        )
    return Reply(text, rows(HOME))


def yours(lendings: list[HeldSeat]) -> Reply:
    """What the speaker has lent, now or for days to come."""
    lines = [f"• {_what(one)}: {called(one.holder)}, {_days_of(one)}" for one in lendings]
    choices = [
        Choice(f"Nhận lại từ {called(one.holder)}"[:40], f"cover.back:{one.id}") for one in lendings
    ]
    text = "Việc anh/chị đang nhờ làm thay:\n" + "\n".join(lines)
    return Reply(text, rows(*choices, Choice("Nhờ thêm", "cover.more"), wide=1))


def given_back(seat: HeldSeat) -> Reply:
    """To who lent it, when the chair or they themselves ended it early."""
    back = called(seat.lender) if seat.lender else "anh/chị"
    text = f"{capital(called(seat.holder))} thôi làm thay {_what(seat)}; việc lại đến {back}."
    return Reply(text, rows(LIST))
