"""Whole years by the clock: every occasion once, on its day, to those it concerns."""

from collections import Counter
from datetime import date, timedelta

import pytest

from bot.doors import owed
from bot.jobs import occasions as jobs
from bot.jobs.tick import Ticker
from bot.subjects import JOBS
from tests.chat import Town, group_says
from tests.scenarios.story import links_the_group, once
from tests.scenarios.test_occasions import approve
from union.calendar import moment

BEGINS = {
    "1/1": "Chúc mừng năm mới 20",
    "eve": "Hôm nay là ngày cuối cùng của năm cũ",
    "tet": "Chúc mừng năm mới ",
    "8/3": "Hôm nay là ngày Quốc tế Phụ nữ 8/3",
    "kings": "Hôm nay là ngày Giỗ Tổ Hùng Vương",
    "30/4": "Chào mừng ngày Giải phóng miền Nam",
    "1/6": "Chúc mừng ngày Quốc tế Thiếu nhi",
    "27/7": "Hôm nay, 27/7, là ngày Thương binh",
    "28/7": "Chào mừng ngày thành lập Công đoàn",
    "2/9": "Chào mừng Quốc khánh 2/9",
    "moon": "Hôm nay là rằm tháng Tám",
    "20/10": "Chúc mừng ngày Phụ nữ Việt Nam",
    "20/11": "Chúc mừng ngày Nhà giáo",
    "24/11": "Chào mừng ngày Văn hóa",
    "22/12": "Chào mừng ngày thành lập Quân đội",
}
USUAL = {
    "8/3": (3, 8), "30/4": (4, 30), "1/6": (6, 1), "27/7": (7, 27), "28/7": (7, 28), "2/9": (9, 2),
    "20/10": (10, 20), "20/11": (11, 20), "24/11": (11, 24), "22/12": (12, 22),
}  # fmt: skip
MOONS = {2027: {"tet": (2, 6), "moon": (9, 15)}, 2030: {"tet": (2, 2), "moon": (9, 12)}}


def _which(text: str) -> str:
    return next(key for key, begins in BEGINS.items() if text.startswith(begins))


async def _play(made: Town, year: int) -> tuple[dict[str, date], Counter[str]]:
    """Every day of the year at 08:00; what the group heard first on which day, and how often."""
    ticker, days, heard = Ticker(made.app.engine, jobs.JOBS), {}, Counter[str]()
    day, known = date(year, 1, 1), len(group_says(made))
    while day.year == year:
        made.clock.move_to(moment(day, jobs.OFFICE_AT))
        await ticker.tick(made.clock.now())
        await made.app.sender.idle()
        said = group_says(made)
        for text in said[known:]:
            days.setdefault(_which(text), day)
            heard[_which(text)] += 1
        day, known = day + timedelta(days=1), len(said)
    return days, heard


@pytest.mark.parametrize(
    "year",
    [pytest.param(year, marks=pytest.mark.starts(year - 1, 12, 20)) for year in (2027, 2030)],
)
@once
async def test_every_occasion_once_on_its_day(sao_bien: Town, year: int) -> None:
    await links_the_group(sao_bien)
    await approve(sao_bien, year)
    sao_bien.chi.mark()
    days, heard = await _play(sao_bien, year)
    wanted = {key: date(year, *on) for key, on in (USUAL | MOONS[year]).items()}
    assert days == wanted
    assert set(heard.values()) == {1}
    for wish in ("Chúc mừng chị Chi nhân ngày Quốc tế", "Chúc mừng chị Chi nhân ngày Phụ nữ"):
        assert sao_bien.chi.news.count(wish) == 1
        assert wish not in sao_bien.an.news
    assert sao_bien.chi.news.count("Còn 7 ngày nữa đến") == 5


@pytest.mark.starts(2027, 3, 6)
@once
async def test_the_preview_of_a_day_agrees(sao_bien: Town) -> None:
    """`congdoan due --on`: the post, and each woman who is in the chat."""
    await links_the_group(sao_bien)
    await approve(sao_bien, 2027)
    lines = await owed.due(sao_bien.app, JOBS, date(2027, 3, 8))
    about = [line.partition(" → ")[2] for line in lines if "Quốc tế Phụ nữ 8/3" in line]
    whom = sorted(line.partition(":")[0] for line in about)
    assert whom == ["Lê Thị Bích", "Nguyễn Thị Chi", "Vũ Thị Giang", "nhóm"]
    assert not any(
        "Phụ nữ" in line for line in await owed.due(sao_bien.app, JOBS, date(2027, 3, 9))
    )
    await sao_bien.clock_to(2027, 3, 8, hour=9)
    (post,) = [text for text in group_says(sao_bien) if "8/3" in text]
    assert f"nhóm: {post}" in about
