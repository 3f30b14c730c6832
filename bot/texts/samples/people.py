"""The people, days and cases that samples of texts speak of."""

from datetime import UTC, date, datetime
from typing import Any

from storage.cases import Case
from storage.log import Line
from storage.seats import HeldSeat
from union.bots import Account, Ways
from union.members import Member, Sex, State, Team
from union.rights import Role

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
UNION = "CĐCS Công ty Cổ phần Viễn thông Sao Biển"
TELEGRAM = Account(1, "telegram", "42", "congdoan_bot")
ZALO = Account(2, "zalo", "98765432109876", "Bot Công đoàn Sao Biển")
WAYS = Ways(((ZALO, 20), (TELEGRAM, None)))
FEW_PLACES = Ways(((ZALO, 3),))
ONE, THREE = Team(1, 1, "Tổ 1"), Team(3, 3, "Tổ 3")
TEAMS = [ONE, Team(2, 2, "Tổ 2"), THREE]


def member(
    id: int, name: str, sex: Sex, born: date | None, phone: str = "", team: Team | None = ONE
) -> Member:
    year = born.year if born else 1990
    return Member(id, name, sex, born, year, phone, team, State.MEMBER, TODAY)


AN = member(1, "Trần Văn An", Sex.MALE, date(1988, 3, 8), "+84901234123")
CHI = member(3, "Nguyễn Thị Chi", Sex.FEMALE, date(1979, 5, 2), "+84901234303")
DUNG = member(4, "Phạm Văn Dũng", Sex.MALE, date(1981, 11, 28), "+84901234404", THREE)
HANH = member(6, "Nguyễn Thị Hạnh", Sex.FEMALE, date(1971, 3, 12), "", THREE)
NEW = member(9, "Lê Văn Khách", Sex.UNKNOWN, None, "", None)

JOIN = {"name": "Lê Văn Khách", "birth": "1990-02-01", "sex": "M"}
ASKED = JOIN | {"question": "Anh làm ca nào?", "reply": "em làm ca ba"}
CLAIM = {"name": "Nguyễn Thị Hạnh", "year": 1971}
PHONE = {"name": "Trần Văn An", "field": "phone", "value": "+84912345678"}


def case(number: int, kind: str, facts: dict[str, Any], member: int | None = None) -> Case:
    return Case(number, number, kind, "open", member, 1, 1, 3, facts, NOW, None, None, None)


JOINING, ASKED_BACK = case(1, "join", JOIN), case(1, "join", ASKED)
CLAIMING, UNKNOWN = case(2, "claim", CLAIM, 6), case(3, "claim", CLAIM)
CORRECTING = case(27, "correct", PHONE, 1)
CHAIR = HeldSeat(1, Role.CHAIR, None, CHI, None)
LEADER = HeldSeat(2, Role.TEAM_LEADER, THREE, DUNG, NOW)
MIDNIGHT = datetime(2026, 12, 15, 17, 0, tzinfo=UTC)
STANDING_IN = HeldSeat(5, Role.CHAIR, None, AN, MIDNIGHT, NOW, stands_for=1, lender=CHI)
LINES = [
    Line(3, NOW, 3, "Nguyễn Thị Chi", "join.agreed", "case 1", {"ai": "Lê Văn Khách"}),
    Line(2, NOW, None, None, "join.asked", "case 1", None),
    Line(1, NOW, None, None, "seat.given", "member 3", {"ai": "Nguyễn Thị Chi", "vai": "chair"}),
]
CONSENTS = [("register", "yes", NOW, "paper"), ("birthday", "group", NOW, "chat")]
