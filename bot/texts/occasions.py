"""The year's occasions: the plan and its approval, the greetings, what is to be prepared.

The greetings themselves are templates the committee may reword (config/templates/vi).
"""

from datetime import date

from bot.said import Choice, Reply, rows
from bot.texts import templates
from bot.texts.common import HOME
from bot.texts.wording import called, capital, day, listed
from union import lunar
from union.dates import weekday_text
from union.members import Member, Sex
from union.occasions import Counted, Dated, Who, YearPlan

_MOONS = {1: "Giêng", 7: "Bảy", 8: "Tám", 12: "Chạp"}
_APPROVE = "Duyệt cả năm"
_WORDS = "Xem lời chúc"


def _moon(dated: Dated) -> str:
    """ "rằm tháng Tám"; the eve is the 29th or the 30th, as that year has it."""
    on = lunar.lunar(dated.day)
    number = "rằm" if on.day == 15 else f"mùng {on.day}" if on.day <= 10 else f"{on.day}"
    return f"{number} tháng {_MOONS.get(on.month, on.month)}"


def _when(dated: Dated) -> str:
    return f"{weekday_text(dated.day)} {dated.day.day:02}/{dated.day.month:02}"


def _line(dated: Dated) -> str:
    one = dated.occasion
    by_moon = f" ({_moon(dated)})" if one.by is not Counted.SUN else ""
    private = ", nhắn riêng từng chị" if one.who is Who.WOMEN else ""
    return f"• {_when(dated)}: {one.name}{by_moon}{private}"


def _kept(plan: YearPlan, coming: list[Dated]) -> list[Dated]:
    return [dated for dated in coming if dated.occasion.key in plan.kept]


def _lines(dated: list[Dated]) -> str:
    return "\n".join(map(_line, dated)) or "(không có ngày nào)"


def _approving(plan: YearPlan) -> tuple[Choice, ...]:
    return (
        Choice(_APPROVE, f"occasion.approve:{plan.year}:{plan.mark}"),
        Choice("Bỏ bớt", f"occasion.pick:{plan.year}"),
        Choice(_WORDS, f"occasion.texts:{plan.year}"),
    )


def for_members(plan: YearPlan, coming: list[Dated]) -> Reply:
    """When which day is; who approved what is the officers' business."""
    kept = _kept(plan, coming)
    if not kept:
        return Reply(f"Năm {plan.year} không còn ngày lễ nào phía trước.", rows(HOME))
    return Reply(f"Ngày lễ sắp tới, năm {plan.year}:\n{_lines(kept)}", rows(HOME))


def only_these_years(this: int, following: int) -> Reply:
    text = f"Công đoàn xem được ngày lễ năm {this} và {following}. Anh/chị chọn giúp:"
    choices = [Choice(f"Năm {one}", f"occasion.year:{one}") for one in (this, following)]
    return Reply(text, rows(*choices))


def year(
    plan: YearPlan, coming: list[Dated], approver: Member | None, may: bool, other: int
) -> Reply:
    """To officers; `may` is who may approve, `other` the year beside this one."""
    by = f"{called(approver)} đã duyệt" if approver else "đã duyệt"
    state = by if plan.approved else "chưa ai duyệt"
    text = f"Ngày lễ năm {plan.year}, {state}:\n{_lines(_kept(plan, coming))}"
    if not plan.approved:
        text += "\nDuyệt rồi thì đúng ngày, 07:30, Bot đăng nhóm. Chưa duyệt thì Bot không đăng gì."
    beside = Choice(f"Năm {other}", f"occasion.year:{other}")
    words = Choice(_WORDS, f"occasion.texts:{plan.year}")
    if not may:
        return Reply(text, rows(words, beside, HOME))
    if not plan.approved:
        return Reply(text, rows(*_approving(plan), beside))
    return Reply(text, rows(Choice("Bỏ bớt, thêm", f"occasion.pick:{plan.year}"), words, beside))


def proposal(plan: YearPlan, coming: list[Dated], chair: Member, again: bool) -> Reply:
    """By itself, on 1 December; and once more if nobody answered."""
    kept = _kept(plan, coming)
    who = called(chair)
    if again:
        text = f"Ngày lễ năm {plan.year} còn chờ {who} duyệt, Công đoàn chỉ nhắc một lần này:"
    else:
        text = f"{capital(who)} xem giúp {len(kept)} ngày lễ năm {plan.year}:"
    text += (
        f"\n{_lines(kept)}\n"
        "Duyệt một lần cho cả năm. Chưa duyệt thì năm ấy Bot không đăng lời chúc nào."
    )
    return Reply(text, rows(*_approving(plan)))


