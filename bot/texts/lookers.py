"""Who looked at a member's own case."""

from bot.said import Choice, Reply, rows
from bot.texts.cases import KINDS, about
from bot.texts.common import HOME
from bot.texts.wording import at, called, capital, listed
from storage.cases import Case
from storage.log import Line
from union.members import Member


def which(mine: list[Case]) -> Reply:
    if not mine:
        return Reply("Anh/chị chưa gửi đề nghị nào nên chưa có gì để xem.", rows(HOME))
    choices = [
        Choice(
            capital(f"số {case.number}: {KINDS.get(case.kind, about(case))}")[:40],
            f"case.lookers:{case.id}",
        )
        for case in mine
    ]
    return Reply("Anh/chị muốn biết ai đã xem đề nghị nào?", rows(*choices, HOME, wide=1))


def looked(case: Case, sent_to: list[Member], opened: list[Line]) -> Reply:
    """Who got its card from the bot, and who opened it again and when."""
    lines = [f"Đề nghị số {case.number} của anh/chị:"]
    if sent_to:
        lines.append(f"• Bot đã gửi thẻ cho {listed([called(one) for one in sent_to])}.")
    lines += [f"• {line.name or 'Một cán bộ cũ'} mở xem lúc {at(line.at)}." for line in opened]
    if not opened:
        lines.append("• Chưa ai mở xem lại.")
    lines.append("Việc mở xem nào cũng được ghi vào nhật ký, Ủy ban Kiểm tra đọc được.")
    return Reply("\n".join(lines), rows(Choice("Quyền riêng tư", "privacy"), HOME))
