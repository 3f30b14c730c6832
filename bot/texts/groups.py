"""The union's group chat: linking it, and what is said in it."""

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME


def how_to_link(code: str, groups: int, bot: str, zalo: bool, by_hand: bool) -> Reply:
    have = f"Đang nối với {groups} nhóm. " if groups else "Chưa nối nhóm nào. "
    steps = _ON_ZALO if zalo else _ON_TELEGRAM
    text = (
        f"{have}Để nối nhóm của công đoàn:\n{steps.format(bot=bot, code=code)}\n"
        "Mã dùng một lần, trong 1 giờ."
    )
    if by_hand and not groups:
        text += f"\n\n{_BY_HAND}"
    choices = [Choice("Gỡ các nhóm đang nối", "group.unlink")] if groups else []
    if not groups:
        other = Choice("Thôi gửi để chép", "group.hand:0")
        choices.append(other if by_hand else Choice("Bot không vào được nhóm", "group.hand:1"))
    return Reply(text, rows(*choices, HOME))


_ON_TELEGRAM = "1. Thêm @{bot} vào nhóm.\n2. Trong nhóm, gõ: /noinhom {code}"
_ON_ZALO = (
    "1. Trưởng nhóm thêm “{bot}” vào nhóm (mỗi Bot miễn phí vào được 3 nhóm).\n"
    "2. Trong nhóm, gõ @, chọn “{bot}”, viết tiếp: /noinhom {code}"
)
_BY_HAND = "Hiện lời chúc chung được gửi riêng Chủ tịch để chép vào nhóm."


def by_hand(on: bool) -> Reply:
    """Where no bot can be in the group."""
    text = (
        "Vâng. Từ nay lời chúc và tin chung của nhóm, Bot gửi riêng Chủ tịch đúng giờ; "
        "Chủ tịch chép sang nhóm giúp. Khi nối được nhóm, Bot tự đăng như thường."
        if on
        else "Vâng, Bot không gửi lời để chép nữa."
    )
    return Reply(text, rows(HOME))


def copy_this() -> Reply:
    return Reply(
        "Hôm nay nhóm của công đoàn có lời này. Anh/chị bấm giữ tin dưới đây, chép vào nhóm giúp:"
    )


def came() -> Reply:
    return Reply(
        "Chào cả nhà. Cán bộ công đoàn gõ /nhom trong khung chat riêng với Bot để nối nhóm này."
    )


def linked(union: str) -> Reply:
    return Reply(
        f"Nhóm này đã nối với {union}. Bot chỉ đăng lời chúc và thông báo chung; "
        "chuyện riêng của mỗi người luôn nói riêng."
    )


def not_linked() -> Reply:
    return Reply(
        "Mã nối nhóm chưa đúng hoặc đã hết hạn. "
        "Cán bộ gõ /nhom trong khung chat riêng để lấy mã mới."
    )


def unlinked(count: int) -> Reply:
    return Reply(f"Đã gỡ {count} nhóm. Bot không đăng gì ở đó nữa.", rows(HOME))


def removed() -> Reply:
    return Reply(
        "Bot vừa bị đưa ra khỏi nhóm của công đoàn nên không đăng được ở đó nữa. "
        "Muốn nối lại, anh/chị gõ /nhom."
    )


def type_in_group() -> Reply:
    return Reply("Lệnh /noinhom gõ trong nhóm của công đoàn, kèm mã lấy từ /nhom.", rows(HOME))
