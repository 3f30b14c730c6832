"""`congdoan import vouchers`: a founding report as nine vouchers, to the đồng, once and whole."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.doors import founding, template, vouchers
from bot.doors.sheets import BadFile
from bot.doors.vouchers import Booked
from config.items import funds
from sandbox import saobien
from storage.models import vouchers as table
from storage.work import Work, open_work
from tests.databases import Databases
from tests.doors.command import SECRET, TOKEN, congdoan
from tests.doors.losing import opened
from union.book import FundKind, VoucherKind

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
CASE = json.loads((Path(__file__).parents[1] / "cases" / "fin-003.json").read_text())
FIRST, LAST = (date.fromisoformat(CASE["period"][end]) for end in ("from", "to"))
HEADER = ("Quỹ", "Loại", "Ngày", "Mục", "Số tiền", "Họ tên", "Nội dung", "Mã giao dịch")
# What the report calls its items, and their keys here.
ITEMS = {
    "doan_phi": "dues", "kinh_phi_cap_tren_cap": "from_upper", "thu_khac": "other_in",
    "phong_trao": "movement", "tham_hoi": "visits", "hanh_chinh": "administration",
    "phu_cap": "allowance", "chi_khac": "other_out", "nop_cap_tren": "remitted",
}  # fmt: skip
FIGURES = {ITEMS[name]: amount for name, amount in (CASE["income"] | CASE["expense"]).items()}
Union = tuple[AsyncEngine, int]


def name_of(key: str) -> str:
    return next(item.name for item in funds()[0].item if item.key == key)


def row(item: str, amount: Any, on: Any = "15/6/2016", **cells: Any) -> tuple[Any, ...]:
    right = {"fund": "Tài chính công đoàn", "kind": "", "who": "", "text": "", "reference": ""}
    told = right | cells
    return (
        told["fund"], told["kind"], on, item, amount, told["who"], told["text"], told["reference"],
    )  # fmt: skip


def founding_report() -> list[tuple[Any, ...]]:
    """Opening and nine vouchers, the first and the last on the period's own edges."""
    days = [FIRST, *(FIRST + timedelta(days=90 * n) for n in range(1, 8)), LAST]
    lines = [row("", CASE["opening"], FIRST, kind="Số dư đầu kỳ")]
    for day, (key, amount) in zip(days, FIGURES.items(), strict=True):
        lines.append(row(name_of(key), amount, day))
    return lines


def sheet(file: Path, *lines: tuple[Any, ...]) -> Path:
    made = Workbook()
    page: Any = made.active
    for line in (HEADER, *lines):
        page.append(line)
    made.save(file)
    return file


@pytest.fixture
async def union(database_url: str) -> AsyncIterator[Union]:
    async with opened(database_url) as engine:
        yield engine, await saobien.found(engine, b"key", NOW)


@pytest.fixture
async def quick(databases: Databases) -> AsyncIterator[Union]:
    """On SQLite alone."""
    async with opened(await databases.fresh("sqlite")) as engine:
        yield engine, await saobien.found(engine, b"key", NOW)


async def keep(union: Union, file: Path, keep: bool = True) -> Booked:
    entries, problems = vouchers.read(file, TODAY)
    assert problems == []
    return await vouchers.book(*union, entries, NOW, keep=keep)


async def sums(union: Union, first: date, last: date, kind: FundKind = FundKind.FINANCE) -> Any:
    async with open_work(*union, NOW) as work:
        return await work.book.sums((await work.book.fund(kind)).id, first, last)


async def count(union: Union) -> int:
    async with union[0].connect() as connection, connection.begin():
        query = select(func.count()).select_from(table)
        return int((await connection.execute(query)).scalar_one())


async def test_the_founding_report_to_the_dong(union: Union, tmp_path: Path) -> None:
    made = await keep(union, sheet(tmp_path / "a.xlsx", *founding_report()))
    assert len(made.vouchers) == 10
    assert made.balances["Tài chính công đoàn"] == CASE["expect"]["closing"] == 18_889_693
    found = await sums(union, FIRST, LAST)
    assert found == FIGURES | {"opening": CASE["opening"]}
    income = sum(found[ITEMS[name]] for name in CASE["income"])
    expense = sum(found[ITEMS[name]] for name in CASE["expense"])
    assert (income, expense) == (CASE["expect"]["total_income"], CASE["expect"]["total_expense"])
    assert income - expense == CASE["expect"]["net"]
    codes = [voucher.code for voucher in made.vouchers]
    assert codes[:2] == ["TC-SD-001", "TC-PT-001"]
    assert codes[-1] == "TC-PC-001"  # 30/4/2017: the first payment of its year


