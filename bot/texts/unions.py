"""The union itself: trial, and choosing between several."""

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME


def live(union: str) -> Reply:
    text = (
        f"{union} đã hoạt động chính thức: từ nay Bot tự chúc sinh nhật và nhắc việc cho đoàn viên."
    )
    return Reply(text, rows(HOME), edit=True)


def sure_to_go_live() -> Reply:
    text = (
        "Bot đang chạy thử: chỉ trả lời khi có người nhắn, không tự nhắn cho đoàn viên. "
        "Chuyển sang chính thức, Bot sẽ tự chúc sinh nhật và nhắc việc. Anh/chị đồng ý chứ?"
    )
    return Reply(text, rows(Choice("Chuyển chính thức", "union.live"), Choice("Chưa", "home")))


def already_live() -> Reply:
    return Reply("Bot đã hoạt động chính thức rồi.", rows(HOME))


def yours(unions: list[tuple[int, str]], current: int | None) -> Reply:
    if not unions:
        return Reply("Anh/chị chưa là đoàn viên ở công đoàn cơ sở nào.", rows(HOME))
    here = next((name for id_, name in unions if id_ == current), "")
    now = f"đang ở: {here}" if here else "đang xem một công đoàn khác với tư cách người mới"
    choices = [Choice(name, f"union.switch:{id_}") for id_, name in unions if id_ != current]
    return Reply(f"Anh/chị {now}.", rows(*choices, HOME, wide=1))


def elsewhere() -> Reply:
    """To a member of another union who followed a link here."""
    return Reply("Muốn trở lại công đoàn cũ, anh/chị gõ /congdoan.")


def switched(name: str) -> Reply:
    return Reply(f"Từ tin sau, anh/chị ở: {name}.", rows(HOME), edit=True)
