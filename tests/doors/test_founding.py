"""`congdoan init`: a union from its file; doing it again changes only what differs."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.doors import founding
from bot.doors.common import Wrong
from config import union_file
from config.union_file import SeatEntry, UnionFile
from sandbox import saobien
from storage.work import open_work
from tests.doors.losing import all_rows, opened
from union import codes
from union.members import State
from union.rights import Role

KEY = b"a key of the tests"
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
EXAMPLE = Path(__file__).resolve().parents[2] / "config" / "union.example.toml"


def _profile(**values: Any) -> UnionFile:
    return saobien.profile().model_copy(update=values)


async def test_a_union_is_made_with_its_teams_and_seats(database_url: str) -> None:
    async with opened(database_url) as engine:
        code = await founding.found(engine, saobien.profile(), KEY, NOW)
        assert code is not None
        assert len(code) == codes.DIGITS
        union_id = await founding.union_id_of(engine, saobien.CODE)
        assert union_id is not None
        async with open_work(engine, union_id, NOW) as work:
            profile = await work.unions.profile()
            assert (profile.name, profile.trial) == (saobien.profile().name, True)
            assert [team.number for team in await work.teams.all()] == list(range(1, 8))
            held = {(seat.role, seat.holder.name) for seat in await work.seats.held()}
            assert (Role.CHAIR, "Nguyễn Thị Chi") in held
            assert (Role.TEAM_LEADER, "Phạm Văn Dũng") in held
            found = await work.codes.find(codes.digest(code, union_id, KEY))
            (chair,) = await work.seats.held([Role.CHAIR])
            assert found is not None
            assert found.member_id == chair.holder.id
            assert await work.log.verify() is None


async def test_doing_it_again_only_renews_the_code(database_url: str) -> None:
    async with opened(database_url) as engine:
        first = await founding.found(engine, saobien.profile(), KEY, NOW)
        before = await all_rows(engine)
        second = await founding.found(engine, saobien.profile(), KEY, NOW)
        after = await all_rows(engine)
        changed = {name for name in after if after[name] != before[name]}
        assert changed == {"codes", "log", "log_details", "unions"}  # `unions`: the log's head
        union_id = await founding.union_id_of(engine, saobien.CODE) or 0
        assert first is not None
        assert second is not None
        async with open_work(engine, union_id, NOW) as work:
            assert await work.codes.find(codes.digest(first, union_id, KEY)) is None
            assert await work.codes.find(codes.digest(second, union_id, KEY)) is not None


async def test_once_the_chair_is_in_nothing_at_all_changes(database_url: str) -> None:
    async with opened(database_url) as engine:
        await founding.found(engine, saobien.profile(), KEY, NOW)
        union_id = await founding.union_id_of(engine, saobien.CODE) or 0
        async with open_work(engine, union_id, NOW) as work:
            await work.lock()
            (chair,) = await work.seats.held([Role.CHAIR])
            await work.members.change(chair.holder.id, state=State.MEMBER.value)
        before = await all_rows(engine)
        assert await founding.found(engine, saobien.profile(), KEY, NOW) is None
        assert await all_rows(engine) == before


async def test_what_the_file_says_anew_is_taken_over(database_url: str) -> None:
    async with opened(database_url) as engine:
        await founding.found(engine, saobien.profile(), KEY, NOW)
        teams = ({"number": 1, "name": "Tổ Văn phòng"}, {"number": 9, "name": "Tổ Kho"})
        changed = UnionFile.model_validate(
            saobien.profile().model_dump() | {"name": "CĐCS Sao Biển", "teams": teams}
        )
        await founding.found(engine, changed, KEY, NOW)
        union_id = await founding.union_id_of(engine, saobien.CODE) or 0
        async with open_work(engine, union_id, NOW) as work:
            assert (await work.unions.profile()).name == "CĐCS Sao Biển"
            names = {team.number: team.name for team in await work.teams.all()}
        assert (names[1], names[2], names[9]) == ("Tổ Văn phòng", "Tổ 2", "Tổ Kho")


async def test_a_seat_the_chair_gave_to_another_is_left_alone(database_url: str) -> None:
    async with opened(database_url) as engine:
        await founding.found(engine, saobien.profile(), KEY, NOW)
        union_id = await founding.union_id_of(engine, saobien.CODE) or 0
        async with open_work(engine, union_id, NOW) as work:
            await work.lock()
            (old,) = await work.seats.held([Role.TREASURER])
            (dung,) = await work.members.by_name("Phạm Văn Dũng")
            await work.seats.end(old.id)
            await work.seats.give(dung.id, Role.TREASURER)
        await founding.found(engine, saobien.profile(), KEY, NOW)
        async with open_work(engine, union_id, NOW) as work:
            (now,) = await work.seats.held([Role.TREASURER])
        assert now.holder.name == "Phạm Văn Dũng"


@pytest.mark.parametrize("first", ["treasurer", "inspection"])
async def test_who_keeps_the_money_does_not_inspect_it(database_url: str, first: str) -> None:
    second = "inspection" if first == "treasurer" else "treasurer"
    chair, *_ = saobien.profile().seats
    both = tuple(SeatEntry(role=role, name="lê thị bích", sex="F") for role in (first, second))
    async with opened(database_url) as engine:
        with pytest.raises(Wrong, match="Lê Thị Bích không vừa làm kế toán vừa ở"):
            await founding.found(engine, _profile(seats=(chair, *both)), KEY, NOW)
        assert await founding.found(engine, _profile(seats=(chair, both[0])), KEY, NOW)


async def test_another_union_of_this_deployment_is_not_touched(database_url: str) -> None:
    async with opened(database_url) as engine:
        await founding.found(engine, saobien.profile(), KEY, NOW)
        before = await all_rows(engine)
        await founding.found(engine, _profile(code="hoasen", name="CĐCS Hoa Sen"), KEY, NOW)
        after = await all_rows(engine)
    for name, rows in before.items():
        assert after[name][: len(rows)] == rows, name


def test_the_example_is_a_union() -> None:
    profile = union_file.load(EXAMPLE)
    assert profile.code == saobien.CODE
    assert profile.seats


@pytest.mark.parametrize(
    "line",
    [
        'code = "Có Dấu"',
        'kind = "company"',
        'nmae = "x"',
        '[[seats]]\nrole = "king"\nname = "Lê Văn A"',
        '[[teams]]\nnumber = 0\nname = "Tổ 0"',
    ],
)
def test_a_file_with_a_slip_is_refused(tmp_path: Path, line: str) -> None:
    lines = {"code": 'code = "saobien"', "name": 'name = "CĐCS Sao Biển"'}
    lines[line.split(" ")[0]] = line
    file = tmp_path / "union.toml"
    file.write_text("\n".join(lines.values()), encoding="utf-8")
    with pytest.raises(ValidationError):
        union_file.load(file)
