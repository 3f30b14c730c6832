"""Cards that come together at hours an officer chose."""

from collections.abc import Sequence
from datetime import datetime, time

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.cases import about
from bot.texts.common import HOME, WAITING
from bot.texts.wording import called, capital, clock
from storage.cases import Case
from union.calendar import VIETNAM
from union.members import Member

DIALOG = "giothe"
SHOWN = 10
AT_ONCE = "ngay khi có"


def _when(hours: Sequence[time]) -> str:
    return f"lúc {clock(hours)}" if hours else AT_ONCE


def ask(now: Sequence[time]) -> Reply:
    text = (
        f"Hiện Bot gửi anh/chị việc chờ duyệt {_when(now)}.\n"
        "Muốn gom lại gửi vào giờ nào? Anh/chị gõ giờ, ví dụ: 11:30 và 19:00."
    )
    choices = rows(
        Choice("11:30", tapped(DIALOG, "hours", "11h30")),
        Choice("19:00", tapped(DIALOG, "hours", "19h00")),
        Choice("11:30 và 19:00", tapped(DIALOG, "hours", "11h30-19h00")),
        Choice("Ngay khi có", tapped(DIALOG, "hours", "ngay")),
    )
    return Reply(text, choices)


def chosen(hours: Sequence[time]) -> Reply:
    if not hours:
        text = "Vâng, từ giờ có việc chờ duyệt là Bot gửi anh/chị ngay."
    else:
        text = (
            f"Vâng, Bot gom việc chờ duyệt và gửi anh/chị {_when(hours)}; việc gấp vẫn gửi "
            "ngay. Muốn thôi gom, gõ “/giothe ngay”."
        )
    return Reply(text, rows(WAITING, HOME))


def _part_of_day(at: datetime) -> str:
    hour = at.astimezone(VIETNAM).hour
    return "sáng" if hour < 11 else "trưa" if hour < 13 else "chiều" if hour < 18 else "tối"


def waiting(member: Member, at: datetime, cases: list[Case]) -> Reply:
    """“Chị Bích, tối nay 3 việc: …”: names and kinds only; a card is opened by a tap."""
    lines = [f"• Số {case.number}: {about(case)}" for case in cases[:SHOWN]]
    if len(cases) > SHOWN:
        lines.append(f"… và {len(cases) - SHOWN} việc nữa.")
    text = f"{capital(called(member))}, {_part_of_day(at)} nay {len(cases)} việc:\n"
    choices = [Choice(f"Xem số {case.number}", f"case.show:{case.id}") for case in cases[:8]]
    return Reply(text + "\n".join(lines), rows(*choices, WAITING))
