"""What `check` finds in a book that another program changed, and what `restore` asks about it."""

import builtins
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.doors import backup, papers
from storage import guards
from storage.engine import snapshot
from storage.ledger import LastNumber, faults, last_numbers
from storage.work import open_work
from tests.databases import ENGINES, Databases
from tests.doors.command import SECRET, TOKEN, congdoan
from tests.doors.losing import opened
from tests.storage.one_book import NOW, one_book
from union.book import Draft, FundKind, Line, VoucherKind

LAST = LastNumber("Sao Biển", "TC-PT", 2026, 118)
# One change each, as somebody with the database's password could make it; finance of union 1.
TAMPERINGS = {
    "chain": "UPDATE vouchers SET balance = balance + 1 WHERE fund_id = 1 AND position = 3",
    "numbers": "UPDATE vouchers SET number = 9 WHERE fund_id = 1 AND position = 4",
    "sums": "UPDATE voucher_lines SET amount = amount - 1 WHERE fund_id = 1 AND position = 2",
    "two": "UPDATE vouchers SET source = 'chat', agreed_by = NULL, made_by = NULL"
    " WHERE fund_id = 1 AND position = 4",
    "covered": "UPDATE vouchers SET balance = -1 WHERE fund_id = 2 AND position = 1",
}
WHERE = {"chain": 3, "numbers": 4, "sums": 2, "two": 4, "covered": 1}


@pytest.fixture(params=ENGINES)
async def engine(
    request: pytest.FixtureRequest, databases: Databases
) -> AsyncIterator[AsyncEngine]:
    async with opened(await databases.fresh(request.param)) as made:
        await one_book(made)
        await one_book(made, "theirs")
        yield made


async def _rules(engine: AsyncEngine) -> list[tuple[str, str, str, int]]:
    async with snapshot(engine) as connection:
        return [(f.union, f.fund, f.rule, f.position) for f in await faults(connection)]


async def test_a_sound_book_has_no_fault(engine: AsyncEngine) -> None:
    assert await _rules(engine) == []


@pytest.mark.parametrize("rule", TAMPERINGS)
async def test_a_book_somebody_changed(engine: AsyncEngine, rule: str) -> None:
    async with engine.begin() as connection:
        await guards.remove(connection)
        if rule == "two" and connection.dialect.name == "postgresql":
            await connection.execute(text("ALTER TABLE vouchers DROP CONSTRAINT ck_vouchers_two"))
        if rule == "two" and connection.dialect.name == "sqlite":
            await connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        await connection.execute(text(TAMPERINGS[rule]))
        await connection.execute(text("SELECT 1"))
    found = await _rules(engine)
    fund = "QTT" if rule == "covered" else "TC"
    assert ("mine", fund, rule, WHERE[rule]) in found
    assert {one[0] for one in found} == {"mine"}


async def test_a_voucher_cut_out_is_found(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await guards.remove(connection)
        for table in ("voucher_notes", "voucher_lines", "vouchers"):
            where = "fund_id = 1 AND position = 4"
            await connection.execute(text(f"DELETE FROM {table} WHERE {where}"))
    assert await _rules(engine) == []  # an end cut off is seen by the log and the papers alone
    async with engine.connect() as connection, connection.begin():
        assert LastNumber("mine", "TC-PC", 2026, 1) not in await last_numbers(connection)


# --- after a restore ------------------------------------------------------------------------


async def test_the_last_numbers_of_a_book(engine: AsyncEngine) -> None:
    async with engine.connect() as connection, connection.begin():
        found = [str(last) for last in await last_numbers(connection) if last.union == "theirs"]
    assert found == [
        "TC-PT-002/2026", "TC-PC-001/2026", "TC-SD-001/2026",
        "QTT-PT-001/2026", "QTT-SD-001/2026",
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["", "118", " TC-PT-118 ", "tc-pt-118/2026", "0118"])
def test_paper_and_book_agree(said: str) -> None:
    assert papers.compare(LAST, said) == ""


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("121", "Các phiếu từ 119 đến 121"),
        ("TC-PT-119", "Các phiếu từ 119 đến 119"),
        ("117", "giấy chỉ tới số 117, sổ tới TC-PT-118/2026"),
        ("không biết", "không phải số phiếu"),
        ("²", "không phải số phiếu"),
    ],
)
def test_a_gap_is_said(said: str, sentence: str) -> None:
    assert sentence in papers.compare(LAST, said)


async def test_every_series_is_asked_for(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers: Iterator[str] = iter(["", "", "", "", "", "5", *[""] * 9])
    monkeypatch.setattr(builtins, "input", lambda question: next(answers))
    gaps = await papers.ask(engine)
    assert len(gaps) == 1
    assert "Các phiếu từ 3 đến 5" in gaps[0]  # the sixth asked is TC-PT of the second union
    assert "Sổ theirs: phiếu cuối là TC-PT-002/2026." in capsys.readouterr().out


async def test_at_the_command_line(databases: Databases, tmp_path: Path) -> None:
    async with opened(await databases.fresh("sqlite")) as made:
        await one_book(made)
        await backup.write(made, tmp_path / "a.zip", NOW)
    told = {"DATABASE_URL": await databases.empty("sqlite"), "SECRET_KEY": SECRET}
    ended = await congdoan(tmp_path, "restore", "a.zip", TELEGRAM__TOKEN=TOKEN, **told)
    assert (ended.code, ended.err) == (0, "")
    assert "Sổ mine: phiếu cuối là TC-PT-002/2026." in ended.out


@pytest.mark.parametrize("new", ENGINES)
async def test_the_book_goes_on_where_the_backup_left_it(
    engine: AsyncEngine, databases: Databases, tmp_path: Path, new: str
) -> None:
    """Lines before headers, references to earlier vouchers, and every guard back in place."""
    await backup.write(engine, tmp_path / "a.zip", NOW)
    async with opened(await databases.empty(new)) as restored:
        await backup.read(restored, tmp_path / "a.zip")
        assert await _rules(restored) == []
        async with open_work(restored, 1, NOW) as work:
            await work.lock()
            lines = (Line("dues", 46_800),)
            draft = Draft(FundKind.FINANCE, VoucherKind.RECEIPT, lines, work.today, made_by=1)
            made = await work.book.book(draft)
        assert (made.code, made.position, made.balance) == ("TC-PT-003", 5, 546_800)