def choose(plan: YearPlan, coming: list[Dated]) -> Reply:
    choices = [
        Choice(
            f"{'✅' if kept else '◻️'} {dated.day:%d/%m} {dated.occasion.name}",
            f"occasion.keep:{plan.year}:{dated.occasion.key}:{int(not kept)}",
        )
        for dated in coming
        for kept in [dated.occasion.key in plan.kept]
    ]
    text = f"Năm {plan.year}: chọn một ngày để bỏ hoặc thêm. Ngày có dấu ✅ thì Bot đăng."
    done = Choice("Xong, xem lại", f"occasion.year:{plan.year}")
    return Reply(text, rows(*choices, done, wide=1), edit=True)


def approved(plan: YearPlan, coming: list[Dated], approver: Member, lacks: str) -> Reply:
    """`lacks` names what still stands in the way: "group", "trial" or nothing."""
    kept = _kept(plan, coming)
    women = [one.occasion.name for one in kept if one.occasion.who is Who.WOMEN]
    text = (
        f"{capital(called(approver))} đã duyệt {len(kept)} ngày lễ năm {plan.year}. "
        "Đúng ngày, 07:30, Bot đăng nhóm"
    )
    text += f"; ngày {listed(women)} còn nhắn riêng từng chị." if women else "."
    text += " Có tang thì gõ /tamdung."
    hints = {
        "group": "\nCông đoàn chưa nối nhóm nên chưa có chỗ đăng: gõ /nhom.",
        "trial": "\nBot đang chạy thử nên chưa đăng: gõ /chinhthuc khi sẵn sàng.",
    }
    choices = rows(
        Choice("Bỏ bớt, thêm", f"occasion.pick:{plan.year}"),
        Choice(_WORDS, f"occasion.texts:{plan.year}"),
    )
    return Reply(text + hints.get(lacks, ""), choices, edit=True)


def changed_meanwhile(plan: YearPlan, coming: list[Dated], chair: Member) -> Reply:
    """The list is no longer the one that was read: nothing is approved unseen."""
    text = (
        f"Danh sách ngày lễ năm {plan.year} vừa đổi nên {called(chair)} xem lại rồi duyệt giúp:\n"
        f"{_lines(_kept(plan, coming))}"
    )
    return Reply(text, rows(*_approving(plan)))


def which_words(year: int, coming: list[Dated]) -> Reply:
    choices = [
        Choice(
            f"{dated.day:%d/%m} {dated.occasion.name}",
            f"occasion.text:{year}:{dated.occasion.key}",
        )
        for dated in coming
    ]
    return Reply(f"Xem lời chúc của ngày nào, năm {year}?", rows(*choices, HOME, wide=1))


def words(dated: Dated, union_name: str, reader: Member, following: Dated | None) -> Reply:
    """Exactly what will be said; a man reads the private one with a name left open."""
    one = dated.occasion
    text = (
        f"{one.name}, {weekday_text(dated.day)} {day(dated.day)}. Lời đăng nhóm:\n\n"
        f"{_to_group(dated, union_name)}"
    )
    if one.who is Who.WOMEN:
        name = called(reader) if reader.sex is Sex.FEMALE else "chị …"
        text += f"\n\nLời nhắn riêng từng chị:\n\n{_to_one(dated, union_name, name)}"
    back = Choice("Chọn ngày khác", f"occasion.texts:{dated.day.year}")
    if following is None:
        return Reply(text, rows(back, HOME))
    after = following.occasion
    data = f"occasion.text:{following.day.year}:{after.key}"
    onward = Choice(f"Xem tiếp: {after.name}", data)
    return Reply(text, rows(onward, back))


def _values(dated: Dated, union_name: str) -> dict[str, str]:
    """The eve greets the year that begins at midnight."""
    year = dated.day.year
    return {"công_đoàn": union_name, "năm": str(year), "năm_âm": lunar.name_of(year)}


def _to_group(dated: Dated, union_name: str) -> str:
    return templates.filled(templates.to_group(dated.occasion), **_values(dated, union_name))


def _to_one(dated: Dated, union_name: str, who: str) -> str:
    values = _values(dated, union_name) | {"người": who, "Người": capital(who)}
    return templates.filled(templates.in_private(dated.occasion), **values)


def in_group(dated: Dated, union_name: str) -> Reply:
    return Reply(_to_group(dated, union_name))


def in_private(dated: Dated, union_name: str, member: Member) -> Reply:
    return Reply(_to_one(dated, union_name, called(member)))


def prepare(dated: Dated, today: date, women: int) -> Reply:
    """A week before a day with gifts; `women` is how many there are, 0 where it does not matter."""
    left = (dated.day - today).days
    text = (
        f"Còn {left} ngày nữa đến {dated.occasion.name}, {weekday_text(dated.day)} "
        f"{day(dated.day)}. "
    )
    text += f"Công đoàn có {women} chị em. " if women else ""
    text += "Anh/chị xem giúp quà và kinh phí đã đủ chưa; lời chúc thì Bot đã có sẵn."
    choice = Choice(_WORDS, f"occasion.text:{dated.day.year}:{dated.occasion.key}")
    return Reply(text, rows(choice, HOME))
