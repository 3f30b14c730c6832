"""Coming in: the first word, the code, the request, the welcome."""

from datetime import date

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.common import home_choices
from bot.texts.wording import SEXES, called, capital, day, team, you
from union.members import Member, Sex, Team
from union.phones import masked

NOTICE = (
    "Công đoàn giữ họ tên, ngày sinh, tổ, số điện thoại để quản lý đoàn viên và thu đoàn phí; "
    "chỉ cán bộ được phân công xem. Rút lại lúc nào cũng được: gõ “riêng tư”."
)
ABROAD = "Telegram lưu tin ở nước ngoài; Công đoàn chỉ nhắn những gì cần."
PRIVACY = Choice("Quyền riêng tư", "privacy")
ENTER = rows(Choice("Tôi có mã", "join.code"), Choice("Xin vào công đoàn", "join.ask"))
NO_PASSWORDS = "Bot không bao giờ hỏi mật khẩu, mã OTP hay ảnh căn cước."


def welcome(union: str, typed: bool = False) -> Reply:
    """`typed`: on Zalo, where no number can be shared and nothing leaves the country."""
    hello = f"Chào anh/chị. Đây là Bot của {union}, máy trả lời của Công đoàn cơ sở."
    if typed:
        code = "Anh/chị gõ mã 6 số tổ trưởng đã gửi. Chưa có mã, trả lời 1."
        choices = rows(Choice("Xin vào công đoàn", "join.ask"), Choice("Đọc kỹ đã", "privacy"))
        return Reply(f"{hello}\n{code}\n{NOTICE}\n{NO_PASSWORDS}", choices)
    text = f"{hello}\n{NOTICE}\n{ABROAD} {NO_PASSWORDS}"
    keys = (
        (Choice("Đồng ý, gửi số của tôi", contact=True),),
        (Choice("Tôi có mã"), Choice("Xin vào công đoàn")),
        (Choice("Đọc kỹ đã"),),
    )
    return Reply(text, keys)


def which_union() -> Reply:
    text = (
        "Chào anh/chị. Bot này phục vụ nhiều công đoàn cơ sở. Anh/chị mở lại liên kết "
        "tổ trưởng đã gửi, hoặc gõ mã công đoàn (chữ in trong thông báo của tổ trưởng)."
    )
    return Reply(text)


def type_code() -> Reply:
    text = "Anh/chị gõ mã 6 số tổ trưởng hoặc cán bộ đã gửi, ví dụ 482 106."
    return Reply(text, rows(Choice("Tôi không có mã", "join.ask")))


def number_matches(member: Member, phone: str) -> Reply:
    text = f"Số {masked(phone)} khớp với {member.name}, {team(member.team)}."
    return Reply(text, _is_it_me())


def code_is_for(member: Member) -> Reply:
    text = (
        f"Mã này của {member.name}, {team(member.team)}.\n{NOTICE}\n"
        "Nếu đúng là anh/chị, chọn “Đúng tôi, tôi đồng ý”."
    )
    return Reply(text, _is_it_me("Đúng tôi, tôi đồng ý"))


def _is_it_me(yes: str = "Đúng tôi") -> tuple[tuple[Choice, ...], ...]:
    return rows(
        Choice(yes, tapped("nhan", "sure", "yes")),
        Choice("Không phải", tapped("nhan", "sure", "no")),
    )


def number_shared() -> Reply:
    text = (
        "Số này đang ghi cho hơn một người trong danh sách nên chưa đủ rõ. "
        "Anh/chị gõ mã 6 số, hoặc chọn “Xin vào công đoàn” rồi cho biết họ tên, ngày sinh."
    )
    return Reply(text, ENTER)


def not_me() -> Reply:
    text = (
        "Cảm ơn anh/chị đã cho biết, Công đoàn không ghi gì. "
        "Anh/chị gõ mã 6 số khác, hoặc xin vào để cán bộ xem."
    )
    return Reply(text, ENTER)


def name_and_year(team_: Team, leader: Member | None) -> Reply:
    led = f", tổ trưởng là {called(leader)}" if leader else ""
    text = f"Mã của {team_.name}{led}. Anh/chị cho biết họ tên và năm sinh, ví dụ: Lê Thị Hoa 1975"
    return Reply(text)


def name_and_year_again() -> Reply:
    return Reply("Anh/chị gõ họ tên rồi năm sinh trong một tin giúp, ví dụ: Lê Thị Hoa 1975")


def is_this_you(name: str, year: int, team_: Team) -> Reply:
    text = f"Anh/chị là {name}, sinh {year}, {team_.name}?\n{NOTICE}"
    choices = rows(
        Choice("Đúng tôi, tôi đồng ý", tapped("vaoto", "sure", "yes")),
        Choice("Không phải tôi", tapped("vaoto", "sure", "no")),
        Choice("Đọc kỹ hơn đã", "privacy"),
    )
    return Reply(text, choices)


