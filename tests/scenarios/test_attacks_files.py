"""Files and pages: what is written into them, who opens them, and what a log would say of it."""

import asyncio
import io
import json
import logging

import httpx
import pytest
from openpyxl import load_workbook

from bot.logs import set_up
from bot.serving import Serving
from tests.chat import Mode, Town
from tests.scenarios.dues import owes
from tests.scenarios.lending import AN, BICH, asks, fills, lent
from tests.scenarios.story import member, once
from tests.scenarios.test_book import begins
from tests.scenarios.test_uploads import page_of, sends
from tests.scenarios.titles import opens

on_zalo = pytest.mark.parametrize("mode", [Mode("sqlite", "webhook", platform="zalo")], ids=str)
NASTY = ["=1+1", "+84 901", "-5", "@SUM(A1)", "a\x0bb", "\ufffe\uffff", "\u202eabc", "\u200bx"]


@once
@pytest.mark.parametrize("words", NASTY)
async def test_a_note_is_never_a_formula_and_breaks_no_file(sao_bien: Town, words: str) -> None:
    """By the chat nothing invisible comes in at all; here it came in by another door."""
    bich, chi = sao_bien.bich, sao_bien.chi
    await begins(sao_bien)
    row = await member(sao_bien, "Trần Thị Lan")
    async with sao_bien.work() as work:
        await work.lock()
        await work.members.change(row.id, name=f"{words} Lan")
    await bich.says(f"chi 100k photo {words}")
    await bich.taps("Gửi duyệt")
    await chi.says("duyệt 1")
    await bich.says("báo cáo tài chính")
    await bich.taps("Tải Excel")
    book = load_workbook(io.BytesIO(await bich.file()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    told = {cell.value for cell in cells if cell.data_type == "f"}
    assert told
    assert all(value.startswith(("=SUM(", "=IF(", "='", "=D", "=0")) for value in told)
    assert not any("\u202e" in str(cell.value) or "\u200b" in str(cell.value) for cell in cells)
    await chi.says("báo cáo năm 2026")
    assert (await chi.file()).startswith(b"PK")


@on_zalo
async def test_a_code_is_not_guessed_by_many_at_once(sao_bien: Town) -> None:
    """Everybody is let to the question at the same moment; five answers are read."""
    an = sao_bien.an
    await an.says("/riengtu")
    await an.taps("Tải dữ liệu của tôi")
    link, code = _link_of(an.news)
    wrong = [f"{number:04d}" for number in range(40) if f"{number:04d}" != code]
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=40)) as browser:
        tried = [browser.post(link, data={"code": one}) for one in wrong]
        said = [answer.status_code for answer in await asyncio.gather(*tried)]
        assert said.count(403) == 5
        assert set(said) == {403, 404}
        assert (await browser.post(link, data={"code": code})).status_code == 404


def _link_of(news: str) -> tuple[str, str]:
    at = news.index("http")
    link = news[at:].split()[0]
    return link, news.split("mã mở ")[1][:4]


@on_zalo
async def test_a_page_s_code_is_not_guessed_by_many_at_once(sao_bien: Town) -> None:
    url, code = await page_of(sao_bien.an)
    wrong = [f"{number:04d}" for number in range(30) if f"{number:04d}" != code]
    said = await asyncio.gather(*(sends(url, one) for one in wrong))
    assert [status for status, _ in said].count(403) == 5
    assert (await sends(url, code))[0] == 404


@on_zalo
async def test_an_address_is_over_after_a_day(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.says("/riengtu")
    await an.taps("Tải dữ liệu của tôi")
    link, code = _link_of(an.news)
    async with httpx.AsyncClient() as browser:
        assert (await browser.get(f"{link}0")).status_code == 404
        assert "Trần" not in (await browser.get(link)).text
        await sao_bien.jump_to(2026, 11, 22, hour=10)
        assert (await browser.post(link, data={"code": code})).status_code == 404


async def test_what_fails_on_a_page_is_logged_without_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """uvicorn's own log would write the words of the exception down."""
    before = logging.root.handlers[:], logging.root.level
    secret = f"{AN} 46.800"

    async def page(scope: dict[str, object], receive: object, send: object) -> None:
        raise RuntimeError(secret)

    set_up("json")
    serving = Serving(page, "127.0.0.1", 0)
    try:
        await serving.start()
        async with httpx.AsyncClient() as browser:
            answer = await browser.get(f"http://127.0.0.1:{serving.port}/f/secret")
        assert answer.status_code == 500
    finally:
        await serving.stop()
        logging.root.handlers[:], logging.root.level = before
    written = capsys.readouterr()
    assert "Trần" not in written.err + written.out
    lines = [json.loads(line) for line in written.err.splitlines()]
    assert any("RuntimeError" in line.get("error", "") for line in lines)


@once
async def test_no_name_and_no_amount_in_the_program_s_log(
    sao_bien: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await fills(sao_bien, 12_400_000)
    await owes(sao_bien, AN)
    await sao_bien.an.says("đã chuyển khoản")
    await sao_bien.bich.taps("Đã nhận đủ")
    await lent(sao_bien, sao_bien.an)
    await asks(sao_bien.bich, "vay 1tr khám bệnh trả 2 tháng")
    told = "\n".join(record.getMessage() for record in caplog.records)
    for word in (AN, BICH, "46.800", "46800", "5.000.000", "sửa nhà", "khám bệnh"):
        assert word not in told


# --- one's own data -----------------------------------------------------------------------------


@once
async def test_the_own_data_has_all_that_is_kept_and_nobody_else_s(sao_bien: Town) -> None:
    """Dues, loans, titles and invitations of Chi; nothing of An's or Bích's."""
    an, bich, chi = sao_bien.an, sao_bien.bich, sao_bien.chi
    await fills(sao_bien, 12_400_000)
    for name, amount in (("Nguyễn Thị Chi", 50_000), (AN, 46_800)):
        await owes(sao_bien, name, amount)
    for person in (chi, an):
        await person.says("đã chuyển khoản")
    await bich.says("duyệt 1", "duyệt 2")
    await asks(an, "vay 5tr sửa nhà trả 5 tháng")
    await asks(chi, "vay 2tr học phí trả 4 tháng")
    await opens(sao_bien)
    await chi.says("đăng ký lao động tiên tiến", "đúng")
    await an.says("đăng ký chiến sĩ thi đua cơ sở", "đúng")
    await chi.says("/hop 14h 10/12/2026", "Bàn việc quý IV")
    await chi.taps("Đúng")
    await chi.says("vắng họp vì đi công tác")
    await bich.says("vắng họp vì ốm")
    await chi.says("/riengtu")
    await chi.taps("Tải dữ liệu của tôi")
    text = (await chi.file()).decode()
    for part in (
        "Mức đóng từ 01/11/2026: mỗi tháng 50.000đ",
        "Đoàn phí tháng 11/2026: phải đóng 50.000đ, đã đóng 50.000đ",
        "TC-PT-001 ngày 21/11/2026: thu 50.000đ",
        "2.000.000đ", "học phí", "2026: Lao động tiên tiến", "14:00 thứ Năm 10/12/2026: vắng",
        "đi công tác",
    ):  # fmt: skip
        assert part in text, text
    for others in ("46.800", "sửa nhà", "5.000.000", "Chiến sĩ", "ốm", "Bích", "Trần Văn An"):
        assert others not in text
    row = await member(sao_bien, "Nguyễn Thị Chi")
    async with sao_bien.work() as work:
        assert len(await work.meetings.of_member(row.id)) == 1
