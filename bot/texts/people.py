"""Which person is meant: nobody of that name, or several."""

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.wording import team
from union.members import Member


def nobody(words: str) -> Reply:
    return Reply(f"Chưa thấy ai tên “{words}” trong danh sách. Anh/chị gõ lại tên giúp, hoặc /huy.")


def which_of(members: list[Member], dialog: str, question: str) -> Reply:
    choices = [
        Choice(f"{member.name}, {team(member.team)}", tapped(dialog, question, str(member.id)))
        for member in members
    ]
    return Reply("Có mấy người tên như vậy. Anh/chị chọn giúp:", rows(*choices, wide=1))
