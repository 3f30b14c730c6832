"""Amounts as typed, as shown, in words (j1)."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from union.money import HIGHEST, Money, amounts_in, money, money_in_words, money_text
from union.words import NotUnderstood, Unclear

AMOUNTS = st.integers(1, HIGHEST) | st.builds(
    lambda head, zeros: head * 10**zeros, st.integers(1, 999), st.integers(0, 9)
)
PIECES = st.lists(
    st.sampled_from(
        ["5", "05", "1.500", "1,5", "200", "tr", "triệu", "k", "nghìn", "tỷ", "rưỡi", "nửa", "trăm",
         "năm", "hai", "mươi", "linh", "không", "đ", "đồng", "củ", "-", ".", ",", " ", "ạ", "tháng"]
    ),
    max_size=8,
).flatmap(lambda parts: st.sampled_from(["".join(parts), " ".join(parts)]))  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("5tr", 5_000_000),
        ("1tr5", 1_500_000),
        ("1,5tr", 1_500_000),
        ("1.5tr", 1_500_000),
        ("1tr500", 1_500_000),
        ("2 triệu rưỡi", 2_500_000),
        ("2tr rưỡi", 2_500_000),
        ("500k", 500_000),
        ("500 ngàn", 500_000),
        ("500 nghìn", 500_000),
        ("nửa triệu", 500_000),
        ("10.000.000đ", 10_000_000),
        ("10,000,000 VND", 10_000_000),
        ("10 000 000 đồng", 10_000_000),
        ("10tr", 10_000_000),
        ("1 tỷ 2", 1_200_000_000),
        ("trăm rưỡi", 150_000),
        ("2tr250", 2_250_000),
        ("46.800đ", 46_800),
        ("hai triệu rưỡi", 2_500_000),
        # the rule X tr Y, the unit letters, the spaces and the digits of j1
        ("2tr25", 2_250_000),
        ("1tr050", 1_050_000),
        ("5 triệu rưỡi", 5_500_000),
        ("nam trieu", 5_000_000),
        ("5.000.000 d", 5_000_000),
        ("5.000.000 dong", 5_000_000),
        ("5.000.000 vnđ", 5_000_000),
        ("5.000.000₫", 5_000_000),
        ("10\u00a0000\u00a0000\u202fđ", 10_000_000),
        ("10\u2009000\u2009000", 10_000_000),
        ("５tr", 5_000_000),
        # from the dialogues
        ("3tr245", 3_245_000),
        ("300k thoi", 300_000),
        ("nham, 300k thoi", 300_000),
        ("em muon 5 trieu", 5_000_000),
        # beyond the table
        ("dạ 5tr ạ", 5_000_000),
        ("5 triệu đồng chẵn", 5_000_000),
        ("triệu rưỡi", 1_500_000),
        ("2 triệu 500 nghìn", 2_500_000),
        ("2 triệu 250.000", 2_250_000),
        ("5 trăm nghìn", 500_000),
        ("hai mươi lăm nghìn", 25_000),
        ("1.500k", 1_500_000),
        ("0,5tr", 500_000),
        ("500000", 500_000),
        ("10.000.000,00 VND", 10_000_000),
        ("1 tỉ 2", 1_200_000_000),
    ],
)
def test_certain(typed, amount):
    assert money(typed) == Money(amount, True)


@pytest.mark.parametrize(
    ("typed", "amount", "other"),
    [
        ("200", 200_000, 200),
        ("1.500", 1_500_000, 1_500),
        ("1tr05", 1_050_000, None),
        ("2 củ", 2_000_000, None),
        ("5 chai", 5_000_000, None),
        ("5 xị", 500_000, None),
        ("5 lít", 500_000, None),
        ("50 rưỡi", 50_500, 50_500_000),
        # beyond the table
        ("5", 5_000, 5_000_000),
        ("1,5", 1_500_000, None),
        ("hai trăm", 200_000, 200),
        ("trăm hai", 120_000, 120),
        ("năm triệu năm trăm", 5_500_000, 5_000_500),
        ("khoảng 5tr", 5_000_000, None),
        ("1.500tr", 1_500_000, 1_500_000_000),
        ("2 triệu 250 đồng", 2_250_000, None),
    ],
)
def test_asked_about_first(typed, amount, other):
    assert money(typed) == Money(amount, False, other)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("-500k", Unclear.NEGATIVE),
        ("−5.000.000đ", Unclear.NEGATIVE),
        ("âm 500k", Unclear.NEGATIVE),
        ("1,5đ", Unclear.DECIMALS),
        ("46.800,50đ", Unclear.NOT_MONEY),
        ("1,2345678tr", Unclear.DECIMALS),
        ("0", Unclear.ZERO),
        ("0đ", Unclear.ZERO),
        ("5oo k", Unclear.NOT_MONEY),
        ("1o.ooo", Unclear.NOT_MONEY),
        ("1.500,000", Unclear.NOT_MONEY),
        ("1tr5000", Unclear.NOT_MONEY),
        ("500k-1tr", Unclear.NOT_MONEY),
        ("0912345678", Unclear.NOT_MONEY),
        ("20/11/2026", Unclear.NOT_MONEY),
        ("1 ti", Unclear.NOT_MONEY),
        ("không", Unclear.NOT_MONEY),
        ("👍", Unclear.NOT_MONEY),
        ("", Unclear.NOT_MONEY),
        ("9" * 5000, Unclear.NOT_MONEY),
        ("9999 tỷ", Unclear.TOO_MUCH),
    ],
)
def test_refused(typed, reason):
    with pytest.raises(NotUnderstood) as refused:
        money(typed)
    assert refused.value.reason is reason


def test_more_than_the_fund_may_give():
    assert money("5tr", most=5_000_000).amount == 5_000_000
    with pytest.raises(NotUnderstood) as refused:
        money("6tr", most=5_000_000)
    assert (refused.value.reason, refused.value.facts) == (Unclear.TOO_MUCH, {"most": 5_000_000})


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("cho em vay 5tr sua nha tra 10 thang", [5_000_000]),
        ("vay 5tr 10 thang", [5_000_000]),
        ("5tr sau tra", [5_000_000]),
        ("vay 5tr tu thang 12", [5_000_000]),
        ("vay 1 trieu 5 trong 6 thang", [1_500_000]),
        ("vay hai triệu rưỡi mua xe", [2_500_000]),
        ("tham chi Lan om 500k tien mat", [500_000]),
        ("Nga 146.800đ, Sơn 146.800đ, Phúc 100.000đ", [146_800, 146_800, 100_000]),
        ("VCB +146,800 VND luc 20/11/2026", [146_800]),
        ("thang 10 k dong", []),
        ("thang 11 dong doan phi nam 2026", []),
        ("sinh 12.03.1971, so 0912 345 678", []),
        ("mua 5 chai nuoc", []),
        ("ma 482 106", []),
        ("vay 27", []),
        ("DP112026DV00467", []),
        ("", []),
    ],
)
def test_amounts_in_a_sentence(text, amounts):
    assert [found.amount for found in amounts_in(text)] == amounts


@pytest.mark.parametrize(
    ("amount", "text"),
    [(16_050_000, "16.050.000đ"), (5_000_000, "5.000.000đ"), (200, "200đ"), (0, "0đ"),
     (-46_800, "-46.800đ")],
)  # fmt: skip
def test_money_text(amount, text):
    assert money_text(amount) == text


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (5_000_000, "Năm triệu đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (105, "Một trăm linh năm đồng"),
        (1_001, "Một nghìn không trăm linh một đồng"),
        (1_015, "Một nghìn không trăm mười lăm đồng"),
        (10_005, "Mười nghìn không trăm linh năm đồng"),
        (1_000_005, "Một triệu không nghìn không trăm linh năm đồng"),
        (18_889_693, "Mười tám triệu tám trăm tám mươi chín nghìn sáu trăm chín mươi ba đồng"),
        (300_000, "Ba trăm nghìn đồng"),
        (0, "Không đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (24, "Hai mươi bốn đồng"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (2_000_000_000_000, "Hai nghìn tỷ đồng"),
        (-500_000, "Âm năm trăm nghìn đồng"),
    ],
)
def test_money_in_words(amount, words):
    assert money_in_words(amount) == words


def test_vouchers_end_evenly():
    assert money_in_words(5_000_000, even=True) == "Năm triệu đồng chẵn"


@given(AMOUNTS)
@settings(max_examples=500)
def test_what_is_written_reads_back(amount):
    assert money(money_text(amount)) == Money(amount, True)
    assert money(money_in_words(amount)) == Money(amount, True)
    assert money(money_in_words(amount, even=True)).amount == amount


@given(AMOUNTS.filter(lambda amount: amount >= 10_000))
def test_a_written_amount_is_found_in_a_sentence(amount):
    assert [one.amount for one in amounts_in(f"Đã nhận {money_text(amount)} của chị")] == [amount]


@given(st.text() | PIECES)
@settings(max_examples=500)
def test_nothing_but_not_understood(text):
    assert all(1_000 <= found.amount <= HIGHEST for found in amounts_in(text))
    with suppress(NotUnderstood):
        assert 0 < money(text).amount <= HIGHEST
