"""Stretches of days by name: a week, a month, a quarter, half a year, a year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from union.calendar import end_of_month, months_after, quarter, quarter_of, start_of_month

SHIFT = {"nay": 0, "sau": 1, "toi": 1, "truoc": -1, "qua": -1, "ngoai": -1, "sau nua": 2}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

WHEN = r"(?P<when>nay|sau nua|sau|toi|truoc|qua|ngoai)"
YEAR = r"(?P<y>(?:19|20)[0-9]{2})"
_PERIOD = re.compile(
    rf"(?:(?P<unit>quy|thang|nam|tuan) {WHEN}|quy (?P<q>[1-4]|i|ii|iii|iv)(?:[/ ]| nam )?{YEAR}?"
    r"|thang (?P<m>[0-9]{1,2})(?:(?:[/-]| nam | )(?P<my>(?:19|20)[0-9]{2}))?"
    r"|(?P<n>[0-9]{1,2})[/-](?P<ny>(?:19|20)[0-9]{2})|nam (?P<year>(?:19|20)[0-9]{2})"
    r"|6 thang (?P<half>dau|cuoi) nam(?: (?P<hy>(?:19|20)[0-9]{2}))?)"
)


def stretch(said: str, today: date) -> tuple[date, date] | None:
    """First and last day of what a plain text names; None where it names no stretch."""
    found = _PERIOD.fullmatch(said)
    if not found:
        return None
    year = next((int(found[g]) for g in ("y", "my", "ny", "year", "hy") if found[g]), today.year)
    if found["unit"]:
        return _shifted(found["unit"], SHIFT[found["when"]], today)
    if found["q"]:
        return quarter(year, _ROMAN.get(found["q"]) or int(found["q"]))
    if month := int(found["m"] or found["n"] or 0):
        first = date(year, month, 1) if month <= 12 else None
        return (first, end_of_month(first)) if first else None
    if found["half"]:
        begins = 1 if found["half"] == "dau" else 7
        return date(year, begins, 1), end_of_month(date(year, begins + 5, 1))
    return (date(year, 1, 1), date(year, 12, 31)) if found["year"] else None


def _shifted(unit: str, shift: int, today: date) -> tuple[date, date]:
    if unit == "tuan":  # Monday to Sunday
        monday = today + timedelta(days=7 * shift - today.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "thang":
        first = months_after(start_of_month(today), shift)
        return first, end_of_month(first)
    if unit == "quy":
        first = months_after(today, 3 * shift)
        return quarter(first.year, quarter_of(first))
    return date(today.year + shift, 1, 1), date(today.year + shift, 12, 31)
