"""Reading a wish to correct something: which field, and what it shall be."""

from datetime import date

from union import dates, names, phones, words
from union.members import YOUNGEST

_FIELDS = {
    "phone": ("so dien thoai", "dien thoai", "sdt", "so dt", "so di dong"),
    "birth_date": ("ngay thang nam sinh", "ngay sinh", "nam sinh", "sinh nhat"),
    "name": ("ho va ten", "ho ten"),
    "sex": ("gioi tinh",),
    "team": ("to cong doan",),
}
# Enough when one is asked which field; too little to begin with: “sửa tờ khai”, “đổi tên nhóm”.
_ASKED = {"ten": "name", "to": "team", "so": "phone", "dt": "phone", "ns": "birth_date"}
_VERBS = ("sua", "sua lai", "doi", "doi lai", "cap nhat", "thay", "thay doi")
_INTO = ("thanh", "la", "sang", "lai")
_LONGEST_ADDRESS = 6  # words before the verb: “chị ơi cho em xin”


def one_sentence(text: str) -> str | None:
    """“Em muốn đổi số điện thoại thành 0912…”: what follows the verb, when it names a field."""
    parts = words.normal(text).split()
    folded = [words.fold(part) for part in parts]
    for start in range(min(len(parts), _LONGEST_ADDRESS)):
        address = " ".join([*folded[:start], "x"])
        if start and words.strip_courtesy(address) != "x":
            continue
        for length in (2, 1):
            if " ".join(folded[start : start + length]) in _VERBS:
                rest = " ".join(parts[start + length :])
                if field_and_value(rest)[0]:
                    return rest
    return None


def field_named(text: str) -> str | None:
    """The field somebody names when asked for one."""
    said = words.strip_courtesy(words.fold(text))
    return _ASKED.get(said) or field_and_value(said)[0]


def field_and_value(rest: str) -> tuple[str | None, str]:
    """“số điện thoại thành 0912…” → the field, and the words for its value."""
    parts = words.normal(rest).split()
    folded = [words.fold(part) for part in parts]
    for field, ways in _FIELDS.items():
        for way in ways:
            size = len(way.split())
            if " ".join(folded[:size]) == way:
                return field, " ".join(_after_into(parts[size:]))
    if folded[:1] == ["to"] and any(part.isdigit() for part in folded[1:3]):
        return "team", " ".join(_after_into(parts[1:]))
    return None, ""


def _after_into(parts: list[str]) -> list[str]:
    while parts and words.fold(parts[0]) in (*_INTO, "cua", "toi", "em", "minh"):
        parts = parts[1:]
    return parts


def kept(field: str, value: str, today: date) -> str | None:
    """What was typed, as it is kept; None when it says nothing. Raises NotUnderstood with why."""
    if field == "phone":
        return phones.phone(value)
    if field == "birth_date":
        return dates.birth_date(value, today, YOUNGEST).isoformat()
    if field == "sex":
        said = words.strip_courtesy(words.fold(value)).removeprefix("la ")
        return {"nu": "F", "nam": "M"}.get(said)
    if field == "name" and names.looks_like_name(value) and " " in value.strip():
        return names.proper(value)
    return None
