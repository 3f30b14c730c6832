"""Birthdays: the question, the greeting, the month's list. Never a year, never an age.

The wishes themselves are templates the committee may reword (config/templates/vi).
"""

from datetime import date

from bot.said import Choice, Reply, rows
from bot.texts import templates
from bot.texts.common import HOME
from bot.texts.wording import called, capital, day, day_month, listed, team
from union.members import Member


def ask(member: Member) -> Reply:
    born = f" {day_month(member.birth_date)}" if member.birth_date else ""
    text = (
        f"Sinh nhật {called(member)}{born}, Công đoàn chúc mừng thế nào?\n"
        "Chưa trả lời thì Công đoàn không đăng gì trong nhóm."
    )
    choices = rows(
        Choice("Chỉ nhắn riêng", "birthday.private"),
        Choice("Cả trong nhóm, không nói tuổi", "birthday.group"),
        Choice("Không cần", "birthday.no"),
    )
    return Reply(text, choices)


def answered(answer: str) -> Reply:
    said = {
        "private": "Vâng, Công đoàn chỉ nhắn riêng.",
        "group": "Vâng, đến ngày Công đoàn chúc mừng trong nhóm, không nói tuổi.",
        "no": "Vâng, Công đoàn sẽ không nhắn.",
    }
    return Reply(f"{said[answer]} Đổi ý lúc nào cũng được: gõ “riêng tư”.", edit=True)


def wish(member: Member, late: bool) -> Reply:
    name = "sinh_nhat_muon" if late else "sinh_nhat"
    return Reply(templates.filled(name, người=called(member), Người=capital(called(member))))


def wish_in_group(members: list[Member]) -> Reply:
    who = listed([f"{called(member)} ({team(member.team)})" for member in members])
    return Reply(templates.filled("sinh_nhat_nhom", những_người=who))


def month(first: date, members: list[Member]) -> Reply:
    if not members:
        return Reply(
            f"Tháng {first.month}/{first.year} không có sinh nhật đoàn viên nào.", rows(HOME)
        )
    lines = [
        f"• {day_month(member.birth_date)}: {member.name}, {team(member.team)}"
        for member in members
        if member.birth_date
    ]
    text = f"Sinh nhật tháng {first.month}/{first.year} ({len(lines)} người):\n" + "\n".join(lines)
    return Reply(text, rows(HOME))


def paused(until: date) -> Reply:
    text = (
        f"Công đoàn xin chia buồn. Đến hết {day(until)}, Bot không đăng lời chúc nào trong nhóm. "
        "Muốn trở lại sớm hơn, gõ /tieptuc."
    )
    return Reply(text, rows(HOME))


def how_many_days() -> Reply:
    text = "Tạm dừng lời chúc trong nhóm mấy ngày?"
    choices = rows(
        Choice("3 ngày", "pause:3"),
        Choice("7 ngày", "pause:7"),
        Choice("49 ngày", "pause:49"),
        wide=3,
    )
    return Reply(text, choices)


def resumed() -> Reply:
    return Reply("Lời chúc trong nhóm đã trở lại như thường.", rows(HOME))
