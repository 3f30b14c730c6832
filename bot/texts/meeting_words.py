"""Words every text about committee meetings needs: which one, when, where, what about."""

from bot.said import Choice
from bot.texts.wording import day
from union.calendar import VIETNAM
from union.dates import weekday_text
from union.meetings import Figures, Kind, Meeting, Topics
from union.money import money_text

QUARTERS = ("I", "II", "III", "IV")
LIST = Choice("Lịch họp", "meeting.list")


def title(meeting: Meeting) -> str:
    if meeting.kind is Kind.ADHOC:
        return "họp Ban Chấp hành đột xuất"
    return f"họp Ban Chấp hành {quarter(meeting)}"


def quarter(meeting: Meeting) -> str:
    return f"quý {QUARTERS[meeting.quarter - 1]}/{meeting.year}"


def when(meeting: Meeting) -> str:
    """14:00 thứ Năm 10/12/2026"""
    at = meeting.starts_at.astimezone(VIETNAM)
    return f"{at:%H:%M} {weekday_text(at.date())} {day(at.date())}"


def title_when(meeting: Meeting) -> str:
    return f"{title(meeting)}, {when(meeting)}"


def agenda(topics: Topics) -> str:
    """What the books offer; the chair's own words replace it. Counts and sums only."""
    lines = [
        f"Tài chính công đoàn từ {day(topics.first)} đến {day(topics.last)}: "
        f"thu {money_text(topics.income)}, chi {money_text(topics.spending)}"
    ]
    if topics.loans or topics.waiting:
        waiting = f", {topics.waiting} đề nghị đang chờ" if topics.waiting else ""
        lines.append(f"Quỹ tương trợ: {topics.loans} khoản đang vay{waiting}")
    if topics.round_year and topics.round_closes:
        lines.append(
            f"Đăng ký thi đua {topics.round_year}: {topics.registered} người, "
            f"nhận đến {day(topics.round_closes)}"
        )
    lines.append("Việc quý tới")
    return "\n".join(f"– {line}" for line in lines)  # numbers are for choices


def details(meeting: Meeting, text: str) -> str:
    return f"• Thời gian: {when(meeting)}\n• Địa điểm: {place(meeting)}\n• Nội dung:{about(text)}"


def about(text: str) -> str:
    """Behind “Nội dung:”; several lines stand below it."""
    if not text:
        return " việc của Ban Chấp hành"
    return f"\n{text}" if "\n" in text else f" {text}"


def place(meeting: Meeting) -> str:
    return meeting.place or "báo sau"


def answers(meeting: Meeting) -> tuple[Choice, Choice]:
    at = f"{meeting.id}:{meeting.version}"
    return Choice("Có, tôi dự", f"meeting.yes:{at}"), Choice("Tôi vắng", f"meeting.no:{at}")


def held_line(figures: Figures) -> str:
    """As the five-year reports write it (cases/mtg-000.json)."""
    return (
        f"Đã tổ chức {figures.regular} hội nghị BCH thường kỳ và "
        f"{figures.adhoc} hội nghị BCH đột xuất"
    )


def changing(meeting: Meeting) -> tuple[Choice, Choice]:
    return (
        Choice("Đổi lịch", f"meeting.move:{meeting.id}"),
        Choice("Hủy họp", f"meeting.cancel:{meeting.id}"),
    )
