"""Committee meetings: the quarter's proposal, calling one, moving it, calling it off."""

from collections.abc import Callable

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.common import HOME
from bot.texts.meeting_words import (
    LIST,
    agenda,
    answers,
    changing,
    details,
    quarter,
    title,
    title_when,
    when,
)
from bot.texts.wording import called, capital, listed
from union.meetings import Meeting, Topics
from union.members import Member
from union.words import NotUnderstood, Unclear

EXAMPLE = "ví dụ: 14h thứ Năm 10/12 tại phòng họp, bàn quà Tết"


# --- the quarter's proposal -----------------------------------------------------------------


def _deciding(meeting: Meeting) -> tuple[tuple[Choice, ...], ...]:
    at = f"{meeting.id}:{meeting.version}"
    return rows(
        Choice("Giữ", f"meeting.keep:{at}"),
        Choice("Đổi ngày", f"meeting.move:{at}"),
        Choice("Để sau", f"meeting.later:{at}"),
        wide=3,
    )


def proposal(meeting: Meeting, member: Member, topics: Topics, again: bool) -> Reply:
    """To the chair, once more two days later, then to the deputy."""
    nobody = "\nChưa ai trả lời đề xuất này nên Công đoàn hỏi lại." if again else ""
    text = (
        f"{capital(called(member))}, {title(meeting)} đề xuất như sau:{nobody}\n"
        f"{details(meeting, agenda(topics))}\n"
        "Giữ thì Công đoàn báo cả Ban Chấp hành. Đổi thì gõ, ví dụ: dời sang 14h thứ Năm tuần sau."
    )
    return Reply(text, _deciding(meeting))


def later(meeting: Meeting, days: int) -> Reply:
    text = (
        f"Vâng, {days} ngày nữa Công đoàn hỏi lại; khi đó đề xuất {when(meeting)}. "
        "Muốn định sớm hơn, gõ /hop."
    )
    return Reply(text, rows(Choice("Đổi ngày", f"meeting.move:{meeting.id}"), LIST), edit=True)


def day_passed(meeting: Meeting) -> Reply:
    return Reply(f"Ngày đề xuất ({when(meeting)}) đã qua nên cần một ngày khác, anh/chị chọn giúp.")


def nothing_proposed() -> Reply:
    text = "Hiện không có đề xuất họp nào đang chờ. Muốn gọi họp, gõ “họp BCH” kèm ngày giờ, "
    return Reply(text + EXAMPLE + ".", rows(LIST, HOME))


# --- calling and moving ---------------------------------------------------------------------


def ask_when() -> Reply:
    return Reply(f"Họp Ban Chấp hành lúc nào? Anh/chị gõ một tin là đủ, {EXAMPLE}.")


def ask_hour() -> Reply:
    return Reply("Họp lúc mấy giờ? Anh/chị gõ giúp, ví dụ 14h hoặc 8h30 sáng.")


def ask_agenda() -> Reply:
    text = "Họp bàn việc gì? Anh/chị gõ một câu giúp, ví dụ: quà Tết và thăm hỏi."
    return Reply(text, rows(Choice("Để sau", tapped("hop", "agenda", "later"))))


def ask_new_time(meeting: Meeting) -> Reply:
    text = f"Đang ghi {title_when(meeting)}. Đổi sang lúc nào? Anh/chị gõ giúp, "
    return Reply(text + "ví dụ: 14h thứ Năm tuần sau.", rows(LIST))


def unclear(problem: NotUnderstood | None) -> Reply:
    """Why a day or an hour cannot be taken, and what to type."""
    facts = problem.facts if problem else {}
    why: dict[Unclear, Callable[[], str]] = {
        Unclear.PAST: lambda: f"Lúc ấy ({_on(facts)}) đã qua.",
        Unclear.TOO_OLD: lambda: f"Ngày {_on(facts)} xa quá, có lẽ nhầm năm.",
        Unclear.WEEKDAY_DIFFERS: lambda: f"Ngày {_on(facts)} không đúng thứ vừa gõ.",
        Unclear.LUNAR: lambda: "Lịch họp cần ngày dương lịch.",
        Unclear.SOLAR_OR_LUNAR: lambda: "Ngày ấy là dương lịch hay âm lịch ạ?",
        Unclear.MORNING_OR_AFTERNOON: lambda: f"Là {facts['hour']} giờ sáng hay chiều ạ?",
    }
    said = why.get(problem.reason) if problem else None
    reason = said() if said else "Công đoàn chưa đọc được ngày giờ."
    return Reply(f"{reason} Anh/chị gõ giúp, ví dụ: 14h thứ Năm tuần sau, hoặc 8h30 sáng 15/12.")


def _on(facts: dict[str, object]) -> str:
    on = facts["on"]
    return f"{on:%d/%m/%Y}"


def confirm(meeting: Meeting, quarters: bool) -> Reply:
    """`quarters`: it may be meant as the quarter's own meeting, which nobody has called yet."""
    yes = tapped("hop", "sure", "yes")
    choices = [Choice("Đúng, báo mọi người", yes), Choice("Thôi", tapped("hop", "sure", "no"))]
    if quarters:
        regular = Choice(f"Đúng, là họp {quarter(meeting)}", tapped("hop", "sure", "regular"))
        choices = [Choice("Đúng, họp đột xuất", yes), regular, choices[1]]
    text = (
        f"{capital(title(meeting))}:\n{details(meeting, meeting.agenda)}\n"
        "Chưa đúng thì gõ lại ngày giờ hoặc chỗ họp."
    )
    return Reply(text, rows(*choices, wide=1))


def confirm_move(before: Meeting, after: Meeting) -> Reply:
    place = f", tại {after.place}" if after.place else ""
    text = f"Dời {title(before)} từ {when(before)} sang {when(after)}{place}?"
    choices = rows(
        Choice("Đúng, báo mọi người", tapped("doihop", "sure", "yes")),
        Choice("Thôi", tapped("doihop", "sure", "no")),
    )
    return Reply(text, choices)


def settled(meeting: Meeting, told: int, unreached: list[str]) -> Reply:
    """To the officer who called, kept or moved it; they answer for themselves here too."""
    text = f"Đã ghi {title_when(meeting)}. Công đoàn báo riêng {told} người trong Ban Chấp hành"
    text += f"; {listed(unreached)} chưa vào Bot, anh/chị báo giúp." if unreached else "."
    return Reply(
        f"{text}\nAnh/chị có dự không ạ?", rows(*answers(meeting), *changing(meeting)), edit=True
    )


def kept_as_was() -> Reply:
    return Reply("Vâng, lịch họp giữ nguyên như cũ.", rows(LIST, HOME))


def there_is_one(meeting: Meeting) -> Reply:
    text = f"Đã có {title_when(meeting)}. Anh/chị muốn đổi lịch ấy?"
    return Reply(text, rows(Choice("Đổi lịch", f"meeting.move:{meeting.id}"), LIST))


def sure_to_cancel(meeting: Meeting, tells: bool) -> Reply:
    told = " Cả Ban Chấp hành sẽ được báo." if tells else ""
    choices = rows(
        Choice("Đúng, hủy họp", f"meeting.stop:{meeting.id}:{meeting.version}"),
        Choice("Thôi", f"meeting.show:{meeting.id}"),
    )
    return Reply(f"Hủy {title_when(meeting)}?{told}", choices)


def cancelled(meeting: Meeting) -> Reply:
    return Reply(f"Đã hủy {title_when(meeting)}.", rows(LIST, HOME), edit=True)
