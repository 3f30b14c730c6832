"""Everything the bot can say, said once: read by people (`python -m bot.texts`) and kept by tests.

`SAMPLES` names every function of the texts with the arguments to say it with.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from bot import texts
from bot.said import Reply
from storage.cases import Case
from storage.log import Line
from storage.seats import HeldSeat
from union.consents import Answer
from union.members import Count, Member, Sex, State, Team
from union.refusals import Reason, Refusal
from union.rights import Role, Seat
from union.words import NotUnderstood, Unclear

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
UNION = "CĐCS Công ty Cổ phần Viễn thông Sao Biển"
LINK = "https://t.me/congdoan_bot?start=saobien"
ONE, THREE = Team(1, 1, "Tổ 1"), Team(3, 3, "Tổ 3")
TEAMS = [ONE, Team(2, 2, "Tổ 2"), THREE]


def _member(
    id: int, name: str, sex: Sex, born: date | None, phone: str = "", team: Team | None = ONE
) -> Member:
    year = born.year if born else 1990
    return Member(id, name, sex, born, year, phone, team, State.MEMBER, TODAY)


AN = _member(1, "Trần Văn An", Sex.MALE, date(1988, 3, 8), "+84901234123")
CHI = _member(3, "Nguyễn Thị Chi", Sex.FEMALE, date(1979, 5, 2), "+84901234303")
DUNG = _member(4, "Phạm Văn Dũng", Sex.MALE, date(1981, 11, 28), "+84901234404", THREE)
HANH = _member(6, "Nguyễn Thị Hạnh", Sex.FEMALE, date(1971, 3, 12), "", THREE)
NEW = _member(9, "Lê Văn Khách", Sex.UNKNOWN, None, "", None)

JOIN = {"name": "Lê Văn Khách", "birth": "1990-02-01", "sex": "M"}
ASKED = JOIN | {"question": "Anh làm ca nào?", "reply": "em làm ca ba"}
CLAIM = {"name": "Nguyễn Thị Hạnh", "year": 1971}
PHONE = {"name": "Trần Văn An", "field": "phone", "value": "+84912345678"}


def _case(number: int, kind: str, facts: dict[str, Any], member: int | None = None) -> Case:
    return Case(number, number, kind, "open", member, 1, 1, 3, facts, NOW, None, None, None)


JOINING, ASKED_BACK = _case(1, "join", JOIN), _case(1, "join", ASKED)
CLAIMING, UNKNOWN = _case(2, "claim", CLAIM, 6), _case(3, "claim", CLAIM)
CORRECTING = _case(27, "correct", PHONE, 1)
CHAIR = HeldSeat(1, Role.CHAIR, None, CHI, None)
LEADER = HeldSeat(2, Role.TEAM_LEADER, THREE, DUNG, NOW)
LINES = [
    Line(3, NOW, 3, "Nguyễn Thị Chi", "join.agreed", "case 1", {"ai": "Lê Văn Khách"}),
    Line(2, NOW, None, None, "join.asked", "case 1", None),
    Line(1, NOW, None, None, "seat.given", "member 3", {"ai": "Nguyễn Thị Chi", "vai": "chair"}),
]
CONSENTS = [("register", "yes", NOW), ("birthday", "group", NOW)]

FACTS: dict[Reason, dict[str, Any]] = {
    Reason.ALREADY_DECIDED: {"by": "chị Chi"},
    Reason.ALREADY_ASKED: {"number": 1},
    Reason.NOT_FOUND: {"words": "27"},
    Reason.SEAT_HELD: {"name": "Lê Thị Bích"},
}
UNCLEAR: dict[Unclear, dict[str, Any]] = {
    Unclear.TOO_MUCH: {"most": 10**9},
    Unclear.OLD_NUMBER: {"now": "+84381234567"},
    Unclear.NO_SUCH_DAY: {"day": 31, "month": 4},
    Unclear.NOT_LEAP: {"year": 1975},
    Unclear.NO_YEAR: {"day": 12, "month": 3},
    Unclear.ONLY_YEAR: {"year": 1975},
    Unclear.FUTURE: {"on": date(2030, 1, 1)},
    Unclear.PAST: {"on": date(2026, 11, 1)},
    Unclear.TOO_OLD: {"on": date(1875, 1, 1)},
    Unclear.TOO_YOUNG: {"on": date(2020, 1, 1), "youngest": 15},
    Unclear.LUNAR: {"day": 15, "month": 7},
    Unclear.SOLAR_OR_LUNAR: {"day": 8, "month": 3, "solar": date(2027, 3, 8)},
    Unclear.WEEKDAY_DIFFERS: {"on": date(2026, 12, 10)},
    Unclear.A_PERIOD: {"first": date(2026, 11, 28), "last": date(2026, 11, 29)},
    Unclear.MORNING_OR_AFTERNOON: {"hour": 2},
}

SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "joining.another_account": [(AN,)],
    "standing.of_whom": [()],
    "standing.which_state": [(DUNG,)],
    "standing.confirm": [(DUNG, State.DIED), (DUNG, State.MEMBER)],
    "standing.written": [(DUNG, State.DIED), (DUNG, State.AWAY)],
    "standing.kept": [()],
    "birthdays.ask": [(AN,), (NEW,)],
    "birthdays.answered": [("private",), ("group",), ("no",)],
    "birthdays.wish": [(AN, False), (AN, True)],
    "birthdays.wish_in_group": [([HANH],), ([AN, HANH, DUNG],)],
    "birthdays.month": [(date(2026, 11, 1), []), (date(2026, 11, 1), [DUNG])],
    "birthdays.paused": [(TODAY,)],
    "birthdays.how_many_days": [()],
    "birthdays.resumed": [()],
    "cases.join": [
        (JOINING, ONE, [], []), (ASKED_BACK, None, [AN], []), (JOINING, ONE, [], [AN]),
    ],
    "cases.correction": [(CORRECTING, AN, "", "0912 345 678")],
    "cases.claims": [(THREE, [CLAIMING]), (THREE, [CLAIMING, UNKNOWN])],
    "cases.claim": [(CLAIMING, THREE), (UNKNOWN, THREE)],
    "cases.waiting": [
        ([],),
        ([(JOINING, texts.cases.about(JOINING)), (CORRECTING, texts.cases.about(CORRECTING))],),
        ([(_case(n, "join", JOIN), "Lê Văn Khách xin vào công đoàn") for n in range(1, 23)],),
    ],
    "cases.about": [(JOINING,), (CLAIMING,), (CORRECTING,)],
    "cases.decided": [
        (JOINING, "agreed", CHI, True), (JOINING, "agreed", CHI), (JOINING, "refused", CHI),
        (JOINING, "parked", AN), (CORRECTING, "withdrawn", None),
    ],
    "cases.many_decided": [(THREE, ["Hạnh", "Lan"])],
    "cases.which_number": [("duyệt",)],
    "cases.what_to_ask": [(JOINING,)],
    "cases.asked": [(JOINING,)],
    "cases.corrected": [(AN, "phone", "0912 345 678", CHI), (AN, "phone", "0912 345 678", None)],
    "cases.not_corrected": [(AN, "phone")],
    "cases.row_claimed_twice": [("Trần Văn An",)],
    "cases.codes_guessed": [()],
    "cases.stranger_in_group": [()],
    "codes.for_whom": [(TEAMS,)],
    "codes.for_whom_again": [("ai đó",)],
    "codes.for_member": [(HANH, "482106", NOW, LINK), (HANH, "482106", NOW, "")],
    "codes.for_team": [(THREE, "482106", NOW, LINK)],
    "common.home_choices": [],
    "common.home": [(AN, 0), (CHI, 3)],
    "common.stale": [()],
    "common.forgotten": [()],
    "common.incident": [("A1B2C3",)],
    "common.cancelled": [(AN, True), (None, False)],
    "common.only_in_private": [("https://t.me/congdoan_bot",), ("",)],
    "common.nearest": [([("Thông tin của tôi", "me"), ("Trợ giúp", "help")],)],
    "common.two_readings": [("đúng", "dừng", "dung"), ("chỉ # thôi", "thôi, hủy", "300k thoi")],
    "common.cannot": [("voice",), ("sticker",), ("file",), ("other",)],
    "common.cannot_hear": [(AN, "voice"), (None, "sticker")],
    "common.number_known": [(AN,)],
    "common.at_your_service": [(AN,), (None,)],
    "common.unsent": [(2, 1), (0, 1), (1, 0)],
    "groups.how_to_link": [("482106", 0, "congdoan_bot"), ("482106", 1, "congdoan_bot")],
    "groups.came": [()],
    "groups.linked": [(UNION,)],
    "groups.not_linked": [()],
    "groups.unlinked": [(1,)],
    "groups.removed": [()],
    "groups.type_in_group": [()],
    "help.help": [
        (list(texts.help.ABOUT.items()), list(texts.help.SHORTCUTS.values())),
    ],
    "joining.welcome": [(UNION,)],
    "joining.which_union": [()],
    "joining.type_code": [()],
    "joining.number_matches": [(AN, AN.phone)],
    "joining.code_is_for": [(HANH,)],
    "joining.number_shared": [()],
    "joining.not_me": [()],
    "joining.name_and_year": [(THREE, DUNG), (THREE, None)],
    "joining.name_and_year_again": [()],
    "joining.is_this_you": [("Nguyễn Thị Hạnh", 1971, THREE)],
    "joining.leader_will_confirm": [(DUNG, True), (None, False)],
    "joining.your_name": [()],
    "joining.your_name_again": [()],
    "joining.your_birth_date": [("Lê Văn Khách",)],
    "joining.your_sex": [()],
    "joining.your_team": [(TEAMS,)],
    "joining.request": [
        ("Lê Văn Khách", date(1990, 2, 1), Sex.MALE, ONE),
        ("Lê Văn Khách", date(1990, 2, 1), Sex.MALE, None),
    ],
    "joining.requested": [(1,)],
    "joining.dropped": [()],
    "joining.admitted": [(AN, None), (HANH, DUNG), (NEW, CHI)],
    "joining.not_yet": [("Lê Văn Khách",)],
    "joining.question": [("Anh làm ca nào?",)],
    "joining.answer_passed_on": [()],
    "log.line": [(line,) for line in LINES],
    "log.page": [(LINES, True), (LINES[:1], False)],
    "log.file": [()],
    "members.me": [(AN, (), 0), (CHI, (Seat(Role.CHAIR),), 1), (NEW, (), 0)],
    "members.which_field": [()],
    "members.new_value": [(field, TEAMS) for field in texts.cases.FIELDS],
    "members.confirm": [("phone", "0901 234 123", "0912 345 678"), ("phone", "", "0912 345 678")],
    "members.sent": [(27,)],
    "members.kept": [()],
    "privacy.for_stranger": [()],
    "privacy.yours": [(None, NOW), *((answer, None) for answer in Answer if answer != "yes")],
    "privacy.sure_to_leave": [()],
    "privacy.left": [()],
    "privacy.officer_told": [(DUNG,)],
    "privacy.data_file": [(AN, CONSENTS), (NEW, [])],
    "privacy.data": [()],
    "refusals.refused": [
        *((Refusal(reason, **FACTS.get(reason, {})),) for reason in Reason),
        (Refusal(Reason.ALREADY_DECIDED),), (Refusal(Reason.NOT_FOUND),),
        (Refusal(Reason.ROW_TAKEN, name="Trần Văn An"),),
    ],
    "report.which": [()],
    "report.members": [
        (UNION, NOW, Count(46, 29), 5, [(ONE, Count(7, 4)), (None, Count(1, 0))]),
    ],
    "seats.held": [([CHAIR, LEADER], True), ([CHAIR], False), ([], False)],
    "seats.to_whom": [()],
    "seats.to_whom_again": [("ai đó",)],
    "seats.which_of": [([AN, HANH], "giao", "who")],
    "seats.which_role": [("Trần Văn An",)],
    "seats.which_team": [(TEAMS,)],
    "seats.confirm": [(AN, Role.DEPUTY, None), (AN, Role.TEAM_LEADER, THREE)],
    "seats.given": [(AN, Role.DEPUTY, None)],
    "seats.yours_now": [(AN, Role.TEAM_LEADER, THREE)],
    "seats.which_to_end": [([LEADER],)],
    "seats.ended": [(LEADER,)],
    "seats.yours_no_more": [(LEADER,)],
    "seats.kept": [()],
    "unclear.why": [(NotUnderstood(reason, **UNCLEAR.get(reason, {})),) for reason in Unclear],
    "unions.live": [(UNION,)],
    "unions.sure_to_go_live": [()],
    "unions.already_live": [()],
    "unions.yours": [([], None), ([(1, UNION), (2, "CĐCS Hoàng Yến")], 1), ([(1, UNION)], 2)],
    "unions.elsewhere": [()],
    "unions.switched": [(UNION,)],
}  # fmt: skip


def said() -> Iterator[tuple[str, Reply]]:
    """Every sample as a reply, under the name of its function."""
    for name, calls in SAMPLES.items():
        subject, function = name.split(".")
        say = getattr(getattr(texts, subject), function)
        for arguments in calls:
            made = say(*arguments)
            yield name, made if isinstance(made, Reply) else Reply(str(made))


def shown(name: str, reply: Reply) -> str:
    """One reply as a page of text: its words, then its choices, a row a line."""
    lines = [f"== {name}", reply.text]
    for row in reply.choices:
        lines.append(" ".join(f"[{choice.label}]" for choice in row))
    for more in reply.more:
        lines += ["--", more.text]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """Subject → everything it can say."""
    found: dict[str, list[str]] = {}
    for name, reply in said():
        found.setdefault(name.split(".")[0], []).append(shown(name, reply))
    return {subject: "\n".join(parts) for subject, parts in found.items()}
