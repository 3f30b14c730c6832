"""Figures in the chat. Every number is counted from rows."""

from datetime import datetime

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME
from bot.texts.wording import at
from union.members import Count, Team


def which() -> Reply:
    return Reply("Anh/chị cần báo cáo nào?", rows(Choice("Đoàn viên", "report.members"), HOME))


def members(
    union: str, now: datetime, total: Count, joined: int, teams: list[tuple[Team | None, Count]]
) -> Reply:
    lines = [
        f"{union}",
        f"Đoàn viên tính đến {at(now)}:",
        f"• Tổng số: {total.all}, trong đó nữ: {total.women}",
        f"• Đã vào Bot: {joined}, chưa vào: {total.all - joined}",
    ]
    lines += [
        f"• {team.name if team else 'Chưa rõ tổ'}: {count.all}, nữ {count.women}"
        for team, count in teams
    ]
    return Reply("\n".join(lines), rows(HOME))
