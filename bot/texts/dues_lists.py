"""Dues, the officer's side: money taken from a list, bank notices, amounts, exemptions."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME
from bot.texts.wording import called, dues_parts, month, team
from union.dues import BasisKind, Due
from union.members import Member
from union.money import money_text

MOST_NAMED = 30
UNPAID = Choice("Ai còn chưa đóng", "dues.unpaid")
# Why a line of a list was put aside.
WHY = {
    "nobody": "chưa thấy ai tên này trong danh sách",
    "several": "có mấy người tên này, anh/chị gõ cả họ tên giúp",
    "amount": "số tiền chưa rõ, ví dụ 146.800 hoặc 100k",
    "nothing": "đã đóng đủ; đóng trước thì gõ kèm số tiền",
    "own": "tiền của chính anh/chị thì Chủ tịch xác nhận: anh/chị gõ “đóng đoàn phí”",
    "own_amount": "mức đóng của chính anh/chị thì một cán bộ khác ghi",
    "no_basis": "chưa có mức đóng: gõ “mức đóng” trước",
    "twice": "tên này có hai lần trong danh sách",
    "too_much": "nhiều hơn cả năm tới phải đóng",
    "no_memo": "không có mã DP của đoàn viên",
    "booked": "giao dịch này đã ghi sổ",
    "loan": "mã trả vay: ghi ở mục Quỹ tương trợ",
    "when": "tháng chưa rõ, ví dụ “từ 12/2026”",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A line of a list that is clear: who, how much, what it pays."""

    member: Member
    amount: int
    lines: Sequence[Due] = ()
    codes: Sequence[str] = ()


def _aside(aside: Sequence[tuple[str, str]]) -> str:
    if not aside:
        return ""
    told = [f"• {words}: {WHY[why]}" for words, why in aside[:MOST_NAMED]]
    return f"\nChưa rõ {len(aside)} dòng, Công đoàn để lại:\n" + "\n".join(told)


def how_to_list() -> Reply:
    text = (
        "Anh/chị gõ tên những người đã nộp tiền mặt giúp, cách nhau bằng dấu phẩy, ví dụ:\n"
        "thu tien mat Nga, Son 146.800, Phuc 100k\n"
        "Không ghi số tiền thì tính là nộp đủ phần còn lại."
    )
    return Reply(text, rows(Choice("Dán tin báo ngân hàng", "dues.paste"), HOME))


def how_to_paste() -> Reply:
    text = (
        "Anh/chị dán tin báo có của ngân hàng vào đây, mỗi giao dịch một dòng. Công đoàn đọc số "
        "tiền và mã DP trong nội dung; gõ /huy để thôi."
    )
    return Reply(text)


def nothing_clear(aside: Sequence[tuple[str, str]], bank: bool) -> Reply:
    again = (
        "Anh/chị dán lại giúp, hoặc gõ /huy để thôi."
        if bank
        else "Anh/chị gõ lại giúp, ví dụ: Nga, Sơn 146.800"
    )
    return Reply(f"Công đoàn chưa ghi được dòng nào.{_aside(aside)}\n{again}")


def preview(
    dialog: str, taken: Sequence[Taken], aside: Sequence[tuple[str, str]], changed: bool
) -> Reply:
    """What will be booked, with its sum; nothing is booked yet."""
    told = [
        f"• {one.member.name} ({team(one.member.team)}): {money_text(one.amount)}"
        + (f" ({'; '.join(dues_parts(one.lines))})" if one.lines else "")
        for one in taken
    ]
    sum_ = money_text(sum(one.amount for one in taken))
    head = "Vừa có thay đổi, anh/chị xem lại giúp. " if changed else ""
    how = "chuyển khoản" if dialog == "saoke" else "tiền mặt"
    text = (
        f"{head}Nhận {how} của {len(taken)} người, cộng {sum_}:\n" + "\n".join(told) + _aside(aside)
    )
    return Reply(text, _sure(dialog, "Ghi"))


def _sure(dialog: str, yes: str) -> tuple[tuple[Choice, ...], ...]:
    return rows(
        Choice(yes, f"d:{dialog}:sure:yes"),
        Choice("Sửa", f"d:{dialog}:sure:again"),
        Choice("Thôi", f"d:{dialog}:sure:no"),
        wide=3,
    )


def booked(taken: Sequence[Taken], aside: Sequence[tuple[str, str]], unreached: int) -> Reply:
    told = [f"• {called(one.member)}: {', '.join(one.codes)}" for one in taken[:MOST_NAMED]]
    sum_ = money_text(sum(one.amount for one in taken))
    text = f"Đã ghi {sum_} của {len(taken)} người:\n" + "\n".join(told)
    reached = len(taken) - unreached
    if reached:
        text += f"\n{reached} người nhận biên lai (sau 21:00 thì sáng mai 07:00)."
    if unreached:
        text += f"\n{unreached} người chưa có trong Bot nên anh/chị báo giúp."
    return Reply(text + _aside(aside), rows(Choice("Ghi tiếp", "dues.take"), HOME))


def kept() -> Reply:
    return Reply("Vâng, chưa ghi gì.", rows(HOME))


def summary(period: int, charged: int, paid: int, lacking: int) -> Reply:
    """Before a list is asked for: where the month stands."""
    text = f"Đoàn phí tháng {month(period)}: đã thu {money_text(paid)} trên {money_text(charged)}."
    if not charged:
        text = f"Đoàn phí tháng {month(period)} chưa tính cho ai."
    if lacking:
        text += f"\n{lacking} người chưa có mức đóng, gõ /mucdong để xem."
    return Reply(text, rows(Choice("Ghi tiền mặt", "dues.take"), UNPAID))


