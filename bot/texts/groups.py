"""The union's group chat: linking it, and what is said in it."""

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME


def how_to_link(code: str, groups: int, bot: str) -> Reply:
    have = f"Đang nối với {groups} nhóm. " if groups else "Chưa nối nhóm nào. "
    text = (
        f"{have}Để nối nhóm của công đoàn:\n1. Thêm @{bot} vào nhóm.\n"
        f"2. Trong nhóm, gõ: /noinhom {code}\nMã dùng một lần, trong 1 giờ."
    )
    choices = [Choice("Gỡ các nhóm đang nối", "group.unlink")] if groups else []
    return Reply(text, rows(*choices, HOME))


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