def leader_will_confirm(leader: Member | None, known: bool) -> Reply:
    who = capital(called(leader)) if leader else "Cán bộ công đoàn"
    found = "" if known else "Công đoàn chưa thấy tên này trong tổ nên đã hỏi lại. "
    text = (
        f"Cảm ơn anh/chị. {found}{who} sẽ xác nhận, thường trong ngày. "
        "Anh/chị không phải làm gì thêm."
    )
    return Reply(text, rows(PRIVACY))


# --- asking to join -------------------------------------------------------------------------


def your_name() -> Reply:
    text = (
        f"{NOTICE}\n\nAnh/chị cho biết họ tên và ngày sinh trong một tin, "
        "ví dụ: Lê Thị Hoa 12/3/1975\n(Gõ /huy để dừng bất cứ lúc nào.)"
    )
    return Reply(text)


def your_name_again() -> Reply:
    return Reply("Anh/chị gõ họ tên đầy đủ bằng chữ giúp, ví dụ: Lê Thị Hoa 12/3/1975")


def your_birth_date(name: str) -> Reply:
    return Reply(f"Cảm ơn {name}. Anh/chị sinh ngày nào? Gõ ngày/tháng/năm, ví dụ 12/3/1975")


def your_sex() -> Reply:
    choices = rows(
        Choice("Nữ", tapped("dangky", "sex", "F")), Choice("Nam", tapped("dangky", "sex", "M"))
    )
    return Reply("Để xưng hô cho đúng, anh/chị là nữ hay nam?", choices)


def your_team(teams: list[Team]) -> Reply:
    choices = [Choice(one.name, tapped("dangky", "team", str(one.id))) for one in teams]
    unknown = Choice("Tôi chưa rõ tổ", tapped("dangky", "team", "0"))
    return Reply("Anh/chị làm việc ở tổ nào?", rows(*choices, unknown))


def request(name: str, born: date, sex: Sex, team_: Team | None) -> Reply:
    text = (
        f"Anh/chị xem lại giúp:\n• Họ tên: {name}\n• Ngày sinh: {day(born)}\n"
        f"• Giới tính: {SEXES[sex]}\n• Tổ: {team(team_)}\n\n"
        "Gửi đi là anh/chị đồng ý để Công đoàn giữ các thông tin này như đã nói ở trên."
    )
    choices = rows(
        Choice("Đúng, tôi đồng ý và gửi", tapped("dangky", "sure", "yes")),
        Choice("Sửa lại", tapped("dangky", "sure", "edit")),
        Choice("Thôi", tapped("dangky", "sure", "no")),
    )
    return Reply(text, choices)


def requested(number: int) -> Reply:
    text = (
        f"Đã gửi đề nghị số {number}. Cán bộ công đoàn sẽ xem và trả lời anh/chị tại đây, "
        "thường trong ngày."
    )
    return Reply(text, rows(PRIVACY))


def dropped() -> Reply:
    return Reply("Vâng, Công đoàn không ghi gì. Khi nào cần anh/chị cứ nhắn “xin vào công đoàn”.")


# --- decided --------------------------------------------------------------------------------


def admitted(member: Member, by: Member | None) -> Reply:
    confirmed = f"{capital(called(by))} đã xác nhận. " if by else ""
    text = (
        f"{confirmed}Chào mừng {called(member)} đến với Công đoàn!\n"
        f"{capital(you(member))} cứ nhắn như nhắn người quen, không cần dấu."
    )
    return Reply(text, rows(*home_choices(member)))


def another_account(member: Member) -> Reply:
    text = (
        f"Một tài khoản khác vừa vào Bot bằng mã riêng của {called(member)}. "
        f"Nếu không phải {you(member)}, báo Chủ tịch ngay giúp."
    )
    choices = rows(
        Choice("Máy và ứng dụng của tôi", "device.list"),
        Choice("Ai phụ trách việc gì", "seat.list"),
    )
    return Reply(text, choices)


def not_yet(name: str) -> Reply:
    text = (
        f"Công đoàn chưa thể ghi nhận đề nghị của {name} lần này vì cán bộ chưa xác nhận được. "
        "Anh/chị hỏi tổ trưởng giúp, hoặc gửi lại đề nghị."
    )
    return Reply(text, rows(Choice("Gửi lại đề nghị", "join.ask")))


def question(words: str, case: int, busy: bool = False, number: int | None = None) -> Reply:
    """`busy`: they are in the middle of something else, which is not taken from them; they
    answer later, where choices are typed with the case's `number`."""
    answer = (
        "Anh/chị cứ làm xong việc đang dở, rồi chọn “Trả lời” giúp."
        if busy
        else "Anh/chị gõ câu trả lời giúp."
    )
    text = f"Cán bộ công đoàn hỏi thêm về đề nghị của anh/chị:\n“{words}”\n{answer}"
    if not busy:
        return Reply(text)
    return Reply(text, rows(Choice("Trả lời", f"case.reply:{case}")), case=number)


def answer_passed_on() -> Reply:
    return Reply("Cảm ơn anh/chị, Công đoàn đã chuyển câu trả lời cho cán bộ.", rows(PRIVACY))
