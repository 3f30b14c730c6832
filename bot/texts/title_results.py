"""Results of a year's emulation: writing them down, confirming one's own, telling people."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.common import HOME
from bot.texts.titles import TITLES
from bot.texts.wording import called, capital, listed, paper, team
from storage.cases import Case
from union.members import Member
from union.titles import Outcome, Title

EXAMPLE = "kết quả LĐTT: An, Hạnh, Lan; QĐ 15/QĐ-CĐ ngày 20/12/2026"


def nobody_registered(year: int) -> Reply:
    text = (
        f"Năm {year} chưa có ai đăng ký nên chưa ghi kết quả được. "
        "Chọn “Đăng ký giúp một người” để ghi bổ sung trước."
    )
    return Reply(text, rows(Choice("Đăng ký giúp một người", "title.for"), TITLES))


def which_title(year: int, titles: Sequence[tuple[Title, int]]) -> Reply:
    """`titles` with how many registered."""
    choices = [
        Choice(f"{title.short} ({many})", tapped("ketqua", "title", title.key))
        for title, many in titles
    ]
    text = (
        f"Kết quả thi đua năm {year} của danh hiệu nào? "
        f"Lần sau anh/chị gõ được một câu, ví dụ: {EXAMPLE}."
    )
    return Reply(text, rows(*choices))


def who_reached(title: Title, year: int, people: Sequence[Member]) -> Reply:
    text = (
        f"Ai đạt {title.name} năm {year}? Đã đăng ký {len(people)} người: "
        f"{', '.join(member.name for member in people[:80])}.\n"
        "Anh/chị gõ tên, cách nhau dấu phẩy, ví dụ: An, Hạnh; không đạt: Phúc. "
        "Hoặc: tất cả trừ Phúc."
    )
    every = Choice(f"Tất cả {len(people)} người đạt", tapped("ketqua", "who", "all"))
    return Reply(text, rows(every))


def names_please() -> Reply:
    return Reply("Anh/chị gõ tên những người đạt giúp, ví dụ: An, Hạnh; không đạt: Phúc.")


def nobody_of(names: Sequence[str], title: Title, year: int) -> Reply:
    text = (
        f"Không thấy {listed([f'“{name}”' for name in names])} trong những người đăng ký "
        f"{title.name} năm {year}. Anh/chị gõ lại tên giúp, hoặc đăng ký bổ sung trước."
    )
    return Reply(text, rows(Choice("Đăng ký giúp một người", "title.for")))


def which_of(said: str, people: Sequence[tuple[int, Member]], question: str) -> Reply:
    """`people` with the id of their registration."""
    choices = [
        Choice(f"{one.name}, {team(one.team)}"[:40], tapped("ketqua", question, str(id)))
        for id, one in people
    ]
    return Reply(f"“{said}” là ai? Anh/chị chọn giúp:", rows(*choices, wide=1))


def too_many_alike() -> Reply:
    return Reply("Nhiều tên chưa rõ quá. Anh/chị gõ cả họ tên, hoặc thêm tổ, ví dụ: Lan tổ 3.")


def which_decision() -> Reply:
    return Reply(
        "Số và ngày quyết định công nhận? Anh/chị gõ giúp, ví dụ: 15/QĐ-CĐ ngày 20/12/2026."
    )


def confirm(
    title: Title,
    year: int,
    achieved: Sequence[Member],
    missed: Sequence[Member],
    unknown: Sequence[str],
    decision: str,
    on: date | None,
) -> Reply:
    lines = [f"Kết quả {title.name} năm {year}:"]
    if achieved:
        lines.append(f"• Đạt ({len(achieved)}): {_people(achieved)}")
        lines.append(f"• Theo {paper(decision, on)}")
    if missed:
        lines.append(f"• Chưa đạt ({len(missed)}): {_people(missed)}")
    if unknown:
        names = listed([f"“{name}”" for name in unknown])
        lines.append(f"• Không ghi {names}: chưa thấy trong danh sách đăng ký.")
    lines.append("Ghi xong, Công đoàn nhắn riêng từng người.")
    choices = rows(
        Choice("Ghi kết quả", tapped("ketqua", "sure", "yes")),
        Choice("Sửa", tapped("ketqua", "sure", "edit")),
        Choice("Thôi", tapped("ketqua", "sure", "no")),
        wide=3,
    )
    return Reply("\n".join(lines), choices)


def _people(people: Sequence[Member]) -> str:
    return ", ".join(f"{one.name} ({team(one.team)})" for one in people)


def written(title: Title, year: int, many: int, own: int) -> Reply:
    """`own` is the number of the case about the writer's own result."""
    if many:
        text = f"Đã ghi kết quả {title.name} năm {year} của {many} người."
    elif own:
        text = f"Kết quả {title.name} năm {year} chưa ghi gì mới."
    else:
        text = f"Kết quả {title.name} năm {year} giống hệt đã ghi nên không có gì thay đổi."
    if own:
        text += f" Kết quả của chính anh/chị chờ một cán bộ khác xác nhận (số {own})."
    choices = rows(
        Choice("Danh sách", f"title.list:{year}"), Choice("Ghi tiếp", "title.result"), HOME
    )
    return Reply(text, choices)


def not_written() -> Reply:
    return Reply("Vâng, chưa ghi kết quả nào.", rows(TITLES, HOME))


# --- one's own, confirmed by another ----------------------------------------------------------


def card(case: Case, member: Member, title: Title | None, facts: dict[str, Any]) -> Reply:
    on = date.fromisoformat(facts["on"]) if facts["on"] else None
    reached = facts["outcome"] == Outcome.ACHIEVED
    name = title.name if title else facts["title"]
    text = (
        f"Đề nghị số {case.number}: {called(member)} ({member.name}, {team(member.team)}) ghi kết "
        f"quả thi đua của chính mình nên cần một cán bộ khác xác nhận.\n"
        f"• {name} năm {facts['year']}: {'đạt' if reached else 'chưa đạt'}"
    )
    text += f", {paper(facts['decision'], on)}" if facts["decision"] else ""
    choices = rows(
        Choice("Duyệt", f"case.agree:{case.id}"), Choice("Chưa", f"case.refuse:{case.id}")
    )
    return Reply(text, choices)


def not_confirmed(member: Member, title: Title | None, by: Member) -> Reply:
    name = title.name if title else "thi đua"
    text = (
        f"Kết quả {name} của {called(member)} chưa được xác nhận nên chưa ghi. "
        f"Anh/chị trao đổi với {called(by)} rồi ghi lại giúp nhé."
    )
    return Reply(text, rows(Choice("Ghi kết quả", "title.result")))


# --- told in private --------------------------------------------------------------------------


def told(
    member: Member, title: Title, year: int, outcome: Outcome, decision: str, on: date | None
) -> Reply:
    who = called(member)
    if outcome is Outcome.ACHIEVED:
        text = f"Chúc mừng {who} đạt danh hiệu {title.name} năm {year}"
        text += f", theo {paper(decision, on)}." if decision else "."
        text += f" Công đoàn cảm ơn những đóng góp của {who}."
    else:
        text = (
            f"{capital(who)} đã đăng ký {title.name} năm {year}; lần này danh hiệu chưa đến với "
            f"{who}. Công đoàn cảm ơn {who} và mong năm tới. Cần hỏi thêm, {who} nhắn cán bộ nhé."
        )
    return Reply(text, rows(Choice("Các năm của tôi", "title.past"), HOME))
