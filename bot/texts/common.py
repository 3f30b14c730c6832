"""What any part of the bot may have to say."""

from bot.said import Choice, Reply, rows
from union.members import Member

from bot.texts.wording import called, capital

HOME = Choice("Trang chính", "home")


def home_choices(member: Member | None) -> tuple[Choice, ...]:
    if member is None:
        return (Choice("Tôi có mã", "join.code"), Choice("Xin vào công đoàn", "join.ask"))
    return (
        Choice("Thông tin của tôi", "me"),
        Choice("Quyền riêng tư", "privacy"),
        Choice("Trợ giúp", "help"),
    )


def home(member: Member, to_do: int) -> Reply:
    text = f"Chào {called(member)}. Công đoàn giúp được gì ạ?"
    choices = list(home_choices(member))
    if to_do:
        text += f"\nCó {to_do} việc đang chờ {called(member)} xem."
        choices.insert(0, Choice(f"Việc chờ tôi ({to_do})", "case.list"))
    return Reply(text, rows(*choices))


def stale() -> Reply:
    text = "Nút này của một tin đã cũ nên không dùng được nữa. Anh/chị chọn lại từ đầu giúp nhé."
    return Reply(text, rows(HOME), toast="Nút này đã cũ.")


def forgotten() -> Reply:
    text = "Câu chuyện đang dở đã lâu quá nên Công đoàn đã khép lại, chưa ghi gì. Mình bắt đầu lại nhé?"
    return Reply(text, rows(HOME))


def incident(number: str) -> Reply:
    text = (
        f"Công đoàn vừa gặp trục trặc khi xử lý tin này và đã ghi nhận sự cố số {number}. "
        "Chưa có gì thay đổi. Anh/chị thử lại sau ít phút giúp nhé."
    )
    return Reply(text, rows(HOME))


def cancelled(member: Member | None, was_open: bool) -> Reply:
    text = "Đã dừng, chưa ghi gì." if was_open else "Hiện không có việc nào đang dở."
    return Reply(text, rows(*home_choices(member)))


def only_in_private(link: str) -> Reply:
    text = "Chuyện này Công đoàn nói riêng với anh/chị: mở khung chat với Bot."
    return Reply(text, rows(Choice("Mở khung chat riêng", url=link)) if link else ())


def nearest(commands: list[tuple[str, str]]) -> Reply:
    """`commands` are (label, button data): what was perhaps meant."""
    text = "Công đoàn chưa hiểu rõ ý anh/chị. Có phải anh/chị muốn:"
    return Reply(text, rows(*(Choice(label, data) for label, data in commands), HOME))


def two_readings(first: str, second: str) -> Reply:
    text = f"Câu này có thể hiểu là “{first}” hoặc “{second}”. Anh/chị viết rõ hơn giúp nhé."
    return Reply(text, rows(HOME))


def cannot_hear(member: Member | None, kind: str) -> Reply:
    heard = {
        "voice": "chưa nghe được tin thoại",
        "sticker": "chỉ đọc được chữ, chưa hiểu hình dán",
        "file": "chưa cần tệp nào lúc này nên không giữ lại tệp vừa gửi",
        "contact": "đã có số của anh/chị rồi",
    }.get(kind, "chưa đọc được loại tin này")
    text = f"Công đoàn {heard}, mong anh/chị thông cảm. Anh/chị gõ chữ giúp, không cần dấu."
    return Reply(text, rows(*home_choices(member)))


def greet(member: Member) -> str:
    return capital(called(member))
