"""Mobile numbers as they are typed and kept."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from union.phones import masked, phone
from union.words import NotUnderstood, Unclear


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678", "0912 345 678", "0912.345.678", "091-234-5678", "84912345678",
        "+84912345678", "+84-91 234 5678", "+84 (0) 912 345 678", "0084 912345678",
        "912345678", "sđt em 0912 345 678 ạ", "０９１２３４５６７８", "0912\u00a0345\u00a0678",
    ],
)  # fmt: skip
def test_one_number(typed):
    assert phone(typed) == "+84912345678"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", Unclear.NOT_A_PHONE),
        ("091234567", Unclear.NOT_A_PHONE),
        ("09123456789", Unclear.NOT_A_PHONE),
        ("0612345678", Unclear.NOT_A_PHONE),
        ("o912345678", Unclear.NOT_A_PHONE),
        ("0912345678 hoặc 0987654321", Unclear.NOT_A_PHONE),
        ("+1 202 555 0123", Unclear.NOT_A_PHONE),
        ("482 106", Unclear.NOT_A_PHONE),
        ("028 3822 1234", Unclear.LANDLINE),
        ("0123 456 7890", Unclear.OLD_NUMBER),
        ("+84 168 456 7890", Unclear.OLD_NUMBER),
    ],
)
def test_refused(typed, reason):
    with pytest.raises(NotUnderstood) as refused:
        phone(typed)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("old", "now"),
    [("0123 456 7890", "+84834567890"), ("01684567890", "+84384567890"),
     ("01994567890", "+84594567890")],
)  # fmt: skip
def test_an_old_number_says_what_it_became(old, now):
    with pytest.raises(NotUnderstood) as refused:
        phone(old)
    assert refused.value.facts == {"now": now}


def test_masked_as_in_the_dialogue():
    assert masked("+84912345123") == "09••• •••123"


@given(st.from_regex(r"\+84[35789][0-9]{8}", fullmatch=True))
def test_a_kept_number_reads_as_itself(kept):
    assert phone(kept) == kept
    assert phone("0" + kept[3:]) == kept
    assert kept[4:-3] not in masked(kept)


@given(st.text() | st.text("0123456789+-(). a"))
def test_nothing_but_not_understood(text):
    with suppress(NotUnderstood):
        assert len(phone(text)) == 12
