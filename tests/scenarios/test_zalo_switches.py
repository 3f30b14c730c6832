"""Each behaviour the sources leave open, once from end to end: coming in, a dialog, a number typed
for a choice, a picture, the group, and a pause of the bot."""

from dataclasses import fields
from typing import Any

import pytest

from sandbox.zalo import Switches
from sandbox.zalo.cast import GROUP
from tests.chat import Mode, Town, group_says, town
from tests.databases import Databases
from tests.person import Person
from tests.scenarios.dues import NOVEMBER, owes, scanned
from tests.scenarios.story import asks_to_join, links_the_group, member
from union import memo
from union.members import State

POSITIONS: list[tuple[str, dict[str, Any]]] = [
    ("webhook", {"wrapped": True}),
    ("webhook", {"error_http_status": False}),
    ("webhook", {"display_name": False}),
    ("webhook", {"photo_field": "photo"}),
    ("webhook", {"mention_kept": False}),
    ("webhook", {"probe_with_secret": True}),
    ("webhook", {"empty_posts": True}),
    ("webhook", {"delivers_twice": True}),
    ("webhook", {"webhook_retries": 3}),
    ("webhook", {"counts_inbound": False}),
    ("webhook", {"takes_styles": False}),
    ("webhook", {"setting_a_day": 1, "testing_a_day": 0}),
    ("polling", {"error_http_status": False}),
    ("polling", {"idle_http_408": False}),
    ("polling", {"polled_in_list": True}),
    ("polling", {"keeps_when_deaf": False}),
    ("polling", {"https_only": True}),
]
BELOW = {"refuses_polling"}
LIMITS = {"people", "groups", "messages_a_month"}  # tests/scenarios/test_limits.py


def named(given: Any) -> str:
    return given if isinstance(given, str) else "-".join(given)


@pytest.mark.parametrize(("door", "switched"), POSITIONS, ids=named)
async def test_however_the_platform_behaves(
    databases: Databases, door: str, switched: dict[str, Any]
) -> None:
    mode = Mode("sqlite", door, platform="zalo")
    url = await databases.fresh("sqlite")
    here = ("bich", "chi", "dung")
    async with town(mode, url, members=here, switches=Switches(**switched)) as made:
        await comes_in(made, made.khach)
        await in_the_group(made)
        await gets_a_picture(made, made.khach)
        await sends_one(made, made.khach)
        await sleeps_in_between(made, made.khach)


async def comes_in(made: Town, khach: Person) -> None:
    await asks_to_join(khach)
    await made.chi.says("duyệt 1")
    assert khach.hears("Chào mừng anh Khách")
    assert (await member(made, "Lê Văn Khách")).state is State.MEMBER
    await khach.says("/sua")
    await khach.taps("Số điện thoại")
    await khach.says("0912345678")
    assert khach.number_of("Đúng, gửi đi")[1] == "1"
    await khach.says("1")
    assert khach.news.count("Đã gửi đề nghị sửa số") == 1
    await made.chi.says("duyệt 2")
    assert khach.hears("0912 345 678")


async def in_the_group(made: Town) -> None:
    await links_the_group(made)
    assert "đã nối với CĐCS" in group_says(made)[-1]
    before = len(group_says(made))
    await made.chi.says_in(GROUP, "/toi")
    assert len(group_says(made)) == before + 1


async def gets_a_picture(made: Town, khach: Person) -> None:
    """By polling alone nobody can fetch one: then it is words to copy."""
    id_ = await owes(made, "Lê Văn Khách")
    await khach.says("đóng đoàn phí")
    assert khach.hears("Vietcombank 0123456789")
    copied = [m.text for m in made.world.messages(khach.id)][-2:]
    assert copied == ["0123456789", memo.dues(NOVEMBER, id_)], "Zalo copies whole messages"
    if made.mode.door == "webhook":
        assert "0123456789" in scanned(khach)
    else:
        assert "ảnh" not in khach.news


async def sends_one(made: Town, khach: Person) -> None:
    await made.listened()
    await made.after(made.world.sends_photo(khach.id, "https://zdn.vn/a.jpg"))
    assert khach.hears("không giữ lại tệp")


async def sleeps_in_between(made: Town, khach: Person) -> None:
    """By webhook nobody is there to take what is said meanwhile: only what follows is heard."""
    khach.mark()
    await made.sleep()
    waits = made.mode.door == "polling" and made.world.switches.keeps_when_deaf
    if made.mode.door == "polling":
        made.world.says(khach.id, "cả năm đóng thế nào")
    await made.wake()
    await made.settled()
    assert bool(khach.news) is waits
    await khach.says("thong tin cua toi")
    assert khach.news.count("Lê Văn Khách") == 1


@pytest.mark.parametrize("refused", [True, False])
async def test_a_webhook_that_was_left_behind_is_taken_away(
    databases: Databases, refused: bool
) -> None:
    """Whoever goes back to polling would otherwise hear nothing, perhaps without an error."""
    mode = Mode("sqlite", "polling", platform="zalo")
    switches = Switches(refuses_polling=refused)
    async with town(mode, await databases.fresh("sqlite"), switches=switches) as made:
        await made.sleep()
        await made.world.webhook.set("http://127.0.0.1:9/zalo/1", "left-behind", 0)
        await made.wake()
        await made.chi.says("thong tin cua toi")
        assert made.chi.hears("Nguyễn Thị Chi")


def test_every_switch_has_a_position_that_is_not_what_was_captured() -> None:
    usual = Switches()
    turned = {
        name for _, one in POSITIONS for name, value in one.items() if value != getattr(usual, name)
    }
    assert turned | BELOW | LIMITS == {field.name for field in fields(Switches)}
