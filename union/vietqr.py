"""VietQR payloads, made here and by nobody else: NAPAS IBFT QR v1.5.2 over EMVCo (domain §h1).

A field is its two-digit id, its two-digit length and its value; the last one is a checksum over
all before it.
"""

import re

NAPAS = "A000000727"
DONG = "704"
LONGEST_MEMO = 25  # EMVCo's own limit for a purpose; ours stay at 19 (union/memo.py)
_BIN = re.compile(r"[0-9]{6}")
_ACCOUNT = re.compile(r"[0-9A-Za-z]{1,19}")
_MEMO = re.compile(rf"[0-9A-Za-z ]{{1,{LONGEST_MEMO}}}")
_BILL = re.compile(r"[0-9A-Za-z]{1,25}")


def payload(
    bin: str,
    account: str,
    amount: int | None = None,
    memo: str = "",
    *,
    bill: str = "",
    card: bool = False,
) -> str:
    """What the picture says: to whom, how many đồng (None: the payer types it), what for.

    Raises ValueError for what a bank's app would choke on: accents in a memo, a long account.
    """
    _check(bin, account, amount, memo, bill)
    service = "QRIBFTTC" if card else "QRIBFTTA"
    to = _field(0, bin) + _field(1, account)
    fields = [
        _field(0, "01"),
        _field(1, "11" if amount is None else "12"),  # reusable, or for this amount
        _field(38, _field(0, NAPAS) + _field(1, to) + _field(2, service)),
        _field(53, DONG),
        _field(54, str(amount)) if amount is not None else "",
        _field(58, "VN"),
    ]
    more = (_field(1, bill) if bill else "") + (_field(8, memo) if memo else "")
    body = "".join(fields) + (_field(62, more) if more else "") + "6304"
    return f"{body}{crc(body):04X}"


def crc(text: str) -> int:
    """CRC-16/CCITT-FALSE."""
    register = 0xFFFF
    for byte in text.encode("ascii"):
        register ^= byte << 8
        for _ in range(8):
            register = (register << 1) ^ (0x1021 if register & 0x8000 else 0)
        register &= 0xFFFF
    return register


def _field(id: int, value: str) -> str:
    return f"{id:02d}{len(value):02d}{value}"


def _check(bin: str, account: str, amount: int | None, memo: str, bill: str) -> None:
    if not _BIN.fullmatch(bin):
        raise ValueError("a bank is named by six digits")
    if not _ACCOUNT.fullmatch(account):
        raise ValueError("an account has 1 to 19 letters or digits")
    if amount is not None and not 0 < amount < 10**13:
        raise ValueError("an amount has 1 to 13 digits")
    if memo and not _MEMO.fullmatch(memo):
        raise ValueError("a memo has at most 25 plain letters, digits and spaces")
    if bill and not _BILL.fullmatch(bill):
        raise ValueError("a bill number has at most 25 plain letters and digits")
