"""Writing down for a member who has no telephone: consent on paper, corrections."""

from collections.abc import Sequence

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.common import HOME
from bot.texts.privacy import BIRTHDAY
from bot.texts.wording import called, capital, team
from union.consents import Answer
from union.members import Member, State
from union.paper import What

DIALOG = "nhapho"
LABELS = {
    What.REGISTER: "Ghi phiếu đồng ý vào công đoàn",
    What.BIRTHDAY: "Ghi cách chúc sinh nhật",
    What.LEAVE: "Ghi rút đồng ý",
    What.FIX: "Sửa thông tin",
}
MORE = Choice("Ghi giúp người khác", "paper.begin")


def for_whom() -> Reply:
    return Reply("Ghi giúp đoàn viên nào? Anh/chị gõ tên, ví dụ: Hạnh hoặc Nguyễn Thị Hạnh.")


def which(member: Member, may: Sequence[What], in_bot: bool) -> Reply:
    stands = (
        "đang dùng Bot nên tự trả lời về đồng ý"
        if in_bot
        else "có tên trong danh sách, chưa vào"
        if member.state is State.ROSTER
        else "là đoàn viên, không dùng điện thoại"
    )
    text = f"{member.name}, {team(member.team)}, {stands}. Anh/chị ghi giúp việc gì?"
    choices = [Choice(LABELS[what], tapped(DIALOG, "what", what.value)) for what in may]
    return Reply(text, rows(*choices, wide=1))


def which_answer(member: Member) -> Reply:
    text = f"Trên phiếu, {called(member)} chọn được chúc sinh nhật thế nào?"
    choices = [
        Choice(capital(BIRTHDAY[answer]), tapped(DIALOG, "answer", answer.value))
        for answer in (Answer.PRIVATE, Answer.GROUP, Answer.NO)
    ]
    return Reply(text, rows(*choices, wide=1))


def _what(member: Member, what: What, answer: Answer | None) -> str:
    if what is What.BIRTHDAY:
        return f"{called(member)} muốn được chúc sinh nhật: {BIRTHDAY[answer]}"
    if what is What.LEAVE:
        return f"{called(member)} rút đồng ý để Công đoàn giữ thông tin"
    return f"{called(member)} đồng ý vào công đoàn và để Công đoàn giữ thông tin"


def confirm(member: Member, what: What, answer: Answer | None) -> Reply:
    text = (
        f"Ghi {_what(member, what, answer)} ({member.name}, {team(member.team)})?\n"
        f"Anh/chị chỉ ghi khi đang giữ phiếu có chữ ký của {called(member)}. "
        "Nhật ký ghi rõ anh/chị là người nhập."
    )
    choices = rows(
        Choice("Đúng, tôi giữ phiếu", tapped(DIALOG, "sure", "yes")),
        Choice("Thôi", tapped(DIALOG, "sure", "no")),
    )
    return Reply(text, choices)


def kept() -> Reply:
    return Reply("Vâng, Công đoàn chưa ghi gì.", rows(MORE, HOME))


def written(member: Member, what: What, answer: Answer | None) -> Reply:
    text = f"Đã ghi theo phiếu giấy: {_what(member, what, answer)}."
    if what is What.REGISTER:
        text += f" Từ hôm nay {called(member)} là đoàn viên, không cần dùng Bot."
    return Reply(text, rows(MORE, HOME))
