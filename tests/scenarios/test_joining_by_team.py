"""Coming in by the code of one's team; the leader confirms many at a tap."""

from datetime import timedelta

import pytest

from sandbox.saobien import CAST
from tests.chat import Town
from tests.person import Person
from tests.scenarios.story import change, comes_by_team, member, once, team_code, telegram_only
from union.members import State


def newcomers(made: Town, count: int) -> list[Person]:
    """People with a telephone whose number nobody knows."""
    for id in range(2001, 2001 + count):
        made.world.add_person(id, "Người", str(id), f"8490000{id}")
    return [Person(made, f"p{id}", id) for id in range(2001, 2001 + count)]


async def team_three(made: Town) -> list[tuple[str, int]]:
    """Name and birth year of those of Tổ 3 who have not come in."""
    async with made.work() as work:
        everybody = await work.members.on_the_books()
    return [
        (one.name, one.birth_year or 0)
        for one in everybody
        if one.team and one.team.number == 3 and one.state is State.ROSTER
    ]


async def test_without_accents_and_the_leader_says_yes(sao_bien: Town) -> None:
    await change(sao_bien, "Nguyễn Thị Hạnh", team_id=(await _team(sao_bien)))
    await sao_bien.khach.says(await team_code(sao_bien))
    assert sao_bien.khach.hears("Tổ 3", "anh Dũng", "họ tên và năm sinh")
    await sao_bien.khach.says("nguyen thi hanh 1971")
    assert sao_bien.khach.hears("Nguyễn Thị Hạnh, sinh 1971, Tổ 3")
    await sao_bien.khach.taps("Đúng tôi, tôi đồng ý")
    assert sao_bien.khach.hears("Anh Dũng sẽ xác nhận")
    assert sao_bien.dung.hears("Nguyễn Thị Hạnh", "Có trong danh sách")
    await sao_bien.dung.taps("Duyệt")
    assert sao_bien.khach.hears("Anh Dũng đã xác nhận", "Chào mừng chị Hạnh")
    assert (await member(sao_bien, "Nguyễn Thị Hạnh")).state is State.MEMBER


async def _team(made: Town) -> int:
    async with made.work() as work:
        team = await work.teams.numbered(3)
    assert team
    return team.id


@once
async def test_with_accents_and_the_year_first(sao_bien: Town) -> None:
    (name, year), *_ = await team_three(sao_bien)
    await comes_by_team(sao_bien, sao_bien.khach, f"{year} {name}")
    assert sao_bien.dung.hears(name, "Có trong danh sách")


@pytest.mark.parametrize("words", ["Lê Thị Không Có 1980", "sai năm"])
@once
async def test_an_unknown_name_or_year_is_shown_to_the_leader(sao_bien: Town, words: str) -> None:
    if words == "sai năm":
        name, year = (await team_three(sao_bien))[0]
        words = f"{name} {year + 1}"
    await comes_by_team(sao_bien, sao_bien.khach, words)
    assert sao_bien.khach.hears("chưa thấy tên này trong tổ")
    assert sao_bien.dung.hears("Chưa có trong danh sách của tổ")


@telegram_only("presses a button of an older message")
async def test_many_at_a_tap_but_not_who_came_after_the_card(sao_bien: Town) -> None:
    code = await team_code(sao_bien)
    names = await team_three(sao_bien)
    first, second, third = newcomers(sao_bien, 3)
    await comes_by_team(sao_bien, first, "{} {}".format(*names[0]), code)
    await comes_by_team(sao_bien, second, "{} {}".format(*names[1]), code)
    message, data = sao_bien.dung.button("Đúng cả 2")
    await comes_by_team(sao_bien, third, "{} {}".format(*names[2]), code)
    assert sao_bien.dung.hears("Tổ 3 có 3 người xin vào")
    await sao_bien.after(sao_bien.world.taps(sao_bien.dung.id, sao_bien.dung.id, message.id, data))
    assert sao_bien.dung.hears("Đã xác nhận 2 người của Tổ 3")
    assert first.hears("Chào mừng") and second.hears("Chào mừng")
    assert "Chào mừng" not in third.news
    assert (await member(sao_bien, names[2][0])).state is State.ROSTER
    await sao_bien.dung.says("/duyet")
    assert sao_bien.dung.hears(names[2][0])


@once
async def test_one_by_one(sao_bien: Town) -> None:
    code = await team_code(sao_bien)
    names = await team_three(sao_bien)
    people = newcomers(sao_bien, 2)
    for person, (name, year) in zip(people, names, strict=False):
        await comes_by_team(sao_bien, person, f"{name} {year}", code)
    await sao_bien.dung.taps("Xem từng người")
    assert sao_bien.dung.hears(names[0][0], names[1][0])
    await sao_bien.dung.taps("Chưa")
    assert people[1].hears("chưa thể")
    assert (await member(sao_bien, names[1][0])).state is State.ROSTER
    await sao_bien.dung.says("duyet 1")
    assert people[0].hears("Chào mừng")


@once
async def test_the_code_of_a_team_serves_seven_days(sao_bien: Town) -> None:
    code = await team_code(sao_bien)
    (name, year), *_ = await team_three(sao_bien)
    sao_bien.clock.move_by(timedelta(days=7) - timedelta(minutes=1))
    await comes_by_team(sao_bien, sao_bien.khach, f"{name} {year}", code)
    assert sao_bien.khach.hears("Anh Dũng sẽ xác nhận")
    sao_bien.clock.move_by(timedelta(minutes=1))
    (late,) = newcomers(sao_bien, 1)
    await late.says(code)
    assert late.hears("đã dùng hết")


@once
async def test_wrong_codes_of_a_team_are_bounded_too(sao_bien: Town) -> None:
    code, (guesser,) = await team_code(sao_bien), newcomers(sao_bien, 1)
    for wrong in range(5):
        await guesser.says(f"{(int(code) + 1 + wrong) % 1_000_000:06d}")
    assert guesser.hears("thử lại sau 1 giờ")
    await guesser.says(code)
    assert guesser.hears("thử lại sau 1 giờ")
    assert sao_bien.chi.hears("gõ sai mã nhiều lần")


async def test_a_name_somebody_has_already_is_not_given_twice(sao_bien: Town) -> None:
    sao_bien.chi.mark()
    await comes_by_team(sao_bien, sao_bien.khach, f"{CAST[3][0]} {CAST[3][2].year}")
    assert sao_bien.khach.hears("Tên này đã có người nhận")
    assert sao_bien.chi.hears("vừa thử nhận tên Phạm Văn Dũng")
    async with sao_bien.work() as work:
        assert await work.cases.waiting() == []
        assert (await work.log.read(1))[0].verb == "claim.twice"


@once
async def test_a_voice_a_thumb_and_an_unclear_yes_are_no_consent(sao_bien: Town) -> None:
    khach = sao_bien.khach
    await khach.says(await team_code(sao_bien))
    await khach.sends_voice()
    assert khach.hears("chưa nghe được tin thoại", "họ tên")
    await khach.says("Lê Thị Hoa 1975")
    await khach.says("👍")
    assert khach.hears("Lê Thị Hoa, sinh 1975, Tổ 3")
    await khach.sends_sticker()
    await khach.says("dạ")
    async with sao_bien.work() as work:
        assert await work.cases.waiting() == []
    await khach.says("dạ đúng rồi ạ")
    assert khach.hears("Anh Dũng sẽ xác nhận")
