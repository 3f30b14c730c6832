"""Where somebody stands in the register: present, away, left, retired, gone."""

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.common import HOME
from bot.texts.wording import called, team
from union.members import Member, State

STATES = {
    State.MEMBER: "đang sinh hoạt",
    State.AWAY: "vắng dài ngày",
    State.LEFT: "đã nghỉ việc hoặc chuyển đi",
    State.RETIRED: "đã nghỉ hưu",
    State.DIED: "đã mất",
}


def of_whom() -> Reply:
    return Reply("Ghi tình trạng của ai? Anh/chị gõ tên, ví dụ: Khoa hoặc Phạm Văn Khoa.")


def which_state(member: Member) -> Reply:
    choices = [
        Choice(words[0].upper() + words[1:], tapped("tinhtrang", "state", state.value))
        for state, words in STATES.items()
    ]
    text = f"{member.name}, {team(member.team)}, hiện nay thế nào?"
    return Reply(text, rows(*choices, wide=1))


def confirm(member: Member, state: State) -> Reply:
    after = ""
    if state is not State.MEMBER:
        after = f"\nBot sẽ thôi tự nhắn cho {called(member)}, kể cả những tin đã soạn."
    choices = rows(
        Choice("Đúng, ghi", tapped("tinhtrang", "sure", "yes")),
        Choice("Thôi", tapped("tinhtrang", "sure", "no")),
    )
    return Reply(f"Ghi {member.name}, {team(member.team)}: {STATES[state]}?{after}", choices)


def written(member: Member, state: State) -> Reply:
    if state is State.DIED:
        text = (
            f"Công đoàn xin chia buồn. Từ giờ mọi tin Bot tự gửi cho {called(member)} đã dừng.\n"
            "Anh/chị có muốn tạm dừng lời chúc trong nhóm ba ngày?"
        )
        return Reply(text, rows(Choice("Tạm dừng 3 ngày", "pause:3"), HOME))
    return Reply(f"Đã ghi {member.name}: {STATES[state]}.", rows(HOME))


def kept() -> Reply:
    return Reply("Vâng, Công đoàn giữ nguyên như cũ.", rows(HOME))
