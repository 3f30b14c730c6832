"""VietQR payloads against the vectors of the domain book, §h1."""

import pytest

from union import memo, vietqr
from union.vietqr import payload

VCB, ACB = "970436", "970416"
VECTORS = [
    (
        payload("970403", "0011012345678", 180_000, "thanh toan don hang", bill="NPS6869"),
        "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA53037045406"
        "1800005802VN62340107NPS68690819thanh toan don hang63042E2E",
    ),
    (
        payload(
            "970403", "9704031101234567", 180_000, "thanh toan don hang", bill="NPS6869", card=True
        ),
        "00020101021238600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045406"
        "1800005802VN62340107NPS68690819thanh toan don hang6304A203",
    ),
    (
        payload("970403", "9704031101234567", card=True),
        "00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN"
        "63044F52",
    ),
    (
        payload(ACB, "257678859"),
        "00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F",
    ),
    (
        payload(ACB, "257678859", 10_000, "Chuyen tien"),
        "00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA53037045405100005802VN"
        "62150811Chuyen tien630453E6",
    ),
    (
        payload("970415", "0011001932418", 120_000, "TEST5"),
        "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA53037045406120000"
        "5802VN62090805TEST563040FF5",
    ),
    (
        payload(VCB, "0123456789", 46_800, "DP 072026 DV0046"),
        "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA53037045405468005802VN"
        "62200816DP 072026 DV004663041224",
    ),
    (  # the published sample, its inner length mended
        payload("970403", "0011012345678"),
        "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN"
        "63049E6F",
    ),
]


@pytest.mark.parametrize(("made", "vector"), VECTORS)
def test_vectors(made: str, vector: str) -> None:
    assert made == vector


def test_the_checksum_s_own_check() -> None:
    assert vietqr.crc("123456789") == 0x29B1


def test_our_memos_fit() -> None:
    for made in (memo.dues(202611, 46), memo.dues(209912, 99_999_999), memo.loan(27)):
        assert payload(VCB, "0123456789", 146_800, made).count(made) == 1


@pytest.mark.parametrize(
    ("bin", "account", "amount", "text"),
    [
        ("97043", "0123456789", 1, ""), ("VCB", "0123456789", 1, ""), (VCB, "", 1, ""),
        (VCB, "0" * 20, 1, ""), (VCB, "01 23", 1, ""), (VCB, "0123456789", 0, ""),
        (VCB, "0123456789", -5, ""), (VCB, "0123456789", 10**13, ""),
        (VCB, "0123456789", 1, "đoàn phí"), (VCB, "0123456789", 1, "x" * 26),
    ],
)  # fmt: skip
def test_what_an_app_would_choke_on(bin: str, account: str, amount: int, text: str) -> None:
    with pytest.raises(ValueError):
        payload(bin, account, amount, text)
