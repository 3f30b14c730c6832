"""Reports: figures in the chat, the vouchers behind them as Excel, the year as Word."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import insert

from bot.doors import vouchers
from sandbox.saobien import GROUP
from storage.models import meetings
from tests.chat import Town
from tests.doors.test_import_vouchers import founding_report, row, sheet
from tests.reports.sample import case
from tests.reports.story import booked
from tests.reports.test_annual import words
from tests.scenarios.story import links_the_group, member, once
from union.book import FundKind, VoucherKind
from union.calendar import day_of

# The case's shares of spending, as the report prints them.
SHARES = {
    "Chi hoạt động phong trào": "25,6%", "Chi thăm hỏi": "6,8%", "Chi hành chính": "2,3%",
    "Chi phụ cấp": "12,3%", "Chi khác": "42,9%", "Nộp kinh phí về trên": "10,2%",
}  # fmt: skip


async def imports(made: Town, folder: Path, *others: tuple[Any, ...]) -> None:
    """The founding report's opening and nine vouchers, as `congdoan import vouchers` takes them."""
    now = made.clock.now()
    file = sheet(folder / "report.xlsx", *founding_report(), *others)
    entries, problems = vouchers.read(file, day_of(now))
    assert not problems and len(entries) == 1 + 9 + len(others)
    await vouchers.book(made.app.engine, made.union_id, entries, now, keep=True)


async def test_finance_between_two_days_and_the_vouchers_behind_it(
    sao_bien: Town, tmp_path: Path
) -> None:
    bich, told = sao_bien.bich, case("fin-003")["expect"]
    await imports(sao_bien, tmp_path)
    await bich.says("/baocao taichinh 01/01/2015 30/04/2017")
    assert bich.hears("\n".join(told["lines_vi"]), f"Bằng chữ: {told['closing_in_words_vi']}")
    assert bich.hears("; ".join(f"{name} {share}" for name, share in SHARES.items()))
    await bich.taps("Tải Excel")
    assert bich.hears("tệp Excel, 10 dòng phiếu") and bich.said == 2
    book = load_workbook(BytesIO(await bich.file()))
    summary = book["Tổng hợp"]
    values = {summary[f"C{row}"].value: summary[f"E{row}"].value for row in range(8, 24)}
    assert values["Tổng chi"] == told["total_expense"]
    assert values["Số dư cuối kỳ (30/4/2017) (III - IV)"] == told["closing"]
    assert book["Thu đoàn phí"]["D4"].value == "TC-PT-001"


@once
async def test_what_is_not_of_the_period_is_not_in_it(sao_bien: Town, tmp_path: Path) -> None:
    """A day after, another fund, the same file again: not a đồng of it; a day before: opening."""
    bich, told = sao_bien.bich, case("fin-003")["expect"]
    after, before = row("Chi khác", 2_000, date(2017, 5, 1)), row("Thu khác", 1_000, "31/12/2014")
    mutual = row("Thu khác", 4_000, "15/6/2016", fund="Quỹ tương trợ")
    for others in ((after, mutual), (after, mutual)):
        await imports(sao_bien, tmp_path, *others)
        await bich.says("/baocao taichinh 01/01/2015 30/04/2017")
        assert bich.hears("\n".join(told["lines_vi"]))
    await imports(sao_bien, tmp_path, after, mutual, before)
    await bich.says("/baocao taichinh 01/01/2015 30/04/2017")
    first, *middle, last = told["lines_vi"]
    assert bich.hears("Số dư đầu kỳ (01/01/2015): 22.464.113đ", "\n".join(middle[:4]))
    assert bich.hears("Số dư cuối kỳ (30/4/2017): 18.890.693đ")
    assert first not in bich.news and last not in bich.news


@once
async def test_the_year_as_word_in_one_message(sao_bien: Town) -> None:
    chi = sao_bien.chi
    async with sao_bien.work() as work:
        await work.lock()
        await booked(work, VoucherKind.RECEIPT, "dues", 1_234_000, date(2026, 3, 1))
        await booked(work, VoucherKind.PAYMENT, "visits", 200_000, date(2026, 4, 1))
    await chi.says("bao cao nam")
    assert chi.hears("Đang soạn báo cáo năm 2026", "số liệu đến 21/11/2026", "chỗ Bot không đếm")
    assert chi.said == 1
    text = words(await chi.file())
    for part in (
        "1.234.000",
        "1.034.000",
        "46; trong đó nữ: 29",
        "Nguyễn Thị Chi",
        "Thăm hỏi đoàn viên: 1 khoản",
    ):
        assert part in text, part
    await chi.taps("Excel tài chính")
    assert load_workbook(BytesIO(await chi.file()))["Chi thăm hỏi"]["G4"].value == 200_000
    await sao_bien.giang.says("/nhatky")
    assert sao_bien.giang.hears("Nguyễn Thị Chi")


