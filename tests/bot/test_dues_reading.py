"""What people write about dues, as tables: months, lists, amounts, exemptions, bank notices."""

from datetime import date

import pytest

from bot.handlers import bank_reading, dues_amounts, dues_lists
from bot.handlers import dues_reading as reading
from union import memo
from union.dues import BasisKind

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("thang truoc toi dong chua", 202610), ("Tháng này tôi đóng chưa?", 202611),
        ("tháng 9 em đóng chưa ạ", 202609), ("tháng 12 tôi đóng đủ chưa", 202512),
        ("đoàn phí tháng 8/2026", 202608), ("doan phi thang 1 2026", 202601),
    ],
)  # fmt: skip
def test_months_asked_about(text: str, month: int) -> None:
    asked = reading.asks(text)
    assert asked is not None
    assert reading.month_named(asked, TODAY) == month


@pytest.mark.parametrize(
    "text",
    [
        "tháng trước họp chưa", "tháng 10 con tôi đóng học phí chưa", "năm nay", "tháng trước",
        "tháng 13 tôi đóng chưa nhỉ hả", "tháng sau tôi nghỉ",
    ],
)  # fmt: skip
def test_what_is_no_question_about_dues(text: str) -> None:
    assert reading.asks(text) is None


def test_years() -> None:
    assert reading.year_named("2025", TODAY) == 2025
    assert reading.year_named("năm ngoái", TODAY) == 2025
    assert reading.year_named("tháng 10", TODAY) is None
    assert reading.month_named("", TODAY) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("thu tien mat Nga, Son 146.800, Phuc 100k",
         [("Nga", None), ("Son", 146_800), ("Phuc", 100_000)]),
        ("Thu tiền mặt Nga 146,800; Lê Văn Sơn 1tr5",
         [("Nga", 146_800), ("Lê Văn Sơn", 1_500_000)]),
        ("thu doan phi Kim 46.800đ và Tú hai trăm nghìn", [("Kim", 46_800), ("Tú", 200_000)]),
    ],
)  # fmt: skip
def test_lists_of_payers(text: str, names: list[tuple[str, int | None]]) -> None:
    rest = dues_lists.cash_said(text)
    assert rest is not None
    read = [reading.named(piece) for piece in reading.pieces(rest)]
    assert [(one.name, one.amount) for one in read] == names


@pytest.mark.parametrize(
    "text",
    [
        "thu tiền mặt khi nào", "thu đoàn phí ở đâu ạ", "thu hoạch", "thu tiền mặt xong chưa",
        "thu tien mat", "hôm nay thu tiền mặt Nga",
    ],
)  # fmt: skip
def test_what_is_no_list(text: str) -> None:
    assert dues_lists.cash_said(text) is None


def test_an_amount_that_may_mean_two_things_is_not_sure() -> None:
    assert reading.named("Phúc 100").sure is False
    assert reading.named("Phúc 10 cái").sure is False


@pytest.mark.parametrize(
    ("piece", "name", "kind", "amount", "period"),
    [
        ("An 46.800đ", "An", BasisKind.AMOUNT, 46_800, 202611),
        ("mức đóng An 46.800đ từ 12/2026", "An", BasisKind.AMOUNT, 46_800, 202612),
        ("Trần Văn An 50k tu thang 1/2027", "Trần Văn An", BasisKind.AMOUNT, 50_000, 202701),
        ("Bình lương 9.360.000", "Bình", BasisKind.SALARY, 9_360_000, 202611),
        ("Binh luong 9tr4 tu 12/2026", "Binh", BasisKind.SALARY, 9_400_000, 202612),
        ("An 46", "An", BasisKind.AMOUNT, None, 202611),
        ("An 46.800đ từ bao giờ", "An", BasisKind.AMOUNT, 46_800, None),
    ],
)
def test_amounts(
    piece: str, name: str, kind: BasisKind, amount: int | None, period: int | None
) -> None:
    found = reading.amount_set(piece, TODAY)
    assert (found.name, found.kind, found.amount, found.period) == (name, kind, amount, period)


def test_a_question_about_amounts_is_not_one() -> None:
    assert dues_amounts.amounts_said("mức đóng bảo hiểm là gì") is None
    assert dues_amounts.amounts_said("muc dong An 46800") == "An 46800"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An 11/2026 đến 2/2027", ("An", 202611, 202702)),
        ("Trần Văn An từ 11/2026 den het thang 2/2027", ("Trần Văn An", 202611, 202702)),
        ("An tháng 11/2026", ("An", 202611, 202611)),
        ("An 2/2027 đến 11/2026", None),
        ("An 13/2026", None),
        ("An", None),
    ],
)
def test_exemptions(text: str, found: tuple[str, int, int] | None) -> None:
    assert reading.exemption(text) == found


CODE = memo.dues(202611, 46)


@pytest.mark.parametrize(
    ("notice", "amount", "reference"),
    [
        (f"TK 0123456789 +146,800VND luc 20/11/2026 09:15. SD 27,310,000VND. ND: {CODE}. "
         "Ref FT26325123456", 146_800, "FT26325123456"),
        (f"(BIDV) 20/11/2026 TK201xxx +46.800 VND; ND: NGUYEN THI HANH {CODE.lower()}; "
         "so GD: 020097A8B9", 46_800, "020097A8B9"),
        (f"{CODE} 146.800đ", 146_800, None),
        (f"146800 VND {CODE}", 146_800, None),
    ],
)  # fmt: skip
def test_notices(notice: str, amount: int, reference: str | None) -> None:
    (line,) = bank_reading.bank_lines(notice)
    assert line.memo == memo.Memo(memo.Kind.DUES, 46, 202611)
    assert line.amount == amount
    assert line.reference == reference or (reference is None and line.reference.startswith("tin-"))


def test_a_notice_over_several_lines_and_money_that_went_out() -> None:
    lines = list(
        bank_reading.bank_lines(
            f"TK 0123 +146,800VND luc 20/11/2026\nND: {CODE}\nRef FT26325123456\n\n"
            "TK 0123 -500,000VND luc 20/11/2026 ND: THAM HOI"
        )
    )
    assert [line.amount for line in lines] == [146_800]
    assert lines[0].on == date(2026, 11, 20) and lines[0].reference == "FT26325123456"


def test_what_is_pasted_from_a_bank() -> None:
    assert bank_reading.pasted(f"+146,800VND ND {CODE}")
    assert bank_reading.pasted(CODE) is None
    assert bank_reading.pasted("em chuyển 146.800đ rồi ạ") is None
