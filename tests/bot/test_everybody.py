"""Every command and button against every kind of person. A new one without a row fails."""

from datetime import timedelta

import pytest

from bot.subjects import book
from tests.bot.direct import KINDS, Direct

EVERYBODY = frozenset(KINDS)
MEMBERS = EVERYBODY - {"stranger"}
COMMITTEE = frozenset({"treasurer", "deputy", "chair"})
LEADERS = COMMITTEE | {"leader"}
REPORTERS = LEADERS | {"inspection"}
SEATED = REPORTERS  # everybody here who holds a seat
BOOK_READERS = COMMITTEE | {"inspection"}
CHAIRS = frozenset({"deputy", "chair"})
CHAIR = frozenset({"chair"})
KEEPERS = frozenset({"treasurer", "chair"})
TREASURER = frozenset({"treasurer"})
INSPECTORS = frozenset({"inspection", "chair"})

COMMANDS = {
    "doanphi": MEMBERS, "dachuyen": MEMBERS, "thu": TREASURER, "saoke": TREASURER,
    "chuadong": MEMBERS, "lich": MEMBERS,
    "mucdong": COMMITTEE, "miendong": COMMITTEE,
    "start": EVERYBODY, "trogiup": EVERYBODY, "huy": EVERYBODY, "riengtu": EVERYBODY,
    "congdoan": EVERYBODY, "dangky": EVERYBODY, "nhapma": EVERYBODY,
    "toi": MEMBERS, "sua": MEMBERS, "chucvu": MEMBERS,
    "themmay": MEMBERS, "guitep": MEMBERS,
    "quy": MEMBERS, "vay": MEMBERS, "tra": MEMBERS, "thuvay": COMMITTEE,
    "aixem": MEMBERS, "uyquyen": SEATED, "giothe": LEADERS, "nhapho": COMMITTEE,
    "duyet": LEADERS, "chua": LEADERS, "hoi": LEADERS, "ma": LEADERS,
    "baocao": REPORTERS, "sinhnhat": REPORTERS, "nhatky": INSPECTORS,
    "thidua": MEMBERS, "ketqua": COMMITTEE,
    "nhom": COMMITTEE, "noinhom": COMMITTEE, "tinhtrang": COMMITTEE,
    "ngayle": MEMBERS, "xemthu": REPORTERS,
    "hop": COMMITTEE, "duhop": COMMITTEE, "vanghop": COMMITTEE,
    "giuhop": CHAIRS, "doihop": CHAIRS, "huyhop": CHAIRS,
    "soquy": COMMITTEE | {"inspection"}, "chi": KEEPERS, "thukhac": KEEPERS, "huyphieu": KEEPERS,
    "sodudau": KEEPERS,
    "tamdung": CHAIRS, "tieptuc": CHAIRS, "chinhthuc": CHAIR,
}  # fmt: skip
BUTTONS = {
    "dues.bill": MEMBERS, "dues.again": MEMBERS, "dues.only": MEMBERS, "dues.quarter": MEMBERS,
    "dues.year": MEMBERS, "dues.sent": MEMBERS, "dues.cash": MEMBERS, "dues.said": MEMBERS,
    "dues.later": MEMBERS, "dues.take": TREASURER, "dues.paste": TREASURER,
    "dues.other": COMMITTEE, "dues.missing": COMMITTEE, "dues.amounts": COMMITTEE,
    "dues.exempt": COMMITTEE, "dues.unpaid": COMMITTEE, "coming": MEMBERS,
    "home": EVERYBODY, "help": EVERYBODY, "privacy": EVERYBODY, "join.ask": EVERYBODY,
    "join.code": EVERYBODY, "union.switch": EVERYBODY,
    "case.lookers": MEMBERS, "case.reply": EVERYBODY, "cards.hours": LEADERS,
    "cover.begin": SEATED, "cover.more": SEATED, "cover.back": SEATED, "paper.begin": COMMITTEE,
    "device.list": MEMBERS, "device.code": MEMBERS, "device.choose": MEMBERS,
    "device.last": MEMBERS, "device.drop": MEMBERS, "file.send": MEMBERS,
    "me": MEMBERS, "me.fix": MEMBERS, "seat.list": MEMBERS, "birthday.ask": MEMBERS,
    "birthday.private": MEMBERS, "birthday.group": MEMBERS, "birthday.no": MEMBERS,
    "privacy.data": MEMBERS, "privacy.leave": MEMBERS, "privacy.left": MEMBERS,
    "case.agree": LEADERS, "case.refuse": LEADERS, "case.ask": LEADERS, "case.show": LEADERS,
    "case.list": LEADERS, "claim.all": LEADERS, "claim.each": LEADERS, "code.issue": LEADERS,
    "report.which": REPORTERS, "report.titles": REPORTERS, "report.meetings": REPORTERS,
    "report.finance": BOOK_READERS,
    "report.fund": BOOK_READERS, "report.year": BOOK_READERS, "report.xlsx": BOOK_READERS,
    "report.members": REPORTERS, "birthday.month": REPORTERS,
    "log.before": INSPECTORS, "log.file": INSPECTORS,
    "title.home": MEMBERS, "title.more": MEMBERS, "title.join": MEMBERS, "title.drop": MEMBERS,
    "title.past": MEMBERS,
    "title.list": REPORTERS, "title.open": COMMITTEE, "title.close": COMMITTEE,
    "title.for": COMMITTEE, "title.result": COMMITTEE,
    "member.state": COMMITTEE, "group.how": COMMITTEE, "group.unlink": COMMITTEE,
    "group.hand": COMMITTEE,
    "occasion.year": MEMBERS, "occasion.texts": REPORTERS, "occasion.text": REPORTERS,
    "occasion.approve": CHAIRS, "occasion.pick": CHAIRS, "occasion.keep": CHAIRS,
    "meeting.list": COMMITTEE, "meeting.show": COMMITTEE, "meeting.figures": COMMITTEE,
    "meeting.yes": COMMITTEE, "meeting.no": COMMITTEE, "meeting.roll": COMMITTEE,
    "meeting.mark": COMMITTEE, "meeting.all": COMMITTEE, "meeting.held": COMMITTEE,
    "meeting.new": CHAIRS, "meeting.keep": CHAIRS, "meeting.later": CHAIRS,
    "meeting.move": CHAIRS, "meeting.cancel": CHAIRS, "meeting.stop": CHAIRS,
    "fund.show": MEMBERS, "fund.rules": MEMBERS, "fund.join": MEMBERS, "fund.leave": MEMBERS,
    "fund.left": MEMBERS, "loan.ask": MEMBERS, "loan.mine": MEMBERS, "loan.show": MEMBERS,
    "loan.withdraw": MEMBERS, "loan.withdrawn": MEMBERS, "loan.received": MEMBERS,
    "loan.missing": MEMBERS, "repay.ask": MEMBERS, "repay.again": MEMBERS,
    "repay.bill": MEMBERS, "repay.sent": MEMBERS,
    "loan.paid": COMMITTEE, "repay.missing": COMMITTEE, "repay.took": COMMITTEE,
    "book.list": COMMITTEE | {"inspection"}, "book.page": COMMITTEE | {"inspection"},
    "book.show": COMMITTEE | {"inspection"},
    "book.spend": KEEPERS, "book.receive": KEEPERS, "book.reverse": KEEPERS,
    "book.begin": KEEPERS,
    "pause": CHAIRS, "pause.end": CHAIRS,
    "seat.give": CHAIR, "seat.end": CHAIR, "seat.stop": CHAIR, "union.live": CHAIR,
    "union.ask": CHAIR,
}  # fmt: skip
REFUSED = ("Việc này dành cho",)
# What only an officer is told; nobody else may ever read any of it.
OFFICIAL = ("Tổng số:", "Nhật ký", "Mã của Tổ", "Mã riêng", "/noinhom 1", "Việc đang chờ:",
            "Sinh nhật tháng", "Giao cho ai", "Chưa đăng ký danh hiệu", "Trần Văn An")  # fmt: skip