@once
async def test_periods_are_asked_for_in_words(sao_bien: Town) -> None:
    bich = sao_bien.bich
    async with sao_bien.work() as work:
        await work.lock()
        await booked(work, VoucherKind.RECEIPT, "dues", 70_000, date(2026, 8, 1))
        await booked(work, VoucherKind.RECEIPT, "dues", 30_000, date(2026, 10, 2))
    for said in ("báo cáo tài chính quý 3", "bao cao tai chinh quy 3 giup em a"):
        await bich.says(said)
        assert bich.hears("Số dư đầu kỳ (01/7/2026): 0đ", "Số dư cuối kỳ (30/9/2026): 70.000đ")
    await bich.says("/baocao tài chính tháng 10")
    assert bich.hears("Số dư đầu kỳ (01/10/2026): 70.000đ", "- Thu đoàn phí: 30.000đ")
    # A stretch that is not over ends today.
    await bich.says("báo cáo tài chính năm 2026")
    assert bich.hears("Số dư cuối kỳ (21/11/2026): 100.000đ")
    await bich.says("/baocao quý 3")
    assert bich.hears("từ 01/7/2026 đến 30/9/2026") and not bich.offers("Đoàn viên")
    await bich.taps("Thu chi tài chính")
    assert bich.hears("Tổng thu trong kỳ: 70.000đ")


@once
async def test_what_cannot_be_read_is_asked_for_kindly(sao_bien: Town) -> None:
    bich = sao_bien.bich
    for said in ("/baocao tài chính linh tinh", "/baocao taichinh 31/02/2026 01/03/2026"):
        await bich.says(said)
        assert bich.hears("chưa đọc được báo cáo nào", "ví dụ") and bich.offers("Thu chi")
    await bich.says("/baocao taichinh 01/01/2027 31/01/2027")
    assert bich.hears("01/01/2027 chưa đến")
    await bich.says("/baocao taichinh 30/09/2026 01/07/2026")
    assert bich.hears("sau ngày cuối")
    await bich.taps("01/07/2026–30/09/2026")
    assert bich.hears("Số dư cuối kỳ (30/9/2026)")
    await bich.says("/baocao nam 2027")
    assert bich.hears("01/01/2027 chưa đến")


@once
async def test_the_mutual_fund_in_sums(sao_bien: Town) -> None:
    """Giang of the inspection committee reads it; nobody's name is in it."""
    giang = sao_bien.giang
    an = await member(sao_bien, "Trần Văn An")
    async with sao_bien.work() as work:
        await work.lock()
        paid = {"fund": FundKind.MUTUAL, "member_id": an.id, "party": an.name}
        on = date(2026, 5, 5)
        await booked(work, VoucherKind.RECEIPT, "contribution", 4_600_000, on, **paid)
        await booked(work, VoucherKind.PAYMENT, "lent", 4_500_000, on, **paid)
    await giang.says("báo cáo quỹ tương trợ năm 2026")
    assert giang.hears(
        "Tổng số tiền đoàn viên đóng góp: 4.600.000đ",
        "Tổng số tiền cho vay: 4.500.000đ",
        "Lãi: 0đ",
        "Số dư quỹ (21/11/2026): 100.000đ",
    )
    await giang.taps("Tải Excel")
    book = load_workbook(BytesIO(await giang.file()))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("QTT-PC-001" in cell for cell in cells)
    assert not any("An" in cell.split() for cell in cells)


@once
async def test_meetings_and_titles(sao_bien: Town) -> None:
    """A leader of a team reads what has no money in it."""
    dung, told = sao_bien.dung, case("mtg-000")
    async with sao_bien.work() as work:
        kinds = ["regular"] * told["regular"] + ["adhoc"] * told["adhoc"]
        at = sao_bien.clock.now()
        common = {"union_id": sao_bien.union_id, "year": 2026, "quarter": 4, "starts_at": at}
        rows = [{"kind": kind, "state": "held", **common} for kind in kinds]
        await work.connection.execute(insert(meetings), rows)
    await dung.says("báo cáo họp")
    assert dung.hears(told["expect"]["line_vi"])
    await dung.says("/baocao thi đua 2026")
    assert dung.hears("Thi đua năm 2026: chưa có ai đăng ký")


@once
async def test_the_book_is_shown_to_the_committee_and_the_inspection(sao_bien: Town) -> None:
    dung = sao_bien.dung
    for said in ("/baocao tài chính", "báo cáo quỹ tương trợ", "bao cao nam 2026"):
        await dung.says(said)
        assert dung.hears("Việc này dành cho")
    await dung.says("/baocao")
    assert not dung.offers("Thu chi") and dung.offers("Đoàn viên") and "Word" not in dung.screen()
    await links_the_group(sao_bien)
    await sao_bien.bich.says_in(GROUP, "/baocao taichinh 01/01/2026 31/03/2026")
    shown = [m.text for m in sao_bien.world.messages(GROUP) if m.from_bot]
    assert "riêng" in shown[-1] and not any("Số dư" in text for text in shown)


@once
async def test_a_seat_that_ended_gets_no_file(sao_bien: Town) -> None:
    """Asked for by somebody who may, made when they may no more."""
    bich = await member(sao_bien, "Lê Thị Bích")
    async with sao_bien.work() as work:
        await work.lock()
        chat = await work.unions.private_chat(bich.id)
        assert chat is not None
        facts = {"year": 2026, "until": "2026-11-21"}
        await work.tasks.ask("report.year", facts, bich.id, chat)
        (seat,) = [seat for seat in await work.seats.held() if seat.holder.id == bich.id]
        await work.seats.end(seat.id)
    sao_bien.bich.mark()
    await sao_bien.app.idle()
    assert sao_bien.bich.hears("Việc này dành cho")
    assert sao_bien.bich.files() == 0
