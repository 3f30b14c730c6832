"""Sending a file to the bot."""

from bot.said import Reply, rows
from bot.texts.common import HOME

PASTE = "Tin báo của ngân hàng thì anh/chị chép chữ rồi dán ngay vào đây."


def page(link: str, code: str) -> Reply:
    text = (
        f"Anh/chị mở trang này để gửi một tệp (đến 10 MB): {link}\n"
        f"Mã mở trang: {code}. Trang dùng một lần, trong 10 phút. "
        "Gửi xong anh/chị quay lại đây, Bot trả lời."
    )
    return Reply(text, rows(HOME))


def send_it_here() -> Reply:
    return Reply(
        "Anh/chị bấm biểu tượng ghim giấy cạnh ô gõ chữ, chọn tệp rồi gửi ngay vào đây.", rows(HOME)
    )


def no_page() -> Reply:
    """The deployment has no public address."""
    text = (
        "Zalo không chuyển tệp cho Bot, và Bot này chưa có trang nhận tệp. "
        f"Anh/chị đưa tệp cho cán bộ phụ trách giúp. {PASTE}"
    )
    return Reply(text, rows(HOME))