def test_every_command_and_button_has_a_row() -> None:
    assert {command.name for command in book().commands} == set(COMMANDS)
    assert set(book().buttons) == set(BUTTONS)


def test_every_offered_command_has_a_shortcut_or_needs_none() -> None:
    from bot.texts.help import SHORTCUTS

    offered = {command.name for command in book().commands if not command.hidden}
    assert offered - set(SHORTCUTS) == {"huy"}
    assert {data for _, data in SHORTCUTS.values()} <= set(book().buttons)


async def asks(talk: Direct, kind: str, words: str = "", data: str = "") -> list[str]:
    """As one of the kinds; a stranger's day begins anew, for they get three answers a day."""
    if kind == "stranger":
        talk.now += timedelta(days=1)
    if data:
        return await talk.presses(KINDS[kind], data)
    return await talk.hears(KINDS[kind], words)


def is_refused(said: list[str]) -> bool:
    return len(said) == 1 and said[0].startswith(REFUSED)


@pytest.mark.parametrize("kind", KINDS)
async def test_commands(talk: Direct, kind: str) -> None:
    """Who may not is told kindly and changes nothing; who may is answered."""
    for name, allowed in COMMANDS.items():
        before = await talk.rows()
        for words in (f"/{name}", f"/{name} 1", f"/{name} tổ 3"):
            said = await asks(talk, kind, words)
            assert said, (kind, words)
            assert is_refused(said) is (kind not in allowed), (kind, words, said)
            await asks(talk, kind, "/huy")
        if kind not in allowed:
            assert await talk.rows() == before, (kind, name)
    assert await talk.incidents() == 0


