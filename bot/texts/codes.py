"""Codes by which people come in."""

from datetime import datetime

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.common import HOME
from bot.texts.wording import at, spaced_code, team, ways_in
from union.bots import Ways
from union.members import Member, Team


def for_whom(teams: list[Team]) -> Reply:
    choices = [Choice(f"Cả {one.name}", tapped("ma", "who", f"t{one.id}")) for one in teams]
    text = (
        "Cấp mã cho ai? Chọn một tổ để lấy mã chung của tổ (7 ngày), "
        "hoặc gõ tên một người để lấy mã riêng, dùng một lần."
    )
    return Reply(text, rows(*choices))


def for_whom_again(words: str) -> Reply:
    return Reply(f"Chưa thấy ai tên “{words}”. Anh/chị gõ lại tên, chọn một tổ ở trên, hoặc /huy.")


def for_member(member: Member, code: str, until: datetime, ways: Ways, start: str) -> Reply:
    text = (
        f"Mã riêng của {member.name}, {team(member.team)}: {spaced_code(code)}\n"
        f"Dùng một lần, đến {at(until)}. Anh/chị chỉ gửi cho chính người đó."
    )
    return Reply(text + ways_in(ways, start), rows(HOME))


def for_team(team_: Team, code: str, until: datetime, ways: Ways, start: str) -> Reply:
    text = (
        f"Mã của {team_.name}: {spaced_code(code)}, dùng đến {at(until)}. "
        "Anh/chị gửi vào nhóm của tổ:\n\n"
        f"“Mời cả {team_.name} vào Bot Công đoàn, gõ mã {spaced_code(code)}, "
        "rồi họ tên và năm sinh.”"
    )
    return Reply(text + ways_in(ways, start), rows(HOME))