async def test_outside_the_period_and_of_another_fund(union: Union, tmp_path: Path) -> None:
    """A day before, a day after, the mutual fund: none of it stands in the report."""
    others = (
        row("Thu khác", 1_000, FIRST - timedelta(days=1)),
        row("Chi khác", 2_000, LAST + timedelta(days=1)),
        row("Thu khác", 4_000, "15/6/2016", fund="Quỹ tương trợ"),
    )
    await keep(union, sheet(tmp_path / "a.xlsx", *founding_report(), *others))
    assert await sums(union, FIRST, LAST) == FIGURES | {"opening": CASE["opening"]}
    around = await sums(union, FIRST - timedelta(days=1), LAST + timedelta(days=1))
    assert around["other_in"] == FIGURES["other_in"] + 1_000
    assert around["other_out"] == FIGURES["other_out"] + 2_000
    assert await sums(union, FIRST, LAST, FundKind.MUTUAL) == {"other_in": 4_000}


async def test_a_voucher_taken_back_is_out_of_the_figures(union: Union, tmp_path: Path) -> None:
    lines = [*founding_report(), row("Chi thăm hỏi", 500_000, LAST)]
    await keep(union, sheet(tmp_path / "a.xlsx", *lines))
    async with open_work(*union, datetime(2017, 4, 30, 3, 0, tzinfo=UTC)) as work:
        await work.lock()
        wrong = await work.book.coded("TC-PC-002", 2017)
        assert wrong is not None
        bich, chi = await two_officers(work)
        await work.book.reverse(wrong, made_by=bich, agreed_by=chi, reason="ghi hai lần")
    assert await sums(union, FIRST, LAST) == FIGURES | {"opening": CASE["opening"]}


async def two_officers(work: Work) -> tuple[int, int]:
    (bich,) = await work.members.by_name("Lê Thị Bích")
    (chi,) = await work.members.by_name("Nguyễn Thị Chi")
    return bich.id, chi.id


async def test_the_same_file_books_nothing_twice(union: Union, tmp_path: Path) -> None:
    """Nor does a longer one with the same rows in another order; two equal rows are two."""
    lines = [*founding_report(), row("Thu khác", 5_000), row("Thu khác", 5_000)]
    first = await keep(union, sheet(tmp_path / "a.xlsx", *lines))
    assert len(first.vouchers) == 12
    again = await keep(union, sheet(tmp_path / "b.xlsx", *lines))
    assert (again.vouchers, again.same) == ([], 12)
    more = await keep(union, sheet(tmp_path / "c.xlsx", row("Thu khác", 5_000), *lines[::-1]))
    assert (len(more.vouchers), more.same) == (1, 12)
    assert await count(union) == 13


async def test_a_preview_keeps_nothing(union: Union, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.xlsx", *founding_report())
    seen = await keep(union, file, keep=False)
    assert (len(seen.vouchers), await count(union)) == (10, 0)
    assert seen.balances["Tài chính công đoàn"] == CASE["expect"]["closing"]
    async with open_work(*union, NOW) as work:
        assert await work.log.verify() is None
    kept = await keep(union, file)
    assert [one.code for one in kept.vouchers] == [one.code for one in seen.vouchers]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (row("Thu khác", 1000.5), "có số lẻ"),
        (row("Thu khác", "1.000,5đ"), "số tiền"),
        (row("Thu khác", -5_000), "lớn hơn 0"),
        (row("Thu khác", "-5.000đ"), "số tiền"),
        (row("Thu khác", 0), "lớn hơn 0"),
        (row("Thu khác", 10**12 + 1), "nghìn tỷ"),
        (row("Thu khác", "200"), "hai cách"),
        (row("Thu khác", None), "chưa có số tiền"),
        (row("Thu khác", "nhiều"), "số tiền"),
        (row("Mục lạ", 5_000), "chưa có mục “Mục lạ”"),
        (row("22", 5_000), "là mã"),
        (row("", 5_000), "chưa có mục"),
        (row("Thu khác", 5_000, kind="chi"), "chưa có mục chi"),
        (row("Thu khác", 5_000, kind="vay"), "loại phiếu “vay”"),
        (row("Thu khác", 5_000, fund="Quỹ khác"), "chưa biết quỹ"),
        (row("Thu khác", 5_000, "hôm nào"), "ngày “hôm nào”"),
        (row("Thu khác", 5_000, "31/2/2016"), "ngày"),
        (row("Thu khác", 5_000, date(2027, 1, 1)), "chưa tới"),
        (row("Thu khác", 5_000, date(1999, 1, 1)), "quá lâu"),
        (row("Thu khác", 5_000, None), "ngày"),
        (row("Thu khác", 5_000, reference="x" * 65), "64 ký tự"),
    ],
)
def test_a_line_that_cannot_be_read(line: tuple[Any, ...], said: str, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.xlsx", row("Thu khác", 7_000), line)
    entries, problems = vouchers.read(file, TODAY)
    assert len(entries) == 1
    (problem,) = problems
    assert problem.startswith("Dòng 3: ")
    assert said in problem


@pytest.mark.parametrize(
    ("amount", "read"),
    [
        (59_853_925, 59_853_925), ("59.853.925đ", 59_853_925), ("59853925", 59_853_925),
        (5_000.0, 5_000), ("5tr", 5_000_000), ("500k", 500_000), ("1 tỷ 2", 1_200_000_000),
        (1, 1),
    ],
)  # fmt: skip
def test_amounts_as_people_type_them(amount: Any, read: int, tmp_path: Path) -> None:
    (entry,), problems = vouchers.read(sheet(tmp_path / "a.xlsx", row("dues", amount)), TODAY)
    assert problems == []
    assert entry.draft.total == read


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([row("Chi khác", 5_000, fund="QTT")], "Quỹ hiện còn 0đ"),
        ([row("Thu khác", 5_000, "1/1/2015"), row("", 9, "2/1/2015", kind="số dư")], ""),
        ([row("", 9, kind="số dư"), row("", 9, kind="số dư")], "đã bắt đầu"),
    ],
)
async def test_what_the_book_refuses(
    quick: Union, lines: list[tuple[Any, ...]], said: str, tmp_path: Path
) -> None:
    """An opening balance is booked first, whatever its day; a second one is refused."""
    entries, _ = vouchers.read(sheet(tmp_path / "a.xlsx", *lines), TODAY)
    if not said:
        assert len((await vouchers.book(*quick, entries, NOW, keep=True)).vouchers) == 2
        return
    seen = await vouchers.book(*quick, entries, NOW, keep=False)
    assert len(seen.problems) == 1
    assert said in seen.problems[0]
    with pytest.raises(BadFile, match=said):
        await vouchers.book(*quick, entries, NOW, keep=True)
    assert await count(quick) == 0


