"""Who does what in the union, and how the chair changes it."""

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.common import HOME
from bot.texts.wording import ROLES, called, capital, day, role, team
from storage.seats import HeldSeat
from union.members import Member, Team
from union.rights import Role


def held(seats: list[HeldSeat], may_change: bool) -> Reply:
    lines = [f"• {role(seat.role, seat.team)}: {seat.holder.name}{_until(seat)}" for seat in seats]
    text = "Ai phụ trách việc gì:\n" + ("\n".join(lines) if lines else "Chưa ghi chức vụ nào.")
    if not may_change:
        return Reply(text, rows(HOME))
    choices = rows(Choice("Giao chức vụ", "seat.give"), Choice("Cho thôi chức vụ", "seat.end"))
    return Reply(text, choices)


def _until(seat: HeldSeat) -> str:
    return f" (đến {day(seat.ends.date())})" if seat.ends else ""


def to_whom() -> Reply:
    return Reply("Giao cho ai? Anh/chị gõ tên, ví dụ: Bích hoặc Nguyễn Thị Bích.")


def to_whom_again(words: str) -> Reply:
    return Reply(f"Chưa thấy ai tên “{words}” trong danh sách. Anh/chị gõ lại tên giúp, hoặc /huy.")


def which_of(members: list[Member], dialog: str, question: str) -> Reply:
    choices = [
        Choice(f"{member.name}, {team(member.team)}", tapped(dialog, question, str(member.id)))
        for member in members
    ]
    return Reply("Có mấy người tên như vậy. Anh/chị chọn giúp:", rows(*choices, wide=1))


def which_role(member_name: str) -> Reply:
    choices = [Choice(label, tapped("giao", "role", role_.value)) for role_, label in ROLES.items()]
    return Reply(f"Giao {member_name} chức vụ nào?", rows(*choices))


def which_team(teams: list[Team]) -> Reply:
    choices = [Choice(one.name, tapped("giao", "team", str(one.id))) for one in teams]
    return Reply("Phụ trách tổ nào?", rows(*choices))


def confirm(member: Member, role_: Role, of_team: Team | None) -> Reply:
    text = f"Giao {called(member)} ({member.name}) giữ chức vụ {role(role_, of_team)} từ bây giờ?"
    choices = rows(
        Choice("Đúng, giao", tapped("giao", "sure", "yes")),
        Choice("Thôi", tapped("giao", "sure", "no")),
    )
    return Reply(text, choices)


def given(member: Member, role_: Role, of_team: Team | None) -> Reply:
    text = f"Đã giao {called(member)} chức vụ {role(role_, of_team)}. Quyền có hiệu lực ngay."
    return Reply(text, rows(Choice("Xem chức vụ", "seat.list")))


def yours_now(member: Member, role_: Role, of_team: Team | None) -> Reply:
    text = (
        f"{capital(called(member))} vừa được giao chức vụ {role(role_, of_team)}. "
        "Gõ /trogiup để xem việc làm được."
    )
    return Reply(text, rows(Choice("Trợ giúp", "help")))


def which_to_end(seats: list[HeldSeat]) -> Reply:
    choices = [
        Choice(f"{role(seat.role, seat.team)}: {seat.holder.name}", f"seat.stop:{seat.id}")
        for seat in seats
    ]
    return Reply("Cho thôi chức vụ nào? Bấm là có hiệu lực ngay.", rows(*choices, wide=1))


def ended(seat: HeldSeat) -> Reply:
    text = (
        f"{capital(called(seat.holder))} đã thôi chức vụ {role(seat.role, seat.team)} từ bây giờ."
    )
    return Reply(text, rows(Choice("Xem chức vụ", "seat.list")), edit=True)


def yours_no_more(seat: HeldSeat) -> Reply:
    text = (
        f"Chức vụ {role(seat.role, seat.team)} của {called(seat.holder)} đã kết thúc. "
        f"Công đoàn cảm ơn {called(seat.holder)}."
    )
    return Reply(text, rows(HOME))


def kept() -> Reply:
    return Reply("Vâng, chức vụ giữ nguyên như cũ.", rows(HOME))
