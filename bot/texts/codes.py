"""Codes by which people come in."""

from datetime import datetime

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.common import HOME
from bot.texts.wording import at, team
from union.bots import Account, Ways
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


PLATFORMS = {"zalo": "Zalo", "telegram": "Telegram"}
FEW = 5  # free places from which on they are told


def for_member(member: Member, code: str, until: datetime, ways: Ways, start: str) -> Reply:
    text = (
        f"Mã riêng của {member.name}, {team(member.team)}: {spaced(code)}\n"
        f"Dùng một lần, đến {at(until)}. Anh/chị chỉ gửi cho chính người đó."
    )
    return Reply(text + where(ways, start), rows(HOME))


def for_team(team_: Team, code: str, until: datetime, ways: Ways, start: str) -> Reply:
    text = (
        f"Mã của {team_.name}: {spaced(code)}, dùng đến {at(until)}. "
        "Anh/chị gửi vào nhóm của tổ:\n\n"
        f"“Mời cả {team_.name} vào Bot Công đoàn, gõ mã {spaced(code)}, rồi họ tên và năm sinh.”"
    )
    return Reply(text + where(ways, start), rows(HOME))


def spaced(code: str) -> str:
    return f"{code[:3]} {code[3:]}"


def where(ways: Ways, start: str = "") -> str:
    """Which bots take the code, by name and link; Zalo's have few places."""
    lines = [_way(bot, free, start) for bot, free in ways.bots]
    return "".join(f"\n{line}" for line in [*lines, *([FULL] if ways.full else [])])


def _way(bot: Account, free: int | None, start: str) -> str:
    few = f" (còn {free} chỗ)" if free is not None and free <= FEW else ""
    named = f" “{bot.name}”" if bot.platform == "zalo" and bot.name else ""
    return f"Vào Bot{named} trên {PLATFORMS[bot.platform]}{few}: {bot.link(start)}"


FULL = "Các Bot Zalo đã đủ 50 người. Nhờ người cài đặt thêm một Bot trước khi gửi mã này."
