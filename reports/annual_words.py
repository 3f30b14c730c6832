"""The sentences of the annual report, from figures: of money only sums and counts."""

from collections.abc import Sequence
from datetime import date

from config.report import ReportFrame
from reports.paper import gap
from union.figures import Finance, Officer, Year, paper_day, percent_text
from union.money import money_in_words, money_text
from union.rights import COMMITTEE, Role

FINANCE_HEAD = ("TT", "Nội dung", "Số tiền (đồng)", "Tỷ lệ chi")
TITLES_HEAD = ("TT", "Danh hiệu", "Đăng ký", "Trong đó nữ", "Đạt", "Trong đó nữ")
_ROLES = {
    Role.CHAIR: "Chủ tịch",
    Role.DEPUTY: "Phó Chủ tịch",
    Role.TREASURER: "Ủy viên, kế toán",
    Role.COMMITTEE: "Ủy viên",
}


def names(year: Year, texts: ReportFrame) -> dict[str, object]:
    """What the committee's sentences may name in braces."""
    return {
        "year": year.year,
        "next": year.year + 1,
        "union": in_full(year.union.name),
        "workers": texts.workers_of(year.union.kind),
        "upper": year.union.upper_name,
    }


def in_full(name: str) -> str:
    """CĐCS written out, as papers do."""
    return f"Công đoàn cơ sở {name[5:]}" if name.startswith("CĐCS ") else name


def long_day(day: date) -> str:
    """ngày 05 tháng 6 năm 2017: days below 10 and months 1 and 2 take a zero."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def together(text: str) -> str:
    """Never torn over two lines."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def plain_amount(amount: int) -> str:
    return money_text(amount).removesuffix("đ")


def people(year: Year) -> list[str]:
    found = year.people
    lines = [
        f"- Tổng số đoàn viên (theo danh sách ngày {paper_day(year.made_on)}): "
        f"{found.total.all}; trong đó nữ: {found.total.women}; số tổ công đoàn: "
        f"{len(found.teams)}."
    ]
    gone = [
        f"{count} {what}"
        for count, what in (
            (found.left, "nghỉ việc hoặc chuyển đi"),
            (found.retired, "nghỉ hưu"),
            (found.died, "qua đời"),
        )
        if count
    ]
    if gone:
        lines.append(f"- Trong năm, đoàn viên thôi sinh hoạt: {', '.join(gone)}.")
    return lines


def committee(year: Year) -> list[str]:
    """Each person once, by the first of their seats."""
    seated = _once([one for one in year.officers if one.role in COMMITTEE])
    if not seated:
        return [gap("danh sách Ban Chấp hành")]
    named = "; ".join(f"{one.name}, {_ROLES[one.role]}" for one in seated)
    return [f"Ban Chấp hành có {len(seated)} đồng chí: {named}."]


def _once(officers: Sequence[Officer]) -> list[Officer]:
    found: dict[str, Officer] = {}
    for one in officers:
        found.setdefault(one.name, one)
    return list(found.values())


def nothing(year: Year) -> list[str]:
    return []


def care(year: Year) -> list[str]:
    spent, mutual = year.finance.of("visits"), year.mutual
    lines = []
    if spent:
        times = year.finance.times("visits")
        lines.append(f"- Thăm hỏi đoàn viên: {times} khoản chi, số tiền {money_text(spent)}.")
    else:
        lines.append("- Thăm hỏi đoàn viên: sổ chưa có phiếu chi nào trong kỳ.")
    lines.append(
        f"- Quỹ tương trợ: đoàn viên đóng góp {money_text(mutual.contributed)}; "
        f"{mutual.loans} lượt vay, số tiền {money_text(mutual.lent)}; "
        f"đã trả {money_text(mutual.repaid)}; lãi {money_text(mutual.interest)}; đến cuối kỳ đang "
        f"cho vay {money_text(mutual.outstanding)}, số dư quỹ {money_text(mutual.balance)}."
    )
    return lines


def emulation(year: Year) -> list[str]:
    if not titles(year):
        return [f"- Năm {year.year} chưa có đăng ký danh hiệu thi đua trong sổ."]
    return [f"- Kết quả đăng ký và xét danh hiệu thi đua năm {year.year}:"]