@pytest.mark.parametrize("kind", KINDS)
async def test_buttons(talk: Direct, kind: str) -> None:
    before = await talk.rows()
    for name, allowed in BUTTONS.items():
        if kind in allowed:
            continue
        for data in (name, f"{name}:1", f"{name}:1:9999", f"{name}:²"):
            said = await asks(talk, kind, data=data)
            assert is_refused(said), (kind, data, said)
    assert await talk.rows() == before
    assert await talk.incidents() == 0


@pytest.mark.parametrize("kind", KINDS)
async def test_in_the_group_nothing_private_is_said(talk: Direct, kind: str) -> None:
    before = await talk.rows()
    for name in COMMANDS:
        for words in (f"/{name}", f"/{name} 1"):
            said = await talk.hears(KINDS[kind], words, group=True)
            assert (said == []) is (kind == "stranger"), (kind, words, said)
            assert not any(secret in text for secret in OFFICIAL for text in said), said
    for name in BUTTONS:
        said = await talk.presses(KINDS[kind], f"{name}:1", group=True)
        assert not any(secret in text for secret in OFFICIAL for text in said), said
    assert await talk.rows() == before
    assert await talk.incidents() == 0


@pytest.mark.parametrize("kind", ["stranger", "member"])
async def test_nobody_else_reads_what_officers_read(talk: Direct, kind: str) -> None:
    for name in COMMANDS:
        said = "\n".join(await asks(talk, kind, f"/{name}"))
        secrets = OFFICIAL if kind == "stranger" else OFFICIAL[:-1]
        assert not any(secret in said for secret in secrets), (name, said)


async def test_help_shows_what_one_may_and_nothing_else(talk: Direct) -> None:
    for kind, person in KINDS.items():
        (said,) = await talk.hears(person, "/trogiup")
        shown = {line[1:].split(":")[0] for line in said.splitlines() if line.startswith("/")}
        hidden = {command.name for command in book().commands if command.hidden}
        may = {name for name, allowed in COMMANDS.items() if kind in allowed} - hidden
        assert shown == may - ({"dangky"} if kind != "stranger" else set()), kind
