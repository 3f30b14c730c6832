"""Figures in the chat, and the files made of them. Every number is counted from rows."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME
from bot.texts.wording import at
from bot.texts.wording import day as on
from union.book import FundKind
from union.figures import Finance, paper_day, percent_text
from union.loans import Figures as Mutual
from union.meetings import Figures as Meetings
from union.members import Count, Team
from union.money import money_in_words, money_text
from union.reporting import packed
from union.titles import Figures as Titles

Days = tuple[date, date]
EXAMPLES = "/baocao taichinh 01/01/2026 31/03/2026, hoặc: báo cáo tài chính quý 3"


def _between(days: Days) -> str:
    return f"{paper_day(days[0])} đến {paper_day(days[1])}"


def _open(money: bool, days: Days | None) -> list[Choice]:
    """The reports one may ask for."""
    shut = [
        Choice("Thi đua", packed("report.titles", days)),
        Choice("Họp Ban Chấp hành", packed("report.meetings", days)),
    ]
    if not money:
        return shut
    return [
        Choice("Thu chi tài chính", packed("report.finance", days)),
        Choice("Quỹ tương trợ", packed("report.fund", days)),
        *shut,
    ]


def which(money: bool, days: Days | None, year: int) -> Reply:
    """`money`: whether the book may be shown to who asks."""
    text = "Anh/chị cần báo cáo nào?"
    if days:
        text = f"Anh/chị cần báo cáo nào, từ {_between(days)}?"
    choices = _open(money, days)
    if days is None:
        choices.insert(0, Choice("Đoàn viên", "report.members"))
    if money:
        text += f"\nHoặc gõ khoảng ngày, ví dụ: {EXAMPLES}."
        choices.append(Choice(f"Báo cáo năm {year} (Word)", f"report.year:{year}"))
    return Reply(text, rows(*choices, HOME))


def unclear(money: bool, year: int) -> Reply:
    """A report was asked for, but not its days."""
    asked = which(money, None, year)
    example = EXAMPLES if money else f"báo cáo thi đua năm {year}"
    text = (
        "Công đoàn chưa đọc được báo cáo nào, từ ngày nào đến ngày nào. "
        f"Anh/chị chọn bên dưới, hoặc gõ giúp, ví dụ: {example}."
    )
    return Reply(text, asked.choices)


def not_begun(first: date) -> Reply:
    text = (
        f"Ngày {on(first)} chưa đến nên chưa có số liệu. "
        "Anh/chị chọn khoảng đã qua giúp, ví dụ: quý trước, năm ngoái."
    )
    return Reply(text, rows(HOME))


def turned_round(name: str, days: Days) -> Reply:
    """`name`: the button of the report that was asked for."""
    text = f"Ngày đầu {on(days[0])} sau ngày cuối {on(days[1])}. Anh/chị muốn xem khoảng này?"
    again = (days[1], days[0])
    choice = Choice(f"{on(again[0])}–{on(again[1])}", packed(name, again))
    return Reply(text, rows(choice, HOME))


def members(
    union: str, now: datetime, total: Count, joined: int, teams: list[tuple[Team | None, Count]]
) -> Reply:
    lines = [
        f"{union}",
        f"Đoàn viên tính đến {at(now)}:",
        f"• Tổng số: {total.all}, trong đó nữ: {total.women}",
        f"• Đã đồng ý, trong Bot hoặc trên giấy: {joined}; chưa: {total.all - joined}",
    ]
    lines += [
        f"• {team.name if team else 'Chưa rõ tổ'}: {count.all}, nữ {count.women}"
        for team, count in teams
    ]
    return Reply("\n".join(lines), rows(HOME))


def finance(found: Finance) -> Reply:
    """The form of the founding reports: opening, income, sources, spending, closing apart."""
    days = (found.since, found.until)
    lines = [
        f"{found.fund}, {_between(days)}",
        f"Số dư đầu kỳ ({paper_day(found.since)}): {money_text(found.opening)}",
        f"Tổng thu trong kỳ: {money_text(found.total_income)}",
        *(f"- {item.name}: {money_text(item.amount)}" for item in found.income),
        f"Tổng nguồn: {money_text(found.total_sources)}",
        f"Tổng chi: {money_text(found.total_spending)}",
        *(f"- {item.name}: {money_text(item.amount)}" for item in found.spending),
        f"Số dư cuối kỳ ({paper_day(found.until)}): {money_text(found.closing)}",
        f"Bằng chữ: {money_in_words(found.closing)}",
    ]
    if found.total_spending > 0:
        spent = found.total_spending
        shares = [f"{i.name} {percent_text(i.amount, spent)}" for i in found.spending]
        lines.append(f"Tỷ lệ trong tổng chi: {'; '.join(shares)}")
    choices = (
        Choice("Tải Excel", packed(f"report.xlsx:{FundKind.FINANCE.value}", days)),
        Choice("Quỹ tương trợ", packed("report.fund", days)),
        HOME,
    )
    return Reply("\n".join(lines), rows(*choices))


def fund(found: Mutual, days: Days) -> Reply:
    """The mutual fund in sums: nobody is named."""
    lines = [
        f"Quỹ tương trợ, {_between(days)}",
        f"Tổng số tiền đoàn viên đóng góp: {money_text(found.contributed)}",
        f"Số lượt vay: {found.loans}",
        f"Tổng số tiền cho vay: {money_text(found.lent)}",
        f"Lãi: {money_text(found.interest)}",
        f"Đã trả: {money_text(found.repaid)}",
    ]
    if found.withdrawn:
        lines.append(f"Đã trả lại phần góp: {money_text(found.withdrawn)}")
    if found.loans:
        lines.append(f"Trung bình mỗi lượt vay: {money_text(found.average)}")
    lines += [
        f"Đang cho vay ({paper_day(days[1])}): {money_text(found.outstanding)}, "
        f"{found.borrowers} khoản",
        f"Số dư quỹ ({paper_day(days[1])}): {money_text(found.balance)}",
        f"Bằng chữ: {money_in_words(found.balance)}",
    ]
    choices = (
        Choice("Tải Excel", packed(f"report.xlsx:{FundKind.MUTUAL.value}", days)),
        Choice("Thu chi tài chính", packed("report.finance", days)),
        HOME,
    )
    return Reply("\n".join(lines), rows(*choices))


def titles(year: int, found: Sequence[Titles]) -> Reply:
    """Counts only: who reached what is read in the round itself."""
    named = [one for one in found if one.registered.all]
    before = Choice(f"Năm {year - 1}", packed("report.titles", _year(year - 1)))
    if not named:
        text = f"Thi đua năm {year}: chưa có ai đăng ký danh hiệu."
        return Reply(text, rows(before, HOME))
    lines = [f"Thi đua năm {year}:"]
    for one in named:
        line = f"• {one.title.name}: đăng ký {_people(one.registered)}"
        decided = one.achieved.all + one.missed.all
        lines.append(f"{line}, đạt {_people(one.achieved)}" if decided else line)
    return Reply("\n".join(lines), rows(before, HOME))


def _people(count: Count) -> str:
    return f"{count.all} (nữ {count.women})" if count.all else "0"


def meetings(found: Meetings, days: Days) -> Reply:
    lines = [
        f"Họp Ban Chấp hành, {_between(days)}",
        f"Đã tổ chức {found.regular} hội nghị BCH thường kỳ và {found.adhoc} hội nghị BCH đột xuất",
    ]
    if found.regular:
        lines.append(f"Thường kỳ đúng quý: {found.on_time}/{found.regular}")
    if found.invited:
        share = percent_text(found.present, found.invited)
        lines.append(f"Có mặt: {share} ({found.present}/{found.invited} lượt)")
    year = days[1].year - 1
    before = Choice(f"Năm {year}", packed("report.meetings", _year(year)))
    return Reply("\n".join(lines), rows(before, HOME))


def _year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


# --- files ----------------------------------------------------------------------------------


def making_year(year: int, fresh: bool) -> Reply:
    """`fresh`: begun now; otherwise it was asked for before and is on its way."""
    text = (
        f"Đang soạn báo cáo năm {year}, xong Công đoàn gửi tệp Word vào đây, thường trong một phút."
        if fresh
        else f"Báo cáo năm {year} đang được soạn rồi, anh/chị chờ thêm một chút giúp."
    )
    return Reply(text, rows(Choice(f"Báo cáo năm {year - 1}", f"report.year:{year - 1}"), HOME))


def making_workbook(fresh: bool) -> Reply:
    text = (
        "Đang soạn tệp Excel với từng phiếu, xong Công đoàn gửi vào đây, thường trong một phút."
        if fresh
        else "Tệp Excel này đang được soạn rồi, anh/chị chờ thêm một chút giúp."
    )
    return Reply(text, rows(HOME))


def year_made(year: int, until: date, gaps: int) -> Reply:
    lines = [f"Báo cáo năm {year}, số liệu đến {on(until)}, mỗi số đều tính từ sổ."]
    if gaps:
        lines.append(
            f"Còn {gaps} chỗ Bot không đếm được, đánh dấu vàng “cần bổ sung”: anh/chị mở Word điền "
            "rồi bỏ chữ “Dự thảo”."
        )
    days = (date(year, 1, 1), until)
    choices = (
        Choice("Excel tài chính", packed(f"report.xlsx:{FundKind.FINANCE.value}", days)),
        Choice("Excel Quỹ tương trợ", packed(f"report.xlsx:{FundKind.MUTUAL.value}", days)),
        HOME,
    )
    return Reply("\n".join(lines), rows(*choices))


def workbook_made(fund_name: str, days: Days, vouchers: int) -> Reply:
    text = (
        f"{fund_name}, {_between(days)}: tệp Excel, {vouchers} dòng phiếu. Mỗi tổng số là công "
        "thức cộng từ phiếu, bên cạnh là số trong sổ để đối chiếu."
    )
    return Reply(text, rows(HOME))


def not_made(again: str) -> Reply:
    """`again`: the button that asks for it once more."""
    text = (
        "Công đoàn chưa soạn được tệp này, đã thử ba lần. Số liệu trong sổ không đổi. "
        "Anh/chị làm lại sau ít phút giúp; vẫn vậy thì báo người cài đặt Bot."
    )
    return Reply(text, rows(Choice("Làm lại", again), HOME))