async def test_who_and_what_for(quick: Union, tmp_path: Path) -> None:
    lines = [
        row("Ủng hộ, xã hội hóa", "200k", who="trần văn an", text="ủng hộ", reference="FT1"),
        row("Chi hành chính", "100k", who="Nhà sách Sông Hương", text="giấy in"),
    ]
    made = await keep(quick, sheet(tmp_path / "a.xlsx", *lines))
    async with open_work(*quick, NOW) as work:
        (an,) = await work.members.by_name("Trần Văn An")
        notes = [await work.book.note(voucher) for voucher in made.vouchers]
    assert [voucher.member_id for voucher in made.vouchers] == [an.id, None]
    assert notes == [("trần văn an", "ủng hộ"), ("Nhà sách Sông Hương", "giấy in")]
    assert made.vouchers[1].kind is VoucherKind.PAYMENT
    assert (await keep(quick, sheet(tmp_path / "b.xlsx", *lines))).same == 2


def test_the_template_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "mau.xlsx"
    template.write(file)
    book = load_workbook(file)
    help_ = [cell.value for cell in book["Hướng dẫn"]["A"]]
    assert {item.name for fund in funds() for item in fund.item} <= set(help_)
    page: Any = book["Phiếu"]
    page.append(["Quỹ tương trợ", "thu", "1/6/2026", "PT 12", "Đoàn viên góp quỹ", "100k"])
    book.save(file)
    (entry,), problems = vouchers.read(file, TODAY)
    assert problems == []
    assert (entry.draft.fund, entry.draft.text) == (FundKind.MUTUAL, "[PT 12]")


@pytest.mark.parametrize("missing", ["Ngày", "Số tiền"])
def test_a_column_that_is_not_there(missing: str, tmp_path: Path) -> None:
    made = Workbook()
    page: Any = made.active
    page.append([name for name in HEADER if name != missing])
    made.save(tmp_path / "a.xlsx")
    with pytest.raises(BadFile, match=missing):
        vouchers.read(tmp_path / "a.xlsx", TODAY)


async def test_at_the_command_line(databases: Databases, tmp_path: Path) -> None:
    """A template, a preview that nobody confirms, the import, again, and a file with faults."""
    url = await databases.fresh("sqlite")
    async with opened(url) as engine:
        bare = saobien.profile().model_copy(update={"seats": ()})
        await founding.found(engine, bare, b"key", NOW)
    told = {"DATABASE_URL": url, "SECRET_KEY": SECRET, "TELEGRAM__TOKEN": TOKEN}

    async def imports(*words: str) -> tuple[int, str]:
        ended = await congdoan(tmp_path, "import", "vouchers", *words, **told)
        return ended.code, ended.out + ended.err

    assert (await imports("--template", "mau.xlsx"))[0] == 0
    assert (await imports())[0] == 1
    sheet(tmp_path / "a.xlsx", *founding_report())
    code, said = await imports("a.xlsx")
    assert (code, "Chưa ghi gì." in said) == (0, True)
    code, said = await imports("a.xlsx", "--yes")
    assert code == 0
    assert "Tài chính công đoàn sau khi ghi: 18.889.693đ." in said
    assert "Đã ghi 10 phiếu." in said
    code, said = await imports("a.xlsx", "--yes")
    assert (code, "10 dòng đã có trong sổ" in said, "Không có gì mới" in said) == (0, True, True)
    sheet(tmp_path / "b.xlsx", row("Thu khác", 5_000), row("Thu khác", -5_000))
    code, said = await imports("b.xlsx", "--yes")
    assert (code, "Dòng 3" in said, "Chưa ghi gì" in said) == (1, True, True)