def unpaid(
    period: int, found: Sequence[tuple[Member, Sequence[Due]]], told: Set[int], takes: bool
) -> Reply:
    """Who has dues open, by team; `told` are those who said they paid, `takes` who books it."""
    choices = [Choice("Ghi tiền mặt", "dues.take")] * takes + [HOME]
    if not found:
        return Reply(f"Đoàn phí đến tháng {month(period)}: mọi người đã đóng đủ.", rows(*choices))
    teams: dict[str, list[str]] = {}
    for one, dues in sorted(found, key=lambda pair: pair[0].team.id if pair[0].team else 0):
        said = " (đã báo nộp)" if one.id in told else ""
        teams.setdefault(team(one.team), []).append(
            f"{one.name} {money_text(sum(due.amount for due in dues))}{said}"
        )
    sum_ = money_text(sum(due.amount for _, dues in found for due in dues))
    lines = [f"• {name}: {', '.join(people)}" for name, people in teams.items()]
    text = (
        f"Đoàn phí đến tháng {month(period)}: còn {len(found)} người chưa đóng đủ, cộng {sum_}.\n"
        + "\n".join(lines)
        + "\nBot nhắc riêng từng người, không nêu trong nhóm."
    )
    return Reply(text, rows(*choices))


def only_own(member: Member) -> Reply:
    text = (
        "Ai đóng rồi, ai chưa là chuyện riêng nên chỉ Chủ tịch và kế toán xem được. "
        f"Phần của {called(member)} thì xem ngay ở “Đoàn phí” nhé."
    )
    return Reply(text, rows(Choice("Đoàn phí", "dues.bill"), HOME))


# --- amounts and exemptions -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Setting:
    """A line of a list of amounts."""

    member: Member
    kind: BasisKind
    amount: int
    period: int
    dues: int | None  # what a month comes to by it


def _setting(one: Setting) -> str:
    what = f"{money_text(one.amount)} mỗi tháng"
    if one.kind is BasisKind.SALARY:
        comes = money_text(one.dues) if one.dues is not None else "chưa tính được"
        what = f"lương {money_text(one.amount)}, đoàn phí {comes} mỗi tháng"
    return f"• {one.member.name} ({team(one.member.team)}): {what}, từ tháng {month(one.period)}"


def amounts(count: int, lacking: Sequence[Member]) -> Reply:
    """Who has no amount yet, and how to say one; never guessed."""
    text = f"{count - len(lacking)} trên {count} người đã có mức đóng đoàn phí."
    if lacking:
        named = ", ".join(f"{one.name} ({team(one.team)})" for one in lacking[:MOST_NAMED])
        more = len(lacking) - MOST_NAMED
        text += f"\nChưa có: {named}" + (f" và {more} người nữa." if more > 0 else ".")
    text += (
        "\nAnh/chị gõ, mỗi người một dòng cũng được:\n"
        "mức đóng An 46.800đ từ 12/2026\nmức đóng Bình lương 9.360.000\n"
        "miễn đoàn phí An 11/2026 đến 2/2027"
    )
    return Reply(text, rows(HOME))


def no_amounts(aside: Sequence[tuple[str, str]]) -> Reply:
    return Reply(
        f"Công đoàn chưa ghi được dòng nào.{_aside(aside)}\n"
        "Anh/chị gõ lại giúp, ví dụ: An 46.800đ từ 12/2026"
    )


def ask_amounts() -> Reply:
    return Reply("Mức đóng của ai, bao nhiêu? Anh/chị gõ giúp, ví dụ: An 46.800đ từ 12/2026")


def amounts_sure(settings: Sequence[Setting], aside: Sequence[tuple[str, str]]) -> Reply:
    text = f"Ghi mức đóng của {len(settings)} người?\n" + "\n".join(map(_setting, settings))
    return Reply(text + _aside(aside), _sure("mucdong", "Ghi"))


def amounts_kept(settings: Sequence[Setting], charged: Sequence[Due]) -> Reply:
    text = f"Đã ghi mức đóng của {len(settings)} người."
    if charged:
        text += f" Tháng này tính thêm {money_text(sum(due.amount for due in charged))}."
    text += " Tháng nào đã tính rồi thì giữ nguyên theo mức cũ."
    return Reply(text, rows(Choice("Ai chưa có mức đóng", "dues.amounts"), HOME))


def how_to_exempt() -> Reply:
    return Reply(
        "Miễn đoàn phí cho ai, từ tháng nào đến tháng nào? Anh/chị gõ giúp, ví dụ: "
        "miễn đoàn phí An 11/2026 đến 2/2027"
    )


def exempt_unclear(words: str, why: str) -> Reply:
    return Reply(f"“{words}”: {WHY[why]}.\n{how_to_exempt().text}")


def exempt_sure(member: Member, first: int, last: int) -> Reply:
    text = (
        f"Miễn đoàn phí cho {member.name} ({team(member.team)}) từ tháng {month(first)} "
        f"đến hết tháng {month(last)}?"
    )
    return Reply(text, _sure("miendong", "Miễn"))


def exempted(member: Member, first: int, last: int, taken_back: int) -> Reply:
    text = f"Đã miễn đoàn phí cho {member.name} từ tháng {month(first)} đến hết {month(last)}."
    if taken_back:
        text += f" {taken_back} tháng đã tính được bỏ đi."
    return Reply(text, rows(HOME))
