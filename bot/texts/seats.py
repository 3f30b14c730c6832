"""Who does what in the union, and how the chair changes it."""

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.common import HOME
from bot.texts.wording import ROLES, called, capital, day, last_day, role
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
    """“ (thay chị Chi đến 15/12/2026)”: the last whole day."""
    ends = f"đến {day(last_day(seat.ends))}" if seat.ends else ""
    if seat.stands_for is None:
        return f" ({ends})" if ends else ""
    return f" (thay {called(seat.lender)} {ends})" if seat.lender else f" (làm thay {ends})"


def to_whom() -> Reply:
    return Reply("Giao cho ai? Anh/chị gõ tên, ví dụ: Bích hoặc Nguyễn Thị Bích.")


def which_role(member_name: str) -> Reply:
    choices = [Choice(label, tapped("giao", "role", role_.value)) for role_, label in ROLES.items()]
    return Reply(f"Giao {member_name} chức vụ nào?", rows(*choices))


def which_team(teams: list[Team]) -> Reply:
    choices = [Choice(one.name, tapped("giao", "team", str(one.id))) for one in teams]
    return Reply("Phụ trách tổ nào?", rows(*choices))


def confirm(
    member: Member, role_: Role, of_team: Team | None, replaces: Member | None = None
) -> Reply:
    text = f"Giao {called(member)} ({member.name}) giữ chức vụ {role(role_, of_team)} từ bây giờ?"
    if replaces:
        text += f"\nChức vụ này {called(replaces)} ({replaces.name}) đang giữ, sẽ thôi cùng lúc."
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
    choices = [Choice(_to_end(seat), f"seat.stop:{seat.id}") for seat in seats]
    return Reply("Cho thôi chức vụ nào? Chọn là có hiệu lực ngay.", rows(*choices, wide=1))


def _to_end(seat: HeldSeat) -> str:
    what = role(seat.role, seat.team)
    if seat.stands_for is None:
        return f"{what}: {seat.holder.name}"
    return f"Thay {what}: {seat.holder.name}"[:40]


def ended(seat: HeldSeat) -> Reply:
    what = "thôi" if seat.stands_for is None else "thôi làm thay"
    text = (
        f"{capital(called(seat.holder))} đã {what} chức vụ {role(seat.role, seat.team)} từ bây giờ."
    )
    return Reply(text, rows(Choice("Xem chức vụ", "seat.list")), edit=True)


def yours_no_more(seat: HeldSeat) -> Reply:
    what = "Chức vụ" if seat.stands_for is None else "Việc làm thay"
    text = (
        f"{what} {role(seat.role, seat.team)} của {called(seat.holder)} đã kết thúc. "
        f"Công đoàn cảm ơn {called(seat.holder)}."
    )
    return Reply(text, rows(HOME))


def kept() -> Reply:
    return Reply("Vâng, chức vụ giữ nguyên như cũ.", rows(HOME))
