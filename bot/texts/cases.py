"""Cards for those who decide, and what everybody hears once somebody did."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME, WAITING
from bot.texts.wording import SEXES, called, capital, day, listed, team
from storage.cases import Case
from union import names
from union.members import Member, Sex, Team

FIELDS = {
    "phone": "số điện thoại",
    "birth_date": "ngày sinh",
    "name": "họ tên",
    "sex": "giới tính",
    "team": "tổ",
}


def _decide(case: Case, ask: bool = True) -> tuple[tuple[Choice, ...], ...]:
    choices = [
        Choice("Duyệt", f"case.agree:{case.id}"),
        Choice("Chưa", f"case.refuse:{case.id}"),
    ]
    if ask:
        choices.append(Choice("Hỏi thêm", f"case.ask:{case.id}"))
    return rows(*choices, wide=3)


def join(case: Case, team_: Team | None, same: list[Member], taken: list[Member]) -> Reply:
    """Somebody asks to join: all that is known, on one card."""
    facts = case.facts
    lines = [
        f"Đề nghị số {case.number}: {facts['name']} xin vào công đoàn.",
        f"• Sinh {day(date.fromisoformat(facts['birth']))}, {SEXES[Sex(facts['sex'])]}",
        f"• {capital(team(team_))}",
    ]
    if same:
        one = f"{same[0].name}, {team(same[0].team)}"
        lines.append(f"• Khớp tên trong danh sách: {one}. Duyệt là nhận dòng này.")
    elif taken:
        one = f"{taken[0].name}, {team(taken[0].team)}"
        lines.append(
            f"• Lưu ý: {one} đã có tài khoản khác nhận tên. Nếu là một người, anh/chị chọn “Chưa” "
            "rồi cấp mã bằng /ma; Duyệt là thêm một đoàn viên nữa cùng tên."
        )
    else:
        lines.append("• Chưa có trong danh sách. Duyệt là thêm đoàn viên mới.")
    lines += _asked(facts)
    return Reply("\n".join(lines), _decide(case))


def _asked(facts: dict[str, Any]) -> list[str]:
    lines = [f"• Hỏi: “{facts['question']}”"] if facts.get("question") else []
    if facts.get("reply"):
        lines.append(f"• Trả lời: “{facts['reply']}”")
    return lines


def correction(
    case: Case, member: Member, before: str, after: str, by: Member | None = None
) -> Reply:
    text = (
        f"Đề nghị số {case.number}: {called(member)} ({member.name}, {team(member.team)}) "
        f"đề nghị sửa {FIELDS[case.facts['field']]}.\n"
        f"• Đang ghi: {before or 'chưa có'}\n• Sửa thành: {after}"
    )
    written = [f"• {capital(called(by))} ghi giúp"] if by else []
    text = "\n".join([text, *written, *_asked(case.facts)])
    return Reply(text, _decide(case, ask=False))


def claims(team_: Team, cases: list[Case]) -> Reply:
    """Everybody who waits in a team, to be confirmed at one tap."""
    who = ", ".join(f"{names.given(case.facts['name'])} ({case.facts['year']})" for case in cases)
    if len(cases) == 1:
        return claim(cases[0], team_)
    text = f"{team_.name} có {len(cases)} người xin vào: {who}."
    last = cases[-1].id
    choices = rows(
        Choice(f"Đúng cả {len(cases)}", f"claim.all:{team_.id}:{last}"),
        Choice("Xem từng người", f"claim.each:{team_.id}"),
    )
    return Reply(text, choices)


def claim(case: Case, team_: Team) -> Reply:
    known = (
        "Có trong danh sách của tổ."
        if case.member_id
        else "Chưa có trong danh sách của tổ, xem kỹ giúp."
    )
    text = (
        f"Đề nghị số {case.number}: {case.facts['name']}, sinh {case.facts['year']}, "
        f"xin vào {team_.name} bằng mã của tổ. {known}"
    )
    return Reply(text, _decide(case, ask=False), case=case.number)


def waiting(lines: list[tuple[Case, str]]) -> Reply:
    """The officer's queue."""
    if not lines:
        return Reply("Hiện không có việc nào chờ anh/chị duyệt.", rows(HOME))
    text = "Việc đang chờ:\n" + "\n".join(
        f"• Số {case.number}: {about}" for case, about in lines[:20]
    )
    if len(lines) > 20:
        text += f"\n… và {len(lines) - 20} việc nữa."
    choices = [Choice(f"Xem số {case.number}", f"case.show:{case.id}") for case, _ in lines[:8]]
    return Reply(text, rows(*choices))


