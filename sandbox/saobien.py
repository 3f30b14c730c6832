"""The fictional union of the demo, the tests and the docs: 46 members, 29 women, 7 teams."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.doors import founding
from config.union_file import UnionFile
from storage.models import accounts, chats
from storage.work import Work, open_work
from union.consents import Answer, Purpose
from union.members import Sex, State

CODE = "saobien"
AN, BICH, CHI, DUNG, GIANG, KHACH = range(1001, 1007)
GROUP = -4001

# Name, sex, birth date, team, telephone. The first five are the people one can be in the sandbox.
CAST = (
    ("Trần Văn An", "M", date(1988, 3, 8), 1, "+84901234123"),
    ("Lê Thị Bích", "F", date(1984, 10, 20), 2, "+84901234202"),
    ("Nguyễn Thị Chi", "F", date(1979, 5, 2), 1, "+84901234303"),
    ("Phạm Văn Dũng", "M", date(1981, 11, 28), 3, "+84901234404"),
    ("Vũ Thị Giang", "F", date(1976, 1, 15), 4, "+84901234505"),
)
_WOMEN = (
    "Nguyễn Thị Hạnh",
    "Trần Thị Lan",
    "Lê Thị Vy",
    "Phạm Thị Kim",
    "Hoàng Thị Nga",
    "Đặng Thị Mai",
    "Bùi Thị Oanh",
    "Đỗ Thị Phượng",
    "Hồ Thị Quyên",
    "Ngô Thị Rạng",
    "Dương Thị Sen",
    "Lý Thị Thảo",
    "Võ Thị Uyên",
    "Phan Thị Xuân",
    "Trương Thị Yến",
    "Huỳnh Thị Ánh",
    "Mai Thị Ngọc",
    "Cao Thị Tuyết",
    "Đinh Thị Loan",
    "Lương Thị Hiền",
    "Tạ Thị Thu",
    "Đoàn Thị Cúc",
    "Trịnh Thị Hương",
    "Quách Thị Liên",
    "La Thị Diệp",
    "Kiều Thị Trinh",
)
_MEN = (
    "Nguyễn Văn Sơn",
    "Trần Văn Phúc",
    "Lê Văn Tú",
    "Phạm Văn Khoa",
    "Hoàng Văn Minh",
    "Đặng Văn Nam",
    "Bùi Văn Quân",
    "Đỗ Văn Tâm",
    "Hồ Văn Vinh",
    "Ngô Văn Bình",
    "Dương Văn Đạt",
    "Lý Văn Hùng",
    "Võ Văn Long",
    "Phan Văn Thành",
    "Trương Văn Ý",
)


def roster() -> list[tuple[str, str, date, int, str]]:
    """All 46: birthdays spread over the year, two of them on 29/2 and on 8/3."""
    rest = [(name, "F") for name in _WOMEN] + [(name, "M") for name in _MEN]
    people = list(CAST)
    for place, (name, sex) in enumerate(rest):
        month, day = place % 12 + 1, (place * 7) % 27 + 1
        born = date(1970 + place % 30, month, day)
        if name == "Trần Thị Lan":
            born = date(1992, 2, 29)
        if name == "Nguyễn Thị Hạnh":
            born = date(1971, 3, 12)
        people.append((name, sex, born, place % 7 + 1, f"+849012350{place:02d}"))
    return people


def profile() -> UnionFile:
    seats = [
        {"role": "chair", "name": "Nguyễn Thị Chi", "team": 1},
        {"role": "treasurer", "name": "Lê Thị Bích", "team": 2},
        {"role": "team_leader", "name": "Phạm Văn Dũng", "team": 3},
        {"role": "inspection", "name": "Vũ Thị Giang", "team": 4},
    ]
    return UnionFile.model_validate(
        {
            "code": CODE,
            "name": "CĐCS Công ty Cổ phần Viễn thông Sao Biển",
            "kind": "enterprise",
            "upper_name": "Công đoàn các Khu công nghiệp",
            "bank": {"bank": "Vietcombank", "account": "0123456789", "holder": "CĐCS Sao Biển"},
            "teams": [{"number": n, "name": f"Tổ {n}"} for n in range(1, 8)],
            "seats": seats,
        }
    )


async def found(engine: AsyncEngine, key: bytes, now: datetime) -> int:
    """The union with its roster and seats, live; nobody has come into the chat yet."""
    bare = profile().model_copy(update={"seats": ()})
    await founding.found(engine, bare, key, now)
    union_id = await founding.union_id_of(engine, CODE)
    if union_id is None:
        raise LookupError(CODE)
    async with open_work(engine, union_id, now) as work:
        await work.lock()
        teams = {team.number: team.id for team in await work.teams.all()}
        for name, sex, born, team, phone in roster():
            await work.members.add(name, Sex(sex), born=born, phone=phone, team_id=teams[team])
        await work.unions.change(trial=False)
    await founding.found(engine, profile(), key, now)
    return union_id


async def settle(
    engine: AsyncEngine,
    union_id: int,
    bot_id: int,
    now: datetime,
    people: Mapping[int, str] | Mapping[str, str],
) -> None:
    """Platform id → name: these have been members in the chat since before the story begins."""
    async with open_work(engine, union_id, now) as work:
        await work.lock()
        for person, name in people.items():
            await _settle(work, bot_id, str(person), name)


async def _settle(work: Work, bot_id: int, person: str, name: str) -> None:
    await work.accounts.meet(bot_id, person, person, False)
    found = select(accounts.c.id).where(accounts.c.bot_id == bot_id, accounts.c.external == person)
    account_id = (await work.connection.execute(found)).scalar_one()
    (member,) = await work.members.by_name(name)
    await work.members.change(member.id, state=State.MEMBER.value, joined_on=work.today)
    await work.unions.link(account_id, member.id)
    await work.consents.record(member.id, Purpose.REGISTER, Answer.YES)


async def link_group(engine: AsyncEngine, union_id: int, bot_id: int, now: datetime) -> None:
    """The union's group, as if an officer had typed its code there."""
    async with open_work(engine, union_id, now) as work:
        await work.lock()
        await work.accounts.meet(bot_id, str(GROUP), str(CHI), True)
        found = select(chats.c.id).where(chats.c.bot_id == bot_id, chats.c.external == str(GROUP))
        await work.unions.link_group((await work.connection.execute(found)).scalar_one())
