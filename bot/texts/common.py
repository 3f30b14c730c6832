"""What any part of the bot may have to say."""

import re

from bot.said import Choice, Reply, rows
from bot.texts.numbered import reply_with
from bot.texts.wording import called
from union.members import Member

HOME = Choice("Trang chính", "home")
WAITING = Choice("Việc còn chờ", "case.list")


def home_choices(member: Member | None) -> tuple[Choice, ...]:
    if member is None:
        return (Choice("Tôi có mã", "join.code"), Choice("Xin vào công đoàn", "join.ask"))
    return (
        Choice("Đoàn phí", "dues.bill"),
        Choice("Quỹ tương trợ", "fund.show"),
        Choice("Lịch sắp tới", "coming"),
        Choice("Thông tin của tôi", "me"),
        Choice("Trợ giúp", "help"),
    )


def home(member: Member, to_do: int, round_open: bool = False) -> Reply:
    """`round_open`: titles may be signed up for now."""
    text = f"Chào {called(member)}. Công đoàn giúp được gì ạ?"
    choices = list(home_choices(member))
    if round_open:
        choices.insert(2, Choice("Thi đua", "title.home"))
    if to_do:
        text += f"\nCó {to_do} việc đang chờ {called(member)} xem."
        choices.insert(0, Choice(f"Việc chờ tôi ({to_do})", "case.list"))
    return Reply(text, rows(*choices))


def stale() -> Reply:
    text = (
        "Lựa chọn này của một tin đã cũ nên không dùng được nữa. Anh/chị chọn lại từ đầu giúp nhé."
    )
    return Reply(text, rows(HOME), toast="Nút này đã cũ.")


def forgotten() -> Reply:
    text = (
        "Việc đang dở đã để lâu quá nên Công đoàn khép lại, chưa ghi gì. "
        "Anh/chị bắt đầu lại giúp nhé."
    )
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


_AMOUNT = re.compile(r"[0-9][0-9.,]*(?: ?(?:k|tr|triệu|trieu|nghìn|nghin|ngàn|ngan))?\b", re.I)


def two_readings(first: str, second: str, said: str) -> Reply:
    """Both readings, with the amount as it was typed where they leave room (#) for one."""
    found = _AMOUNT.search(said)
    one, other = (way.replace("#", found[0] if found else "…") for way in (first, second))
    text = f"Câu này có thể hiểu là “{one}” hoặc “{other}”. Anh/chị viết rõ hơn giúp nhé."
    return Reply(text, rows(HOME))


def cannot(kind: str) -> str:
    """Why a message that is no text does not help here."""
    heard = {
        "voice": "chưa nghe được tin thoại",
        "sticker": "chỉ đọc được chữ, chưa hiểu hình dán",
        "file": "chưa cần tệp nào lúc này nên không giữ lại tệp vừa gửi",
        "unsupported": "chưa nhận được loại tin này qua Zalo (tệp, liên kết, danh thiếp…)",
    }.get(kind, "chưa đọc được loại tin này")
    return f"Công đoàn {heard}, mong anh/chị thông cảm."


FILES = (
    "Tin báo của ngân hàng: chép chữ rồi dán vào đây. "
    "Danh sách đoàn viên, sổ cũ: cán bộ đưa người cài đặt nhập giúp."
)


def cannot_hear(member: Member | None, kind: str) -> Reply:
    text = f"{cannot(kind)} Anh/chị gõ chữ giúp, không cần dấu."
    if kind == "file" and member is not None:
        text += f"\n{FILES}"
    return Reply(text, rows(*home_choices(member)))


def no_such_number(shown: list[Choice]) -> Reply:
    """Where choices are numbered, and the last list has fewer."""
    text = "Danh sách vừa rồi không có số ấy. Anh/chị chọn lại giúp:"
    return Reply(text, rows(*shown))


def no_list(number: int, member: Member | None) -> Reply:
    """A number, and no list is open: it was answered already, or long ago."""
    text = f"Hiện không có danh sách nào để chọn số {number}. Anh/chị cần việc gì ạ?"
    return Reply(text, rows(*home_choices(member)))


def card_word(number: int, labels: list[str]) -> Reply:
    """A card is answered by a word and its number: a number alone decides nothing."""
    text = f"Việc số {number} cần cả chữ lẫn số, để không nhầm với việc khác."
    return Reply(f"{text} {reply_with(labels, number)}", rows(WAITING, HOME))


def no_such_case(number: int) -> Reply:
    """The words of a card, with a number that no card in this chat has."""
    text = f"Chưa có việc số {number} nào chờ anh/chị trả lời như vậy; Công đoàn chưa ghi gì."
    return Reply(text, rows(WAITING, HOME))


def which_choice(choices: list[Choice]) -> Reply:
    """Two lists are open: a number does nothing until it is said in words."""
    either = " hay ".join(f"“{choice.label}”" for choice in choices)
    text = f"Vừa có hai tin cùng hỏi nên Công đoàn hỏi lại cho chắc: anh/chị chọn {either}?"
    return Reply(text, rows(*choices), worded=True)


def which_message(offered: list[tuple[str, str, str, str]]) -> Reply:
    """The same words stand in both lists. `offered`: how the message begins, label, data, id."""
    lines = [
        f"• Tin {place}: “{head[:80]}” → {label}"
        for place, (head, label, _, _) in enumerate(offered, 1)
    ]
    choices = [
        Choice(f"Tin {place}", data, on=message)
        for place, (_, _, data, message) in enumerate(offered, 1)
    ]
    text = "Vừa có hai tin cùng hỏi. Anh/chị trả lời cho tin nào ạ?\n" + "\n".join(lines)
    return Reply(text, rows(*choices), worded=True)


def number_known(member: Member) -> Reply:
    text = f"Công đoàn đã có số của {called(member)} rồi, cảm ơn {called(member)}."
    choices = rows(Choice("Thông tin của tôi", "me"), HOME)
    return Reply(text, choices)


def at_your_service(member: Member | None) -> Reply:
    """After a “cảm ơn”, an “ok”, a smile."""
    text = f"Vâng ạ. Cần gì {called(member) if member else 'anh/chị'} cứ nhắn nhé."
    return Reply(text, rows(*home_choices(member)))


def unsent(failed: int, unknown: int) -> Reply:
    """To the chair, the morning after."""
    lines = []
    if failed:
        lines.append(f"• {failed} tin không gửi được (có thể người nhận đã chặn Bot)")
    if unknown:
        lines.append(
            f"• {unknown} lời chúc chưa rõ đã đến hay chưa; Bot không gửi lại để khỏi trùng"
        )
    return Reply("Từ hôm qua đến nay có tin chưa đến nơi:\n" + "\n".join(lines), rows(HOME))