KINDS = {
    "join": "xin vào công đoàn",
    "claim": "xin vào tổ bằng mã",
    "correct": "đề nghị sửa thông tin",
    "leave": "rút đồng ý",
    "pay": "lập phiếu chi",
    "reverse": "đề nghị hủy phiếu",
    "opening": "ghi số dư đầu kỳ",
    "loan": "đề nghị vay Quỹ tương trợ",
    "repay": "báo trả vay Quỹ tương trợ",
    "dues": "báo đóng đoàn phí",
    "title": "ghi kết quả thi đua của mình",
}


def about(case: Case) -> str:
    return f"{case.facts.get('name', '')} {KINDS.get(case.kind, case.kind)}".strip()


STATES = {
    "agreed": "đã duyệt",
    "refused": "chưa đồng ý",
    "withdrawn": "đã rút",
    "parked": "đã để lại cho Chủ tịch",
}


def decided(case: Case, state: str, by: Member | None, mine: bool = False) -> Reply:
    """The card once somebody decided; shown in all its copies."""
    who = "Anh/chị" if mine else capital(called(by)) if by else "Người gửi"
    text = f"Đề nghị số {case.number}: {about(case)}.\n{who} {STATES[state]}."
    choices = rows(WAITING) if mine else ()
    return Reply(text, choices, edit=True, toast=f"{STATES[state].capitalize()}.")


def one_more(case: Case, missing: int) -> Reply:
    """One yes is counted; the case needs more."""
    people = {1: "một người", 2: "hai người"}.get(missing, f"{missing} người")
    text = f"Đề nghị số {case.number}: {about(case)}.\nĐã ghi anh/chị duyệt. Còn cần {people} nữa."
    return Reply(text, rows(WAITING), edit=True, toast="Đã ghi.")


def many_decided(team_: Team, names_: list[str]) -> Reply:
    text = (
        f"Đã xác nhận {len(names_)} người của {team_.name}: {', '.join(names_)}. "
        "Công đoàn báo từng người."
    )
    return Reply(text, rows(WAITING), edit=True)


def which_number(verb: str) -> Reply:
    return Reply(f"Anh/chị ghi kèm số đề nghị giúp, ví dụ “{verb} 27”.", rows(HOME))


def what_to_ask(case: Case) -> Reply:
    return Reply(
        f"Anh/chị muốn hỏi {case.facts.get('name', 'người gửi')} điều gì? Gõ câu hỏi giúp."
    )


def unanswered(case: Case, silent: Sequence[Member]) -> Reply:
    """To the chair, once: nobody else may answer for those who have it."""
    waits = "chưa ai trả lời được"
    if silent:
        waits = f"{listed([called(one) for one in silent])} chưa trả lời"
    text = (
        f"Đề nghị số {case.number}, {about(case)}, đã chờ hơn một ngày mà {waits}. "
        "Anh/chị nhắc giúp một tiếng, hoặc xem ai làm thay được (gõ /chucvu)."
    )
    return Reply(text, rows(WAITING))


def gone(case: Case) -> Reply:
    """Whoever sent it has left, died, or uses the bot no more: nobody is there to answer."""
    text = (
        f"Người gửi đề nghị số {case.number} không còn dùng Bot nên chưa hỏi được. "
        f"Anh/chị trả lời “duyệt {case.number}” hoặc “chưa {case.number}” giúp."
    )
    return Reply(text, rows(WAITING))


def asked(case: Case) -> Reply:
    text = f"Đã gửi câu hỏi. Có trả lời, thẻ số {case.number} sẽ được gửi lại cho anh/chị."
    return Reply(text, rows(WAITING))


def corrected(member: Member, field: str, after: str, by: Member | None) -> Reply:
    who = f"{capital(called(by))} đã xác nhận: " if by else ""
    text = f"{who}{FIELDS[field]} của {called(member)} nay là {after}."
    return Reply(capital(text), rows(Choice("Thông tin của tôi", "me")))


def not_corrected(member: Member, field: str) -> Reply:
    text = (
        f"Công đoàn chưa thể sửa {FIELDS[field]} của {called(member)} lần này. "
        "Anh/chị hỏi tổ trưởng hoặc gửi lại giúp nhé."
    )
    return Reply(text, rows(Choice("Thông tin của tôi", "me")))


def row_claimed_twice(name: str) -> Reply:
    return Reply(
        f"Lưu ý: một tài khoản khác vừa thử nhận tên {name} trong Bot nhưng chưa nhận được. "
        "Nếu chính người đó đổi máy, anh/chị gõ /ma để cấp mã mới."
    )


def codes_guessed() -> Reply:
    return Reply(
        "Lưu ý: một tài khoản lạ gõ sai mã nhiều lần nên đã bị dừng 1 giờ. "
        "Nếu là người quen, anh/chị gõ /ma để cấp mã riêng."
    )


def stranger_in_group() -> Reply:
    return Reply(
        "Lưu ý: hôm nay có người chưa phải đoàn viên gọi Bot trong nhóm. Bot đã không trả lời gì."
    )
