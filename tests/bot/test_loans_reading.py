"""What people write when they want to borrow or pay back, read without a chat."""

import pytest

from bot.handlers.loans_reading import collected, months_in, one_sentence, read, repayment


@pytest.mark.parametrize(
    ("text", "amount", "months", "reason"),
    [
        ("cho em vay 5tr sua nha tra 10 thang", 5_000_000, 10, "sua nha"),
        ("vay 5 triệu 10 tháng sửa nhà", 5_000_000, 10, "sửa nhà"),
        ("em muốn vay 2 triệu rưỡi ạ", 2_500_000, None, ""),
        ("vay 1tr5 nửa năm mua thuốc", 1_500_000, 6, "mua thuốc"),
        ("cho em vay quỹ tương trợ 5tr để đóng học cho con ạ", 5_000_000, None, "đóng học cho con"),
        ("vay sửa nhà 5tr 10 tháng", 5_000_000, 10, "sửa nhà"),
        ("vay 5tr trả trong 10 tháng, lý do: sửa nhà", 5_000_000, 10, "sửa nhà"),
        ("vay 10.000.000đ sửa nhà trong 5 tháng", 10_000_000, 5, "sửa nhà"),
        ("vay 10 000 000 đồng", 10_000_000, None, ""),
        ("vay năm triệu mười tháng", 5_000_000, 10, ""),
        ("em mượn 5 triệu", 5_000_000, None, ""),
        ("xin vay 5 triệu đồng trả 12 tháng", 5_000_000, 12, ""),
        ("vay nửa triệu", 500_000, None, ""),
        ("Em xin đề nghị vay 5tr được không", 5_000_000, None, ""),
        ("vay 5tr sau nay sua nha", 5_000_000, None, "sau nay sua nha"),
    ],
)
def test_a_whole_sentence(text: str, amount: int, months: int | None, reason: str) -> None:
    rest = one_sentence(text)
    assert rest is not None
    wish = read(rest)
    assert wish.amount is not None and wish.amount.certain
    assert (wish.amount.amount, wish.months, wish.reason) == (amount, months, reason)


@pytest.mark.parametrize("text", ["vay 200", "vay 2 củ", "vay 5 chai", "vay 50 rưỡi", "vay 1tr05",
                                  "vay 5 xị", "vay 5 lít", "vay 1.500"])  # fmt: skip
def test_slang_and_two_readings_are_asked_about(text: str) -> None:
    rest = one_sentence(text)
    assert rest is not None
    amount = read(rest).amount
    assert amount is not None and not amount.certain


@pytest.mark.parametrize(
    "text",
    ["vay ha", "vay a", "Vậy hả", "vậy thì 5tr nhé", "chị Lan vay 5tr", "anh An vay 5tr", "vay",
     "em muon 5 trieu", "cho em hoi vay 5tr thi sao", "vay tiền sửa nhà", "váy 5tr", "vây 5tr",
     "bảo vệ vay 5tr", "không vay 5tr nữa"],
)  # fmt: skip
def test_what_is_no_wish_to_borrow(text: str) -> None:
    assert one_sentence(text) is None


@pytest.mark.parametrize("text", ["vay 27", "vay số 27", "vay so 27 nhe", "Vay 27 ạ"])
def test_a_loan_is_named_by_its_number(text: str) -> None:
    assert one_sentence(text) == "27"


def test_two_amounts_are_asked_about() -> None:
    assert read("5tr trả mỗi tháng 500k").amount is None


@pytest.mark.parametrize(
    ("text", "months"),
    [("10", 10), ("10 tháng", 10), ("mười tháng", 10), ("nửa năm", 6), ("1 năm", 12), ("sáu", 6),
     ("trong 3 tháng ạ", 3), ("lâu lâu", None), ("tháng 10", None), ("-3", 3), ("", None)],
)  # fmt: skip
def test_how_long(text: str, months: int | None) -> None:
    assert months_in(text) == months


@pytest.mark.parametrize(
    ("text", "meant"),
    [("trả nợ 500k", "|500000"), ("tra no 500k a", "|500000"), ("em trả 500k", "|500000"),
     ("trả vay 27 500k", "27|500000"), ("tra truoc", "?"), ("trả nợ", "?"), ("trả hết", "het"),
     ("trả trước 2 triệu", "|2000000"), ("tra no 2 trieu ruoi nhe", "|2500000"),
     ("trả lời em với", None), ("chị trả em 500k", None), ("trả 500k đoàn phí", None),
     ("trả sách thư viện", None), ("trả", None)],
)  # fmt: skip
def test_paying_back(text: str, meant: str | None) -> None:
    assert repayment(text) == meant


@pytest.mark.parametrize(
    ("text", "rest"),
    [("thu vay 27 500k", "27 500k"), ("thu vay số 27 500k", "27 500k"), ("thu 2tr", None),
     ("thu vay", None), ("thư vay 27", "27"), ("thu vay Lan 500k", None)],
)  # fmt: skip
def test_an_officer_writes_down_what_came(text: str, rest: str | None) -> None:
    assert collected(text) == rest
