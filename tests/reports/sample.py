"""A year of the fictional union, in figures."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from config.items import funds
from union.book import Item
from union.figures import Booked, Finance, Officer, People, Union, Year, finance
from union.loans import Figures as Mutual
from union.meetings import Figures as Meetings
from union.members import Count, Sex
from union.rights import Role
from union.titles import Figures as Titles
from union.titles import Title, Who

CASES = Path(__file__).resolve().parents[1] / "cases"
FIRST, LAST = date(2015, 1, 1), date(2017, 4, 30)
# The founding report's own words for its items, and what the book calls them.
ITEMS = {
    "doan_phi": "dues", "kinh_phi_cap_tren_cap": "from_upper", "thu_khac": "other_in",
    "phong_trao": "movement", "tham_hoi": "visits", "hanh_chinh": "administration",
    "phu_cap": "allowance", "chi_khac": "other_out", "nop_cap_tren": "remitted",
}  # fmt: skip


def case(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def items() -> list[Item]:
    """The finance fund's items as a union begins with them."""
    (entry,) = [one for one in funds() if one.kind == "finance"]
    return [
        Item(place + 1, 1, one.key, one.direction, one.code, one.name, place, date(2000, 1, 1))
        for place, one in enumerate(entry.item)
    ]


def fin_003() -> Finance:
    told = case("fin-003")
    ids = {item.key: item.id for item in items()}
    sums = {ids["opening"]: Booked(before=told["opening"])}
    for word, amount in (told["income"] | told["expense"]).items():
        sums[ids[ITEMS[word]]] = Booked(during=amount, times=1)
    return finance("Tài chính công đoàn", FIRST, LAST, items(), sums)


def _title(key: str, name: str) -> Title:
    return Title(key, name, name, (key,), Who.ALL, 2010)


def year(number: int = 2026, until: date = date(2026, 11, 21)) -> Year:
    found = fin_003()
    return Year(
        union=Union("CĐCS Công ty Cổ phần Viễn thông Sao Biển", "enterprise",
                    "Công đoàn các Khu công nghiệp"),
        year=number,
        since=date(number, 1, 1),
        until=until,
        made_on=date(2026, 11, 21),
        people=People(
            Count(46, 29), tuple((f"Tổ {n}", Count(6 + n % 2, 4)) for n in range(1, 8)), 2, 1, 0
        ),
        officers=(
            Officer(Role.CHAIR, "Nguyễn Thị Chi", Sex.FEMALE),
            Officer(Role.TREASURER, "Lê Thị Bích", Sex.FEMALE),
            Officer(Role.INSPECTION, "Vũ Thị Giang", Sex.FEMALE),
        ),
        finance=Finance(found.fund, date(number, 1, 1), until, found.opening, found.income,
                        found.spending),
        mutual=Mutual(251_000_000, 0, 60, 270_000_000, 248_500_000, 21_500_000, 7, 0, 12_400_000),
        titles=(
            Titles(_title("ldtt", "Lao động tiên tiến"), Count(31, 20), Count(25, 16), Count(6, 4)),
            Titles(_title("cstd", "Chiến sĩ thi đua cơ sở"), Count(7, 4), Count(5, 3), Count(2, 1)),
            Titles(_title("none", "Không ai đăng ký"), Count(0, 0), Count(0, 0), Count(0, 0)),
        ),
        meetings=Meetings(regular=4, adhoc=1, on_time=4, invited=35, answered=33, present=34),
        reversals=1,
    )  # fmt: skip
