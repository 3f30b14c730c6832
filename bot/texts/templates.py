"""Greetings the committee may reword: files of config/templates/vi, checked when loaded."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Formatter

from union.occasions import Occasion, Who

FOLDER = Path(__file__).resolve().parents[2] / "config" / "templates" / "vi"

# What each template may say in braces.
NAMES = {
    "sinh_nhat": {"người", "Người"},
    "sinh_nhat_muon": {"người", "Người"},
    "sinh_nhat_nhom": {"những_người"},
    "quy_che_quy": {"mỗi_tháng", "nhiều_nhất", "số_tháng", "ngày_hẹn", "nhắc_trước"},
    "thi_dua_mo": {"năm", "hết_ngày", "danh_hiệu"},
    "thi_dua_nhac": {"người", "Người", "năm", "hết_ngày"},
    "hop_moi": {"người", "cuộc_họp", "Cuộc_họp", "giờ", "nơi", "nội_dung"},
    "hop_doi": {"người", "cuộc_họp", "Cuộc_họp", "giờ", "nơi", "nội_dung"},
    "hop_huy": {"người", "cuộc_họp", "Cuộc_họp", "giờ", "nơi", "nội_dung"},
}
# An occasion's words: to the group, and in private to each woman (config/occasions.toml).
_OCCASION, _IN_PRIVATE = "occasion-", "-rieng"
_NAMES = {"công_đoàn", "năm", "năm_âm"}
_NAMES_IN_PRIVATE = _NAMES | {"người", "Người"}


def to_group(occasion: Occasion) -> str:
    return f"{_OCCASION}{occasion.key}"


def in_private(occasion: Occasion) -> str:
    return f"{to_group(occasion)}{_IN_PRIVATE}"


def of_occasions(occasions: Iterable[Occasion]) -> list[str]:
    """The templates the calendar needs."""
    found = []
    for one in occasions:
        found += [to_group(one), in_private(one)] if one.who is Who.WOMEN else [to_group(one)]
    return found


def names(template: str) -> set[str]:
    if not template.startswith(_OCCASION):
        return NAMES[template]
    return _NAMES_IN_PRIVATE if template.endswith(_IN_PRIVATE) else _NAMES


class BadTemplate(ValueError):
    """A template names something that does not exist, or is empty."""


@cache
def load(name: str) -> str:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip()
    check(name, text)
    return text


def check(name: str, text: str) -> None:
    """Refuse an unknown name in braces now, not on the morning of the birthday."""
    try:
        used = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except ValueError as error:
        raise BadTemplate(f"{name}: {error}") from None
    if not text:
        raise BadTemplate(f"{name}: empty")
    if unknown := used - names(name):
        raise BadTemplate(f"{name}: {', '.join(sorted(unknown))}")


def filled(template: str, **values: str) -> str:
    return load(template).format_map(values)
