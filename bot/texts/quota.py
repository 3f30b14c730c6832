"""What a platform's limits mean for the union: told to its officers in time."""

from bot.said import Reply, rows
from bot.texts.common import HOME
from union.bots import PEOPLE


def nearly_used(bot: str, used: int, allowed: int) -> Reply:
    text = (
        f"{bot} đã dùng {_count(used)} trên {_count(allowed)} tin Zalo cho tháng này, "
        "tính cả tin đến và tin đi. Khi chỉ còn một phần mười, "
        "Bot thôi gửi lời chúc riêng từng người, chỉ đăng trong nhóm, "
        "để dành tin trả lời đoàn viên. Đầu tháng sau tính lại từ đầu."
    )
    return Reply(text, rows(HOME))


def places(bot: str, people: int, strangers: int) -> Reply:
    full = people >= PEOPLE
    now = (
        f"{bot} đã đủ {PEOPLE} người; ai nhắn mới sẽ không được trả lời."
        if full
        else f"{bot} đã có {people} trên {PEOPLE} người."
    )
    among = f" Trong đó {strangers} người chưa phải đoàn viên." if strangers else ""
    text = (
        f"{now}{among} Zalo không cho bớt người ra. Cần thêm chỗ, anh/chị nhờ người cài đặt "
        "thêm một Bot Zalo nữa; mã vào Bot sẽ tự ghi tên Bot còn chỗ."
    )
    return Reply(text, rows(HOME))


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
