"""Banks by any of their names; the nine numbers that were checked by hand (domain §h1)."""

import pytest

from config.banks import banks, bin_of
from union.words import fold


@pytest.mark.parametrize(
    ("name", "bin"),
    [
        ("Vietcombank", "970436"), ("VCB", "970436"), ("Ngân hàng Ngoại thương", "970436"),
        ("BIDV", "970418"), ("Agribank", "970405"), ("ngân hàng NN", ""), ("VietinBank", "970415"),
        ("Vietin Bank", "970415"), ("MB", "970422"), ("MB Bank", "970422"), ("TCB", "970407"),
        ("Techcombank", "970407"), ("ACB", "970416"), ("VPBank", "970432"), ("STB", "970403"),
        ("Sacombank", "970403"), ("970436", "970436"), ("", ""), ("Ngân hàng trên mây", ""),
    ],
)  # fmt: skip
def test_names(name: str, bin: str) -> None:
    assert bin_of(name) == bin


def test_no_name_means_two_banks() -> None:
    named = [fold(w).replace(" ", "") for b in banks() for w in (b.name, *b.other)]
    keys = {(name, bank.bin) for bank in banks() for name in
            {fold(w).replace(" ", "") for w in (bank.name, *bank.other)}}  # fmt: skip
    assert len({name for name, _ in keys}) == len(keys)
    assert len({bank.bin for bank in banks()}) == len(banks()) <= len(named)
