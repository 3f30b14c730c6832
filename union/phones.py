"""Vietnamese mobile numbers: one form to keep and compare, one to show."""

from __future__ import annotations

import re

from union.words import NotUnderstood, Unclear, plain

# The 11-digit numbers of 15/9/2018 and what they became; dead since.
_MOVED = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",
    "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
    "162": "32", "163": "33", "164": "34", "165": "35", "166": "36",
    "167": "37", "168": "38", "169": "39",
    "186": "56", "188": "58", "199": "59",
}  # fmt: skip
_LONGEST = 200  # letters read; a number stands at the beginning of what is typed
_RUN = re.compile(r"(?<![a-z0-9])\+?\(?[0-9](?:[ .\-()]*[0-9])*(?![a-z0-9])")


def phone(text: str) -> str:
    """The number in a text as "+84" and nine digits: "0912 345 678", "84912345678", "+84-91…".

    Nine digits alone are taken too: Excel drops the leading zero. Only the first digit is checked
    against the mobile plan, for new prefixes open every few years.
    Raises NotUnderstood: NOT_A_PHONE, LANDLINE, OLD_NUMBER (with `now`).
    """
    runs = _RUN.findall(plain(text[:_LONGEST]))
    if len(runs) != 1:
        raise NotUnderstood(Unclear.NOT_A_PHONE)
    number = _national(runs[0])
    if re.fullmatch(r"[35789][0-9]{8}", number):
        return f"+84{number}"
    if len(number) == 10 and (now := _MOVED.get(number[:3])):
        raise NotUnderstood(Unclear.OLD_NUMBER, now=f"+84{now}{number[3:]}")
    if re.fullmatch(r"2[0-9]{8,9}", number):
        raise NotUnderstood(Unclear.LANDLINE)
    raise NotUnderstood(Unclear.NOT_A_PHONE)


def masked(phone: str) -> str:
    """What may be shown of a kept number to its own owner: "09••• •••123"."""
    return f"0{phone.removeprefix('+84')[:1]}••• •••{phone[-3:]}"


def _national(run: str) -> str:
    """The digits after the country code and the trunk zero; "" when neither can be told."""
    digits = re.sub(r"[^0-9]", "", run)
    if len(digits) == 9 and digits[0] != "0":
        return digits
    abroad = re.fullmatch(r"(?:00)?84(0?)([0-9]{9,10})", digits)
    if abroad and (run.startswith("+") or digits.startswith("00") or len(digits) >= 11):
        return abroad[2]
    return digits[1:] if digits.startswith("0") and not digits.startswith("00") else ""