def titles(year: Year) -> list[list[str]]:
    """A row a title for which somebody registered."""
    found = [one for one in year.titles if one.registered.all]
    return [
        [
            str(place),
            one.title.name,
            str(one.registered.all),
            str(one.registered.women),
            str(one.achieved.all),
            str(one.achieved.women),
        ]
        for place, one in enumerate(found, 1)
    ]


def meetings(regular: int, adhoc: int) -> str:
    return f"Đã tổ chức {regular} hội nghị BCH thường kỳ và {adhoc} hội nghị BCH đột xuất"


def organisation(year: Year) -> list[str]:
    held = year.meetings
    lines = [f"- {meetings(held.regular, held.adhoc)}."]
    if held.invited:
        lines.append(
            f"- Tỷ lệ dự họp của Ban Chấp hành: {percent_text(held.present, held.invited)} "
            f"({held.present}/{held.invited} lượt)."
        )
    teams = [f"{name}: {count.all} (nữ {count.women})" for name, count in year.people.teams]
    if teams:
        lines.append(f"- Đoàn viên theo tổ công đoàn: {'; '.join(teams)}.")
    return lines


def women(year: Year) -> list[str]:
    total = year.people.total
    lines = [
        f"- Đoàn viên nữ: {total.women}/{total.all}, chiếm {percent_text(total.women, total.all)}."
    ]
    registered = sum(one.registered.women for one in year.titles)
    if registered:
        achieved = sum(one.achieved.women for one in year.titles)
        lines.append(
            f"- Lượt đoàn viên nữ đăng ký danh hiệu thi đua: {registered}; đã đạt: {achieved}."
        )
    return lines


def finance_about(found: Finance) -> str:
    return (
        f"Thu, chi quỹ {found.fund} từ ngày {paper_day(found.since)} đến ngày "
        f"{paper_day(found.until)}, tính từ chứng từ trong sổ:"
    )


def finance(found: Finance) -> tuple[list[list[str]], list[int]]:
    """Opening, income, sources, spending and closing apart; which rows are totals."""
    rows = [
        ["I", f"Số dư đầu kỳ ({paper_day(found.since)})", plain_amount(found.opening), ""],
        ["II", "Tổng thu trong kỳ", plain_amount(found.total_income), ""],
    ]
    rows += [
        [str(place), item.name, plain_amount(item.amount), ""]
        for place, item in enumerate(found.income, 1)
    ]
    spent = found.total_spending
    rows += [
        ["III", "Tổng nguồn (I + II)", plain_amount(found.total_sources), ""],
        ["IV", "Tổng chi", plain_amount(spent), percent_text(spent, spent)],
    ]
    rows += [
        [str(place), item.name, plain_amount(item.amount), percent_text(item.amount, spent)]
        for place, item in enumerate(found.spending, 1)
    ]
    closing = f"Số dư cuối kỳ ({paper_day(found.until)}) (III - IV)"
    rows.append(["V", closing, plain_amount(found.closing), ""])
    return rows, [place for place, row in enumerate(rows) if not row[0].isdigit()]


def finance_closing(found: Finance) -> str:
    return f"Số dư cuối kỳ bằng chữ: {money_in_words(found.closing)}."


def inspection(year: Year) -> list[str]:
    seated = _once([one for one in year.officers if one.role is Role.INSPECTION])
    lines = []
    if seated:
        named = ", ".join(one.name for one in seated)
        lines.append(f"- Ủy ban Kiểm tra có {len(seated)} đồng chí: {named}.")
    lines.append(
        f"- Phiếu hủy trong kỳ: {year.reversals}; mỗi phiếu hủy có hai người chịu trách nhiệm "
        "và lý do trong sổ."
    )
    return lines


def signature(year: Year) -> tuple[list[str], str]:
    """The chair signs; without one, the deputy signs for the chair."""
    for role, by in (
        (Role.CHAIR, ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH"]),
        (Role.DEPUTY, ["TM. BAN CHẤP HÀNH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
    ):
        for one in year.officers:
            if one.role is role:
                return by, one.name
    return ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH"], gap("họ tên")
