"""Two unions on one deployment: a stranger names one, a member of both goes over and back."""

from collections.abc import AsyncIterator

import pytest

from bot.app import derived
from bot.doors import founding
from config.union_file import UnionFile
from sandbox.saobien import GROUP, settle
from storage.work import open_work
from tests.chat import Town, group_says, id_on
from tests.scenarios.story import links_the_group, once, rows_of, telegram_only
from union.members import Sex

OTHER = UnionFile.model_validate(
    {
        "code": "hoangyen",
        "name": "CĐCS Trường Mầm non Hoàng Yến",
        "kind": "public_service",
        "teams": [{"number": 1, "name": "Tổ Mẫu giáo"}],
        "seats": [{"role": "chair", "name": "Vũ Thị Giang", "team": 1}],
    }
)


@pytest.fixture
async def both(sao_bien: Town) -> AsyncIterator[Town]:
    """Sao Biển with An to Dũng; Hoàng Yến with Giang as its chair, and An in both."""
    engine, now = sao_bien.app.engine, sao_bien.clock.now()
    await founding.found(engine, OTHER, derived(sao_bien.settings, "codes"), now)
    other = await founding.union_id_of(engine, "hoangyen")
    assert other is not None
    async with open_work(engine, other, now) as work:
        await work.lock()
        await work.members.add("Trần Văn An", Sex.MALE)
    bot = next(iter(sao_bien.app.channels))
    here = {1001: "Trần Văn An", 1005: "Vũ Thị Giang"}
    on = {str(id_on(sao_bien.mode, id)): name for id, name in here.items()}
    await settle(engine, other, bot, now, on)
    yield sao_bien


pytestmark = pytest.mark.members("bich", "chi", "dung", "an")


async def test_a_stranger_must_name_a_union(both: Town) -> None:
    khach = both.khach
    await khach.says("alo")
    assert khach.hears("nhiều công đoàn cơ sở")
    if not khach.on_zalo:
        await khach.shares_number("84901234123")
    await khach.says("482106", "/dangky")
    assert khach.hears("nhiều công đoàn cơ sở")
    await khach.says("hoang yen")
    assert khach.hears("CĐCS Trường Mầm non Hoàng Yến")


@once
async def test_a_link_names_the_union(both: Town) -> None:
    await both.khach.starts("saobien")
    assert both.khach.hears("Viễn thông Sao Biển")
    await both.khach.says("/dangky Lê Văn Khách 1/2/1990 nam tổ 2", "đồng ý")
    assert both.chi.hears("Lê Văn Khách xin vào")
    both.giang.mark()
    await both.giang.says("/duyet")
    assert both.giang.hears("không có việc nào chờ")


async def test_a_member_of_both_goes_over_and_back(both: Town) -> None:
    an = both.an
    await an.says("/congdoan")
    assert an.hears("đang ở: CĐCS Công ty")
    await an.says("/toi")
    assert an.hears("Tổ 1", "0901 234 123")
    await an.starts("hoangyen")
    assert an.hears("Từ tin sau", "Hoàng Yến")
    await an.says("/toi")
    assert "0901 234 123" not in an.news
    await an.says("/congdoan")
    await an.taps("CĐCS Công ty")
    await an.says("/toi")
    assert an.hears("Tổ 1", "0901 234 123")


@telegram_only("a list ends with the next answer")
@once
async def test_a_button_of_one_union_does_nothing_in_the_other(both: Town) -> None:
    an = both.an
    await an.says("/riengtu")
    await an.taps("Rút đồng ý")
    await an.starts("hoangyen")
    before = await rows_of(both)
    await an.taps("Rút đồng ý")
    assert an.hears("tin đã cũ")
    assert await rows_of(both) == before


@once
async def test_a_member_of_one_meets_the_other_as_a_stranger(both: Town) -> None:
    await both.bich.starts("hoangyen")
    assert both.bich.hears("Hoàng Yến", "gõ /congdoan")
    await both.bich.says("/baocao")
    assert both.bich.hears("dành cho đoàn viên")
    await both.bich.says("/congdoan")
    await both.bich.taps("CĐCS Công ty")
    await both.bich.says("/baocao doanvien")
    assert both.bich.hears("Tổng số: 46")


async def test_an_officer_of_one_is_nobody_in_the_others_group(both: Town) -> None:
    await links_the_group(both)
    before, rows = len(group_says(both)), await rows_of(both)
    await both.giang.says_in(GROUP, "/baocao")
    await both.giang.says_in(GROUP, "/noinhom 123456")
    assert len(group_says(both)) == before
    assert await rows_of(both) == rows


@once
async def test_one_cannot_decide_for_the_other(both: Town) -> None:
    await both.khach.starts("saobien")
    await both.khach.says("/dangky Lê Văn Khách 1/2/1990 nam tổ 2", "đồng ý")
    rows = await rows_of(both)
    await both.giang.says("duyệt 1", "chưa 1", "hỏi 1")
    assert both.giang.hears("chưa tìm thấy")
    assert await rows_of(both) == rows
